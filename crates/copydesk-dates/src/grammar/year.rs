//! Years and stretches of years: "1998", "the '90s", "the 20th century", "44 BC", "fiscal 2020".

use copydesk_text::WordKind;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::context::{self, before, follows_word, has, names, precedes};
use super::date;
use super::word::{Class, In, Out, digits, glued, hyphen, no, number, ordinal, small, take};
use crate::expr::{Expr, Fields, Year};

/// Years that a bare number of four digits may be.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// A year that completes a date: "2021", ", 2021", " '98", "of 1998", "44 BC".
pub(crate) fn year_after<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    let comma = glued(&[","])(i).map_or(i, |(rest, ())| rest);
    let of = i.eat("of").unwrap_or(comma);
    if let Ok((rest, (year, length))) = digits(of) {
        let era = era(rest);
        if let Ok((rest, bc)) = era {
            return Ok((rest, Year::Full(if bc { -year } else { year })));
        }
        // "March 3, 2000 troops" cannot be told apart; four digits after a month are a year.
        if length == 4 && YEARS.contains(&year) {
            return Ok((rest, Year::Full(year)));
        }
        return no();
    }
    alt((short_year, spoken_year)).parse(of)
}

fn era<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, bool> {
    take(|c| if let Class::Era(bc) = c { Some(bc) } else { None })(i)
}

/// "'98".
fn short_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    if !matches!(i.str(), "'" | "’" | "‘") {
        return no();
    }
    match digits(i.skip(1)) {
        Ok((rest, (year, 2))) if i.skip(1).first().is_some_and(copydesk_text::Word::is_glued) => {
            Ok((rest, Year::Short(small(year))))
        }
        _ => no(),
    }
}

/// "nineteen ninety-one": a century and the years in it, in words.
fn spoken_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    let (rest, hundreds) = take(|c| if let Class::Hundreds(n) = c { Some(n) } else { None })(i)?;
    let (rest, n) = number(rest)?;
    match n.value.to_i64() {
        Some(years @ 10..=99) => Ok((rest, Year::Full(i32::from(hundreds) * 100 + years as i32))),
        _ => no(),
    }
}

/// "two thousand", "two thousand and one": a year only where its noun says so.
pub(crate) fn two_thousand<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = number(i)?;
    match n.value.to_i64() {
        Some(year @ 2000..=2099) => {
            let year = Some(Year::Full(year as i32));
            Ok((rest, Expr::Date(Fields { year, slot: None, weekday: None })))
        }
        _ => no(),
    }
}

/// A lone year or stretch of years: "1998", "1979-80" by its first, "'98", "the 1990s", "44 BC", "nineteen ninety-one".
pub(crate) fn year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, year) = alt((decade, bc, second_of_range, full_year, short_year, spoken_year)).parse(i)?;
    Ok((rest, Expr::Date(Fields { year: Some(year), slot: None, weekday: None })))
}

/// "1990s", "1990's", "'90s", "nineties".
pub(crate) fn decade<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    let ends = |i: In<'a, 't>| glued(&["s", "'s", "’s"])(i);
    if let Ok((rest, (year, 4))) = digits(i)
        && year % 10 == 0
        && YEARS.contains(&year)
        && let Ok((rest, ())) = ends(rest)
    {
        return Ok((rest, Year::Decade(year)));
    }
    if matches!(i.str(), "'" | "’" | "‘")
        && let Ok((rest, (year, 2))) = digits(i.skip(1))
        && year % 10 == 0
        && let Ok((rest, ())) = ends(rest)
    {
        return Ok((rest, Year::ShortDecade(small(year))));
    }
    // "the 1980s and 90s".
    let decade_before = i.at().checked_sub(2).is_some_and(|at| i.text().is(at, "s") && i.text().words()[at].is_glued());
    if decade_before
        && follows_word(i, &["and", "or", "to"])
        && let Ok((rest, (year, 2))) = digits(i)
        && year % 10 == 0
        && let Ok((rest, ())) = ends(rest)
    {
        return Ok((rest, Year::ShortDecade(small(year))));
    }
    let (rest, years) = take(|c| if let Class::Decade(years) = c { Some(years) } else { None })(i)?;
    let after_nineteen = follows_word(i, &["nineteen"]);
    Ok((rest, if after_nineteen { Year::Decade(1900 + i32::from(years)) } else { Year::ShortDecade(years) }))
}

/// "44 BC", "AD 79".
fn bc<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    if let Ok((rest, false)) = era(i) {
        let (rest, (year, _)) = digits(rest)?;
        return Ok((rest, Year::Full(year)));
    }
    let (rest, (year, _)) = digits(i)?;
    // "499-493 BC", "from 264 to 241 BC": the era stands with the second.
    if let Ok((after, ())) = date::range_mark(rest)
        && let Ok((after, (second, _))) = digits(after)
        && year > second
        && matches!(era(after), Ok((_, true)))
    {
        return Ok((rest, Year::Full(-year)));
    }
    let (rest, bc) = era(rest)?;
    if year == 0 { no() } else { Ok((rest, Year::Full(if bc { -year } else { year }))) }
}

