//! Training of linear-chain CRFs: stochastic gradients with `AdaGrad` steps (Duchi, Hazan and Singer, 2011) and an L1
//! penalty applied by proximal steps, which leaves a model small; then the kept weights are trained on without the
//! penalty. The same sequences, settings and seed give the same bytes.
//!
//! A position may have several allowed labels: what is maximised is the likelihood of all labellings that agree with
//! them (Tsuboi et al., 2008), so that data of a coarser label set can be used.

use std::collections::HashMap;

use copydesk_model::crf::{FORBIDDEN, Parts, Weight};

/// One training sequence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    /// Feature hashes of all positions.
    pub(crate) features: Vec<u32>,
    /// Where the features of each position end.
    pub(crate) ends: Vec<u32>,
    /// The labels that each position may have, as bits.
    pub(crate) allowed: Vec<u64>,
    /// How much the sequence counts; 1 is usual.
    pub(crate) weight: f32,
}

impl Sequence {
    /// Adds a position. One without features has none but its allowed labels, whatever the weights.
    pub(crate) fn push(&mut self, features: &[u32], allowed: u64) {
        self.features.extend(features);
        self.ends.push(self.features.len() as u32);
        self.allowed.push(allowed);
    }

    fn positions(&self) -> impl Iterator<Item = &[u32]> {
        let mut from = 0;
        self.ends.iter().map(move |&until| {
            let position = &self.features[from..until as usize];
            from = until as usize;
            position
        })
    }
}

/// What the optimiser is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Passes over the data with the L1 penalty, then without.
    pub(crate) epochs: [usize; 2],
    /// Step size before `AdaGrad`'s scaling.
    pub(crate) rate: f32,
    /// Penalty on the absolute value of a weight, against the log-likelihood of all the data.
    pub(crate) l1: f32,
    /// Features seen at fewer positions are dropped.
    pub(crate) min_count: u32,
    /// Natural-log units of one unit of weight in the artefact.
    pub(crate) scale: f32,
    /// Seed of the order of sequences.
    pub(crate) seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: [8, 2], rate: 0.15, l1: 0.6, min_count: 2, scale: 1.0 / 24.0, seed: 1 }
    }
}

/// Proximal steps in an epoch.
const PROXIMAL_STEPS: usize = 8;
/// Posterior error of a position below which its features are left alone.
const SETTLED: f32 = 1e-2;
/// Labels this much less likely than a position's best are left out of sums, by their features alone.
const NEGLIGIBLE: f32 = 1e-6;

/// Trains a model on sequences. `may_follow(from, to)` says which label may follow which.
pub(crate) fn train(
    labels: &[&str],
    mut sequences: Vec<Sequence>,
    may_follow: impl Fn(usize, usize) -> bool,
    settings: &Settings,
) -> Parts {
    let keys = index(&mut sequences, settings.min_count);
    let n = labels.len();
    let forbidden = (0..n * n).map(|i| !may_follow(i / n, i % n)).collect();
    let mut trainer = Trainer::new(n, keys.len(), forbidden, settings.rate);
    let mut order: Vec<u32> = (0..sequences.len() as u32).collect();
    let mut random = settings.seed | 1;
    for epoch in 0..settings.epochs[0] + settings.epochs[1] {
        trainer.only_kept = epoch >= settings.epochs[0];
        let l1 = if trainer.only_kept { 0.0 } else { settings.l1 };
        shuffle(&mut order, &mut random);
        let mut loss = 0.0;
        for chunk in order.chunks(order.len().div_ceil(PROXIMAL_STEPS).max(1)) {
            for &at in chunk {
                loss += trainer.learn(&sequences[at as usize]);
            }
            trainer.shrink(l1 * chunk.len() as f32 / order.len() as f32);
        }
        eprintln!("epoch {epoch}: loss {loss:.0}, {} weights", trainer.weights.iter().filter(|w| **w != 0.0).count());
    }
    trainer.parts(labels, &keys, settings.scale)
}

