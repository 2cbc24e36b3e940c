//! Holidays: the rule for their day in a year.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

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
    /// So many days after the Jewish New Year of the autumn.
    Hebrew(i16),
    /// The Jewish feast of lights, by its first day.
    Hanukkah,
    /// The Hindu feast of lights.
    Diwali,
    /// Easter Sunday of the Julian calendar.
    OrthodoxEaster,
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
            Self::Hebrew(days) => NaiveDate::from_num_days_from_ce_opt(rosh_hashanah(year) + i32::from(days)),
            Self::Hanukkah => hanukkah(year),
            Self::Diwali => diwali(year),
            Self::OrthodoxEaster => orthodox_easter(year),
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
    new_moon(NaiveDate::from_ymd_opt(year, 1, 21)?, TimeDelta::hours(8))
}

/// The day before the mean new moon of the month Kartika, in India's day: its night is the darkest.
fn diwali(year: i32) -> Option<NaiveDate> {
    new_moon(NaiveDate::from_ymd_opt(year, 10, 18)?, TimeDelta::minutes(330))?.pred_opt()
}

/// The day of the first mean new moon after the beginning of a day, in a zone so far east of Greenwich.
fn new_moon(from: NaiveDate, zone: TimeDelta) -> Option<NaiveDate> {
    // In seconds: the mean synodic month, and the mean new moon of 6 January 2000, 14:20:44 UT.
    const MONTH: i64 = 2_551_443;
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 6)?.and_hms_opt(14, 20, 44)?.checked_add_signed(zone)?;
    let moons = (from.and_hms_opt(0, 0, 0)? - epoch).num_seconds().div_euclid(MONTH) + 1;
    epoch.checked_add_signed(TimeDelta::seconds(moons * MONTH)).map(|moment| moment.date())
}

/// The Jewish New Year of the autumn of a Gregorian year, as a day number from 1 January 1: by the mean new moon and
/// the postponements (Reingold and Dershowitz, *Calendrical Calculations*).
fn rosh_hashanah(year: i32) -> i32 {
    // The day number before the first Jewish day, and the Jewish year that ends in the autumn of the year 0.
    const EPOCH: i32 = -1_373_427;
    let days = |year: i32| {
        let months = i64::from(235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        // The year begins on no Sunday, Wednesday or Friday.
        (if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }) as i32
    };
    let year = year + 3761;
    let (before, this, next) = (days(year - 1), days(year), days(year + 1));
    // No year may be too long or too short.
    let delay = if next - this == 356 { 2 } else { i32::from(this - before == 382) };
    EPOCH + this + delay
}

/// 25 Kislev: the month before it has 30 days in the years that are longest of their kind, else 29.
fn hanukkah(year: i32) -> Option<NaiveDate> {
    let first = rosh_hashanah(year);
    let long = (rosh_hashanah(year + 1) - first) % 10 == 5;
    NaiveDate::from_num_days_from_ce_opt(first + 83 + i32::from(long))
}

/// Easter Sunday by the Julian calendar (Meeus), told in the Gregorian one.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let d = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let e = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - d + 34).rem_euclid(7);
    let sum = d + e + 114;
    let julian = NaiveDate::from_ymd_opt(year, (sum / 31).unsigned_abs(), (sum % 31 + 1).unsigned_abs())?;
    let (centuries, fourths) = (year.div_euclid(100), year.div_euclid(400));
    julian.checked_add_signed(TimeDelta::days(i64::from(centuries - fourths - 2)))
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
            (Holiday::Hebrew(0), 2021, "2021-09-07"),
            (Holiday::Hebrew(9), 2019, "2019-10-09"),
            (Holiday::Hebrew(-163), 2023, "2023-04-06"),
            (Holiday::Hanukkah, 2020, "2020-12-11"),
            (Holiday::Hanukkah, 2021, "2021-11-29"),
            (Holiday::Diwali, 2020, "2020-11-14"),
            (Holiday::Diwali, 2023, "2023-11-12"),
            (Holiday::OrthodoxEaster, 2021, "2021-05-02"),
            (Holiday::OrthodoxEaster, 2017, "2017-04-16"),
        ];
        for (holiday, year, value) in table {
            assert_eq!(holiday.in_year(year).map(|w| w.to_string()).as_deref(), Some(value), "{holiday:?}");
        }
    }
}
