//! The date from which relative expressions count.

use chrono::NaiveDate;
use copydesk_text::Span;

/// What is known about a document's date outside its running text.
#[derive(Clone, Debug, Default)]
pub struct Clues {
    /// The publication date that the user gave.
    pub given: Option<NaiveDate>,
    /// The publication date that the document's metadata state.
    pub metadata: Option<NaiveDate>,
    /// The dateline, which may hold a month and a day.
    pub dateline: Option<Span>,
    /// Timestamps of the page, the article's own first.
    pub timestamps: Vec<Span>,
    /// Parts whose dates say nothing about the day of writing: bios, credits.
    pub ignore: Vec<Span>,
}

/// How a reference date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Basis {
    /// The user gave it.
    Given,
    /// The document's metadata state it, or a timestamp on the page.
    Metadata,
    /// The dateline states it.
    Dateline,
    /// The text proves it or narrows it down.
    Inferred,
    /// It is not known.
    #[default]
    Unknown,
}

impl Basis {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::Inferred => "inferred",
            Self::Unknown => "unknown",
        }
    }
}

/// The day of writing: one day, a range of days, or unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The day, when the evidence leaves only one.
    pub date: Option<NaiveDate>,
    /// The first day possible.
    pub from: Option<NaiveDate>,
    /// The first day no longer possible.
    pub until: Option<NaiveDate>,
    /// How it is known.
    pub basis: Basis,
    /// What shows it.
    pub evidence: Vec<Evidence>,
}

impl Reference {
    /// A known day.
    pub fn day(date: NaiveDate, basis: Basis) -> Self {
        Self { date: Some(date), from: Some(date), until: date.succ_opt(), basis, evidence: Vec::new() }
    }
}

/// One thing that shows the reference date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands; none when it came from outside the text.
    pub span: Option<Span>,
    /// What it shows, for people: "2021-02-11 is a Thursday".
    pub says: String,
}

/// The date from which relative expressions count: given, or inferred from the clues and the mentions.
pub fn infer_reference(text: &copydesk_text::Text<'_>, mentions: &[crate::Mention], clues: &Clues) -> Reference {
    let _ = (text, mentions);
    match (clues.given, clues.metadata) {
        (Some(date), _) => Reference::day(date, Basis::Given),
        (None, Some(date)) => Reference::day(date, Basis::Metadata),
        (None, None) => Reference::default(),
    }
}
