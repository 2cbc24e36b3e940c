//! Holidays by themselves, and the present, the past and the future as such.

use nom::Parser;
use nom::combinator::opt;

use super::context::before;
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

/// Whether a vague word stands as a time: "the then-current", "future" before a noun and "the past president" do not.
fn is_vague(i: In<'_, '_>, rest: In<'_, '_>, vague: Vague) -> bool {
    let text = i.text();
    let after = |keys: &[&str]| keys.iter().any(|key| rest.eat(key).is_some());
    let preceded = |keys: &[&str]| before(i).is_some_and(|at| keys.iter().any(|key| text.is(at, key)));
    let first = i.str();
    let is = |key: &str| rest.at() == i.at() + 1 && first.eq_ignore_ascii_case(key);
    if hyphen(rest).is_ok() && !is("present") {
        return false;
    }
    // "the past three summers": the adjective of a length that the grammar does not know.
    if super::is_next(rest, &["two", "three", "four", "five", "few", "several"]) {
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
