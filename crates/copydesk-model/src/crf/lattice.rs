//! Decoding: the best labels of a sequence, and how probable they are.

use std::ops::Range;

use super::{Crf, FORBIDDEN};

/// How far, in natural-log units, the features of a position may put a label behind the position's best one before
/// decoding leaves it out. Transitions hardly ever make up for so much.
const BEAM: f32 = 9.0;

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
    /// Scores of the features: positions x labels.
    rows: Vec<i16>,
    /// The labels that each position keeps, and where the next position's begin.
    active: Vec<u8>,
    ends: Vec<u32>,
    /// For each kept label: the best score of a path to it and that path's last step.
    best: Vec<i32>,
    back: Vec<u32>,
    path: Vec<u8>,
    /// Forward and backward sums in natural-log units, and their total; empty until a probability is asked for.
    forward: Vec<f32>,
    backward: Vec<f32>,
    total: f32,
}

impl Lattice {
    /// Forgets the sequence before.
    pub fn begin(&mut self, crf: &Crf) {
        self.width = crf.labels.len();
        self.rows.clear();
        self.path.clear();
        self.forward.clear();
    }

    /// Adds a position with no features and gives its row of scores, one a label, to add to.
    pub fn position(&mut self) -> &mut [i16] {
        let from = self.rows.len();
        self.rows.resize(from + self.width, 0);
        &mut self.rows[from..]
    }

    /// Adds a position with the given features.
    pub fn push(&mut self, crf: &Crf, features: &[u32]) {
        let row = self.position();
        for &feature in features {
            crf.add(feature, row);
        }
    }

    /// The best labels of the sequence (Viterbi, 1967).
    pub fn decode(&mut self, crf: &Crf) -> &[u8] {
        self.forward.clear();
        self.path.clear();
        if self.width == 0 || self.rows.is_empty() {
            return &self.path;
        }
        // A beam can leave only labellings with a forbidden step: then nothing is left out.
        let beam = if crf.scale > 0.0 { (BEAM / crf.scale) as i32 } else { i32::MAX };
        self.keep(beam);
        if self.viterbi(crf) < i32::from(FORBIDDEN) / 2 {
            self.keep(i32::MAX);
            self.viterbi(crf);
        }
        &self.path
    }

    /// Chooses the labels of each position that lie within `beam` of its best.
    fn keep(&mut self, beam: i32) {
        self.active.clear();
        self.ends.clear();
        for row in self.rows.chunks_exact(self.width) {
            let top = row.iter().copied().max().map_or(0, i32::from);
            let near = |score: i16| top - i32::from(score) <= beam;
            self.active.extend((0u8..).zip(row).filter(|(_, score)| near(**score)).map(|(label, _)| label));
            self.ends.push(self.active.len() as u32);
        }
    }

    /// Finds the path and returns its score.
    fn viterbi(&mut self, crf: &Crf) -> i32 {
        self.best.clear();
        self.back.clear();
        let (mut before, mut from) = (0..0, 0);
        for (row, &until) in self.rows.chunks_exact(self.width).zip(&self.ends) {
            let here = from..until as usize;
            for &label in &self.active[here.clone()] {
                let (mut top, mut step) = (i32::MIN, 0);
                for at in before.clone() {
                    let score = self.best[at] + i32::from(crf.step(self.active[at], label));
                    if score > top {
                        (top, step) = (score, at);
                    }
                }
                if before.is_empty() {
                    top = i32::from(crf.borders[0][usize::from(label)]);
                }
                self.best.push(top + i32::from(row[usize::from(label)]));
                self.back.push(step as u32);
            }
            from = here.end;
            before = here;
        }
        let ended = |at: usize| self.best[at] + i32::from(crf.borders[1][usize::from(self.active[at])]);
        let Some((mut at, score)) =
            before.map(|at| (at, ended(at))).reduce(|top, next| if next.1 > top.1 { next } else { top })
        else {
            return 0;
        };
        self.path.clear();
        for _ in 0..self.ends.len() {
            self.path.push(self.active[at]);
            at = self.back[at] as usize;
        }
        self.path.reverse();
        score
    }

    /// The labels that [`decode`](Self::decode) found.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// The probability, as the model is calibrated, that the decoded labels of a range of positions are right, whatever
    /// the others are. 0 before decoding, and for an empty range.
    pub fn probability(&mut self, crf: &Crf, range: Range<usize>) -> f32 {
        if range.is_empty() || range.end > self.path.len() {
            return 0.0;
        }
        if self.forward.is_empty() {
            self.sum(crf);
        }
        let slot = |at: usize| {
            let from = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
            let labels = &self.active[from..self.ends[at] as usize];
            labels.iter().position(|l| *l == self.path[at]).map_or(from, |i| from + i)
        };
        let inner: f32 = (range.start + 1..range.end)
            .map(|at| {
                let label = self.path[at];
                f32::from(crf.step(self.path[at - 1], label))
                    + f32::from(self.rows[at * self.width + usize::from(label)])
            })
            .sum();
        let log = self.forward[slot(range.start)] + inner * crf.scale + self.backward[slot(range.end - 1)] - self.total;
        log.exp().clamp(0.0, 1.0)
    }

    /// Forward and backward sums over the kept labels (Rabiner, 1989).
    fn sum(&mut self, crf: &Crf) {
        let emission = |at: usize, label: u8| f32::from(self.rows[at * self.width + usize::from(label)]) * crf.scale;
        let border = |side: usize, label: u8| f32::from(crf.borders[side][usize::from(label)]) * crf.scale;
        let step = |from: u8, to: u8| f32::from(crf.step(from, to)) * crf.scale;
        let positions = self.ends.len();
        let range = |at: usize| {
            let from = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
            from..self.ends[at] as usize
        };
        self.forward.clear();
        for at in 0..positions {
            for &label in &self.active[range(at)] {
                let before = match at.checked_sub(1) {
                    None => border(0, label),
                    Some(before) => {
                        log_sum(range(before).map(|from| self.forward[from] + step(self.active[from], label)))
                    }
                };
                self.forward.push(before + emission(at, label));
            }
        }
        self.backward.clear();
        self.backward.resize(self.forward.len(), 0.0);
        for at in (0..positions).rev() {
            for here in range(at) {
                let label = self.active[here];
                self.backward[here] =
                    if at + 1 == positions {
                        border(1, label)
                    } else {
                        log_sum(range(at + 1).map(|to| {
                            step(label, self.active[to]) + emission(at + 1, self.active[to]) + self.backward[to]
                        }))
                    };
            }
        }
        self.total = log_sum(range(0).map(|at| self.forward[at] + self.backward[at]));
    }
}

impl Crf {
    fn step(&self, from: u8, to: u8) -> i16 {
        self.transitions[usize::from(from) * self.labels.len() + usize::from(to)]
    }
}

/// The logarithm of a sum of exponentials.
fn log_sum(terms: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = terms.clone().fold(f32::NEG_INFINITY, f32::max);
    if top == f32::NEG_INFINITY { top } else { top + terms.map(|term| (term - top).exp()).sum::<f32>().ln() }
}
