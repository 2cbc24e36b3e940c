#![doc = include_str!("../README.md")]

mod assemble;
mod cue;
mod decide;
mod edges;
mod features;
mod frames;
mod grammar;
mod judge;
mod marks;
mod scene;
mod sources;
mod tables;
mod turns;
mod words;

#[cfg(test)]
mod tests;

use copydesk_text::{Span, Text};

#[doc(hidden)]
pub use judge::{Answer, Judge, Question};

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
    /// The probability that content and speaker are right, calibrated on texts kept back from training; none for a rule.
    pub probability: Option<f32>,
    /// The rule that found it.
    pub why: &'static str,
}

/// Finds the quotations and attributed statements of a text, in order.
pub fn find(text: &Text<'_>) -> Vec<Quote> {
    let scene = scene::Scene::new(text);
    let mut weights = judge::Weights::new(WEIGHTS);
    let mut found = decide::decide(&scene, &mut weights);
    decide::claim(&scene, &mut weights, &mut found);
    assemble::assemble(&scene, &found)
}

/// For training: puts every decision about a text to a judge.
#[doc(hidden)]
pub fn consult<J: Judge>(text: &Text<'_>, judge: &mut J) {
    decide::decide(&scene::Scene::new(text), judge);
}

/// The trained weights: one signed byte for each hashed feature, in sixteenths.
static WEIGHTS: &[u8; features::SIZE] = include_bytes!("../data/weights.bin");
