//! The body as the page's metadata gives it, for comparing lines with it.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// A hasher without a random seed: the same input always reads the same.
type Hasher = BuildHasherDefault<DefaultHasher>;

/// The three-word runs of a text.
#[derive(Debug)]
pub(crate) struct Shingles {
    runs: HashSet<u64>,
}

impl Shingles {
    /// Of a text; none where it is too short to tell anything.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let runs: HashSet<u64> = runs(text).collect();
        (runs.len() >= 40).then_some(Self { runs })
    }

    /// How many of a line's runs are in the text, in percent.
    pub(crate) fn share_of(&self, line: &str) -> u32 {
        let (mut here, mut all) = (0_u32, 0_u32);
        for run in runs(line) {
            all += 1;
            here += u32::from(self.runs.contains(&run));
        }
        here * 100 / all.max(1)
    }
}

/// Hashes of the runs of three words, letters and digits only.
fn runs(text: &str) -> impl Iterator<Item = u64> + '_ {
    let hasher = Hasher::default();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut last = ["", ""];
    words.filter_map(move |word| {
        let run = (!last[0].is_empty()).then(|| hasher.hash_one((last, word)));
        last = [last[1], word];
        run
    })
}
