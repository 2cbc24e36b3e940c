//! The closed forms of lines, as nom grammars over words.

pub(crate) mod byline;
pub(crate) mod calendar;
pub(crate) mod dateline;

use copydesk_text::{Cursor, Word, WordKind};
use nom::error::{Error, ErrorKind};
use nom::{Err, IResult, Parser};

/// What a parser gives: the words left and a value.
pub(crate) type Parsed<'a, 't, T> = IResult<Cursor<'a, 't>, T, Error<Cursor<'a, 't>>>;

/// One word that passes a test.
pub(crate) fn word<'a, 't: 'a>(
    test: impl Fn(&'a Word, &'t str) -> bool,
) -> impl Parser<Cursor<'a, 't>, Output = &'a Word, Error = Error<Cursor<'a, 't>>> {
    move |input: Cursor<'a, 't>| match input.first() {
        Some(word) if test(word, input.str()) => Ok((input.skip(1), word)),
        _ => fail(input),
    }
}

/// One of some signs, given as one string.
pub(crate) fn sign<'a, 't: 'a>(
    signs: &'static str,
) -> impl Parser<Cursor<'a, 't>, Output = &'a Word, Error = Error<Cursor<'a, 't>>> {
    word(move |word, surface| word.kind() == WordKind::Sign && signs.contains(surface))
}

/// A failed parse at `input`.
pub(crate) fn fail<'a, 't, T>(input: Cursor<'a, 't>) -> Parsed<'a, 't, T> {
    Err(Err::Error(Error::new(input, ErrorKind::Verify)))
}
