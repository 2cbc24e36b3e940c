//! Calendar dates: "11 February 2021", "Thursday, March 3", "2021-02-12", "the 1990s", "Q3 FY2021", "44 BC".

use copydesk_text::{Word, WordKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::word::{
    Class, In, Out, class, day_of_month, digits, glued, hyphen, joint, month, no, number, ordinal, small, take,
    weekday, word,
};
use crate::calendar::{Cell, Season};
use crate::expr::{Expr, Fields, Slot, Year};
use crate::tables::HOLIDAYS;

/// Years that a bare number of four digits may be.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// Any calendar date that is not a lone year, month or day number.
pub(crate) fn date<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    alt((with_weekday, iso, numeric, day_month, range_day, month_first, season_year, holiday, quarter_label)).parse(i)
}

fn fields<'a, 't: 'a>(rest: In<'a, 't>, year: Option<Year>, slot: Slot) -> Out<'a, 't, Expr> {
    Ok((rest, Expr::Date(Fields { year, slot: Some(slot), weekday: None })))
}

/// "Thursday", "Thursday, February 11, 2021", "Thursday the 11th".
fn with_weekday<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, weekday) = weekday(i)?;
    let comma = glued(&[","])(rest).map_or(rest, |(rest, ())| rest);
    if let Ok((after, Expr::Date(fields))) = alt((day_month, month_first)).parse(comma)
        && matches!(fields.slot, Some(Slot::Cell(Cell::Day(..))))
    {
        return Ok((after, Expr::Date(Fields { weekday: Some(weekday), ..fields })));
    }
    if let Some(after) = rest.eat("the")
        && let Ok((after, day)) = ordinal(after)
    {
        return fields_of(after, Slot::MonthDay(day.unsigned_abs()), weekday);
    }
    // "Super Tuesday", "Black Friday" are holidays, found before; "Man Friday" is rare.
    Ok((rest, Expr::Date(Fields { year: None, slot: Some(Slot::Weekday(weekday)), weekday: None })))
}

fn fields_of<'a, 't: 'a>(rest: In<'a, 't>, slot: Slot, weekday: u8) -> Out<'a, 't, Expr> {
    Ok((rest, Expr::Date(Fields { year: None, slot: Some(slot), weekday: Some(weekday) })))
}

/// "2021-02-12", "2021/02/12", "20210212" never: it is any number.
fn iso<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, (year, length)) = digits(i)?;
    let (rest, ()) = glued(&["-", "/"])(rest)?;
    let (rest, month) = two_digits(rest)?;
    let (rest, ()) = glued(&["-", "/"])(rest)?;
    let (rest, day) = two_digits(rest)?;
    if length != 4 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return no();
    }
    // "2021-02-12T18:00": the rest is a time of day, read by the caller.
    fields(rest, Some(Year::Full(year)), Slot::Cell(Cell::Day(month, day)))
}

fn two_digits<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, u8> {
    match digits(i) {
        Ok((rest, (value, 1..=2))) if i.first().is_some_and(copydesk_text::Word::is_glued) => Ok((rest, small(value))),
        _ => no(),
    }
}

/// "3/4/2019", "03.04.2019", "3-4-19", "11/23".
fn numeric<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let surface = i.str();
    if surface.contains('.') {
        let parts: Option<[i32; 3]> = split3(surface);
        let Some([first, second, year]) = parts else { return no() };
        return numeric_of(i.skip(1), first, second, Some(year));
    }
    let (rest, (first, length)) = digits(i)?;
    let slash = glued(&["/"])(rest).is_ok();
    let (rest, ()) = glued(&["/", "-"])(rest)?;
    let (rest, second) = two_digits(rest)?;
    if length > 2 {
        return no();
    }
    let (rest, year) = opt(|i| {
        let (rest, ()) = if slash { glued(&["/"])(i)? } else { glued(&["-"])(i)? };
        let (rest, (year, length)) = digits(rest)?;
        if length == 2 || YEARS.contains(&year) { Ok((rest, year)) } else { no() }
    })
    .parse(rest)?;
    // "11/23" without a year: only after a word that asks for a date, and never a fraction that reads as one.
    if year.is_none() && (!slash || first > 12 || !(13..=31).contains(&second) || !after_preposition(i)) {
        return no();
    }
    numeric_of(rest, first, i32::from(second), year)
}

