//! The surface of figures: a number or two with the currency, unit or rate that belongs to them.

use copydesk_numeral::{Form as NumberForm, Number, Numeral, numeral_at};
use copydesk_text::{Case, Cursor, Word};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::sequence::pair;

use crate::currency::{self, Currency};
use crate::phrase;
use crate::tables::{UNITS, VAGUE};
use crate::unit::{self, METRE, Unit};
use crate::window::Window;
use crate::{FigureKind, Quantity};

pub(crate) type Parsed<'a, 't, T> = nom::IResult<Cursor<'a, 't>, T, ()>;

/// What a number is a number of, as far as the expression itself says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Measure {
    Money(&'static Currency),
    Unit(&'static Unit),
    /// An age, in this unit.
    Age(&'static str),
    /// A multiple: "tenfold".
    Multiple(&'static str),
    /// Two numbers set against each other: "a 5-4 vote".
    Score,
    /// Nothing but the number.
    Bare,
}

/// A figure as written.
#[derive(Clone, Debug)]
pub(crate) struct Expr {
    /// First word, sign and currency included.
    pub(crate) from: usize,
    /// After the number.
    pub(crate) number_end: usize,
    /// After the unit.
    pub(crate) end: usize,
    pub(crate) quantity: Quantity,
    /// The (last) number; none for "dozens".
    pub(crate) numeral: Option<Numeral>,
    pub(crate) measure: Measure,
    /// Whether the number is tied to what follows by a hyphen: "five-storey".
    pub(crate) hyphened: bool,
    /// Two numbers joined by a dash.
    pub(crate) dashed: bool,
    /// The rule.
    pub(crate) why: &'static str,
}

fn fail<'a, 't, T>() -> Parsed<'a, 't, T> {
    Err(nom::Err::Error(()))
}

/// The figure at the cursor.
pub(crate) fn expression<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Expr> {
    if input.first().is_some_and(Word::is_letters)
        && let Ok(found) = alt((vague, article_unit)).parse(input)
    {
        return Ok(found);
    }
    let (rest, one) = operand(input)?;
    alt((|c| ratio(c, one), |c| range(c, one))).parse(rest).or(Ok((rest, Expr::from(one))))
}

/// A figure of one number: also what is left of a range whose first end turns out to be a year.
pub(crate) fn single<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Expr> {
    map(operand, Expr::from).parse(input)
}

/// One number with what belongs to it.
#[derive(Clone, Copy)]
struct Operand {
    from: usize,
    number_end: usize,
    end: usize,
    numeral: Numeral,
    measure: Measure,
    /// Whether the currency stands before the number.
    prefixed: bool,
    hyphened: bool,
}

impl From<Operand> for Expr {
    fn from(one: Operand) -> Self {
        let why = match one.measure {
            Measure::Money(_) => "money",
            Measure::Unit(unit) => unit.kind.name(),
            Measure::Age(_) => "age",
            Measure::Multiple(_) => "multiple",
            Measure::Score => "score",
            Measure::Bare => "number",
        };
        Self {
            from: one.from,
            number_end: one.number_end,
            end: one.end,
            quantity: Quantity::Exact(one.numeral.value),
            numeral: Some(one.numeral),
            measure: one.measure,
            hyphened: one.hyphened,
            dashed: false,
            why,
        }
    }
}

// ---- one number

/// "US$539 million", "-3%", "five-year", "6ft 2in".
fn operand<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Operand> {
    let (rest, (minus, prefix)) =
        alt((map(pair(minus, prefix), |(m, p)| (m, Some(p))), map(opt(prefix), |p| (false, p)))).parse(input)?;
    let (rest, numeral) = map(number, |n| if minus { negated(n) } else { n }).parse(rest)?;
    let one = Operand {
        from: input.at(),
        number_end: rest.at(),
        end: rest.at(),
        numeral,
        measure: prefix.map_or(Measure::Bare, Measure::Money),
        prefixed: prefix.is_some(),
        hyphened: false,
    };
    if prefix.is_some() {
        // "$500 US": the country after the amount; "£5m sterling".
        let (rest, one) = trillion(rest, one);
        return Ok(match opt(country_dollar).parse(rest)? {
            (rest, Some(currency)) => (rest, Operand { measure: Measure::Money(currency), end: rest.at(), ..one }),
            (rest, None) => (rest, one),
        });
    }
    let one = short_scale(rest, one);
    let rest = Cursor::new(rest.text(), one.end, rest.end());
    if one.measure != Measure::Bare {
        return Ok((rest, one));
    }
    match measure(rest, &one.numeral) {
        Ok((end, (hyphened, measure))) => {
            let (rest, one) = scaled(end, Operand { measure, hyphened, end: end.at(), ..one });
            Ok(compound(rest, one))
        }
        Err(_) => Ok((rest, one)),
    }
}

/// "$2.1T": a glued T is a scale of money only.
fn trillion<'a, 't>(rest: Cursor<'a, 't>, one: Operand) -> (Cursor<'a, 't>, Operand) {
    let glued = rest.first().is_some_and(Word::is_glued);
    let scale = Number::from_int(1_000_000_000_000);
    match one.numeral.value.checked_mul(scale) {
        Some(value) if glued && rest.eat("t").is_some() && one.numeral.scale == Number::ONE => {
            let numeral = with_value(one.numeral, value, scale);
            let rest = rest.skip(1);
            (rest, Operand { numeral, number_end: rest.at(), end: rest.at(), ..one })
        }
        _ => (rest, one),
    }
}

/// "75 USD million": the scale after the currency.
fn scaled<'a, 't>(rest: Cursor<'a, 't>, one: Operand) -> (Cursor<'a, 't>, Operand) {
    let code = rest.text().words()[rest.at() - 1].case() == Case::Upper;
    let plain = one.numeral.scale == Number::ONE && matches!(one.measure, Measure::Money(_));
    let scale = numeral_at(rest.text(), rest.at(), rest.end())
        .filter(|n| code && plain && n.words == 1 && n.form == NumberForm::Words && n.scale > Number::from_int(1000));
    match scale.and_then(|n| Some((n.scale, one.numeral.value.checked_mul(n.scale)?))) {
        Some((scale, value)) => {
            let rest = rest.skip(1);
            (rest, Operand { numeral: with_value(one.numeral, value, scale), end: rest.at(), ..one })
        }
        None => (rest, one),
    }
}

fn with_value(numeral: Numeral, value: Number, scale: Number) -> Numeral {
    let mut numeral = numeral;
    (numeral.value, numeral.scale) = (value, scale);
    numeral
}

fn negated(mut numeral: Numeral) -> Numeral {
    (numeral.value, numeral.printed) = (-numeral.value, -numeral.printed);
    numeral
}

/// A minus before a currency: "-$5", "minus £3".
fn minus<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, bool> {
    let glued = input.skip(1).first().is_some_and(Word::is_glued);
    match input.str() {
        "-" | "−" | "–" if glued && input.first().is_some_and(|w| !w.is_glued()) => Ok((input.skip(1), true)),
        "+" if glued => Ok((input.skip(1), false)),
        _ => input.eat("minus").map_or_else(fail, |rest| Ok((rest, true))),
    }
}

fn prefix<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, &'static Currency> {
    currency::before(input.text(), input.at(), input.end())
        .map_or_else(fail, |(currency, count)| Ok((input.skip(count), currency)))
}

fn number<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Numeral> {
    numeral_at(input.text(), input.at(), input.end()).map_or_else(fail, |n| Ok((input.skip(n.words), n)))
}

/// "US", "Canadian" and the like after "$500".
fn country_dollar<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, &'static Currency> {
    let code = match input.str() {
        "US" | "U.S." | "USD" => "usd",
        "AUD" | "Australian" => "aud",
        "CAD" | "Canadian" => "cad",
        "NZD" => "nzd",
        "HKD" => "hkd",
        "SGD" => "sgd",
        _ => return fail(),
    };
    // "$500 US troops cost": only where the phrase does not go on.
    let goes_on = input.skip(1).first().is_some_and(Word::is_letters) && !phrase::is_stop(input.text(), input.at() + 1);
    let currency = crate::tables::CURRENCIES.lookup(code).filter(|_| !goes_on);
    currency.map_or_else(fail, |currency| Ok((input.skip(1), currency)))
}

/// "5m": million where something is counted that way, metres elsewhere.
fn short_scale(rest: Cursor<'_, '_>, one: Operand) -> Operand {
    let last = rest.at() - 1;
    let text = rest.text();
    if one.numeral.form != NumberForm::Digits || one.numeral.scale == Number::ONE || text.word_str(last) != "m" {
        return one;
    }
    let counts = measure(rest, &one.numeral).is_ok()
        || text.is(rest.at(), "or")
        || phrase::counted(text, rest.at(), rest.end(), false).is_some();
    if counts {
        return one;
    }
    let numeral = with_value(one.numeral, one.numeral.printed, Number::ONE);
    Operand { numeral, number_end: last, measure: Measure::Unit(&METRE), end: rest.at(), ..one }
}

/// The unit, currency or age after a number, perhaps behind a hyphen; whether it is.
fn measure<'a, 't>(input: Cursor<'a, 't>, n: &Numeral) -> Result<(Cursor<'a, 't>, (bool, Measure)), nom::Err<()>> {
    let (rest, hyphened) = map(opt(hyphen), |h| h.is_some()).parse(input)?;
    // "half an hour", "a quarter of a mile".
    let rest = if n.form == NumberForm::Fraction { of_a(rest) } else { rest };
    let (text, at, end) = (rest.text(), rest.at(), rest.end());
    let digits = n.form == NumberForm::Digits || n.form == NumberForm::Fraction;
    let unit = unit::after(text, at, end, digits);
    let currency = currency::after(text, at, end, n.value >= Number::from_int(1000));
    match (unit, currency) {
        (unit, Some((currency, words))) if unit.is_none_or(|(_, other)| other <= words) => {
            Ok((rest.skip(words), (hyphened, Measure::Money(currency))))
        }
        (Some((unit, words)), _) => {
            let after = rest.skip(words);
            if unit.kind == FigureKind::Duration
                && let Ok((after, ())) = old(after)
            {
                return Ok((after, (hyphened, Measure::Age(unit.name))));
            }
            Ok((after, (hyphened, Measure::Unit(unit))))
        }
        _ => {
            let (rest, ()) = years_old(rest)?;
            Ok((rest, (hyphened, Measure::Age("year"))))
        }
    }
}

/// Past "of a", "an", "of an".
fn of_a<'a, 't>(input: Cursor<'a, 't>) -> Cursor<'a, 't> {
    let rest = input.eat("of").unwrap_or(input);
    rest.eat("a").or_else(|| rest.eat("an")).unwrap_or(input)
}

/// "old", "-olds", "of age".
fn old<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let (rest, _) = opt(hyphen).parse(input)?;
    let end = rest.eat("old").or_else(|| rest.eat("olds")).or_else(|| rest.eat("of")?.eat("age"));
    end.map_or_else(fail, |rest| Ok((rest, ())))
}

