//! Periods by their place: "last year", "the quarter", "the past two months", "the corresponding period last year".

use copydesk_text::Case;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::context::{before, names};
use super::word::{Class, In, ONE, Out, class, glued, hyphen, joint, month, no, number, ordinal, take, weekday, word};
use super::{Phrase, amount, clock, date, every, is_next, modified, part, plain, shift, timed, year};
use crate::calendar::{Cell, DayPart, DayTime, Unit};
use crate::expr::{Amount, Count, Expr, Fields, Period, Slot, Which, Year};
use crate::timex::Modifier;

/// What begins with a determiner, an adjective of place in time, a unit or a season.
pub(crate) fn period<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let Some((first, count)) = class(i) else { return no() };
    let rest = i.skip(count);
    match first {
        Class::The => the(rest),
        // "following Wednesday's quake" is no Wednesday to come: as an adjective of a day it has its determiner.
        // "following ten years in prison" is after them.
        Class::Which(super::word::Which::Following) if weekday(rest).is_ok() || number(rest).is_ok() => no(),
        Class::Which(which) => match which_led(rest, which.into()) {
            Ok((rest, expr)) => possessive(rest, expr),
            Err(error) => Err(error),
        },
        Class::A => every::a(i),
        Class::Every => plain(every::every)(rest),
        Class::Unit(_) => {
            modified::edge_of_unit(i).or_else(|_| plain(|i| alt((year_ago, shift::before_last, unit_long)).parse(i))(i))
        }
        Class::Mid(unit) => Ok((rest, (Expr::Which { which: Which::The, of: Slot::Unit(unit) }, Some(Modifier::Mid)))),
        Class::Long(unit) => Ok((rest, (Expr::Length(Amount { count: Count::Exact(ONE), unit, rest: None }), None))),
        Class::Units(_) => plain(every::bare_units)(i),
        Class::Fiscal => plain(|i| alt((year::fiscal, part::ordinal_unit_led)).parse(i))(i),
        Class::Season(_) => plain(part::lone_season)(i),
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
        // "the Daily Telegraph".
        Class::Frequency(_) if names(rest) && i.first().is_some_and(copydesk_text::Word::is_capitalised) => no(),
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
        Class::Edge(modifier) => modified::edge_of(rest, modifier),
        Class::SmallHours => timed::small_hours(i).map(|(rest, expr)| (rest, (expr, Some(Modifier::Start)))),
        Class::Modifier(modifier) => {
            // "the middle of May", "the late 1970s", "the early hours of".
            if let Ok(found) = modified::edge_of(rest, modifier) {
                return Ok(found);
            }
            let (rest, ()) = joint(rest)?;
            let (rest, expr) = alt((the_inner, modified::after_the_modifier)).parse(rest)?;
            Ok((rest, (expr, Some(modifier))))
        }
        Class::Which(which) => match part::nth_weekday(i).or_else(|_| which_led(rest, which.into())) {
            Ok((rest, expr)) => possessive(rest, expr),
            Err(error) => Err(error),
        },
        _ => match the_inner(i) {
            Ok((rest, expr)) => possessive(rest, expr),
            Err(_) => plain(|i| alt((the_number, part_of_day)).parse(i))(i),
        },
    }
}

/// After "the": "third quarter of 1998", "night of 3 March", "nine months", "year", "weekend", "1988 period".
fn the_inner<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, expr) = alt((
        year::century,
        year::named_year,
        compared,
        part::nth_weekday,
        shift::weekday_before_last,
        part::ordinal_unit,
        part::first_units,
        year_ago,
        timed::night_of,
        part::season_of,
        part::week_of,
        shift::day_before,
        determined,
        some_units,
        lone,
    ))
    .parse(i)?;
    // "the third-quarter loss", "the year-ago results": the determiner is the noun's.
    let attributive = rest.at() >= i.at() + 3 && hyphen(i.moved(rest.at() - 2)).is_ok();
    let whole = matches!(expr, Expr::Date(Fields { slot: None, .. }) | Expr::Part { part: Slot::Season(_), .. });
    if attributive && !whole { no() } else { Ok((rest, expr)) }
}

/// "in the morning": of the day spoken of.
fn part_of_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, part) = take(|c| match c {
        Class::Part(part @ (DayPart::Morning | DayPart::Afternoon | DayPart::Evening)) => Some(part),
        _ => None,
    })(i)?;
    let inside = i.at().checked_sub(2).is_some_and(|at| i.text().is(at, "in"));
    if !inside || hyphen(rest).is_ok() || is_next(rest, &["of", "hours"]) {
        return no();
    }
    Ok((rest, Expr::Which { which: Which::The, of: Slot::Time(DayTime::Part(part)) }))
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
    let (rest, whole) = alt((part::of_whole, which_year, shift::a_year_ago)).parse(rest)?;
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

/// "nine months", "two days": with a determiner.
fn determined<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok((rest, by)) = amount::counted_period(i) {
        return Ok((rest, Expr::Length(by)));
    }
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
    shift::shift_or_length(rest, by)
}