fn split3(surface: &str) -> Option<[i32; 3]> {
    let mut parts = surface.split('.').map(str::parse);
    let [a, b, c] = [parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?];
    (parts.next().is_none() && YEARS.contains(&c)).then_some([a, b, c])
}

fn numeric_of<'a, 't: 'a>(rest: In<'a, 't>, first: i32, second: i32, year: Option<i32>) -> Out<'a, 't, Expr> {
    let (Ok(first), Ok(second)) = (u8::try_from(first), u8::try_from(second)) else { return no() };
    let possible = (1..=12).contains(&first) && (1..=31).contains(&second)
        || (1..=31).contains(&first) && (1..=12).contains(&second);
    if !possible {
        return no();
    }
    let year = year.map(|y| u8::try_from(y).ok().filter(|y| *y < 100).map_or(Year::Full(y), Year::Short));
    Ok((rest, Expr::Numeric { first, second, year }))
}

/// "11 February 2021", "the 11th of February", "11-12 February" by its first day.
fn day_month<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, day) = day_of_month(i)?;
    let rest = word(&["of"])(rest).map_or(rest, |(rest, ())| rest);
    let (rest, ()) = joint(rest)?;
    let (rest, month) = month(rest)?;
    let (rest, year) = opt(year_after).parse(rest)?;
    fields(rest, year, Slot::Cell(Cell::Day(month, day)))
}

/// A day whose month stands with the other day of its range: "22" of "22-25 April", "7" of "April 6-7".
fn range_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, (day, length)) = digits(i)?;
    if length > 2 || !(1..=31).contains(&day) {
        return no();
    }
    let slot = |month| Slot::Cell(Cell::Day(month, small(day)));
    if let Ok((after, ())) = range_mark(rest)
        && let Ok((_, Expr::Date(Fields { year, slot: Some(Slot::Cell(Cell::Day(month, _))), .. }))) = day_month(after)
    {
        return fields(rest, year, slot(month));
    }
    // "May 4 and 5": the month stands with the first, and nothing follows that could be counted.
    let back = i.at().checked_sub(3).map(|at| i.moved(at));
    if let Some(back) = back
        && let Ok((after, month)) = month(back)
        && after.at() + 2 == i.at()
        && day_of_month(after).is_ok()
        && word(&["and", "or", "to"])(after.skip(1)).is_ok()
        && (rest.first().is_none_or(Word::is_sign) || is_closed(rest) || year_after(rest).is_ok())
    {
        let (rest, year) = opt(year_after).parse(rest)?;
        return fields(rest, year, slot(month));
    }
    // The first day and its month stand before the hyphen.
    let back = i.at().checked_sub(3).map(|at| i.moved(at));
    let touching = i.first().is_some_and(Word::is_glued) && before(i).is_some_and(|at| i.text().words()[at].is_sign());
    let Some(back) = back.filter(|_| touching) else { return no() };
    let (after, month) = month(back)?;
    if after.at() + 2 != i.at() || hyphen(after.skip(1)).is_err() || day_of_month(after).is_err() {
        return no();
    }
    let (rest, year) = opt(year_after).parse(rest)?;
    fields(rest, year, slot(month))
}

/// A hyphen, or "to", or "and" after "between".
fn range_mark<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, ()> {
    let after = |keys: &[&str]| i.at().checked_sub(2).is_some_and(|at| keys.iter().any(|key| i.text().is(at, key)));
    // "between 3 and 5 May", "on 28 and 29 August".
    match i.eat("and").filter(|_| after(&["between", "on", "the"])) {
        Some(rest) => Ok((rest, ())),
        None => alt((hyphen, word(&["to"]))).parse(i),
    }
}

/// "February", "February 11", "February 2021", "Feb. 11, 2021".
fn month_first<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, month) = month(i)?;
    // "February the 11th"
    let named = |i: In<'_, '_>| i.first().is_some_and(|w| w.is_letters() && w.is_capitalised());
    // "the end of May the Second Squadron ...".
    let dayward = rest.eat("the").filter(|rest| ordinal(*rest).is_ok() && !named(*rest)).unwrap_or(rest);
    // "May 10-year", "March 20 people": a number that belongs to what follows is still a day in news.
    if let Ok((after, day)) = day_of_month(dayward)
        && glued(&["%"])(after).is_err()
        && !(glued(&[":"])(after).is_ok() && after.skip(1).first().is_some_and(Word::is_glued))
    {
        let (after, year) = opt(year_after).parse(after)?;
        return fields(after, year, Slot::Cell(Cell::Day(month, day)));
    }
    let (rest, year) = opt(year_after).parse(rest)?;
    if year.is_none() && i.str().len() == 3 && month == 5 && !may_is_month(i) {
        return no();
    }
    if year.is_none() && month == 3 && !may_is_month(i) {
        return no();
    }
    fields(rest, year, Slot::Cell(Cell::Month(month)))
}

