//! The grammar of time expressions: nom combinators over words, entered only at words that can begin one.
//!
//! [`find`] looks each word up once; what is in no table and no number is passed over. A word of the table chooses the
//! parsers that can start with it, so that nothing is tried in vain.

// A parser that cannot fail has the return type of those that can: they stand beside each other in combinators.
#![allow(clippy::unnecessary_wraps)]

mod amount;
mod clock;
mod date;
mod marks;
mod period;
pub(crate) mod word;

use std::ops::Range;

use copydesk_text::Text;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use crate::calendar::{DayTime, Unit};
use crate::expr::{Amount, Expr, Fields, Mention, Period, Slot, Vague, Way, Year};
use crate::tables::VAGUE;
use crate::timex::Modifier;
use marks::Marks;
use word::{Class, In, Out, class, glued, hyphen, joint, no, number, take, word};

/// An expression and what modifies it.
pub(crate) type Phrase = (Expr, Option<Modifier>);

/// Finds the time expressions of a text, in order and apart: syntax only, no context.
pub fn find(text: &Text<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let marks = Marks::new(text);
    for sentence in text.sentences() {
        let Range { start: mut at, end } = sentence.words();
        while let Some(head) = marks.head(at..end) {
            at = (marks.run(at, head, end)..=head)
                .find_map(|at| {
                    let mention = mention(In::new(&marks, at, end))?;
                    let after = mention.words.1 as usize;
                    mentions.push(mention);
                    Some(after)
                })
                .unwrap_or(head + 1);
        }
    }
    mentions
}

/// The mention that begins here.
fn mention(i: In<'_, '_>) -> Option<Mention> {
    let (rest, (expr, modifier)) = phrase(i).ok()?;
    if rest.at() <= i.at() || !is_whole(i, rest, &expr) {
        return None;
    }
    let start = i.skip(skipped(i, &expr, modifier));
    Some(Mention { span: start.span_to(&rest), words: (start.at() as u32, rest.at() as u32), expr, modifier })
}

/// Words at the front that the grammar needed but that are not of the expression.
fn skipped(i: In<'_, '_>, expr: &Expr, modifier: Option<Modifier>) -> usize {
    let the = i.eat("the").is_some();
    match expr {
        // "the 20th century": the determiner belongs to the noun it modifies.
        Expr::Date(Fields { year: Some(Year::Century(_)), .. }) if the && modifier.is_none() => 1,
        _ => 0,
    }
}

/// Whether what was read is a time expression where it stands: ages, and words that go on, are not.
fn is_whole(i: In<'_, '_>, rest: In<'_, '_>, expr: &Expr) -> bool {
    let hyphenated = glued(&["-", "\u{2010}", "\u{2011}"])(rest).map(|(rest, ())| rest);
    // "47-year-old", "five years old", "aged".
    let old = |rest: In<'_, '_>| rest.eat("old").or_else(|| rest.eat("olds")).is_some();
    if matches!(expr, Expr::Length(_)) {
        // "24 hours a day".
        let per = rest.class().is_some_and(|(c, n)| {
            matches!(c, Class::A | Class::Per) && matches!(rest.skip(n).class(), Some((Class::Unit(_), _)))
        });
        if per || old(rest) || hyphenated.is_ok_and(old) || rest.eat("of").is_some_and(|r| r.eat("age").is_some()) {
            return false;
        }
        let aged = date::before(i).is_some_and(|at| i.text().is(at, "aged") || i.text().is(at, "age"));
        if aged {
            return false;
        }
    }
    if matches!(expr, Expr::Length(_)) && i.class().is_some_and(|(c, _)| c == Class::A) && period::is_rate(i) {
        return false;
    }
    // "an 18th-century-style", "May-Britt": a part of a longer word.
    let name = i.first().is_some_and(copydesk_text::Word::is_glued)
        && date::before(i).is_some_and(|at| i.text().words()[at].is_letters() || i.text().words()[at].is_number());
    !name
}