/// "weeks ahead", "years" of "over the years" and "in the years that followed": so many of them, not told how many.
fn some_units<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::bare(i)?;
    let after = rest.eat("ahead").or_else(|| rest.eat("to").and_then(|rest| rest.eat("come")));
    let told = is_next(rest, &["before", "after", "since", "following", "that"]);
    let placed = i
        .at()
        .checked_sub(2)
        .is_some_and(|at| ["over", "through", "throughout"].iter().any(|key| i.text().is(at, key)));
    if after.is_none() && !told && !placed {
        return no();
    }
    Ok((after.unwrap_or(rest), Expr::Length(by)))
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
    // "the Year III", "Person of the Year": a name.
    let named = full.first().is_some_and(|w| w.case() == Case::Title)
        && before(i).is_some_and(|at| !i.text().words()[at].is_capitalised());
    if !(long || day) || named || is_award(i) || is_next(rest, NOUNS) {
        return no();
    }
    Ok((rest, Expr::Which { which: Which::The, of: Slot::Unit(unit) }))
}

/// "player of the year", "goal of the month": what stands before "the" makes a title.
fn is_award(i: In<'_, '_>) -> bool {
    const HOLDERS: [&str; 20] = [
        "player",
        "goal",
        "man",
        "woman",
        "person",
        "personality",
        "album",
        "song",
        "film",
        "book",
        "game",
        "coach",
        "manager",
        "team",
        "driver",
        "athlete",
        "sportsman",
        "sportswoman",
        "footballer",
        "artist",
    ];
    let text = i.text();
    let Some(noun) = i.at().checked_sub(3).filter(|at| text.is(at + 1, "of")) else { return false };
    HOLDERS.iter().any(|key| text.is(noun, key))
}

/// "year-ago", "year-earlier", with what it is of: "year-ago quarter", "year-earlier period".
fn year_ago<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let rest = i.eat("comparable").or_else(|| i.eat("corresponding")).unwrap_or(i);
    let Some(rest) = rest.eat("year") else { return no() };
    let (rest, ()) = hyphen(rest)?;
    let (rest, ()) = word(&["ago", "earlier", "before"])(rest)?;
    if let Ok((rest, Expr::Date(Fields { slot: Some(slot @ Slot::Cell(_)), .. }))) = part::ordinal_unit(rest) {
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
    if let Ok((rest, year)) = year::decade(i) {
        return Ok((rest, Expr::Date(Fields { year: Some(year), ..Fields::default() })));
    }
    if let Ok((rest, expr)) = year::century(i) {
        return Ok((rest, expr));
    }
    // "the 1988 period", "the 1988 third quarter", "the 1988 fiscal year".
    if let Ok((rest, whole @ Expr::Date(Fields { year: Some(Year::Full(_)), slot: None, .. }))) = year::year(i) {
        if let Some((Class::Period, n)) = class(rest) {
            return Ok((rest.skip(n), Expr::Part { part: Slot::Period, whole: Box::new(whole) }));
        }
        let (rest, slot) =
            alt((
                |i| match part::ordinal_unit(i)? {
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
        // "dealt with this six months ago".
        if which == Which::This && matches!(class(rest), Some((Class::Ago, _))) {
            return no();
        }
        let ends = matches!(which, Which::Last | Which::Final | Which::First);
        let whole = if ends { part::of_whole(rest).ok().map(|(_, whole)| whole) } else { None };
        return Ok((rest, Expr::Span { which, by, whole: whole.map(Box::new) }));
    }
    if which == Which::Recent || which == Which::First {
        return no();
    }
    // "the last week of March", "the final quarter of 1998".
    if matches!(which, Which::Last | Which::Final)
        && let Ok((rest, unit)) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(i)
        && let Ok((rest, whole)) = part::of_whole(rest)
        && before(i).and_then(|at| at.checked_sub(1)).is_some_and(|at| i.text().is(at, "the"))
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
        // "during this period", but "this period" of a match.
        Slot::Period if matches!(which, Which::This | Which::That) => {
            const PLACES: [&str; 8] = ["during", "in", "over", "throughout", "for", "of", "after", "since"];
            let placed = i.at().checked_sub(2).is_some_and(|at| PLACES.iter().any(|key| i.text().is(at, key)));
            if placed { Ok((rest, Expr::Which { which, of })) } else { no() }
        }
        Slot::Period if !matches!(which, Which::Same | Which::Latest | Which::Current | Which::Previous) => no(),
        _ if which == Which::Past && matches!(of, Slot::Weekday(_) | Slot::Time(_)) => no(),
        _ => {
            // "last Friday night", "next Tuesday morning".
            let (rest, time) = if matches!(of, Slot::Weekday(_) | Slot::Unit(Unit::Day)) {
                opt(clock::part).parse(rest)?
            } else {
                (rest, None)
            };
            // "over the next year or so".
            let rest = rest.eat("or").and_then(|rest| rest.eat("so")).unwrap_or(rest);
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
pub(crate) fn slot<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Slot> {
    if let Ok((rest, Expr::Date(Fields { slot: Some(slot @ Slot::Cell(_)), year: None, .. }))) = part::ordinal_unit(i) {
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
            |i| match part::ordinal_unit(i)? {
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
