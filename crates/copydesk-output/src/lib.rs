#![doc = include_str!("../README.md")]

mod json;
mod marked;
mod wire;

pub use json::{JsonOptions, write_json};
pub use marked::{Palette, write_marked};
pub use wire::{
    Article, Block, Date, Entity, Evidence, Figure, Mention, Problem, Quote, RECORD_VERSION, Record, Reference, Source,
    Speaker, Surface,
};
