//! Parts of something longer: "the third quarter of 1998", "the first Tuesday in November", "March last year".

use nom::Parser;
use nom::branch::alt;

use super::context::{self, before, has};
use super::word::{Class, In, Out, class, digits, glued, hyphen, joint, no, ordinal, take, weekday, word};
use super::{amount, date, is_next, named, period, timed, year};
use crate::calendar::{Cell, Season, Unit};
use crate::expr::{Expr, Fields, Period, Slot, Which, Year};

pub(crate) fn ordinal_unit_led<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    ordinal_unit(i.skip(1))
}

/// "first nine months of 1998", "first few weeks".
pub(crate) fn first_units<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = ordinal(i)?;
    let (rest, by) = alt((amount::counted, amount::bare)).parse(rest)?;
    if n != 1 {
        return no();
    }
    // The whole anchors the length but is an expression of its own.
    let whole = of_whole(rest).ok().map(|(_, whole)| whole);
    Ok((rest, Expr::Span { which: Which::First, by, whole: whole.map(Box::new) }))
}

/// "first Tuesday in November", "last Friday of March".
pub(crate) fn nth_weekday<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = match i.eat("last") {
        Some(rest) => (rest, -1),
        None => ordinal(i)?,
    };
    let (rest, day) = weekday(rest)?;
    // "the first Monday of every month".
    if let Some(rest) = rest.eat("of").or_else(|| rest.eat("in"))
        && let Some((Class::Every, n)) = class(rest)
        && let Some((Class::Unit(_), m)) = class(rest.skip(n))
    {
        return Ok((rest.skip(n + m), Expr::Every(Period::Slot(Slot::Weekday(day)))));
    }
    let (rest, whole) = of_whole(rest)?;
    if !(-1..=5).contains(&n) || n == 0 {
        return no();
    }
    Ok((rest, Expr::Part { part: Slot::NthWeekday(n, day), whole: Box::new(whole) }))
}

/// "week of May 3".
pub(crate) fn week_of<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, unit) = take(|c| if let Class::Unit(u @ (Unit::Week | Unit::Weekend)) = c { Some(u) } else { None })(i)?;
    let Some(rest) = rest.eat("of") else { return no() };
    let (rest, day) = timed::day(rest)?;
    Ok((rest, Expr::Part { part: Slot::Unit(unit), whole: Box::new(day) }))
}

/// "summer of 1998", "summer", "spring of next year".
pub(crate) fn season_of<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, season) = named::season(i)?;
    if let Ok((rest, whole)) = of_whole(rest) {
        let rest = winter_end(rest, season, &whole);
        return Ok((rest, Expr::Part { part: Slot::Season(season), whole: Box::new(whole) }));
    }
    // "the fall of the government" is no season; "the spring" may be of a watch, but seldom in news.
    if is_next(rest, &["of", "in", "from", "for", "to", "guy"])
        && season != crate::calendar::Season::Summer
        && season != crate::calendar::Season::Winter
    {
        return no();
    }
    Ok((rest, Expr::Which { which: Which::The, of: Slot::Season(season) }))
}

/// "summer 1998", "summer" and "winter" by themselves, "in spring".
pub(crate) fn lone_season<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok(found) = date::date(i) {
        return Ok(found);
    }
    let (rest, season) = named::season(i)?;
    if let Ok((rest, whole)) = of_whole(rest) {
        let rest = winter_end(rest, season, &whole);
        return Ok((rest, Expr::Part { part: Slot::Season(season), whole: Box::new(whole) }));
    }
    if let Ok((rest, (Class::Which(which), ()))) = take(|c| Some((c, ())))(rest)
        && let Some(rest) = rest.eat("year")
    {
        let whole = Expr::Which { which: which.into(), of: Slot::Unit(Unit::Year) };
        return Ok((rest, Expr::Part { part: Slot::Season(season), whole: Box::new(whole) }));
    }
    let at = before(i);
    let licensed = at.is_some_and(|at| {
        has(i, at, context::SEASON)
            || i.text().is(at, "of") && matches!(season, Season::Summer | Season::Winter)
            || ["and", "or"].iter().any(|k| i.text().is(at, k)) && at > 0 && named::season(i.moved(at - 1)).is_ok()
    });
    let capital = i.first().is_some_and(|w| w.is_capitalised() && !w.starts_line());
    if !licensed || capital || is_next(rest, &["of", "in", "-", "from"]) {
        return no();
    }
    Ok((rest, Expr::Which { which: Which::The, of: Slot::Season(season) }))
}

/// What a half by itself must be of: "the first-half try" is of a match.
const RESULTS: [&str; 24] = [
    "profit",
    "profits",
    "result",
    "results",
    "earnings",
    "loss",
    "losses",
    "sales",
    "revenue",
    "revenues",
    "net",
    "figures",
    "operating",
    "pretax",
    "pre",
    "growth",
    "income",
    "trading",
    "gdp",
    "report",
    "dividend",
    "numbers",
    "turnover",
    "output",
];

