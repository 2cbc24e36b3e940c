//! Documents with markup: the blocks that hints on lines give.
//!
//! `copydesk-input` has judged every line of a page by its markup. What markup leaves open, the closed forms of lines
//! decide: a line that is a timestamp, a share button or a copyright note is one wherever it stands.

use copydesk_text::{Cursor, Span, Text};
use memchr::memmem;

use crate::cue::Cue;
use crate::facts::{End, Facts, Form, page};
use crate::grammar::dateline::{Dateline, dateline};
use crate::kind::Verdict;
use crate::line::{Line, heads};
use crate::story::may_open;
use crate::{Article, Block, BlockKind, Document, Hint, HintKind};

/// Block quotations of a page that are sought in its story, and the bytes that one may have: large type is brief.
const MAX_QUOTES: usize = 40;
const MAX_QUOTE: usize = 400;

/// The parts of a document whose lines have hints.
pub(crate) fn parse(document: &Document) -> Article {
    let source = document.text.as_str();
    let (mut lines, marks) = lines(document);
    let text = heads(source, &mut lines);
    let facts = page(&text, &lines).facts;
    let mut kinds: Vec<Verdict> = Vec::with_capacity(lines.len());
    for (mark, facts) in marks.iter().zip(&facts) {
        let kind = match mark.decision {
            Some((BlockKind::Paragraph, why)) => story(mark, facts).unwrap_or((BlockKind::Paragraph, why)),
            Some((BlockKind::Chrome, why)) => outside(mark, facts).unwrap_or((BlockKind::Chrome, why)),
            Some(decided) => decided,
            // A line without a hint goes with the one before it: the second line of a block.
            None => kinds.last().copied().unwrap_or((BlockKind::Chrome, "markup")),
        };
        kinds.push(kind);
    }
    pull_quotes(source, &lines, &marks, &mut kinds);
    let opening = opening(&text, &lines, &facts, &kinds);
    let mut blocks = Vec::with_capacity(lines.len() + 1);
    for (at, &(kind, why)) in kinds.iter().enumerate() {
        let start = if at == 0 { 0 } else { lines[at].span.start() };
        let end = lines.get(at + 1).map_or(source.len(), |next| next.span.start());
        let mut rest = start;
        if let Some((_, Dateline { span, .. })) = opening.filter(|(opening, _)| *opening == at) {
            rest = end - source[span.end()..end].trim_start().len();
            blocks.push(Block { kind: BlockKind::Dateline, span: Span::new(start, rest), why: "dateline" });
        }
        if rest < end {
            blocks.push(Block { kind, span: Span::new(rest, end), why });
        }
    }
    if blocks.is_empty() && !source.is_empty() {
        blocks.push(Block { kind: BlockKind::Chrome, span: Span::new(0, source.len()), why: "blank" });
    }
    let metadata = &document.metadata;
    let said = |span: Option<Span>| span.map(|span| span.of(source).to_owned());
    let (place, agency) = opening.map_or((None, None), |(_, line)| (said(line.place), said(line.agency)));
    Article {
        blocks,
        headline: metadata.title.clone(),
        bylines: metadata.authors.clone(),
        agency: agency.or_else(|| metadata.agency.clone()),
        place,
        published: metadata.published,
        modified: metadata.modified,
        language: metadata.language.clone(),
    }
}

/// What the hints on a line say.
#[derive(Default)]
struct Mark {
    decision: Option<Verdict>,
    /// The shape of a line of the story.
    shape: Option<BlockKind>,
    quote: bool,
    /// Bytes that are links.
    linked: usize,
    /// Whether nearly all of it is a `<time>` element.
    time: bool,
    size: usize,
}

impl Mark {
    fn add(&mut self, hint: &Hint) {
        match hint.kind {
            HintKind::Link => self.linked += hint.span.len(),
            HintKind::Time => self.time |= hint.span.len() * 3 > self.size * 2,
            HintKind::Quote => self.quote = true,
            HintKind::Heading(_) => self.shape = self.shape.or(Some(BlockKind::Subheading)),
            HintKind::ListItem => self.shape = self.shape.or(Some(BlockKind::ListItem)),
            kind => self.decision = self.decision.or(role(kind)),
        }
    }

    fn is_link(&self) -> bool {
        self.linked * 2 > self.size
    }
}

/// The lines of a document, and what hints say about each.
fn lines(document: &Document) -> (Vec<Line>, Vec<Mark>) {
    let (mut lines, mut marks) = (Vec::new(), Vec::new());
    let mut hints = document.layout.iter().peekable();
    let mut start = 0;
    for piece in document.text.split_inclusive('\n') {
        let (from, until) = (start, start + piece.len());
        start = until;
        let size = piece.trim().len();
        let mut mark = Mark { size, ..Mark::default() };
        while let Some(hint) = hints.next_if(|hint| hint.span.start() < until) {
            if hint.span.start() >= from {
                mark.add(hint);
            }
        }
        if size > 0 {
            let from = from + (piece.len() - piece.trim_start().len());
            lines.push(Line::of(Span::new(from, from + size)));
            marks.push(mark);
        }
    }
    (lines, marks)
}

