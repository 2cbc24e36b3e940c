//! Calendar dates: "11 February 2021", "Thursday, March 3", "2021-02-12", "25/12/2020", "the 15th".

use copydesk_text::Word;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::context::{self, after_preposition, before, follows, follows_word, names, precedes};
use super::word::{
    Class, In, Out, class, day_of_month, digits, glued, hyphen, joint, month, no, ordinal, small, weekday, word,
};
use super::{named, part, shift, year};
use crate::calendar::Cell;
use crate::expr::{Expr, Fields, Slot, Year};

/// Any calendar date that is not a lone year, month or day number.
pub(crate) fn date<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if i.first().is_some_and(Word::is_number) {
        return alt((iso, numeric, day_month, range_day, named::quarter_label)).parse(i);
    }
    alt((with_weekday, day_month, month_first, named::season_year, named::holiday, named::quarter_label)).parse(i)
}

pub(crate) fn fields<'a, 't: 'a>(rest: In<'a, 't>, year: Option<Year>, slot: Slot) -> Out<'a, 't, Expr> {
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
    // "Tuesday week": a week after the Tuesday to come.
    if let Some(after) = rest.eat("week")
        && after.first().is_none_or(|word| word.is_sign() && hyphen(after).is_err() || is_verb(after))
    {
        return Ok((after, shift::week_after(weekday)));
    }
    // "the Sunday Times"; "Super Tuesday" and "Black Friday" are holidays, found before.
    if names(rest) && follows_word(i, &["the"]) {
        return no();
    }
    Ok((rest, Expr::Date(Fields { year: None, slot: Some(Slot::Weekday(weekday)), weekday: None })))
}

/// Whether a verb is next that a subject goes before.
fn is_verb(i: In<'_, '_>) -> bool {
    word(&["is", "was", "will"])(i).is_ok()
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

pub(crate) fn two_digits<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, u8> {
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
        if length == 2 || year::YEARS.contains(&year) { Ok((rest, year)) } else { no() }
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
    (parts.next().is_none() && year::YEARS.contains(&c)).then_some([a, b, c])
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
    let (rest, year) = opt(year::year_after).parse(rest)?;
    fields(rest, year, Slot::Cell(Cell::Day(month, day)))
}

/// A day whose month stands with the other day of its range: "22" of "22-25 April", "7" of "April 6-7".
fn range_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, day) = day_of_month(i)?;
    let slot = |month| Slot::Cell(Cell::Day(month, day));
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
        && (rest.first().is_none_or(Word::is_sign) || precedes(rest, context::CLOSED) || year::year_after(rest).is_ok())
    {
        let (rest, year) = opt(year::year_after).parse(rest)?;
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
    let (rest, year) = opt(year::year_after).parse(rest)?;
    fields(rest, year, slot(month))
}

/// A hyphen, or "to", or "and" after "between".
pub(crate) fn range_mark<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, ()> {
    let after = |keys: &[&str]| i.at().checked_sub(2).is_some_and(|at| keys.iter().any(|key| i.text().is(at, key)));
    // "between 3 and 5 May", "on 28 and 29 August".
    match i.eat("and").filter(|_| after(&["between", "on", "the"])) {
        Some(rest) => Ok((rest, ())),
        None => alt((hyphen, word(&["to", "–", "-"]))).parse(i),
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
        let (after, year) = opt(year::year_after).parse(after)?;
        return fields(after, year, Slot::Cell(Cell::Day(month, day)));
    }
    let (rest, year) = opt(year::year_after).parse(rest)?;
    if year.is_none() && i.str().len() == 3 && month == 5 && !may_is_month(i) {
        return no();
    }
    if year.is_none() && month == 3 && !may_is_month(i) {
        return no();
    }
    // "June Brown": also given names.
    let given = matches!(month, 4 | 6 | 8) && year.is_none() && names(rest);
    if given && !follows(i, context::MONTH) && !follows_word(i, &["the", "a", "an"]) {
        return no();
    }
    fields(rest, year, Slot::Cell(Cell::Month(month)))
}

/// "May" and "March" by themselves are months after a preposition or a word that places months.
fn may_is_month(i: In<'_, '_>) -> bool {
    // "opposed to May's deal".
    if i.str().len() == 3
        && word(&["'s"])(i.skip(1)).is_ok()
        && follows_word(i, &["to", "by", "for", "from", "and", "as", "after", "of"])
    {
        return false;
    }
    follows(i, context::MONTH)
        || before(i).is_some_and(|at| matches!(i.text().word_str(at), "-" | "–"))
        || i.first().is_some_and(Word::starts_line) && !i.skip(1).first().is_some_and(Word::is_letters)
        || word(&["'s", "and", "to"])(i.skip(1)).is_ok()
            && before(i).is_some_and(|at| !i.text().words()[at].is_capitalised())
}

/// Whether a number stands in the place of a day of the month: "on the 15th".
pub(crate) fn nth_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let digit = i.first().is_some_and(copydesk_text::Word::is_number);
    let (rest, day) = ordinal(i)?;
    if !(1..=31).contains(&day) {
        return no();
    }
    let slot = Some(Slot::MonthDay(day.unsigned_abs()));
    let (after, expr) = part::of_year(rest, Fields { slot, ..Fields::default() });
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
    rest.first().is_some_and(|w| w.is_letters() && !w.is_capitalised() && !precedes(rest, context::CLOSED))
}
