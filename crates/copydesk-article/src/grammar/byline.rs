//! Bylines: who wrote the story.

use copydesk_text::{Case, Cursor, Span, Word, WordKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};

use super::calendar::{calendar, stamp};
use super::{Parsed, fail, sign, word};
use crate::cue::Cue;
use crate::language::{EN, languages_of};
use crate::tables::{AGENCIES, CUES};

/// A line that may say who wrote the story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Byline {
    /// Each author as written.
    pub(crate) names: Vec<Span>,
    /// Whether "By" or the like stands before the names.
    pub(crate) labelled: bool,
    /// Whether a role or a date comes after the names.
    pub(crate) supported: bool,
    /// Whether nothing unexplained comes after the names.
    pub(crate) whole: bool,
}

/// Reads a line as a byline: a label and names, or names that nothing but roles and dates follows.
pub(crate) fn byline(line: Cursor<'_, '_>) -> Option<Byline> {
    let (rest, labelled) = label(line);
    let (rest, names) = names(rest, labelled)?;
    let tail = stamp(rest);
    let role = rest
        .words()
        .iter()
        .enumerate()
        .any(|(i, _)| matches!(CUES.longest(rest.text(), rest.at() + i, rest.end()), Some((Cue::Role, _))));
    let empty = rest.words().iter().all(|word| word.kind() == WordKind::Sign);
    let whole = empty || tail.is_whole() || role || rest.words().len() <= 6 && rest.words()[0].is_sign();
    (labelled && rest.words().len() <= 24 || whole).then_some(Byline {
        names,
        labelled,
        supported: role || tail.timed,
        whole,
    })
}

/// Past "By", "Written by", "Author:"; and whether one was there.
fn label<'a, 't>(line: Cursor<'a, 't>) -> (Cursor<'a, 't>, bool) {
    match line.eat_phrase(&CUES) {
        Some((rest, Cue::Author)) => {
            let rest = rest.eat(":").unwrap_or(rest);
            // It can come twice: "Author: By Jane Doe".
            (rest.eat("by").unwrap_or(rest), true)
        }
        _ => (line, false),
    }
}

/// "A B", "A, B and C", "A B, C D & E F".
fn names<'a, 't>(mut line: Cursor<'a, 't>, labelled: bool) -> Option<(Cursor<'a, 't>, Vec<Span>)> {
    let (rest, first) = name(labelled).parse(line).ok()?;
    let mut names = vec![first];
    line = rest;
    let mut between = (opt(sign(",;|")), opt(alt((sign("&|"), word(|_, s| s.eq_ignore_ascii_case("and"))))));
    while let Ok((rest, (mark, and))) = between.parse(line)
        && (mark.is_some() || and.is_some())
        && let Ok((after, next)) = name(and.is_some() && labelled).parse(rest)
    {
        names.push(next);
        line = after;
    }
    Some((line, names))
}

/// One person, or an agency. A single word is a name only where `single` is allowed.
fn name<'a, 't: 'a>(
    single: bool,
) -> impl Parser<Cursor<'a, 't>, Output = Span, Error = nom::error::Error<Cursor<'a, 't>>> {
    alt((agency, move |input| person(input, single)))
}

fn agency<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Span> {
    match input.eat_phrase(&AGENCIES) {
        Some((rest, ())) if input.first().is_some_and(Word::is_capitalised) => Ok((rest, input.span_to(&rest))),
        _ => fail(input),
    }
}

/// Capitalised words, with initials and the small words that stand within names.
fn person<'a, 't>(input: Cursor<'a, 't>, single: bool) -> Parsed<'a, 't, Span> {
    if matches!(input.eat_phrase(&CUES), Some((_, Cue::Role))) {
        return fail(input);
    }
    let mut rest = input;
    let (mut whole, mut count) = (input, 0);
    while count < 5
        && let Ok((after, part)) = part(rest)
    {
        rest = after;
        if part {
            whole = rest;
            count += 1;
        }
    }
    if count >= if single { 1 } else { 2 } { Ok((whole, input.span_to(&whole))) } else { fail(input) }
}

/// One part of a name, and whether a name may end with it.
fn part<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, bool> {
    alt((
        // "J.", "Jr."
        map((word(|w, s| w.is_letters() && w.is_capitalised() && s.len() <= 2), sign(".")), |_| true),
        map(hyphenated, |()| true),
        map(word(|w, s| w.case() == Case::Lower && is_particle(s)), |_| false),
    ))
    .parse(input)
}

/// "Jean-Pierre", "O’Brien".
fn hyphenated<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    if languages_of(input.text(), input.at()) & EN != 0 && input.first().is_some_and(|w| w.case() == Case::Title) {
        return fail(input);
    }
    let mut capital =
        word(|w, s| w.is_letters() && w.is_capitalised() && calendar(s).is_none_or(|c| is_given_name(c, s)));
    let (mut rest, _) = capital.parse(input)?;
    while let Ok((after, (hyphen, next))) = (sign("-‑"), word(|w, _| w.is_letters() && w.is_glued())).parse(rest)
        && hyphen.is_glued()
        && !next.span().is_empty()
    {
        rest = after;
    }
    Ok((rest, ()))
}

/// "April", "June", "May", "Jan" and "Mark" are months or given names.
fn is_given_name(_: super::calendar::CalendarWord, surface: &str) -> bool {
    matches!(surface, "April" | "June" | "May" | "Jan" | "August" | "Mai" | "Juli")
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "bin"
            | "bint"
            | "ibn"
            | "al"
            | "el"
            | "af"
            | "y"
            | "e"
            | "zu"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::Text;

    fn read(line: &str) -> Option<(Vec<&str>, bool, bool)> {
        let text = Text::new(line);
        let found = byline(Cursor::new(&text, 0, usize::MAX))?;
        Some((found.names.iter().map(|name| name.of(line)).collect(), found.labelled, found.whole))
    }

    #[test]
    fn bylines() {
        for (line, names) in [
            ("By Jane Doe", vec!["Jane Doe"]),
            ("by Jane Doe, The Harbour Journal Feb. 29, 2024 6:56 am", vec!["Jane Doe"]),
            ("By Jane Doe and John Q. Public on December 21, 2023 at 3:53PM PST", vec!["Jane Doe", "John Q. Public"]),
            ("Written by Jane van der Berg, Senior Contributing Writer", vec!["Jane van der Berg"]),
            ("By Ann Lee, Bo Chan & Jean-Luc Roe", vec!["Ann Lee", "Bo Chan", "Jean-Luc Roe"]),
            ("JANE D. DOE, JOHN ROE", vec!["JANE D. DOE", "JOHN ROE"]),
            ("Jane Doe, Staff Writer", vec!["Jane Doe"]),
            ("Jane Doe | Oct 11, 2023", vec!["Jane Doe"]),
            ("By Reuters", vec!["Reuters"]),
        ] {
            assert_eq!(read(line).map(|(found, _, _)| found), Some(names), "{line}");
        }
        for line in ["By the way", "The council met on Monday to hear Jane Doe", "by far the best"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
