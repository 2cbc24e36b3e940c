//! Linear-chain conditional random fields (Lafferty et al., 2001) over hashed binary features.
//!
//! Feature extraction belongs to the caller: a feature is a 32-bit hash, made with [`feature`]. A model gives each
//! feature it knows a sparse row of 8-bit weights, one for each label that the feature speaks for or against.

mod format;
mod lattice;
mod steps;
#[cfg(test)]
mod tests;

pub use format::Error;
pub use lattice::Lattice;

use steps::{LANES, Steps};

/// A slot that no feature has.
const EMPTY: Slot = Slot { key: 0, row: 0 };

/// One weight of a feature: the label, and the weight in units of the model's scale.
pub type Weight = (u8, i8);

/// A slot of the open-addressing table of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    key: u32,
    /// Where the row begins in the low 26 bits, its length in the high 6, [`DENSE`] for a dense one; 0 for a free slot.
    row: u32,
}

/// The weights of a linear-chain CRF.
///
/// Scores are integers in units of [`Crf::scale`] natural-log units, so that decoding gives the same labels on every
/// machine.
#[derive(Clone, Debug, Default)]
pub struct Crf {
    labels: Vec<Box<str>>,
    /// Natural-log units of one unit of weight, after calibration.
    scale: f32,
    steps: Steps,
    /// The odds of a label by how far its score is behind the best; 0 past the end.
    odds: Vec<f32>,
    slots: Vec<Slot>,
    /// A Bloom filter of one hash function (Bloom 1970), by the high bits of a feature: most features that a text has
    /// are unknown, and this is small enough to stay in a cache.
    filter: Vec<u64>,
    /// Rows of few weights.
    sparse: Vec<Weight>,
    /// Rows of many weights: one for each label and for what pads a row.
    dense: Vec<i8>,
}

/// Rows of so many weights are dense: that many are added one by one in the time that the whole row takes.
const MANY: usize = 8;

/// Stands for the length of a dense row.
const DENSE: u32 = 63;

/// The weights of a feature.
#[derive(Clone, Copy, Debug)]
enum Row<'a> {
    Sparse(&'a [Weight]),
    Dense(&'a [i8]),
}

/// The score of a transition that no labelling may use.
pub const FORBIDDEN: i16 = i16::MIN / 2;

/// The hash of a feature: which template it comes from, and what the template saw.
///
/// The finaliser of `MurmurHash3`: every bit of both arguments changes half the bits of the result.
///
/// ```
/// use copydesk_model::crf::feature;
/// assert_ne!(feature(1, 7), feature(2, 7));
/// ```
pub const fn feature(template: u32, value: u32) -> u32 {
    let mut hash = value ^ template.wrapping_mul(0x9E37_79B9);
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}

/// How many features are added in one go.
const CHUNK: usize = 32;

/// How many slots, a power of two, features get.
fn slots(features: usize) -> usize {
    (features * 5 / 4 + 1).next_power_of_two()
}

/// How many words of filter features get: at least eight bits each.
fn filter_words(features: usize) -> usize {
    (features / 8 + 1).next_power_of_two()
}

/// The odds of all scores behind the best that an `f32` tells from 0.
fn odds(scale: f32) -> Vec<f32> {
    (0..=u16::MAX).map(|behind| (-f32::from(behind) * scale).exp()).take_while(|odds| odds.is_normal()).collect()
}

/// Adds sums of weights to a row of scores, both [`Crf::row_width`] long.
pub fn add_scores(row: &mut [i16], sums: &[i16]) {
    for (row, sums) in row.as_chunks_mut::<LANES>().0.iter_mut().zip(sums.as_chunks::<LANES>().0) {
        for (score, sum) in row.iter_mut().zip(sums) {
            *score = score.saturating_add(*sum);
        }
    }
}

/// The parts of a model, as a trainer makes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Names of the labels, 63 at most.
    pub labels: Vec<String>,
    /// Natural-log units of one unit of weight.
    pub scale: f32,
    /// Score of beginning a sequence with each label.
    pub start: Vec<i16>,
    /// Score of ending a sequence with each label.
    pub end: Vec<i16>,
    /// Score of `from * labels + to`; [`FORBIDDEN`] for what may not follow.
    pub transitions: Vec<i16>,
    /// Each feature with its weights.
    pub features: Vec<(u32, Vec<Weight>)>,
}

