#![doc = include_str!("../README.md")]

mod compress;
mod day;
mod encoding;
mod error;
mod feed;
mod html;
mod item;
mod jsonl;
mod names;
mod reader;
mod sniff;
mod story;
mod tables;
mod warc;
mod wire;
mod xml;

pub use error::{Error, Place};
pub use item::{Format, Item, Options};
pub use reader::Reader;
