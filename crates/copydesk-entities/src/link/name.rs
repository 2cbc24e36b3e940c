//! A name as linking sees it: its words without signs, titles and endings.

use copydesk_model::{Classes, Gazetteer, Match};
use copydesk_text::{Case, Text, Word, folds_to, hash_folded};

use crate::{EntityKind, Mention};

/// One written form of a name, of all the mentions that are written so.
#[derive(Clone, Debug)]
pub(super) struct Name<'t> {
    pub(super) kind: EntityKind,
    /// The words that carry the name: letters and numbers, without forms of address before and endings after.
    pub(super) words: Vec<Token<'t>>,
    /// What the gazetteer knows of the whole.
    pub(super) known: Option<Match>,
    /// A single word of capitals: an acronym, if something fits.
    pub(super) is_acronym: bool,
}

/// A word of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) hash: u32,
    pub(super) text: &'t str,
    pub(super) classes: Classes,
}

impl Token<'_> {
    pub(super) fn is_initial(&self) -> bool {
        self.text.chars().count() == 1 || self.text.len() == 2 && self.text.ends_with('.')
    }
}

impl<'t> Name<'t> {
    pub(super) fn new(mention: &Mention, text: &Text<'t>, gazetteer: &Gazetteer) -> Self {
        let range = text.words_in(mention.span);
        let all = &text.words()[range];
        let mut words: Vec<Token<'t>> = all
            .iter()
            .filter(|word| word.is_letters() || word.is_number())
            .map(|word| Token { hash: word.hash(), text: text.str(word), classes: classes(gazetteer, word) })
            .collect();
        if words.is_empty() {
            words.extend(all.first().map(|w| Token { hash: w.hash(), text: text.str(w), classes: Classes::NONE }));
        }
        trim(&mut words, mention.kind);
        let known = gazetteer.phrase(all);
        let is_acronym = match all {
            [only] => {
                let letters = text.str(only).chars().filter(|c| c.is_alphabetic()).count();
                letters >= 2 && (only.case() == Case::Upper || text.str(only).contains('.'))
            }
            _ => false,
        };
        Self { kind: mention.kind, words, known, is_acronym }
    }

    /// Equal for names that are written alike but for case, signs, titles and endings.
    pub(super) fn key(&self) -> u64 {
        self.words
            .iter()
            .fold(0, |key: u64, word| (key.rotate_left(23) ^ u64::from(word.hash)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// Whether the words of `other` stand side by side in this longer name, and at which word.
    pub(super) fn position_of(&self, other: &Self) -> Option<usize> {
        let (long, short) = (&self.words, &other.words);
        if short.is_empty() || short.len() >= long.len() {
            return None;
        }
        long.windows(short.len()).rposition(|part| part.iter().zip(short).all(|(a, b)| a.hash == b.hash))
    }

    /// The hashes of the acronyms that the name can have: of the initials of all its words, of those that are no
    /// function words, and of those after a first word that says only where.
    pub(super) fn acronyms(&self) -> impl Iterator<Item = u32> {
        let full: String = self.words.iter().filter_map(|word| word.text.chars().next()).collect();
        let content: Vec<&Token<'_>> =
            self.words.iter().filter(|word| word.text.starts_with(|c: char| !c.is_lowercase())).collect();
        let initials =
            |words: &[&Token<'_>]| -> String { words.iter().filter_map(|w| w.text.chars().next()).collect() };
        let short = initials(&content);
        let bare = match content.split_first() {
            Some((first, rest)) if rest.len() > 1 && first.classes.any(Classes::DEMONYM | Classes::COUNTRY) => {
                initials(rest)
            }
            _ => String::new(),
        };
        [full, short, bare].into_iter().filter(|acronym| acronym.chars().count() >= 2).map(|a| hash_folded(&a))
    }

    /// The acronym as its letters only ("U.N." is "UN"), for an acronym.
    pub(super) fn letters(&self) -> Option<u32> {
        let word = self.words.first().filter(|_| self.is_acronym)?;
        Some(hash_folded(&word.text.replace('.', "")))
    }
}

fn classes(gazetteer: &Gazetteer, word: &Word) -> Classes {
    gazetteer.phrase(std::slice::from_ref(word)).map_or(Classes::NONE, |found| found.classes)
}

/// Takes away "the", what stands before a person's name and what ends a company's.
fn trim(words: &mut Vec<Token<'_>>, kind: EntityKind) {
    if words.len() > 1 && folds_to(words[0].text, "the") {
        words.remove(0);
    }
    if kind == EntityKind::Person {
        while words.len() > 1 && words[0].classes.any(Classes::HONORIFIC) && !words[0].classes.any(Classes::PEOPLE) {
            words.remove(0);
        }
        while words.len() > 2 && words.last().is_some_and(|word| is_generation(word.text)) {
            words.pop();
        }
    } else if kind == EntityKind::Organization {
        while words.len() > 1 && words.last().is_some_and(|word| word.classes.any(Classes::SUFFIX)) {
            words.pop();
        }
    }
}

/// What follows a name to tell father from son.
fn is_generation(word: &str) -> bool {
    ["jr", "sr", "ii", "iii", "iv"].iter().any(|key| folds_to(word, key))
}