/// "yo", "y/o".
fn years_old<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let end = input.eat("yo").or_else(|| input.eat("y")?.eat("/")?.eat("o"));
    end.map_or_else(fail, |rest| Ok((rest, ())))
}

/// A hyphen that touches both of its neighbours.
pub(crate) fn hyphen<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let glued = |c: Cursor<'_, '_>| c.first().is_some_and(Word::is_glued);
    let rest = input.skip(1);
    if glued(input) && glued(rest) && matches!(input.str(), "-" | "\u{2010}" | "\u{2011}") {
        Ok((rest, ()))
    } else {
        fail()
    }
}

/// "6ft 2in", "5 feet and 2 inches", "3 dollars and 50 cents": the smaller unit after the greater.
fn compound<'a, 't>(rest: Cursor<'a, 't>, one: Operand) -> (Cursor<'a, 't>, Operand) {
    smaller(rest, one).unwrap_or((rest, one))
}

fn smaller<'a, 't>(rest: Cursor<'a, 't>, one: Operand) -> Option<(Cursor<'a, 't>, Operand)> {
    let parts = match one.measure {
        Measure::Unit(unit) if unit.name == "foot" => 12,
        Measure::Money(currency) if currency.minor.is_empty() && one.numeral.scale == Number::ONE => 100,
        _ => return None,
    };
    let (after, small) = number(rest.eat("and").unwrap_or(rest)).ok()?;
    let words = match one.measure {
        Measure::Money(major) => minor_of(major, after)?,
        _ => UNITS.longest(after.text(), after.at(), after.end()).filter(|(unit, _)| unit.name == "inch")?.1,
    };
    let part = small.value.checked_div(Number::from_int(parts)).filter(|part| *part < Number::ONE)?;
    let sum = one.numeral.value.checked_add(part)?;
    let rest = after.skip(words);
    let mut numeral = one.numeral;
    (numeral.value, numeral.printed, numeral.decimals) = (sum, sum, None);
    Some((rest, Operand { numeral, end: rest.at(), ..one }))
}

