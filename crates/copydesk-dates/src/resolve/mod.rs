//! Resolution: from syntax to values, in a discourse.
//!
//! Two anchors place what is not complete: the reference date (news counts from the day of writing) and the focus (a
//! history counts from the date last told). Which of the two a text counts from is decided once, by its dates.

mod beside;
mod focus;
mod length;
mod place;
pub(crate) mod tense;
mod unknown;
mod which;

use chrono::{Datelike, NaiveDate};
use copydesk_text::Text;

use crate::calendar::{Cell, Unit, When, step};
use crate::expr::{Amount, Count, Expr, Fields, Mention, Slot, Vague, Way, Which, Year};
use crate::timex::{Modifier, Point, TimeExpr, TimeKind};
use crate::{Reading, Reference};
use beside::Side;
use unknown::{set, unknown};

/// Resolves the mentions of a text, as [`find`](crate::find) returned them, against a reference date.
///
/// Where the reference is an interval, a mention gets a value only as far as all days of the interval agree on it.
pub fn resolve(text: &Text<'_>, mentions: &[Mention], reference: &Reference) -> Vec<TimeExpr> {
    let (from, last) = match (reference.date, reference.from, reference.until) {
        (Some(date), ..) => (Some(date), None),
        (None, Some(from), Some(until)) => (Some(from), until.pred_opt().filter(|last| *last > from)),
        _ => (None, None),
    };
    let mut resolved = Discourse::new(text, mentions, from).run(mentions);
    if let Some(last) = last {
        let other = Discourse::new(text, mentions, Some(last)).run(mentions);
        if resolved.iter().zip(&other).any(|(a, b)| a.value != b.value) {
            let without = Discourse::new(text, mentions, None).run(mentions);
            for ((a, b), none) in resolved.iter_mut().zip(other).zip(without) {
                if a.value != b.value {
                    *a = none;
                }
            }
        }
    }
    resolved
}

/// What a mention means, before it is put into the form of TIMEX3.
pub(crate) enum Meaning {
    Calendar(When),
    /// A length, with the interval where it is anchored.
    Length(String, Option<Point>, Option<Point>),
    Vague(Vague),
    Set(String),
}

/// The state of the discourse at a mention.
pub(crate) struct Discourse<'a, 't> {
    pub(crate) text: &'a Text<'t>,
    /// The day of writing.
    pub(crate) reference: Option<NaiveDate>,
    /// Whether the text tells history, in which dates follow each other.
    pub(crate) narrative: bool,
    /// The date last spoken of, from which the story goes on.
    pub(crate) focus: Option<When>,
    /// The paragraph of the mention that the focus is from.
    pub(crate) paragraph: Option<usize>,
    /// The year or date last named, be it in passing.
    pub(crate) named: Option<When>,
    /// The period of results last spoken of, and the index of its word.
    pub(crate) period: Option<(When, u32)>,
    /// Whether 3/4 is the fourth of March.
    pub(crate) month_first: bool,
    /// The rule that gave the value of the mention at hand.
    pub(crate) why: &'static str,
    /// Readings that the rule passed over.
    pub(crate) rejected: Vec<Reading>,
    /// The year that completes a date later in the same sentence: "from March 3 to May 5, 1995".
    pub(crate) ahead_year: Option<i32>,
    /// The day on which the period named ended: "the quarter ended Sept. 30".
    pub(crate) ended: Option<NaiveDate>,
    /// The date that a length is told from, and on which side of it the length lies: "three days after 11 May".
    pub(crate) beside: Option<(Side, When)>,
    /// The day that follows a time of day in the same sentence: "at 10 p.m. on 3 May".
    pub(crate) ahead_day: Option<When>,
    /// The day and time by the clock last spoken of.
    pub(crate) clock: Option<(When, crate::calendar::DayTime)>,
}

impl<'a, 't> Discourse<'a, 't> {
    fn new(text: &'a Text<'t>, mentions: &[Mention], reference: Option<NaiveDate>) -> Self {
        Self {
            text,
            reference,
            narrative: is_narrative(mentions, reference),
            focus: first_year(mentions).map(|year| When::new(year, Cell::Year)),
            paragraph: None,
            named: None,
            period: None,
            month_first: month_first(mentions),
            why: "",
            rejected: Vec::new(),
            ahead_year: None,
            ended: None,
            beside: None,
            ahead_day: None,
            clock: None,
        }
    }

