//! Numbers written in digits, before any scale.

use copydesk_text::{Cursor, Word};

use crate::Number;
use crate::grammar::Parsed;

/// A number in digits, with the count of digits after its decimal point.
#[derive(Clone, Copy)]
pub(crate) struct Digits {
    pub(crate) value: Number,
    pub(crate) decimals: u8,
}

/// "539", "1,234.5", "12,34,567", "1 234 567", ".5". Not a fraction, a version ("1.2.3") or part of a date.
pub(crate) fn plain<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Digits> {
    let text = input.text();
    let point = input.str() == "." && input.skip(1).first().is_some_and(|w| w.is_number() && w.is_glued());
    let number = if point { input.skip(1) } else { input };
    let word = number.first().filter(|w| w.is_number()).ok_or(nom::Err::Error(()))?;
    let mut reader = Reader::default();
    if point {
        reader.push_point();
    }
    reader.push(text.str(word))?;
    let mut rest = number.skip(1);
    if !point && reader.is_group_head() {
        let groups = spaced_groups(rest, word);
        for group in rest.words().iter().take(groups) {
            reader.push(text.str(group))?;
        }
        rest = rest.skip(groups);
    }
    if is_slash(rest) && !point && fraction_tail(input).is_ok() {
        return Err(nom::Err::Error(()));
    }
    let mut digits = reader.finish()?;
    if let Ok((after, power)) = power_of_ten(rest) {
        let factor = Number::decimal(1, power).ok_or(nom::Err::Error(()))?;
        digits.value = digits.value.checked_mul(factor).ok_or(nom::Err::Error(()))?;
        rest = after;
    }
    Ok((rest, digits))
}

/// "e10", "×10^6", "× 10⁻⁵", "x10−30": the power of ten of scientific notation.
fn power_of_ten<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, i32> {
    let glued = |c: Cursor<'_, '_>| c.first().is_some_and(Word::is_glued);
    let rest = input.skip(1);
    let (mut rest, marked) = match input.str() {
        "e" | "E" if glued(input) && glued(rest) => (rest, true),
        "×" | "x" | "·" if rest.str() == "10" && glued(rest.skip(1)) => (rest.skip(1), false),
        _ => return Err(nom::Err::Error(())),
    };
    let caret = rest.eat("^");
    rest = caret.unwrap_or(rest);
    let negative = matches!(rest.str(), "-" | "−" | "⁻");
    let signed = negative || rest.str() == "+";
    rest = if signed { rest.skip(1) } else { rest };
    let first = rest.first().filter(|w| w.is_number() && w.is_glued()).ok_or(nom::Err::Error(()))?;
    let raised = superscript(first.span().of(rest.text().as_str()));
    if !(marked || caret.is_some() || signed || raised.is_some()) {
        return Err(nom::Err::Error(()));
    }
    let (mut power, mut rest) = (0_i32, rest);
    if raised.is_none() {
        (power, rest) = (rest.str().parse().map_err(|_| nom::Err::Error(()))?, rest.skip(1));
    }
    // Every superscript digit is a word of its own.
    while let Some(digit) = superscript(rest.str()).filter(|_| raised.is_some() && power < 100) {
        (power, rest) = (power * 10 + digit, rest.skip(1));
    }
    Ok((rest, if negative { -power } else { power }))
}

/// The value of a superscript digit.
fn superscript(sign: &str) -> Option<i32> {
    Some(match sign {
        "⁰" => 0,
        "¹" => 1,
        "⁴" => 4,
        "⁵" => 5,
        "⁶" => 6,
        "⁷" => 7,
        "⁸" => 8,
        "⁹" => 9,
        _ => return None,
    })
}

/// Collects digits exactly.
#[derive(Default)]
struct Reader {
    mantissa: i128,
    /// Digits before the point.
    whole: u32,
    /// Digits after the point, once there is one.
    decimals: Option<u8>,
    leading_zero: bool,
    grouped: bool,
}

impl Reader {
    fn push_point(&mut self) {
        self.decimals = Some(0);
    }

    fn push(&mut self, word: &str) -> Result<(), nom::Err<()>> {
        // "1.234.567": stops that group thousands. One stop is a decimal point.
        let stops = word.bytes().filter(|b| *b == b'.').count();
        let grouping_stops = stops > 1 && !word.contains(',') && {
            let mut groups = word.split('.');
            groups.next().is_some_and(|head| (1..=3).contains(&head.len()) && !head.starts_with('0'))
                && groups.all(|group| group.len() == 3)
        };
        if stops > 1 && !grouping_stops {
            return Err(nom::Err::Error(()));
        }
        if word.contains(',') && !is_grouped(word) {
            return Err(nom::Err::Error(()));
        }
        for c in word.chars() {
            match c {
                ',' if self.decimals.is_none() => self.grouped = true,
                '.' if grouping_stops => self.grouped = true,
                '.' if self.decimals.is_none() => self.decimals = Some(0),
                c => self.digit(digit(c).ok_or(nom::Err::Error(()))?)?,
            }
        }
        Ok(())
    }

