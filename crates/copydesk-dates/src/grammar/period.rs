//! Periods by their place: "last year", "the third quarter of 1998", "the past two months", "every other Tuesday".

use copydesk_numeral::Number;
use copydesk_text::Case;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::word::{Class, In, ONE, Out, class, glued, hyphen, joint, month, no, number, ordinal, take, weekday, word};
use super::{Phrase, amount, clock, date, day, is_long, is_next, plain, shift_or_length};
use crate::calendar::{Cell, DayPart, DayTime, Season, Unit};
use crate::expr::{Amount, Count, Expr, Fields, Period, Slot, Which, Year};
use crate::timex::Modifier;

/// What begins with a determiner, an adjective of place in time, a unit or a season.
pub(crate) fn period<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let Some((first, count)) = class(i) else { return no() };
    let rest = i.skip(count);
    match first {
        Class::The => the(rest),
        // "following Wednesday's quake" is no Wednesday to come: as an adjective of a day it has its determiner.
        Class::Which(super::word::Which::Following) if weekday(rest).is_ok() => no(),
        Class::Which(which) => match which_led(rest, which.into()) {
            Ok((rest, expr)) => possessive(rest, expr),
            Err(error) => Err(error),
        },
        Class::A => a(i),
        Class::Every => plain(every)(rest),
        Class::Unit(_) => plain(|i| alt((edge_of_unit, year_ago, before_last, unit_long)).parse(i))(i),
        Class::Mid(unit) => Ok((rest, (Expr::Which { which: Which::The, of: Slot::Unit(unit) }, Some(Modifier::Mid)))),
        Class::Long(unit) => Ok((rest, (Expr::Length(Amount { count: Count::Exact(ONE), unit, rest: None }), None))),
        Class::Units(_) => plain(bare_units)(i),
        Class::Fiscal => plain(|i| alt((date::fiscal, ordinal_unit_led)).parse(i))(i),
        Class::Season(_) => plain(season)(i),
        Class::Seasons(season) => {
            plain(|i: In<'a, 't>| Ok((i.skip(1), Expr::Every(Period::Slot(Slot::Season(season))))))(i).and_then(
                |found| {
                    if i.str().eq_ignore_ascii_case("springs") || i.str().eq_ignore_ascii_case("falls") {
                        no()
                    } else {
                        Ok(found)
                    }
                },
            )
        }
        Class::Frequency(unit) => plain(|i: In<'a, 't>| Ok((i.skip(1), Expr::Every(Period::Units(ONE, unit)))))(i),
        Class::Nightly => {
            plain(|i: In<'a, 't>| Ok((i.skip(1), Expr::Every(Period::Slot(Slot::Time(DayTime::Part(DayPart::Night)))))))(
                i,
            )
        }
        _ => no(),
    }
}

/// "year-long": its article is the noun's.
fn unit_long<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::one(i)?;
    let (rest, ()) = hyphen(rest)?;
    rest.eat("long").map_or_else(no, |rest| Ok((rest, Expr::Length(by))))
}

fn ordinal_unit_led<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    ordinal_unit(i.skip(1))
}

/// After "the".
fn the<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    if let Some(rest) = i.eat("full") {
        return plain(lone)(i).or_else(|_| the(rest));
    }
    let Some((first, count)) = class(i) else {
        return if i.first().is_some_and(copydesk_text::Word::is_number) || matches!(i.str(), "'" | "’" | "‘") {
            plain(the_number)(i)
        } else {
            no()
        };
    };
    let rest = i.skip(count);
    match first {
        Class::Edge(modifier) => edge_of(rest, modifier),
        Class::SmallHours => small_hours(i).map(|(rest, expr)| (rest, (expr, Some(Modifier::Start)))),
        Class::Modifier(modifier) => {
            // "the middle of May", "the late 1970s", "the early hours of".
            if let Ok(found) = edge_of(rest, modifier) {
                return Ok(found);
            }
            let (rest, ()) = joint(rest)?;
            let (rest, expr) = alt((the_inner, after_the_modifier)).parse(rest)?;
            Ok((rest, (expr, Some(modifier))))
        }
        Class::Which(which) => match nth_weekday(i).or_else(|_| which_led(rest, which.into())) {
            Ok((rest, expr)) => possessive(rest, expr),
            Err(error) => Err(error),
        },
        _ => match the_inner(i) {
            Ok((rest, expr)) => possessive(rest, expr),
            Err(_) => plain(the_number)(i),
        },
    }
}