/// The words of the hundredth of a currency: "cents" after dollars.
fn minor_of(major: &Currency, rest: Cursor<'_, '_>) -> Option<usize> {
    let (minor, words) = currency::after(rest.text(), rest.at(), rest.end(), false)?;
    let shared = major.others.iter().any(|code| minor.others.contains(code) || *code == minor.code);
    let same = shared || minor.code == major.code && !major.code.is_empty() || minor.others.contains(&major.code);
    (!minor.minor.is_empty() && same).then_some(words)
}

/// "($5 million)" where a figure is due, as in accounts: a negative amount. In running text brackets hold an aside.
pub(crate) fn accounted(window: Window<'_, '_>, expr: Expr) -> Expr {
    const DUE: [&str; 10] = ["is", "was", "were", "of", "at", "to", ":", "=", "|", "loss"];
    let back = |n: usize| expr.from.checked_sub(n);
    let bracketed = window.is_any(back(1), &["("]) && window.is_any(Some(expr.end), &[")"]);
    match expr.quantity {
        Quantity::Exact(value)
            if bracketed && matches!(expr.measure, Measure::Money(_)) && window.is_any(back(2), &DUE) =>
        {
            Expr {
                quantity: Quantity::Exact(-value),
                numeral: expr.numeral.map(negated),
                why: "money-accounting",
                ..expr
            }
        }
        _ => expr,
    }
}

