//! Sets of the hashes of words, built when the program is: the first question to a word, before any table.

use copydesk_text::{Lexicon, hash_folded_key};

/// A set of hashes: open addressing, 0 for a free slot. `N` is well above the number of hashes.
pub(crate) struct Hashes<const N: usize>([u32; N]);

impl<const N: usize> Hashes<N> {
    pub(crate) const fn new() -> Self {
        Self([0; N])
    }

    /// With the first words of the phrases of a table.
    pub(crate) const fn with_firsts<V>(mut self, table: &Lexicon<V>) -> Self {
        let mut row = 0;
        while row < table.entries().len() {
            self.insert(table.entries()[row].hash);
            row += 1;
        }
        self
    }

    /// With the last words of the phrases of a table.
    pub(crate) const fn with_lasts<V>(mut self, table: &Lexicon<V>) -> Self {
        let mut row = 0;
        while row < table.entries().len() {
            self.insert(last_hash(table.entries()[row].key));
            row += 1;
        }
        self
    }

    /// With all words but the first of the phrases of a table.
    pub(crate) const fn with_others<V>(mut self, table: &Lexicon<V>) -> Self {
        let mut row = 0;
        while row < table.entries().len() {
            let phrase = table.entries()[row].key.as_bytes();
            let (mut from, mut at) = (0, 0);
            while at <= phrase.len() {
                if at == phrase.len() || phrase[at] == b' ' {
                    if from > 0 {
                        self.insert(hash_folded_key(phrase.split_at(at).0.split_at(from).1));
                    }
                    from = at + 1;
                }
                at += 1;
            }
            row += 1;
        }
        self
    }

    pub(crate) const fn insert(&mut self, hash: u32) {
        let mut slot = hash as usize % N;
        while self.0[slot] != 0 && self.0[slot] != hash {
            slot = (slot + 1) % N;
        }
        self.0[slot] = hash;
    }

    pub(crate) const fn holds(&self, hash: u32) -> bool {
        let mut slot = hash as usize % N;
        while self.0[slot] != 0 {
            if self.0[slot] == hash {
                return true;
            }
            slot = (slot + 1) % N;
        }
        false
    }
}

/// [`hash_folded`](copydesk_text::hash_folded) of the last word of a folded phrase.
pub(crate) const fn last_hash(phrase: &str) -> u32 {
    let bytes = phrase.as_bytes();
    let mut from = bytes.len();
    while from > 0 && bytes[from - 1] != b' ' {
        from -= 1;
    }
    hash_folded_key(bytes.split_at(from).1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::VAGUE;

    #[test]
    fn words_of_phrases_are_held_by_their_place() {
        let hash = copydesk_text::hash_folded;
        let firsts = Hashes::<256>::new().with_firsts(&VAGUE);
        let others = Hashes::<256>::new().with_others(&VAGUE);
        let lasts = Hashes::<256>::new().with_lasts(&VAGUE);
        // "the foreseeable future"
        assert!(firsts.holds(hash("the")) && !firsts.holds(hash("foreseeable")));
        assert!(others.holds(hash("foreseeable")) && others.holds(hash("future")) && !others.holds(hash("now that")));
        assert!(lasts.holds(hash("future")) && !lasts.holds(hash("foreseeable")));
    }
}
