//! What a figure says.

use std::borrow::Cow;

use copydesk_numeral::Number;
use copydesk_text::Span;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum FigureKind {
    Money,
    Percent,
    Count,
    Measure,
    Age,
    Duration,
    Ratio,
    Score,
    Index,
}

impl FigureKind {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Duration => "duration",
            Self::Ratio => "ratio",
            Self::Score => "score",
            Self::Index => "index",
        }
    }
}

/// One value, or a range in the order written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A single value.
    Exact(Number),
    /// From one value to another, both included.
    Range(Number, Number),
}

/// How the value bounds the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub enum Bound {
    #[default]
    Equal,
    About,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Bound {
    /// The sign in records: = ~ < <= > >=.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::About => "~",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// The direction of a figure that is an amount of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// A rise.
    Up,
    /// A fall.
    Down,
}

impl Change {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// A quantity stated in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// Where it is: number and unit, without bound words; without the counted noun.
    pub span: Span,
    /// What is measured.
    pub kind: FigureKind,
    /// How much, scale words included.
    pub quantity: Quantity,
    /// `%`, `pp`, `bp`, a singular English unit name, or the counted noun phrase, lemmatised.
    pub unit: Option<Cow<'static, str>>,
    /// UCUM code of the unit, where there is one.
    pub ucum: Option<&'static str>,
    /// ISO 4217 code, when it is known.
    pub currency: Option<&'static str>,
    /// ISO 4217 codes that the sign may stand for, when it is not.
    pub currency_candidates: &'static [&'static str],
    /// How the value bounds the true one.
    pub bound: Bound,
    /// Whether it is an amount of rise or fall.
    pub change: Option<Change>,
    /// The number as printed, without its scale.
    pub printed: Option<Number>,
    /// Half a unit of the last printed digit, scale included: the precision of the print.
    pub half_unit: Option<Number>,
    /// The rule that made it.
    pub why: &'static str,
}