/// "less than a mile", "about an hour and a half": an article that counts one. A bound before it says that it does.
fn article_unit<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Expr> {
    const RANKED: [&str; 6] = ["second", "quarter", "point", "time", "degree", "%"];
    let Some(rest) = input.eat("a").or_else(|| input.eat("an")) else { return fail() };
    let (text, at) = (rest.text(), rest.at());
    let found = UNITS.longest(text, at, rest.end()).filter(|(unit, _)| unit.form == unit::Form::Word);
    let Some((unit, words)) = found.filter(|(unit, _)| !RANKED.contains(&unit.name)) else { return fail() };
    let end = rest.skip(words);
    let half = end.eat("and").and_then(|c| c.eat("a")).and_then(|c| c.eat("half"));
    let (end, value) = half.map_or((end, Some(Number::ONE)), |end| (end, Number::ratio(3, 2)));
    // "about a mile-long queue" and "over a year-end party" are of something else.
    if end.first().is_some_and(Word::is_glued) && end.str() == "-" {
        return fail();
    }
    let Some(value) = value else { return fail() };
    let expr = Expr {
        from: input.at(),
        number_end: at,
        end: end.at(),
        quantity: Quantity::Exact(value),
        numeral: None,
        measure: Measure::Unit(unit),
        hyphened: false,
        dashed: false,
        why: "article",
    };
    Ok((end, expr))
}

