#![doc = include_str!("../README.md")]

mod block;
mod document;
mod layout;

pub use block::{Article, Block, BlockKind};
pub use document::{Document, Hint, HintKind, Metadata, Source};

use copydesk_text::Span;

/// Finds the parts of a document. The blocks tile its text.
pub fn parse(document: &Document) -> Article {
    if !document.layout.is_empty() {
        return layout::parse(document);
    }
    let span = Span::new(0, document.text.len());
    Article { blocks: vec![Block { kind: BlockKind::Paragraph, span, why: "line" }], ..Article::default() }
}
