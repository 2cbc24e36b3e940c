//! Days with a time of day: "Friday night", "10 p.m. EST Wednesday", "the night of 3 March", "the small hours of Monday".

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::context::{follows_word, names};
use super::word::{Class, In, Out, glued, hyphen, no, ordinal, take, zone};
use super::{Phrase, clock, date, part, shift};
use crate::calendar::{DayPart, DayTime};
use crate::expr::{Expr, Fields, Period, Slot};

/// A day, and a time of day after it: "Friday night", "yesterday", "March 3, 10 p.m.", "tonight".
pub(crate) fn timed_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    if let Ok((rest, ())) = take(|c| (c == Class::Tonight).then_some(()))(i) {
        // "The Tonight Show".
        if names(rest) && i.first().is_some_and(copydesk_text::Word::is_capitalised) {
            return no();
        }
        let time = DayTime::Part(crate::calendar::DayPart::Night);
        return Ok((rest, (Expr::Timed { time, day: Some(Box::new(Expr::Day(0))) }, None)));
    }
    let (rest, expr) = day(i)?;
    // "Tuesday nights".
    if let Expr::Date(Fields { slot: Some(Slot::Weekday(day)), year: None, .. }) = expr
        && let Ok((rest, part)) = take(|c| if let Class::Parts(part) = c { Some(part) } else { None })(rest)
    {
        return Ok((rest, (Expr::Every(Period::WeekdayAt(day, DayTime::Part(part))), None)));
    }
    let (rest, time) = opt(after_date_time).parse(rest)?;
    Ok((rest, (with_time(expr, time), None)))
}

/// A calendar date or a relative day.
pub(crate) fn day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    if let Ok(found) = shift::relative_day(i) {
        return Ok(found);
    }
    let (rest, expr) = date::date(i)?;
    Ok(match expr {
        Expr::Date(fields) => part::of_year(rest, fields),
        expr => (rest, expr),
    })
}

/// "night", "10 p.m.", " at dawn": after a day.
pub(crate) fn after_date_time<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    // "2021-02-12T18:00".
    if i.first().is_some_and(copydesk_text::Word::is_glued) && i.eat("t").is_some() {
        return clock::by_clock(i.skip(1));
    }
    alt((clock::part, preceded(hyphen, clock::part), clock::by_clock)).parse(i)
}

pub(crate) fn with_time(expr: Expr, time: Option<DayTime>) -> Expr {
    match time {
        Some(time) => Expr::Timed { time, day: Some(Box::new(expr)) },
        None => expr,
    }
}

/// "10 p.m. EST on Friday", "1500 GMT Saturday", "5 a.m. the next day".
pub(crate) fn timed_by_clock<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let (rest, time) = clock::by_clock(i)?;
    let (rest, day) = day_of_time(rest);
    Ok((rest, (Expr::Timed { time, day: day.map(Box::new) }, None)))
}

/// The day after a time: " Friday", ", on Friday", " on the night of 3 March".
fn day_of_time<'a, 't: 'a>(rest: In<'a, 't>) -> (In<'a, 't>, Option<Expr>) {
    let after = glued(&[","])(rest).map_or(rest, |(after, ())| after);
    let (after, found) = match day(after) {
        Ok((after, day)) if has_day(&day) => (after, Some(day)),
        _ => return (rest, None),
    };
    // "10 p.m. Friday night" says the part again.
    let (after, _) = clock::part(after).unwrap_or((after, DayTime::Part(crate::calendar::DayPart::Night)));
    (after, found)
}

fn has_day(expr: &Expr) -> bool {
    match expr {
        Expr::Day(_) | Expr::Numeric { .. } => true,
        Expr::Date(fields) => {
            fields.weekday.is_some()
                || matches!(
                    fields.slot,
                    Some(Slot::Cell(crate::calendar::Cell::Day(..)) | Slot::Weekday(_) | Slot::Holiday(_))
                )
        }
        _ => false,
    }
}

/// "noon", "midnight Friday", "overnight", "dawn on 3 May"; "morning" by itself needs its day.
pub(crate) fn timed_by_name<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    use crate::calendar::DayPart::{Daytime, Midnight, Noon, Overnight};
    let (rest, time) = clock::part(i)?;
    let (rest, zone) = opt(zone).parse(rest)?;
    let (after, day) = day_of_time(rest);
    let alone = matches!(time, DayTime::Part(Noon | Midnight | Overnight | Daytime)) || zone.is_some();
    // "moved only at night".
    if day.is_none() && time == DayTime::Part(DayPart::Night) && follows_word(i, &["at"]) && hyphen(rest).is_err() {
        return Ok((rest, (Expr::Every(Period::Slot(Slot::Time(time))), None)));
    }
    // "Midnight Oil".
    let named = names(rest) && i.first().is_some_and(copydesk_text::Word::is_capitalised);
    if day.is_none() && (!alone || named) {
        return no();
    }
    Ok((if day.is_some() { after } else { rest }, (Expr::Timed { time, day: day.map(Box::new) }, None)))
}

/// "early hours of 3 May", "wee hours Saturday".
pub(crate) fn small_hours<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, ()) = take(|c| (c == Class::SmallHours).then_some(()))(i)?;
    let rest = rest.eat("of").unwrap_or(rest);
    let (rest, day) = day(rest.eat("the").unwrap_or(rest))?;
    // "of Thursday morning" says it again.
    let rest = clock::part(rest).map_or(rest, |(rest, _)| rest);
    Ok((rest, Expr::Timed { time: DayTime::Part(DayPart::Morning), day: Some(Box::new(day)) }))
}

/// "night of 3 March", "morning of the 4th".
pub(crate) fn night_of<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
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
