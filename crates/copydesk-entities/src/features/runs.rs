//! Runs of capitalised words: where names may be.

use copydesk_model::Classes;
use copydesk_text::{Case, Text, Word};

/// Capitalised words side by side, with "of", "and the" and the like between them left to the tagger.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) from: u32,
    pub(super) until: u32,
    /// Whether its sentence is in capitals, so that they say nothing.
    pub(super) loud: bool,
    /// The hash of its initials as a word, for three words or more.
    pub(super) initials: Option<u32>,
    /// What all of it stands for.
    pub(super) classes: Classes,
}

impl Run {
    pub(super) fn first(&self) -> usize {
        self.from as usize
    }

    pub(super) fn last(&self) -> usize {
        self.until as usize - 1
    }

    pub(super) fn len(&self) -> u32 {
        self.until - self.from
    }

    /// Whether a word is the first, the last, the only or an inner one.
    pub(super) fn place(&self, at: usize) -> u32 {
        u32::from(self.from as usize == at) | u32::from(self.until as usize == at + 1) << 1
    }
}

/// The runs of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    all: Vec<Run>,
    /// For each word: one more than the index of its run, 0 for none.
    of: Vec<u32>,
}

impl Runs {
    /// Reads the runs of a text.
    pub(super) fn read(&mut self, text: &Text<'_>) {
        let words = text.words();
        self.all.clear();
        self.of.clear();
        self.of.resize(words.len(), 0);
        for sentence in text.sentences() {
            let letters = words[sentence.words()].iter().filter(|w| w.is_letters());
            let (upper, all) =
                letters.fold((0, 0), |(upper, all), w| (upper + u32::from(w.case() == Case::Upper), all + 1));
            let loud = upper * 2 > all && all > 3;
            let mut at = sentence.words().start;
            while at < sentence.words().end {
                let from = at;
                while at < sentence.words().end && is_part(words, from, at) {
                    at += 1;
                }
                if at == from {
                    at += 1;
                    continue;
                }
                self.all.push(Run {
                    from: from as u32,
                    until: at as u32,
                    loud,
                    initials: initials(text, from, at),
                    classes: Classes::NONE,
                });
                self.of[from..at].fill(self.all.len() as u32);
            }
        }
    }

    /// The run in which a word stands.
    pub(super) fn at(&self, word: usize) -> Option<&Run> {
        self.all.get((self.of[word] as usize).checked_sub(1)?)
    }

    pub(super) fn all(&self) -> &[Run] {
        &self.all
    }

    pub(super) fn all_mut(&mut self) -> &mut [Run] {
        &mut self.all
    }
}

/// Whether a word goes on with a run that began at `from`: a capitalised one, and inside a run a hyphen that joins.
fn is_part(words: &[Word], from: usize, at: usize) -> bool {
    let word = &words[at];
    let joined = |at: usize| words.get(at).is_some_and(|w| w.is_glued() && w.is_letters() && w.is_capitalised());
    word.is_letters() && word.is_capitalised()
        || at > from && word.is_sign() && word.is_glued() && word.span().len() == 1 && joined(at + 1)
}

fn initials(text: &Text<'_>, from: usize, until: usize) -> Option<u32> {
    if !(3..=8).contains(&(until - from)) {
        return None;
    }
    let letters: String = text.words()[from..until].iter().filter_map(|w| text.str(w).chars().next()).collect();
    Some(copydesk_text::hash_folded(&letters))
}
