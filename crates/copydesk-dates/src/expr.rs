//! The syntax of time expressions: what is written, before any context.

use copydesk_numeral::Number;
use copydesk_text::Span;

use crate::calendar::{Cell, DayTime, Season, Unit};
use crate::holiday::Holiday;
use crate::timex::Modifier;

/// A time expression as written, without context.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mention {
    /// Where it is.
    pub span: Span,
    /// The index of its first word, and of the one after its last.
    pub words: (u32, u32),
    /// What it says.
    pub expr: Expr,
    /// "early", "nearly", "the end of" and the like.
    pub modifier: Option<Modifier>,
}

/// The syntax tree of a time expression.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Expr {
    /// A calendar date, whole or in part: "11 February", "1998", "Thursday, March 3".
    Date(Fields),
    /// A numeric date whose order is not certain: "3/4/2019". The order is decided for the document.
    Numeric { first: u8, second: u8, year: Option<Year> },
    /// A cell by its place: "last year", "this March", "the following day", "that night".
    Which { which: Which, of: Slot },
    /// "yesterday" (-1), "today" (0), "tomorrow" (1).
    Day(i8),
    /// A part of something longer: "the third quarter of 1998", "March last year".
    Part { part: Slot, whole: Box<Expr> },
    /// A day with a time of day: "Friday night", "10 p.m. on 3 March"; without a day, "at 10 p.m.".
    Timed { time: DayTime, day: Option<Box<Expr>> },
    /// "two weeks ago", "a year earlier", "three days after 11 May".
    Shift { by: Amount, way: Way, from: Option<Box<Expr>> },
    /// A length: "two weeks", "a four-day".
    Length(Amount),
    /// A length that touches now or another time: "the past two months", "the first nine months of 1998".
    Span { which: Which, by: Amount, whole: Option<Box<Expr>> },
    /// "now", "recently", "soon".
    Vague(Vague),
    /// What comes again: "every other Tuesday", "daily", "a year" after a price.
    Every(Period),
}

/// A calendar date as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Fields {
    /// The year.
    pub year: Option<Year>,
    /// The part of the year.
    pub slot: Option<Slot>,
    /// The weekday, Monday = 1, beside a date.
    pub weekday: Option<u8>,
}

/// A year or a stretch of years, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// "1998"; negative before Christ.
    Full(i32),
    /// "'98", and "80" in "1979-80": the century is not written.
    Short(u8),
    /// "the 1990s", by its first year.
    Decade(i32),
    /// "the nineties".
    ShortDecade(u8),
    /// "the 20th century" (19).
    Century(i32),
}

/// A kind of calendar cell, which context places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// "year", "week".
    Unit(Unit),
    /// A known cell of a year: "March", "the third quarter", "March 3".
    Cell(Cell),
    /// A weekday, Monday = 1.
    Weekday(u8),
    /// A day of a month: "the 15th".
    MonthDay(u8),
    /// A holiday.
    Holiday(Holiday),
    /// A season.
    Season(Season),
    /// The n-th unit of something: "the first week of March"; -1 is the last.
    Nth(i8, Unit),
    /// The n-th of a weekday (Monday = 1) in something: "the first Tuesday in November"; -1 is the last.
    NthWeekday(i8, u8),
    /// "period", "time": as long as what was spoken of.
    Period,
    /// A time of day.
    Time(DayTime),
}

/// Which one of the calendar's cells is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Which {
    The,
    This,
    Last,
    Next,
    Past,
    Previous,
    Following,
    Same,
    Coming,
    Current,
    Latest,
    That,
    First,
    Final,
    /// "year-ago", "year-earlier".
    YearAgo,
    /// "recent", of lengths only.
    Recent,
}

/// Where a shifted time counts from, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Back from now: "ago".
    Ago,
    /// On from now: "from now", "in two weeks' time".
    Hence,
    /// Back from the time spoken of: "earlier", "before".
    Earlier,
    /// On from the time spoken of: "later", "after".
    Later,
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub count: Count,
    /// Of what.
    pub unit: Unit,
    /// A smaller unit added: "two years and six months".
    pub rest: Option<(i64, Unit)>,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// A number.
    Exact(Number),
    /// A number whose fraction is written as one, "two and a half": printed in the next finer unit.
    Mixed(Number),
    /// Of a range, "two to three", the first.
    AtLeast(Number),
    /// "several", "a few", or a bare plural.
    Some,
}

/// The time as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Vague {
    Present,
    Past,
    Future,
}

/// How something comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Once in so many units.
    Units(Number, Unit),
    /// On each of a kind of cell: "every Tuesday".
    Slot(Slot),
    /// On each weekday at a time of day: "Tuesday nights".
    WeekdayAt(u8, DayTime),
}
