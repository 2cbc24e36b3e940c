#![doc = include_str!("../README.md")]

mod digits;
mod grammar;
mod number;
mod tables;

#[cfg(test)]
mod tests;

pub use number::{Number, ParseNumberError};

use copydesk_text::{Cursor, Text, Word};

/// A number as it is written in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Numeral {
    /// What it is worth, scale words included: 3500000 for "3.5 million".
    pub value: Number,
    /// The number as printed, without its scale: 3.5 for "3.5 million", 5 for "five thousand".
    pub printed: Number,
    /// What the printed number is multiplied with: 1000000 for "3.5 million", 1 without a scale.
    pub scale: Number,
    /// How many digits were printed after the decimal point: 2 for "3.50"; none where it is not written in digits
    /// alone ("two", "2½").
    pub decimals: Option<u8>,
    /// How it is written.
    pub form: Form,
    /// How many words it takes.
    pub words: usize,
}

impl Numeral {
    fn plain(value: Number, form: Form) -> Self {
        Self { value, printed: value, scale: Number::ONE, decimals: None, form, words: 0 }
    }

    /// Half a unit of the last printed digit, scale included: what the print leaves open on either side. 50000 for
    /// "3.5 million", 0.005 for "1.20"; none where no digits are printed.
    pub fn half_unit(&self) -> Option<Number> {
        Number::decimal(5, -i32::from(self.decimals?) - 1)?.checked_mul(self.scale)
    }
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Form {
    /// "539", "1,234.5", "1 234", "3.5 million", "1.2bn", "2½".
    Digits,
    /// "twenty-one", "one and a half", "a hundred".
    Words,
    /// "a third", "two-thirds", "1/2", "½", "half a million".
    Fraction,
    /// "first", "21st", "twenty-third".
    Ordinal,
}

/// The number that begins with the first of `words`, the longest reading, or none.
///
/// `words` must be words of `text`, side by side. [`numeral_at`] spares the search for their place.
pub fn numeral(words: &[Word], text: &Text<'_>) -> Option<Numeral> {
    let first = words.first()?;
    let at = text.words().partition_point(|word| word.start() < first.start());
    numeral_at(text, at, at + words.len())
}

/// The number that begins with the word at index `at` and ends before index `end`, the longest reading, or none.
///
/// What "a third", "three quarters" and "5m" mean is a matter of context: they are read as numbers here.
pub fn numeral_at(text: &Text<'_>, at: usize, end: usize) -> Option<Numeral> {
    grammar::read(Cursor::new(text, at, end))
}

/// Whether the word at index `at` is one that a numeral in words begins with, articles aside: one table look-up.
pub fn begins_numeral(text: &Text<'_>, at: usize) -> bool {
    tables::WORDS.get(text, at).is_some()
}
