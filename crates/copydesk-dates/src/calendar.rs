//! Places on the proleptic Gregorian calendar, whole or partly known, and arithmetic on them.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

use crate::Point;

/// A unit of time, ordered from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season, by the meteorological months of the northern half of the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum DayPart {
    Dawn,
    Morning,
    Noon,
    Midday,
    Afternoon,
    Dusk,
    Evening,
    Night,
    Overnight,
    Midnight,
    Daytime,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayTime {
    /// By the clock; the hour may be 24 at midnight.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
        /// 0 to 59, when given.
        second: Option<u8>,
        /// Whether it is universal time.
        utc: bool,
    },
    /// By name.
    Part(DayPart),
}

/// The cell of a calendar within its year, or a stretch of years that begins with the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Cell {
    Millennium,
    Century,
    Decade,
    Year,
    Half(u8),
    Quarter(u8),
    /// A quarter that is not known.
    SomeQuarter,
    Season(Season),
    Month(u8),
    /// A month that is not known.
    SomeMonth,
    /// An ISO week; the year is that of the week.
    Week(u8),
    Weekend(u8),
    SomeWeek,
    SomeWeekend,
    Day(u8, u8),
    /// A day of a known month.
    SomeDayOf(u8),
    /// A day of which only its weekday, Monday = 1, is known.
    Weekday(u8),
    SomeDay,
}

/// A place on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The year, negative before Christ (-44 is 44 BC); none where it is not known.
    pub year: Option<i32>,
    /// The cell.
    pub cell: Cell,
    /// The time within a day.
    pub time: Option<DayTime>,
}

impl When {
    /// A cell of a year.
    pub const fn new(year: i32, cell: Cell) -> Self {
        Self { year: Some(year), cell, time: None }
    }

    /// A cell of a year that is not known.
    pub const fn of_some_year(cell: Cell) -> Self {
        Self { year: None, cell, time: None }
    }

    /// A day.
    pub fn day(date: NaiveDate) -> Self {
        Self::new(date.year(), Cell::Day(date.month() as u8, date.day() as u8))
    }

