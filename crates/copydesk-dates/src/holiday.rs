//! Holidays: the rule for their day in a year.

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::{Cell, When};

/// The rule by which a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// A month and a day.
    Fixed(u8, u8),
    /// The n-th of a weekday (Monday = 1) in a month; -1 is the last.
    Nth(u8, u8, i8),
    /// So many days after the n-th of a weekday in a month.
    AfterNth(u8, u8, i8, u8),
    /// So many days after the Western Easter Sunday.
    Easter(i8),
    /// Month and day of the tabular Islamic calendar.
    Islamic(u8, u8),
    /// The Islamic month of fasting, by its first day.
    Ramadan,
    /// The Chinese New Year.
    LunarNewYear,
}

impl Holiday {
    /// Where it falls in a year; of what falls twice, the first.
    pub fn in_year(self, year: i32) -> Option<When> {
        let date = match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)),
            Self::Nth(month, weekday, n) => nth_weekday(year, month, weekday, n),
            Self::AfterNth(month, weekday, n, days) => {
                nth_weekday(year, month, weekday, n)?.checked_add_days(Days::new(u64::from(days)))
            }
            Self::Easter(days) => {
                let date = easter(year)?;
                let size = Days::new(u64::from(days.unsigned_abs()));
                if days < 0 { date.checked_sub_days(size) } else { date.checked_add_days(size) }
            }
            Self::Islamic(month, day) => islamic(year, month, day),
            Self::Ramadan => islamic(year, 9, 1),
            Self::LunarNewYear => lunar_new_year(year),
        }?;
        Some(When::day(date))
    }

    /// The cell, where it is the same in every year.
    pub const fn cell(self) -> Option<Cell> {
        match self {
            Self::Fixed(month, day) => Some(Cell::Day(month, day)),
            _ => None,
        }
    }
}

/// The n-th of a weekday (Monday = 1) in a month; -1 is the last.
pub(crate) fn nth_weekday(year: i32, month: u8, weekday: u8, n: i8) -> Option<NaiveDate> {
    let month = u32::from(month);
    if n > 0 {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let ahead = (u32::from(weekday) + 7 - first.weekday().number_from_monday()) % 7;
        return first.checked_add_days(Days::new(u64::from(ahead) + 7 * (u64::from(n.unsigned_abs()) - 1)));
    }
    let last = NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
    let back = (last.weekday().number_from_monday() + 7 - u32::from(weekday)) % 7;
    last.checked_sub_days(Days::new(u64::from(back)))
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (sum / 31).unsigned_abs(), (sum % 31 + 1).unsigned_abs())
}

/// A day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7 ... of thirty) that falls in a Gregorian year.
fn islamic(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    // The day number of 1 Muharram 1, in chrono's count of days from 1 January 1.
    const EPOCH: i32 = 227_015;
    let (month, day) = (i32::from(month), i32::from(day));
    let guess = (year - 622) * 33 / 32;
    (guess - 1..=guess + 2)
        .filter_map(|hijri| {
            let days = (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30) + (59 * (month - 1) + 1) / 2 + day - 1;
            NaiveDate::from_num_days_from_ce_opt(EPOCH + days)
        })
        .find(|date| date.year() == year)
}

/// The Chinese New Year: the mean new moon, in Beijing's day, that falls from 21 January to 20 February. The mean moon
/// is at most a day off the true one.
fn lunar_new_year(year: i32) -> Option<NaiveDate> {
    // In seconds: the mean synodic month, and the mean new moon of 6 January 2000, 14:20:44 UT (22:20 in Beijing).
    const MONTH: i64 = 2_551_443;
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 6)?.and_hms_opt(22, 20, 44)?;
    let from = NaiveDate::from_ymd_opt(year, 1, 21)?.and_hms_opt(0, 0, 0)?;
    let moons = (from - epoch).num_seconds().div_euclid(MONTH) + 1;
    epoch.checked_add_signed(chrono::TimeDelta::seconds(moons * MONTH)).map(|moment| moment.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_days() {
        let table = [
            (Holiday::Easter(0), 2021, "2021-04-04"),
            (Holiday::Easter(-2), 2008, "2008-03-21"),
            (Holiday::Nth(11, 4, 4), 1999, "1999-11-25"),
            (Holiday::Nth(5, 1, -1), 2020, "2020-05-25"),
            (Holiday::AfterNth(11, 1, 1, 1), 1998, "1998-11-03"),
            (Holiday::Islamic(10, 1), 2021, "2021-05-13"),
            (Holiday::Ramadan, 2021, "2021-04-13"),
            (Holiday::LunarNewYear, 2021, "2021-02-12"),
            (Holiday::LunarNewYear, 2019, "2019-02-05"),
        ];
        for (holiday, year, value) in table {
            assert_eq!(holiday.in_year(year).map(|w| w.to_string()).as_deref(), Some(value), "{holiday:?}");
        }
    }
}