impl Crf {
    /// A model of the given parts.
    ///
    /// # Errors
    /// If the sizes of the parts do not fit each other, or a weight names a label that is none.
    pub fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let n = parts.labels.len();
        let sizes = n < 64 && parts.start.len() == n && parts.end.len() == n && parts.transitions.len() == n * n;
        if !sizes {
            return Err(Error::Malformed);
        }
        let mut crf = Self {
            labels: parts.labels.iter().map(|l| l.as_str().into()).collect(),
            scale: parts.scale,
            steps: Steps::new(&parts.start, &parts.end, &parts.transitions, parts.scale),
            odds: odds(parts.scale),
            slots: vec![EMPTY; slots(parts.features.len())],
            filter: vec![0; filter_words(parts.features.len())],
            sparse: Vec::new(),
            dense: Vec::new(),
        };
        for (key, row) in &parts.features {
            crf.insert(*key, row.iter().copied())?;
        }
        Ok(crf)
    }

    fn insert(&mut self, key: u32, row: impl ExactSizeIterator<Item = Weight>) -> Result<(), Error> {
        let length = row.len();
        let dense = length >= MANY;
        let from = if dense { self.dense.len() } else { self.sparse.len() };
        if length == 0 || length >= 64 || from >= 1 << 26 {
            return Err(Error::Malformed);
        }
        if dense {
            self.dense.resize(from + self.steps.stride(), 0);
        }
        for (label, weight) in row {
            if usize::from(label) >= self.labels.len() {
                return Err(Error::Malformed);
            }
            if dense {
                self.dense[from + usize::from(label)] = weight;
            } else {
                self.sparse.push((label, weight));
            }
        }
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].row != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot { key, row: if dense { DENSE } else { length as u32 } << 26 | from as u32 };
        let (word, bit) = self.filter_bit(key);
        self.filter[word] |= 1 << bit;
        Ok(())
    }

    /// Where in the filter a feature's bit is.
    fn filter_bit(&self, feature: u32) -> (usize, u32) {
        (((u64::from(feature) * self.filter.len() as u64) >> 32) as usize, feature & 63)
    }

    /// The length of a row of scores: one a label, and padding that no labelling uses.
    pub fn row_width(&self) -> usize {
        self.steps.stride()
    }

    /// Names of the labels, in order of their numbers. None in an untrained model.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = &str> {
        self.labels.iter().map(AsRef::as_ref)
    }

    /// Natural-log units of one unit of score.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// The odds of a label whose score is so far behind the best.
    fn odds_behind(&self, behind: i32) -> f32 {
        usize::try_from(behind).ok().and_then(|behind| self.odds.get(behind)).copied().unwrap_or(0.0)
    }

    /// How many features have weights.
    pub fn feature_count(&self) -> usize {
        self.slots.iter().filter(|slot| slot.row != 0).count()
    }

    /// Adds the weights of features to a row of scores, [`row_width`](Self::row_width) long. A feature that the model
    /// does not know adds nothing.
    ///
    /// This waits for memory: each step does for many features what does not depend on the one before it, so that
    /// the waits overlap.
    pub fn add_all(&self, features: &[u32], row: &mut [i16]) {
        if self.filter.is_empty() {
            return;
        }
        for features in features.chunks(CHUNK) {
            // Without branches: which features are known, nothing can predict.
            let (mut known, mut count) = ([0; CHUNK], 0);
            for &feature in features {
                let (word, bit) = self.filter_bit(feature);
                known[count] = feature;
                count += (self.filter[word] >> bit & 1) as usize;
            }
            let mut rows = [Row::Sparse(&[]); CHUNK];
            for (row, &feature) in rows.iter_mut().zip(&known[..count]) {
                *row = self.row_of(feature);
            }
            for weights in &rows[..count] {
                match *weights {
                    Row::Dense(weights) => {
                        for (row, weights) in row.as_chunks_mut::<LANES>().0.iter_mut().zip(weights.as_chunks().0) {
                            let weights: &[i8; LANES] = weights;
                            for (score, weight) in row.iter_mut().zip(weights) {
                                *score = score.saturating_add(i16::from(*weight));
                            }
                        }
                    }
                    Row::Sparse(weights) => {
                        for &(label, weight) in weights {
                            if let Some(score) = row.get_mut(usize::from(label)) {
                                *score = score.saturating_add(i16::from(weight));
                            }
                        }
                    }
                }
            }
        }
    }

    /// The weights of a feature, in order of their labels; of many, those that are not 0.
    pub fn weights_of(&self, feature: u32) -> Vec<Weight> {
        match self.row_of(feature) {
            Row::Sparse(weights) => weights.to_vec(),
            Row::Dense(weights) => {
                (0..).zip(weights).filter(|(_, weight)| **weight != 0).map(|(l, w)| (l, *w)).collect()
            }
        }
    }

    fn row_of(&self, feature: u32) -> Row<'_> {
        let Some(mask) = self.slots.len().checked_sub(1) else { return Row::Sparse(&[]) };
        let mut at = feature as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.row == 0 {
                return Row::Sparse(&[]);
            }
            if slot.key == feature {
                let from = (slot.row & ((1 << 26) - 1)) as usize;
                return match slot.row >> 26 {
                    DENSE => Row::Dense(&self.dense[from..from + self.steps.stride()]),
                    length => Row::Sparse(&self.sparse[from..from + length as usize]),
                };
            }
            at = (at + 1) & mask;
        }
    }
}