/// The expression at the cursor.
pub(crate) fn phrase<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let Some(first) = i.first() else { return no() };
    if first.is_number() {
        return alt((timed_by_clock, plain(numbered))).parse(i);
    }
    if first.is_sign() {
        return if matches!(i.str(), "'" | "’" | "‘") { plain(date::year)(i) } else { no() };
    }
    let Some((class, _)) = class(i) else { return other(i) };
    match class {
        Class::Month(_) | Class::Weekday(_) => {
            alt((timed_day, plain(date::holiday))).parse(i).or_else(|_| plain(date::holiday)(i))
        }
        Class::Weekdays(day) => Ok((i.skip(1), (Expr::Every(Period::Slot(Slot::Weekday(day))), None))),
        Class::Day(_) | Class::Tonight => timed_day(i),
        Class::Number | Class::Hundreds(_) | Class::Ordinal | Class::Couple | Class::Few => {
            alt((timed_by_clock, plain(numbered))).parse(i)
        }
        Class::Approx(modifier) => approximate(i, modifier),
        Class::Modifier(modifier) => modified(i, modifier).or_else(|_| other(i)),
        Class::Earlier => earlier_or_later(i, Modifier::Start),
        Class::Later => earlier_or_later(i, Modifier::End),
        Class::Part(_) => timed_by_name(i),
        Class::The
        | Class::Which(_)
        | Class::A
        | Class::Every
        | Class::Long(_)
        | Class::Mid(_)
        | Class::Unit(_)
        | Class::Units(_)
        | Class::Fiscal => {
            period::period(i).or_else(|_| other(i)).or_else(|_| plain(numbered)(i)).or_else(|_| timed_by_clock(i))
        }
        Class::Season(_) | Class::Seasons(_) | Class::Edge(_) | Class::Frequency(_) | Class::Nightly => {
            period::period(i).or_else(|_| other(i))
        }
        Class::Decade(_) | Class::Era(_) => plain(date::year)(i),
        Class::Q | Class::H | Class::Fy => plain(date::date)(i),
        _ => other(i),
    }
}

/// A phrase without a modifier.
pub(crate) fn plain<'a, 't: 'a>(
    parse: impl Fn(In<'a, 't>) -> Out<'a, 't, Expr>,
) -> impl Fn(In<'a, 't>) -> Out<'a, 't, Phrase> {
    move |i| parse(i).map(|(rest, expr)| (rest, (expr, None)))
}

/// Holidays and the vague: words that are in tables of their own.
fn other<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    if let Ok((rest, expr)) = date::holiday(i) {
        let (rest, time) = opt(clock::part).parse(rest)?;
        return Ok((rest, (with_time(expr, time), None)));
    }
    if !i.is_vague() {
        return no();
    }
    let Some((&vague, words)) = VAGUE.longest(i.text(), i.at(), i.end()) else { return no() };
    let rest = i.skip(words);
    if is_vague(i, rest, vague) { Ok((rest, (Expr::Vague(vague), None))) } else { no() }
}

/// Whether a vague word stands as a time: "the then-current", "future" before a noun and "the past president" do not.
fn is_vague(i: In<'_, '_>, rest: In<'_, '_>, vague: Vague) -> bool {
    let text = i.text();
    let after = |keys: &[&str]| keys.iter().any(|key| rest.eat(key).is_some());
    let preceded = |keys: &[&str]| date::before(i).is_some_and(|at| keys.iter().any(|key| text.is(at, key)));
    let first = i.str();
    let is = |key: &str| rest.at() == i.at() + 1 && first.eq_ignore_ascii_case(key);
    if hyphen(rest).is_ok() && !is("present") {
        return false;
    }
    // "the past three summers": the adjective of a length that the grammar does not know.
    if is_next(rest, &["two", "three", "four", "five", "few", "several"]) {
        return false;
    }
    match vague {
        // "now that", "by now", "soon after", "as soon as".
        Vague::Present => !(is("now") && after(&["that", "-"]) || is("current") && preceded(&["alternating"])),
        // "soon" is a time where something will be: "soon after", "police soon arrived" tell a sequence.
        Vague::Future if is("soon") => {
            let near = [i.at().wrapping_sub(1), i.at().wrapping_sub(2), rest.at()];
            !after(&["after", "as"])
                && near.iter().any(|&at| ["will", "'ll", "may", "could", "be", "to"].iter().any(|key| text.is(at, key)))
        }
        Vague::Future => true,
        Vague::Past => {
            let time = text.slice(i.at()..rest.at()).to_ascii_lowercase().ends_with("time");
            !time || preceded(&["at"]) && !after(&["of", "when", "that"])
        }
    }
}

