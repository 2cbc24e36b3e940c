//! Sets of days.

use chrono::{Datelike, NaiveDate};

/// A half-open range of days, as [`NaiveDate::num_days_from_ce`] counts them.
pub(crate) type Range = std::ops::Range<i32>;

/// The first and the first impossible day of any text: nothing was printed before, and no date is read so late.
const ALL: Range = 500_000..800_000;

/// A set of days: disjoint ranges in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Days(Vec<Range>);

impl Days {
    /// Every day.
    pub(crate) fn all() -> Self {
        std::iter::once(ALL).collect()
    }

    /// The days from one on.
    pub(crate) fn since(first: NaiveDate) -> Self {
        std::iter::once(number(first)..ALL.end).collect()
    }

    /// The days before one.
    pub(crate) fn before(end: NaiveDate) -> Self {
        std::iter::once(ALL.start..number(end)).collect()
    }

    /// The days of years: the first, 0 where it is open, and the first that is not meant.
    pub(crate) fn years(first: i32, end: i32) -> Self {
        std::iter::once(new_year(first).max(ALL.start)..new_year(end)).collect()
    }

    /// The days that are in both sets.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = Vec::new();
        while let (Some(&x), Some(&y)) = (a.peek(), b.peek()) {
            let common = x.start.max(y.start)..x.end.min(y.end);
            if !common.is_empty() {
                both.push(common);
            }
            if x.end <= y.end {
                a.next()
            } else {
                b.next()
            };
        }
        Self(both)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first day; none where the set is open to the past.
    pub(crate) fn first(&self) -> Option<NaiveDate> {
        let first = self.0.first()?.start;
        (first > ALL.start).then(|| NaiveDate::from_num_days_from_ce_opt(first)).flatten()
    }

    /// The first day after the last; none where the set is open to the future.
    pub(crate) fn end(&self) -> Option<NaiveDate> {
        let end = self.0.last()?.end;
        (end < ALL.end).then(|| NaiveDate::from_num_days_from_ce_opt(end)).flatten()
    }

    pub(crate) fn contains(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|range| range.contains(&number(day)))
    }
}

/// Ranges in any order become a set.
impl FromIterator<Range> for Days {
    fn from_iter<I: IntoIterator<Item = Range>>(ranges: I) -> Self {
        let mut ranges: Vec<Range> = ranges.into_iter().filter(|range| !range.is_empty()).collect();
        ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        Self(merged)
    }
}

pub(crate) fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The number of the first day of a year; years beyond the calendar have none, and are never in the news.
fn new_year(year: i32) -> i32 {
    NaiveDate::from_ymd_opt(year, 1, 1).map_or(ALL.start, number)
}

/// A day in the tables, written `1989_01_20`; `open` where it is 0.
pub(crate) fn written(day: u32, open: i32) -> i32 {
    let parts = i32::try_from(day / 10_000).ok().map(|year| (year, day / 100 % 100, day % 100));
    parts.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day)).map_or(open, number)
}

/// A range of days of the tables, open where an end is 0.
pub(crate) fn lifetime(from: u32, until: u32) -> Range {
    written(from, ALL.start)..written(until, ALL.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_merge_and_intersect() {
        let set: Days = [600_020..600_030, 600_000..600_010, 600_005..600_015].into_iter().collect();
        assert_eq!(set, Days(vec![600_000..600_015, 600_020..600_030]));
        let other: Days = [600_012..600_022, 600_029..600_040].into_iter().collect();
        assert_eq!(set.and(&other), Days(vec![600_012..600_015, 600_020..600_022, 600_029..600_030]));
        assert_eq!(set.and(&Days::all()), set);
        assert!(set.and(&std::iter::once(1..2).collect()).is_empty());
    }

    #[test]
    fn open_ends_are_no_days() {
        assert_eq!((Days::all().first(), Days::all().end()), (None, None));
        let year = Days::years(2020, 2021);
        assert_eq!(
            (year.first(), year.end()),
            (NaiveDate::from_ymd_opt(2020, 1, 1), NaiveDate::from_ymd_opt(2021, 1, 1))
        );
        assert!(year.contains(NaiveDate::from_ymd_opt(2020, 2, 29).unwrap()));
    }
}
