//! The bytes of an artefact.
//!
//! | part | bytes |
//! |---|---|
//! | magic, version | 6 + 2 |
//! | checksum of all that follows (FNV-1a, 64 bits) | 8 |
//! | labels `n`, features `f`, weights `w` | 4 + 4 + 4 |
//! | scale | 4 |
//! | label names, each with its length | `n` x (1 + length) |
//! | start, end, transitions | 2 x (`n` + `n` + `n`²) |
//! | features in ascending order: the hash, the length of its row | `f` x (4 + 1) |
//! | weights: labels, then values | `w` + `w` |
//!
//! All numbers are little-endian.

use super::steps::Steps;
use super::{Crf, EMPTY, Parts, filter_words, odds, slots};

const MAGIC: &[u8; 6] = b"cdcrf\0";
const VERSION: u16 = 1;

/// What can be wrong with the bytes of a model.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The first bytes are those of another kind of file.
    #[error("not a copydesk model")]
    Magic,
    /// The file is of a version that this build cannot read.
    #[error("model format version {0}, this build reads version {VERSION}")]
    Version(u16),
    /// The bytes are not those that were written.
    #[error("the model's checksum does not match")]
    Checksum,
    /// A part is missing, too long or refers to what is not there.
    #[error("the model is malformed")]
    Malformed,
}

impl Parts {
    /// The artefact of the parts.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut features: Vec<_> = self.features.iter().filter(|(_, row)| !row.is_empty()).collect();
        features.sort_by_key(|(key, _)| *key);
        let weights = features.iter().map(|(_, row)| row.len()).sum::<usize>();
        let mut body = Vec::with_capacity(features.len() * 5 + weights * 2 + 4096);
        for count in [self.labels.len(), features.len(), weights] {
            body.extend((count as u32).to_le_bytes());
        }
        body.extend(self.scale.to_le_bytes());
        for label in &self.labels {
            body.push(label.len() as u8);
            body.extend(label.as_bytes());
        }
        for score in self.start.iter().chain(&self.end).chain(&self.transitions) {
            body.extend(score.to_le_bytes());
        }
        body.extend(features.iter().flat_map(|(key, _)| key.to_le_bytes()));
        body.extend(features.iter().map(|(_, row)| row.len() as u8));
        body.extend(features.iter().flat_map(|(_, row)| row.iter().map(|(label, _)| *label)));
        body.extend(features.iter().flat_map(|(_, row)| row.iter().map(|(_, weight)| weight.to_le_bytes()[0])));
        let mut bytes = Vec::with_capacity(body.len() + 16);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }
}

impl Crf {
    /// Reads an artefact.
    ///
    /// # Errors
    /// If the bytes are not a model of this version, whole and unchanged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader(bytes);
        if reader.take(6)? != MAGIC {
            return Err(Error::Magic);
        }
        let version = u16::from_le_bytes(reader.array()?);
        if version != VERSION {
            return Err(Error::Version(version));
        }
        if u64::from_le_bytes(reader.array()?) != checksum(reader.0) {
            return Err(Error::Checksum);
        }
        let [labels, features, weights] = [reader.count()?, reader.count()?, reader.count()?];
        let scale = f32::from_le_bytes(reader.array()?);
        if labels >= 64 || !scale.is_finite() {
            return Err(Error::Malformed);
        }
        let names = (0..labels).map(|_| reader.name()).collect::<Result<_, _>>()?;
        let start = reader.scores(labels)?;
        let end = reader.scores(labels)?;
        let transitions = reader.scores(labels * labels)?;
        let keys = reader.take(features.checked_mul(4).ok_or(Error::Malformed)?)?;
        let lengths = reader.take(features)?;
        let (targets, values) = (reader.take(weights)?, reader.take(weights)?);
        let mut crf = Self {
            labels: names,
            scale,
            steps: Steps::new(&start, &end, &transitions, scale),
            odds: odds(scale),
            slots: vec![EMPTY; slots(features)],
            filter: vec![0; filter_words(features)],
            sparse: Vec::new(),
            dense: Vec::new(),
        };
        let mut from = 0;
        for (key, length) in keys.as_chunks::<4>().0.iter().zip(lengths) {
            let until = from + usize::from(*length);
            let (Some(targets), Some(values)) = (targets.get(from..until), values.get(from..until)) else {
                return Err(Error::Malformed);
            };
            let row = targets.iter().zip(values).map(|(label, value)| (*label, i8::from_le_bytes([*value])));
            crf.insert(u32::from_le_bytes(*key), row)?;
            from = until;
        }
        if from == weights && reader.0.is_empty() { Ok(crf) } else { Err(Error::Malformed) }
    }
}

/// Takes parts from the front of a slice.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (part, rest) = self.0.split_at_checked(length).ok_or(Error::Malformed)?;
        self.0 = rest;
        Ok(part)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.take(N)?.try_into().map_err(|_| Error::Malformed)
    }

    fn count(&mut self) -> Result<usize, Error> {
        self.array().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn name(&mut self) -> Result<Box<str>, Error> {
        let [length] = self.array()?;
        std::str::from_utf8(self.take(length.into())?).map(Into::into).map_err(|_| Error::Malformed)
    }

    fn scores(&mut self, count: usize) -> Result<Vec<i16>, Error> {
        Ok(self.take(count * 2)?.as_chunks::<2>().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect())
    }
}

/// FNV-1a over eight bytes at a time.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |hash: u64, value: u64| (hash ^ value).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(0xCBF2_9CE4_8422_2325, |hash, word| step(hash, u64::from_le_bytes(*word)));
    rest.iter().fold(hash, |hash, byte| step(hash, u64::from(*byte)))
}
