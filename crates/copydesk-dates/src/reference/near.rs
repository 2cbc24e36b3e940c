//! What months and days without a year say of the day of writing: one of their years has them near, a weekday beside
//! them leaves few years, and "today" beside them is the day itself.

use chrono::{Datelike, NaiveDate};
use copydesk_text::Text;

use super::claim::{Claim, Rule};
use super::days::{Days, Range, number};
use super::{day_of, past};
use crate::calendar::{Cell, Unit};
use crate::expr::{Expr, Fields, Mention, Slot, Which};
use crate::resolve::tense::{self, Cue};

/// News names a month and a day without a year when they are less than this many days away.
const NEAR: i32 = 300;
/// Days by which a period under way may be told as to come, or as past.
const SLACK: i32 = 2;
/// News names a weekday alone when it is less than this many days away.
const WEEK: i32 = 7;
/// Sets of more years than this have a day of the year near almost everywhere.
const YEARS: i32 = 40;

/// What stands beside a date.
#[derive(Clone, Copy)]
enum Beside {
    /// "Monday (March 2)": the weekday is near.
    Weekday(u8),
    /// "8 February, a Monday": the weekday is described.
    Described(u8),
    /// "today (March 2)": days from now.
    Day(i8),
}

/// The claims of dates with their year that have a day of the week or of now beside them.
pub(super) fn full_claims(text: &Text<'_>, mentions: &[&Mention], claims: &mut Vec<Claim>) {
    for (at, mention) in mentions.iter().enumerate() {
        let Some(date) = day_of(&mention.expr).map(number) else { continue };
        let (rule, days) = match beside(text, mentions, at) {
            Some(Beside::Weekday(_)) => (Rule::Weekday, date - WEEK + 1..date + WEEK),
            Some(Beside::Day(shift)) => (Rule::Now, at_shift(date, shift)),
            _ => continue,
        };
        claims.push(Claim { rule, span: mention.span, days: std::iter::once(days).collect() });
    }
}

/// The claims of months and days without a year, in the years of a set.
pub(super) fn claims(text: &Text<'_>, mentions: &[&Mention], days: &Days) -> Vec<Claim> {
    let (Some(first), Some(end)) = (days.first(), days.end()) else { return Vec::new() };
    if end.year() - first.year() > YEARS {
        return Vec::new();
    }
    // What was near may have been last year, or be next year.
    let years = first.year() - 2..=end.year() + 1;
    let claim = |(at, mention): (usize, &&Mention)| {
        let Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), weekday }) = mention.expr
        else {
            return None;
        };
        let beside = beside(text, mentions, at);
        let weekday = match beside {
            Some(Beside::Weekday(day) | Beside::Described(day)) => Some(day),
            _ => weekday,
        };
        let dates = years.clone().filter_map(|year| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)));
        let dates =
            dates.filter(|date| weekday.is_none_or(|day| date.weekday().number_from_monday() == u32::from(day)));
        let span = mention.span;
        if is_last_year(mentions, at, month) {
            let days = dates.filter_map(|date| Some(new_year(date.year() + 1)?..new_year(date.year() + 2)?)).collect();
            return Some(Claim { rule: Rule::LastYear, span, days });
        }
        let (rule, range): (_, &dyn Fn(i32) -> Range) = match beside {
            Some(Beside::Day(shift)) => (Rule::Now, &move |date| at_shift(date, shift)),
            Some(Beside::Weekday(_)) => (Rule::Weekday, &|date| date - WEEK + 1..date + WEEK),
            _ => {
                let cue = cue(text, mentions, at);
                let rule = if weekday.is_some() { Rule::Weekday } else { Rule::MonthDay };
                (rule, &move |date| near(date, cue))
            }
        };
        Some(Claim { rule, span, days: dates.map(|date| range(number(date))).collect() })
    };
    mentions.iter().enumerate().filter_map(claim).collect()
}

/// What stands beside a date.
fn beside(text: &Text<'_>, mentions: &[&Mention], at: usize) -> Option<Beside> {
    let (first, end) = (mentions[at].words.0, mentions[at].words.1);
    let before = at.checked_sub(1).map(|at| mentions[at]).filter(|before| before.words.1 + 1 == first);
    if let Some(before) = before {
        let opens = text.is(first as usize - 1, "(");
        match (weekday(before), &before.expr) {
            (Some(day), _) if opens => return Some(Beside::Weekday(day)),
            (None, Expr::Day(shift)) if opens || text.is(first as usize - 1, ",") => return Some(Beside::Day(*shift)),
            _ => {}
        }
    }
    let after = mentions.get(at + 1).filter(|after| after.words.0 == end + 2)?;
    let described = text.is(end as usize, ",") && text.is(end as usize + 1, "a");
    weekday(after).filter(|_| described).map(Beside::Described)
}

/// Whether the month of a date was told before as one of last year: "in February last year ... on 8 February".
fn is_last_year(mentions: &[&Mention], at: usize, month: u8) -> bool {
    mentions[..=at].iter().any(|mention| {
        let Expr::Part { part: Slot::Cell(Cell::Month(told) | Cell::Day(told, _)), whole } = &mention.expr else {
            return false;
        };
        *told == month && matches!(**whole, Expr::Which { which: Which::Last, of: Slot::Unit(Unit::Year) })
    })
}

/// A weekday by itself.
pub(super) const fn weekday(mention: &Mention) -> Option<u8> {
    match mention.expr {
        Expr::Date(Fields { year: None, slot: Some(Slot::Weekday(day)), weekday: None }) => Some(day),
        _ => None,
    }
}

/// Which way a date surely lies.
fn cue(text: &Text<'_>, mentions: &[&Mention], at: usize) -> Option<Cue> {
    if past::is_told(text, mentions, at, true) {
        return Some(Cue::Back);
    }
    tense::of(text, mentions[at]).filter(|cue| *cue == Cue::Ahead)
}

/// The day from which a date is so many days away.
const fn at_shift(date: i32, shift: i8) -> Range {
    date - shift as i32..date - shift as i32 + 1
}

/// The days near a day: after it when it is told as past, up to it when it is to come.
fn near(day: i32, cue: Option<Cue>) -> Range {
    match cue {
        Some(Cue::Back) => day - SLACK..day + NEAR,
        Some(Cue::Ahead) => day - NEAR..day + SLACK + 1,
        _ => day - NEAR..day + NEAR,
    }
}

fn new_year(year: i32) -> Option<i32> {
    NaiveDate::from_ymd_opt(year, 1, 1).map(number)
}
