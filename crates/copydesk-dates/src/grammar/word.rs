//! What a word can be in a time expression, and the smallest parsers: one word each.

use copydesk_numeral::{Form, Number, Numeral};
use copydesk_text::Case;
use nom::IResult;

use crate::calendar::{DayPart, DayTime, Season, Unit};
use crate::expr;
use crate::timex::Modifier;

/// What a word of the table can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Month(u8),
    Weekday(u8),
    Weekdays(u8),
    Unit(Unit),
    Units(Unit),
    Part(DayPart),
    Parts(DayPart),
    Season(Season),
    Seasons(Season),
    Day(i8),
    Tonight,
    Which(Which),
    Modifier(Modifier),
    Earlier,
    Later,
    Edge(Modifier),
    Approx(Modifier),
    Few,
    Couple,
    The,
    A,
    Every,
    Per,
    Of,
    Number,
    /// "nineteen", "twenty": a number, or the century of a spoken year.
    Hundreds(u8),
    Ordinal,
    /// "million": makes a count of the number before.
    Scale,
    /// "yearlong".
    Long(Unit),
    /// "midyear".
    Mid(Unit),
    /// "wee hours".
    SmallHours,
    /// Between a count and its unit: "more", "consecutive".
    Adjective,
    /// A word that stands inside of expressions only.
    Inner,
    Decade(u8),
    Fiscal,
    /// "Q3", "H1": the letter.
    Q,
    H,
    Fy,
    Ago,
    Hence,
    Frequency(Unit),
    Nightly,
    /// Whether it is after noon.
    Meridiem(bool),
    Oclock,
    Period,
    /// Whether it is universal time.
    Zone(bool),
    /// Whether it is before Christ.
    Era(bool),
}

/// A determiner or adjective that says which cell is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Last,
    Past,
    This,
    Next,
    Previous,
    Following,
    Same,
    Coming,
    Current,
    Latest,
    That,
    Final,
    Opening,
    Recent,
}

impl Class {
    /// Whether no time expression is without such a word or another that is one, or a number that can be a date.
    pub(crate) const fn is_head(self) -> bool {
        matches!(
            self,
            Self::Month(_)
                | Self::Weekday(_)
                | Self::Weekdays(_)
                | Self::Unit(_)
                | Self::Units(_)
                | Self::Part(_)
                | Self::Parts(_)
                | Self::Season(_)
                | Self::Seasons(_)
                | Self::Day(_)
                | Self::Tonight
                | Self::Decade(_)
                | Self::Hundreds(_)
                | Self::Long(_)
                | Self::Mid(_)
                | Self::Fiscal
                | Self::Q
                | Self::H
                | Self::Fy
                | Self::Frequency(_)
                | Self::Nightly
                | Self::Meridiem(_)
                | Self::Oclock
                | Self::Period
                | Self::Zone(_)
                | Self::Era(_)
        )
    }
}

impl From<Which> for expr::Which {
    fn from(which: Which) -> Self {
        match which {
            Which::Last => Self::Last,
            Which::Past => Self::Past,
            Which::This => Self::This,
            Which::Next => Self::Next,
            Which::Previous => Self::Previous,
            Which::Following => Self::Following,
            Which::Same => Self::Same,
            Which::Coming => Self::Coming,
            Which::Current => Self::Current,
            Which::Latest => Self::Latest,
            Which::That => Self::That,
            Which::Final => Self::Final,
            Which::Opening => Self::First,
            Which::Recent => Self::Recent,
        }
    }
}

pub(crate) use super::marks::In;
pub(crate) type Out<'a, 't, T> = IResult<In<'a, 't>, T, ()>;

/// Fails: every parser here either reads something or says no.
pub(crate) const fn no<'a, 't: 'a, T>() -> Out<'a, 't, T> {
    Err(nom::Err::Error(()))
}

/// The class of the next words and how many they are.
pub(crate) fn class(i: In<'_, '_>) -> Option<(Class, usize)> {
    i.class()
}

/// The next words, if their class passes.
pub(crate) fn take<'a, 't: 'a, T>(pick: impl Fn(Class) -> Option<T>) -> impl Fn(In<'a, 't>) -> Out<'a, 't, T> {
    move |i| match class(i).and_then(|(class, count)| Some((pick(class)?, count))) {
        Some((value, count)) => Ok((i.skip(count), value)),
        None => no(),
    }
}

/// The next word, if it folds to one of `keys`.
pub(crate) fn word<'a, 't: 'a>(keys: &'static [&'static str]) -> impl Fn(In<'a, 't>) -> Out<'a, 't, ()> {
    move |i| keys.iter().find_map(|key| i.eat(key)).map_or_else(no, |rest| Ok((rest, ())))
}

/// The next sign, touching the word before.
pub(crate) fn glued<'a, 't: 'a>(signs: &'static [&'static str]) -> impl Fn(In<'a, 't>) -> Out<'a, 't, ()> {
    move |i| match i.first() {
        Some(word) if word.is_glued() && signs.contains(&i.str()) => Ok((i.skip(1), ())),
        _ => no(),
    }
}

