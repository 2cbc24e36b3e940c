//! The grammar of numerals, over words.

use copydesk_text::{Cursor, WordKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map_opt, opt, verify};
use nom::multi::fold_many0;
use nom::sequence::preceded;

use crate::digits::{self, Digits};
use crate::tables::{SCALES, WORDS};
use crate::{Form, Number, Numeral};

/// What a word does in a numeral.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Token {
    Unit(u8),
    Tens(u8),
    Hundred(u8),
    Dozen(u8),
    Scale(u8),
    Nth(u8),
    NthTens(u8),
    NthScale(u8),
    Parts(u64),
    Half(u8),
    Quarter(u8),
}

/// An abbreviated scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Short {
    pub(crate) power: u8,
    pub(crate) glued: bool,
}

pub(crate) type Parsed<'a, 't, T> = nom::IResult<Cursor<'a, 't>, T, ()>;

/// A part of a numeral: a value, and the scale it was counted in (1 without).
#[derive(Clone, Copy)]
struct Term {
    value: Number,
    scale: Number,
}

/// The numeral at the cursor, in its longest reading.
pub(crate) fn read(input: Cursor<'_, '_>) -> Option<Numeral> {
    let (rest, negative) = opt(sign).parse(input).ok()?;
    let negative = negative.unwrap_or(false);
    let (rest, mut numeral) = alt((in_digits, in_words)).parse(rest).ok()?;
    if negative {
        numeral.value = -numeral.value;
        numeral.printed = -numeral.printed;
    }
    numeral.words = rest.at() - input.at();
    Some(numeral)
}

/// A sign before a number; whether it is a minus.
fn sign<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, bool> {
    let Some(word) = input.first().filter(|word| !word.is_number()) else { return Err(nom::Err::Error(())) };
    let rest = input.skip(1);
    let touches = rest.first().is_some_and(copydesk_text::Word::is_glued);
    if word.is_letters() && !matches!(word.span().len(), 5 | 8) {
        return Err(nom::Err::Error(()));
    }
    if word.is_letters() && (input.eat("minus").is_some() || input.eat("negative").is_some()) {
        return Ok((hyphen(rest).map_or(rest, |(rest, ())| rest), true));
    }
    // "2012-13" and "mid-90s" hold no sign: one stands free, or after an opening mark or a currency sign.
    let before = input.at().checked_sub(1).and_then(|at| input.text().words().get(at)).map(copydesk_text::Word::kind);
    let free = !word.is_glued() || matches!(before, Some(WordKind::Sign));
    match input.str() {
        "-" | "−" | "–" if touches && free => Ok((rest, true)),
        "+" if touches && free => Ok((rest, false)),
        _ => Err(nom::Err::Error(())),
    }
}

// ---- digits

/// "3.5 million", "1.2bn", "2 1/2", "21st", "¾".
fn in_digits<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Numeral> {
    let Ok((rest, number)) = digits::plain(input) else { return vulgar(input) };
    match nth_suffix(rest) {
        Some(rest) if number.value.is_integer() => Ok((rest, Numeral::plain(number.value, Form::Ordinal))),
        _ if digits_end(rest) => {
            Ok((rest, Numeral { decimals: Some(number.decimals), ..Numeral::plain(number.value, Form::Digits) }))
        }
        _ => mixed_digits(rest, number),
    }
}

/// Whether nothing after digits can belong to their number, as mostly: no scale, no fraction, no "and a half".
fn digits_end(rest: Cursor<'_, '_>) -> bool {
    let Some(next) = rest.first() else { return true };
    match next.kind() {
        WordKind::Letters => {
            token(rest).is_none() && SCALES.get(rest.text(), rest.at()).is_none() && rest.eat("and").is_none()
        }
        WordKind::Sign => matches!(rest.str(), "," | "." | "%" | ")" | ";"),
        WordKind::Clitic | WordKind::Link => true,
        WordKind::Number => false,
    }
}

/// Past the end of "21st", "2nd".
fn nth_suffix<'a, 't>(rest: Cursor<'a, 't>) -> Option<Cursor<'a, 't>> {
    let word = rest.first().filter(|word| word.is_glued() && word.span().len() == 2)?;
    let suffix = rest.text().str(word);
    ["st", "nd", "rd", "th"].iter().any(|end| suffix.eq_ignore_ascii_case(end)).then(|| rest.skip(1))
}