    /// The cell of this length that holds the day.
    pub fn holding(date: NaiveDate, unit: Unit) -> Self {
        let (year, month) = (date.year(), date.month() as u8);
        let week = date.iso_week();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::day(date),
            Unit::Weekend => Self::new(week.year(), Cell::Weekend(week.week() as u8)),
            Unit::Week | Unit::Fortnight => Self::new(week.year(), Cell::Week(week.week() as u8)),
            Unit::Month => Self::new(year, Cell::Month(month)),
            Unit::Quarter => Self::new(year, Cell::Quarter(month.div_ceil(3))),
            Unit::Half => Self::new(year, Cell::Half(month.div_ceil(6))),
            Unit::Year => Self::new(year, Cell::Year),
            Unit::Decade => Self::new(year.div_euclid(10) * 10, Cell::Decade),
            Unit::Century => Self::new(year.div_euclid(100) * 100, Cell::Century),
            Unit::Millennium => Self::new(year.div_euclid(1000) * 1000, Cell::Millennium),
        }
    }

    /// Its length.
    pub const fn unit(&self) -> Unit {
        match self.cell {
            Cell::Millennium => Unit::Millennium,
            Cell::Century => Unit::Century,
            Cell::Decade => Unit::Decade,
            Cell::Year => Unit::Year,
            Cell::Half(_) => Unit::Half,
            Cell::Quarter(_) | Cell::SomeQuarter | Cell::Season(_) => Unit::Quarter,
            Cell::Month(_) | Cell::SomeMonth => Unit::Month,
            Cell::Week(_) | Cell::SomeWeek => Unit::Week,
            Cell::Weekend(_) | Cell::SomeWeekend => Unit::Weekend,
            Cell::Day(..) | Cell::SomeDayOf(_) | Cell::Weekday(_) | Cell::SomeDay => Unit::Day,
        }
    }

    /// The same with a time of day.
    #[must_use]
    pub const fn at(self, time: Option<DayTime>) -> Self {
        Self { time, ..self }
    }

    /// The first day, when it is known.
    pub fn start(&self) -> Option<NaiveDate> {
        let year = self.year?;
        let astronomical = if year < 0 { year + 1 } else { year };
        let month_start = |month: u8| NaiveDate::from_ymd_opt(astronomical, u32::from(month), 1);
        match self.cell {
            Cell::Millennium | Cell::Century | Cell::Decade | Cell::Year => month_start(1),
            Cell::Half(half) => month_start(half * 6 - 5),
            Cell::Quarter(quarter) => month_start(quarter * 3 - 2),
            Cell::Season(season) => month_start(season.first_month()),
            Cell::Month(month) => month_start(month),
            Cell::Week(week) => NaiveDate::from_isoywd_opt(astronomical, u32::from(week), Weekday::Mon),
            Cell::Weekend(week) => NaiveDate::from_isoywd_opt(astronomical, u32::from(week), Weekday::Sat),
            Cell::Day(month, day) => NaiveDate::from_ymd_opt(astronomical, u32::from(month), u32::from(day)),
            Cell::SomeQuarter
            | Cell::SomeMonth
            | Cell::SomeWeek
            | Cell::SomeWeekend
            | Cell::SomeDayOf(_)
            | Cell::Weekday(_)
            | Cell::SomeDay => None,
        }
    }

    /// The day after the last, when it is known.
    pub fn end(&self) -> Option<NaiveDate> {
        let start = self.start()?;
        match self.cell {
            Cell::Season(_) => start.checked_add_months(Months::new(3)),
            _ => step(start, 1, self.unit()),
        }
    }

    /// The interval `[from, until)`; for what is known of the year alone, that year.
    pub fn interval(&self) -> (Option<Point>, Option<Point>) {
        let (from, until) = match self.cell {
            Cell::SomeMonth | Cell::SomeQuarter | Cell::SomeDay | Cell::SomeWeek | Cell::SomeWeekend => {
                let year = Self { cell: Cell::Year, ..*self };
                (year.start(), year.end())
            }
            Cell::SomeDayOf(month) => {
                let month = Self { cell: Cell::Month(month), ..*self };
                (month.start(), month.end())
            }
            _ => (self.start(), self.end()),
        };
        if let (Some(time), Some(day)) = (self.time, from.filter(|_| self.unit() == Unit::Day)) {
            return time.interval(day);
        }
        (from.map(Point::Day), until.map(Point::Day))
    }

    /// The cell of the same length, `count` cells on.
    #[must_use]
    pub fn shifted(&self, count: i64) -> Option<Self> {
        if let Cell::Season(season) = self.cell {
            // A season comes again in a year.
            return Some(Self::new(self.year? + i32::try_from(count).ok()?, Cell::Season(season)));
        }
        let start = step(self.start()?, count, self.unit())?;
        Some(Self::holding(start, self.unit()))
    }

    /// The same cell, `years` on: "a year earlier" of a quarter is a quarter.
    #[must_use]
    pub fn years_on(&self, years: i32) -> Self {
        Self { year: self.year.and_then(|y| y.checked_add(years)), ..*self }
    }
}

/// The day `count` units after `date`; a day that the month lacks becomes the last it has.
pub(crate) fn step(date: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    let months = |each: i64| {
        let months = count.checked_mul(each)?;
        let size = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        if months < 0 { date.checked_sub_months(size) } else { date.checked_add_months(size) }
    };
    let days = |each: i64| {
        let days = count.checked_mul(each)?;
        let size = Days::new(days.unsigned_abs());
        if days < 0 { date.checked_sub_days(size) } else { date.checked_add_days(size) }
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(date),
        Unit::Day => days(1),
        // The two days of a weekend, or weekends a week apart.
        Unit::Weekend if count == 1 => days(2),
        Unit::Weekend | Unit::Week => days(7),
        Unit::Fortnight => days(14),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Millennium => months(12_000),
    }
}

impl Unit {
    /// How many of the unit make one of the next unit in which an ISO 8601 duration writes fractions, and that unit.
    pub(crate) const fn finer(self) -> Option<(i64, Self)> {
        match self {
            Self::Year => Some((12, Self::Month)),
            Self::Day => Some((24, Self::Hour)),
            Self::Hour => Some((60, Self::Minute)),
            Self::Minute => Some((60, Self::Second)),
            _ => None,
        }
    }

