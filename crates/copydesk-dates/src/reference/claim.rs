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
    /// A weekday beside a month and a day.
    Weekday,
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
            Self::Weekday => "weekday",
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
            Self::OfficeSince | Self::Address | Self::Ahead | Self::Weekday => 990,
            Self::Told | Self::Former => 980,
            Self::Ago | Self::Anniversary | Self::Notice => 979,
            Self::Name => 970,
            Self::Office => 960,
            Self::Recent => 959,
            Self::AheadYear | Self::MonthDay => 950,
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::Told => "looks back on this",
            Self::Ahead | Self::AheadYear => "looks ahead to this",
            Self::Address => "leads to a page of this day",
            Self::Notice => "the copyright notice names this year",
            Self::OfficeSince => "this office had been taken up",
            Self::Office => "this office was in force",
            Self::Former => "this office was over",
            Self::NameSince => "this name was known",
            Self::Name => "this name was in use",
            Self::Weekday => "this day falls on this weekday",
            Self::Ago => "this year was so long ago",
            Self::Anniversary => "this anniversary was near",
            Self::MonthDay => "this day was near",
            Self::Recent => "news dwells on what is recent",
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
pub(crate) struct Weighing {
    pub(crate) days: Days,
    /// How sure they are, in a thousandths.
    sure: u32,
    heard: Vec<Rule>,
    pub(crate) evidence: Vec<Evidence>,
}

impl Weighing {
    pub(crate) fn new() -> Self {
        Self { days: Days::all(), sure: 1000, heard: Vec::new(), evidence: Vec::new() }
    }

    /// Hears claims, the most trusted first: each cuts the set of days. One that leaves no day is set aside, and one
    /// that would make the whole less sure than is enough is not heard.
    pub(crate) fn hear(&mut self, mut claims: Vec<Claim>) {
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
            let evidence = claim.evidence(holds);
            if holds
                || !self
                    .evidence
                    .iter()
                    .any(|e| (e.why, e.from, e.until) == (evidence.why, evidence.from, evidence.until))
            {
                self.evidence.push(evidence);
            }
        }
    }
}

impl Claim {
    fn evidence(&self, holds: bool) -> Evidence {
        Evidence {
            span: Some(self.span),
            says: self.rule.says().to_owned(),
            why: self.rule.name(),
            from: self.days.first(),
            until: self.days.end(),
            holds,
        }
    }
}

impl Weighing {
    /// The interval that is left, with what shows it.
    pub(crate) fn interval(self) -> Reference {
        let (from, until) = (self.days.first(), self.days.end());
        let known = from.is_some() || until.is_some();
        let basis = if known { Basis::Inferred } else { Basis::Unknown };
        Reference { date: None, from, until, basis, evidence: self.evidence }
    }
}