/// Digits, perhaps with a fraction ("2 1/2", "2½", "2 and a half"), perhaps with scales ("3 lakh crore"), perhaps with
/// a smaller term after them ("3 million 200 thousand").
fn mixed_digits<'a, 't>(rest: Cursor<'a, 't>, number: Digits) -> Parsed<'a, 't, Numeral> {
    let whole = number.value.is_integer() && number.decimals == 0;
    let (rest, part) = if whole { opt(alt((digits::fraction_after, and_part))).parse(rest)? } else { (rest, None) };
    let printed = match part {
        Some(part) => number.value.checked_add(part).ok_or(nom::Err::Error(()))?,
        None => number.value,
    };
    let (rest, scale) = scales(rest, true)?;
    // "3 million and a half".
    let (rest, half) = if scale == Number::ONE { (rest, None) } else { opt(and_part).parse(rest)? };
    let printed = half.map_or(Some(printed), |half| printed.checked_add(half)).ok_or(nom::Err::Error(()))?;
    let value = printed.checked_mul(scale).ok_or(nom::Err::Error(()))?;
    let (rest, term) = if scale == Number::ONE {
        (rest, Term { value, scale })
    } else {
        more_terms(rest, Term { value, scale }, digits_term)?
    };
    let decimals = if part.or(half).is_some() { None } else { Some(number.decimals) };
    let numeral = Numeral { value: term.value, printed, scale, decimals, form: Form::Digits, words: 0 };
    if term.value == value {
        return Ok((rest, numeral));
    }
    // Several terms were printed: the last one is the precision.
    let printed = term.value.checked_div(term.scale).ok_or(nom::Err::Error(()))?;
    Ok((rest, Numeral { printed, scale: term.scale, decimals: Some(0), ..numeral }))
}

/// "200 thousand", as a term after a greater one.
fn digits_term<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Term> {
    let (rest, number) = digits::plain(input)?;
    let (rest, scale) = verify(|c| scales(c, true), |s: &Number| *s != Number::ONE).parse(rest)?;
    let value = number.value.checked_mul(scale).ok_or(nom::Err::Error(()))?;
    Ok((rest, Term { value, scale }))
}

/// "¾", "1/3", on their own, or of a scale: "½ million".
fn vulgar<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Numeral> {
    let (rest, part) = digits::fraction(input)?;
    fraction_of_scale(rest, part)
}

// ---- words

/// "twenty-one", "a hundred", "two and a half million", "two-thirds", "twenty-first".
fn in_words<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Numeral> {
    let first = token(input);
    if first.is_none() && !is_article(input) {
        return Err(nom::Err::Error(()));
    }
    // Most are one word: "five people".
    if let Some(Token::Unit(n)) = first
        && !goes_on(input.skip(1))
    {
        return Ok((input.skip(1), Numeral::plain(Number::from_int(i64::from(n)), Form::Words)));
    }
    alt((part_words, nth_words, mixed_words)).parse(input)
}

/// Whether a numeral may go on with this word.
fn goes_on(input: Cursor<'_, '_>) -> bool {
    token(input).is_some()
        || hyphen(input).is_ok()
        || input.first().is_some_and(|word| word.span().len() <= 5)
            && (input.eat("and").is_some() || input.eat("point").is_some())
}

/// "two-thirds", "a quarter", "half a million", "a half-dozen".
fn part_words<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Numeral> {
    let (rest, part) = alt((part, bare_part)).parse(input)?;
    fraction_of_scale(rest, part)
}

/// "half", and "quarter" where a scale follows.
fn bare_part<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let of_scale =
        |rest: Cursor<'a, 't>| matches!(fraction_of_scale(rest, Number::ONE), Ok((_, n)) if n.scale != Number::ONE);
    match token(input) {
        Some(Token::Half(n)) => fraction(input.skip(1), 1, i128::from(n)),
        Some(Token::Quarter(n)) if of_scale(input.skip(1)) => fraction(input.skip(1), 1, i128::from(n)),
        _ => Err(nom::Err::Error(())),
    }
}

