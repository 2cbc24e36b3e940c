#![doc = include_str!("../README.md")]

mod block;
mod cue;
mod document;
mod facts;
mod features;
mod grammar;
mod kind;
mod language;
mod layout;
mod line;
mod parse;
mod story;
mod tables;
mod zone;

#[cfg(test)]
mod tests;

pub use block::{Article, Block, BlockKind};
pub use document::{Document, Hint, HintKind, Metadata, Said, Source};
pub use language::language_of;
pub use parse::{observe, parse};
pub use zone::Zone;