/// A winter of two years, "the winter of 2019-20", is named by its first: past the second.
fn winter_end<'a, 't: 'a>(rest: In<'a, 't>, season: Season, whole: &Expr) -> In<'a, 't> {
    let Expr::Date(Fields { year: Some(Year::Full(year)), slot: None, .. }) = whole else { return rest };
    let second = glued(&["-", "–", "/"])(rest).and_then(|(rest, ())| digits(rest));
    match second {
        Ok((after, (second, _))) if season == Season::Winter && (second == year + 1 || second == (year + 1) % 100) => {
            after
        }
        _ => rest,
    }
}

/// "third quarter", "third-quarter", "fiscal third quarter of 1998", "second half of next year", "first week of May".
pub(crate) fn ordinal_unit<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let start = take(|c| (c == Class::Fiscal).then_some(()))(i)
        .map_or(i, |(rest, ())| joint(rest).map_or(rest, |(rest, ())| rest));
    let (rest, n) = match word(&["last", "final", "latter"])(start) {
        Ok((rest, ())) => (rest, -1),
        Err(_) => ordinal(start)?,
    };
    let hyphenated = hyphen(rest).is_ok();
    let (rest, ()) = joint(rest)?;
    let rest = take(|c| (c == Class::Fiscal).then_some(()))(rest).map_or(rest, |(rest, ())| rest);
    let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(rest)?;
    let fits = match unit {
        Unit::Quarter => (-1..=4).contains(&n),
        Unit::Half => (-1..=2).contains(&n),
        _ => (-1..=53).contains(&n),
    };
    if !fits {
        return no();
    }
    let slot = match (unit, n) {
        (Unit::Quarter, 1..=4) => Slot::Cell(Cell::Quarter(n.unsigned_abs())),
        (Unit::Half, 1..=2) => Slot::Cell(Cell::Half(n.unsigned_abs())),
        (Unit::Half, _) => Slot::Cell(Cell::Half(2)),
        _ => Slot::Nth(n, unit),
    };
    if let Ok((rest, whole)) = of_whole(rest) {
        return Ok((rest, Expr::Part { part: slot, whole: Box::new(whole) }));
    }
    if n == -1 {
        return no();
    }
    // "third quarter 1998", "third quarter last year".
    match unit {
        Unit::Quarter => {}
        // A half by itself is of a match, unless it is an adjective of results.
        Unit::Half if hyphenated && RESULTS.iter().any(|key| rest.eat(key).is_some()) => {}
        _ => return no(),
    }
    let fields = Fields { year: None, slot: Some(slot), weekday: None };
    if let Ok((after, Expr::Date(Fields { year: Some(year @ Year::Full(_)), slot: None, .. }))) = year::year(rest) {
        return Ok((after, Expr::Date(Fields { year: Some(year), ..fields })));
    }
    Ok(of_year(rest, fields))
}

/// "of 1998", "of last year", "of this month", "of the year", "of the 1990s".
pub(crate) fn of_whole<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let Some(rest) = i.eat("of").or_else(|| i.eat("in")) else { return no() };
    whole(rest)
}

pub(crate) fn whole<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok((rest, (expr, None))) = period::period(i)
        && !matches!(expr, Expr::Length(_) | Expr::Every(_) | Expr::Span { .. })
    {
        return Ok((rest, expr));
    }
    let the = i.eat("the").unwrap_or(i);
    if let Ok((rest, expr)) = year::fiscal(the) {
        return Ok((rest, expr));
    }
    alt((
        timed::day,
        |i| year::decade(i).map(|(rest, year)| (rest, Expr::Date(Fields { year: Some(year), ..Fields::default() }))),
        year::century,
        year::year,
    ))
    .parse(the)
}

/// A date, and the year that follows it by name: "March last year", "May of that year", "3 May this year".
pub(crate) fn of_year<'a, 't: 'a>(rest: In<'a, 't>, fields: Fields) -> (In<'a, 't>, Expr) {
    let (Fields { year: None, slot: Some(slot), .. }, true) = (fields, !matches!(fields.slot, Some(Slot::Weekday(_))))
    else {
        return (rest, Expr::Date(fields));
    };
    let after = rest.eat("of").unwrap_or(rest);
    let after = after.eat("the").unwrap_or(after);
    let Some((Class::Which(which), n)) = class(after) else { return (rest, Expr::Date(fields)) };
    let after = after.skip(n);
    let after = after.eat("same").unwrap_or(after);
    // A day of a month is of "this month", another part of a year of "last year".
    let unit = if matches!(slot, Slot::MonthDay(_)) { Unit::Month } else { Unit::Year };
    match take(|c| (c == Class::Unit(unit)).then_some(()))(after) {
        Ok((after, ())) if hyphen(after).is_err() => {
            let whole = Expr::Which { which: which.into(), of: Slot::Unit(unit) };
            (after, Expr::Part { part: slot, whole: Box::new(whole) })
        }
        _ => (rest, Expr::Date(fields)),
    }
}
