#![doc = include_str!("../README.md")]

mod number;

pub use number::Number;

use copydesk_text::{Text, Word};

/// A number as it is written in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Numeral {
    /// What it is worth, scale words included: 3500000 for "3.5 million".
    pub value: Number,
    /// The number as printed, without its scale: 3.5 for "3.5 million"; the value itself for number words.
    pub printed: Number,
    /// What the printed number is multiplied with: 1000000 for "3.5 million", 1 without a scale.
    pub scale: Number,
    /// How it is written.
    pub form: Form,
    /// How many words it takes.
    pub words: usize,
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Form {
    /// "539", "1,234.5", "1 234", "3.5 million", "1.2bn".
    Digits,
    /// "twenty-one", "one and a half", "a hundred".
    Words,
    /// "a third", "two-thirds", "2 1/2", "½".
    Fraction,
    /// "first", "21st", "twenty-third".
    Ordinal,
}

/// The number that begins with the first of `words`, the longest reading, or none.
///
/// `words` must be words of `text`, side by side.
pub fn numeral(words: &[Word], text: &Text<'_>) -> Option<Numeral> {
    let first = words.first().filter(|w| w.is_number())?;
    let value: Number = text.str(first).replace(',', "").parse().ok()?;
    Some(Numeral { value, printed: value, scale: Number::ONE, form: Form::Digits, words: 1 })
}
