//! Modified expressions: "early March", "about two weeks", "the end of this year", "later that day".

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::context::follows_word;
use super::word::{Class, In, Out, class, glued, hyphen, joint, no, take};
use super::{Phrase, amount, clock, date, part, period, shift, timed, year};
use crate::calendar::Unit;
use crate::expr::{Expr, Fields, Slot, Which};
use crate::timex::Modifier;

/// "about two weeks", "more than a year ago", "around 10 p.m.", "at least the past three months".
pub(crate) fn approximate<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let Some((_, count)) = class(i) else { return no() };
    let rest = i.skip(count);
    // "some people", "about it": nothing of time follows.
    let follows = rest.first().is_some_and(|word| word.is_number() || word.is_sign()) || class(rest).is_some();
    // "over three years" is a span of time, "over a week" and "for over three years" more than that.
    let over = i.eat("over").is_some()
        && !matches!(class(rest), Some((Class::A, _)))
        && !follows_word(i, &["for", "after", "in", "within", "to"]);
    if !follows || over {
        return no();
    }
    let bare = |i| {
        let (rest, amount) = amount::bare(i)?;
        shift::shift_or_length(rest, amount)
    };
    let amount = alt((shift::length, bare)).parse(rest);
    if let Ok((rest, expr)) = amount {
        // "some time", "about time"; "under a minute"; "over a million" never come here.
        let modifier = match (&expr, modifier) {
            // A point is only approximate: "more than a year ago" is before it.
            (Expr::Shift { .. }, Modifier::MoreThan) => Modifier::Before,
            (Expr::Shift { .. }, Modifier::LessThan) => Modifier::After,
            (_, modifier) => modifier,
        };
        return Ok((rest, (expr, Some(modifier))));
    }
    if modifier == Modifier::EqualOrMore && rest.eat("the").is_some() {
        let (rest, (expr, _)) = period::period(rest)?;
        return if matches!(expr, Expr::Span { .. }) { Ok((rest, (expr, Some(modifier)))) } else { no() };
    }
    let around = ["around", "circa", "approximately", "about", "roughly"].iter().any(|key| i.eat(key).is_some());
    if !around {
        return no();
    }
    let (rest, (expr, inner)) =
        alt((timed::timed_by_clock, timed::timed_day, timed::timed_by_name, super::plain(year::year), |i| {
            edge_of_unit(i).map(|(rest, (expr, _))| (rest, (expr, None)))
        }))
        .parse(rest)?;
    if inner.is_some() || matches!(expr, Expr::Date(Fields { slot: Some(Slot::Weekday(_)), .. })) {
        return no();
    }
    Ok((rest, (expr, Some(Modifier::Approx))))
}

/// "early March", "late in 1998", "mid-2010s", "late Friday", "early next year", "mid-afternoon".
pub(crate) fn modified<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let Some((_, count)) = class(i) else { return no() };
    let (rest, ()) = joint(i.skip(count))?;
    let (rest, inside) = match rest.eat("in").or_else(|| rest.eat("on")) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (rest, (expr, inner)) = modifiable(rest)?;
    let fits = match &expr {
        Expr::Length(_) | Expr::Span { .. } | Expr::Vague(_) | Expr::Every(_) | Expr::Shift { .. } => false,
        Expr::Timed { day: None, .. } => !inside,
        _ => true,
    };
    if inner.is_some() || !fits { no() } else { Ok((rest, (expr, Some(modifier)))) }
}

/// What an early or late part can be of.
pub(crate) fn modifiable<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let decade = |i| {
        let (rest, year) = year::decade(i)?;
        Ok((rest, Expr::Date(Fields { year: Some(year), ..Fields::default() })))
    };
    let unit = |i| {
        let (rest, (expr, inner)) = period::period(i)?;
        if inner.is_some() { no() } else { Ok((rest, expr)) }
    };
    let part = |i| {
        let (rest, time) = clock::part(i)?;
        let (rest, day) = opt(timed::day).parse(rest)?;
        Ok((rest, Expr::Timed { time, day: day.map(Box::new) }))
    };
    if let Ok((rest, phrase)) = timed::timed_day(i) {
        return Ok((rest, phrase));
    }
    super::plain(|i| alt((date::date, decade, year::fiscal, year::century, year::year, unit, part, lone_unit)).parse(i))(
        i,
    )
}

/// "earlier this month", "later that year", "later in the year", "earlier Friday".
pub(crate) fn earlier_or_later<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let rest = i.skip(1);
    let inside = rest.eat("in").or_else(|| rest.eat("on"));
    let (rest, (expr, inner)) = modifiable(inside.unwrap_or(rest))?;
    let relative = matches!(&expr, Expr::Which { .. } | Expr::Day(_) | Expr::Timed { .. })
        || matches!(&expr, Expr::Date(Fields { slot: Some(Slot::Weekday(_)), .. }))
        || inside.is_some() && matches!(&expr, Expr::Date(_) | Expr::Part { .. });
    if inner.is_some() || !relative { no() } else { Ok((rest, (expr, Some(modifier)))) }
}

/// Whether a unit can stand alone after "mid": "mid-week", "midyear".
pub(crate) const fn is_long(unit: Unit) -> bool {
    matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Quarter)
}

/// "1970s", "summer", after "the late".
pub(crate) fn after_the_modifier<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    alt((
        |i| year::decade(i).map(|(rest, year)| (rest, Expr::Date(Fields { year: Some(year), ..Fields::default() }))),
        year::century,
        part::season_of,
        |i| amount::bare(i).map(|(rest, by)| (rest, Expr::Length(by))),
    ))
    .parse(i)
}

/// "year-end", "year's end", "month-end".
pub(crate) fn edge_of_unit<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(i)?;
    let (rest, ()) =
        alt((hyphen, glued(&["'s", "’s"]), |i: In<'a, 't>| if i.eat("end").is_some() { Ok((i, ())) } else { no() }))
            .parse(rest)?;
    let Some(rest) = rest.eat("end") else { return no() };
    if !is_long(unit) {
        return no();
    }
    Ok((rest, (Expr::Which { which: Which::The, of: Slot::Unit(unit) }, Some(Modifier::End))))
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
pub(crate) fn edge_of<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let Some(rest) = i.eat("of") else { return no() };
    let (rest, expr) = part::whole(rest)?;
    let calendar = match &expr {
        Expr::Which { of, .. } => !matches!(of, Slot::Unit(Unit::Hour | Unit::Minute)),
        Expr::Date(_) | Expr::Part { .. } => true,
        _ => false,
    };
    if calendar { Ok((rest, (expr, Some(modifier)))) } else { no() }
}
