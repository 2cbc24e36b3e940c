//! Cells of the year with names of their own: holidays, seasons, "Q3 FY2021".

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::context::names;
use super::word::{Class, In, Out, digits, glued, no, small, take, word};
use super::{date, year};
use crate::calendar::{Cell, Season};
use crate::expr::{Expr, Fields, Slot, Year};
use crate::tables::HOLIDAYS;

/// "summer 2019", "the summer of 2019" is composed elsewhere.
pub(crate) fn season_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, season) = season(i)?;
    let (rest, year) = year::full_year(rest)?;
    date::fields(rest, Some(year), Slot::Season(season))
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
    if names(rest) {
        return no();
    }
    let (rest, year) = opt(preceded(opt(alt((word(&["of"]), glued(&[","])))), year::full_year)).parse(rest)?;
    date::fields(rest, year, Slot::Holiday(*holiday))
}

/// "Q3", "Q3 2021", "3Q", "H1 FY2021", "FY 2021".
pub(crate) fn quarter_label<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok((rest, ())) = take(|c| (c == Class::Fy).then_some(()))(i) {
        let (rest, year) = year::fiscal_year(rest)?;
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
            let (rest, n) = date::two_digits(rest)?;
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
    let (rest, year) = opt(alt((
        preceded(take(|c| (c == Class::Fy || c == Class::Fiscal).then_some(())), year::fiscal_year),
        year::full_year,
        // "1H21", "4Q20".
        |i| date::two_digits(i).map(|(rest, year)| (rest, Year::Short(year))),
    )))
    .parse(rest)?;
    date::fields(rest, year, Slot::Cell(cell))
}
