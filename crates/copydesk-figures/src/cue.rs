//! The words around a figure that bound it or give it a direction.

use copydesk_text::Text;

use crate::tables::{BOUNDS, CHANGES, FILLERS};
use crate::{Bound, Change, FigureKind};

/// A bound and where its words stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Limit {
    pub(crate) bound: Bound,
    pub(crate) place: Place,
}

/// Where the words of a bound stand: before or after the figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    Before,
    After,
    Either,
}

/// A word of rise or fall.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shift {
    pub(crate) change: Change,
    pub(crate) role: Role,
    pub(crate) takes: Takes,
}

/// Which figures are the amount of a verb without "by": "lost $5 million" and "added 3 players" are no moves of a level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Takes {
    Any,
    /// Percentages and points.
    Levels,
    /// Those and counts.
    Counts,
}

impl Takes {
    fn takes(self, kind: FigureKind) -> bool {
        match (self, kind) {
            (_, FigureKind::Percent | FigureKind::Index) => true,
            (_, FigureKind::Age) | (Self::Levels, FigureKind::Money | FigureKind::Count) => false,
            (Self::Counts, kind) => kind != FigureKind::Money,
            _ => true,
        }
    }
}

/// A word between a verb of change and its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Filler {
    Plain,
    By,
    Of,
    Net,
}

/// How a word of rise or fall stands to its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// "fell 5%".
    Verb,
    /// "a growth of 5%".
    Noun,
    /// A verb that is a noun too: "rose", "a rise".
    Both,
    /// "up 5%", "5% down".
    Adverb,
    /// "5% higher".
    Degree,
}

/// The longest bound phrase has this many words.
const LONGEST: usize = 4;

/// The bound whose words end right before word `at` (not before `from`), and where they begin.
pub(crate) fn bound_before(text: &Text<'_>, from: usize, at: usize) -> Option<(Bound, usize)> {
    (1..=LONGEST.min(at - from)).rev().find_map(|count| {
        let (limit, words) = BOUNDS.longest(text, at - count, at)?;
        (words == count && limit.place != Place::After).then_some((limit.bound, at - count))
    })
}

/// The bound whose words begin at word `at`, and where they end.
pub(crate) fn bound_after(text: &Text<'_>, at: usize, end: usize) -> Option<(Bound, usize)> {
    let (limit, words) = BOUNDS.longest(text, at, end)?;
    let glued = text.words()[at].is_glued();
    let sign = text.words()[at].is_sign();
    // "and up to 20%" bounds what follows.
    let ahead = text.is(at + words, "to") || text.is(at + words, "than");
    (!ahead && limit.place != Place::Before && sign == glued).then_some((limit.bound, at + words))
}

/// The direction of an amount of change in the words `at..until` of the sentence `from..end`.
///
/// What rises or falls *to* a level, or *from* one, gives that level no direction.
pub(crate) fn change(
    text: &Text<'_>,
    from: usize,
    at: usize,
    until: usize,
    end: usize,
    kind: FigureKind,
) -> Option<Change> {
    governing(text, from, at, kind).or_else(|| following(text, at, until, end, kind))
}

/// The verb, adverb or noun before the figure.
fn governing(text: &Text<'_>, from: usize, at: usize, kind: FigureKind) -> Option<Change> {
    let mut k = at;
    let (mut by, mut of, mut net) = (false, false, false);
    while k > from && at - k < 6 {
        let before = k - 1;
        if let Some(shift) = shift_ending(text, from, k) {
            let fits = match shift.role {
                Role::Verb => !of || net,
                Role::Both => true,
                Role::Noun => of || by,
                Role::Adverb => !of,
                Role::Degree => by,
            };
            // "a loss of $5 million" is a result, "losses of 500 jobs" a move.
            let amount = by || of && shift.role != Role::Noun || shift.takes.takes(kind);
            return (fits && amount).then_some(shift.change);
        }
        match FILLERS.get(text, before) {
            Some(Filler::By) => by = true,
            Some(Filler::Of) => of = true,
            Some(Filler::Net) => net = true,
            Some(Filler::Plain) => {}
            // "fell sharply".
            None if text.word_str(before).len() > 4 && text.word_str(before).ends_with("ly") => {}
            None => break,
        }
        k = before;
    }
    // "cut its forecast for the year by 5%": the verb before its object.
    if by {
        let floor = from.max(k.saturating_sub(8));
        return (floor..k).rev().find_map(|i| {
            let shift = CHANGES.get(text, i)?;
            matches!(shift.role, Role::Verb | Role::Both | Role::Degree).then_some(shift.change)
        });
    }
    // "a drop in sales of 8%": the noun before what it is of.
    if of {
        let floor = from.max(k.saturating_sub(6));
        return (floor..k).rev().filter(|i| text.is(i + 1, "in")).find_map(|i| {
            let shift = CHANGES.get(text, i)?;
            (matches!(shift.role, Role::Noun | Role::Both) && shift.takes.takes(kind)).then_some(shift.change)
        });
    }
    None
}

/// The word of change that ends right before word `k`.
fn shift_ending(text: &Text<'_>, from: usize, k: usize) -> Option<&'static Shift> {
    (1..=2.min(k - from)).rev().find_map(|count| {
        let (shift, words) = CHANGES.longest(text, k - count, k)?;
        (words == count).then_some(shift)
    })
}

/// "5% down", "5% higher", "a 5% rise", "a 5% pay rise".
fn following(text: &Text<'_>, at: usize, until: usize, end: usize, kind: FigureKind) -> Option<Change> {
    let (after, words) = CHANGES.longest(text, until, end).unzip();
    let past = until + words.unwrap_or(0);
    let levels = matches!(kind, FigureKind::Percent | FigureKind::Index);
    match after.map(|shift| shift.role) {
        Some(Role::Adverb | Role::Degree) if levels || text.is(until, "down") || text.is(until, "up") => {
            // "16,369.03 up 58.06": the direction of the next figure.
            let next = text.words().get(past).is_some_and(|w| w.is_number() || w.is_sign() && text.str(w) == "$");
            return after.filter(|_| !next && !text.is(past, "to")).map(|s| s.change);
        }
        Some(Role::Noun | Role::Both) if levels || kind == FigureKind::Money => {
            return after.filter(|s| s.role == Role::Both || s.takes.takes(kind)).map(|s| s.change);
        }
        _ => {}
    }
    // One or two modifiers before the noun: "a 5% pay rise". The article shows that a noun phrase is open.
    let open =
        at.checked_sub(1).is_some_and(|k| ["a", "an", "the", "another", "this", "that"].iter().any(|w| text.is(k, w)));
    if !(open && levels) {
        return None;
    }
    (until + 1..(until + 3).min(end)).find_map(|k| {
        let letters = (until..k).all(|i| text.words()[i].is_letters() && !crate::phrase::is_stop(text, i));
        let shift = CHANGES.get(text, k)?;
        (letters && matches!(shift.role, Role::Noun | Role::Both)).then_some(shift.change)
    })
}
