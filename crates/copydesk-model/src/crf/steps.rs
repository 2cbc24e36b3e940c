//! Transitions, laid out for sweeps over all labels of a position.
//!
//! In a labelling of segments most steps are forbidden: what has begun goes on with one of two labels. Labels that few
//! may follow keep a list of steps; a label that many may follow keeps a dense row, over which compilers make vector
//! instructions. Most of these rows need not be looked at: one label is so far ahead of the others that no step from them
//! can matter.

use super::FORBIDDEN;

/// Rows are padded to multiples of this many labels.
pub(super) const LANES: usize = 8;

/// A label that at most this many may follow keeps a list of steps.
const FEW: usize = 4;

/// What a label adds to a sum is left out if it is at most this share of what another adds: 40 of them change an `f32`
/// by less than it tells.
const NEGLIGIBLE: f32 = f32::EPSILON / 128.0;

/// The transitions of a model. Forbidden ones have a score of minus infinity and odds of 0; so has what pads a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    stride: usize,
    /// Of `from * stride + to`, then two more rows: of beginning and of ending with a label.
    scores: Vec<f32>,
    odds: Vec<f32>,
    /// Of `to * stride + from`.
    scores_back: Vec<f32>,
    odds_back: Vec<f32>,
    onward: Fan,
    back: Fan,
}

/// The steps from each label in one direction.
#[derive(Clone, Debug, Default)]
struct Fan {
    /// Labels from which many steps lead.
    open: Vec<u8>,
    /// The steps from all other labels: from, to.
    single: Vec<[u8; 2]>,
    /// Of `a * stride + b`: by how much a step from `b` can be better than the same step from `a`, as a score and as odds.
    gain: Vec<f32>,
    ratio: Vec<f32>,
}

impl Fan {
    /// The steps whose scores are in rows, one for each label they lead from.
    fn new(scores: &[f32], stride: usize, scale: f32) -> Self {
        let mut fan = Self::default();
        let rows = || (0_u8..).zip(scores.chunks_exact(stride.max(1)));
        for (from, row) in rows() {
            let allowed = || (0_u8..).zip(row).filter(|(_, score)| **score > f32::NEG_INFINITY).map(|(to, _)| to);
            if allowed().count() > FEW {
                fan.open.push(from);
            } else {
                fan.single.extend(allowed().map(|to| [from, to]));
            }
            fan.gain.extend(rows().map(|(_, other)| {
                let gains = row.iter().zip(other).filter(|(_, other)| **other > f32::NEG_INFINITY);
                gains.map(|(score, other)| other - score).fold(f32::NEG_INFINITY, f32::max)
            }));
            fan.gain.resize(fan.gain.len().next_multiple_of(stride), 0.0);
        }
        fan.ratio = fan.gain.iter().map(|gain| (gain * scale).exp()).collect();
        fan
    }

    /// The open label with the highest value.
    fn lead(&self, values: &[f32]) -> usize {
        let mut lead = self.open.first().copied().unwrap_or(0);
        for &label in &self.open {
            if values[usize::from(label)] > values[usize::from(lead)] {
                lead = label;
            }
        }
        lead.into()
    }

    /// The sum over all steps: of the value that they lead from times their odds, in rows; `sums` is 0 before.
    fn sum(&self, odds: &[f32], stride: usize, values: &[f32], sums: &mut [f32]) {
        let lead = self.lead(values);
        let ratio = &self.ratio[lead * stride..];
        for &from in &self.open {
            let from = usize::from(from);
            let value = values[from];
            if value * ratio[from] > values[lead] * NEGLIGIBLE {
                lanes(sums, &odds[from * stride..(from + 1) * stride], |sum, odds| sum + value * odds);
            }
        }
        for &[from, to] in &self.single {
            sums[usize::from(to)] += values[usize::from(from)] * odds[usize::from(from) * stride + usize::from(to)];
        }
    }
}

