//! Times told by their distance from another: "two weeks ago", "a year earlier", "a week from Monday".

use copydesk_numeral::Number;
use copydesk_text::Case;
use nom::Parser;
use nom::branch::alt;

use super::amount;
use super::context::before;
use super::word::{Class, In, Out, class, hyphen, no, number, take, weekday};
use crate::calendar::Unit;
use crate::expr::{Amount, Count, Expr, Slot, Way, Which};

/// "two Sundays ago".
pub(crate) fn weekdays_ago<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = number(i)?;
    let (rest, day) = take(|c| if let Class::Weekdays(day) = c { Some(day) } else { None })(rest)?;
    match (n.value.to_i64(), rest.eat("ago")) {
        (Some(weeks @ 2..=99), Some(rest)) => Ok((rest, weekdays_back(day, weeks - 1))),
        _ => no(),
    }
}

/// A length, or a shift by it.
pub(crate) fn length<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, amount) = alt((amount::counted, amount::single)).parse(i)?;
    shift_or_length(rest, amount)
}

/// After a length: "ago", "earlier", "later", "from now", "before yesterday".
pub(crate) fn shift_or_length<'a, 't: 'a>(rest: In<'a, 't>, by: Amount) -> Out<'a, 't, Expr> {
    if let Ok((after, way)) = way(rest) {
        return Ok((after, Expr::Shift { by, way, from: None }));
    }
    let anchored = |way, after: In<'a, 't>| {
        let (after, day) = relative_day(after).ok()?;
        Some((after, Expr::Shift { by, way, from: Some(Box::new(day)) }))
    };
    // "a week from Monday": the Monday to come.
    if by.unit >= Unit::Week
        && let Some(after) = rest.eat("from")
        && let Ok((after, day)) = weekday(after)
    {
        return Ok((after, after_weekday(by, day)));
    }
    let found = rest
        .eat("before")
        .and_then(|after| anchored(Way::Earlier, after))
        .or_else(|| rest.eat("after").or_else(|| rest.eat("from")).and_then(|after| anchored(Way::Later, after)));
    if let Some(found) = found {
        return Ok(found);
    }
    // "week-long", "years-long"; "the nine day long siege".
    let several = by.count != Count::Exact(Number::ONE)
        && rest.at().checked_sub(1).is_some_and(|at| matches!(class(rest.moved(at)), Some((Class::Unit(_), 1))));
    let long = hyphen(rest).map_or(rest, |(after, ())| after);
    let long = long.eat("long").filter(|_| long.at() > rest.at() || several);
    Ok((long.unwrap_or(rest), Expr::Length(by)))
}

/// So long after the weekday to come.
fn after_weekday(by: Amount, day: u8) -> Expr {
    let from = Expr::Which { which: Which::Next, of: Slot::Weekday(day) };
    Expr::Shift { by, way: Way::Later, from: Some(Box::new(from)) }
}

/// "Tuesday week".
pub(crate) fn week_after(day: u8) -> Expr {
    after_weekday(Amount { count: Count::Exact(Number::ONE), unit: Unit::Week, rest: None }, day)
}

fn way<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Way> {
    let after = i;
    match class(after) {
        Some((Class::Ago, n)) => return Ok((after.skip(n), Way::Ago)),
        Some((Class::Hence, n)) => return Ok((after.skip(n), Way::Hence)),
        Some((Class::Earlier, n)) if after.skip(n).eat("than").is_none() => return Ok((after.skip(n), Way::Earlier)),
        Some((Class::Later, n)) if after.skip(n).eat("than").is_none() => return Ok((after.skip(n), Way::Later)),
        _ => {}
    }
    // "two years before, the pier had burned": the time spoken of is left unsaid.
    let ends =
        |rest: &In<'_, '_>| rest.first().is_none_or(|word| word.is_sign() && matches!(rest.str(), "," | "." | ";"));
    if let Some(rest) = i.eat("before").or_else(|| i.eat("previously")).filter(ends) {
        return Ok((rest, Way::Earlier));
    }
    if let Some(rest) = i.eat("after").or_else(|| i.eat("afterwards")).filter(ends) {
        return Ok((rest, Way::Later));
    }
    match i.eat("from").and_then(|rest| rest.eat("now")) {
        Some(rest) => Ok((rest, Way::Hence)),
        None => match i.eat("in").and_then(|rest| rest.eat("the")).and_then(|rest| rest.eat("past")) {
            Some(rest) => Ok((rest, Way::Ago)),
            None => no(),
        },
    }
}

/// "yesterday", "tomorrow", "today".
pub(crate) fn relative_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    // "USA Today", "the BBC's Today programme": with a capital within a sentence it is a name.
    let name = i.first().is_some_and(|word| word.case() == Case::Title && !word.starts_line())
        && before(i).is_some_and(|at| !i.text().words()[at].is_sign());
    if name {
        return no();
    }
    take(|c| if let Class::Day(days) = c { Some(Expr::Day(days)) } else { None })(i)
}

/// "a year ago", "a year earlier", after what is of it.
pub(crate) fn a_year_ago<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::single(i)?;
    match shift_or_length(rest, by)? {
        (rest, shift @ Expr::Shift { from: None, .. }) if by.unit == Unit::Year => Ok((rest, shift)),
        _ => no(),
    }
}

/// "day before yesterday", "day after tomorrow", "week before last".
pub(crate) fn day_before<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::one(i)?;
    match shift_or_length(rest, by)? {
        (rest, shift @ Expr::Shift { .. }) => Ok((rest, shift)),
        _ => before_last(i),
    }
}

/// "week before last".
pub(crate) fn before_last<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
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

/// "Friday before last".
pub(crate) fn weekday_before_last<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
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