/// What begins with a number, in digits or words, or with a word like "several".
pub(crate) fn numbered<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, expr) =
        alt((weekdays_ago, date::date, date::century, period::ordinal_unit, length, date::year, date::nth_day))
            .parse(i)?;
    if let Expr::Date(fields) = expr {
        let (rest, expr) = period::of_year(rest, fields);
        let (rest, time) = opt(after_date_time).parse(rest)?;
        return Ok((rest, with_time(expr, time)));
    }
    Ok((rest, expr))
}

/// "two Sundays ago".
fn weekdays_ago<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, n) = number(i)?;
    let (rest, day) = take(|c| if let Class::Weekdays(day) = c { Some(day) } else { None })(rest)?;
    match (n.value.to_i64(), rest.eat("ago")) {
        (Some(weeks @ 2..=99), Some(rest)) => Ok((rest, period::weekdays_back(day, weeks - 1))),
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
    // "a week from Monday".
    if by.unit >= Unit::Week
        && let Some(after) = rest.eat("from")
        && let Ok((after, day @ Expr::Date(Fields { slot: Some(Slot::Weekday(_)), .. }))) = date::date(after)
    {
        return Ok((after, Expr::Shift { by, way: Way::Later, from: Some(Box::new(day)) }));
    }
    let found = rest
        .eat("before")
        .and_then(|after| anchored(Way::Earlier, after))
        .or_else(|| rest.eat("after").or_else(|| rest.eat("from")).and_then(|after| anchored(Way::Later, after)));
    if let Some(found) = found {
        return Ok(found);
    }
    // "week-long", "years-long".
    let long = hyphen(rest).ok().and_then(|(after, ())| after.eat("long"));
    Ok((long.unwrap_or(rest), Expr::Length(by)))
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
    match i.eat("from").and_then(|rest| rest.eat("now")) {
        Some(rest) => Ok((rest, Way::Hence)),
        None => match i.eat("in").and_then(|rest| rest.eat("the")).and_then(|rest| rest.eat("past")) {
            Some(rest) => Ok((rest, Way::Ago)),
            None => no(),
        },
    }
}

/// "yesterday", "tomorrow", "today".
fn relative_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    take(|c| if let Class::Day(days) = c { Some(Expr::Day(days)) } else { None })(i)
}

/// A day, and a time of day after it: "Friday night", "yesterday", "March 3, 10 p.m.", "tonight".
fn timed_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    if let Ok((rest, ())) = take(|c| (c == Class::Tonight).then_some(()))(i) {
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
    if let Ok(found) = relative_day(i) {
        return Ok(found);
    }
    let (rest, expr) = date::date(i)?;
    Ok(match expr {
        Expr::Date(fields) => period::of_year(rest, fields),
        expr => (rest, expr),
    })
}

/// "night", "10 p.m.", " at dawn": after a day.
fn after_date_time<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, DayTime> {
    // "2021-02-12T18:00".
    if i.first().is_some_and(copydesk_text::Word::is_glued) && i.eat("t").is_some() {
        return clock::by_clock(i.skip(1));
    }
    alt((clock::part, preceded(hyphen, clock::part), clock::by_clock)).parse(i)
}

fn with_time(expr: Expr, time: Option<DayTime>) -> Expr {
    match time {
        Some(time) => Expr::Timed { time, day: Some(Box::new(expr)) },
        None => expr,
    }
}

