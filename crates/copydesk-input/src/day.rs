//! Days as metadata writes them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// Years that a publication date may have: a stamp outside is a default or a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2200;

/// A date or time stamp: ISO 8601 in its forms, RFC 2822, seconds since 1970, and days written out in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day as written, in the zone of the stamp.
    pub(crate) day: NaiveDate,
    /// The time of day.
    pub(crate) time: Option<NaiveTime>,
    /// Minutes east of UTC; none where no zone is stated.
    pub(crate) zone: Option<i32>,
}

impl Stamp {
    /// Reads a stamp. Days of which the order of day and month cannot be known ("03/04/2021") are not read.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, rest) = iso(text)
            .map(|(day, end)| (day, &text[end..]))
            .or_else(|| Some((written(text)?, text)))
            .or_else(|| Some((unix(text)?.date(), "")))?;
        if !YEARS.contains(&day.year()) {
            return None;
        }
        if let Some(moment) = unix(text) {
            return Some(Self { day, time: Some(moment.time()), zone: Some(0) });
        }
        let (time, rest) = clock(rest).map_or((None, ""), |(time, rest)| (Some(time), rest));
        Some(Self { day, time, zone: zone(rest) })
    }

    /// RFC 3339, as far as the stamp goes.
    pub(crate) fn written(&self) -> String {
        let Some(time) = self.time else { return self.day.to_string() };
        let zone = self.zone.map_or_else(String::new, |minutes| {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        });
        format!("{}T{time}{zone}", self.day)
    }

    /// The day by the publisher's own clock, where this stamp is in UTC and `local` tells the same moment by that
    /// clock.
    pub(crate) fn local_day(&self, local: &Self) -> Option<NaiveDate> {
        let (time, shown) = (self.time.filter(|_| self.zone == Some(0))?, local.time?);
        let apart = (self.day.and_time(time) - local.day.and_time(shown)).num_seconds();
        // Zones are whole quarters of an hour from UTC; what is shown has no seconds.
        let same = (apart + 59).rem_euclid(900) < 120 && apart.abs() <= 14 * 3600 + 60;
        (same && local.zone.is_none_or(|zone| zone != 0)).then_some(local.day)
    }
}

/// The day of a stamp, and its moment as far as it is stated.
pub(crate) fn moment(stamp: Option<Stamp>) -> (Option<NaiveDate>, Option<String>) {
    (stamp.map(|stamp| stamp.day), stamp.map(|stamp| stamp.written()))
}

/// The day in a stamp.
pub(crate) fn day(stamp: &str) -> Option<NaiveDate> {
    Stamp::read(stamp).map(|stamp| stamp.day)
}

