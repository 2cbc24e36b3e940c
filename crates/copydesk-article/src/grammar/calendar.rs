//! Dates and times of day as timestamps write them.

use chrono::NaiveDate;
use copydesk_text::{Case, Cursor, WordKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::multi::many0_count;

use super::{Parsed, fail, sign, word};
use crate::cue::Cue;
use crate::tables::{CALENDAR, CUES};

/// A word of timestamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    /// A month by its number.
    Month(u8),
    /// The name of a day.
    Weekday,
    /// A time zone, or what else follows a time of day.
    Zone,
    /// "am", "p.m."
    HalfDay,
    /// "ago".
    Ago,
    /// "hours", "min".
    Unit,
    /// "today".
    Relative,
}

use CalendarWord::{Ago, HalfDay, Month, Relative, Unit, Weekday, Zone};

/// What a line says about time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day of publication, or the first day named.
    pub(crate) published: Option<NaiveDate>,
    /// The day of the last change.
    pub(crate) updated: Option<NaiveDate>,
    /// Whether "published" or the like stands before the day.
    pub(crate) labelled: bool,
    /// Whether the line says anything of time: a date, a time of day, "2 hours ago".
    pub(crate) timed: bool,
    /// Words of the line that have nothing to do with time.
    pub(crate) others: usize,
}

impl Stamp {
    /// Whether the line is nothing but a timestamp.
    pub(crate) const fn is_whole(&self) -> bool {
        self.timed && self.others == 0
    }
}

/// One element of a timestamp.
enum Element {
    Day(NaiveDate),
    /// A date without its year, a time of day, "2 hours ago".
    Time,
    Label(Cue),
    Filler,
}

/// Reads all of a line for what it says about time.
pub(crate) fn stamp(mut line: Cursor<'_, '_>) -> Stamp {
    let mut stamp = Stamp::default();
    let mut label = None;
    while line.first().is_some() {
        let Ok((rest, element)) = element(line) else {
            stamp.others += 1;
            line = line.skip(1);
            continue;
        };
        line = rest;
        match element {
            Element::Day(day) => {
                stamp.timed = true;
                let updated = label == Some(Cue::Updated) || stamp.published.is_some();
                let slot = if updated { &mut stamp.updated } else { &mut stamp.published };
                *slot = slot.or(Some(day));
            }
            Element::Time => stamp.timed = true,
            Element::Label(cue) => {
                stamp.labelled |= cue == Cue::Published;
                label = Some(cue);
            }
            Element::Filler => {}
        }
    }
    stamp
}

fn element<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Element> {
    alt((
        map(date, Element::Day),
        map(ago, |()| Element::Time),
        map(time_of_day, |()| Element::Time),
        map(day_of_month, |()| Element::Time),
        label,
        map(word(|_, s| matches!(calendar(s), Some(Weekday | Zone | HalfDay))), |_| Element::Filler),
        map(word(|_, s| matches!(calendar(s), Some(Relative))), |_| Element::Time),
        map(read_time, |()| Element::Filler),
        map(sign(",.|/-–—•·:()[]⋅∙●"), |_| Element::Filler),
        map(
            word(|_, s| {
                ["at", "on", "the", "the", "a", "m", "local", "time", "and"].iter().any(|w| s.eq_ignore_ascii_case(w))
            }),
            |_| Element::Filler,
        ),
    ))
    .parse(input)
}

/// "Published", "Last updated on".
fn label<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Element> {
    match input.eat_phrase(&CUES) {
        Some((rest, cue @ (Cue::Published | Cue::Updated))) => Ok((rest, Element::Label(*cue))),
        _ => fail(input),
    }
}

/// "4 min read".
fn read_time<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let (rest, _) = number.parse(input)?;
    match rest.eat_phrase(&CUES) {
        Some((rest, Cue::Count)) => Ok((rest, ())),
        _ => fail(input),
    }
}

/// A day with its year, in any of the orders of the world's newspapers.
pub(crate) fn date<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, NaiveDate> {
    alt((month_day_year, day_month_year, digits)).parse(input)
}

