//! What the time expressions of a text say of the day of writing.

use chrono::{Datelike, NaiveDate};
use copydesk_numeral::{Form, numeral_at};
use copydesk_text::Text;

use super::claim::{Claim, Rule};
use super::days::Days;
use super::{day_of, past};
use crate::calendar::{Cell, Unit};
use crate::expr::{Amount, Count, Expr, Fields, Mention, Slot, Way, Which};
use crate::resolve::full_year;
use crate::resolve::tense::{self, Cue};

/// A year beyond the news.
const END: i32 = 3000;

/// The claims of the time expressions that name a year.
pub(crate) fn claims(text: &Text<'_>, mentions: &[&Mention], claims: &mut Vec<Claim>) {
    // Results are compared with those of years before: the latest are the news.
    let results =
        mentions.iter().filter(|mention| tells_results(text, mention)).max_by_key(|mention| full_year(&mention.expr));
    if let Some((mention, year)) = results.and_then(|mention| Some((mention, full_year(&mention.expr)?))) {
        claims.push(Claim { rule: Rule::Results, span: mention.span, days: Days::years(year - 1, year + 3) });
    }
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
    if let Some(years) = compared(text, mentions, at) {
        claim(Rule::Compared, Days::years(year + years, END));
    }
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

/// Whether results of a year follow it: "1986 net earnings". They are forecast in the year before, told in the year
/// after, and compared once more with the next.
fn tells_results(text: &Text<'_>, mention: &Mention) -> bool {
    const RESULTS: [&str; 11] = [
        "earnings", "profit", "profits", "results", "sales", "revenue", "revenues", "turnover", "income", "net",
        "dividend",
    ];
    let end = mention.words.1 as usize;
    let is = |at: usize| RESULTS.iter().any(|key| text.is(at, key));
    let adjective =
        ["net", "operating", "pretax", "gross", "annual", "full", "group"].iter().any(|key| text.is(end, key));
    full_year(&mention.expr).is_some() && day_of(&mention.expr).is_none() && (is(end) || adjective && is(end + 1))
}

/// The least number of years from a year to the day of writing, where last year or this year is compared with it in one
/// sentence: "last year it carried 3.8 million, up 4 percent from 2019".
fn compared(text: &Text<'_>, mentions: &[&Mention], at: usize) -> Option<i32> {
    if !past::is_base(text, mentions, at) {
        return None;
    }
    let sentence = |mention: &Mention| text.sentence_of(mention.words.0 as usize);
    let here = mentions.iter().filter(|m| sentence(m) == sentence(mentions[at]));
    here.filter_map(|mention| match mention.expr {
        Expr::Which { which: Which::Last, of: Slot::Unit(Unit::Year) } => Some(2),
        Expr::Which { which: Which::This, of: Slot::Unit(Unit::Year) } => Some(1),
        _ => None,
    })
    .max()
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
    /// Words between the anniversary and its year, and words of its number.
    const NEAR: usize = 6;
    const NUMBER: usize = 4;
    let first = mention.words.0 as usize;
    let at = (first.saturating_sub(NEAR)..first).rev().find(|&at| text.is(at, "anniversary"))?;
    let number = |start: usize| {
        numeral_at(text, start, at).filter(|number| number.form == Form::Ordinal && start + number.words == at)
    };
    let number = (at.saturating_sub(NUMBER)..at).find_map(number)?;
    number.value.to_i64().and_then(|count| i32::try_from(count).ok())
}

/// News is written within years of the latest day or month that it tells, where nothing else is known to be later.
pub(super) fn recent(claims: &[Claim]) -> Option<Claim> {
    const YEARS: i32 = 6;
    let latest = claims.iter().filter(|claim| claim.days.end().is_none()).max_by_key(|claim| claim.days.first())?;
    let first = latest.days.first().filter(|day| latest.rule == Rule::Told && day.ordinal() > 1)?;
    Some(Claim { rule: Rule::Recent, span: latest.span, days: Days::before(first.with_year(first.year() + YEARS)?) })
}