/// "10 p.m. EST on Friday", "1500 GMT Saturday", "5 a.m. the next day".
fn timed_by_clock<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
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
fn timed_by_name<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    use crate::calendar::DayPart::{Daytime, Midnight, Noon, Overnight};
    let (rest, time) = clock::part(i)?;
    let (rest, zone) = opt(word::zone).parse(rest)?;
    let (after, day) = day_of_time(rest);
    let alone = matches!(time, DayTime::Part(Noon | Midnight | Overnight | Daytime)) || zone.is_some();
    if day.is_none() && !alone {
        return no();
    }
    Ok((if day.is_some() { after } else { rest }, (Expr::Timed { time, day: day.map(Box::new) }, None)))
}

/// "about two weeks", "more than a year ago", "around 10 p.m.", "at least the past three months".
fn approximate<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let Some((_, count)) = class(i) else { return no() };
    let rest = i.skip(count);
    // "over three years" is a span of time, "over a week" more than one.
    if i.eat("over").is_some() && !matches!(class(rest), Some((Class::A, _))) {
        return no();
    }
    let bare = |i| {
        let (rest, amount) = amount::bare(i)?;
        shift_or_length(rest, amount)
    };
    let amount = alt((length, bare)).parse(rest);
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
        alt((timed_by_clock, timed_day, timed_by_name, plain(date::year), plain(period::edge_of_unit))).parse(rest)?;
    if inner.is_some() || matches!(expr, Expr::Date(Fields { slot: Some(Slot::Weekday(_)), .. })) {
        return no();
    }
    Ok((rest, (expr, Some(Modifier::Approx))))
}

/// "early March", "late in 1998", "mid-2010s", "late Friday", "early next year", "mid-afternoon".
fn modified<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let Some((_, count)) = class(i) else { return no() };
    let (rest, ()) = joint(i.skip(count))?;
    let (rest, inside) = match rest.eat("in").or_else(|| rest.eat("on")) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (rest, (expr, inner)) = whole(rest)?;
    let fits = match &expr {
        Expr::Length(_) | Expr::Span { .. } | Expr::Vague(_) | Expr::Every(_) | Expr::Shift { .. } => false,
        Expr::Timed { day: None, .. } => !inside,
        _ => true,
    };
    if inner.is_some() || !fits { no() } else { Ok((rest, (expr, Some(modifier)))) }
}

/// What an early or late part can be of.
pub(crate) fn whole<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let decade = |i| {
        let (rest, year) = date::decade(i)?;
        Ok((rest, Expr::Date(Fields { year: Some(year), ..Fields::default() })))
    };
    let unit = |i| {
        let (rest, (expr, inner)) = period::period(i)?;
        if inner.is_some() { no() } else { Ok((rest, expr)) }
    };
    let part = |i| {
        let (rest, time) = clock::part(i)?;
        let (rest, day) = opt(day).parse(rest)?;
        Ok((rest, Expr::Timed { time, day: day.map(Box::new) }))
    };
    if let Ok((rest, phrase)) = timed_day(i) {
        return Ok((rest, phrase));
    }
    plain(|i| {
        alt((date::date, decade, date::fiscal, date::century, date::year, unit, part, period::lone_unit)).parse(i)
    })(i)
}

/// "earlier this month", "later that year", "later in the year", "earlier Friday".
fn earlier_or_later<'a, 't: 'a>(i: In<'a, 't>, modifier: Modifier) -> Out<'a, 't, Phrase> {
    let rest = i.skip(1);
    let inside = rest.eat("in").or_else(|| rest.eat("on"));
    let (rest, (expr, inner)) = whole(inside.unwrap_or(rest))?;
    let relative = matches!(&expr, Expr::Which { .. } | Expr::Day(_) | Expr::Timed { .. })
        || matches!(&expr, Expr::Date(Fields { slot: Some(Slot::Weekday(_)), .. }))
        || inside.is_some() && matches!(&expr, Expr::Date(_) | Expr::Part { .. });
    if inner.is_some() || !relative { no() } else { Ok((rest, (expr, Some(modifier)))) }
}

/// Whether a unit can stand alone after "mid": "mid-week", "midyear".
pub(crate) const fn is_long(unit: Unit) -> bool {
    matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Quarter)
}

/// Whether the next word is one of `keys`.
pub(crate) fn is_next(i: In<'_, '_>, keys: &'static [&'static str]) -> bool {
    word(keys)(i).is_ok()
}
