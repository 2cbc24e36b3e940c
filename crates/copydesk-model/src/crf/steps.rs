//! Transitions, laid out for sweeps over all labels of a position.
//!
//! In a labelling of segments most steps are forbidden: what has begun goes on with one of two labels. Labels that few
//! may follow keep a list of steps; a label that many may follow keeps a dense row, over which compilers make vector
//! instructions.

use super::FORBIDDEN;

/// Rows are padded to multiples of this many labels.
pub(super) const LANES: usize = 8;

/// A label that at most this many may follow keeps a list of steps.
const FEW: usize = 4;

/// The transitions of a model. Forbidden ones have a score of minus infinity and odds of 0; so has what pads a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    stride: usize,
    /// Of `from * stride + to`, then two more rows: of beginning and of ending with a label.
    scores: Vec<f32>,
    odds: Vec<f32>,
    /// Labels that many may follow.
    open: Vec<u8>,
    /// The steps from all other labels.
    single: Vec<[u8; 2]>,
}

impl Steps {
    /// The steps of a model: `transitions` are of `from * labels + to`.
    pub(super) fn new(start: &[i16], end: &[i16], transitions: &[i16], scale: f32) -> Self {
        let labels = start.len();
        let stride = labels.next_multiple_of(LANES);
        let mut steps = Self { stride, ..Self::default() };
        for (from, row) in transitions.chunks_exact(labels.max(1)).enumerate() {
            let may_follow = || (0_u8..).zip(row).filter(|(_, score)| **score > FORBIDDEN).map(|(to, _)| to);
            if may_follow().count() > FEW {
                steps.open.push(from as u8);
            } else {
                steps.single.extend(may_follow().map(|to| [from as u8, to]));
            }
        }
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
        for &from in &self.open {
            let reached = before[usize::from(from)];
            if reached > f32::NEG_INFINITY {
                lanes(next, &self.scores[self.row(from.into())], |next, step| {
                    let score = reached + step;
                    // Not `f32::max`, which must look out for what is no number.
                    if score > next { score } else { next }
                });
            }
        }
        for &[from, to] in &self.single {
            let score = before[usize::from(from)] + self.scores[usize::from(from) * self.stride + usize::from(to)];
            let next = &mut next[usize::from(to)];
            *next = next.max(score);
        }
    }

    /// The label from which the best path comes to a label.
    pub(super) fn came_from(&self, before: &[f32], to: u8) -> u8 {
        let (mut label, mut top) = (0, f32::NEG_INFINITY);
        let steps = self.scores[usize::from(to)..].iter().step_by(self.stride);
        for ((from, score), step) in (0_u8..).zip(before).zip(steps) {
            if score + step > top {
                (label, top) = (from, score + step);
            }
        }
        label
    }

    /// The sum over all paths that go one step on to each label; `next` is 0 before.
    pub(super) fn forward(&self, before: &[f32], next: &mut [f32]) {
        for &from in &self.open {
            let sum = before[usize::from(from)];
            if sum > 0.0 {
                lanes(next, &self.odds[self.row(from.into())], |next, odds| next + sum * odds);
            }
        }
        for &[from, to] in &self.single {
            next[usize::from(to)] += before[usize::from(from)] * self.odds(from, to);
        }
    }

    /// The sum over all paths that come one step back to each label; `before` is 0 before.
    pub(super) fn backward(&self, next: &[f32], before: &mut [f32]) {
        for &from in &self.open {
            let mut sums = [0.0; LANES];
            let odds = self.odds[self.row(from.into())].as_chunks::<LANES>().0;
            for (odds, next) in odds.iter().zip(next.as_chunks::<LANES>().0) {
                sums.iter_mut().zip(odds.iter().zip(next)).for_each(|(sum, (odds, next))| *sum += odds * next);
            }
            before[usize::from(from)] = sums.iter().sum();
        }
        for &[from, to] in &self.single {
            before[usize::from(from)] += self.odds(from, to) * next[usize::from(to)];
        }
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
