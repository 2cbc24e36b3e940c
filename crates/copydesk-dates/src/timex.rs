//! Resolved time expressions.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use copydesk_text::Span;

/// The TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A calendar time of a day or longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A time that comes again.
    Set,
}

impl TimeKind {
    /// The name in TIMEX3 and in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The TIMEX3 `mod` attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Modifier {
    Approx,
    Start,
    Mid,
    End,
    MoreThan,
    LessThan,
    EqualOrMore,
    EqualOrLess,
    Before,
    After,
}

impl Modifier {
    /// The name in TIMEX3 and in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approx => "APPROX",
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
        }
    }
}

/// One end of an interval: a day, or a moment of local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// The beginning of a day.
    Day(NaiveDate),
    /// A moment, without a zone.
    Moment(NaiveDateTime),
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Moment(moment) => write!(f, "{moment:?}"),
        }
    }
}

/// A time expression with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimeExpr {
    /// Where it is.
    pub span: Span,
    /// The TIMEX3 type.
    pub kind: TimeKind,
    /// The TIMEX3 value; unknown fields are X.
    pub value: String,
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The first moment of the interval meant; none where it is open or unknown.
    pub from: Option<Point>,
    /// The first moment after the interval; none where it is open or unknown.
    pub until: Option<Point>,
    /// The rule that gave the value.
    pub why: &'static str,
    /// What other rules would have given.
    pub rejected: Vec<Reading>,
}

/// A reading that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The TIMEX3 value it would have had.
    pub value: String,
    /// The rule that would have given it.
    pub why: &'static str,
}