/// A fraction with its numerator: "two-thirds", "one half", "a quarter", "a third".
fn part<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let (rest, above) = alt((below_hundred, article)).parse(input)?;
    let (rest, ()) = link(rest)?;
    let below = match token(rest) {
        // "two quarters" are spans of three months, "two halves" those of a match.
        Some(Token::Parts(4)) if above != 3 => return Err(nom::Err::Error(())),
        Some(Token::Parts(n)) => i128::from(n),
        Some(Token::Half(n) | Token::Quarter(n)) if above == 1 => i128::from(n),
        Some(Token::Nth(n @ 3..) | Token::NthTens(n)) if above == 1 => i128::from(n),
        Some(Token::NthScale(power)) if above == 1 => 10_i128.pow(u32::from(power)),
        _ => return Err(nom::Err::Error(())),
    };
    // "a third quarter", "a third half" are ranked.
    let ranked = matches!(token(rest), Some(Token::Nth(_)))
        && matches!(token(rest.skip(1)), Some(Token::Quarter(_) | Token::Half(_)));
    if ranked { Err(nom::Err::Error(())) } else { fraction(rest.skip(1), above, below) }
}

fn fraction<'a, 't>(rest: Cursor<'a, 't>, above: i128, below: i128) -> Parsed<'a, 't, Number> {
    Number::ratio(above, below).map(|n| (rest, n)).ok_or(nom::Err::Error(()))
}

/// After a fraction: "million", "a million", "of a million", "a dozen"; or nothing.
fn fraction_of_scale<'a, 't>(input: Cursor<'a, 't>, part: Number) -> Parsed<'a, 't, Numeral> {
    let plain = Numeral { printed: part, ..Numeral::plain(part, Form::Fraction) };
    let after_of = input.eat("of").unwrap_or(input);
    let (start, ()) = link(after_of)?;
    let start = article(start).map_or(if after_of == input { start } else { input }, |(rest, _)| rest);
    match scales(start, false) {
        Ok((rest, scale)) if scale != Number::ONE => {
            let value = part.checked_mul(scale).ok_or(nom::Err::Error(()))?;
            Ok((rest, Numeral { value, scale, ..plain }))
        }
        _ => Ok((input, plain)),
    }
}

/// "and a half", "and three quarters", also hyphenated.
fn and_part<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let (rest, ()) = and(input)?;
    let (rest, value) = alt((part, digits::fraction)).parse(rest)?;
    // "two and a third man" and "one and one third place" are no numbers, but "and a half", "and two-thirds" are.
    match (value.numerator(), value.denominator()) {
        (1, d) if d > 4 => Err(nom::Err::Error(())),
        (n, d) if n >= d => Err(nom::Err::Error(())),
        _ => Ok((rest, value)),
    }
}

/// An ordinal in words.
fn nth_words<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Numeral> {
    let (rest, value) = alt((nth_below_hundred, nth_scale, nth_after_hundreds)).parse(input)?;
    Ok((rest, Numeral::plain(value, Form::Ordinal)))
}

/// "first", "twentieth", "twenty-first".
fn nth_below_hundred<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    match token(input) {
        Some(Token::Nth(n) | Token::NthTens(n)) => Ok((input.skip(1), Number::from_int(i64::from(n)))),
        Some(Token::Tens(tens)) => {
            let (rest, ()) = link(input.skip(1))?;
            match token(rest) {
                Some(Token::Nth(n @ 1..=9)) => Ok((rest.skip(1), Number::from_int(i64::from(tens + n)))),
                _ => Err(nom::Err::Error(())),
            }
        }
        _ => Err(nom::Err::Error(())),
    }
}

/// "hundredth", "two hundredth", "thousandth".
fn nth_scale<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let (rest, above) = opt(below_hundred).parse(input)?;
    let (rest, ()) = link(rest)?;
    match token(rest) {
        Some(Token::NthScale(power)) => {
            Number::decimal(above.unwrap_or(1), i32::from(power)).map(|n| (rest.skip(1), n)).ok_or(nom::Err::Error(()))
        }
        _ => Err(nom::Err::Error(())),
    }
}

/// "two hundred and fifth", "hundred-and-first".
fn nth_after_hundreds<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let (rest, cardinal) = sum_of_terms(input)?;
    if cardinal.value < Number::from_int(100) {
        return Err(nom::Err::Error(()));
    }
    map_opt(preceded(alt((and, hyphen)), nth_below_hundred), |n| cardinal.value.checked_add(n)).parse(rest)
}

