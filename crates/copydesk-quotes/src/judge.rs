//! The choice among readings: a log-linear model over hashed features.

use copydesk_text::Span;

use crate::features::SIZE;
use crate::frames::Reading;
use crate::scene::{Range, Scene};

/// What is asked of a judge: one choice among options.
///
/// This is for training: `find` asks the compiled-in weights.
pub struct Question<'q> {
    pub(crate) scene: &'q Scene<'q, 'q>,
    pub(crate) cue: Range,
    pub(crate) options: Options<'q>,
    /// The probability that all readings must have together for one of them to be taken.
    pub(crate) bar: f32,
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
    /// What some features come to: their weight, or where they are kept.
    type Part: Copy + Default;

    /// Notes a feature, an index into the weights, of the part that is being made.
    fn add(&mut self, feature: u32);

    /// The part that the features since the last call make.
    fn close(&mut self) -> Self::Part;

    /// Whether a cue can attribute anything, by what stands around it. This comes before its readings are listed.
    fn admits(&mut self, cue: Span, part: Self::Part) -> bool;

    /// The chosen option and its probability. Each option is the sum of its parts; option 0 of a question about
    /// readings has none.
    fn choose(&mut self, question: &Question<'_>, options: &[[Self::Part; 4]]) -> (usize, f32);
}

/// The log-odds, in sixteenths, up to which a cue is dismissed unread: one in ten at most attributes anything.
const DISMISSED: i32 = -28;

/// Weights in sixteenths, one for each hashed feature.
pub(crate) struct Weights<'w> {
    weights: &'w [u8; SIZE],
    sum: i32,
}

impl<'w> Weights<'w> {
    pub(crate) const fn new(weights: &'w [u8; SIZE]) -> Self {
        Self { weights, sum: 0 }
    }
}

impl Judge for Weights<'_> {
    type Part = i32;

    #[inline]
    fn add(&mut self, feature: u32) {
        self.sum += i32::from(self.weights[feature as usize % SIZE].cast_signed());
    }

    #[inline]
    fn close(&mut self) -> i32 {
        std::mem::take(&mut self.sum)
    }

    #[inline]
    fn admits(&mut self, _: Span, part: i32) -> bool {
        part > DISMISSED
    }

    fn choose(&mut self, question: &Question<'_>, options: &[[i32; 4]]) -> (usize, f32) {
        let first = usize::from(question.is_reading());
        let (best, highest) = options.iter().map(|o| o.iter().sum::<i32>()).enumerate().skip(first).fold(
            (0, i32::MIN),
            |best, option| {
                if option.1 > best.1 { option } else { best }
            },
        );
        if best == 0 && first == 1 {
            return (0, 1.0);
        }
        // A sum of some forty bytes: exact in single precision. Relative to the highest nothing overflows.
        #[allow(clippy::cast_precision_loss)]
        let odds = |score: i32| ((score - highest) as f32 / 16.0).exp();
        let total: f32 = options[first..].iter().map(|o| odds(o.iter().sum())).sum();
        if first == 0 {
            return (best, 1.0 / total);
        }
        let all = total + odds(0);
        if total < question.bar * all { (0, odds(0) / all) } else { (best, 1.0 / all) }
    }
}

/// The slope and the shift in log-odds that make the model's probabilities those of being right, fitted by five-fold
/// cross-validation over the training texts (Platt, "Probabilistic outputs for support vector machines", 1999).
const SLOPE: f32 = 0.91;
const SHIFT: f32 = 0.86;

/// How probable it is that content and speaker are right, given what the model says of reading and edges.
pub(crate) fn calibrated(said: f32) -> f32 {
    let said = said.clamp(1e-4, 1.0 - 1e-4);
    let odds = (said / (1.0 - said)).ln();
    1.0 / (1.0 + (-(SLOPE * odds + SHIFT)).exp())
}
