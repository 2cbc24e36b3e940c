//! Holidays by themselves, and the present, the past and the future as such.

use nom::Parser;
use nom::combinator::opt;

use super::context::{before, names};
use super::word::{In, Out, hyphen, no};
use super::{Phrase, clock, named, timed};
use crate::expr::{Expr, Vague};
use crate::tables::VAGUE;

/// Holidays and the vague: words that are in tables of their own.
pub(crate) fn other<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    if let Ok((rest, expr)) = named::holiday(i) {
        let (rest, time) = opt(clock::part).parse(rest)?;
        return Ok((rest, (timed::with_time(expr, time), None)));
    }
    if !i.is_vague() {
        return no();
    }
    let Some((&vague, words)) = VAGUE.longest(i.text(), i.at(), i.end()) else { return no() };
    let rest = i.skip(words);
    if is_vague(i, rest, vague) { Ok((rest, (Expr::Vague(vague), None))) } else { no() }
}

/// "will one day lead": some day to come.
pub(crate) fn one_day<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Phrase> {
    let Some(rest) = i.eat("one").and_then(|rest| rest.eat("day")) else { return no() };
    let modal = |at: Option<usize>| {
        at.is_some_and(|at| ["will", "would", "may", "might", "could"].iter().any(|key| i.text().is(at, key)))
    };
    if modal(before(i)) || modal(Some(rest.at())) { Ok((rest, (Expr::Vague(Vague::Future), None))) } else { no() }
}

/// Whether a vague word stands as a time: "the then-current", "future" before a noun and "the past president" do not.
fn is_vague(i: In<'_, '_>, rest: In<'_, '_>, vague: Vague) -> bool {
    let text = i.text();
    let after = |keys: &[&str]| keys.iter().any(|key| rest.eat(key).is_some());
    let preceded = |keys: &[&str]| before(i).is_some_and(|at| keys.iter().any(|key| text.is(at, key)));
    let first = i.str();
    let is = |key: &str| rest.at() == i.at() + 1 && first.eq_ignore_ascii_case(key);
    // "by this time", "at the time", whose noun says less than its preposition.
    let is_time = rest.at() == i.at() + 2 && i.skip(1).eat("time").is_some();
    if hyphen(rest).is_ok() && !is("present") {
        return false;
    }
    // "the past three summers": the adjective of a length that the grammar does not know.
    if vague == Vague::Past && super::is_next(rest, &["two", "three", "four", "five", "few", "several"]) {
        return false;
    }
    match vague {
        Vague::Present => {
            let placed = || preceded(&["during", "by", "around", "from", "until", "since"]);
            !(is("current") && (preceded(&["alternating"]) || after(&["account", "accounts", "affairs"])))
                && (!is_time || placed())
        }
        // "soon" is a time where something will be: "soon after", "police soon arrived" tell a sequence.
        Vague::Future if is("soon") => {
            let near = [i.at().wrapping_sub(1), i.at().wrapping_sub(2), rest.at()];
            !after(&["after", "as"])
                && near.iter().any(|&at| ["will", "'ll", "may", "could", "be", "to"].iter().any(|key| text.is(at, key)))
        }
        // "in the future", but "the future looks bright" speaks of a prospect.
        Vague::Future if i.eat("the").is_some() && rest.at() == i.at() + 2 && i.skip(1).eat("future").is_some() => {
            preceded(&["in", "for", "into", "about", "on", "of"]) || preceded(&["and"]) && after(&["of", "that"])
        }
        Vague::Future => true,
        // "as recently as late 2009".
        Vague::Past if is("recently") => !(preceded(&["as"]) && after(&["as"])),
        Vague::Past => {
            let that = i.eat("that").is_some() && preceded(&["during", "by", "until", "since", "around"]);
            // "at the time Smith left": the clause tells which.
            let told = after(&["of", "when", "that"]) || names(rest);
            !is_time || that || preceded(&["at"]) && !told
        }
    }
}