/// What a line is, where the hint decides it; paragraphs still take their shape from other hints.
fn role(hint: HintKind) -> Option<Verdict> {
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

/// A line among the story's whose form says that it is no paragraph.
fn story(mark: &Mark, facts: &Facts) -> Option<Verdict> {
    // Sentences that begin with the name of a network or tell the reader to follow a path are of the story.
    let apart = mark.shape.is_none() && facts.words <= 30 && facts.shared < 2;
    let sentence = facts.end.ends_sentence() && facts.words > 5;
    Some(match facts.form {
        Form::Stamp if mark.shape.is_none() => (BlockKind::Timestamp, "timestamp"),
        Form::Cue(Cue::Related) => (BlockKind::Chrome, "related-heading"),
        Form::Led(Cue::Related) if mark.is_link() => (BlockKind::Related, "related-cue"),
        Form::Cue(
            Cue::Share | Cue::Menu | Cue::Cookie | Cue::Signup | Cue::Legal | Cue::Ad | Cue::Comment | Cue::Count,
        ) if mark.shape.is_none() => (BlockKind::Chrome, "cue"),
        Form::Led(Cue::Legal | Cue::Cookie) if apart => (BlockKind::Chrome, "cue"),
        Form::Led(Cue::Signup | Cue::Ad) if apart && (!sentence || mark.linked > 0) => (BlockKind::Chrome, "cue"),
        Form::Led(Cue::Share) if apart && !sentence => (BlockKind::Chrome, "cue"),
        Form::Cue(Cue::Embed) | Form::Led(Cue::Embed) => (BlockKind::Embed, "embed-cue"),
        Form::Cue(Cue::Credit) => (BlockKind::Credit, "credit-cue"),
        Form::Led(Cue::Credit) if apart && !sentence => (BlockKind::Credit, "credit-cue"),
        Form::Led(Cue::Caption) if apart && !sentence => (BlockKind::Caption, "caption-cue"),
        _ => (mark.shape?, "body"),
    })
}

/// A line outside the story of which markup says no more.
fn outside(mark: &Mark, facts: &Facts) -> Option<Verdict> {
    match facts.form {
        _ if mark.time => Some((BlockKind::Timestamp, "time-element")),
        Form::Stamp if !mark.is_link() => Some((BlockKind::Timestamp, "timestamp")),
        Form::Byline if !mark.is_link() || facts.end != End::Stop => Some((BlockKind::Byline, "byline")),
        _ => None,
    }
}

/// Marks block quotations that say again what a paragraph says.
fn pull_quotes(source: &str, lines: &[Line], marks: &[Mark], kinds: &mut [Verdict]) {
    let quoted = (0..lines.len()).filter(|&at| marks[at].quote && kinds[at].0 == BlockKind::Paragraph);
    for at in quoted.take(MAX_QUOTES).collect::<Vec<_>>() {
        let span = lines[at].span;
        let said = span.of(source).trim_matches(|c: char| !c.is_alphanumeric());
        if said.len() < 12 || said.len() > MAX_QUOTE {
            continue;
        }
        let elsewhere = memmem::find(&source.as_bytes()[..span.start()], said.as_bytes()).is_some()
            || memmem::find(&source.as_bytes()[span.end()..], said.as_bytes()).is_some();
        if elsewhere {
            kinds[at] = (BlockKind::PullQuote, "repeated");
        }
    }
}

/// The first paragraph of the story and its dateline, if it has one.
fn opening(text: &Text<'_>, lines: &[Line], facts: &[Facts], kinds: &[Verdict]) -> Option<(usize, Dateline)> {
    let at = kinds.iter().position(|(kind, _)| *kind == BlockKind::Paragraph)?;
    let words = lines[at].words();
    let found = dateline(Cursor::new(text, words.start, words.end.min(words.start + 24)));
    found.filter(|_| may_open(&facts[at])).map(|found| (at, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of lines that markup takes for the story's, with further hints on some.
    fn kinds(lines: &[(&str, Option<HintKind>)]) -> Vec<(&'static str, String)> {
        let mut document = Document::default();
        for (line, more) in lines {
            let start = document.text.len();
            document.text.push_str(line);
            let span = Span::new(start, document.text.len());
            document.layout.extend([HintKind::Main].into_iter().chain(*more).map(|kind| Hint { span, kind }));
            document.text.push('\n');
        }
        let article = parse(&document);
        assert_eq!(article.blocks.iter().map(|b| b.span.of(&document.text)).collect::<String>(), document.text);
        article.blocks.iter().map(|b| (b.kind.name(), b.span.of(&document.text).trim().to_owned())).collect()
    }

    #[test]
    fn forms_of_lines_decide_what_markup_leaves_open() {
        let story = "The ferry will stop on Monday, the harbour said, because nobody wants to pay for it.";
        let found = kinds(&[
            ("OSLO, Feb 12 (Reuters) - The ferry will stop on Monday, the harbour said.", None),
            (story, Some(HintKind::Paragraph)),
            ("Read more: Bridge tolls rise", Some(HintKind::Link)),
            ("Advertisement", None),
            ("The last trip", Some(HintKind::Heading(2))),
            ("nobody wants to pay for it", Some(HintKind::Quote)),
            ("Copyright 2021 The Harbour Post. All rights reserved.", None),
            ("12 February 2021", None),
        ]);
        let names: Vec<&str> = found.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(
            names,
            [
                "dateline",
                "paragraph",
                "paragraph",
                "related",
                "chrome",
                "subheading",
                "pull-quote",
                "chrome",
                "timestamp"
            ],
            "{found:#?}"
        );
        assert_eq!(found[0].1, "OSLO, Feb 12 (Reuters) -");
    }

    #[test]
    fn times_outside_the_story_are_timestamps() {
        let text = "Friday\nMenu\n".to_owned();
        let hint = |start, end, kind| Hint { span: Span::new(start, end), kind };
        let layout = vec![hint(0, 6, HintKind::Chrome), hint(0, 6, HintKind::Time), hint(7, 11, HintKind::Chrome)];
        let blocks = parse(&Document { text, layout, ..Document::default() }).blocks;
        assert_eq!(blocks.iter().map(|b| b.kind).collect::<Vec<_>>(), [BlockKind::Timestamp, BlockKind::Chrome]);
    }
}
