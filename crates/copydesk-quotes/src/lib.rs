#![doc = include_str!("../README.md")]

use copydesk_text::{Span, Text};

/// How much of what is said stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// None of it.
    Indirect,
}

impl QuoteKind {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// Something that somebody said, wrote, thinks or shows.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Quote {
    /// How it is quoted.
    pub kind: QuoteKind,
    /// The pieces of the content in order, quotation marks included; at least one.
    pub spans: Vec<Span>,
    /// Who said it, as written next to it, or of the quote before when it goes on.
    pub speaker: Option<Span>,
    /// The word that says that something is said.
    pub cue: Option<Span>,
    /// Calibrated probability that content and speaker are right; none where it is not measured.
    pub probability: Option<f32>,
    /// The rule that found it.
    pub why: &'static str,
}

/// Finds the quotations and attributed statements of a text.
pub fn find(text: &Text<'_>) -> Vec<Quote> {
    let _ = text;
    Vec::new()
}
