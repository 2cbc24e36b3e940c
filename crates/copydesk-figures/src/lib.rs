#![doc = include_str!("../README.md")]

mod age;
mod amount;
mod carry;
mod cue;
mod currency;
mod expr;
mod figure;
mod find;
mod phrase;
mod rate;
mod reject;
mod tables;
mod unit;
mod window;

#[cfg(test)]
mod tests;

pub use currency::Clues;
pub use figure::{Bound, Change, Figure, FigureKind, Quantity};
pub use find::{find, find_with};