    fn run(mut self, mentions: &[Mention]) -> Vec<TimeExpr> {
        if !self.narrative {
            self.focus = None;
        }
        (0..mentions.len()).map(|at| self.resolve(mentions, at)).collect()
    }

    fn resolve(&mut self, mentions: &[Mention], at: usize) -> TimeExpr {
        let mention = &mentions[at];
        self.ahead_year = Self::year_ahead(mentions, at);
        self.why = "";
        if matches!(mention.expr, Expr::Which { which: Which::The, of: Slot::Unit(Unit::Quarter) }) {
            self.ended = self.day_of_end(mentions, at);
            self.rejected.clear();
            self.why = "";
        }
        self.beside = None;
        if matches!(mention.expr, Expr::Length(_) | Expr::Which { which: Which::The, of: Slot::Unit(Unit::Year) }) {
            self.beside = self.date_beside(mentions, at);
            self.rejected.clear();
            self.why = "";
        }
        if matches!(mention.expr, Expr::Timed { day: None, .. }) {
            self.ahead_day = self.day_ahead(mentions, at);
            self.rejected.clear();
            self.why = "";
        }
        let meaning = self.meaning(&mention.expr, mention);
        let (kind, value, from, until) = match meaning {
            Meaning::Calendar(when) => {
                self.remember(when, mention);
                let kind = if when.time.is_some() { TimeKind::Time } else { TimeKind::Date };
                let (from, until) = when.interval();
                (kind, when.to_string(), from, until)
            }
            // A length within one day has no ends that days could tell apart.
            Meaning::Length(value, from, until) if from == until => (TimeKind::Duration, value, None, None),
            Meaning::Length(value, from, until) => (TimeKind::Duration, value, from, until),
            Meaning::Set(value) => (TimeKind::Set, value, None, None),
            Meaning::Vague(vague) => {
                let value = match vague {
                    Vague::Present => "PRESENT_REF",
                    Vague::Past => "PAST_REF",
                    Vague::Future => "FUTURE_REF",
                };
                // The past ends where the future begins: on the day of writing.
                let now = self.reference.filter(|_| !self.narrative).map(Point::Day);
                let (from, until) = match vague {
                    Vague::Present => (None, None),
                    Vague::Past => (None, now),
                    Vague::Future => (now, None),
                };
                (TimeKind::Date, value.to_owned(), from, until)
            }
        };
        let rejected = std::mem::take(&mut self.rejected).into_iter().filter(|r| r.value != value).collect();
        let modifier = mention.modifier.or_else(|| implied(&mention.expr));
        TimeExpr { span: mention.span, kind, value, modifier, from, until, why: self.why, rejected }
    }

    pub(crate) fn because(&mut self, why: &'static str) {
        if self.why.is_empty() {
            self.why = why;
        }
    }

    /// The day that "now" is in this text: of writing, or in a history the day told.
    pub(crate) fn now(&self) -> Option<NaiveDate> {
        if self.narrative { self.focus.and_then(|focus| focus.start()).or(self.reference) } else { self.reference }
    }

    fn meaning(&mut self, expr: &Expr, mention: &Mention) -> Meaning {
        match expr {
            Expr::Vague(vague) => {
                self.because("vague");
                Meaning::Vague(*vague)
            }
            // A year that ended or will end: a length, TimeML says.
            Expr::Which { which: Which::The, of: Slot::Unit(Unit::Year) } if self.is_bounded(mention) => {
                let year = Amount { count: Count::Exact(copydesk_numeral::Number::ONE), unit: Unit::Year, rest: None };
                self.meaning(&Expr::Length(year), mention)
            }
            Expr::Every(period) => {
                self.because("set");
                Meaning::Set(set(period))
            }
            Expr::Length(amount) => {
                let (from, until) = self.beside.and_then(|(side, when)| Self::anchored(amount, side, when)).unzip();
                self.because(if from.is_some() { "anchored-length" } else { "length" });
                Meaning::Length(length::value(*amount), from.map(Point::Day), until.map(Point::Day))
            }
            Expr::Span { which, by, whole } => {
                // Results for most of a year are compared with those of the year before.
                if *which == Which::First && by.unit == Unit::Month && length::whole(by).is_some_and(|n| n >= 6) {
                    self.period = self.now().map(|now| (When::holding(now, Unit::Year), mention.words.1));
                }
                self.span(*which, *by, whole.as_deref(), mention)
            }
            Expr::Which { which: Which::Past, of: Slot::Unit(unit) } => {
                let by = Amount { count: Count::Exact(copydesk_numeral::Number::ONE), unit: *unit, rest: None };
                self.span(Which::Past, by, None, mention)
            }
            Expr::Shift { by, way, .. } if length::whole(&length::refined(*by)).is_none() => {
                self.because("shift-vague");
                Meaning::Vague(if matches!(way, Way::Ago | Way::Earlier) { Vague::Past } else { Vague::Future })
            }
            _ => {
                if let Some(when) = self.calendar(expr, mention) {
                    Meaning::Calendar(when)
                } else {
                    self.because("unknown");
                    Meaning::Calendar(When::of_some_year(unknown(expr)))
                }
            }
        }
    }

