#![doc = include_str!("../README.md")]

mod explain;
mod json;
mod marked;
#[cfg(feature = "schema")]
mod schema;
mod story;
mod wire;

pub use explain::write_explained;
pub use json::{JsonOptions, write_json};
pub use marked::{Palette, write_marked};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use story::{write_json_ld, write_markdown, write_text};
pub use wire::{
    Article, Block, Date, Entity, Evidence, Figure, Mention, Problem, Quote, RECORD_VERSION, Record, Reference, Source,
    Speaker, Surface,
};
