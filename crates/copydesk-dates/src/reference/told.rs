//! What the time expressions of a text say of the day of writing.

use chrono::{Datelike, NaiveDate};
use copydesk_text::{Span, Text, Word, WordKind};

use super::claim::{Claim, Rule};
use super::days::{Days, Range, number};
use super::day_of;
use crate::calendar::{Cell, Unit};
use crate::expr::{Amount, Count, Expr, Fields, Mention, Slot, Way, Which, Year};
use crate::resolve::tense::{self, Cue};
use crate::tables::TENSE;

/// News names a month and a day without a year when they are less than this many days away.
const NEAR: i32 = 300;

/// The claims of the time expressions.
pub(crate) fn claims(text: &Text<'_>, mentions: &[&Mention], claims: &mut Vec<Claim>) {
    for (at, mention) in mentions.iter().enumerate() {
        let claim = |rule, days| Claim { rule, span: mention.span, days };
        match &mention.expr {
            Expr::Date(Fields { year: Some(Year::Full(year)), slot, .. }) => {
                if let Some(found) = year_of(text, mention, *year, *slot) {
                    claims.push(found);
                }
                if let Some(ago) = mentions.get(at + 1).and_then(|next| ago(text, mention, next)) {
                    claims.push(claim(Rule::Ago, Days::years(year + ago, year + ago + 2)));
                }
                if let Some(count) = anniversary(text, mention) {
                    claims.push(claim(Rule::Anniversary, Days::years(year + count - 1, year + count + 2)));
                }
            }
            Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), weekday: Some(weekday) }) => {
                let days = (1945..2100).filter_map(|year| on_weekday(year, *month, *day, *weekday));
                let cue = tense::of(text, mention);
                claims.push(claim(Rule::Weekday, days.map(|day| near(day, cue)).collect()));
            }
            Expr::Shift { by: Amount { count: Count::Exact(count), unit: Unit::Year, .. }, way: Way::Ago, .. } => {
                let next = mentions.get(at + 1).filter(|next| gap(mention, next) <= 2);
                let year = next.and_then(|next| match next.expr {
                    Expr::Date(Fields { year: Some(Year::Full(year)), .. }) => Some(year),
                    _ => None,
                });
                if let (Some(year), Some(count)) = (year, count.to_i64().and_then(|n| i32::try_from(n).ok())) {
                    claims.push(claim(Rule::Ago, Days::years(year + count, year + count + 2)));
                }
            }
            Expr::Which { which: Which::Last, of: Slot::Unit(Unit::Year) } => {
                if let Some(days) = last_year(text, mention, mentions) {
                    claims.push(claim(Rule::LastYear, days));
                }
            }
            _ => {}
        }
    }
    if let Some(claim) = recent(claims) {
        claims.push(claim);
    }
}

/// What a full year, with or without its day, says.
fn year_of(text: &Text<'_>, mention: &Mention, year: i32, slot: Option<Slot>) -> Option<Claim> {
    let first = match slot {
        Some(Slot::Cell(Cell::Day(month, day))) => NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)),
        Some(Slot::Cell(Cell::Month(month))) => NaiveDate::from_ymd_opt(year, u32::from(month), 1),
        _ => NaiveDate::from_ymd_opt(year, 1, 1),
    }?;
    let claim = |rule, days| Some(Claim { rule, span: mention.span, days });
    let exact = day_of(&mention.expr).is_some();
    match tense::of(text, mention) {
        Some(Cue::Ahead) if exact => claim(Rule::Ahead, Days::before(first.succ_opt()?)),
        Some(Cue::Ahead) => claim(Rule::AheadYear, Days::years(year - 8, year + 1)),
        Some(Cue::Back) if exact || is_past(text, mention) => claim(Rule::Told, Days::since(first)),
        _ => None,
    }
}

/// Whether a year or a month is surely told as past: its preposition says when something happened, and nothing in its
/// sentence looks ahead. "The 2016 race", "fiscal 1990" and "predicting 1990 earnings" say nothing.
fn is_past(text: &Text<'_>, mention: &Mention) -> bool {
    let first = mention.words.0 as usize;
    let Some(before) = first.checked_sub(1) else { return false };
    if !["in", "since", "during", "from", "after", "on", "of"].iter().any(|key| text.is(before, key)) {
        return false;
    }
    let Some(sentence) = text.sentences().get(text.sentence_of(first)) else { return false };
    !sentence.words().any(|at| matches!(TENSE.longest(text, at, sentence.words().end), Some((Cue::Ahead | Cue::Likely, _))))
}

/// Years between two mentions side by side, the second a length before now: "in 1996, two years ago".
fn ago(text: &Text<'_>, mention: &Mention, next: &Mention) -> Option<i32> {
    let Expr::Shift { by: Amount { count: Count::Exact(count), unit: Unit::Year, .. }, way: Way::Ago, .. } = &next.expr
    else {
        return None;
    };
    let comma = text.is(mention.words.1 as usize, ",");
    (comma && gap(mention, next) <= 2).then(|| count.to_i64().and_then(|n| i32::try_from(n).ok())).flatten()
}

/// Words between two mentions.
fn gap(mention: &Mention, next: &Mention) -> u32 {
    next.words.0.saturating_sub(mention.words.1)
}

/// The number of an anniversary before a year: "the 20th anniversary of the 1991 landing".
fn anniversary(text: &Text<'_>, mention: &Mention) -> Option<i32> {
    let first = mention.words.0 as usize;
    let at = (first.saturating_sub(6)..first).rev().find(|&at| text.is(at, "anniversary"))?;
    let word: &Word = text.words().get(at.checked_sub(1)?)?;
    let digits = text.str(word).trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (word.kind() == WordKind::Number || digits.len() <= 3).then(|| digits.parse().ok()).flatten()
}

/// "Last year" compared with a year in its sentence: "up from 2019" says that last year came after 2019.
fn last_year(text: &Text<'_>, mention: &Mention, mentions: &[&Mention]) -> Option<Days> {
    let sentence = text.sentence_of(mention.words.0 as usize);
    let year = mentions.iter().find_map(|other| {
        let first = other.words.0 as usize;
        let Expr::Date(Fields { year: Some(Year::Full(year)), slot: None, .. }) = other.expr else { return None };
        let compared = (1..=2).any(|back| {
            first.checked_sub(back).is_some_and(|at| ["from", "than", "with", "against"].iter().any(|k| text.is(at, k)))
        });
        (compared && first > mention.words.0 as usize && text.sentence_of(first) == sentence).then_some(year)
    })?;
    Some(Days::years(year + 2, year + 3))
}

/// The days near a day of a year unknown: after it when it is told as past, up to it when it is to come.
fn near(day: i32, cue: Option<Cue>) -> Range {
    match cue {
        Some(Cue::Back) => day..day + NEAR,
        Some(Cue::Ahead) => day - NEAR..day + 1,
        _ => day - NEAR..day + NEAR,
    }
}

fn on_weekday(year: i32, month: u8, day: u8, weekday: u8) -> Option<i32> {
    let date = NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))?;
    (date.weekday().number_from_monday() == u32::from(weekday)).then(|| number(date))
}

/// News is written within years of the latest day that it tells.
fn recent(claims: &[Claim]) -> Option<Claim> {
    const YEARS: i32 = 8;
    let told = claims.iter().filter(|claim| claim.rule == Rule::Told);
    let (first, span): (NaiveDate, Span) = told.filter_map(|c| Some((c.days.first()?, c.span))).max()?;
    Some(Claim { rule: Rule::Recent, span, days: Days::before(NaiveDate::from_ymd_opt(first.year() + YEARS, 1, 1)?) })
}
