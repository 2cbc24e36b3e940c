//! Decoding: the best labels of a sequence, and how probable they are. Both are exact: no label is left out.

use std::ops::Range;

use super::Crf;
use super::steps::LANES;

/// The scores of one sequence, and room for decoding it: made once, used for any number of sequences.
///
/// ```
/// use copydesk_model::crf::{Crf, Lattice, Parts, feature};
///
/// let crf = Crf::from_parts(&Parts {
///     labels: vec!["out".into(), "in".into()],
///     scale: 0.05,
///     start: vec![0, 0],
///     end: vec![0, 0],
///     transitions: vec![20, -10, -10, 20],
///     features: vec![(feature(0, 1), vec![(1, 60)]), (feature(0, 2), vec![(0, 60)])],
/// })?;
/// let mut lattice = Lattice::default();
/// lattice.begin(&crf);
/// for word in [1, 3, 1, 2, 2] {
///     lattice.push(&crf, &[feature(0, word)]);
/// }
/// assert_eq!(lattice.decode(&crf), [1, 1, 1, 0, 0]);
/// assert!(lattice.probability(&crf, 3..5) > 0.9);
/// # Ok::<(), copydesk_model::crf::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    width: usize,
    /// The width rounded up to whole lanes: how far apart the rows of the buffers below lie.
    stride: usize,
    /// The labels known to stand before the first position and after the last.
    borders: [Option<u8>; 2],
    /// Scores of the features.
    rows: Vec<i16>,
    /// For each label of a position, the score of the best path to it, less that of the position's best. Scores are
    /// whole numbers far below 2^24: an `f32` holds them exactly.
    best: Vec<f32>,
    path: Vec<u8>,
    /// Scaled sums over the paths to each label and from it, and its own odds; empty until a probability is asked for.
    forward: Vec<f32>,
    backward: Vec<f32>,
    own: Vec<f32>,
}

impl Lattice {
    /// Forgets the sequence before.
    pub fn begin(&mut self, crf: &Crf) {
        self.begin_between(crf, [None; 2]);
    }

    /// Begins a piece of a sequence: the label before it and the label after it are known, or `None` where the whole
    /// sequence begins or ends.
    ///
    /// Between positions whose labels are known a sequence falls apart into pieces; decoding each gives what decoding
    /// the whole would.
    pub fn begin_between(&mut self, crf: &Crf, borders: [Option<u8>; 2]) {
        self.width = crf.labels.len();
        self.stride = crf.steps.stride();
        self.borders = borders.map(|label| label.filter(|label| usize::from(*label) < self.width));
        self.rows.clear();
        self.path.clear();
        self.forward.clear();
    }

    /// Adds a position with no features and gives its row of scores, [`Crf::row_width`] long, to add to.
    pub fn position(&mut self) -> &mut [i16] {
        let from = self.rows.len();
        self.rows.resize(from + self.stride, 0);
        &mut self.rows[from..]
    }

    /// Adds a position with the given features.
    pub fn push(&mut self, crf: &Crf, features: &[u32]) {
        crf.add_all(features, self.position());
    }

    /// Adds positions with the given rows of scores, each [`Crf::row_width`] long.
    pub fn extend(&mut self, rows: &[i16]) {
        self.rows.extend(rows);
    }

    /// The best labels of the sequence (Viterbi, 1967).
    pub fn decode(&mut self, crf: &Crf) -> &[u8] {
        self.forward.clear();
        self.path.clear();
        if self.width == 0 || self.rows.is_empty() {
            return &self.path;
        }
        let (steps, stride) = (&crf.steps, self.stride);
        self.best.clear();
        self.best.resize(self.rows.len(), f32::NEG_INFINITY);
        for (at, row) in self.rows.chunks_exact(stride).enumerate() {
            let (done, rest) = self.best.split_at_mut(at * stride);
            let here = &mut rest[..stride];
            match at.checked_sub(1) {
                None => here.copy_from_slice(steps.first(self.borders[0])),
                Some(last) => steps.best(&done[last * stride..], here),
            }
            for (score, own) in here.iter_mut().zip(row) {
                *score += f32::from(*own);
            }
            let top = here.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if top > f32::NEG_INFINITY {
                for score in here {
                    *score -= top;
                }
            }
        }
        let mut label = 0;
        let mut top = f32::NEG_INFINITY;
        let last = &self.best[self.best.len() - stride..];
        for (at, score) in (0_u8..).zip(&last[..self.width]) {
            let score = score + steps.last_score(at, self.borders[1]);
            if score > top {
                (label, top) = (at, score);
            }
        }
        self.path.push(label);
        for before in self.best[..self.best.len() - stride].chunks_exact(stride).rev() {
            label = steps.came_from(&before[..self.width], label);
            self.path.push(label);
        }
        self.path.reverse();
        &self.path
    }

