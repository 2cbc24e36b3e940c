//! Times of day: "10:30 p.m. EST", "1500 GMT", "noon", "in the morning".

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::context::follows_word;
use super::word::{Class, In, Out, class, clock, digits, glued, no, small, take, word, zone};
use crate::calendar::{DayPart, DayTime, Unit};

/// Whether what follows a number shows that it may be of a clock: a sign, a meridiem, a zone, "o'clock", "in the".
pub(crate) fn may_be(i: In<'_, '_>) -> bool {
    let rest = i.skip(1);
    let Some(next) = rest.first() else { return false };
    next.is_sign() && next.is_glued()
        || rest.eat("z").is_some()
        || i.str().contains('.')
        || matches!(
            class(rest),
            Some((Class::Meridiem(_) | Class::Oclock | Class::Zone(_) | Class::Inner | Class::Units(Unit::Hour), _))
        )
}

/// A time by the clock, with what must show that it is one: a colon, a meridiem, a zone, "o'clock".
pub(crate) fn by_clock<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    alt((military, with_minutes, with_hour, spoken)).parse(i)
}

/// "1500 GMT", "0630 hrs".
fn military<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    let (rest, (value, length)) = digits(i)?;
    let (hour, minute) = (value / 100, value % 100);
    if length != 4 || hour > 24 || minute > 59 {
        return no();
    }
    let (rest, _) = opt(open).parse(rest)?;
    // "at 1430 hours".
    let (rest, utc) = match rest.eat("hours").filter(|_| follows_word(i, &["at", "by", "until", "from", "since"])) {
        Some(rest) => (rest, false),
        None => zone(rest)?,
    };
    Ok((rest, clock(small(hour), small(minute), utc)))
}

fn open<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, ()> {
    glued(&["Z"])(i)
}

/// "10:30", "10.30 p.m.", "22:15:07".
fn with_minutes<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    let (rest, hour, minute, second, sure) = match digits(i) {
        Ok((rest, (hour, length))) if length <= 2 && hour <= 24 => {
            let (rest, ()) = glued(&[":"])(rest)?;
            let (rest, minute) = sixty(rest)?;
            let (rest, second) = opt(preceded(glued(&[":"]), sixty)).parse(rest)?;
            (rest, hour, minute, second, true)
        }
        _ => {
            let Some((hour, minute)) = i.str().split_once('.') else { return no() };
            match (hour.parse::<i32>(), minute.parse::<u8>()) {
                (Ok(hour), Ok(m)) if hour <= 24 && m < 60 && minute.len() == 2 => (i.skip(1), hour, m, None, false),
                _ => return no(),
            }
        }
    };
    let (rest, afternoon) = opt(meridiem).parse(rest)?;
    let (rest, utc) = opt(alt((zone, |i| open(i).map(|(rest, ())| (rest, true))))).parse(rest)?;
    // "2:30" alone may be a score or a running time, but news writes times so far more often; "16.42" needs its zone.
    if !sure && afternoon.is_none() && utc.is_none() {
        return no();
    }
    let Some(hour) = on_day(hour, afternoon) else { return no() };
    // "19:00 hrs".
    let rest = rest.eat("hrs").or_else(|| rest.eat("hr")).unwrap_or(rest);
    Ok((rest, DayTime::Clock { hour, minute, second, utc: utc.unwrap_or(false) }))
}

fn sixty<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, u8> {
    match digits(i) {
        Ok((rest, (value, 2))) if value < 60 && i.first().is_some_and(copydesk_text::Word::is_glued) => {
            Ok((rest, small(value)))
        }
        _ => no(),
    }
}

/// "10 p.m.", "8 o'clock", "eight in the evening".
fn with_hour<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    let (rest, hour) = match digits(i) {
        Ok((rest, (hour, length))) if length <= 2 && hour <= 12 => (rest, hour),
        // "eight in the evening".
        _ if i.first().is_some_and(copydesk_text::Word::is_number) => return no(),
        _ => match super::word::number(i) {
            Ok((rest, n)) => match n.value.to_i64() {
                Some(hour @ 1..=12) => (rest, hour as i32),
                _ => return no(),
            },
            Err(error) => return Err(error),
        },
    };
    let (rest, oclock) = opt(take(|c| (c == Class::Oclock).then_some(()))).parse(rest)?;
    let (rest, afternoon) = match opt(meridiem).parse(rest)? {
        (rest, Some(afternoon)) => (rest, Some(afternoon)),
        (rest, None) => opt(of_day).parse(rest)?,
    };
    if oclock.is_none() && afternoon.is_none() {
        return no();
    }
    let (rest, utc) = opt(zone).parse(rest)?;
    let Some(hour) = on_day(hour, afternoon) else { return no() };
    Ok((rest, clock(hour, 0, utc.unwrap_or(false))))
}

/// "half past six", "a quarter to nine".
fn spoken<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    let rest = i.eat("a").unwrap_or(i);
    let (rest, minutes) = match (rest.eat("half"), rest.eat("quarter")) {
        (Some(rest), _) => (rest, 30),
        (_, Some(rest)) => (rest, 15),
        _ => return no(),
    };
    let (rest, before) = match (rest.eat("past"), rest.eat("to").filter(|_| minutes == 15)) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => return no(),
    };
    let (rest, n) = super::word::number(rest)?;
    let Some(hour @ 1..=12) = n.value.to_i64() else { return no() };
    let (rest, afternoon) = match opt(meridiem).parse(rest)? {
        (rest, Some(afternoon)) => (rest, Some(afternoon)),
        (rest, None) => opt(of_day).parse(rest)?,
    };
    let Some(hour) = on_day(hour as i32, afternoon) else { return no() };
    let minutes = if before { 60 * i32::from(hour) - minutes } else { 60 * i32::from(hour) + minutes };
    Ok((rest, clock(small(minutes / 60), small(minutes % 60), false)))
}

/// "a.m.", "pm", "p.m" with its stop left over: whether it is after noon.
fn meridiem<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, bool> {
    take(|c| if let Class::Meridiem(afternoon) = c { Some(afternoon) } else { None })(i)
}

/// "in the morning", "at night".
fn of_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, bool> {
    let (rest, ()) = alt((|i| word(&["in"])(i).and_then(|(i, ())| word(&["the"])(i)), word(&["at"]))).parse(i)?;
    match class(rest) {
        Some((Class::Part(DayPart::Morning), n)) => Ok((rest.skip(n), false)),
        Some((Class::Part(DayPart::Afternoon | DayPart::Evening | DayPart::Night), n)) => Ok((rest.skip(n), true)),
        _ => no(),
    }
}

fn on_day(hour: i32, afternoon: Option<bool>) -> Option<u8> {
    match (hour, afternoon) {
        (12, Some(false)) => Some(0),
        (1..=11, Some(true)) => Some(small(hour) + 12),
        (0..=24, None) | (0..=12, Some(_)) => Some(small(hour)),
        _ => None,
    }
}

/// "morning", "night": a part of the day by name.
pub(crate) fn part<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    take(|c| if let Class::Part(part) = c { Some(DayTime::Part(part)) } else { None })(i)
}