/// A time of day, "08:00", "8:00:30.123", "080000", "8.05 pm", and what follows it.
fn clock(text: &str) -> Option<(NaiveTime, &str)> {
    let bytes = text.as_bytes();
    let number = |at: usize| text.get(at..at + 2)?.parse::<u32>().ok();
    if let Some(rest) = text.strip_prefix(['T', 't'])
        && rest.len() >= 6
        && rest.as_bytes()[..6].iter().all(u8::is_ascii_digit)
    {
        let time = NaiveTime::from_hms_opt(number(1)?, number(3)?, number(5)?)?;
        return Some((time, &text[7..]));
    }
    let colon = (1..bytes.len()).find(|&at| {
        bytes[at] == b':' && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    })?;
    let start = if colon >= 2 && bytes[colon - 2].is_ascii_digit() { colon - 2 } else { colon - 1 };
    let mut hour: u32 = text[start..colon].parse().ok()?;
    let minute = number(colon + 1)?;
    let mut rest = &text[colon + 3..];
    let mut second = 0;
    if let Some(more) = rest.strip_prefix(':')
        && let Some(seconds) = more.get(..2).and_then(|s| s.parse().ok())
    {
        second = seconds;
        rest = more[2..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    }
    let trimmed = rest.trim_start();
    let half = trimmed.get(..4).unwrap_or(trimmed).to_ascii_lowercase();
    if half.starts_with("pm") || half.starts_with("p.m") {
        hour = hour % 12 + 12;
    } else if half.starts_with("am") || half.starts_with("a.m") {
        hour %= 12;
    }
    if half.starts_with(['a', 'p']) {
        rest = trimmed.trim_start_matches(['a', 'A', 'p', 'P', 'm', 'M', '.']);
    }
    Some((NaiveTime::from_hms_opt(hour, minute, second)?, rest))
}

/// The zone at the start of what follows a time of day, in minutes east of UTC.
fn zone(text: &str) -> Option<i32> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(['+', '-', '−']) {
        let digits: Vec<i32> =
            rest.chars().filter(|c| *c != ':').map_while(|c| c.to_digit(10)).map(u32::cast_signed).take(4).collect();
        let minutes = match digits[..] {
            [a, b, c, d] => (a * 10 + b) * 60 + c * 10 + d,
            [a, b] => (a * 10 + b) * 60,
            _ => return None,
        };
        return Some(if text.starts_with('+') { minutes } else { -minutes });
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    // The zones of RFC 2822 and those of Europe; other letters stand for several zones.
    let hours = match &text[..end] {
        "Z" | "z" | "GMT" | "UTC" | "UT" => 0,
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "CET" => 1,
        "CEST" => 2,
        _ => return None,
    };
    Some(hours * 60)
}

/// "2021-02-12T08:00:00Z", "20210212T080000", "2021/02/12".
fn iso(stamp: &str) -> Option<(NaiveDate, usize)> {
    let digits = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| stamp.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let year = i32::try_from(number(0, 4)?).ok()?;
    if digits == 8 || digits == 14 {
        return Some((NaiveDate::from_ymd_opt(year, number(4, 6)?, number(6, 8)?)?, digits));
    }
    if digits != 4 || !matches!(stamp.as_bytes().get(4), Some(b'-' | b'/' | b'.')) {
        return None;
    }
    let mut parts = stamp[5..].split(|c: char| !c.is_ascii_digit());
    let (month, day) = (parts.next()?, parts.next()?);
    let end = 6 + month.len() + day.len();
    Some((NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?, end))
}

/// Seconds or milliseconds since 1970, of this century.
fn unix(stamp: &str) -> Option<NaiveDateTime> {
    let all_digits = stamp.bytes().all(|b| b.is_ascii_digit());
    let seconds: i64 = match stamp.len() {
        10 if all_digits => stamp.parse().ok()?,
        13 if all_digits => stamp.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    (seconds > 946_684_800).then(|| chrono::DateTime::from_timestamp(seconds, 0).map(|t| t.naive_utc()))?
}

/// "Fri, 12 Feb 2021 08:00:00 GMT", "February 12, 2021", "12.2.2021" where only one reading is possible.
fn written(stamp: &str) -> Option<NaiveDate> {
    let mut words = stamp.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(16).peekable();
    let mut before: Option<u32> = None;
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (word.len() - digits.len() <= 2).then(|| digits.parse::<u32>().ok()).flatten()
    };
    while let Some(word) = words.next() {
        if let Some(month) = month(word) {
            let day = match before {
                Some(day) => day,
                None => words.next_if(|w| number(w).is_some_and(|n| n < 32)).and_then(number)?,
            };
            let year = words.next_if(|w| w.len() == 4)?.parse().ok()?;
            return NaiveDate::from_ymd_opt(year, month, day);
        }
        let value = number(word).filter(|&n| n < 32);
        if let (Some(first), Some(second)) = (before, value)
            && let Some(year) =
                words.next_if(|w| w.len() == 4 && w.starts_with(['1', '2'])).and_then(|w| w.parse().ok())
        {
            return match (first, second) {
                (13.., ..13) => NaiveDate::from_ymd_opt(year, second, first),
                (..13, 13..) => NaiveDate::from_ymd_opt(year, first, second),
                _ if first == second => NaiveDate::from_ymd_opt(year, first, second),
                _ => None,
            };
        }
        before = value;
    }
    None
}

/// The number of a month by its English name, in full or cut to three letters.
pub(crate) fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let is = |name: &&str| **name == word || (word.len() == 3 || word == "sept") && name.starts_with(word.as_str());
    (1..).zip(NAMES.iter()).find(|(_, name)| is(name)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps() {
        for (stamp, expected) in [
            ("2021-02-12T08:00:00Z", "2021-02-12"),
            ("2021-02-12 23:59:59 +0900", "2021-02-12"),
            ("2021/2/7", "2021-02-07"),
            ("20210212T080000Z", "2021-02-12"),
            ("1613116800", "2021-02-12"),
            ("Fri, 12 Feb 2021 08:00:00 GMT", "2021-02-12"),
            ("February 12th, 2021 8:00 am", "2021-02-12"),
            ("Published: 12 Sept 2021", "2021-09-12"),
            ("25/12/2021", "2021-12-25"),
            ("12/25/2021", "2021-12-25"),
        ] {
            assert_eq!(day(stamp).map(|d| d.to_string()).as_deref(), Some(expected), "{stamp}");
        }
        for (stamp, expected) in [
            ("2021-02-12T08:00:00Z", "2021-02-12T08:00:00+00:00"),
            ("2021-02-12 23:59:59.123 +0900", "2021-02-12T23:59:59+09:00"),
            ("20210212T080000Z", "2021-02-12T08:00:00+00:00"),
            ("1613116800", "2021-02-12T08:00:00+00:00"),
            ("Fri, 12 Feb 2021 08:00:00 GMT", "2021-02-12T08:00:00+00:00"),
            ("Feb. 12, 2021 11:05 pm EST", "2021-02-12T23:05:00-05:00"),
            ("February 12, 2021 at 12:10 a.m.", "2021-02-12T00:10:00"),
            ("2021-02-12", "2021-02-12"),
        ] {
            assert_eq!(Stamp::read(stamp).map(|s| s.written()).as_deref(), Some(expected), "{stamp}");
        }
        for stamp in ["", "03/04/2021", "two hours ago", "0001-01-01T00:00:00", "2021-13-01", "May", "€€€€"] {
            assert_eq!(day(stamp), None, "{stamp}");
        }
    }

    #[test]
    fn days_by_the_clock_of_the_publisher() {
        let local = |stated: &str, shown: &str| {
            let (stated, shown) = (Stamp::read(stated).unwrap(), Stamp::read(shown).unwrap());
            stated.local_day(&shown).map(|day| day.to_string())
        };
        assert_eq!(local("2021-02-13T04:00:41Z", "Feb. 12, 2021 11:00 pm EST").as_deref(), Some("2021-02-12"));
        assert_eq!(local("2021-02-13T01:48:19Z", "2021-02-12 20:48:19").as_deref(), Some("2021-02-12"));
        assert_eq!(local("2021-02-13T01:48:19Z", "2021-02-12 20:41:19"), None, "another moment");
        assert_eq!(local("2021-02-13T01:48:19-05:00", "2021-02-12 20:48:19"), None, "not in UTC");
    }
}
