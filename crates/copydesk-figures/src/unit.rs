//! Units of measure and of time.

use copydesk_text::{Case, Text};

use crate::FigureKind;
use crate::tables::UNITS;

/// A unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unit {
    /// Singular English name.
    pub(crate) name: &'static str,
    /// UCUM code, or empty.
    pub(crate) ucum: &'static str,
    pub(crate) kind: FigureKind,
    pub(crate) form: Form,
}

/// How a unit is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// Anywhere after a number.
    Word,
    /// After digits.
    Symbol,
    /// After digits, in small letters.
    Small,
    /// After digits, in capitals.
    Capital,
    /// Touching digits, in small letters.
    GluedSmall,
    /// Touching digits, in capitals.
    GluedCapital,
}

/// The metre that "37m" may mean.
pub(crate) static METRE: Unit = Unit { name: "metre", ucum: "m", kind: FigureKind::Measure, form: Form::Small };

/// The unit that begins at word `at`, after a number, and the words it takes.
pub(crate) fn after(text: &Text<'_>, at: usize, end: usize, digits: bool) -> Option<(&'static Unit, usize)> {
    let (mut unit, mut count) = UNITS.longest(text, at, end)?;
    let words = text.words();
    // "km2" is one unit, "12 ft 2 in" has another number.
    if words[at + count - 1].is_number() && !words[at + count - 1].is_glued() {
        (unit, count) = UNITS.longest(text, at, at + count - 1)?;
    }
    let word = &words[at];
    // Letters must not go on after a symbol.
    let ends = words.get(at + count).is_none_or(|next| !next.is_glued() || !(next.is_letters() || next.is_number()));
    let (small, capital) = (word.case() == Case::Lower, word.is_capitalised());
    let fits = match unit.form {
        Form::Word => true,
        Form::Symbol => digits && ends,
        Form::Small => digits && ends && small,
        Form::Capital => digits && ends && capital,
        Form::GluedSmall => digits && ends && small && word.is_glued(),
        Form::GluedCapital => digits && ends && capital && word.is_glued(),
    };
    fits.then_some((unit, count))
}