/// "80" of "1979-80" and of "1979/80".
fn second_of_range<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    let (rest, (short, length)) = digits(i)?;
    let Some(first) = before(i).and_then(|at| at.checked_sub(1)) else { return no() };
    let joined = matches!(i.text().word_str(first + 1), "-" | "–" | "/")
        && i.first().is_some_and(copydesk_text::Word::is_glued)
        && i.text().words()[first + 1].is_glued();
    let Ok(from) = i.text().word_str(first).parse::<i32>() else { return no() };
    let fits = i.text().word_str(first).len() == 4 && YEARS.contains(&from) && from % 100 < short;
    if length != 2 || !joined || !fits || glued(&["-", "–", "/"])(rest).is_ok() {
        return no();
    }
    Ok((rest, Year::Full(from / 100 * 100 + short)))
}

/// "1998", where nothing says that it counts something.
pub(crate) fn full_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    let (rest, (year, length)) = digits(i)?;
    if length != 4 || !YEARS.contains(&year) || !is_licensed(i, rest, year) {
        return no();
    }
    Ok((rest, Year::Full(year)))
}

/// Whether the word before makes the number a name: "Flight 1950", "No. 1999".
fn numbered(i: In<'_, '_>, before: usize) -> bool {
    let stop = i.text().is(before, ".") && before > 0;
    has(i, if stop { before - 1 } else { before }, context::NUMBERED)
}

/// What ends an address.
const STREETS: [&str; 8] = ["street", "st", "avenue", "ave", "road", "boulevard", "lane", "drive"];

/// Whether a number of four digits is a year: what stands around it decides.
fn is_licensed(i: In<'_, '_>, rest: In<'_, '_>, year: i32) -> bool {
    let text = i.text();
    if let Some(at) = before(i) {
        let sign = text.word_str(at);
        let touching = i.first().is_some_and(copydesk_text::Word::is_glued);
        if touching && !matches!(sign, "(" | "-" | "–" | "—" | "\"" | "“" | "'" | "‘" | "/" | "[" | "_" | "’" | "`")
        {
            return false;
        }
        if matches!(sign, "$" | "£" | "€" | "¥" | "#" | "Rs" | "+" | "=") || numbered(i, at) {
            return false;
        }
        // "555-1234": the number before a hyphen must be a year too, or a word.
        if touching && matches!(sign, "-" | "–" | "/") && at > 0 && text.words()[at].is_glued() {
            let first = text.word_str(at - 1);
            if text.words()[at - 1].is_number() && !(first.len() == 4 && first.parse::<i32>().is_ok_and(|y| y <= year))
            {
                return false;
            }
        }
    }
    let Some(next) = rest.first() else { return true };
    let surface = rest.str();
    if next.is_glued() && (next.is_letters() || matches!(surface, "%" | "°" | "$")) {
        return false;
    }
    if next.kind() == WordKind::Number && !next.is_glued() {
        return false;
    }
    // "1920 Main Street".
    if names(rest) && (1..4).any(|on| STREETS.iter().any(|key| rest.skip(on).eat(key).is_some())) {
        return false;
    }
    let counts = precedes(rest, context::COUNTED) && rest.eat("or").is_none();
    if !(1900..=2049).contains(&year) {
        // Far years need a place that years have.
        let sign_after = next.is_sign() && matches!(surface, ")" | "–" | "-" | "," | "." | ":");
        return !counts
            && (before(i)
                .is_some_and(|at| has(i, at, context::YEAR) || matches!(text.word_str(at), "(" | "–" | "-" | ","))
                || sign_after && next.is_glued());
    }
    !counts || follows_word(i, &["in", "since"])
}

/// The number of a fiscal year: "2021", "21".
pub(crate) fn fiscal_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    match digits(i) {
        Ok((rest, (year, 4))) if YEARS.contains(&year) => Ok((rest, Year::Full(year))),
        Ok((rest, (year, 2))) => Ok((rest, Year::Short(small(year)))),
        _ => no(),
    }
}

/// "fiscal 1998", "fiscal year 1998", "financial year 2019".
pub(crate) fn fiscal<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, ()) = take(|c| (c == Class::Fiscal).then_some(()))(i)?;
    let rest = rest.eat("year").unwrap_or(rest);
    let (rest, year) = fiscal_year(rest)?;
    if i.str().eq_ignore_ascii_case("financial") && i.skip(1).eat("year").is_none() {
        return no();
    }
    Ok((rest, Expr::Date(Fields { year: Some(year), slot: None, weekday: None })))
}

/// "20th century", "nineteenth-century".
pub(crate) fn century<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = ordinal(i)?;
    let (rest, _) = opt(hyphen).parse(rest)?;
    let Some(rest) = rest.eat("century") else { return no() };
    let (rest, bc) = opt(era).parse(rest)?;
    let n = i32::from(n);
    let year = if bc == Some(true) { -n * 100 } else { (n - 1) * 100 };
    Ok((rest, Expr::Date(Fields { year: Some(Year::Century(year)), slot: None, weekday: None })))
}

/// "year 2000", "year two thousand".
pub(crate) fn named_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let Some(rest) = i.eat("year") else { return no() };
    alt((year, two_thousand)).parse(rest)
}
