//! Days as metadata writes them.

use chrono::NaiveDate;

/// Years that a publication date may have: a stamp outside is a default or a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2200;

/// The day in a date or time stamp: ISO 8601 in its forms, RFC 2822, and days written out in English.
///
/// The day is taken as written, in the zone of the stamp. Days of which the order of day and month cannot be known
/// ("03/04/2021") are not read.
pub(crate) fn day(stamp: &str) -> Option<NaiveDate> {
    let stamp = stamp.trim();
    iso(stamp)
        .or_else(|| unix(stamp))
        .or_else(|| written(stamp))
        .filter(|day| YEARS.contains(&chrono::Datelike::year(day)))
}

/// "2021-02-12T08:00:00Z", "20210212T080000", "2021/02/12".
fn iso(stamp: &str) -> Option<NaiveDate> {
    let digits = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| stamp.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let year = i32::try_from(number(0, 4)?).ok()?;
    if digits == 8 || digits == 14 {
        return NaiveDate::from_ymd_opt(year, number(4, 6)?, number(6, 8)?);
    }
    if digits != 4 || !matches!(stamp.as_bytes().get(4), Some(b'-' | b'/' | b'.')) {
        return None;
    }
    let mut parts = stamp[5..].split(|c: char| !c.is_ascii_digit());
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Seconds or milliseconds since 1970, of this century.
fn unix(stamp: &str) -> Option<NaiveDate> {
    let all_digits = stamp.bytes().all(|b| b.is_ascii_digit());
    let seconds: i64 = match stamp.len() {
        10 if all_digits => stamp.parse().ok()?,
        13 if all_digits => stamp.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    (seconds > 946_684_800).then(|| chrono::DateTime::from_timestamp(seconds, 0).map(|t| t.date_naive()))?
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
        for stamp in ["", "03/04/2021", "two hours ago", "0001-01-01T00:00:00", "2021-13-01", "May", "€€€€"] {
            assert_eq!(day(stamp), None, "{stamp}");
        }
    }
}