/// "early hours of 3 May", "wee hours Saturday".
fn small_hours<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, ()) = take(|c| (c == Class::SmallHours).then_some(()))(i)?;
    let rest = rest.eat("of").unwrap_or(rest);
    let (rest, day) = day(rest.eat("the").unwrap_or(rest))?;
    // "of Thursday morning" says it again.
    let rest = clock::part(rest).map_or(rest, |(rest, _)| rest);
    Ok((rest, Expr::Timed { time: DayTime::Part(DayPart::Morning), day: Some(Box::new(day)) }))
}

/// "1970s", "summer", after "the late".
fn after_the_modifier<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    alt((
        |i| date::decade(i).map(|(rest, year)| (rest, Expr::Date(Fields { year: Some(year), ..Fields::default() }))),
        date::century,
        season_of,
    ))
    .parse(i)
}

/// After "the": "third quarter of 1998", "night of 3 March", "nine months", "year", "weekend", "1988 period".
fn the_inner<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, expr) = alt((
        date::century,
        named_year,
        compared,
        nth_weekday,
        weekday_before_last,
        ordinal_unit,
        first_units,
        year_ago,
        night_of,
        season_of,
        week_of,
        day_before,
        counted,
        lone,
    ))
    .parse(i)?;
    // "the third-quarter loss", "the year-ago results": the determiner is the noun's.
    let attributive = rest.at() >= i.at() + 3 && hyphen(i.moved(rest.at() - 2)).is_ok();
    if attributive && !matches!(expr, Expr::Date(Fields { slot: None, .. })) { no() } else { Ok((rest, expr)) }
}

/// "year 2000", "year two thousand".
fn named_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let Some(rest) = i.eat("year") else { return no() };
    alt((date::year, date::two_thousand)).parse(rest)
}

/// "corresponding period last year", "same quarter of 1998", "quarter a year ago": results set beside those of another
/// year.
fn compared<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let noun = word(&["corresponding", "comparable", "same"])(i).map_or(i, |(rest, ())| rest);
    let (rest, part) = take(|c| match c {
        Class::Period => Some(Slot::Period),
        Class::Unit(unit @ (Unit::Quarter | Unit::Month | Unit::Week | Unit::Half)) => Some(Slot::Unit(unit)),
        _ => None,
    })(noun)?;
    let (rest, whole) = alt((of_whole, which_year, a_year_ago)).parse(rest)?;
    let year = match &whole {
        Expr::Which { of: Slot::Unit(Unit::Year), .. } | Expr::Shift { .. } => true,
        Expr::Date(fields) => fields.slot.is_none() && noun.at() > i.at(),
        _ => false,
    };
    if year { Ok((rest, Expr::Part { part, whole: Box::new(whole) })) } else { no() }
}

/// "last year", "the previous year", after what is of it.
fn which_year<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, which) =
        take(|c| if let Class::Which(which) = c { Some(which) } else { None })(i.eat("the").unwrap_or(i))?;
    let Some(rest) = rest.eat("year") else { return no() };
    Ok((rest, Expr::Which { which: which.into(), of: Slot::Unit(Unit::Year) }))
}

/// "a year ago", "a year earlier", after what is of it.
fn a_year_ago<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::single(i)?;
    match shift_or_length(rest, by)? {
        (rest, shift @ Expr::Shift { from: None, .. }) if by.unit == Unit::Year => Ok((rest, shift)),
        _ => no(),
    }
}

/// "first nine months of 1998", "first few weeks".
fn first_units<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = ordinal(i)?;
    let (rest, by) = amount::counted(rest)?;
    if n != 1 {
        return no();
    }
    // The whole anchors the length but is an expression of its own.
    let whole = of_whole(rest).ok().map(|(_, whole)| whole);
    Ok((rest, Expr::Span { which: Which::First, by, whole: whole.map(Box::new) }))
}