pub(crate) fn hyphen<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, ()> {
    glued(&["-", "\u{2010}", "\u{2011}", "–"])(i)
}

/// A hyphen or nothing: "third-quarter", "third quarter".
pub(crate) fn joint<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, ()> {
    hyphen(i).or(Ok((i, ())))
}

/// A number that can count things, and how it is written.
pub(crate) fn number<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, Numeral> {
    let counts = i.first().is_some_and(copydesk_text::Word::is_number)
        || match class(i) {
            Some((Class::Number | Class::Hundreds(_) | Class::Few, _)) => true,
            // "a hundred", "a dozen", "a half".
            Some((Class::A, n)) => matches!(class(i.skip(n)), Some((Class::Number | Class::Scale | Class::Unit(_), _))),
            _ => false,
        };
    if !counts {
        return no();
    }
    match i.numeral() {
        Some(n) if n.form != Form::Ordinal => Ok((i.skip(n.words), n)),
        _ => no(),
    }
}

/// An ordinal up to 127: "third", "20th".
pub(crate) fn ordinal<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, i8> {
    let starts = match i.first() {
        Some(word) if word.is_number() => has_suffix(i.skip(1)),
        _ => matches!(
            class(i),
            Some((Class::Ordinal | Class::Number | Class::Hundreds(_) | Class::Unit(Unit::Second), _))
        ),
    };
    if !starts {
        return no();
    }
    match i.numeral() {
        Some(n) if n.form == Form::Ordinal => {
            n.value.to_i64().and_then(|n| i8::try_from(n).ok()).map_or_else(no, |value| Ok((i.skip(n.words), value)))
        }
        _ => no(),
    }
}

/// Whether letters touch the digits before, as in "21st".
fn has_suffix(rest: In<'_, '_>) -> bool {
    rest.first().is_some_and(|word| word.is_glued() && word.is_letters())
}

/// A whole number in plain digits: its value and how many digits.
pub(crate) fn digits<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, (i32, usize)> {
    if !i.first().is_some_and(|word| word.is_number() && word.span().len() <= 4) {
        return no();
    }
    let surface = i.str();
    match surface.parse() {
        Ok(value) if surface.bytes().all(|b| b.is_ascii_digit()) => Ok((i.skip(1), (value, surface.len()))),
        _ => no(),
    }
}

/// A number that its caller has bounded, as a byte.
pub(crate) fn small(value: i32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

/// A month's name. In small letters, and for "May" and "March", only where it cannot be another word.
pub(crate) fn month<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, u8> {
    let (rest, month) = take(|c| if let Class::Month(m) = c { Some(m) } else { None })(i)?;
    let Some(word) = i.first() else { return no() };
    let surface = i.str();
    if !word.is_capitalised() || word.case() == Case::Mixed {
        return no();
    }
    // "Jan", "Dec", "Mar": also names; the abbreviation needs its stop or a number.
    if surface.len() <= 4 && !matches!(surface.len(), 4 if !surface.starts_with(['S', 's'])) && month != 5 {
        let dotted = glued(&["."])(rest);
        let after = dotted.map_or(rest, |(rest, ())| rest);
        let numbered = after.first().is_some_and(copydesk_text::Word::is_number);
        if after.at() == rest.at() && !numbered {
            return no();
        }
        return Ok((after, month));
    }
    Ok((rest, month))
}

/// A weekday's name; abbreviations need their stop, a comma or a number, unless capitals say so.
pub(crate) fn weekday<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, u8> {
    let (rest, day) = take(|c| if let Class::Weekday(d) = c { Some(d) } else { None })(i)?;
    let Some(word) = i.first() else { return no() };
    if !word.is_capitalised() {
        return no();
    }
    if i.str().len() > 5 {
        return Ok((rest, day));
    }
    let after = glued(&["."])(rest).map_or(rest, |(rest, ())| rest);
    let comma = glued(&[","])(after).map_or(after, |(rest, ())| rest);
    if month(comma).is_ok() || comma.first().is_some_and(copydesk_text::Word::is_number) && comma.at() > rest.at() {
        return Ok((after, day));
    }
    no()
}

/// "3", "3rd", "the 3rd": a day of a month.
pub(crate) fn day_of_month<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, u8> {
    if let Ok((rest, n)) = ordinal(i) {
        return if (1..=31).contains(&n) { Ok((rest, n.unsigned_abs())) } else { no() };
    }
    match digits(i) {
        Ok((rest, (n, 1..=2))) if (1..=31).contains(&n) => Ok((rest, small(n))),
        _ => no(),
    }
}

/// A time zone, whose value says whether it is universal time.
pub(crate) fn zone<'a, 't: 'a>(i: In<'a, 't>) -> Out<'a, 't, bool> {
    take(|c| if let Class::Zone(utc) = c { Some(utc) } else { None })(i)
}

/// The exact number one, of "a year".
pub(crate) const ONE: Number = Number::ONE;

/// A time of day by the clock.
pub(crate) const fn clock(hour: u8, minute: u8, utc: bool) -> DayTime {
    DayTime::Clock { hour, minute, second: None, utc }
}
