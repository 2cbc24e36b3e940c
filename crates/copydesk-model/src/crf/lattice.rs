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
    /// For each kept label: scaled sums over the paths to it and from it, and its own part; empty until a probability
    /// is asked for.
    forward: Vec<f32>,
    backward: Vec<f32>,
    emission: Vec<f32>,
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
        if self.viterbi(crf, beam) < i32::from(FORBIDDEN) / 2 {
            self.viterbi(crf, i32::MAX);
        }
        &self.path
    }

    /// Finds the best path over labels that lie within `beam` of a position's best, by their own score and by that of
    /// the path to them, and returns its score.
    fn viterbi(&mut self, crf: &Crf, beam: i32) -> i32 {
        self.active.clear();
        self.ends.clear();
        self.best.clear();
        self.back.clear();
        let mut before = 0..0;
        for row in self.rows.chunks_exact(self.width) {
            let highest = row.iter().copied().max().map_or(0, i32::from);
            let (from, mut lead) = (self.active.len(), i32::MIN);
            for (label, score) in (0_u8..).zip(row) {
                if highest - i32::from(*score) > beam {
                    continue;
                }
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
                top += i32::from(*score);
                lead = lead.max(top);
                self.active.push(label);
                self.best.push(top);
                self.back.push(step as u32);
            }
            let mut kept = from;
            for at in from..self.active.len() {
                if lead - self.best[at] <= beam {
                    (self.active[kept], self.best[kept], self.back[kept]) =
                        (self.active[at], self.best[at], self.back[at]);
                    kept += 1;
                }
            }
            self.active.truncate(kept);
            self.best.truncate(kept);
            self.back.truncate(kept);
            self.ends.push(kept as u32);
            before = from..kept;
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

    /// The model’s own probability, not calibrated, that the decoded labels of a range of positions are right, whatever
    /// the others are. 0 before decoding, and for an empty range.
    pub fn probability(&mut self, crf: &Crf, range: Range<usize>) -> f32 {
        if range.is_empty() || range.end > self.path.len() {
            return 0.0;
        }
        if self.forward.is_empty() {
            self.sum(crf);
        }
        let slot = |at: usize| {
            let labels = self.kept(at);
            let from = labels.start;
            self.active[labels].iter().position(|label| *label == self.path[at]).map_or(from, |i| from + i)
        };
        let inner: f32 = (range.start + 1..range.end)
            .map(|at| crf.odds(self.path[at - 1], self.path[at]) * self.emission[slot(at)])
            .product();
        (self.forward[slot(range.start)] * inner * self.backward[slot(range.end - 1)]).clamp(0.0, 1.0)
    }

    /// The indices of the labels that a position keeps.
    fn kept(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[at] as usize
    }

    /// Scaled forward and backward sums over the kept labels (Rabiner, 1989): their product is the probability of a
    /// label at its position.
    fn sum(&mut self, crf: &Crf) {
        let positions = self.ends.len();
        self.forward.clear();
        self.emission.clear();
        for at in 0..positions {
            let (kept, row) = (self.kept(at), &self.rows[at * self.width..(at + 1) * self.width]);
            let highest = row.iter().copied().max().unwrap_or(0);
            for &label in &self.active[kept.clone()] {
                let before: f32 = match at.checked_sub(1) {
                    None => (f32::from(crf.borders[0][usize::from(label)]) * crf.scale).exp(),
                    Some(last) => {
                        self.kept(last).map(|from| self.forward[from] * crf.odds(self.active[from], label)).sum()
                    }
                };
                let own = ((f32::from(row[usize::from(label)]) - f32::from(highest)) * crf.scale).exp();
                self.emission.push(own);
                self.forward.push(before * own);
            }
            let total = self.forward[kept.clone()].iter().sum::<f32>().max(f32::MIN_POSITIVE);
            self.forward[kept.clone()].iter_mut().for_each(|value| *value /= total);
            self.emission[kept].iter_mut().for_each(|value| *value /= total);
        }
        self.backward.clear();
        self.backward.resize(self.forward.len(), 0.0);
        for at in (0..positions).rev() {
            for here in self.kept(at) {
                let label = self.active[here];
                self.backward[here] = if at + 1 == positions {
                    (f32::from(crf.borders[1][usize::from(label)]) * crf.scale).exp()
                } else {
                    self.kept(at + 1)
                        .map(|to| crf.odds(label, self.active[to]) * self.emission[to] * self.backward[to])
                        .sum()
                };
            }
            if at + 1 == positions {
                let total: f32 = self.kept(at).map(|here| self.forward[here] * self.backward[here]).sum();
                let total = total.max(f32::MIN_POSITIVE);
                self.backward[self.ends.get(at.wrapping_sub(1)).map_or(0, |end| *end as usize)..]
                    .iter_mut()
                    .for_each(|value| *value /= total);
            }
        }
    }
}

impl Crf {
    fn step(&self, from: u8, to: u8) -> i16 {
        self.transitions[usize::from(from) * self.labels.len() + usize::from(to)]
    }

    /// How much likelier a step makes a labelling.
    fn odds(&self, from: u8, to: u8) -> f32 {
        self.odds[usize::from(from) * self.labels.len() + usize::from(to)]
    }
}
