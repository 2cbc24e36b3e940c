#![doc = include_str!("../README.md")]

mod day;
mod encoding;
mod error;
mod html;
mod item;
mod jsonl;
mod names;
mod reader;
mod sniff;
mod tables;

pub use error::{Error, Place};
pub use item::{Format, Item, Options};
pub use reader::Reader;