/// A cardinal in words, with "point five", "and a half", and then scales where there were none before.
fn mixed_words<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Numeral> {
    let (rest, term) = sum_of_terms(input)?;
    let (rest, tail) = opt(alt((and_part, point))).parse(rest)?;
    let Some(tail) = tail else {
        // Only where one scale closes it: "five thousand", "three hundred", not "two thousand and five".
        let hundred = hundred(Cursor::new(rest.text(), rest.at() - 1, rest.end())).is_ok();
        let scale = if hundred && term.scale == Number::ONE { Number::from_int(100) } else { term.scale };
        let printed = term.value.checked_div(scale).filter(|n| n.is_integer());
        let plain = Numeral::plain(term.value, Form::Words);
        return Ok((rest, printed.map_or(plain, |printed| Numeral { printed, scale, ..plain })));
    };
    let value = tail.checked_mul(term.scale).and_then(|t| t.checked_add(term.value)).ok_or(nom::Err::Error(()))?;
    let (rest, scale) = if term.scale == Number::ONE { scales(rest, false)? } else { (rest, Number::ONE) };
    let product = value.checked_mul(scale).ok_or(nom::Err::Error(()))?;
    Ok((rest, Numeral { printed: value, scale, ..Numeral::plain(product, Form::Words) }))
}

/// "point two five".
fn point<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let rest = input.eat("point").ok_or(nom::Err::Error(()))?;
    let digit = |c| match token(c) {
        Some(Token::Unit(n @ 0..=9)) => Ok((c.skip(1), n)),
        _ => Err(nom::Err::Error(())),
    };
    let (rest, (mantissa, places)) =
        fold_many0(digit, || (0_i128, 0), |(m, p), n| if p < 12 { (m * 10 + i128::from(n), p + 1) } else { (m, p) })
            .parse(rest)?;
    if places == 0 {
        return Err(nom::Err::Error(()));
    }
    Number::decimal(mantissa, -places).map(|n| (rest, n)).ok_or(nom::Err::Error(()))
}

/// "two million three hundred and five thousand".
fn sum_of_terms<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Term> {
    let (rest, first) = words_term(input)?;
    if first.scale == Number::ONE { Ok((rest, first)) } else { more_terms(rest, first, words_term) }
}

/// A parser that always succeeds. Adds further terms, each below the scale of the one before: "one thousand and two thousand" stay two numbers.
#[allow(clippy::unnecessary_wraps)]
fn more_terms<'a, 't>(
    mut input: Cursor<'a, 't>,
    mut sum: Term,
    term: fn(Cursor<'a, 't>) -> Parsed<'a, 't, Term>,
) -> Parsed<'a, 't, Term> {
    while sum.scale != Number::ONE {
        let Ok((rest, next)) = preceded(alt((and, link)), term).parse(input) else { break };
        // "two million and three fifths" has a fraction of the scale after it.
        if next.value >= sum.scale || next.value == Number::ZERO || matches!(token(rest), Some(Token::Parts(_))) {
            break;
        }
        let Some(value) = sum.value.checked_add(next.value) else { break };
        (input, sum) = (rest, Term { value, scale: next.scale });
    }
    Ok((input, sum))
}

/// "three hundred thousand": a group and its scales. "a" needs a scale.
fn words_term<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Term> {
    let (rest, group) = alt((hundreds, below_hundred, article, bare_scale)).parse(input)?;
    let counted = rest.at() - input.at();
    let (rest, scale) = scales(rest, false)?;
    let named = scale != Number::ONE;
    if !named && (counted == 0 || is_article(input) && counted == 1) {
        return Err(nom::Err::Error(()));
    }
    let value = Number::decimal(group, 0).and_then(|g| g.checked_mul(scale)).ok_or(nom::Err::Error(()))?;
    Ok((rest, Term { value, scale }))
}

/// No number before a scale, as in "hundred-year-old", counts one. A bare hundred is a scale here.
fn bare_scale<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, i128> {
    match token(input) {
        Some(Token::Scale(_) | Token::Hundred(_) | Token::Dozen(_)) => Ok((input, 1)),
        _ => Err(nom::Err::Error(())),
    }
}

