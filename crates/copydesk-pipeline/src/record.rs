//! The draft that stages fill and the record that comes of it.

use copydesk_article::{Article, BlockKind, Document};
use copydesk_dates::{NaiveDate, Reference, TimeExpr};
use copydesk_entities::Entity;
use copydesk_figures::Figure;
use copydesk_quotes::Quote;
use copydesk_text::{Span, Text};

/// Everything that was found in one document. Spans are bytes of the document's text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Record<'d> {
    /// The document.
    pub document: &'d Document,
    /// The parts of the article.
    pub article: Article,
    /// The date from which relative dates count; none when dates were not asked for.
    pub reference: Option<Reference>,
    /// Time expressions in order; none when they were not asked for.
    pub dates: Option<Vec<TimeExpr>>,
    /// Figures in order; none when they were not asked for.
    pub figures: Option<Vec<Figure>>,
    /// Entities in order of first mention; none when they were not asked for.
    pub entities: Option<Vec<Entity>>,
    /// Quotes in order; none when they were not asked for.
    pub quotes: Option<Vec<Attributed>>,
    /// What a reader should look at.
    pub problems: Vec<Problem>,
}

/// A quote and the entity that speaks.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Attributed {
    /// The quote.
    pub quote: Quote,
    /// Index into the record's entities; none where the speaker is no entity or entities were not asked for.
    pub entity: Option<usize>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Something is wrong in the text.
    Error,
    /// Something may be wrong.
    Warning,
    /// Something to know.
    Note,
}

impl Severity {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Something that a reader should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// A stable code: "no-article".
    pub code: &'static str,
    /// Where; none for the whole document.
    pub span: Option<Span>,
    /// What, for people.
    pub message: String,
    /// How much it matters.
    pub severity: Severity,
}

impl Problem {
    /// A problem of the whole document or of a part of it.
    pub fn new(code: &'static str, severity: Severity, span: Option<Span>, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), severity }
    }
}

/// A record in the making: what stages read and add to.
#[derive(Debug)]
#[non_exhaustive]
pub struct Draft<'d> {
    /// The words of the article's content, made once; set by the article stage.
    pub text: Text<'d>,
    /// The publication date that the user gave.
    pub date: Option<NaiveDate>,
    /// Whether the input is body text only.
    pub bare: bool,
    /// The BCP 47 tag of the language that the words are in, where that is plainly not English; set with the words.
    pub foreign: Option<&'static str>,
    /// The record so far.
    pub record: Record<'d>,
}

impl<'d> Draft<'d> {
    pub(crate) fn new(document: &'d Document, date: Option<NaiveDate>, bare: bool) -> Self {
        let record = Record {
            document,
            article: Article::default(),
            reference: None,
            dates: None,
            figures: None,
            entities: None,
            quotes: None,
            problems: Vec::new(),
        };
        Self { text: Text::within(&document.text, &[]), date, bare, foreign: None, record }
    }

    pub(crate) fn into_record(self) -> Record<'d> {
        self.record
    }

    /// The spans of the blocks of a kind.
    pub fn blocks_of(&self, kind: BlockKind) -> impl Iterator<Item = Span> + '_ {
        self.record.article.blocks.iter().filter(move |b| b.kind == kind).map(|b| b.span)
    }
}
