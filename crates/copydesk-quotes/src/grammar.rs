//! The grammar of noun phrases and of what follows a cue, as nom parsers over tagged words.

use copydesk_text::{Cursor, Text};
use nom::branch::alt;
use nom::combinator::{not, opt, peek};
use nom::multi::{many0_count, many1_count};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Mode, OutputMode, PResult, Parser};

use crate::words::Tag;

type Parsed<'a, 't> = IResult<Cursor<'a, 't>, (), ()>;

/// A parser of one word whose tag is accepted.
#[derive(Clone, Copy)]
struct One<'g> {
    tags: &'g [Tag],
    accept: fn(Tag) -> bool,
}

const fn one(tags: &[Tag], accept: fn(Tag) -> bool) -> One<'_> {
    One { tags, accept }
}

impl<'a, 't> Parser<Cursor<'a, 't>> for One<'_> {
    type Output = ();
    type Error = ();

    fn process<M: OutputMode>(&mut self, input: Cursor<'a, 't>) -> PResult<M, Cursor<'a, 't>, (), ()> {
        match self.tags.get(input.at()) {
            Some(&tag) if input.at() < input.end() && (self.accept)(tag) => Ok((input.skip(1), M::Output::bind(|| ()))),
            _ => Err(nom::Err::Error(M::Error::bind(|| ()))),
        }
    }
}

/// The index after the noun phrase that begins at word `at`, if one does: a pronoun, or a nominal with determiner,
/// modifiers, possessors and of-phrases ("the head of the party's draft committee").
pub(crate) fn noun_phrase(text: &Text<'_>, tags: &[Tag], at: usize, end: usize) -> Option<usize> {
    // Most words that begin none are told by their tag.
    let first = *tags.get(at)?;
    if !first.is_nominal() && !matches!(first, Tag::Determiner | Tag::Pronoun | Tag::Object) {
        return None;
    }
    let (rest, ()) = phrase(tags, Cursor::new(text, at, end)).ok()?;
    Some(rest.at())
}

fn phrase<'a, 't>(tags: &[Tag], input: Cursor<'a, 't>) -> Parsed<'a, 't> {
    let of = |input| preceded(one(tags, |t| t == Tag::Of), |i| base(tags, i)).parse(input);
    alt((one(tags, |t| t == Tag::Object), terminated(|i| base(tags, i), many0_count(of)))).parse(input)
}

fn base<'a, 't>(tags: &[Tag], input: Cursor<'a, 't>) -> Parsed<'a, 't> {
    let nominals = |input| nominals(tags, input);
    let determiner = one(tags, |t| t == Tag::Determiner);
    let modifier = || {
        terminated(
            one(tags, |t| matches!(t, Tag::Adverb | Tag::Past | Tag::Gerund | Tag::Verb)),
            peek(one(tags, |t| t.is_nominal() || matches!(t, Tag::Past | Tag::Hyphen))),
        )
    };
    let hyphened = || pair(one(tags, |t| t == Tag::Hyphen), one(tags, |_| true));
    let owned = (one(tags, |t| t == Tag::Possessive), many0_count(modifier()), nominals).map(|_| ());
    let pronoun = terminated(one(tags, |t| t == Tag::Pronoun), not(one(tags, |t| t == Tag::Hyphen)));
    let determined =
        (many1_count(determiner), many0_count(alt((modifier().map(|()| ()), hyphened().map(|_| ())))), opt(nominals))
            .map(|_| ());
    alt((
        pronoun,
        terminated(alt((determined, nominals)), (many0_count(owned), opt(one(tags, |t| t == Tag::Possessive)))),
    ))
    .parse(input)
}

/// Nouns, names and figures side by side, hyphened ones and abbreviated titles included.
fn nominals<'a, 't>(tags: &[Tag], input: Cursor<'a, 't>) -> Parsed<'a, 't> {
    let nominal = || one(tags, Tag::is_nominal);
    let hyphened = (one(tags, |t| t == Tag::Hyphen), one(tags, |t| !matches!(t, Tag::Comma | Tag::Stop | Tag::Mark)));
    // "Mr. Kim", "J. Edgar": the stop of an abbreviation stands before a name.
    let title = terminated(one(tags, |t| t == Tag::Stop), peek(one(tags, |t| t == Tag::Name)));
    (nominal(), many0_count(alt((nominal(), hyphened.map(|_| ()), title)))).map(|_| ()).parse(input)
}

/// Whether two words say when something was, and are no part of who did it: "last week", "this month", not "this year's".
pub(crate) fn is_time(text: &Text<'_>, tags: &[Tag], at: usize) -> bool {
    const NEAR: [&str; 3] = ["last", "this", "next"];
    const PERIODS: [&str; 9] = ["week", "month", "year", "weekend", "summer", "winter", "spring", "autumn", "night"];
    tags.get(at + 1) == Some(&Tag::Noun)
        && tags.get(at + 2) != Some(&Tag::Possessive)
        && NEAR.iter().any(|near| text.is(at, near))
        && PERIODS.iter().any(|period| text.is(at + 1, period))
}

/// Past the adverbs and the days that may stand between a cue and its content: "also", "flatly", "on Tuesday morning".
pub(crate) fn adverbials(text: &Text<'_>, tags: &[Tag], mut at: usize, end: usize) -> usize {
    let tag = |i: usize| if i < end { tags[i] } else { Tag::Stop };
    let part = |i: usize| ["morning", "afternoon", "evening", "night"].iter().any(|part| text.is(i, part));
    loop {
        let day = at + usize::from(tag(at) == Tag::Preposition);
        if tag(at) == Tag::Adverb {
            at += 1;
        } else if tag(day) == Tag::Day && tag(day + 1) != Tag::Possessive {
            at = day + 1;
            at += usize::from(at < end && part(at));
        } else {
            return at;
        }
    }
}
