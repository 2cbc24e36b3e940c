//! The date from which relative expressions count.

use chrono::{Datelike, NaiveDate};
use copydesk_text::{Span, Text};

use crate::calendar::{Cell, Unit};
use crate::expr::{Expr, Fields, Mention, Slot, Which, Year};
use crate::resolve::full_year;
use crate::resolve::tense::{self, Cue};
use crate::tables::TERMS;

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

/// A term of office.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    pub(crate) from: (i32, u32, u32),
    pub(crate) until: (i32, u32, u32),
}

/// The date from which relative expressions count: given, stated by the page, or inferred from the text.
///
/// What is inferred is a set of days, kept as an interval: every piece of evidence cuts it, and a single day is stated
/// only when the year is proven and a day of it named. Nothing is ever taken from the clock.
pub fn infer_reference(text: &Text<'_>, mentions: &[Mention], clues: &Clues) -> Reference {
    match (clues.given, clues.metadata) {
        (Some(date), _) => return Reference::day(date, Basis::Given),
        (None, Some(date)) => return Reference::day(date, Basis::Metadata),
        (None, None) => {}
    }
    let stated = clues.timestamps.iter().map(|&span| (span, Basis::Metadata));
    let stated = stated.chain(clues.dateline.map(|span| (span, Basis::Dateline)));
    for (span, basis) in stated {
        if let Some((span, date)) = full_date(text.as_str(), span) {
            let evidence = Evidence { span: Some(span), says: format!("dated {date}") };
            return Reference { evidence: vec![evidence], ..Reference::day(date, basis) };
        }
    }
    if let Some((span, date)) = date_line(text, mentions) {
        let evidence = Evidence { span: Some(span), says: format!("dated {date}") };
        return Reference { evidence: vec![evidence], ..Reference::day(date, Basis::Dateline) };
    }
    Inference::new(text, mentions, clues).conclude()
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
        let alone = mention.span.len() * 2 >= line.span().len();
        alone.then(|| day_of(&mention.expr)).flatten().map(|date| (mention.span, date))
    })
}

/// The evidence of a text, gathered.
struct Inference<'a, 't> {
    text: &'a Text<'t>,
    mentions: Vec<&'a Mention>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    /// The latest year that the text looks back on.
    year: Option<i32>,
    evidence: Vec<Evidence>,
}

impl<'a, 't> Inference<'a, 't> {
    fn new(text: &'a Text<'t>, mentions: &'a [Mention], clues: &Clues) -> Self {
        let ignored = |m: &&Mention| clues.ignore.iter().any(|span| span.overlaps(m.span));
        let mentions = mentions.iter().filter(|m| !ignored(m)).collect();
        Self { text, mentions, from: None, until: None, year: None, evidence: Vec::new() }
    }

