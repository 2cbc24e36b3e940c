//! The choice among readings: a log-linear model over hashed features.

use copydesk_text::Span;

use crate::features::SIZE;
use crate::frames::Reading;
use crate::scene::{Range, Scene};

/// What is asked of a judge: one choice among options, each with its features.
///
/// This is for training: `find` asks the compiled-in weights.
pub struct Question<'q> {
    pub(crate) scene: &'q Scene<'q, 'q>,
    pub(crate) cue: Range,
    pub(crate) options: Options<'q>,
    /// The features of all options, option after option.
    pub(crate) features: &'q [u32],
    /// The probability that all readings must have together for one of them to be taken.
    pub(crate) bar: f32,
    /// Where the features of each option end.
    pub(crate) bounds: &'q [usize],
}

/// The options of a question.
pub(crate) enum Options<'q> {
    /// No attribution at all, or one of the readings.
    Readings(&'q [Reading]),
    /// Content that begins at a word ends at one of these.
    Ends(usize, &'q [usize]),
    /// Content that ends before a word begins at one of these.
    Starts(&'q [usize], usize),
}

/// One option of a question, in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Answer {
    /// The source, where the option has one.
    pub source: Option<Span>,
    /// Content before the cue; in a question about readings it may begin later.
    pub before: Option<Span>,
    /// Content after the cue; in a question about readings it may end earlier.
    pub after: Option<Span>,
}

impl Question<'_> {
    /// The cue word.
    pub fn cue(&self) -> Span {
        self.scene.span(self.cue)
    }

    /// Whether this asks for a reading (option 0 is none) and not for an edge of the content.
    pub fn is_reading(&self) -> bool {
        matches!(self.options, Options::Readings(_))
    }

    /// How many options there are; at least one.
    pub fn len(&self) -> usize {
        self.bounds.len()
    }

    /// Whether there is nothing to choose from: never.
    pub fn is_empty(&self) -> bool {
        self.bounds.is_empty()
    }

    /// The features of an option, as indices into the weights.
    pub fn features(&self, option: usize) -> &[u32] {
        let from = if option == 0 { 0 } else { self.bounds[option - 1] };
        &self.features[from..self.bounds[option]]
    }

    /// What an option says.
    pub fn answer(&self, option: usize) -> Answer {
        let span = |range: Range| (range.0 < range.1).then(|| self.scene.span(range));
        match self.options {
            Options::Readings(_) if option == 0 => Answer::default(),
            Options::Readings(readings) => {
                let reading = &readings[option - 1];
                Answer {
                    source: reading.source.and_then(span),
                    before: span(reading.before),
                    after: span(reading.after),
                }
            }
            Options::Ends(from, ends) => Answer { after: span((from, ends[option])), ..Answer::default() },
            Options::Starts(starts, until) => Answer { before: span((starts[option], until)), ..Answer::default() },
        }
    }
}

/// Who chooses: the weights, or in training the annotation.
pub trait Judge {
    /// The chosen option and its probability.
    fn choose(&mut self, question: &Question<'_>) -> (usize, f32);
}

/// Weights in sixteenths, one for each hashed feature.
pub(crate) struct Weights<'w>(pub(crate) &'w [u8; SIZE]);

impl Judge for Weights<'_> {
    fn choose(&mut self, question: &Question<'_>) -> (usize, f32) {
        let (mut none, mut best, mut best_score, mut total) = (None, 0, f32::NEG_INFINITY, 0.0_f32);
        for option in 0..question.len() {
            let sum: i32 = question.features(option).iter().map(|&f| i32::from(self.0[f as usize].cast_signed())).sum();
            // A sum of some forty bytes: exact in single precision.
            #[allow(clippy::cast_precision_loss)]
            let score = sum as f32 / 16.0;
            if option == 0 && question.is_reading() && question.len() > 1 {
                none = Some(score);
            } else if score > best_score {
                // The sum is kept relative to the best score, so that nothing overflows.
                total = total * (best_score - score).exp() + 1.0;
                (best, best_score) = (option, score);
            } else {
                total += (score - best_score).exp();
            }
        }
        let none = none.map_or(0.0, |score| (score - best_score).exp());
        if total < question.bar * (total + none) { (0, none / (total + none)) } else { (best, 1.0 / (total + none)) }
    }
}
