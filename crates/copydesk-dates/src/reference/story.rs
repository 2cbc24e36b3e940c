//! The day that a story tells as its own.

use chrono::{Datelike, NaiveDate, Weekday};
use copydesk_text::{Span, Text};

use super::Evidence;
use super::days::Days;
use super::near::weekday;
use crate::calendar::{Cell, Unit};
use crate::expr::{Expr, Fields, Mention, Slot, Which};
use crate::resolve::full_year;

/// A month and a day without a year.
#[derive(Clone, Copy)]
struct MonthDay {
    month: u8,
    day: u8,
    span: Span,
    /// The index of its first word.
    word: usize,
}

impl MonthDay {
    fn of(mention: &Mention) -> Option<Self> {
        let Expr::Date(Fields { year: None, slot: Some(Slot::Cell(Cell::Day(month, day))), .. }) = mention.expr else {
            return None;
        };
        Some(Self { month, day, span: mention.span, word: mention.words.0 as usize })
    }

    /// Its days in a set, of which there are as many as the set has years.
    fn days(self, days: &Days) -> Vec<NaiveDate> {
        let (Some(first), Some(end)) = (days.first(), days.end()) else { return Vec::new() };
        let day = |year| NaiveDate::from_ymd_opt(year, u32::from(self.month), u32::from(self.day));
        (first.year()..=end.year()).filter_map(day).filter(|&day| days.contains(day)).collect()
    }
}

/// The day of the story, where one year alone has it. That of a dateline is told by the days that are left, or by the
/// weekday of the paragraph that it opens; that of a report by a weekday beside it, in the years after the latest year told.
pub(crate) fn day(
    text: &Text<'_>,
    mentions: &[&Mention],
    dateline: Option<Span>,
    days: &Days,
) -> Option<(NaiveDate, Evidence)> {
    let line =
        dateline.and_then(|line| crate::find(&Text::within(text.as_str(), &[line])).iter().find_map(MonthDay::of));
    match line.or_else(|| opening(text, mentions)) {
        Some(line) => dated(mentions, line, days),
        None => reported(text, mentions, days),
    }
}

/// The day of a dateline.
fn dated(mentions: &[&Mention], line: MonthDay, days: &Days) -> Option<(NaiveDate, Evidence)> {
    /// Of more years than this, too many agree by chance.
    const YEARS: usize = 6;
    let possible = line.days(days);
    let says = |date| format!("the dateline is of {date}, in the only year left");
    if let [date] = possible[..] {
        return Some((date, evidence(line.span, date, "dateline-day", says(date))));
    }
    let opens = |m: &&&Mention| m.span.start() > line.span.end() && m.span.start() < line.span.end() + 400;
    let weekdays: Vec<u8> = mentions.iter().filter(opens).filter_map(|m| weekday(m)).collect();
    let mut agreeing = possible.iter().filter(|date| weekdays.iter().any(|&day| is_on_or_after(**date, day)));
    match (agreeing.next(), agreeing.next()) {
        (Some(&date), None) if possible.len() <= YEARS => {
            let says = format!("the dateline is of {date}, a {}", weekday_name(date.weekday()));
            Some((date, evidence(line.span, date, "dateline-weekday", says)))
        }
        _ => None,
    }
}

/// The last day of which something is reported, where a weekday told beside it falls on it or on the day before.
fn reported(text: &Text<'_>, mentions: &[&Mention], days: &Days) -> Option<(NaiveDate, Evidence)> {
    let days = days.and(&after_last_year(mentions)?);
    let sentence = |m: &Mention| text.sentence_of(m.words.0 as usize);
    let (told, at) = mentions
        .iter()
        .filter_map(|m| Some((MonthDay::of(m).filter(|day| is_reported(text, day.word))?, sentence(m))))
        .max_by_key(|(told, _)| (told.month, told.day))?;
    let beside = |m: &&&Mention| sentence(m).abs_diff(at) <= 1;
    let weekdays: Vec<u8> = mentions.iter().filter(beside).filter_map(|m| weekday(m)).collect();
    let possible = told.days(&days);
    let mut agreeing = possible.iter().filter(|date| weekdays.iter().any(|&day| is_on_or_after(**date, day)));
    match (agreeing.next(), agreeing.next()) {
        (Some(&date), None) => {
            let says = format!("reports of {date}, a {}, and of the weekday beside it", weekday_name(date.weekday()));
            Some((date, evidence(told.span, date, "report-weekday", says)))
        }
        _ => None,
    }
}

/// The years in which a text is written that speaks of last year and of a latest full year.
fn after_last_year(mentions: &[&Mention]) -> Option<Days> {
    mentions.iter().find(|m| matches!(m.expr, Expr::Which { which: Which::Last, of: Slot::Unit(Unit::Year) }))?;
    let year = mentions.iter().filter_map(|m| full_year(&m.expr)).max()?;
    Some(Days::years(year, year + 3))
}

/// Whether a date is a weekday or the day after it.
fn is_on_or_after(date: NaiveDate, weekday: u8) -> bool {
    let day = date.weekday();
    [day, day.pred()].iter().any(|day| day.number_from_monday() == u32::from(weekday))
}

/// Whether a day is that of a report: "the agency reported on February 12".
fn is_reported(text: &Text<'_>, day: usize) -> bool {
    const VERBS: [&str; 6] = ["said", "reported", "announced", "told", "denounced", "declared"];
    let on = day.checked_sub(1).filter(|&at| text.is(at, "on"));
    on.and_then(|at| at.checked_sub(1)).is_some_and(|at| VERBS.iter().any(|verb| text.is(at, verb)))
}

fn evidence(span: Span, date: NaiveDate, why: &'static str, says: String) -> Evidence {
    Evidence { span: Some(span), says, why, from: Some(date), until: date.succ_opt(), holds: true }
}

/// The month and day of a dateline in the running text: "ORLIN, March 3 (MPA) -".
fn opening(text: &Text<'_>, mentions: &[&Mention]) -> Option<MonthDay> {
    const PLACE: usize = 8;
    const AGENCY: usize = 6;
    mentions.iter().filter_map(|m| MonthDay::of(m).map(|day| (day, m.words.1 as usize))).find_map(|(day, end)| {
        let start = text.paragraphs().get(text.paragraph_of(day.word))?.words().start;
        let words = text.words();
        let place = &words[start..day.word];
        let named =
            !place.is_empty() && place.len() <= PLACE && place.iter().all(|w| w.is_capitalised() || w.is_sign());
        let range = words.get(end).is_some_and(|w| w.is_sign() && w.is_glued() && !text.is(end, ","));
        let dash = !range
            && (end..words.len().min(end + AGENCY))
                .any(|at| ["-", "–", "—", "--"].iter().any(|dash| text.is(at, dash)));
        (named && dash).then_some(day)
    })
}

const fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