/// "May" and "March" by themselves are months after a preposition or a word that places months.
fn may_is_month(i: In<'_, '_>) -> bool {
    const BEFORE: &[&str] = &[
        "in",
        "of",
        "by",
        "since",
        "until",
        "till",
        "during",
        "to",
        "from",
        "for",
        "and",
        "early",
        "late",
        "mid",
        "-",
        "through",
        "before",
        "after",
        "last",
        "next",
        "this",
        "that",
        "each",
        "every",
        "ended",
        "ending",
        "between",
        "as",
        "or",
        "end",
        "on",
        "around",
        "previous",
        "following",
        "on",
        "–",
        "again",
        "past",
        "coming",
        "late",
        "again",
    ];
    before(i).is_some_and(|at| BEFORE.iter().any(|key| i.text().is(at, key)))
        || i.first().is_some_and(Word::starts_line) && !i.skip(1).first().is_some_and(Word::is_letters)
        || word(&["'s", "and", "to"])(i.skip(1)).is_ok()
            && before(i).is_some_and(|at| !i.text().words()[at].is_capitalised())
}

/// The index of the word before.
pub(crate) fn before(i: In<'_, '_>) -> Option<usize> {
    i.at().checked_sub(1)
}

/// A year that completes a date: "2021", ", 2021", " '98", "of 1998", "44 BC".
fn year_after<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
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
    let (rest, years) = take(|c| if let Class::Decade(years) = c { Some(years) } else { None })(i)?;
    let after_nineteen = before(i).is_some_and(|at| i.text().is(at, "nineteen"));
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
    if let Ok((after, ())) = range_mark(rest)
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
fn full_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
    let (rest, (year, length)) = digits(i)?;
    if length != 4 || !YEARS.contains(&year) || !is_licensed(i, rest, year) {
        return no();
    }
    Ok((rest, Year::Full(year)))
}

const PLACES: &[&str] = &[
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "to",
    "during",
    "through",
    "before",
    "after",
    "of",
    "between",
    "and",
    "for",
    "early",
    "late",
    "mid",
    "fiscal",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "circa",
    "year",
    "as",
    "around",
    "throughout",
    "(",
    "–",
    "-",
    ",",
    "the",
    "than",
    "post",
    "pre",
    "financial",
    "on",
];

pub(crate) fn after_preposition(i: In<'_, '_>) -> bool {
    before(i).is_some_and(|at| i.text().words()[at].is_letters() && PLACES.iter().any(|key| i.text().is(at, key)))
}

/// What a number of four digits may count.
const UNITS: &[&str] = &[
    "percent",
    "pct",
    "per",
    "people",
    "men",
    "women",
    "troops",
    "miles",
    "feet",
    "meters",
    "metres",
    "km",
    "kilometers",
    "kilometres",
    "points",
    "hours",
    "days",
    "years",
    "tons",
    "tonnes",
    "yards",
    "dollars",
    "soldiers",
    "mph",
    "kg",
    "m",
    "mm",
    "cm",
    "million",
    "billion",
    "lbs",
    "pounds",
    "or",
    "hectares",
    "acres",
    "degrees",
    "megawatts",
    "units",
    "shares",
    "jobs",
    "euros",
    "hp",
    "psi",
    "rpm",
    "votes",
    "seats",
    "cars",
    "children",
    "workers",
    "civilians",
    "prisoners",
    "casualties",
    "refugees",
    "deaths",
    "cases",
    "homes",
    "ships",
    "aircraft",
    "tanks",
    "guns",
    "horsemen",
    "cavalry",
    "infantry",
];

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
        if matches!(sign, "$" | "£" | "€" | "¥" | "#" | "No" | "no" | "Rs" | "Flight" | "flight" | "+" | "=" | "Boeing")
        {
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
    let counts = UNITS.iter().any(|key| rest.eat(key).is_some()) && rest.eat("or").is_none();
    if !(1900..=2049).contains(&year) {
        // Far years need a place that years have.
        let sign_after = next.is_sign() && matches!(surface, ")" | "–" | "-" | "," | "." | ":");
        return !counts
            && (after_preposition(i)
                || before(i).is_some_and(|at| PLACES.contains(&text.word_str(at)))
                || sign_after && next.is_glued());
    }
    !counts || before(i).is_some_and(|at| text.is(at, "in") || text.is(at, "since"))
}

