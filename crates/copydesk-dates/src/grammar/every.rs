//! What comes again, and bare units: "every other Tuesday", "at weekends", "a week", "years".

use copydesk_numeral::Number;

use super::context::{self, before, follows, follows_word, has};
use super::word::{Class, In, Out, class, no, number, ordinal, take};
use super::{Phrase, amount, is_next, period, plain, shift};
use crate::calendar::Unit;
use crate::expr::{Expr, Period, Slot};

/// "a week", "a year ago", "a few months", "a day" as a rate.
pub(crate) fn a<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    if let Ok((rest, by)) = amount::counted(i) {
        return plain(|rest| shift::shift_or_length(rest, by))(rest);
    }
    // "a three-year period", where "a three-year plan" has the article of its noun.
    if let Ok((rest, by)) = amount::counted_period(i.skip(1)) {
        return Ok((rest, (Expr::Length(by), None)));
    }
    let (rest, by) = amount::single(i)?;
    plain(|rest| shift::shift_or_length(rest, by))(rest)
}

/// "$5 a day", "three times a week", "20 cents a share a year": a number goes before. News annotation passes over rates.
pub(crate) fn is_rate(i: In<'_, '_>) -> bool {
    let words = i.text().words();
    let Some(at) = before(i) else { return false };
    if i.text().is(at, "once") || i.text().is(at, "twice") || i.text().is(at, "times") {
        return true;
    }
    let noun = words[at].is_letters() && !words[at].is_capitalised();
    let number = |at: usize| {
        words.get(at).is_some_and(copydesk_text::Word::is_number)
            || matches!(class(i.moved(at)), Some((Class::Number | Class::Hundreds(_) | Class::Scale, 1)))
    };
    words[at].is_number() || noun && at.checked_sub(1).is_some_and(number) && !has(i, at, context::FUNCTION)
}

/// "weeks", "years": a length by itself, where a preposition says so; or a shift, "years ago", or "years-long".
pub(crate) fn bare_units<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, by) = amount::bare(i)?;
    let (rest, expr) = shift::shift_or_length(rest, by)?;
    // "at weekends".
    if by.unit == Unit::Weekend && follows_word(i, &["at", "on"]) {
        return Ok((rest, Expr::Every(Period::Slot(Slot::Unit(by.unit)))));
    }
    let long = rest.at() > i.at() + 1;
    let placed = follows(i, context::LENGTH);
    // "the weeks before the vote".
    let until = !by.unit.is_of_day() && is_next(rest, &["before", "after"]);
    if long || placed || until { Ok((rest, expr)) } else { no() }
}

/// After "every": "day", "two weeks", "other Tuesday", "third Friday", "March", "morning".
pub(crate) fn every<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
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
    let (rest, slot) = period::slot(rest.eat("single").unwrap_or(rest))?;
    Ok((
        rest,
        Expr::Every(match slot {
            Slot::Unit(Unit::Half | Unit::Second) | Slot::Period => return no(),
            Slot::Unit(unit) => Period::Units(Number::from_int(times), unit),
            slot => Period::Slot(slot),
        }),
    ))
}
