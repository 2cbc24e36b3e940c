#![doc = include_str!("../README.md")]

mod reference;
mod timex;

pub use chrono::NaiveDate;
pub use reference::{Basis, Clues, Evidence, Reference};
pub use timex::{Modifier, Point, TimeExpr, TimeKind};

use copydesk_text::{Span, Text};

/// A time expression as written, without context.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Mention {
    /// Where it is.
    pub span: Span,
}

/// Finds the time expressions of a text: syntax only.
pub fn find(text: &Text<'_>) -> Vec<Mention> {
    let _ = text;
    Vec::new()
}

/// The date from which relative expressions count: given, or inferred from the clues and the mentions.
pub fn infer_reference(text: &Text<'_>, mentions: &[Mention], clues: &Clues) -> Reference {
    let _ = (text, mentions);
    clues.given.map_or_else(Reference::default, |date| Reference::day(date, Basis::Given))
}

/// Resolves the mentions of a text against a reference date.
pub fn resolve(text: &Text<'_>, mentions: &[Mention], reference: &Reference) -> Vec<TimeExpr> {
    let _ = (text, mentions, reference);
    Vec::new()
}