/// "nine months", "two days": with a determiner.
fn counted<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::counted(i)?;
    // "the two day rally": the determiner is the noun's.
    let attributive =
        rest.at().checked_sub(1).is_some_and(|at| matches!(class(i.moved(at)), Some((Class::Unit(_), 1))));
    if attributive && by.count != Count::Exact(ONE) {
        return no();
    }
    if hyphen(i.skip(1)).is_ok() || matches!(class(i), Some((Class::Couple | Class::Few, _))) && by.unit.is_of_day() {
        return no();
    }
    shift_or_length(rest, by)
}

/// "year", "quarter", "month", "weekend", after "the": the one spoken of.
fn lone<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    const NOUNS: &[&str] = &["of", "-"];
    let fiscal = take(|c| (c == Class::Fiscal).then_some(()))(i);
    let rest = fiscal.map_or(i, |(rest, ())| rest);
    let full = word(&["full", "whole", "entire"])(rest).map_or(rest, |(rest, ())| rest);
    let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(full)?;
    // "later in the day".
    let day = unit == Unit::Day && i.at() >= 2 && i.text().is(i.at() - 2, "in");
    let long = matches!(unit, Unit::Year | Unit::Quarter | Unit::Month | Unit::Week | Unit::Weekend | Unit::Decade);
    if !(long || day) || is_next(rest, NOUNS) {
        return no();
    }
    Ok((rest, Expr::Which { which: Which::The, of: Slot::Unit(unit) }))
}

/// "day before yesterday", "day after tomorrow", "week before last".
fn day_before<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::one(i)?;
    match shift_or_length(rest, by)? {
        (rest, shift @ Expr::Shift { .. }) => Ok((rest, shift)),
        _ => before_last(i),
    }
}

/// "week before last".
fn before_last<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::one(i)?;
    let Some(rest) = rest.eat("before").and_then(|rest| rest.eat("last")) else { return no() };
    Ok((
        rest,
        Expr::Shift {
            by: Amount { count: Count::Exact(Number::from_int(2)), ..by },
            way: crate::expr::Way::Ago,
            from: None,
        },
    ))
}

/// "night of 3 March", "morning of the 4th".
fn night_of<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, time) = clock::part(i)?;
    let Some(rest) = rest.eat("of") else {
        return no();
    };
    let (rest, day) = alt((day, |i: In<'a, 't>| match i.eat("the") {
        Some(rest) => alt((|i| nth(i), date::date)).parse(rest),
        None => no(),
    }))
    .parse(rest)?;
    Ok((rest, Expr::Timed { time, day: Some(Box::new(day)) }))
}

fn nth<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok(found) = date::date(i) {
        return Ok(found);
    }
    let (rest, day) = ordinal(i)?;
    if !(1..=31).contains(&day) {
        return no();
    }
    Ok((rest, Expr::Date(Fields { slot: Some(Slot::MonthDay(day.unsigned_abs())), ..Fields::default() })))
}

/// "first Tuesday in November", "last Friday of March".
fn nth_weekday<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = match i.eat("last") {
        Some(rest) => (rest, -1),
        None => ordinal(i)?,
    };
    let (rest, day) = weekday(rest)?;
    let (rest, whole) = of_whole(rest)?;
    if !(-1..=5).contains(&n) || n == 0 {
        return no();
    }
    Ok((rest, Expr::Part { part: Slot::NthWeekday(n, day), whole: Box::new(whole) }))
}

/// "Friday before last".
fn weekday_before_last<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, day) = weekday(i)?;
    let Some(rest) = rest.eat("before").and_then(|rest| rest.eat("last")) else { return no() };
    Ok((rest, weekdays_back(day, 1)))
}

/// The last of a weekday, and so many weeks before it.
pub(crate) fn weekdays_back(day: u8, weeks: i64) -> Expr {
    let last = Expr::Which { which: Which::Last, of: Slot::Weekday(day) };
    let by = Amount { count: Count::Exact(Number::from_int(weeks)), unit: Unit::Week, rest: None };
    Expr::Shift { by, way: crate::expr::Way::Earlier, from: Some(Box::new(last)) }
}

