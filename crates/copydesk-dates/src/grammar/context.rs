//! What the words beside a number or a name say of it.

use copydesk_text::WordKind;

use super::word::In;
use crate::tables::CONTEXT;

/// What a word says of its neighbour: a set of the roles below.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Roles(pub(crate) u8);

/// Four digits after it can be a year.
pub(crate) const YEAR: u8 = 1;
/// "May" and "March" after it are months.
pub(crate) const MONTH: u8 = 2;
/// A bare season after it is of a year.
pub(crate) const SEASON: u8 = 4;
/// "weeks" after it is a length.
pub(crate) const LENGTH: u8 = 8;
/// Four digits before it count it.
pub(crate) const COUNTED: u8 = 16;
/// After a day of the month it is no noun that the day could belong to.
pub(crate) const CLOSED: u8 = 32;
/// Between a number and "a day" it shows that the two are no rate.
pub(crate) const FUNCTION: u8 = 64;

/// Its number is a name: "Flight 1950".
pub(crate) const NUMBERED: u8 = 128;

/// Whether a word has a role.
pub(crate) fn has(i: In<'_, '_>, at: usize, role: u8) -> bool {
    CONTEXT.get(i.text(), at).is_some_and(|roles| roles.0 & role != 0)
}

/// The index of the word before, of any sentence.
pub(crate) fn before(i: In<'_, '_>) -> Option<usize> {
    i.at().checked_sub(1)
}

/// Whether the word before has a role.
pub(crate) fn follows(i: In<'_, '_>, role: u8) -> bool {
    before(i).is_some_and(|at| has(i, at, role))
}

/// Whether the word before is one of `keys`.
pub(crate) fn follows_word(i: In<'_, '_>, keys: &[&str]) -> bool {
    before(i).is_some_and(|at| keys.iter().any(|key| i.text().is(at, key)))
}

/// Whether the next word has a role.
pub(crate) fn precedes(i: In<'_, '_>, role: u8) -> bool {
    i.at() < i.end() && has(i, i.at(), role)
}

/// Whether a capitalised word is next that is no part of a date: "June Brown", "the Sunday Times".
pub(crate) fn names(rest: In<'_, '_>) -> bool {
    rest.first().is_some_and(|w| w.is_letters() && !w.is_glued() && w.is_capitalised()) && rest.class().is_none()
}

/// Whether the word before is a year's place in writing: a preposition and the like.
pub(crate) fn after_preposition(i: In<'_, '_>) -> bool {
    follows(i, YEAR) && before(i).is_some_and(|at| i.text().words()[at].kind() == WordKind::Letters)
}
