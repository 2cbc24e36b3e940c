//! Tables of words and phrases, compiled in and keyed by the hash that every word carries.

use crate::{Text, fold, hash_folded};

/// One row of a [`Lexicon`]: a phrase in folded form, its words parted by single spaces, and what it stands for.
#[derive(Debug)]
pub struct Entry<V: 'static> {
    /// [`hash_folded`] of the first word.
    pub hash: u32,
    /// The phrase, folded, tokenised as [`Text`] does it, words parted by one space.
    pub key: &'static str,
    /// What the phrase stands for.
    pub value: V,
}

/// A read-only table from words and phrases to values.
///
/// The tables are written by `cargo xtask codegen` from the `data/*.tsv` files of a crate, so that adding a word is
/// adding a line of data. A look-up costs one array access for a word that is in no table, and never allocates.
#[derive(Debug)]
pub struct Lexicon<V: 'static> {
    /// Open addressing by the hash of the first word: 0 for a free slot, else one more than the index of the first
    /// entry with that hash. A power of two long.
    index: &'static [u16],
    /// Entries with the same first word side by side, those of more words first.
    entries: &'static [Entry<V>],
}

impl<V: 'static> Lexicon<V> {
    /// For generated code: the parts as `cargo xtask codegen` lays them out.
    #[doc(hidden)]
    #[inline]
    pub const fn from_parts(index: &'static [u16], entries: &'static [Entry<V>]) -> Self {
        assert!(index.len().is_power_of_two());
        Self { index, entries }
    }

    /// The rows, in no order that means anything.
    #[inline]
    pub const fn entries(&self) -> &'static [Entry<V>] {
        self.entries
    }

    /// The value of the word at index `at` of the text, as a whole phrase.
    #[inline]
    pub fn get(&self, text: &Text<'_>, at: usize) -> Option<&'static V> {
        let word = text.words().get(at)?;
        let surface = text.str(word);
        self.rows(word.hash()).find(|row| crate::folds_to(surface, row.key)).map(|row| &row.value)
    }

    /// The longest phrase that starts with the word at index `at`, and the number of words it takes.
    ///
    /// A phrase never crosses a sentence boundary when the caller limits `end`, the index after the last usable word.
    #[inline]
    pub fn longest(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(&'static V, usize)> {
        let words = &text.words()[..end.min(text.words().len())];
        let first = words.get(at)?;
        self.rows(first.hash()).find_map(|row| Some((&row.value, matched(text, &words[at..], row.key)?)))
    }

    /// The value of a phrase given as a string, folded here; its words must be parted by single spaces.
    #[inline]
    pub fn lookup(&self, phrase: &str) -> Option<&'static V> {
        let first = phrase.split(' ').next()?;
        self.rows(hash_folded(first)).find(|row| fold(phrase).eq(row.key.chars())).map(|row| &row.value)
    }

    /// The rows whose first word has this hash.
    fn rows(&self, hash: u32) -> impl Iterator<Item = &'static Entry<V>> + use<V> {
        let mask = self.index.len() - 1;
        let mut slot = hash as usize & mask;
        let start = loop {
            match self.index[slot] {
                0 => break self.entries.len(),
                row if self.entries[row as usize - 1].hash == hash => break row as usize - 1,
                _ => slot = (slot + 1) & mask,
            }
        };
        self.entries[start..].iter().take_while(move |row| row.hash == hash)
    }
}

/// How many words `key` takes, if they are the first of `words`.
fn matched(text: &Text<'_>, words: &[crate::Word], mut key: &str) -> Option<usize> {
    for (at, word) in words.iter().enumerate() {
        let surface = text.str(word);
        let same =
            key.as_bytes().get(..surface.len()).is_some_and(|head| head.eq_ignore_ascii_case(surface.as_bytes()));
        // Letters beyond ASCII fold in other ways, too.
        let length = if same { surface.len() } else { key.find(' ').unwrap_or(key.len()) };
        if !same && (surface.is_ascii() || !crate::folds_to(surface, &key[..length])) {
            return None;
        }
        match key.as_bytes().get(length) {
            None => return Some(at + 1),
            Some(b' ') => key = &key[length + 1..],
            Some(_) => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::tables::ABBREVIATIONS;

    #[test]
    fn every_row_is_found_by_its_own_key() {
        for row in ABBREVIATIONS.entries() {
            assert!(ABBREVIATIONS.lookup(row.key).is_some(), "{}", row.key);
        }
        assert!(ABBREVIATIONS.lookup("nonsense").is_none());
    }
}
