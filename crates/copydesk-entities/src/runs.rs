//! Runs of capitalised words: where names may be.

use copydesk_model::Classes;
use copydesk_text::{Case, Text, Word};

/// Capitalised words side by side, with "of", "and the" and the like between them left to the tagger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) from: u32,
    pub(crate) until: u32,
    /// Whether its sentence is in capitals, so that they say nothing.
    pub(crate) loud: bool,
    /// The hash of its initials as a word, for three words or more.
    pub(crate) initials: Option<u32>,
}

/// The runs of a text.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    all: Vec<Run>,
    /// For each word: one more than the index of its run, 0 for none.
    of: Vec<u32>,
    /// Sets of classes met in the text.
    sets: Vec<Classes>,
}

impl Runs {
    pub(crate) fn new(text: &Text<'_>) -> Self {
        let words = text.words();
        let mut runs = Self { of: vec![0; words.len()], ..Self::default() };
        for sentence in text.sentences() {
            let letters = || words[sentence.words()].iter().filter(|w| w.is_letters());
            let (upper, all) = (letters().filter(|w| w.case() == Case::Upper).count(), letters().count());
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
                runs.all.push(Run { from: from as u32, until: at as u32, loud, initials: initials(text, from, at) });
                runs.of[from..at].fill(runs.all.len() as u32);
            }
        }
        runs
    }

    /// The run in which a word stands.
    pub(crate) fn at(&self, word: usize) -> Option<&Run> {
        self.all.get((self.of[word] as usize).checked_sub(1)?)
    }

    pub(crate) fn all(&self) -> &[Run] {
        &self.all
    }

    /// The number of a set of classes.
    pub(crate) fn number(&mut self, classes: Classes) -> u32 {
        let at = self.sets.iter().position(|set| *set == classes).unwrap_or_else(|| {
            self.sets.push(classes);
            self.sets.len() - 1
        });
        at as u32
    }

    /// The set of a number.
    pub(crate) fn classes(&self, number: u32) -> Classes {
        self.sets.get(number as usize).copied().unwrap_or(Classes::NONE)
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
