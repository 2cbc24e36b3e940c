//! What a piece of evidence claims of the day of writing, and what many of them say together.

use chrono::NaiveDate;
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
    /// "last year ... from 2019": the year after it, or the one after that.
    LastYear,
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
            Self::LastYear => "last-year",
            Self::Recent => "recent",
        }
    }

    /// How often in a thousand texts the day of writing is what the rule claims: `docs/evaluation.md` has the counts.
    const fn trust(self) -> u32 {
        match self {
            _ => 990,
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
            Self::LastYear => "last year is told beside this year",
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

/// What the claims say together: the most trusted first, each cuts the set of days. One that leaves no day is set aside,
/// and one that would make the whole less sure than is enough is not heard.
pub(crate) fn weigh(mut claims: Vec<Claim>) -> (Days, Vec<Evidence>) {
    claims.sort_by_key(|claim| (std::cmp::Reverse(claim.rule.trust()), claim.span.start()));
    let mut days = Days::all();
    let mut sure = 1000;
    let mut heard: Vec<Rule> = Vec::new();
    let mut evidence = Vec::new();
    for claim in claims {
        let left = days.and(&claim.days);
        let trust = if heard.contains(&claim.rule) { sure } else { sure * claim.rule.trust() / 1000 };
        let holds = !left.is_empty();
        if left == days || holds && trust < ENOUGH {
            evidence.push(claim.evidence(true));
            continue;
        }
        if holds {
            (days, sure) = (left, trust);
            heard.push(claim.rule);
        }
        evidence.push(claim.evidence(holds));
    }
    (days, evidence)
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

/// The interval of a set of days, with what shows it.
pub(crate) fn interval(days: &Days, evidence: Vec<Evidence>) -> Reference {
    let (from, until) = (days.first(), days.end());
    let known = from.is_some() || until.is_some();
    let basis = if known { Basis::Inferred } else { Basis::Unknown };
    let date: Option<NaiveDate> = None;
    Reference { date, from, until, basis, evidence }
}