/// Replaces the feature hashes in the sequences by indices into the list that is returned; rare ones are taken out.
fn index(sequences: &mut [Sequence], min_count: u32) -> Vec<u32> {
    let mut counts = HashMap::<u32, u32>::new();
    for feature in sequences.iter().flat_map(|s| &s.features) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, count)| **count >= min_count).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let numbers: HashMap<u32, u32> = keys.iter().copied().zip(0..).collect();
    for sequence in sequences {
        let mut kept = Vec::with_capacity(sequence.features.len());
        let mut ends = Vec::with_capacity(sequence.ends.len());
        for position in sequence.positions() {
            kept.extend(position.iter().filter_map(|key| numbers.get(key)));
            ends.push(kept.len() as u32);
        }
        (sequence.features, sequence.ends) = (kept, ends);
    }
    eprintln!("{} features of {}", keys.len(), counts.len());
    keys
}

/// Fisher and Yates, with a xorshift generator.
fn shuffle(order: &mut [u32], state: &mut u64) {
    for i in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        order.swap(i, (*state % (i as u64 + 1)) as usize);
    }
}

struct Trainer {
    n: usize,
    rate: f32,
    /// Whether a weight that is zero stays so.
    only_kept: bool,
    /// Features x labels.
    weights: Vec<f32>,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    /// Labels x labels, then the start's row, then the end's.
    steps: Vec<f32>,
    step_squares: Vec<f32>,
    forbidden: Vec<bool>,
    room: Room,
}

/// Buffers of one sequence.
#[derive(Default)]
struct Room {
    /// Positions x labels: scores, then their exponentials.
    scores: Vec<f32>,
    /// Posteriors given nothing but the features, and given the allowed labels.
    free: Vec<f32>,
    clamped: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// Expected counts of transitions, the free less the clamped.
    gradient: Vec<f32>,
    exp_steps: Vec<f32>,
    active: Vec<Vec<usize>>,
}

impl Trainer {
    fn new(n: usize, features: usize, forbidden: Vec<bool>, rate: f32) -> Self {
        let steps = n * (n + 2);
        Self {
            n,
            rate,
            only_kept: false,
            weights: vec![0.0; features * n],
            squares: vec![0.5; features * n],
            steps: vec![0.0; steps],
            step_squares: vec![1.0; steps],
            forbidden,
            room: Room::default(),
        }
    }

    /// One stochastic step; returns the loss before it.
    fn learn(&mut self, sequence: &Sequence) -> f32 {
        let n = self.n;
        if sequence.ends.is_empty() {
            return 0.0;
        }
        self.score(sequence);
        let room = &mut self.room;
        let free = sums(room, n, None, 1.0);
        let clamped = sums(room, n, Some(&sequence.allowed), -1.0);
        for (position, features) in sequence.positions().enumerate() {
            let here = position * n..(position + 1) * n;
            let mut gradient = [0.0; 64];
            let mut error = 0.0_f32;
            for ((g, p), q) in gradient.iter_mut().zip(&room.free[here.clone()]).zip(&room.clamped[here]) {
                *g = (p - q) * sequence.weight;
                error = error.max(g.abs());
            }
            if error < SETTLED {
                continue;
            }
            for &feature in features {
                let row = feature as usize * n..(feature as usize + 1) * n;
                let (weights, squares) = (&mut self.weights[row.clone()], &mut self.squares[row]);
                for ((w, s), g) in weights.iter_mut().zip(squares).zip(&gradient) {
                    let g = if self.only_kept && *w == 0.0 { 0.0 } else { *g };
                    *s += g * g;
                    *w -= self.rate * g / s.sqrt();
                }
            }
        }
        for ((w, s), g) in self.steps.iter_mut().zip(&mut self.step_squares).zip(&room.gradient) {
            let g = g * sequence.weight;
            *s += g * g;
            *w -= self.rate * g / s.sqrt();
        }
        (free - clamped) * sequence.weight
    }

