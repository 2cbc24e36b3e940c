//! What a piece of evidence claims of the day of writing, and what many of them say together.

use std::cmp::Reverse;

use copydesk_text::Span;

use super::days::Days;
use super::{Basis, Evidence, Reference};

/// The kind of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Rule {
    /// A day, a month or a year that the text looks back on: it had begun.
    Told,
    /// A day that the text looks ahead to: it had not passed.
    Ahead,
    /// A year that is forecast or awaited: it was near, and had not passed.
    AheadYear,
    /// A dated address: the page that it leads to was there.
    Address,
    /// The year of a copyright notice.
    Notice,
    /// An office in force, from the beginning of the term.
    OfficeSince,
    /// An office in force, to the end of the term.
    Office,
    /// "former": the term is over.
    Former,
    /// A name that did not exist before.
    NameSince,
    /// A name that no longer existed after.
    Name,
    /// A year with which last year or this year is compared.
    Compared,
    /// A year whose results are told or forecast.
    Results,
    /// A weekday beside a month and a day.
    Weekday,
    /// A month and a day of last year.
    LastYear,
    /// "today (March 2)".
    Now,
    /// "in 1996, two years ago".
    Ago,
    /// "the 20th anniversary of the 1991 ...".
    Anniversary,
    /// A month and a day that the text looks back on, or ahead to.
    MonthDay,
    /// News dwells on what is recent: it is written within years of the last day that it tells.
    Recent,
}

impl Rule {
    /// The stable name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Ahead => "ahead",
            Self::AheadYear => "ahead-year",
            Self::Address => "address",
            Self::Notice => "copyright-notice",
            Self::OfficeSince => "office-since",
            Self::Office => "office",
            Self::Former => "former-office",
            Self::NameSince => "name-since",
            Self::Name => "name",
            Self::Compared => "compared",
            Self::Results => "results",
            Self::Weekday => "weekday",
            Self::LastYear => "last-year",
            Self::Now => "now",
            Self::Ago => "years-ago",
            Self::Anniversary => "anniversary",
            Self::MonthDay => "month-day",
            Self::Recent => "recent",
        }
    }

    /// How far the rule is trusted, in thousandths. First days come before last days: a text of history names what was
    /// over when it was written, and what it names latest shows it.
    const fn trust(self) -> u32 {
        match self {
            Self::NameSince => 999,
            Self::OfficeSince | Self::Address | Self::AheadYear => 992,
            Self::Former | Self::Now | Self::LastYear => 985,
            Self::Told | Self::Compared | Self::Results => 980,
            Self::Ago | Self::Anniversary | Self::Notice => 979,
            Self::MonthDay => 978,
            Self::Ahead | Self::Weekday => 975,
            Self::Name => 970,
            Self::Office => 965,
            Self::Recent => 955,
        }
    }

    /// What a reader makes of the words.
    const fn says(self) -> &'static str {
        match self {
            Self::Told => "is told as past",
            Self::Compared => "is what last year or this year is compared with",
            Self::Results => "has its results told or expected",
            Self::Ahead | Self::AheadYear => "is still to come",
            Self::Address => "leads to a page of that day",
            Self::Notice => "is the year of the copyright notice",
            Self::OfficeSince => "had taken office",
            Self::Office => "is in office",
            Self::Former => "had left office",
            Self::NameSince => "was already known",
            Self::Name => "still had that name",
            Self::Weekday => "falls on the weekday named",
            Self::LastYear => "was last year",
            Self::Now => "is named from today",
            Self::Ago => "was so many years ago",
            Self::Anniversary => "has that anniversary near",
            Self::MonthDay => "is near",
            Self::Recent => "is the latest day told, and news tells what is recent",
        }
    }
}

/// A set of days in which a piece of evidence puts the day of writing.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) rule: Rule,
    pub(crate) span: Span,
    pub(crate) days: Days,
}

/// The share of a thousand below which what claims say together is not said.
const ENOUGH: u32 = 900;

/// The days that are left when claims have been heard.
#[derive(Debug)]
pub(crate) struct Weighing<'t> {
    source: &'t str,
    pub(crate) days: Days,
    /// How sure they are, in thousandths.
    sure: u32,
    heard: Vec<Rule>,
    evidence: Vec<Evidence>,
}

impl<'t> Weighing<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        Self { source, days: Days::all(), sure: 1000, heard: Vec::new(), evidence: Vec::new() }
    }

    /// Hears claims, the most trusted first: each cuts the set of days. One that leaves no day is set aside, and one
    /// that would make the whole less sure than is enough is not heard.
    pub(crate) fn hear(&mut self, claims: impl IntoIterator<Item = Claim>) {
        let mut claims: Vec<Claim> = claims.into_iter().collect();
        claims.sort_by_key(|claim| (Reverse(claim.rule.trust()), claim.span.start()));
        for claim in claims {
            let left = self.days.and(&claim.days);
            if left == self.days {
                continue;
            }
            let known = self.heard.contains(&claim.rule);
            let sure = if known { self.sure } else { self.sure * claim.rule.trust() / 1000 };
            let holds = !left.is_empty();
            if holds && sure < ENOUGH {
                continue;
            }
            if holds {
                (self.days, self.sure) = (left, sure);
                self.heard.push(claim.rule);
            }
            let (from, until) = (claim.days.first(), claim.days.end());
            let same = |e: &Evidence| (e.why, e.from, e.until) == (claim.rule.name(), from, until);
            if holds || !self.evidence.iter().any(same) {
                self.evidence.push(claim.evidence(self.source, holds));
            }
        }
    }

    /// What is left, with what shows it: a day, an interval, or nothing.
    pub(crate) fn reference(self) -> Reference {
        let (from, until) = (self.days.first(), self.days.end());
        let date = from.filter(|from| from.succ_opt() == until);
        let known = from.is_some() || until.is_some();
        let basis = if known { Basis::Inferred } else { Basis::Unknown };
        Reference { date, from, until, basis, evidence: self.evidence }
    }
}

impl Claim {
    fn evidence(&self, source: &str, holds: bool) -> Evidence {
        let (from, until) = (self.days.first(), self.days.end());
        let when = match (from, until) {
            (Some(from), Some(until)) => format!(": from {from} to before {until}"),
            (Some(from), None) => format!(": {from} or later"),
            (None, Some(until)) => format!(": before {until}"),
            (None, None) => String::new(),
        };
        let words = self.span.of(source).split_whitespace().collect::<Vec<_>>().join(" ");
        let says = format!("\u{201c}{words}\u{201d} {}{when}", self.rule.says());
        Evidence { span: Some(self.span), says, why: self.rule.name(), from, until, holds }
    }
}