/// "week of May 3".
fn week_of<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, unit) = take(|c| if let Class::Unit(u @ (Unit::Week | Unit::Weekend)) = c { Some(u) } else { None })(i)?;
    let Some(rest) = rest.eat("of") else { return no() };
    let (rest, day) = day(rest)?;
    Ok((rest, Expr::Part { part: Slot::Unit(unit), whole: Box::new(day) }))
}

/// "summer of 1998", "summer", "spring of next year".
fn season_of<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, season) = date::season(i)?;
    if let Ok((rest, whole)) = of_whole(rest) {
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
fn season<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok(found) = date::date(i) {
        return Ok(found);
    }
    let (rest, season) = date::season(i)?;
    if let Ok((rest, whole)) = of_whole(rest) {
        return Ok((rest, Expr::Part { part: Slot::Season(season), whole: Box::new(whole) }));
    }
    if let Ok((rest, (Class::Which(which), ()))) = take(|c| Some((c, ())))(rest)
        && let Some(rest) = rest.eat("year")
    {
        let whole = Expr::Which { which: which.into(), of: Slot::Unit(Unit::Year) };
        return Ok((rest, Expr::Part { part: Slot::Season(season), whole: Box::new(whole) }));
    }
    let at = date::before(i);
    let licensed = at.is_some_and(|at| {
        ["in", "by", "since", "until", "during", "through", "each", "late", "early"].iter().any(|k| i.text().is(at, k))
            || i.text().is(at, "of") && matches!(season, Season::Summer | Season::Winter)
            || ["and", "or"].iter().any(|k| i.text().is(at, k)) && at > 0 && date::season(i.moved(at - 1)).is_ok()
    });
    let capital = i.first().is_some_and(|w| w.is_capitalised() && !w.starts_line());
    if !licensed || capital || is_next(rest, &["of", "in", "-", "from"]) {
        return no();
    }
    Ok((rest, Expr::Which { which: Which::The, of: Slot::Season(season) }))
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
        Unit::Half if hyphenated => {}
        _ => return no(),
    }
    let fields = Fields { year: None, slot: Some(slot), weekday: None };
    if let Ok((after, Expr::Date(Fields { year: Some(year @ Year::Full(_)), slot: None, .. }))) = date::year(rest) {
        return Ok((after, Expr::Date(Fields { year: Some(year), ..fields })));
    }
    Ok(of_year(rest, fields))
}

/// "of 1998", "of last year", "of this month", "of the year", "of the 1990s".
fn of_whole<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let Some(rest) = i.eat("of").or_else(|| i.eat("in")) else { return no() };
    whole(rest)
}

