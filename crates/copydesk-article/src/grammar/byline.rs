//! Bylines: who wrote the story.

use copydesk_text::{Case, Cursor, Span, Word, WordKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};

use super::calendar::{CalendarWord, calendar, stamp};
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
    let (rest, label) = label(line);
    let labelled = label != Label::None;
    let (rest, names) = names(rest, label)?;
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

/// What stands before the names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    None,
    /// "By", "Written by", "Author:".
    Words,
    /// "By" that lost the space after it: "`ByJane` Doe".
    Glued,
}

/// Past "By", "Written by", "Author:"; and whether one was there.
fn label<'a, 't>(line: Cursor<'a, 't>) -> (Cursor<'a, 't>, Label) {
    if let Some((rest, Cue::Author)) = line.eat_phrase(&CUES) {
        let rest = rest.eat(":").unwrap_or(rest);
        // It can come twice: "Author: By Jane Doe".
        (rest.eat("by").unwrap_or(rest), Label::Words)
    } else {
        let name = line.str().strip_prefix("By").or_else(|| line.str().strip_prefix("by"));
        let glued = name.is_some_and(|name| name.len() > 1 && name.starts_with(char::is_uppercase));
        (line, if glued { Label::Glued } else { Label::None })
    }
}

/// "A B", "A, B and C", "A B, C D & E F".
fn names<'a, 't>(mut line: Cursor<'a, 't>, label: Label) -> Option<(Cursor<'a, 't>, Vec<Span>)> {
    let labelled = label != Label::None;
    let (rest, first) = match label {
        Label::Glued => {
            let (rest, (span, _)) = surname(line.skip(1), line, 1).ok()?;
            (rest, Span::new(span.start() + "By".len(), span.end()))
        }
        _ => name(labelled).parse(line).ok()?,
    };
    let mut names = vec![first];
    line = rest;
    let mut joined = false;
    let mut between = (opt(sign(",;|")), opt(alt((sign("&|"), word(|_, s| s.eq_ignore_ascii_case("and"))))));
    while let Ok((rest, (mark, and))) = between.parse(line)
        && (mark.is_some() || and.is_some())
        && let Ok((after, next)) = name(and.is_some() && labelled).parse(rest)
    {
        // The last of several authors comes after "and"; what comes after it is their newspaper, and so is what a comma
        // parts from the only one.
        if joined && and.is_none() {
            break;
        }
        joined |= and.is_some();
        names.push(next);
        line = after;
    }
    if labelled && !joined && names.len() == 2 {
        names.pop();
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
    if follows_names(input) {
        return fail(input);
    }
    let (rest, (span, count)) = surname(input, input, 0)?;
    if count >= if single { 1 } else { 2 } { Ok((rest, span)) } else { fail(input) }
}

/// The further parts of a name that begins at `from`, `count` of them read; gives the name and its parts.
fn surname<'a, 't>(input: Cursor<'a, 't>, from: Cursor<'a, 't>, mut count: usize) -> Parsed<'a, 't, (Span, usize)> {
    let (mut rest, mut whole) = (input, input);
    while count < 5 && !(count >= 2 && follows_names(rest)) {
        if let Some((length, goes_on)) = glued_name(rest).filter(|_| count > 0) {
            let start = from.span_to(&rest.skip(1)).start();
            let end = rest.first().map_or(start, |word| word.span().start() + length);
            return Ok((goes_on, (Span::new(start, end), count + 1)));
        }
        let Ok((after, part)) = part(rest) else { break };
        rest = after;
        if part {
            whole = rest;
            count += 1;
        }
    }
    if count > 0 { Ok((whole, (from.span_to(&whole), count))) } else { fail(input) }
}

/// Whether a role, a label or a button begins here.
fn follows_names(input: Cursor<'_, '_>) -> bool {
    matches!(input.eat_phrase(&CUES), Some((_, Cue::Role | Cue::Published | Cue::Updated | Cue::Share)))
}

/// How much of a word is a name that lost the space after it, and where the line goes on: 3 of "`DoePublished`", of "`DoeDec`"
/// and of "`DoeNews`" before a role. A month is read again with its day.
fn glued_name<'a, 't>(input: Cursor<'a, 't>) -> Option<(usize, Cursor<'a, 't>)> {
    let (word, next) = (input.str(), input.skip(1));
    let mut last = ' ';
    for (at, c) in word.char_indices() {
        if last.is_lowercase() && c.is_uppercase() {
            let (name, rest) = word.split_at(at);
            if matches!(calendar(rest), Some(CalendarWord::Month(_))) {
                return Some((at, input));
            }
            // "MacDonald" is whole.
            let before_role = || name.len() >= 3 && name != "Mac" && follows_names(next);
            let label = CUES.lookup(rest);
            if matches!(label, Some(Cue::Role | Cue::Published | Cue::Updated | Cue::Share)) || before_role() {
                return Some((at, next));
            }
        }
        last = c;
    }
    None
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
fn is_given_name(_: CalendarWord, surface: &str) -> bool {
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
            ("By Jane Doe, Harbour Weekly", vec!["Jane Doe"]),
            ("By Jane Doe and John Roe, Harbour Weekly", vec!["Jane Doe", "John Roe"]),
            ("By Jane Doe Globe Staff", vec!["Jane Doe"]),
            ("By Jane DoePublished: Dec 22, 2023 10:55 AM EST", vec!["Jane Doe"]),
            ("Jane DoeNews Reporter", vec!["Jane Doe"]),
            ("Jane DoeDec 05, 2023", vec!["Jane Doe"]),
            ("byJane Doe", vec!["Jane Doe"]),
            ("By Ian McDonald", vec!["Ian McDonald"]),
        ] {
            assert_eq!(read(line).map(|(found, _, _)| found), Some(names), "{line}");
        }
        for line in ["By the way", "The council met on Monday to hear Jane Doe", "by far the best"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