    /// Whether durations of it stand after the T of ISO 8601.
    pub(crate) const fn is_of_day(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// The sign in durations, and how many of it the unit is: a decade is ten years.
    pub(crate) const fn sign(self) -> (&'static str, i64) {
        match self {
            Self::Second => ("S", 1),
            Self::Minute | Self::Month => ("M", 1),
            Self::Hour => ("H", 1),
            Self::Day => ("D", 1),
            Self::Weekend => ("WE", 1),
            Self::Week => ("W", 1),
            Self::Fortnight => ("W", 2),
            Self::Quarter => ("Q", 1),
            Self::Half => ("M", 6),
            Self::Year => ("Y", 1),
            Self::Decade => ("Y", 10),
            Self::Century => ("Y", 100),
            Self::Millennium => ("Y", 1000),
        }
    }
}

impl Season {
    const fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

impl DayPart {
    /// The TIMEX3 code; none for those that are a moment of the clock.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Dawn | Self::Morning => "TMO",
            Self::Noon => "T12:00",
            Self::Midday => "TMI",
            Self::Afternoon => "TAF",
            Self::Dusk | Self::Evening => "TEV",
            Self::Night | Self::Overnight => "TNI",
            Self::Midnight => "T24:00",
            Self::Daytime => "TDT",
        }
    }

    /// First and last hour, as hours after the day's beginning.
    const fn hours(self) -> (i64, i64) {
        match self {
            Self::Dawn => (4, 8),
            Self::Morning => (5, 12),
            Self::Noon => (12, 12),
            Self::Midday => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Dusk => (17, 21),
            Self::Evening => (17, 24),
            Self::Night | Self::Overnight => (20, 30),
            Self::Midnight => (24, 24),
            Self::Daytime => (6, 20),
        }
    }
}

impl DayTime {
    /// The interval on the day that begins on `day`; one minute for a time by the clock.
    fn interval(self, day: NaiveDate) -> (Option<Point>, Option<Point>) {
        let midnight = day.and_time(NaiveTime::MIN);
        let (from, until) = match self {
            Self::Clock { hour, minute, second, .. } => {
                let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second.unwrap_or(0));
                (seconds, seconds + if second.is_some() { 1 } else { 60 })
            }
            Self::Part(part) => {
                let (from, until) = part.hours();
                (from * 3600, if from == until { from * 3600 + 60 } else { until * 3600 })
            }
        };
        let at = |seconds| midnight.checked_add_signed(TimeDelta::seconds(seconds)).map(Point::Moment);
        (at(from), at(until))
    }
}

impl fmt::Display for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part) => f.write_str(part.code()),
            Self::Clock { hour, minute, second, utc } => {
                write!(f, "T{hour:02}:{minute:02}")?;
                if let Some(second) = second {
                    write!(f, ":{second:02}")?;
                }
                f.write_str(if *utc { "Z" } else { "" })
            }
        }
    }
}

/// A year in four digits, BC before its number; XXXX where it is not known.
struct ShownYear(Option<i32>);

impl fmt::Display for ShownYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("XXXX"),
            Some(year) if year < 0 => write!(f, "BC{:04}", -year),
            Some(year) => write!(f, "{year:04}"),
        }
    }
}

