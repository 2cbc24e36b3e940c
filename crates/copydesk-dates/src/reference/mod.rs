//! The date from which relative expressions count.

mod claim;
mod days;
pub(crate) mod known;
mod near;
mod page;
mod past;
mod story;
mod told;

use chrono::NaiveDate;
use copydesk_text::{Span, Text};

use self::claim::Weighing;
use crate::calendar::Cell;
use crate::expr::{Expr, Fields, Mention, Slot, Year};

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
    /// Parts of the page around the article, which may hold a copyright notice.
    pub around: Vec<Span>,
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
    /// What it shows, for people.
    pub says: String,
    /// The rule that read it.
    pub why: &'static str,
    /// The first day of writing that it allows; none where it is open.
    pub from: Option<NaiveDate>,
    /// The first day that it no longer allows; none where it is open.
    pub until: Option<NaiveDate>,
    /// Whether it agrees with what is trusted more; what does not was set aside.
    pub holds: bool,
}

/// The date from which relative expressions count: given, stated by the page, or inferred from the text.
///
/// What is inferred is a set of days. Every piece of evidence claims a set, the most trusted first, and cuts what is
/// left; what contradicts is set aside and reported as such. A single day is stated only when the year is certain and
/// the story names its day. Nothing is ever taken from the clock.
pub fn infer_reference(text: &Text<'_>, mentions: &[Mention], clues: &Clues) -> Reference {
    match (clues.given, clues.metadata) {
        (Some(date), _) => return Reference::day(date, Basis::Given),
        (None, Some(date)) => return Reference::day(date, Basis::Metadata),
        (None, None) => {}
    }
    let stated = clues.timestamps.iter().map(|&span| (span, Basis::Metadata, "timestamp"));
    let stated = stated.chain(clues.dateline.map(|span| (span, Basis::Dateline, "dateline")));
    for (span, basis, why) in stated {
        if let Some((span, date)) = full_date(text.as_str(), span) {
            return stating(date, basis, span, why);
        }
    }
    if let Some((span, date)) = date_line(text, mentions) {
        return stating(date, Basis::Dateline, span, "date-line");
    }
    let ignored = |mention: &&Mention| clues.ignore.iter().any(|span| span.overlaps(mention.span));
    let mentions: Vec<&Mention> = mentions.iter().filter(|mention| !ignored(mention)).collect();
    let mut claims = Vec::new();
    known::claims(text, &mentions, &mut claims);
    told::claims(text, &mentions, &mut claims);
    near::full_claims(text, &mentions, &mut claims);
    page::claims(text, &clues.around, &mut claims);
    let recent = told::recent(&claims);
    let mut weighing = Weighing::new(text.as_str());
    weighing.hear(claims);
    weighing.hear(near::claims(text, &mentions, &weighing.days));
    weighing.hear(recent);
    // Days of the year say something only of few years.
    weighing.hear(near::claims(text, &mentions, &weighing.days));
    let story = story::day(text, &mentions, clues.dateline, &weighing.days);
    let mut reference = weighing.reference();
    if let Some((date, evidence)) = story.filter(|_| reference.date.is_none()) {
        reference.evidence.push(evidence);
        reference = Reference { evidence: reference.evidence, ..Reference::day(date, Basis::Inferred) };
    }
    reference
}

/// A day that the page states.
fn stating(date: NaiveDate, basis: Basis, span: Span, why: &'static str) -> Reference {
    let day = Reference::day(date, basis);
    let evidence = Evidence {
        span: Some(span),
        says: format!("dated {date}"),
        why,
        from: day.from,
        until: day.until,
        holds: true,
    };
    Reference { evidence: vec![evidence], ..day }
}

/// The first full date in a part of the source.
fn full_date(source: &str, span: Span) -> Option<(Span, NaiveDate)> {
    let line = Text::within(source, &[span]);
    crate::find(&line).iter().find_map(|mention| Some((mention.span, day_of(&mention.expr)?)))
}

/// A day with its year, as written.
fn day_of(expr: &Expr) -> Option<NaiveDate> {
    match expr {
        Expr::Date(Fields { year: Some(Year::Full(year)), slot: Some(Slot::Cell(Cell::Day(month, day))), .. }) => {
            NaiveDate::from_ymd_opt(*year, u32::from(*month), u32::from(*day))
        }
        Expr::Timed { day: Some(day), .. } => day_of(day),
        _ => None,
    }
}

/// A line among the first that holds hardly more than a full date.
fn date_line(text: &Text<'_>, mentions: &[Mention]) -> Option<(Span, NaiveDate)> {
    const LINES: usize = 5;
    text.paragraphs().iter().take(LINES).find_map(|line| {
        let mention = mentions.iter().find(|m| line.span().contains(m.span))?;
        // The end of a range is that of an event: "29–31 August 2025".
        let range = (mention.words.0 as usize).checked_sub(1).is_some_and(|at| text.is(at, "-") || text.is(at, "–"));
        let alone = !range && mention.span.len() * 2 >= line.span().len();
        alone.then(|| day_of(&mention.expr)).flatten().map(|date| (mention.span, date))
    })
}