    fn digit(&mut self, digit: u8) -> Result<(), nom::Err<()>> {
        let next = self.mantissa.checked_mul(10).and_then(|m| m.checked_add(i128::from(digit)));
        self.mantissa = next.ok_or(nom::Err::Error(()))?;
        if let Some(count) = &mut self.decimals {
            *count = count.checked_add(1).ok_or(nom::Err::Error(()))?;
        } else {
            self.leading_zero |= self.whole == 0 && digit == 0;
            self.whole += 1;
        }
        Ok(())
    }

    /// Whether this can be the head of "1 234 567".
    fn is_group_head(&self) -> bool {
        self.decimals.is_none() && !self.grouped && !self.leading_zero && self.whole <= 3
    }

    fn finish(self) -> Result<Digits, nom::Err<()>> {
        let decimals = self.decimals.unwrap_or(0);
        let value = Number::decimal(self.mantissa, -i32::from(decimals)).ok_or(nom::Err::Error(()))?;
        Ok(Digits { value, decimals })
    }
}

/// Whether commas group the digits before the point in threes, or in twos before a last three ("12,34,567"): "22,24,26"
/// is a list.
fn is_grouped(word: &str) -> bool {
    let whole = word.split('.').next().unwrap_or(word);
    let mut groups = whole.rsplit(',').map(|group| group.chars().count());
    groups.next() == Some(3) && {
        let mut last = 0;
        let fits = groups.all(|length| {
            last = length;
            (1..=3).contains(&length)
        });
        fits && last > 0
    }
}

/// The value of a decimal digit of any script that the tokeniser takes for one.
fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        '\u{966}'..='\u{96F}' => '\u{966}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// How many of the next words are groups of three digits, each one space after the last: "234", "567".
/// A further run of digits of another length ("555 123 4567") says that it is no grouped number.
fn spaced_groups(rest: Cursor<'_, '_>, head: &Word) -> usize {
    let source = rest.text().as_str();
    let mut end = head.end();
    let mut count = 0;
    for word in rest.words() {
        let gap = source.get(end..word.start()).unwrap_or("");
        if !word.is_number() || !matches!(gap, " " | "\u{A0}" | "\u{202F}" | "\u{2009}") {
            break;
        }
        let surface = rest.text().str(word);
        let group = surface.split('.').next().unwrap_or("");
        if group.len() != 3 || !group.bytes().all(|b| b.is_ascii_digit()) {
            return if surface.len() > 3 || count > 0 { 0 } else { count };
        }
        count += 1;
        end = word.end();
        if surface.len() > 3 {
            break;
        }
    }
    count
}

/// "½", "1/2".
pub(crate) fn fraction<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    if let Some((above, below)) = input.first().filter(|w| w.is_number()).and_then(|_| vulgar(input.str())) {
        return Number::ratio(above, below).map(|n| (input.skip(1), n)).ok_or(nom::Err::Error(()));
    }
    fraction_tail(input)
}

/// The fraction after a whole number: "2½", "2 1/2", "2-1/2".
pub(crate) fn fraction_after<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let glued = |c: Cursor<'a, 't>| c.first().is_some_and(copydesk_text::Word::is_glued);
    let hyphenated = input.str() == "-" && glued(input) && glued(input.skip(1));
    fraction(if hyphenated { input.skip(1) } else { input })
}

/// Numerator, slash and denominator that touch; below one; not a part of a date ("1/2/2020") or of "24/7". A fraction
/// slash (U+2044) makes a fraction of any two numbers.
fn fraction_tail<'a, 't>(input: Cursor<'a, 't>) -> Parsed<'a, 't, Number> {
    let part = |c: Cursor<'a, 't>| {
        let word = c.first().filter(|w| w.is_number())?;
        let surface = c.text().str(word);
        let short = surface.len() <= 3 && !surface.starts_with('0');
        surface.parse::<i128>().ok().filter(|_| short)
    };
    let below = input.skip(2);
    let rest = input.skip(3);
    if is_slash(input.skip(1))
        && below.first().is_some_and(copydesk_text::Word::is_glued)
        && !is_slash(rest)
        && let (Some(above), Some(below)) = (part(input), part(below))
        && (input.skip(1).str() == "⁄" || above < below && is_common_denominator(below))
        && let Some(value) = Number::ratio(above, below)
    {
        return Ok((rest, value));
    }
    Err(nom::Err::Error(()))
}

fn is_slash(input: Cursor<'_, '_>) -> bool {
    input.first().is_some_and(copydesk_text::Word::is_glued) && matches!(input.str(), "/" | "⁄")
}

/// Denominators that prose writes with a slash: "9/11" and "12/25" are none.
fn is_common_denominator(below: i128) -> bool {
    matches!(below, 2..=10 | 12 | 16 | 20 | 32 | 64 | 100 | 1000)
}

/// The numerator and denominator of a fraction in one character.
fn vulgar(sign: &str) -> Option<(i128, i128)> {
    Some(match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    })
}
