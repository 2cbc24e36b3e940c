//! From a document to its parts.

use copydesk_model::crf::Crf;
use copydesk_text::{Cursor, Span};

use crate::facts::page;
use crate::features::features;
use crate::grammar::dateline::{Dateline, dateline};
use crate::kind::kinds;
use crate::layout;
use crate::line::{heads, lines};
use crate::story::{Reading, may_open};
use crate::zone::zones;
use crate::{Article, Block, BlockKind, Document};

/// Finds the parts of a document. The blocks tile its text.
///
/// `model` is the line model, `copydesk_model::Model::lines`.
pub fn parse(document: &Document, model: &Crf) -> Article {
    if !document.layout.is_empty() {
        return layout::parse(document);
    }
    let source = document.text.as_str();
    let mut lines = lines(source);
    let text = heads(source, &mut lines);
    let page = page(&text, &lines);
    let zones = zones(model, &text, &lines, &page);
    let kinds = kinds(&text, &lines, &page.facts, &zones);
    let paragraph = (0..lines.len()).find(|&at| zones[at].is_story() && kinds[at].0 == BlockKind::Paragraph);
    let opening = paragraph.filter(|&at| may_open(&page.facts[at]));
    let found = opening.and_then(|at| {
        let words = lines[at].words();
        dateline(Cursor::new(&text, words.start, words.end.min(words.start + 24))).map(|found| (at, found))
    });
    let mut blocks = Blocks { blocks: Vec::with_capacity(lines.len() / 2 + 1) };
    for (at, (line, &(kind, why))) in lines.iter().zip(&kinds).enumerate() {
        match found {
            Some((opening, Dateline { span, .. })) if opening == at => {
                blocks.push(BlockKind::Dateline, line.span.start(), "dateline");
                let rest = source[span.end()..].len() - source[span.end()..].trim_start().len();
                blocks.push(kind, span.end() + rest, why);
            }
            _ => blocks.push(kind, line.span.start(), why),
        }
    }
    let blocks = blocks.end(source.len());
    let dateline = found.map(|(_, dateline)| dateline);
    Reading { text: &text, lines: &lines, page: &page, zones: &zones, kinds: &kinds, dateline }
        .article(blocks, &document.metadata)
}

/// The lines of a document with the features of each, for training the line model. Not for other use: the features
/// change from version to version.
#[doc(hidden)]
pub fn observe(document: &Document) -> Vec<(Span, Vec<u32>)> {
    let mut lines = lines(&document.text);
    let text = heads(&document.text, &mut lines);
    let page = page(&text, &lines);
    let row = |at: usize| {
        let mut row = Vec::with_capacity(80);
        features(&text, &lines, &page, at, &mut row);
        (lines[at].span, row)
    };
    (0..lines.len()).map(row).collect()
}

/// Blocks being laid one after the other.
struct Blocks {
    blocks: Vec<Block>,
}

impl Blocks {
    /// Begins a block. The one before ends there. Chrome goes on as long as one rule finds it.
    fn push(&mut self, kind: BlockKind, start: usize, why: &'static str) {
        match self.blocks.last_mut() {
            Some(last) if kind == BlockKind::Chrome && last.kind == kind && last.why == why => {}
            Some(last) => {
                last.span = Span::new(last.span.start(), start);
                self.blocks.push(Block { kind, span: Span::new(start, start), why });
            }
            None => self.blocks.push(Block { kind, span: Span::new(0, 0), why }),
        }
    }

    fn end(mut self, end: usize) -> Vec<Block> {
        match self.blocks.last_mut() {
            Some(last) => last.span = Span::new(last.span.start(), end),
            None if end > 0 => {
                self.blocks.push(Block { kind: BlockKind::Chrome, span: Span::new(0, end), why: "blank" });
            }
            None => {}
        }
        self.blocks
    }
}
