#![doc = include_str!("../README.md")]

mod entity;

pub use entity::{Entity, EntityKind, Form, Mention};

use copydesk_model::Model;
use copydesk_text::Text;

/// Tags names in text.
#[derive(Clone, Debug)]
pub struct Tagger<'m> {
    model: &'m Model,
}

impl<'m> Tagger<'m> {
    /// A tagger with the weights of a model.
    pub fn new(model: &'m Model) -> Self {
        Self { model }
    }

    /// The names of a text, in order and apart.
    pub fn tag(&self, text: &Text<'_>) -> Vec<Mention> {
        let _ = (self.model, text);
        Vec::new()
    }
}

/// Joins the mentions of one thing into an entity, and adds nominal mentions and pronouns where that is safe.
pub fn link(mentions: Vec<Mention>, text: &Text<'_>) -> Vec<Entity> {
    let _ = (mentions, text);
    Vec::new()
}
