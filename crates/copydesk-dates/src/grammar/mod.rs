//! The grammar of time expressions: nom combinators over words, entered only where an expression can be.
//!
//! [`find`] seeks heads (see [`marks`]), goes back over the words that can lead to one, and lets the class of the first
//! word choose the parsers that can begin with it.

// A parser that cannot fail has the return type of those that can: they stand beside each other in combinators.
#![allow(clippy::unnecessary_wraps)]

mod amount;
mod clock;
pub(crate) mod context;
mod date;
mod every;
mod marks;
mod modified;
mod named;
mod part;
mod period;
mod shift;
mod timed;
mod vague;
pub(crate) mod word;
mod year;

use std::ops::Range;

use copydesk_text::Text;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::calendar::Cell;
use crate::expr::{Expr, Fields, Mention, Period, Slot, Which, Year};
use crate::tables::CONTEXT;
use crate::timex::Modifier;
use context::{before, follows_word};
use marks::Marks;
use word::{Class, In, Out, class, glued, no, word};

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
                    let of_month =
                        matches!(&mention.expr, Expr::Date(Fields { slot: Some(Slot::Cell(Cell::Day(..))), .. }));
                    mentions.push(mention);
                    // "May 4 and 5": the number after is no head by itself.
                    let second = text.words()[..end].get(after + 1).filter(|word| of_month && word.is_number());
                    let second = second.and_then(|_| self::mention(In::new(&marks, after + 1, end)));
                    Some(second.map_or(after, |second| {
                        let after = second.words.1 as usize;
                        mentions.push(second);
                        after
                    }))
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
    let start = i.skip(skipped(i, rest, &expr, modifier));
    Some(Mention { span: start.span_to(&rest), words: (start.at() as u32, rest.at() as u32), expr, modifier })
}

/// Words at the front that the grammar needed but that are not of the expression.
fn skipped(i: In<'_, '_>, rest: In<'_, '_>, expr: &Expr, modifier: Option<Modifier>) -> usize {
    let the = i.eat("the").is_some();
    let capital = i.text().words()[..rest.at()].last().is_some_and(copydesk_text::Word::is_capitalised);
    let after = if matches!(rest.str(), "'" | "’") { rest.skip(1) } else { rest };
    match expr {
        // "the Spring Offensive", "the Seven Years' War": that of the name.
        Expr::Which { which: Which::The, of: Slot::Season(_) } | Expr::Length(_)
            if the && capital && context::names(after) =>
        {
            1
        }
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
        let aged = follows_word(i, &["aged", "age"]);
        if aged {
            return false;
        }
    }
    if matches!(expr, Expr::Length(_)) && i.class().is_some_and(|(c, _)| c == Class::A) && every::is_rate(i) {
        return false;
    }
    // "an 18th-century-style", "May-Britt": a part of a longer word.
    let name = i.first().is_some_and(copydesk_text::Word::is_glued)
        && before(i).is_some_and(|at| i.text().words()[at].is_letters() || i.text().words()[at].is_number());
    !name
}

/// The expression at the cursor.
pub(crate) fn phrase<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let Some(first) = i.first() else { return no() };
    if first.is_number() {
        return if clock::may_be(i) {
            alt((timed::timed_by_clock, plain(numbered))).parse(i)
        } else {
            plain(numbered)(i)
        };
    }
    if first.is_sign() {
        return if matches!(i.str(), "'" | "’" | "‘") { plain(year::year)(i) } else { no() };
    }
    let Some((class, _)) = class(i) else { return vague::other(i) };
    match class {
        Class::Month(_) | Class::Weekday(_) => {
            alt((timed::timed_day, plain(named::holiday))).parse(i).or_else(|_| plain(named::holiday)(i))
        }
        Class::Weekdays(day) => Ok((i.skip(1), (Expr::Every(Period::Slot(Slot::Weekday(day))), None))),
        Class::Day(_) | Class::Tonight => timed::timed_day(i),
        Class::Number if vague::one_day(i).is_ok() => vague::one_day(i),
        Class::Number | Class::Hundreds(_) | Class::Ordinal | Class::Couple | Class::Few => {
            if clock::may_be(i) {
                alt((timed::timed_by_clock, plain(numbered))).parse(i)
            } else {
                plain(numbered)(i)
            }
        }
        Class::Approx(modifier) => modified::approximate(i, modifier),
        Class::Modifier(modifier) => modified::modified(i, modifier).or_else(|_| vague::other(i)),
        Class::Earlier => modified::earlier_or_later(i, Modifier::Start),
        Class::Later => modified::earlier_or_later(i, Modifier::End),
        Class::Part(_) => timed::timed_by_name(i),
        Class::The
        | Class::Which(_)
        | Class::A
        | Class::Every
        | Class::Long(_)
        | Class::Mid(_)
        | Class::Unit(_)
        | Class::Units(_)
        | Class::Fiscal => period::period(i)
            .or_else(|_| vague::other(i))
            .or_else(|_| plain(numbered)(i))
            .or_else(|_| timed::timed_by_clock(i)),
        Class::Season(_) | Class::Seasons(_) | Class::Edge(_) | Class::Frequency(_) | Class::Nightly => {
            period::period(i).or_else(|_| vague::other(i))
        }
        Class::Decade(_) | Class::Era(_) => plain(year::year)(i),
        Class::Q | Class::H | Class::Fy => plain(date::date)(i),
        _ => vague::other(i),
    }
}

/// A phrase without a modifier.
pub(crate) fn plain<'a, 't: 'a>(
    parse: impl Fn(In<'a, 't>) -> Out<'a, 't, Expr>,
) -> impl Fn(In<'a, 't>) -> Out<'a, 't, Phrase> {
    move |i| parse(i).map(|(rest, expr)| (rest, (expr, None)))
}

/// What begins with a number, in digits or words, or with a word like "several".
pub(crate) fn numbered<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Expr> {
    let (rest, expr) = alt((
        date::date,
        year::century,
        part::ordinal_unit,
        shift::length,
        year::year,
        date::nth_day,
        shift::weekdays_ago,
    ))
    .parse(i)?;
    if let Expr::Date(fields) = expr {
        let (rest, expr) = part::of_year(rest, fields);
        let (rest, time) = opt(timed::after_date_time).parse(rest)?;
        return Ok((rest, timed::with_time(expr, time)));
    }
    Ok((rest, expr))
}

/// Whether a word is none that could be the noun to what stands before it.
pub(crate) fn is_closed(text: &Text<'_>, at: usize) -> bool {
    CONTEXT.get(text, at).is_some_and(|roles| roles.0 & context::CLOSED != 0)
}

/// Whether the next word is one of `keys`.
pub(crate) fn is_next(i: In<'_, '_>, keys: &'static [&'static str]) -> bool {
    word(keys)(i).is_ok()
}
