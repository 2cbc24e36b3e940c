//! Lengths of time: "two weeks", "four-day", "a year and a half", "several months".

use copydesk_numeral::{Form, Number, numeral_at};
use nom::Parser;
use nom::combinator::opt;

use super::context::follows_word;
use super::word::{Class, In, ONE, Out, class, hyphen, joint, no, number, take, word};
use crate::calendar::Unit;
use crate::expr::{Amount, Count};

fn unit<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Unit> {
    take(|c| if let Class::Unit(u) | Class::Units(u) = c { Some(u) } else { None })(i)
}

pub(crate) fn units<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Unit> {
    take(|c| if let Class::Units(u) = c { Some(u) } else { None })(i)
}

/// "two weeks", "2 1/2 years", "two to three weeks", "two years and six months", "ten-day", "several more months".
pub(crate) fn counted<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Amount> {
    let (rest, count) = count(i)?;
    let (rest, ()) = joint(rest)?;
    let rest = adjective(rest);
    let (rest, unit) = unit(rest)?;
    // "three quarters of the votes", "three-quarters": a fraction.
    if unit == Unit::Quarter
        && (hyphen(i.skip(1)).is_ok() && units(i.skip(2)).is_ok()
            || rest.eat("of").is_some() && count == Count::Exact(Number::from_int(3)))
    {
        return no();
    }
    // "half" is a number here: "two halves" are of a match.
    if unit == Unit::Half || unit == Unit::Second && rest_is_ordinal(i) {
        return no();
    }
    let (rest, tail) = opt(|i| and_more(i, unit)).parse(rest)?;
    let (count, extra) = match (count, tail) {
        (Count::Exact(n), Some(Tail::Half)) => match Number::ratio(1, 2).and_then(|half| n.checked_add(half)) {
            Some(n) => (Count::Mixed(n), None),
            None => return no(),
        },
        (count, Some(Tail::More(more))) => (count, Some(more)),
        (count, _) => (count, None),
    };
    let rest = or_so(rest);
    Ok((rest, Amount { count, unit, rest: extra }))
}

/// "28-day period": the noun says no more than the length.
pub(crate) fn counted_period<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Amount> {
    let (rest, by) = counted(i)?;
    match class(rest) {
        Some((Class::Period, n)) => Ok((rest.skip(n), by)),
        _ => no(),
    }
}

/// "one second" is a length, "second" after an ordinal is not.
fn rest_is_ordinal(i: In<'_, '_>) -> bool {
    super::word::ordinal(i).is_ok()
}

/// "more", "full", "consecutive", "fiscal": between the count and its unit.
fn adjective<'a, 't: 'a>(i: In<'a, 't>) -> In<'a, 't> {
    match class(i) {
        Some((Class::Adjective, n)) => i.skip(n),
        // "two fiscal years", but "2007 fiscal year" is one.
        Some((Class::Fiscal, n)) if units(i.skip(n)).is_ok() => i.skip(n),
        _ => i,
    }
}

/// "or so", "or more": part of the expression in gold.
fn or_so<'a, 't: 'a>(i: In<'a, 't>) -> In<'a, 't> {
    i.eat("or").and_then(|rest| rest.eat("so").or_else(|| rest.eat("more"))).unwrap_or(i)
}

enum Tail {
    Half,
    More((i64, Unit)),
}

/// "and a half", "and six months", ", six months".
fn and_more<'a, 't: 'a>(i: In<'a, 't>, unit: Unit) -> Out<'a, 't, Tail> {
    let Some(rest) = i.eat("and") else { return no() };
    if let Some(rest) = rest.eat("a").and_then(|rest| rest.eat("half")) {
        return Ok((rest, Tail::Half));
    }
    let (rest, n) = number(rest)?;
    let (rest, smaller) = super::amount::unit(rest)?;
    match n.value.to_i64() {
        Some(n) if smaller < unit && smaller.is_of_day() == unit.is_of_day() => Ok((rest, Tail::More((n, smaller)))),
        _ => no(),
    }
}