    /// The labels that [`decode`](Self::decode) found.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// The model’s own probability that the decoded labels of a range of positions are right, whatever the others are.
    /// 0 before decoding, and for an empty range.
    pub fn probability(&mut self, crf: &Crf, range: Range<usize>) -> f32 {
        if range.is_empty() || range.end > self.path.len() {
            return 0.0;
        }
        if self.forward.is_empty() {
            self.sum(crf);
        }
        let slot = |at: usize| at * self.stride + usize::from(self.path[at]);
        let inner: f32 = (range.start + 1..range.end)
            .map(|at| crf.steps.odds(self.path[at - 1], self.path[at]) * self.own[slot(at)])
            .product();
        (self.forward[slot(range.start)] * inner * self.backward[slot(range.end - 1)]).clamp(0.0, 1.0)
    }

    /// Scaled forward and backward sums (Rabiner, 1989): their product is the probability of a label at its position.
    fn sum(&mut self, crf: &Crf) {
        let (steps, stride) = (&crf.steps, self.stride);
        for buffer in [&mut self.forward, &mut self.backward, &mut self.own] {
            buffer.clear();
            buffer.resize(self.rows.len(), 0.0);
        }
        for (at, row) in self.rows.chunks_exact(stride).enumerate() {
            let here = at * stride..(at + 1) * stride;
            let (done, rest) = self.forward.split_at_mut(here.start);
            let (forward, own) = (&mut rest[..stride], &mut self.own[here.clone()]);
            match at.checked_sub(1) {
                None => forward.copy_from_slice(steps.first_odds(self.borders[0])),
                Some(last) => steps.forward(&done[last * stride..], forward),
            }
            // Odds against the best of the labels that a path reaches.
            let reached = self.best[here].iter().zip(row).map(|(best, score)| (*best > f32::NEG_INFINITY, *score));
            let highest =
                reached.clone().fold(i16::MIN, |top, (reached, score)| if reached { top.max(score) } else { top });
            for (own, (reached, score)) in own.iter_mut().zip(reached) {
                if reached {
                    *own = crf.odds_behind(i32::from(highest) - i32::from(score));
                }
            }
            let mut total = 0.0;
            for (forward, own) in forward.iter_mut().zip(&*own) {
                *forward *= own;
                total += *forward;
            }
            let factor = 1.0 / f32::max(total, f32::MIN_POSITIVE);
            for value in forward.iter_mut().chain(own) {
                *value *= factor;
            }
        }
        let mut next = [0.0; LANES * 8];
        let mut at = self.rows.len();
        while at > 0 {
            let (here, after) = (at - stride..at, at..at + stride);
            if after.start == self.rows.len() {
                for (label, value) in (0_u8..).zip(&mut self.backward[here.clone()][..self.width]) {
                    *value = steps.last_odds(label, self.borders[1]);
                }
                let ends = self.forward[here.clone()].iter().zip(&self.backward[here.clone()]);
                let total: f32 = ends.map(|(forward, backward)| forward * backward).sum();
                let factor = 1.0 / total.max(f32::MIN_POSITIVE);
                for value in &mut self.backward[here] {
                    *value *= factor;
                }
            } else {
                let (own, backward) = (&self.own[after.clone()], &self.backward[after]);
                next.iter_mut()
                    .zip(own.iter().zip(backward))
                    .for_each(|(next, (own, backward))| *next = own * backward);
                steps.backward(&next[..stride], &mut self.backward[here]);
            }
            at -= stride;
        }
    }
}