fn whole<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok((rest, (expr, None))) = period(i)
        && !matches!(expr, Expr::Length(_) | Expr::Every(_) | Expr::Span { .. })
    {
        return Ok((rest, expr));
    }
    let the = i.eat("the").unwrap_or(i);
    if let Ok((rest, expr)) = date::fiscal(the) {
        return Ok((rest, expr));
    }
    alt((
        day,
        |i| date::decade(i).map(|(rest, year)| (rest, Expr::Date(Fields { year: Some(year), ..Fields::default() }))),
        date::century,
        date::year,
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

/// "year-ago", "year-earlier", with what it is of: "year-ago quarter", "year-earlier period".
fn year_ago<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let rest = i.eat("comparable").or_else(|| i.eat("corresponding")).unwrap_or(i);
    let Some(rest) = rest.eat("year") else { return no() };
    let (rest, ()) = hyphen(rest)?;
    let (rest, ()) = word(&["ago", "earlier", "before"])(rest)?;
    if let Ok((rest, Expr::Date(Fields { slot: Some(slot @ Slot::Cell(_)), .. }))) = ordinal_unit(rest) {
        return Ok((rest, Expr::Which { which: Which::YearAgo, of: slot }));
    }
    match class(rest) {
        Some((Class::Unit(unit @ (Unit::Quarter | Unit::Month | Unit::Half)), n)) => {
            Ok((rest.skip(n), Expr::Which { which: Which::YearAgo, of: Slot::Unit(unit) }))
        }
        Some((Class::Period, n)) => Ok((rest.skip(n), Expr::Which { which: Which::YearAgo, of: Slot::Period })),
        _ => Ok((rest, Expr::Which { which: Which::YearAgo, of: Slot::Period })),
    }
}

/// After "the": a number that is a decade, a year with what it is of, or a day.
fn the_number<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok((rest, year)) = date::decade(i) {
        return Ok((rest, Expr::Date(Fields { year: Some(year), ..Fields::default() })));
    }
    if let Ok((rest, expr)) = date::century(i) {
        return Ok((rest, expr));
    }
    // "the 1988 period", "the 1988 third quarter", "the 1988 fiscal year".
    if let Ok((rest, whole @ Expr::Date(Fields { year: Some(Year::Full(_)), slot: None, .. }))) = date::year(i) {
        if let Some((Class::Period, n)) = class(rest) {
            return Ok((rest.skip(n), Expr::Part { part: Slot::Period, whole: Box::new(whole) }));
        }
        let (rest, slot) =
            alt((
                |i| match ordinal_unit(i)? {
                    (rest, Expr::Date(Fields { slot: Some(slot), .. })) => Ok((rest, slot)),
                    _ => no(),
                },
                |i| {
                    let rest = take(|c| (c == Class::Fiscal).then_some(()))(i).map_or(i, |(rest, ())| rest);
                    take(
                        |c| {
                            if let Class::Unit(u @ (Unit::Quarter | Unit::Year)) = c {
                                Some(Slot::Unit(u))
                            } else {
                                None
                            }
                        },
                    )(rest)
                },
            ))
            .parse(rest)?;
        return Ok((rest, Expr::Part { part: slot, whole: Box::new(whole) }));
    }
    if ordinal(i).is_ok() {
        return date::date(i).or_else(|_| date::nth_day(i));
    }
    if !i.first().is_some_and(copydesk_text::Word::is_number) {
        return no();
    }
    // "the 24 February", but "the 15 September attack" has the determiner of its noun.
    match date::date(i)? {
        (rest, expr @ Expr::Date(Fields { slot: Some(Slot::Cell(Cell::Day(..))), .. })) if !date::has_noun(rest) => {
            Ok((rest, expr))
        }
        _ => no(),
    }
}

/// After "last", "this", "next", "the past" ...
fn which_led<'a, 't: 'a>(i: In<'a, 't>, which: Which) -> Out<'a, 't, Expr> {
    // "this past spring", "that same day", "this coming Friday".
    if let Some((Class::Which(second), n)) = class(i) {
        let second = Which::from(second);
        if !matches!((which, second), (Which::This, _) | (Which::That, Which::Same)) {
            return no();
        }
        if matches!(second, Which::Past | Which::Coming | Which::Same | Which::Last | Which::Next | Which::Current) {
            let which = if second == Which::Past { Which::Last } else { second };
            return which_led(i.skip(n), which);
        }
        return no();
    }
    // "the past two months", "the next few days", "recent weeks".
    let lengths = !matches!(which, Which::Same | Which::Current | Which::That);
    if which == Which::This && amount::bare(i).is_ok() {
        return no();
    }
    if lengths && let Ok((rest, by)) = alt((amount::counted, amount::bare, amount::bare_quarters)).parse(i) {
        let ends = matches!(which, Which::Last | Which::Final | Which::First);
        let whole = if ends { of_whole(rest).ok().map(|(_, whole)| whole) } else { None };
        return Ok((rest, Expr::Span { which, by, whole: whole.map(Box::new) }));
    }
    if which == Which::Recent || which == Which::First {
        return no();
    }
    // "the last week of March", "the final quarter of 1998".
    if matches!(which, Which::Last | Which::Final)
        && let Ok((rest, unit)) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(i)
        && let Ok((rest, whole)) = of_whole(rest)
        && date::before(i).and_then(|at| at.checked_sub(1)).is_some_and(|at| i.text().is(at, "the"))
    {
        let slot = if unit == Unit::Half { Slot::Cell(Cell::Half(2)) } else { Slot::Nth(-1, unit) };
        return Ok((rest, Expr::Part { part: slot, whole: Box::new(whole) }));
    }
    if which == Which::Final {
        return no();
    }
    let fiscal = take(|c| (c == Class::Fiscal).then_some(()))(i).map_or(i, |(rest, ())| rest);
    let (rest, of) = slot(fiscal)?;
    // "This Week" is a programme, "that third-quarter earnings rose" a clause.
    let title = which == Which::This
        && i.first().is_some_and(|w| w.case() == Case::Title)
        && class(i).is_some_and(|(c, _)| matches!(c, Class::Unit(_)));
    if title || which == Which::That && matches!(of, Slot::Cell(_) | Slot::Weekday(_) | Slot::Holiday(_)) {
        return no();
    }
    match of {
        // "that half", "the current half" are of a match.
        Slot::Unit(Unit::Half | Unit::Second | Unit::Minute | Unit::Hour) => no(),
        Slot::Unit(Unit::Day) if matches!(which, Which::Last) => no(),
        Slot::Period if !matches!(which, Which::Same | Which::Latest | Which::Current | Which::Previous) => no(),
        _ if which == Which::Past && matches!(of, Slot::Weekday(_) | Slot::Time(_)) => no(),
        _ => {
            // "last Friday night", "next Tuesday morning".
            let (rest, time) = if matches!(of, Slot::Weekday(_) | Slot::Unit(Unit::Day)) {
                opt(clock::part).parse(rest)?
            } else {
                (rest, None)
            };
            let expr = Expr::Which { which, of };
            Ok((
                rest,
                match time {
                    Some(time) => Expr::Timed { time, day: Some(Box::new(expr)) },
                    None => expr,
                },
            ))
        }
    }
}