    /// Fills the scores' exponentials and the labels worth summing over.
    fn score(&mut self, sequence: &Sequence) {
        let n = self.n;
        let room = &mut self.room;
        room.scores.clear();
        room.scores.resize(sequence.ends.len() * n, 0.0);
        room.active.resize_with(sequence.ends.len(), Vec::new);
        for (position, features) in sequence.positions().enumerate() {
            let row = &mut room.scores[position * n..(position + 1) * n];
            for &feature in features {
                let weights = &self.weights[feature as usize * n..(feature as usize + 1) * n];
                row.iter_mut().zip(weights).for_each(|(score, w)| *score += w);
            }
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let active = &mut room.active[position];
            active.clear();
            for (label, score) in row.iter_mut().enumerate() {
                *score = (*score - top).exp();
                if *score > NEGLIGIBLE && !features.is_empty() || sequence.allowed[position] >> label & 1 == 1 {
                    *score = score.max(f32::MIN_POSITIVE.sqrt());
                    active.push(label);
                }
            }
        }
        room.exp_steps.clear();
        let open = self.forbidden.iter().copied().chain(std::iter::repeat(false));
        room.exp_steps.extend(self.steps.iter().zip(open).map(|(w, no)| if no { 0.0 } else { w.exp() }));
        room.gradient.clear();
        room.gradient.resize(self.steps.len(), 0.0);
    }

    /// The proximal step of the L1 penalty.
    fn shrink(&mut self, l1: f32) {
        if l1 > 0.0 {
            for (w, s) in self.weights.iter_mut().zip(&self.squares) {
                let less = (w.abs() - self.rate * l1 / s.sqrt()).max(0.0);
                *w = less.copysign(*w);
            }
        }
    }

    fn parts(&self, labels: &[&str], keys: &[u32], scale: f32) -> Parts {
        let n = self.n;
        let quantise = |w: f32| (w / scale).round();
        let step = |w: &f32| quantise(*w).clamp(-3000.0, 3000.0) as i16;
        let transitions = self.steps[..n * n].iter().zip(&self.forbidden);
        let features = keys.iter().zip(self.weights.chunks_exact(n)).map(|(key, row)| {
            let weights = row.iter().map(|w| quantise(*w).clamp(-127.0, 127.0) as i8);
            let row: Vec<Weight> = (0..).zip(weights).filter(|(_, w)| *w != 0).collect();
            (*key, row)
        });
        Parts {
            labels: labels.iter().map(ToString::to_string).collect(),
            scale,
            start: self.steps[n * n..n * (n + 1)].iter().map(step).collect(),
            end: self.steps[n * (n + 1)..].iter().map(step).collect(),
            transitions: transitions.map(|(w, no)| if *no { FORBIDDEN } else { step(w) }).collect(),
            features: features.filter(|(_, row)| !row.is_empty()).collect(),
        }
    }
}