/// The TIMEX3 value; what is not known is X.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = ShownYear(self.year);
        match self.cell {
            // The 9th century before Christ has the years 8xx, but for its first.
            Cell::Century if self.year.is_some_and(|year| year < 0) => {
                write!(f, "BC{:02}", self.year.map_or(0, |year| -year / 100 - 1))?;
            }
            Cell::Millennium | Cell::Century | Cell::Decade => {
                let unknown = match self.cell {
                    Cell::Millennium => 3,
                    Cell::Century => 2,
                    _ => 1,
                };
                let shown = year.to_string();
                f.write_str(&shown[..shown.len() - unknown])?;
            }
            Cell::Year => write!(f, "{year}")?,
            Cell::Half(half) => write!(f, "{year}-H{half}")?,
            Cell::Quarter(quarter) => write!(f, "{year}-Q{quarter}")?,
            Cell::SomeQuarter => write!(f, "{year}-QX")?,
            Cell::Season(season) => write!(f, "{year}-{}", season.code())?,
            Cell::Month(month) => write!(f, "{year}-{month:02}")?,
            Cell::SomeMonth => write!(f, "{year}-XX")?,
            Cell::Week(week) => write!(f, "{year}-W{week:02}")?,
            Cell::Weekend(week) => write!(f, "{year}-W{week:02}-WE")?,
            Cell::SomeWeek => write!(f, "{year}-WXX")?,
            Cell::SomeWeekend => write!(f, "{year}-WXX-WE")?,
            Cell::Day(month, day) => write!(f, "{year}-{month:02}-{day:02}")?,
            Cell::SomeDayOf(month) => write!(f, "{year}-{month:02}-XX")?,
            Cell::Weekday(day) => write!(f, "{year}-WXX-{day}")?,
            Cell::SomeDay => write!(f, "{year}-XX-XX")?,
        }
        self.time.map_or(Ok(()), |time| time.fmt(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date")
    }

    #[test]
    fn cells_print_and_have_ends() {
        let table = [
            (When::new(1900, Cell::Century), "19", "1900-01-01", "2000-01-01"),
            (When::new(1990, Cell::Decade), "199", "1990-01-01", "2000-01-01"),
            (When::new(2020, Cell::Half(2)), "2020-H2", "2020-07-01", "2021-01-01"),
            (When::new(2020, Cell::Quarter(3)), "2020-Q3", "2020-07-01", "2020-10-01"),
            (When::new(2020, Cell::Season(Season::Winter)), "2020-WI", "2020-12-01", "2021-03-01"),
            (When::new(2021, Cell::Week(6)), "2021-W06", "2021-02-08", "2021-02-15"),
            (When::new(2021, Cell::Weekend(6)), "2021-W06-WE", "2021-02-13", "2021-02-15"),
            (When::new(2020, Cell::Day(2, 29)), "2020-02-29", "2020-02-29", "2020-03-01"),
            (When::new(-44, Cell::Month(3)), "BC0044-03", "-0043-03-01", "-0043-04-01"),
        ];
        for (when, value, from, until) in table {
            assert_eq!(when.to_string(), value);
            assert_eq!(when.start().map(|d| d.to_string()).as_deref(), Some(from), "{value}");
            assert_eq!(when.end().map(|d| d.to_string()).as_deref(), Some(until), "{value}");
        }
    }

    #[test]
    fn shifting_keeps_the_length() {
        let shifted = |unit, count| When::holding(date(2020, 12, 31), unit).shifted(count).map(|w| w.to_string());
        assert_eq!(shifted(Unit::Week, 1).as_deref(), Some("2021-W01"));
        assert_eq!(shifted(Unit::Weekend, -1).as_deref(), Some("2020-W52-WE"));
        assert_eq!(shifted(Unit::Month, 2).as_deref(), Some("2021-02"));
        assert_eq!(shifted(Unit::Quarter, -4).as_deref(), Some("2019-Q4"));
        assert_eq!(shifted(Unit::Decade, -1).as_deref(), Some("201"));
    }

    #[test]
    fn unknown_fields_are_x() {
        assert_eq!(When::of_some_year(Cell::Day(2, 11)).to_string(), "XXXX-02-11");
        assert_eq!(When::of_some_year(Cell::Weekday(4)).to_string(), "XXXX-WXX-4");
        assert_eq!(When::new(1998, Cell::SomeDayOf(3)).to_string(), "1998-03-XX");
        assert_eq!(When::new(1998, Cell::SomeMonth).interval().0, Some(Point::Day(date(1998, 1, 1))));
    }

    #[test]
    fn times_have_moments() {
        let night = When::day(date(2021, 2, 11)).at(Some(DayTime::Part(DayPart::Night)));
        assert_eq!(night.to_string(), "2021-02-11TNI");
        let (from, until) = night.interval();
        assert_eq!(from.map(|p| p.to_string()).as_deref(), Some("2021-02-11T20:00:00"));
        assert_eq!(until.map(|p| p.to_string()).as_deref(), Some("2021-02-12T06:00:00"));
    }
}