/// What can be last, this or next.
fn slot<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Slot> {
    if let Ok((rest, Expr::Date(Fields { slot: Some(slot @ Slot::Cell(_)), year: None, .. }))) = ordinal_unit(i) {
        return Ok((rest, slot));
    }
    if let Ok((rest, expr)) = date::date(i)
        && let Expr::Date(Fields { year: None, slot: Some(slot), .. }) = expr
    {
        return Ok((rest, slot));
    }
    if let Ok((rest, day)) = weekday(i) {
        return Ok((rest, Slot::Weekday(day)));
    }
    if let Ok((rest, month)) = month(i) {
        return Ok((rest, Slot::Cell(Cell::Month(month))));
    }
    take(|c| match c {
        Class::Unit(unit) => Some(Slot::Unit(unit)),
        Class::Season(season) => Some(Slot::Season(season)),
        Class::Part(part) => Some(Slot::Time(DayTime::Part(part))),
        Class::Period => Some(Slot::Period),
        _ => None,
    })(i)
}

/// "last year's third quarter", "this year's end".
fn possessive<'a, 't: 'a>(i: In<'a, 't>, expr: Expr) -> Out<'a, 't, Phrase> {
    let year = matches!(expr, Expr::Which { of: Slot::Unit(Unit::Year), .. });
    if year && let Ok((rest, ())) = glued(&["'s", "’s"])(i) {
        let part = alt((
            |i| match ordinal_unit(i)? {
                (rest, Expr::Date(Fields { slot: Some(part), year: None, .. })) => Ok((rest, part)),
                _ => no(),
            },
            take(|c| match c {
                Class::Unit(Unit::Quarter) => Some(Slot::Unit(Unit::Quarter)),
                Class::Period => Some(Slot::Period),
                _ => None,
            }),
        ))
        .parse(rest);
        if let Ok((rest, part)) = part {
            return Ok((rest, (Expr::Part { part, whole: Box::new(expr) }, None)));
        }
        if let Some((Class::Edge(modifier), n)) = class(rest) {
            return Ok((rest.skip(n), (expr, Some(modifier))));
        }
    }
    Ok((i, (expr, None)))
}

/// "year-end", "year's end", "month-end".
pub(crate) fn edge_of_unit<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(i)?;
    let (rest, ()) =
        alt((hyphen, glued(&["'s", "’s"]), |i: In<'a, 't>| if i.eat("end").is_some() { Ok((i, ())) } else { no() }))
            .parse(rest)?;
    let Some(rest) = rest.eat("end") else { return no() };
    if !is_long(unit) {
        return no();
    }
    Ok((rest, Expr::Which { which: Which::The, of: Slot::Unit(unit) }))
}

