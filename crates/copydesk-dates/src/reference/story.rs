//! The day that a story tells as its own.

use chrono::{Datelike, NaiveDate};
use copydesk_text::{Span, Text};

use super::Evidence;
use super::days::Days;
use crate::calendar::Cell;
use crate::expr::{Expr, Fields, Mention, Slot};
use crate::resolve::tense::{self, Cue};

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

/// The day of the story: that of a dateline, where only one year has it; or the last day that it tells, where a weekday
/// told beside it falls on it or on the day before in one year only.
pub(crate) fn day(text: &Text<'_>, mentions: &[&Mention], dateline: Option<Span>, days: &Days) -> Option<(NaiveDate, Evidence)> {
    let line = dateline.and_then(|line| crate::find(&Text::within(text.as_str(), &[line])).iter().find_map(MonthDay::of));
    if let Some(line) = line.or_else(|| opening(text, mentions)) {
        let [date] = line.days(days)[..] else { return None };
        return Some((date, evidence(line.span, date, "dateline-day", format!("the dateline, in the only year left, is {date}"))));
    }
    let weekdays: Vec<(u8, usize)> = mentions
        .iter()
        .filter_map(|m| match m.expr {
            Expr::Date(Fields { year: None, slot: Some(Slot::Weekday(day)), weekday: None }) => {
                Some((day, text.sentence_of(m.words.0 as usize)))
            }
            _ => None,
        })
        .collect();
    let told: Vec<(MonthDay, usize)> = mentions
        .iter()
        .filter_map(|m| Some((MonthDay::of(m).filter(|_| tense::of(text, m) == Some(Cue::Back))?, text.sentence_of(m.words.0 as usize))))
        .collect();
    let mut found: Option<(NaiveDate, Span)> = None;
    for &(told, sentence) in &told {
        for date in told.days(days) {
            let agrees = |&(weekday, at): &(u8, usize)| {
                let day = date.weekday().number_from_monday();
                let before = date.weekday().pred().number_from_monday();
                at.abs_diff(sentence) <= 1 && (day == u32::from(weekday) || before == u32::from(weekday))
            };
            if weekdays.iter().any(agrees) {
                match found {
                    Some((other, _)) if other.year() != date.year() => return None,
                    Some((other, _)) if other >= date => {}
                    _ => found = Some((date, told.span)),
                }
            }
        }
    }
    let (date, span) = found?;
    // A later day told, in the year found, is nearer to the day of writing.
    let later = told.iter().any(|(told, _)| told.days(days).iter().any(|day| day.year() == date.year() && *day > date));
    (!later).then(|| {
        let says = format!("{date}, a {}, is the last day told, with its weekday", weekday_name(date));
        (date, evidence(span, date, "weekday-told", says))
    })
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
        let named = !place.is_empty() && place.len() <= PLACE && place.iter().all(|w| w.is_capitalised() || w.is_sign());
        let dash = (end..words.len().min(end + AGENCY)).any(|at| ["-", "–", "—", "--"].iter().any(|dash| text.is(at, dash)));
        (named && dash).then_some(day)
    })
}

fn weekday_name(date: NaiveDate) -> String {
    date.format("%A").to_string()
}