/// "two", "two and a half", "two to three", "several", "a couple of", "a dozen".
fn count<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Count> {
    match class(i) {
        Some((Class::Couple, n)) => return two(i.skip(n)),
        // "in as many days": the number is told before.
        Some((Class::Few, _)) if follows_word(i, &["as"]) => return no(),
        Some((Class::Few, n)) => return Ok((i.skip(n), Count::Some)),
        Some((Class::A | Class::The, n)) => {
            if let Some((Class::Couple, m)) = class(i.skip(n)) {
                return two(i.skip(n + m));
            }
        }
        _ => {}
    }
    let (mut rest, mut n) = number(i)?;
    // "two quarters" and "a third quarter" are no fractions here; "half" has a grammar of its own.
    if n.form == Form::Fraction && n.value < ONE {
        let Some(first) = numeral_at(i.text(), i.at(), i.at() + n.words - 1) else { return no() };
        if first.form == Form::Fraction || first.value < ONE || n.words < 2 || hyphen(i.skip(n.words - 1)).is_ok() {
            return no();
        }
        (rest, n) = (i.skip(first.words), first);
    }
    // "two to three weeks", "12-18 months", "two or three days".
    let range = hyphen(rest).or_else(|_| word(&["to", "or"])(rest)).and_then(|(rest, ())| number(rest));
    if let Ok((after, upper)) = range
        && unit(joint(after)?.0).is_ok()
        && upper.value > n.value
    {
        return Ok((after, Count::AtLeast(n.value)));
    }
    let printed = i.text().slice(i.at()..rest.at());
    let mixed = !n.value.is_integer() && !printed.contains('.');
    Ok((rest, if mixed { Count::Mixed(n.value) } else { Count::Exact(n.value) }))
}

fn two<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Count> {
    let rest = i.eat("of").unwrap_or(i);
    Ok((rest, Count::Exact(Number::from_int(2))))
}

/// "a week", "an hour and a half", "half a year", "a full year", "half an hour".
pub(crate) fn single<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Amount> {
    if let Some(rest) = i.eat("half").map(|rest| rest.eat("-").unwrap_or(rest)) {
        let rest = rest.eat("a").or_else(|| rest.eat("an")).unwrap_or(rest);
        let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(rest)?;
        let Some(half) = Number::ratio(1, 2).filter(|_| unit > Unit::Second) else { return no() };
        return Ok((rest, Amount { count: Count::Mixed(half), unit, rest: None }));
    }
    let (rest, ()) = word(&["a", "an", "another"])(i)?;
    let rest = adjective(rest.eat("single").unwrap_or(rest));
    let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(rest)?;
    if matches!(unit, Unit::Half | Unit::Second | Unit::Quarter) {
        return no();
    }
    // "a year-earlier loss", "a month-long strike": the article is the noun's.
    if hyphen(rest).is_ok_and(|(rest, ())| word(&["ago", "earlier", "before", "long"])(rest).is_ok()) {
        return no();
    }
    let (rest, tail) = opt(|i| and_more(i, unit)).parse(rest)?;
    let (count, extra) = match tail {
        Some(Tail::Half) => (Number::ratio(3, 2).map_or(Count::Some, Count::Mixed), None),
        Some(Tail::More(more)) => (Count::Exact(ONE), Some(more)),
        None => (Count::Exact(ONE), None),
    };
    // "a day or two".
    if let (Count::Exact(n), Some(rest)) = (count, rest.eat("or").and_then(|rest| rest.eat("two"))) {
        return Ok((rest, Amount { count: Count::AtLeast(n), unit, rest: None }));
    }
    Ok((or_so(rest), Amount { count, unit, rest: extra }))
}

/// "weeks", "years": an unknown number.
pub(crate) fn bare<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Amount> {
    let (rest, unit) = units(i)?;
    if unit == Unit::Half || unit == Unit::Quarter {
        return no();
    }
    Ok((rest, Amount { count: Count::Some, unit, rest: None }))
}

/// "quarters": an unknown number, where a determiner says that they are of time.
pub(crate) fn bare_quarters<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Amount> {
    let (rest, unit) = units(i)?;
    if unit == Unit::Quarter { Ok((rest, Amount { count: Count::Some, unit, rest: None })) } else { no() }
}

/// "week": one, after a determiner that says so.
pub(crate) fn one<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Amount> {
    let (rest, unit) = take(|c| if let Class::Unit(u) = c { Some(u) } else { None })(i)?;
    Ok((rest, Amount { count: Count::Exact(ONE), unit, rest: None }))
}