    fn conclude(mut self) -> Reference {
        self.bounds();
        self.terms();
        let proven = self.proven_year();
        if let Some(year) = proven {
            let (first, next) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year + 1, 1, 1));
            self.from = self.from.max(first);
            self.until = next;
        }
        let date = proven.and_then(|year| self.latest_day(year));
        if let Some((span, date)) = date {
            self.says(Some(span), format!("{date} is the latest day told"));
            return Reference { evidence: self.evidence, ..Reference::day(date, Basis::Inferred) };
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && from >= until
        {
            self.until = None;
        }
        let known = self.from.is_some() || self.until.is_some();
        let basis = if known { Basis::Inferred } else { Basis::Unknown };
        Reference { date: None, from: self.from, until: self.until, basis, evidence: self.evidence }
    }

    fn says(&mut self, span: Option<Span>, says: String) {
        self.evidence.push(Evidence { span, says });
    }

    /// A date looked back on was over; one looked ahead to had not come.
    fn bounds(&mut self) {
        let (mut latest, mut soonest) = (None, None);
        for mention in &self.mentions {
            let Some(year) = full_year(&mention.expr) else { continue };
            let day = day_of(&mention.expr);
            let Some(first) = day.or_else(|| NaiveDate::from_ymd_opt(year, 1, 1)) else { continue };
            match tense::of(self.text, mention) {
                // A bare year in such a clause is as often of something past.
                Some(Cue::Ahead) => {
                    if let Some(end) = day
                        && soonest.is_none_or(|(soonest, _)| end < soonest)
                    {
                        soonest = Some((end, mention.span));
                    }
                }
                Some(Cue::Back) if latest.is_none_or(|(latest, _)| first > latest) => {
                    latest = Some((first, mention.span));
                }
                _ => {}
            }
        }
        if let Some((first, span)) = latest {
            self.year = Some(first.year());
            self.from = Some(first);
            self.says(Some(span), format!("looks back on {first}"));
        }
        if let Some((end, span)) = soonest.filter(|(end, _)| self.from.is_none_or(|from| from < *end)) {
            self.until = Some(end);
            self.says(Some(span), format!("looks ahead to {end}"));
        }
    }

    /// The term of the latest office holder named with the office.
    fn terms(&mut self) {
        let words = self.text.words();
        let mut latest: Option<(NaiveDate, NaiveDate, Span)> = None;
        for at in 0..words.len() {
            let Some((term, count)) = self.holder(at) else { continue };
            let past = at.checked_sub(1).is_some_and(|before| {
                ["former", "then", "late", "-", "ex", "vice", "to", "since", "previous"]
                    .iter()
                    .any(|key| self.text.is(before, key))
            });
            let date = |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d);
            let (Some(from), Some(until)) = (date(term.from), date(term.until)) else { continue };
            if !past && latest.is_none_or(|(first, ..)| from > first) {
                latest = Some((from, until, self.text.span(at..at + count)));
            }
        }
        let Some((from, until, span)) = latest else { return };
        // A later date in the text shows that the term is told of as past.
        if self.from.is_some_and(|known| known >= until) || self.until.is_some_and(|known| known <= from) {
            return;
        }
        self.from = self.from.max(Some(from));
        self.until = Some(self.until.map_or(until, |known| known.min(until)));
        self.says(Some(span), format!("in office from {from} to {until}"));
    }

    /// A holder at a word: title and name, or title, first name and name.
    fn holder(&self, at: usize) -> Option<(&'static Term, usize)> {
        let end = self.text.words().len();
        if let Some(found) = TERMS.longest(self.text, at, end) {
            return Some(found);
        }
        // The rows with this title, and the name one word further on.
        let first = self.text.words().get(at)?;
        let mut rows = TERMS.entries().iter().filter(|row| row.hash == first.hash());
        rows.find_map(|row| {
            let (title, name) = row.key.rsplit_once(' ')?;
            let mut count = 0;
            for key in title.split(' ') {
                if !self.text.is(at + count, key) {
                    return None;
                }
                count += 1;
            }
            let given = self.text.words().get(at + count).is_some_and(copydesk_text::Word::is_capitalised);
            (given && self.text.is(at + count + 1, name)).then_some((&row.value, count + 2))
        })
    }

    /// The only year that agrees with the weekdays that the text gives to days, when it gives any.
    fn proven_year(&mut self) -> Option<i32> {
        let years: Vec<i32> = match (self.from, self.until, self.year) {
            (_, _, Some(year)) => {
                let last = self.until.map_or(year + 1, |until| until.year().min(year + 1));
                (year..=last).collect()
            }
            (Some(from), Some(until), None) => (from.year()..=until.year()).collect(),
            _ => return None,
        };
        let named = self.days();
        let pairs: Vec<(u8, u8, u8, Span)> = self
            .mentions
            .iter()
            .filter_map(|m| match m.expr {
                Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), weekday: Some(w) }) => {
                    Some((month, day, w, m.span))
                }
                _ => None,
            })
            .collect();
        let agree = |year: i32| pairs.iter().all(|&(m, d, w, _)| is_weekday(year, m, d, w));
        let agreeing: Vec<i32> = years.iter().copied().filter(|&year| agree(year)).collect();
        if let ([year], Some(&(m, d, _, span))) = (agreeing.as_slice(), pairs.first()) {
            let year = *year;
            self.says(Some(span), format!("{year}-{m:02}-{d:02} falls on the weekday named"));
            return Some(year);
        }
        // "last year" beside a year, and a weekday by itself that is the day of a date named: two votes.
        let told = self.year?;
        let last_year = self
            .mentions
            .iter()
            .find(|m| matches!(m.expr, Expr::Which { which: Which::Last, of: Slot::Unit(Unit::Year) }))?;
        let weekday = self.mentions.iter().find_map(|m| match m.expr {
            Expr::Date(Fields { year: None, slot: Some(Slot::Weekday(day)), weekday: None }) => Some((day, m.span)),
            _ => None,
        })?;
        let coincides = |year: i32| named.iter().find(|(m, d, _)| is_weekday(year, *m, *d, weekday.0)).copied();
        let (month, day, span) = coincides(told + 1).filter(|_| coincides(told).is_none())?;
        let year = told + 1;
        let name = weekday_name(weekday.0);
        let last = last_year.span;
        self.says(Some(last), format!("last year is {told}"));
        self.says(Some(span), format!("{year}-{month:02}-{day:02} is a {name}"));
        Some(year)
    }

    /// The days that are named by month and day alone.
    fn days(&self) -> Vec<(u8, u8, Span)> {
        self.mentions
            .iter()
            .filter_map(|m| match m.expr {
                Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), .. }) => {
                    Some((month, day, m.span))
                }
                _ => None,
            })
            .collect()
    }

    /// The latest day of the year that the text looks back on.
    fn latest_day(&self, year: i32) -> Option<(Span, NaiveDate)> {
        self.mentions
            .iter()
            .filter(|m| tense::of(self.text, m) == Some(Cue::Back))
            .filter_map(|m| match m.expr {
                Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), .. }) => {
                    Some((m.span, NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))?))
                }
                _ => None,
            })
            .max_by_key(|(_, date)| *date)
    }
}

const fn weekday_name(day: u8) -> &'static str {
    match day {
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        6 => "Saturday",
        _ => "Sunday",
    }
}

fn is_weekday(year: i32, month: u8, day: u8, weekday: u8) -> bool {
    NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
        .is_some_and(|date| date.weekday().number_from_monday() == u32::from(weekday))
}