/// "Dec. 22, 2023", "Jan 23rd 2024", "Dec 22 '23".
fn month_day_year<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, NaiveDate> {
    let (rest, (month, _, day, _, _, year)) =
        (month, opt(sign(".,")), day, opt(ordinal), opt(sign(",.")), year).parse(input)?;
    dated(input, rest, year, month, day)
}

/// "19 December 2023", "22-Dec-2023", "22. Dezember 2023", "5 de enero de 2024".
fn day_month_year<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, NaiveDate> {
    let (rest, (day, _, _, month, _, _, year)) =
        (day, opt(ordinal), opt(alt((sign("-./,"), of))), month, opt(sign("-./,")), opt(of), year).parse(input)?;
    dated(input, rest, year, month, day)
}

/// "2023-12-22", "22/12/2023", "12/22/2023", "22.12.2023". Where either order gives a day, the month comes first in
/// the United States only; the day is taken first, unless it cannot be, with points, and the month with strokes.
fn digits<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, NaiveDate> {
    let pointed = input.str();
    if let Some((day, rest)) = pointed.split_once('.')
        && let Some((month, year)) = rest.split_once('.')
        && let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse())
    {
        return dated(input, input.skip(1), year, month, day);
    }
    let (rest, (a, mark, b, second, c)) = (number, sign("-/"), number, sign("-/"), digits_of_year).parse(input)?;
    if !mark.is_glued() || !second.is_glued() {
        return fail(input);
    }
    let (a, b, c) = (a as u16, b as u16, c);
    if a > 31 {
        return dated(input, rest, i32::from(a), b, c as u8);
    }
    if c < 100 {
        return fail(input);
    }
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    dated(input, rest, i32::from(c), month, day as u8)
}

/// The last number of a date in digits, which a time of day may be glued to.
fn digits_of_year<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, u16> {
    alt((map(year, i32::unsigned_abs), number)).map(|n| n.min(9999) as u16).parse(input)
}

fn dated<'a, 't>(
    from: Cursor<'a, 't>,
    rest: Cursor<'a, 't>,
    year: i32,
    month: u16,
    day: u8,
) -> Parsed<'a, 't, NaiveDate> {
    // Nothing was put on the web before it was there; 1969 and 1970 are clocks that were never set.
    let year = if (0..100).contains(&year) { 2000 + year } else { year };
    match NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)) {
        Some(date) if (1985..2100).contains(&year) => Ok((rest, date)),
        _ => fail(from),
    }
}

/// A month, or one that the word before is glued to: "`DoeDec` 5".
fn month<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, u16> {
    let surface = input.str();
    let own = || {
        let mixed = input.first().is_some_and(|word| word.case() == Case::Mixed);
        let at = surface.rfind(char::is_uppercase).filter(|at| mixed && *at > 0)?;
        calendar(&surface[at..])
    };
    match calendar(surface).or_else(own) {
        Some(Month(number)) => Ok((input.skip(1), u16::from(number))),
        _ => fail(input),
    }
}

fn day<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, u8> {
    map(verify(number, |n| (1..=31).contains(n)), |n| n as u8).parse(input)
}

/// A year of four digits, or those that a time of day or a count is glued to: "20246:08".
fn year<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, i32> {
    let surface = input.str();
    match surface.get(..4).map(str::parse::<i32>) {
        Some(Ok(year)) if surface.len() <= 8 && (1900..2100).contains(&year) => Ok((input.skip(1), year)),
        _ => fail(input),
    }
}

fn number<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, u32> {
    match input.first() {
        Some(word) if word.kind() == WordKind::Number => match input.str().parse() {
            Ok(number) => Ok((input.skip(1), number)),
            Err(_) => fail(input),
        },
        _ => fail(input),
    }
}

fn ordinal<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, &'a copydesk_text::Word> {
    word(|w, s| w.is_glued() && ["st", "nd", "rd", "th"].iter().any(|o| s.eq_ignore_ascii_case(o))).parse(input)
}

fn of<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, &'a copydesk_text::Word> {
    word(|_, s| s.eq_ignore_ascii_case("of") || s.eq_ignore_ascii_case("de")).parse(input)
}

