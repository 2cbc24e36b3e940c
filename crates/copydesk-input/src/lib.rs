#![doc = include_str!("../README.md")]

mod error;
mod item;
mod jsonl;
mod reader;

pub use error::{Error, Place};
pub use item::{Format, Item, Options};
pub use reader::Reader;
