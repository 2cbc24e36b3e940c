//! The words around a figure that bound it or give it a direction.

use copydesk_text::Text;

use crate::tables::{BOUNDS, CHANGES};
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

/// Words between a verb and its figure that change nothing: "fell by another 5%", "rose a further 2%".
const FILLERS: [&str; 16] = [
    "by",
    "a",
    "an",
    "another",
    "further",
    "the",
    "only",
    "just",
    "even",
    "net",
    "of",
    "additional",
    "full",
    "total",
    "whopping",
    "record",
];

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
    let (mut by, mut of) = (false, false);
    while k > from && at - k < 6 {
        let before = k - 1;
        if let Some(shift) = shift_ending(text, from, k) {
            let fits = match shift.role {
                Role::Verb => !of || net(text, k, at),
                Role::Both => true,
                Role::Noun => of || by,
                Role::Adverb => !of,
                Role::Degree => by,
            };
            return (fits && (by || of || is_amount(text, before, kind))).then_some(shift.change);
        }
        let filler = FILLERS.iter().any(|word| text.is(before, word));
        let adverb = text.word_str(before).len() > 4 && text.word_str(before).ends_with("ly");
        if !filler && !adverb {
            break;
        }
        by |= text.is(before, "by");
        of |= text.is(before, "of");
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
    None
}

/// "a net of 20" leaves the verb before it in charge.
fn net(text: &Text<'_>, k: usize, at: usize) -> bool {
    (k..at).any(|i| text.is(i, "net") || text.is(i, "total"))
}

/// Whether a verb takes a figure of this kind as its amount without "by": "lost $5 million" and "added 3 players" are
/// no moves of a level.
fn is_amount(text: &Text<'_>, verb: usize, kind: FigureKind) -> bool {
    const OF_THINGS: [&str; 27] = [
        "lose", "loses", "lost", "losing", "add", "adds", "added", "adding", "cut", "cuts", "cutting", "shed", "sheds",
        "shedding", "reduce", "reduced", "widen", "boost", "boosts", "boosted", "boosting", "gain", "gains", "gained",
        "gaining", "raise", "slow",
    ];
    let moves_levels = matches!(kind, FigureKind::Percent | FigureKind::Index);
    let of_things = OF_THINGS.iter().any(|word| text.is(verb, word));
    match kind {
        _ if moves_levels => true,
        FigureKind::Money => !of_things,
        FigureKind::Count => {
            !of_things
                || ["lose", "loses", "lost", "losing", "cut", "cuts", "shed", "sheds"]
                    .iter()
                    .any(|word| text.is(verb, word))
        }
        FigureKind::Age => false,
        _ => true,
    }
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
    let after = CHANGES.get(text, until).filter(|_| until < end);
    let levels = matches!(kind, FigureKind::Percent | FigureKind::Index);
    match after.map(|shift| shift.role) {
        Some(Role::Adverb | Role::Degree) if levels || text.is(until, "down") || text.is(until, "up") => {
            // "16,369.03 up 58.06": the direction of the next figure.
            let next = text.words().get(until + 1).is_some_and(|w| w.is_number() || w.is_sign() && text.str(w) == "$");
            return after.filter(|_| !next && !text.is(until + 1, "to")).map(|s| s.change);
        }
        Some(Role::Noun | Role::Both) if levels || kind == FigureKind::Money => return after.map(|s| s.change),
        _ => {}
    }
    // One or two modifiers before the noun: "a 5% pay rise". The article shows that a noun phrase is open.
    let open =
        at.checked_sub(1).is_some_and(|k| ["a", "an", "the", "another", "this", "that"].iter().any(|w| text.is(k, w)));
    if !(open && levels) {
        return None;
    }
    (until + 1..(until + 3).min(end)).find_map(|k| {
        let letters = (until..k).all(|i| text.words()[i].is_letters() && crate::tables::STOPS.get(text, i).is_none());
        let shift = CHANGES.get(text, k)?;
        (letters && matches!(shift.role, Role::Noun | Role::Both)).then_some(shift.change)
    })
}