/// "7:26 PM UTC", "18.08 CET", "4:45pm EST", "5 p.m.", "T09:14:00Z".
fn time_of_day<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let after = |cursor: Cursor<'a, 't>| {
        many0_count(word(|_, s| matches!(calendar(s), Some(Zone | HalfDay)))).parse(cursor).map(|(rest, _)| (rest, ()))
    };
    let (input, _) = opt(word(|_, s| s == "T")).parse(input)?;
    let clock =
        (number, sign(":"), number, opt((sign(":"), number)), opt((sign("+-"), number, opt((sign(":"), number)))));
    let half = (word(|w, _| w.is_number()), word(|_, s| matches!(calendar(s), Some(Zone | HalfDay))));
    let (rest, ()) = alt((map(clock, |_| ()), map(half, |_| ()))).parse(input)?;
    after(rest)
}

/// "Dec 22", "22 December": a date whose year is not said.
pub(crate) fn day_of_month<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    alt((
        map((month, opt(sign(".")), day, opt(ordinal)), |_| ()),
        map((day, opt(ordinal), opt(of), month, opt(sign("."))), |_| ()),
    ))
    .parse(input)
}

/// "2 hours ago", "an hour ago".
fn ago<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let count = word(|w, s| w.is_number() || matches!(s, "a" | "an" | "A" | "An" | "one" | "One"));
    let unit = word(|_, s| calendar(s) == Some(Unit));
    let (rest, _) = (count, unit, opt(sign(".")), word(|_, s| calendar(s) == Some(Ago))).parse(input)?;
    Ok((rest, ()))
}

/// What a word says about time.
pub(crate) fn calendar(surface: &str) -> Option<CalendarWord> {
    // No word of the calendar is longer; most words of a text are dealt with by their length and the table's index.
    if surface.is_empty() || surface.len() > 12 { None } else { CALENDAR.lookup(surface).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::Text;

    fn read(line: &str) -> Stamp {
        let text = Text::new(line);
        stamp(Cursor::new(&text, 0, usize::MAX))
    }

    #[test]
    fn stamps_of_the_worlds_newspapers() {
        for (line, published) in [
            ("Published Aug 28, 2024 • Last updated 1 hour ago • 4 minute read", "2024-08-28"),
            ("March 2, 2024 6:00 am(Updated 6:01 am)", "2024-03-02"),
            ("Tuesday 19 December 2023 09:14", "2023-12-19"),
            ("December 21, 2023/9:43 p.m. ET", "2023-12-21"),
            ("Nov 7, 2023,01:51pm EST", "2023-11-07"),
            ("Published Wed, Feb 28 20246:08 AM EST", "2024-02-28"),
            ("First published on Thu 21 Dec 2023 22.12 CET", "2023-12-21"),
            ("2024-01-07T01:20:00+10:00", "2024-01-07"),
            ("25/12/2023", "2023-12-25"),
            ("12/23/2023", "2023-12-23"),
            ("24.12.2023, 18:00 Uhr", "2023-12-24"),
            ("Posted: Dec. 3rd, 2023", "2023-12-03"),
        ] {
            let stamp = read(line);
            assert!(stamp.is_whole(), "{line}: {stamp:?}");
            assert_eq!(stamp.published.map(|d| d.to_string()).as_deref(), Some(published), "{line}");
        }
    }

    #[test]
    fn dates_that_lost_the_space_around_them() {
        for line in ["6 December 20236 December 2023", "DoeDec 6, 20232 Shares"] {
            assert_eq!(read(line).published.map(|day| day.to_string()).as_deref(), Some("2023-12-06"), "{line}");
        }
    }

    #[test]
    fn changes_are_told_from_publication() {
        let stamp = read("Updated December 26, 2023 10:48 AM");
        assert_eq!((stamp.published, stamp.updated.map(|d| d.to_string())), (None, Some("2023-12-26".into())));
    }

    #[test]
    fn what_is_no_timestamp() {
        for line in ["In December 2023 the council met.", "The May Fair", "A budget of 2023", "Dec 31, 1969"] {
            let stamp = read(line);
            assert!(!stamp.is_whole() || stamp.published.is_none(), "{line}: {stamp:?}");
        }
    }
}