/// "three hundred", "a hundred and five", "fifteen hundred".
fn hundreds<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, i128> {
    let (rest, above) = alt((below_hundred, article)).parse(input)?;
    let (rest, ()) = preceded(link, hundred).parse(rest)?;
    let last = |input| {
        let (rest, small) = preceded(alt((and, link)), below_hundred).parse(input)?;
        // "one hundred and two hundred" are two numbers; so are "a hundred and one third".
        let (next, ()) = link(rest)?;
        match token(next) {
            Some(Token::Hundred(_) | Token::Dozen(_) | Token::Parts(_)) => Err(nom::Err::Error(())),
            _ => Ok((rest, small)),
        }
    };
    let (rest, small) = opt(last).parse(rest)?;
    Ok((rest, above * 100 + small.unwrap_or(0)))
}

fn hundred<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    match token(input) {
        Some(Token::Hundred(_)) => Ok((input.skip(1), ())),
        _ => Err(nom::Err::Error(())),
    }
}

/// "seven", "nineteen", "twenty", "twenty-one".
fn below_hundred<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, i128> {
    match token(input) {
        Some(Token::Unit(n)) => Ok((input.skip(1), i128::from(n))),
        Some(Token::Tens(tens)) => {
            let unit = |c| match token(c) {
                Some(Token::Unit(n @ 1..=9)) => Ok((c.skip(1), n)),
                _ => Err(nom::Err::Error(())),
            };
            let (rest, unit) = opt(preceded(link, unit)).parse(input.skip(1))?;
            Ok((rest, i128::from(tens + unit.unwrap_or(0))))
        }
        _ => Err(nom::Err::Error(())),
    }
}

/// "a", as in "a hundred".
fn article<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, i128> {
    if is_article(input) { Ok((input.skip(1), 1)) } else { Err(nom::Err::Error(())) }
}

fn is_article(input: Cursor<'_, '_>) -> bool {
    input.eat("a").is_some() || input.eat("an").is_some()
}

// ---- shared

/// The product of the scales that come next: "million", "-million", "lakh crore", "hundred thousand"; after digits
/// also "m", "bn", and "hundred". One when there is none.
fn scales<'a, 't>(input: Cursor<'a, 't>, digits: bool) -> Parsed<'a, 't, Number> {
    let (rest, short) = if digits { opt(short_scale).parse(input)? } else { (input, None) };
    let first = || Some(short.unwrap_or(Number::ONE));
    let (rest, product) = fold_many0(preceded(link, scale), first, |p, n| p?.checked_mul(n)).parse(rest)?;
    product.map(|p| (rest, p)).ok_or(nom::Err::Error(()))
}

/// A scale word: "million", "dozen", "hundred".
fn scale<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let value = match token(input) {
        Some(Token::Scale(power) | Token::Hundred(power)) => Number::decimal(1, i32::from(power)),
        Some(Token::Dozen(n)) => Some(Number::from_int(i64::from(n))),
        _ => None,
    };
    value.map(|v| (input.skip(1), v)).ok_or(nom::Err::Error(()))
}

/// "m", "bn", with its full stop left alone.
fn short_scale<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let rest = input.skip(1);
    // Where letters and digits go on ("5m2", "3b1") it is no scale.
    let ends = rest.first().is_none_or(|next| !next.is_glued() || !(next.is_number() || next.is_letters()));
    let short = input
        .first()
        .filter(|_| ends)
        .and_then(|w| SCALES.get(input.text(), input.at()).filter(|s| w.is_glued() || !s.glued));
    short.and_then(|s| Number::decimal(1, i32::from(s.power))).map(|n| (rest, n)).ok_or(nom::Err::Error(()))
}

fn token(input: Cursor<'_, '_>) -> Option<Token> {
    if input.at() < input.end() { WORDS.get(input.text(), input.at()).copied() } else { None }
}

/// A hyphen that touches both of its neighbours.
fn hyphen<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let glued = |c: Cursor<'a, 't>| c.first().is_some_and(copydesk_text::Word::is_glued);
    let rest = input.skip(1);
    if glued(input) && glued(rest) && matches!(input.str(), "-" | "\u{2010}" | "\u{2011}") {
        Ok((rest, ()))
    } else {
        Err(nom::Err::Error(()))
    }
}

/// A parser that always succeeds. What may part the words of one numeral: a hyphen or nothing but space on the same line.
#[allow(clippy::unnecessary_wraps)]
fn link<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    Ok(hyphen(input).unwrap_or((input, ())))
}

/// "and", perhaps between hyphens.
fn and<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let (rest, ()) = link(input)?;
    link(rest.eat("and").ok_or(nom::Err::Error(()))?)
}