/// Scaled forward and backward sums (Rabiner, 1989). Fills the posteriors, adds `sign` times the expected transitions to
/// the gradient, and returns the logarithm of the total.
fn sums(room: &mut Room, n: usize, allowed: Option<&[u64]>, sign: f32) -> f32 {
    let Room { scores, free, clamped, forward, backward, gradient, exp_steps, active } = room;
    let posterior = if allowed.is_some() { clamped } else { free };
    let positions = scores.len() / n;
    let may = |at: usize, label: usize| allowed.is_none_or(|allowed| allowed[at] >> label & 1 == 1);
    let labels = |at: usize| active[at].iter().copied().filter(move |label| may(at, *label));
    for buffer in [&mut *posterior, &mut *forward, &mut *backward] {
        buffer.clear();
        buffer.resize(scores.len(), 0.0);
    }
    let (start, end) = (&exp_steps[n * n..n * (n + 1)], &exp_steps[n * (n + 1)..]);
    let mut log_total = 0.0;
    for at in 0..positions {
        let mut total = 0.0;
        for label in labels(at) {
            let before = match at.checked_sub(1) {
                None => start[label],
                Some(last) => labels(last).map(|from| forward[last * n + from] * exp_steps[from * n + label]).sum(),
            };
            let value = before * scores[at * n + label];
            forward[at * n + label] = value;
            total += value;
        }
        let total = total.max(f32::MIN_POSITIVE);
        labels(at).for_each(|label| forward[at * n + label] /= total);
        log_total += total.ln();
    }
    for at in (0..positions).rev() {
        let mut total = 0.0;
        for label in labels(at) {
            let value = if at + 1 == positions {
                end[label]
            } else {
                let next = (at + 1) * n;
                labels(at + 1).map(|to| exp_steps[label * n + to] * scores[next + to] * backward[next + to]).sum()
            };
            backward[at * n + label] = value;
            total += forward[at * n + label] * value;
        }
        if at + 1 == positions {
            log_total += total.max(f32::MIN_POSITIVE).ln();
        }
        // Scaled so that forward times backward is the posterior.
        let total = total.max(f32::MIN_POSITIVE);
        for label in labels(at) {
            backward[at * n + label] /= total;
            posterior[at * n + label] = forward[at * n + label] * backward[at * n + label];
        }
    }
    for label in labels(0) {
        gradient[n * n + label] += sign * posterior[label];
    }
    for label in labels(positions - 1) {
        gradient[n * (n + 1) + label] += sign * posterior[(positions - 1) * n + label];
    }
    for at in 1..positions {
        let (last, here) = ((at - 1) * n, at * n);
        let pair = |from: usize, to: usize| {
            forward[last + from] * exp_steps[from * n + to] * scores[here + to] * backward[here + to]
        };
        let total: f32 = labels(at - 1).flat_map(|from| labels(at).map(move |to| pair(from, to))).sum();
        let factor = sign / total.max(f32::MIN_POSITIVE);
        for from in labels(at - 1) {
            for to in labels(at) {
                gradient[from * n + to] += factor * pair(from, to);
            }
        }
    }
    log_total
}

#[cfg(test)]
mod tests {
    use copydesk_model::crf::{Crf, Lattice, feature};

    use super::*;

    /// Words 1 and 2 begin a name of two words that goes on with any word; word 9 is never one.
    fn data(allowed: impl Fn(u8) -> u64) -> Vec<Sequence> {
        (0..200u32)
            .map(|i| {
                let mut sequence = Sequence { weight: 1.0, ..Sequence::default() };
                for (word, label) in [(9, 0), (1 + i % 2, 1), (3 + i % 5, 2), (9, 0), (3 + i % 5, 0)] {
                    sequence.push(&[feature(0, word)], allowed(label));
                }
                sequence
            })
            .collect()
    }

    fn legal(from: usize, to: usize) -> bool {
        matches!((from, to), (0 | 2, 0 | 1) | (1, 2))
    }

    #[test]
    fn learns_features_and_transitions_and_repeats_itself() {
        let settings = Settings { l1: 0.1, ..Settings::default() };
        let parts = train(&["O", "B", "L"], data(|label| 1 << label), legal, &settings);
        assert_eq!(parts, train(&["O", "B", "L"], data(|label| 1 << label), legal, &settings));
        let crf = Crf::from_bytes(&parts.to_bytes()).expect("what was written can be read");
        let mut lattice = Lattice::default();
        lattice.begin(&crf);
        for word in [9, 2, 4, 9, 1, 5, 9, 4] {
            lattice.push(&crf, &[feature(0, word)]);
        }
        assert_eq!(lattice.decode(&crf), [0, 1, 2, 0, 1, 2, 0, 0]);
    }

    #[test]
    fn a_position_may_be_left_open() {
        // Only beginnings are labelled; that a name goes on for one word follows from what may follow what.
        let parts = train(&["O", "B", "L"], data(|label| if label == 2 { 0b101 } else { 1 << label }), legal, &{
            Settings { l1: 0.1, ..Settings::default() }
        });
        let crf = Crf::from_parts(&parts).expect("consistent parts");
        let mut lattice = Lattice::default();
        lattice.begin(&crf);
        for word in [9, 1, 4, 9] {
            lattice.push(&crf, &[feature(0, word)]);
        }
        assert_eq!(lattice.decode(&crf), [0, 1, 2, 0]);
    }
}
