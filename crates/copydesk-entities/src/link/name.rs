//! A name as linking sees it: its words without signs, titles and endings.

use copydesk_model::{Classes, Gazetteer, Match, Thing};
use copydesk_text::{Case, Text, Word, folds_to, hash_folded};

use super::gender;
use crate::{EntityKind, Gender, Mention};

/// One written form of a name, of all the mentions that are written so.
#[derive(Clone, Debug)]
pub(super) struct Name<'t> {
    pub(super) kind: EntityKind,
    /// The words that carry the name: letters and numbers, without forms of address before and endings after.
    pub(super) words: Vec<Token<'t>>,
    /// What the gazetteer knows of the whole.
    pub(super) known: Option<Match>,
    /// The country that the name begins with, and the words that it takes: "U.S." of "U.S. Embassy".
    pub(super) country: Option<(Thing, usize)>,
    /// A single word of capitals: an acronym, if something fits.
    pub(super) is_acronym: bool,
    /// What the title and the given name of a person say.
    pub(super) gender: Option<Gender>,
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
                let capitals = text.str(only).chars().filter(|c| c.is_uppercase()).count();
                // "MoD" is one, "YouTube" and "McLean" are none.
                let mixed = capitals * 2 > letters && mention.kind != EntityKind::Person;
                letters >= 2 && (only.case() == Case::Upper || mixed || text.str(only).contains('.'))
            }
            _ => false,
        };
        let gender = gender::of_mention(mention, text, gazetteer);
        Self { kind: mention.kind, country: country(&words, all, gazetteer), words, known, is_acronym, gender }
    }

    /// Whether the gazetteer knows no use of the name as what it was tagged.
    pub(super) fn is_doubtful(&self) -> bool {
        let known = self.known.map_or(Classes::NONE, |known| known.classes);
        !match self.kind {
            EntityKind::Person => self.words.iter().any(|word| word.classes.any(Classes::PEOPLE)),
            EntityKind::Place => known.any(Classes::PLACES),
            EntityKind::Organization => self.is_acronym || known.any(Classes::ORGANIZATIONS),
            EntityKind::Facility => known.any(Classes::FACILITY),
            _ => true,
        }
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
        let carries = |word: &&Token<'_>| word.text.starts_with(char::is_alphanumeric);
        let full: String = self.words.iter().filter(carries).filter_map(|word| word.text.chars().next()).collect();
        let content: Vec<&Token<'_>> =
            self.words.iter().filter(carries).filter(|word| !word.text.starts_with(char::is_lowercase)).collect();
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

    /// The first letters of the words that are no function words, in lower case.
    pub(super) fn initials(&self) -> String {
        let first = |word: &Token<'_>| word.text.chars().next().filter(|c| c.is_alphanumeric() && !c.is_lowercase());
        self.words.iter().filter_map(first).flat_map(char::to_lowercase).collect()
    }

    /// The acronym as its letters only ("U.N." is "UN"), for an acronym.
    pub(super) fn letters(&self) -> Option<u32> {
        let word = self.words.first().filter(|_| self.is_acronym)?;
        Some(hash_folded(&word.text.replace('.', "")))
    }
}

/// The country or people that a name of more words begins with.
fn country(words: &[Token<'_>], all: &[Word], gazetteer: &Gazetteer) -> Option<(Thing, usize)> {
    let first = words.first()?;
    let from = all.iter().position(|word| word.hash() == first.hash)?;
    let longest = words.len().saturating_sub(1).min(3);
    (1..=longest).rev().find_map(|count| {
        let found = gazetteer.phrase(all.get(from..from + count)?)?;
        let thing = found.thing.filter(|_| found.classes.any(Classes::COUNTRY | Classes::DEMONYM))?;
        Some((thing, count))
    })
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
        while words.len() > 1 && words[0].classes.any(Classes::HONORIFIC) && !words[0].classes.any(Classes::GIVEN) {
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
