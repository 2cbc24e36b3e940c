//! Documents with markup: the blocks that hints on lines give.
//!
//! `copydesk-input` has judged every line of a page by its markup; here the judgements become blocks.

use copydesk_text::Span;

use crate::{Article, Block, BlockKind, Document, HintKind};

/// The parts of a document whose lines have hints.
pub(crate) fn parse(document: &Document) -> Article {
    let text = &document.text;
    let mut blocks: Vec<Block> = Vec::new();
    let mut hints = document.layout.iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end();
        while hints.next_if(|hint| hint.span.start() < span.start()).is_some() {}
        let mut decision = None;
        let mut shape = None;
        while let Some(hint) = hints.next_if(|hint| hint.span.start() < span.end()) {
            match role(hint.kind) {
                Some(role) => decision = decision.or(Some(role)),
                None => shape = shape.or(self::shape(hint.kind)),
            }
        }
        let (kind, why) = match decision {
            Some((BlockKind::Paragraph, why)) => (shape.unwrap_or(BlockKind::Paragraph), why),
            Some(decided) => decided,
            // A line without a hint goes with the one before it: the second line of a block.
            None => blocks.last().map_or((BlockKind::Chrome, "markup"), |b| (b.kind, b.why)),
        };
        blocks.push(Block { kind, span, why });
    }
    let metadata = &document.metadata;
    Article {
        blocks,
        headline: metadata.title.clone(),
        bylines: metadata.authors.clone(),
        agency: metadata.agency.clone(),
        place: None,
        published: metadata.published,
        modified: metadata.modified,
        language: metadata.language.clone(),
    }
}

/// What a line is, where the hint decides it; paragraphs still take their shape from other hints.
fn role(hint: HintKind) -> Option<(BlockKind, &'static str)> {
    Some(match hint {
        HintKind::Main => (BlockKind::Paragraph, "body"),
        HintKind::Headline => (BlockKind::Headline, "headline"),
        HintKind::Standfirst => (BlockKind::Standfirst, "class"),
        HintKind::Byline => (BlockKind::Byline, "class"),
        HintKind::Timestamp => (BlockKind::Timestamp, "class"),
        HintKind::Credit => (BlockKind::Credit, "class"),
        HintKind::Caption => (BlockKind::Caption, "caption"),
        HintKind::Related => (BlockKind::Related, "links"),
        HintKind::Bio => (BlockKind::Bio, "class"),
        HintKind::Tags => (BlockKind::Tags, "class"),
        HintKind::Comment => (BlockKind::Comment, "class"),
        HintKind::PullQuote => (BlockKind::PullQuote, "class"),
        HintKind::Embed => (BlockKind::Embed, "class"),
        HintKind::Meta | HintKind::Chrome => (BlockKind::Chrome, "markup"),
        _ => return None,
    })
}

/// The shape of a line of the body.
fn shape(hint: HintKind) -> Option<BlockKind> {
    match hint {
        HintKind::Heading(_) => Some(BlockKind::Subheading),
        HintKind::ListItem => Some(BlockKind::ListItem),
        _ => None,
    }
}
