#![doc = include_str!("../README.md")]

mod figure;

pub use figure::{Bound, Change, Figure, FigureKind, Quantity};

use copydesk_text::Text;

/// Finds and normalises the figures of a text.
pub fn find(text: &Text<'_>) -> Vec<Figure> {
    let _ = text;
    Vec::new()
}
