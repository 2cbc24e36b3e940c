//! Datelines: the place, day and agency at the head of a story.

use copydesk_text::{Case, Cursor, Span, Word};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::multi::many1_count;

use super::calendar::{calendar, date, day_of_month};
use super::{Parsed, fail, sign, word};
use crate::language::{EN, languages_of};
use crate::tables::AGENCIES;

/// The dateline at the head of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// All of it, with its dash.
    pub(crate) span: Span,
    /// The place.
    pub(crate) place: Option<Span>,
    /// The agency.
    pub(crate) agency: Option<Span>,
}

/// Reads `PLACE[, Region][, Mon D] [(AGENCY)] DASH`, most parts of which may be missing.
///
/// Bracketed capitals are an agency only where nothing but a place and a date stands before them: a company's ticker
/// and the short form of a name stand after other words.
pub(crate) fn dateline(line: Cursor<'_, '_>) -> Option<Dateline> {
    let parts = (opt(place), opt(sign(",")), opt(day), opt(sign(",")), opt(agency), dash);
    let with_dash = map(parts, |(place, _, day, _, agency, ())| (place, day.is_some(), agency));
    // "Hong Kong (CNN) A ferry ...", "(CNN) A ferry ..."
    let bare = map((opt(place), agency, capital), |(place, agency, ())| (place, false, Some(agency)));
    let (rest, (place, day, agency)) = alt((with_dash, bare)).parse(line).ok()?;
    // A place alone must be in capitals: "Smith - who" is no dateline.
    let shouted = place.is_some_and(|place: Span| is_shouted(place.of(line.text().as_str())));
    (agency.is_some() || day && place.is_some() || shouted).then(|| {
        let span = line.span_to(&rest);
        Dateline { span, place, agency }
    })
}

/// Capital letters throughout, but for what comes after a comma ("TAMPA, Fla.").
fn is_shouted(place: &str) -> bool {
    let city = place.split(',').next().unwrap_or(place);
    city.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !city.chars().any(char::is_lowercase)
}

/// "SEOUL", "CLEAR LAKE, Iowa", "BEIRUT/THE HAGUE", "New Delhi [India]".
fn place<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Span> {
    let (city, _) = name(input)?;
    let mut rest = city;
    while let Ok((after, _)) = (sign("/"), name).parse(rest) {
        rest = after;
    }
    if let Ok((after, _)) = (sign(","), name, opt(sign("."))).parse(rest) {
        rest = after;
    }
    let span = input.span_to(&rest);
    let (rest, _) = opt((sign("["), name, sign("]"))).parse(rest)?;
    Ok((rest, span))
}

/// One to four capitalised words.
fn name<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, usize> {
    let first = input;
    let capital = word(|w, s| w.is_letters() && w.is_capitalised() && calendar(s).is_none_or(|_| s.len() < 3));
    let joined = (opt((word(|w, s| w.is_glued() && s == "-"), opt(word(|_, s| s == "au")))), capital);
    let (rest, count) = many1_count(joined).parse(input)?;
    let sentence = languages_of(first.text(), first.at()) & EN != 0
        && first.first().is_some_and(|w: &Word| w.case() == Case::Title);
    if count > 4 || sentence { fail(first) } else { Ok((rest, count)) }
}

fn day<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    alt((map(date, |_| ()), day_of_month)).parse(input)
}

/// "(Reuters)", "(ATF)", "(CNN Business)", "(AP/Reuters)".
fn agency<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Span> {
    let (inside, _) = sign("(").parse(input)?;
    let known = inside.eat_phrase(&AGENCIES).map(|(rest, ())| rest);
    let initials = || match inside.first() {
        Some(word) if word.case() == Case::Upper && (2..=5).contains(&word.span().len()) => Some(inside.skip(1)),
        _ => None,
    };
    let Some(mut rest) = known.or_else(initials) else { return fail(input) };
    let span_from = inside;
    while let Ok((after, _)) = (sign("/"), word(|w, _| w.is_capitalised())).parse(rest) {
        rest = after;
    }
    let span = span_from.span_to(&rest);
    let (rest, _) = sign(")").parse(rest)?;
    Ok((rest, span))
}

/// "—", "--", " - ", and after a bracket ":".
fn dash<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let (rest, first) = sign("—–-:").parse(input)?;
    let (rest, second) = opt(sign("-")).parse(rest)?;
    let text = input.text().as_str();
    let before = text[..first.start()].ends_with(')');
    let glued = first.is_glued() && second.is_none() && rest.first().is_some_and(Word::is_glued);
    match first.span().of(text) {
        ":" if !before => fail(input),
        // A hyphen that touches both sides joins two words.
        "-" | "–" if glued && !before => fail(input),
        _ if rest.first().is_none() => fail(input),
        _ => Ok((rest, ())),
    }
}

/// A capitalised word comes next; it is left where it is.
fn capital<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    match input.first() {
        Some(word) if word.is_capitalised() || matches!(input.str(), "“" | "\"" | "‘") => Ok((input, ())),
        _ => fail(input),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::Text;

    fn read(line: &str) -> Option<(Option<&str>, Option<&str>)> {
        let text = Text::new(line);
        let found = dateline(Cursor::new(&text, 0, usize::MAX))?;
        Some((found.place.map(|p| p.of(line)), found.agency.map(|a| a.of(line))))
    }

    #[test]
    fn datelines_of_the_agencies() {
        for (line, place, agency) in [
            ("TALLAHASSEE, Fla. (AP) — A ferry", Some("TALLAHASSEE, Fla."), Some("AP")),
            ("CLEAR LAKE, Iowa, Dec 23 (Reuters) - A ferry", Some("CLEAR LAKE, Iowa"), Some("Reuters")),
            ("March 4 (Reuters) - A ferry", None, Some("Reuters")),
            ("(Reuters) - A ferry", None, Some("Reuters")),
            ("BEIRUT/THE HAGUE, March 7 (Reuters) - A ferry", Some("BEIRUT/THE HAGUE"), Some("Reuters")),
            ("PARIS (AFP) - A ferry", Some("PARIS"), Some("AFP")),
            ("BEIJING, Feb. 11 (Xinhua) -- A ferry", Some("BEIJING"), Some("Xinhua")),
            ("Pyongyang, February 12 (KCNA) -- A ferry", Some("Pyongyang"), Some("KCNA")),
            ("TOKYO (Kyodo) -- A ferry", Some("TOKYO"), Some("Kyodo")),
            ("New Delhi, Feb 11 (PTI): A ferry", Some("New Delhi"), Some("PTI")),
            ("New Delhi [India], February 11 (ANI): A ferry", Some("New Delhi"), Some("ANI")),
            ("Hong Kong (CNN Business) A ferry", Some("Hong Kong"), Some("CNN Business")),
            ("(CNN) A ferry", None, Some("CNN")),
            ("BRUSSELS - A ferry", Some("BRUSSELS"), None),
            ("ATLANTA -- A ferry", Some("ATLANTA"), None),
            ("PUTRAJAYA, Nov 22 - A ferry", Some("PUTRAJAYA"), None),
            ("TAMPA, Fla.- A ferry", Some("TAMPA, Fla."), None),
        ] {
            assert_eq!(read(line), Some((place, agency)), "{line}");
        }
    }

    #[test]
    fn what_is_no_dateline() {
        for line in [
            "The Tesla (TSLA) chief said",
            "Sugar Regulatory Administration (SRA) chief",
            "Smith - who was there - said",
            "NATO-led forces said",
            "In London - where else",
            "(And it was late.)",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