impl Steps {
    /// The steps of a model: `transitions` are of `from * labels + to`.
    pub(super) fn new(start: &[i16], end: &[i16], transitions: &[i16], scale: f32) -> Self {
        let labels = start.len();
        let stride = labels.next_multiple_of(LANES);
        let mut steps = Self { stride, ..Self::default() };
        // Only the ratios of odds matter: those of the likeliest step are 1, so that sums stay in range.
        let tops = [transitions, start, end].map(|scores| scores.iter().copied().max().unwrap_or(0));
        let rows = transitions.chunks_exact(labels.max(1)).map(|row| (row, tops[0]));
        for (row, top) in rows.chain([(start, tops[1]), (end, tops[2])]) {
            let open = |score: i16| score > FORBIDDEN;
            steps.scores.extend(row.iter().map(|&s| if open(s) { f32::from(s) } else { f32::NEG_INFINITY }));
            let odds = |s: i16| ((f32::from(s) - f32::from(top)) * scale).exp();
            steps.odds.extend(row.iter().map(|&s| if open(s) { odds(s) } else { 0.0 }));
            steps.scores.resize(steps.scores.len().next_multiple_of(LANES), f32::NEG_INFINITY);
            steps.odds.resize(steps.odds.len().next_multiple_of(LANES), 0.0);
        }
        let turned = |rows: &[f32]| {
            let across = |to: usize| (0..stride).map(move |from| (from < labels).then(|| rows[from * stride + to]));
            (0..labels).flat_map(across).collect::<Vec<_>>()
        };
        let padded = |rows: &[f32], padding: f32| turned(rows).into_iter().map(|v| v.unwrap_or(padding)).collect();
        steps.scores_back = padded(&steps.scores, f32::NEG_INFINITY);
        steps.odds_back = padded(&steps.odds, 0.0);
        steps.onward = Fan::new(&steps.scores[..labels * stride], stride, scale);
        steps.back = Fan::new(&steps.scores_back, stride, scale);
        steps
    }

    pub(super) fn stride(&self) -> usize {
        self.stride
    }

    fn labels(&self) -> usize {
        (self.scores.len() / self.stride.max(1)).saturating_sub(2)
    }

    fn row(&self, row: usize) -> std::ops::Range<usize> {
        row * self.stride..(row + 1) * self.stride
    }

    /// Scores of the first position's labels, after a known label or at the start.
    pub(super) fn first(&self, before: Option<u8>) -> &[f32] {
        &self.scores[self.row(before.map_or(self.labels(), usize::from))]
    }

    pub(super) fn first_odds(&self, before: Option<u8>) -> &[f32] {
        &self.odds[self.row(before.map_or(self.labels(), usize::from))]
    }

    fn last(&self, label: u8, after: Option<u8>) -> usize {
        match after {
            Some(after) => usize::from(label) * self.stride + usize::from(after),
            None => (self.labels() + 1) * self.stride + usize::from(label),
        }
    }

    /// Score of a label at the last position, before a known label or at the end.
    pub(super) fn last_score(&self, label: u8, after: Option<u8>) -> f32 {
        self.scores[self.last(label, after)]
    }

    pub(super) fn last_odds(&self, label: u8, after: Option<u8>) -> f32 {
        self.odds[self.last(label, after)]
    }

    pub(super) fn odds(&self, from: u8, to: u8) -> f32 {
        self.odds[usize::from(from) * self.stride + usize::from(to)]
    }

    /// The best score of a path that goes one step on to each label; `next` is minus infinity before.
    pub(super) fn best(&self, before: &[f32], next: &mut [f32]) {
        let lead = self.onward.lead(before);
        let gain = &self.onward.gain[lead * self.stride..];
        for &from in &self.onward.open {
            let from = usize::from(from);
            let reached = before[from];
            // Else all its steps fall behind the same steps from the lead.
            if reached + gain[from] >= before[lead] {
                lanes(next, &self.scores[self.row(from)], |next, step| {
                    let score = reached + step;
                    // Not `f32::max`, which must look out for what is no number.
                    if score > next { score } else { next }
                });
            }
        }
        for &[from, to] in &self.onward.single {
            let score = before[usize::from(from)] + self.scores[usize::from(from) * self.stride + usize::from(to)];
            let next = &mut next[usize::from(to)];
            *next = next.max(score);
        }
    }

    /// The label from which the best path comes to a label.
    pub(super) fn came_from(&self, before: &[f32], to: u8) -> u8 {
        let (mut label, mut top) = (0, f32::NEG_INFINITY);
        for ((from, score), step) in (0_u8..).zip(before).zip(&self.scores_back[self.row(to.into())]) {
            if score + step > top {
                (label, top) = (from, score + step);
            }
        }
        label
    }

    /// The sum over all paths that go one step on to each label; `next` is 0 before.
    pub(super) fn forward(&self, before: &[f32], next: &mut [f32]) {
        self.onward.sum(&self.odds, self.stride, before, next);
    }

    /// The sum over all paths that come one step back to each label; `before` is 0 before.
    pub(super) fn backward(&self, next: &[f32], before: &mut [f32]) {
        self.back.sum(&self.odds_back, self.stride, next, before);
    }
}

/// Combines two rows, lane by lane, into the first.
fn lanes(row: &mut [f32], other: &[f32], combine: impl Fn(f32, f32) -> f32) {
    for (row, other) in row.as_chunks_mut::<LANES>().0.iter_mut().zip(other.as_chunks::<LANES>().0) {
        for (value, other) in row.iter_mut().zip(other) {
            *value = combine(*value, *other);
        }
    }
}
