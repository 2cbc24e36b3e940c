//! What the time expressions of a text say of the day of writing.

use chrono::{Datelike, NaiveDate};
use copydesk_text::{Text, Word, WordKind};

use super::claim::{Claim, Rule};
use super::days::{Days, Range, number};
use super::{day_of, past};
use crate::calendar::{Cell, Unit};
use crate::expr::{Amount, Count, Expr, Fields, Mention, Slot, Way};
use crate::resolve::full_year;
use crate::resolve::tense::{self, Cue};

/// News names a month and a day without a year when they are less than this many days away.
const NEAR: i32 = 300;
/// Days by which a period under way may be told as to come, or as past.
const SLACK: i32 = 2;

/// The claims of the time expressions.
pub(crate) fn claims(text: &Text<'_>, mentions: &[&Mention], claims: &mut Vec<Claim>) {
    for (at, mention) in mentions.iter().enumerate() {
        let claim = |rule, days| Claim { rule, span: mention.span, days };
        if let Some(year) = full_year(&mention.expr) {
            year_claims(text, mentions, at, year, claims);
            if let Some(ago) = mentions.get(at + 1).and_then(|next| ago(text, mention, next)) {
                claims.push(claim(Rule::Ago, Days::years(year + ago, year + ago + 2)));
            }
            if let Some(count) = anniversary(text, mention) {
                claims.push(claim(Rule::Anniversary, Days::years(year + count - 1, year + count + 2)));
            }
        } else if let Some(count) = years_ago(&mention.expr) {
            let next = mentions.get(at + 1).filter(|next| gap(mention, next) <= 2);
            if let Some(year) = next.and_then(|next| full_year(&next.expr)) {
                claims.push(claim(Rule::Ago, Days::years(year + count, year + count + 2)));
            }
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
    let claim = |(at, mention): (usize, &&Mention)| {
        let Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), weekday }) = mention.expr
        else {
            return None;
        };
        let cue = if past::is_told(text, mentions, at, true) {
            Some(Cue::Back)
        } else {
            tense::of(text, mention).filter(|cue| *cue == Cue::Ahead)
        };
        let rule = if weekday.is_some() { Rule::Weekday } else { Rule::MonthDay };
        let dates = years.clone().filter_map(|year| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)));
        let named = |date: &NaiveDate| weekday.is_none_or(|day| date.weekday().number_from_monday() == u32::from(day));
        Some(Claim {
            rule,
            span: mention.span,
            days: dates.filter(named).map(|date| near(number(date), cue)).collect(),
        })
    };
    mentions.iter().enumerate().filter_map(claim).collect()
}

/// What a full year, with or without its day, says.
fn year_claims(text: &Text<'_>, mentions: &[&Mention], at: usize, year: i32, claims: &mut Vec<Claim>) {
    let mention = mentions[at];
    let first = match mention.expr {
        Expr::Date(Fields { slot: Some(Slot::Cell(Cell::Day(month, day))), .. }) => {
            NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
        }
        Expr::Date(Fields { slot: Some(Slot::Cell(Cell::Month(month))), .. }) => {
            NaiveDate::from_ymd_opt(year, u32::from(month), 1)
        }
        // A fiscal year may begin in the calendar year before.
        _ if is_fiscal(text, mention) => NaiveDate::from_ymd_opt(year - 1, 1, 1),
        _ => NaiveDate::from_ymd_opt(year, 1, 1),
    };
    let Some(first) = first else { return };
    let exact = day_of(&mention.expr).is_some();
    let mut claim = |rule, days| claims.push(Claim { rule, span: mention.span, days });
    if past::is_told(text, mentions, at, exact) {
        claim(Rule::Told, Days::since(first));
    } else if exact {
        if let (Some(Cue::Ahead), Some(end)) = (tense::of(text, mention), first.succ_opt()) {
            claim(Rule::Ahead, Days::before(end));
        }
    } else if past::is_awaited(text, mention) {
        claim(Rule::AheadYear, Days::years(0, year + 1));
    }
}

fn is_fiscal(text: &Text<'_>, mention: &Mention) -> bool {
    let first = mention.words.0 as usize;
    let is = |at: usize| ["fiscal", "financial"].iter().any(|key| text.is(at, key));
    is(first) || first > 0 && is(first - 1)
}

/// Years before now.
fn years_ago(expr: &Expr) -> Option<i32> {
    let Expr::Shift { by: Amount { count: Count::Exact(count), unit: Unit::Year, .. }, way: Way::Ago, .. } = expr
    else {
        return None;
    };
    count.to_i64().and_then(|n| i32::try_from(n).ok())
}

/// Years between two mentions side by side, the second a length before now: "in 1996, two years ago".
fn ago(text: &Text<'_>, mention: &Mention, next: &Mention) -> Option<i32> {
    let comma = text.is(mention.words.1 as usize, ",");
    (comma && gap(mention, next) <= 2).then(|| years_ago(&next.expr)).flatten()
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
        Some(Cue::Back) => day - SLACK..day + NEAR,
        Some(Cue::Ahead) => day - NEAR..day + SLACK + 1,
        _ => day - NEAR..day + NEAR,
    }
}

/// News is written within years of the latest day or month that it tells, where nothing else is known to be later.
fn recent(claims: &[Claim]) -> Option<Claim> {
    const YEARS: i32 = 6;
    let latest = claims.iter().filter(|claim| claim.days.end().is_none()).max_by_key(|claim| claim.days.first())?;
    let first = latest.days.first().filter(|day| latest.rule == Rule::Told && day.ordinal() > 1)?;
    Some(Claim { rule: Rule::Recent, span: latest.span, days: Days::before(first.with_year(first.year() + YEARS)?) })
}
