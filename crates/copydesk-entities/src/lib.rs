#![doc = include_str!("../README.md")]

mod entity;
mod features;
mod labels;
mod link;
mod tables;
mod tagger;
#[cfg(test)]
mod tests;

pub use entity::{Entity, EntityKind, Form, Gender, Mention};
pub use features::Features;
pub use labels::{Label, Place};
pub use link::link;
pub use tagger::Tagger;