/// "week", "year", after "mid-".
pub(crate) fn lone_unit<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if !i.first().is_some_and(copydesk_text::Word::is_glued) {
        return no();
    }
    let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(i)?;
    if is_long(unit) { Ok((rest, Expr::Which { which: Which::The, of: Slot::Unit(unit) })) } else { no() }
}

/// After "the end", "the beginning": "of this year", "of March", "of the decade".
fn edge_of<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let Some(rest) = i.eat("of") else { return no() };
    let (rest, expr) = whole(rest)?;
    let calendar = match &expr {
        Expr::Which { of, .. } => !matches!(of, Slot::Unit(Unit::Hour | Unit::Minute)),
        Expr::Date(_) | Expr::Part { .. } => true,
        _ => false,
    };
    if calendar { Ok((rest, (expr, Some(modifier)))) } else { no() }
}

/// "a week", "a year ago", "a few months", "a day" as a rate.
fn a<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    if let Ok((rest, by)) = amount::counted(i) {
        return plain(|rest| shift_or_length(rest, by))(rest);
    }
    let (rest, by) = amount::single(i)?;
    plain(|rest| shift_or_length(rest, by))(rest)
}

/// "$5 a day", "three times a week", "20 cents a share a year": a number goes before. News annotation passes over rates.
pub(crate) fn is_rate(i: In<'_, '_>) -> bool {
    let words = i.text().words();
    let Some(at) = date::before(i) else { return false };
    if i.text().is(at, "once") || i.text().is(at, "twice") || i.text().is(at, "times") {
        return true;
    }
    let noun = words[at].is_letters() && !words[at].is_capitalised();
    let number = |at: usize| {
        words.get(at).is_some_and(copydesk_text::Word::is_number)
            || matches!(class(i.moved(at)), Some((Class::Number | Class::Hundreds(_) | Class::Scale, 1)))
    };
    words[at].is_number()
        || noun && at.checked_sub(1).is_some_and(number) && !is_verb_or_preposition(i.text().word_str(at))
}

fn is_verb_or_preposition(word: &str) -> bool {
    ["in", "for", "over", "after", "within", "from", "than", "to", "of", "at", "by", "about", "was", "is", "had"]
        .contains(&word)
}

/// "weeks", "years": a length by itself, where a preposition says so; or a shift, "years ago", or "years-long".
fn bare_units<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    const BEFORE: &[&str] =
        &["for", "in", "over", "after", "within", "of", "took", "take", "takes", "follows", "ending"];
    let (rest, by) = amount::bare(i)?;
    let (rest, expr) = shift_or_length(rest, by)?;
    // "at weekends".
    if by.unit == Unit::Weekend && date::before(i).is_some_and(|at| i.text().is(at, "at") || i.text().is(at, "on")) {
        return Ok((rest, Expr::Every(Period::Slot(Slot::Unit(by.unit)))));
    }
    let long = rest.at() > i.at() + 1;
    let placed = date::before(i).is_some_and(|at| BEFORE.iter().any(|key| i.text().is(at, key)));
    // "the weeks before the vote".
    let until = !by.unit.is_of_day() && is_next(rest, &["before", "after"]);
    if long || placed || until { Ok((rest, expr)) } else { no() }
}

/// After "every": "day", "two weeks", "other Tuesday", "third Friday", "March", "morning".
fn every<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok((rest, n)) = number(i)
        && let Ok((rest, unit)) = take(|c| if let Class::Units(u) = c { Some(u) } else { None })(rest)
    {
        return Ok((rest, Expr::Every(Period::Units(n.value, unit))));
    }
    let (rest, times) = match i.eat("other") {
        Some(rest) => (rest, 2),
        None => match ordinal(i) {
            Ok((rest, n @ 2..)) => (rest, i64::from(n)),
            _ => (i, 1),
        },
    };
    let (rest, slot) = slot(rest.eat("single").unwrap_or(rest))?;
    Ok((
        rest,
        Expr::Every(match slot {
            Slot::Unit(Unit::Half | Unit::Second) | Slot::Period => return no(),
            Slot::Unit(unit) => Period::Units(Number::from_int(times), unit),
            slot => Period::Slot(slot),
        }),
    ))
}