// ---- two numbers

/// What joins the ends of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    And,
}

/// After the first end: "5-10", "from $10 to $15 billion", "between 15kHz and 17kHz", "0 – 1%".
fn range<'a, 't>(input: Cursor<'a, 't>, low: Operand) -> Parsed<'a, 't, Expr> {
    let (rest, joint) = joint(input)?;
    let (rest, high) = operand(rest)?;
    let text = input.text();
    let before = |word: &str, back: usize| low.from >= back && text.is(low.from - back, word);
    let opened = |word: &str| before(word, 1) || before(word, 2);
    let fits = match joint {
        Joint::Dash => true,
        // "rose 5% to 10%": a change and its level.
        Joint::To if matches!(low.measure, Measure::Unit(_)) && low.numeral.value > high.numeral.value => {
            // "51 percent to 24 percent" is the result of a poll.
            opened("from") || opened("between")
        }
        Joint::To => {
            low.measure == Measure::Bare
                || low.prefixed && !high.prefixed
                || opened("from")
                || opened("between")
                || crate::cue::change(text, 0, low.from, low.end, low.end, FigureKind::Percent).is_none()
        }
        Joint::And => opened("between"),
    };
    let ordinal = |n: &Numeral| n.form == NumberForm::Ordinal;
    let year = |o: &Operand| o.measure == Measure::Bare && is_year(text.slice(o.from..o.end));
    if !fits
        || year(&low) != year(&high) && year(&low)
        || ordinal(&low.numeral)
        || ordinal(&high.numeral)
        || !compatible(&low, &high, opened("from"))
    {
        return fail();
    }
    let mut start = low.numeral.value;
    // "$10 to $15 billion", "5-10 million": the scale stands once.
    let alone = low.numeral.scale == Number::ONE && low.numeral.value < Number::from_int(1000);
    if alone && high.numeral.scale != Number::ONE && low.numeral.value < high.numeral.printed {
        start = match start.checked_mul(high.numeral.scale) {
            Some(start) => start,
            None => return fail(),
        };
    }
    let measure = if high.measure == Measure::Bare { low.measure } else { high.measure };
    let one = Expr::from(high);
    let why = if joint == Joint::Dash { "range-dash" } else { "range" };
    let quantity = Quantity::Range(start, high.numeral.value);
    Ok((rest, Expr { from: low.from, quantity, measure, dashed: joint == Joint::Dash, why, ..one }))
}

/// Whether a number is printed like a year of the last nine centuries or the next.
pub(crate) fn is_year(printed: &str) -> bool {
    printed.len() == 4 && printed.parse::<u16>().is_ok_and(|n| (1100..2200).contains(&n))
}

/// Whether two numbers can be the ends of one range.
fn compatible(low: &Operand, high: &Operand, from: bool) -> bool {
    match (low.measure, high.measure) {
        // "from 208 pounds to 193".
        (Measure::Unit(_), Measure::Bare) => from,
        (Measure::Bare, Measure::Money(_)) => !high.prefixed || low.numeral.form == NumberForm::Digits,
        (Measure::Bare, _) => true,
        (Measure::Money(_), Measure::Bare) => low.prefixed,
        (Measure::Money(a), Measure::Money(b)) => a.code == b.code && a.minor == b.minor,
        (Measure::Unit(a), Measure::Unit(b)) => a.name == b.name,
        (a, b) => a == b,
    }
}

fn joint<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Joint> {
    let word = |key: &'static str| move |c: Cursor<'a, 't>| c.eat(key).map_or_else(fail, |c| Ok((c, ())));
    alt((
        value(Joint::To, (opt(alt((hyphen, hanging))), opt(word("up")), word("to"), opt(hyphen))),
        value(Joint::Dash, dash),
        value(Joint::And, word("and")),
    ))
    .parse(input)
}