    /// "the past two months", "the first nine months of 1998".
    fn span(&mut self, which: Which, by: Amount, whole: Option<&Expr>, mention: &Mention) -> Meaning {
        self.because("anchored-length");
        if by.count == Count::Some && whole.is_none() {
            let vague = match which {
                Which::Recent => Some(Vague::Past),
                Which::Coming => Some(Vague::Future),
                _ => None,
            };
            if let Some(vague) = vague {
                return Meaning::Vague(vague);
            }
        }
        let count = length::whole(&by);
        let day = |date: Option<NaiveDate>| date.map(Point::Day);
        let (from, until) = if let Some(whole) = whole {
            let when = self.calendar(whole, mention);
            let (start, end) = (when.and_then(|w| w.start()), when.and_then(|w| w.end()));
            match which {
                Which::First => (start, start.and_then(|s| step(s, count?, by.unit))),
                _ => (end.and_then(|e| step(e, -count?, by.unit)), end),
            }
        } else {
            let now = self.now();
            match which {
                Which::Last | Which::Past | Which::Recent | Which::Latest | Which::Previous => {
                    (now.and_then(|n| step(n, -count?, by.unit)), now)
                }
                Which::Next | Which::Coming | Which::Following => (now, now.and_then(|n| step(n, count?, by.unit))),
                _ => (None, None),
            }
        };
        Meaning::Length(length::value(by), day(from), day(until))
    }
}

/// The modifier that lies in the expression itself.
const fn implied(expr: &Expr) -> Option<Modifier> {
    match expr {
        Expr::Length(amount) | Expr::Span { by: amount, .. } => match amount.count {
            Count::AtLeast(_) => Some(Modifier::EqualOrMore),
            _ => None,
        },
        _ => None,
    }
}

/// The first full year of the text: what a history begins from.
fn first_year(mentions: &[Mention]) -> Option<i32> {
    mentions.iter().find_map(|m| full_year(&m.expr))
}

pub(crate) fn full_year(expr: &Expr) -> Option<i32> {
    match expr {
        Expr::Date(Fields { year: Some(Year::Full(year)), .. }) => Some(*year),
        Expr::Part { whole, .. } => full_year(whole),
        Expr::Timed { day: Some(day), .. } => full_year(day),
        _ => None,
    }
}

/// Whether the text tells history: it names full years long before its reference again and again, and hardly ever
/// counts from its own day.
fn is_narrative(mentions: &[Mention], reference: Option<NaiveDate>) -> bool {
    let limit = reference.map_or(i32::MAX, |date| date.year());
    let (mut past, mut here) = (0, 0);
    for mention in mentions {
        match &mention.expr {
            Expr::Day(_)
            | Expr::Shift { way: Way::Ago, .. }
            | Expr::Which { which: Which::Last | Which::This | Which::Next, of: Slot::Unit(_) }
            | Expr::Date(Fields { year: None, slot: Some(Slot::Weekday(_)), .. }) => here += 1,
            expr => match full_year(expr) {
                Some(year) if year < limit => past += 1,
                Some(_) => here += 1,
                None => {}
            },
        }
    }
    past >= 6 && past > 3 * here
}

/// The order of numeric dates, by those that allow only one; American without any.
fn month_first(mentions: &[Mention]) -> bool {
    let sure = mentions.iter().find_map(|m| match m.expr {
        Expr::Numeric { first, second, .. } if (first > 12) != (second > 12) => Some(second > 12),
        _ => None,
    });
    sure.unwrap_or(true)
}
