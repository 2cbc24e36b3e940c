//! What the time expressions of a text say of the day of writing.

use chrono::{Datelike, NaiveDate};
use copydesk_text::{Span, Text, Word, WordKind};

use super::claim::{Claim, Rule};
use super::day_of;
use super::days::{Days, Range, number};
use crate::calendar::{Cell, Unit};
use crate::expr::{Amount, Count, Expr, Fields, Mention, Slot, Way, Year};
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
            _ => {}
        }
    }
    if let Some(claim) = recent(claims) {
        claims.push(claim);
    }
}

/// The claims of months and days without a year, in the years of a set: it has one of them near, and a weekday beside it
/// tells in which years.
pub(crate) fn day_claims(text: &Text<'_>, mentions: &[&Mention], days: &Days) -> Vec<Claim> {
    /// Sets of more years than this have such a day near almost everywhere.
    const YEARS: i32 = 40;
    let (Some(first), Some(end)) = (days.first(), days.end()) else { return Vec::new() };
    let years = first.year() - 1..=end.year() + 1;
    if end.year() - first.year() > YEARS {
        return Vec::new();
    }
    let claim = |mention: &&Mention| {
        let Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), weekday }) = mention.expr
        else {
            return None;
        };
        let cue = tense::of(text, mention);
        let rule = if weekday.is_some() { Rule::Weekday } else { Rule::MonthDay };
        let dates = years.clone().filter_map(|year| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)));
        let named = |date: &NaiveDate| weekday.is_none_or(|day| date.weekday().number_from_monday() == u32::from(day));
        Some(Claim {
            rule,
            span: mention.span,
            days: dates.filter(named).map(|date| near(number(date), cue)).collect(),
        })
    };
    mentions.iter().filter_map(claim).collect()
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
        Some(Cue::Ahead) if slot.is_none() && awaited(text, mention) => {
            claim(Rule::AheadYear, Days::years(year - 10, year + 1))
        }
        Some(Cue::Back) if is_past(text, mention, exact) => claim(Rule::Told, Days::since(first)),
        _ => None,
    }
}

/// Whether a time is surely told as past: the preposition of a year says when something happened, and nothing in the
/// sentence looks ahead. "The 2016 race", "fiscal 1990" and "predicting 1990 earnings" say nothing.
fn is_past(text: &Text<'_>, mention: &Mention, exact: bool) -> bool {
    let first = mention.words.0 as usize;
    let follows = |keys: &[&str]| first > 0 && keys.iter().any(|key| text.is(first - 1, key));
    let placed = exact && !follows(&["ending", "ends", "effective", "through", "until", "by", "a"])
        || follows(&["in", "since", "during", "from", "after", "on"]);
    let range = ["/", "-", "–"].iter().any(|sign| text.is(mention.words.1 as usize, sign));
    let Some(sentence) = text.sentences().get(text.sentence_of(first)) else { return false };
    let ahead = |at| matches!(TENSE.longest(text, at, sentence.words().end), Some((Cue::Ahead | Cue::Likely, _)));
    placed && !range && !sentence.words().any(ahead)
}

/// Whether a year is one for which something is awaited: "by 2030", "in 1998".
fn awaited(text: &Text<'_>, mention: &Mention) -> bool {
    let (first, end) = (mention.words.0 as usize, mention.words.1 as usize);
    let range = ["/", "-", "–"].iter().any(|sign| text.is(end, sign));
    !range && first > 0 && ["in", "by", "until", "for"].iter().any(|key| text.is(first - 1, key))
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

/// The days near a day of a year unknown: after it when it is told as past, up to it when it is to come.
fn near(day: i32, cue: Option<Cue>) -> Range {
    match cue {
        Some(Cue::Back) => day..day + NEAR,
        Some(Cue::Ahead) => day - NEAR..day + 1,
        _ => day - NEAR..day + NEAR,
    }
}

/// News is written within ten years of the latest day or month that it tells.
fn recent(claims: &[Claim]) -> Option<Claim> {
    const YEARS: i32 = 10;
    let dated = |claim: &&Claim| claim.rule == Rule::Told && claim.days.first().is_some_and(|day| day.ordinal() > 1);
    let (first, span): (NaiveDate, Span) =
        claims.iter().filter(dated).filter_map(|c| Some((c.days.first()?, c.span))).max()?;
    Some(Claim { rule: Rule::Recent, span, days: Days::before(NaiveDate::from_ymd_opt(first.year() + YEARS, 1, 1)?) })
}