/// The hyphen of "8- to 16-metre".
fn hanging<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let glued = input.first().is_some_and(Word::is_glued);
    if glued && matches!(input.str(), "-" | "\u{2010}" | "\u{2011}") { Ok((input.skip(1), ())) } else { fail() }
}

/// A dash between numbers: glued on both sides, or free on both.
fn dash<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, ()> {
    let glued = |c: Cursor<'_, '_>| c.first().is_some_and(Word::is_glued);
    let rest = input.skip(1);
    let even = rest.first().is_some() && glued(input) == glued(rest);
    if even
        && matches!(input.str(), "-" | "–" | "‑" | "‐" | "—" | "‒" | "−" | "~" | "/")
        && (input.str() != "/" || glued(rest))
    {
        // "$7/$9": a slash joins amounts only where both carry a sign.
        let signed = input.str() != "/" || rest.first().is_some_and(Word::is_sign);
        return if signed { Ok((rest, ())) } else { fail() };
    }
    fail()
}

/// After the first number: "one in five", "nine out of 10".
fn ratio<'a, 't>(input: Cursor<'a, 't>, one: Operand) -> Parsed<'a, 't, Expr> {
    let above = one.numeral;
    let (rest, out) = match (input.eat("in"), input.eat("out").and_then(|c| c.eat("of"))) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => return fail(),
    };
    let (rest, below) = number(rest)?;
    let plain = |n: &Numeral| {
        let cardinal = matches!(n.form, NumberForm::Digits | NumberForm::Words);
        cardinal && n.value.is_integer() && n.value > Number::ZERO
    };
    let words = above.form == NumberForm::Words || above.value == Number::ONE || out;
    let round = below.value <= Number::from_int(if out { 1000 } else { 100 }) || below.value == Number::from_int(1000);
    let fits = one.measure == Measure::Bare
        && plain(&above)
        && plain(&below)
        && above.value < below.value
        && round
        && words
        && measure(rest, &below).is_err();
    let Some(share) = above.value.checked_div(below.value).filter(|_| fits) else { return fail() };
    let mut numeral = with_value(above, share, Number::ONE);
    (numeral.printed, numeral.decimals, numeral.form) = (share, None, NumberForm::Fraction);
    let one = Operand { number_end: rest.at(), end: rest.at(), numeral, ..one };
    Ok((rest, Expr { why: "ratio", ..Expr::from(one) }))
}

/// "dozens", "tens of millions of dollars", "tenfold".
fn vague<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Expr> {
    let Some((vague, words)) = VAGUE.longest(input.text(), input.at(), input.end()) else { return fail() };
    // "a few hundred" begins at "few".
    let article = input.at().checked_sub(1).filter(|&at| input.eat("few").is_some() && input.text().is(at, "a"));
    let rest = input.skip(words);
    let (low, high) = (Number::from_int(vague.low), Number::from_int(vague.high));
    let of = rest.eat("of").unwrap_or(rest);
    let text = rest.text();
    let (measure, end) = if !vague.unit.is_empty() {
        (Measure::Multiple(vague.unit), rest.at())
    } else if let Some((currency, words)) = currency::after(text, of.at(), of.end(), vague.low >= 1_000_000) {
        (Measure::Money(currency), of.at() + words)
    } else if let Some((unit, words)) = unit::after(text, of.at(), of.end(), false) {
        (Measure::Unit(unit), of.at() + words)
    } else {
        (Measure::Bare, rest.at())
    };
    let quantity = if vague.low == vague.high { Quantity::Exact(low) } else { Quantity::Range(low, high) };
    let why = if vague.unit.is_empty() { "vague" } else { "multiple" };
    let expr = Expr {
        from: article.unwrap_or(input.at()),
        number_end: rest.at(),
        end,
        quantity,
        numeral: None,
        measure,
        hyphened: false,
        dashed: false,
        why,
    };
    Ok((Cursor::new(text, end, input.end()), expr))
}
