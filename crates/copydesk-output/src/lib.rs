#![doc = include_str!("../README.md")]

mod conll;
mod explain;
mod json;
mod labels;
mod lines;
mod marked;
mod problems;
#[cfg(feature = "schema")]
mod schema;
mod spacy;
mod story;
mod timeml;
mod wire;

pub use conll::write_conll;
pub use explain::write_explained;
pub use json::{JsonOptions, write_json};
pub use marked::{Palette, write_marked};
pub use problems::write_problems;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use spacy::write_spacy;
pub use story::{write_json_ld, write_markdown, write_text};
pub use timeml::write_timeml;
pub use wire::{
    Article, Block, Date, Entity, Evidence, Figure, Mention, Problem, Quote, RECORD_VERSION, Record, Reference, Source,
    Speaker, Surface,
};