/// "summer 2019", "the summer of 2019" is composed elsewhere.
fn season_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, season) = season(i)?;
    let (rest, year) = full_year(rest)?;
    fields(rest, Some(year), Slot::Season(season))
}

pub(crate) fn season<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Season> {
    take(|c| if let Class::Season(s) = c { Some(s) } else { None })(i)
}

/// "Christmas Eve", "Ramadan 2021".
pub(crate) fn holiday<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if !i.is_holiday() {
        return no();
    }
    let Some((holiday, words)) = HOLIDAYS.longest(i.text(), i.at(), i.end()) else { return no() };
    let rest = i.skip(words);
    let rest = rest.eat("day").unwrap_or(rest);
    // "Christmas Island", "the Easter Rising": the name of something else.
    if rest.first().is_some_and(|w| w.is_letters() && !w.is_glued() && w.is_capitalised()) && class(rest).is_none() {
        return no();
    }
    let (rest, year) = opt(preceded(opt(word(&["of"])), full_year)).parse(rest)?;
    fields(rest, year, Slot::Holiday(*holiday))
}

/// "Q3", "Q3 2021", "3Q", "H1 FY2021", "FY 2021".
fn quarter_label<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok((rest, ())) = take(|c| (c == Class::Fy).then_some(()))(i) {
        let (rest, year) = fiscal_year(rest)?;
        return Ok((rest, Expr::Date(Fields { year: Some(year), slot: None, weekday: None })));
    }
    let letter = take(|c| match c {
        Class::Q => Some(true),
        Class::H => Some(false),
        _ => None,
    });
    let upper = |at: In<'_, '_>| at.first().is_some_and(copydesk_text::Word::is_capitalised);
    let (rest, (quarter, n)) = match letter(i) {
        Ok((rest, quarter)) if upper(i) => {
            let (rest, n) = two_digits(rest)?;
            (rest, (quarter, n))
        }
        Ok(_) => return no(),
        Err(_) => {
            let (rest, (n, _)) = digits(i)?;
            let (after, quarter) = letter(rest)?;
            if !upper(rest) || !rest.first().is_some_and(copydesk_text::Word::is_glued) {
                return no();
            }
            (after, (quarter, small(n)))
        }
    };
    let cell = match (quarter, n) {
        (true, 1..=4) => Cell::Quarter(n),
        (false, 1..=2) => Cell::Half(n),
        _ => return no(),
    };
    let rest = rest.eat("of").unwrap_or(rest);
    let (rest, year) =
        opt(alt((preceded(take(|c| (c == Class::Fy || c == Class::Fiscal).then_some(())), fiscal_year), full_year)))
            .parse(rest)?;
    fields(rest, year, Slot::Cell(cell))
}

/// The number of a fiscal year: "2021", "21".
fn fiscal_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Year> {
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

/// Whether a number stands in the place of a day of the month: "on the 15th".
pub(crate) fn nth_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let digit = i.first().is_some_and(copydesk_text::Word::is_number);
    let (rest, day) = ordinal(i)?;
    if !(1..=31).contains(&day) {
        return no();
    }
    let slot = Some(Slot::MonthDay(day.unsigned_abs()));
    let (after, expr) = super::period::of_year(rest, Fields { slot, ..Fields::default() });
    if after.at() > rest.at() {
        return Ok((after, expr));
    }
    let on = before(i).and_then(|at| at.checked_sub(1)).is_some_and(|at| i.text().is(at, "on"));
    if !digit || !on || has_noun(rest) || class(rest).is_some_and(|(c, _)| matches!(c, Class::Unit(_))) {
        return no();
    }
    Ok((rest, expr))
}

/// Whether a noun may follow that the date stands before.
pub(crate) fn has_noun(rest: In<'_, '_>) -> bool {
    rest.first().is_some_and(|w| w.is_letters() && !w.is_capitalised() && !is_closed(rest))
}

fn is_closed(i: In<'_, '_>) -> bool {
    [
        "and", "to", "in", "at", "when", "the", "a", "he", "she", "they", "it", "with", "by", "after", "was", "were",
        "is", "had", "has", "will", "but", "as", "for", "from", "that", "which", "or", "did",
    ]
    .iter()
    .any(|k| i.eat(k).is_some())
}
