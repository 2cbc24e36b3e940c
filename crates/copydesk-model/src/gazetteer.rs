//! Names that the world knows, looked up by the hashes that words carry.

use std::num::NonZeroU16;
use std::ops::Range;

use copydesk_text::{Text, Word};

use crate::Classes;
use crate::layout::{CLASS_BITS, MAGIC, check, extend, home};

/// Why an artefact cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The first bytes are not those of a gazetteer of this version.
    #[error("this is no gazetteer, or one of another version")]
    Magic,
    /// The length is not what the header says, or a slot points outside.
    #[error("the gazetteer is damaged")]
    Damaged,
}

/// The number of something that several phrases of the gazetteer name: `US` and `United States`.
///
/// A country shares its number with its demonyms and its capital; the classes of the phrases keep them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Thing(NonZeroU16);

/// What the gazetteer knows about a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Match {
    /// All that the phrase can stand for.
    pub classes: Classes,
    /// The thing that it names, when the gazetteer knows other phrases for it and only one such thing has this name.
    pub thing: Option<Thing>,
    /// The words that the phrase takes.
    pub words: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    check: u32,
    /// Index into the sets, plus one; 0 for a free slot.
    set: u16,
    thing: u16,
}

#[derive(Clone, Copy, Debug)]
struct Set {
    classes: Classes,
    /// Words of the longest phrase that begins with this one-word phrase.
    longest: u8,
}

/// Names of places, people, organisations and more, with the words that come with them.
///
/// A look-up compares hashes only: no text is kept. Two phrases of unlike words are taken for one with a probability of
/// about one in a hundred thousand for each word of a text that is no name.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    slots: Vec<Slot>,
    sets: Vec<Set>,
}

impl Gazetteer {
    /// Reads the artefact that `cargo xtask codegen` writes.
    ///
    /// # Errors
    /// When the bytes are no such artefact, or not whole.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GazetteerError> {
        let mut parts = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        if parts.next() != Some(u32::from_le_bytes(MAGIC)) {
            return Err(GazetteerError::Magic);
        }
        let (sets, slots) = parts.next().zip(parts.next()).ok_or(GazetteerError::Damaged)?;
        let (sets, slots) = (sets as usize, slots as usize);
        if bytes.len() != sets.saturating_add(slots).saturating_mul(8).saturating_add(12) {
            return Err(GazetteerError::Damaged);
        }
        let mut pairs = bytes[12..].chunks_exact(8).map(|b| u64::from_le_bytes(b.try_into().unwrap_or_default()));
        let sets: Vec<Set> = pairs
            .by_ref()
            .take(sets)
            .map(|set| Set {
                classes: Classes::from_bits(set & ((1 << CLASS_BITS) - 1)),
                longest: (set >> CLASS_BITS) as u8,
            })
            .collect();
        let slots: Vec<Slot> = pairs
            .map(|slot| Slot { check: slot as u32, set: (slot >> 32) as u16, thing: (slot >> 48) as u16 })
            .collect();
        // A search ends at a free slot.
        if slots.iter().any(|slot| usize::from(slot.set) > sets.len()) || slots.iter().all(|slot| slot.set != 0) {
            return Err(GazetteerError::Damaged);
        }
        Ok(Self { slots, sets })
    }

    /// The longest phrase that starts with the word at index `at` and ends before the word at index `end`.
    pub fn longest(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Match> {
        let words = &text.words()[..end.min(text.words().len())];
        let first = words.get(at)?;
        let mut hash = extend(0, first.hash());
        let (slot, set) = self.find(hash)?;
        let mut best = Match { classes: set.classes, thing: thing(slot), words: 1 };
        for (count, word) in words[at + 1..].iter().take(usize::from(set.longest).saturating_sub(1)).enumerate() {
            hash = extend(hash, word.hash());
            if let Some((slot, set)) = self.find(hash)
                && !set.classes.is_empty()
            {
                best = Match { classes: set.classes, thing: thing(slot), words: count + 2 };
            }
        }
        (!best.classes.is_empty()).then_some(best)
    }

    /// What the words of a range stand for as one phrase.
    pub fn get(&self, text: &Text<'_>, words: Range<usize>) -> Option<Match> {
        self.phrase(text.words().get(words)?)
    }

    /// What a run of words stands for as one phrase.
    pub fn phrase(&self, words: &[Word]) -> Option<Match> {
        let hash = words.iter().fold(0, |hash, word| extend(hash, word.hash()));
        let (slot, set) = self.find(hash)?;
        (!set.classes.is_empty()).then(|| Match { classes: set.classes, thing: thing(slot), words: words.len() })
    }

    /// The classes of the words of a range as one phrase; none when it is unknown.
    pub fn classes(&self, text: &Text<'_>, words: Range<usize>) -> Classes {
        self.get(text, words).map_or(Classes::NONE, |found| found.classes)
    }

    fn find(&self, phrase: u64) -> Option<(Slot, Set)> {
        let slots = self.slots.len();
        if slots == 0 {
            return None;
        }
        let mut at = home(phrase, slots);
        loop {
            let slot = self.slots[at];
            if slot.set == 0 {
                return None;
            }
            if slot.check == check(phrase) {
                return Some((slot, self.sets[usize::from(slot.set) - 1]));
            }
            at = if at + 1 == slots { 0 } else { at + 1 };
        }
    }
}

fn thing(slot: Slot) -> Option<Thing> {
    NonZeroU16::new(slot.thing).map(Thing)
}

#[cfg(test)]
mod tests {
    use copydesk_text::Text;
    use proptest::prelude::*;

    use super::*;
    use crate::Model;

    const ARTEFACT: &[u8] = include_bytes!("../artefacts/gazetteer.bin");

    #[test]
    fn what_phrases_stand_for() {
        let model = Model::embedded();
        for (phrase, classes) in [
            ("Burkina Faso", Classes::COUNTRY),
            ("BURKINA FASO", Classes::COUNTRY),
            ("Nova Scotia", Classes::REGION),
            ("São Paulo", Classes::CITY),
            ("Sao Paulo", Classes::CITY),
            ("Lake Titicaca", Classes::NATURAL),
            ("Kyrgyz", Classes::DEMONYM),
            ("Sunnis", Classes::GROUP),
            ("Tories", Classes::ADHERENT),
            ("Nkechi", Classes::GIVEN_FEMALE),
            ("Adeyemi", Classes::SURNAME),
            ("Wałęsa", Classes::SURNAME),
            ("Walesa", Classes::SURNAME),
            ("Angela Merkel", Classes::PERSON),
            ("Kim Jong-un", Classes::PERSON),
            ("Korea Central News Agency", Classes::MEDIA),
            ("Lib Dems", Classes::ADHERENT),
            ("wrote it down", Classes::NONE),
        ] {
            let text = Text::new(phrase);
            let found = model.gazetteer().classes(&text, 0..text.words().len());
            assert_eq!(found.any(classes), !classes.is_empty(), "{phrase}: {found}");
            assert_eq!(found.is_empty(), classes.is_empty(), "{phrase}: {found}");
        }
    }

    #[test]
    fn names_of_one_thing() {
        let model = Model::embedded();
        let thing = |name: &str| {
            let text = Text::new(name);
            model.gazetteer().get(&text, 0..text.words().len()).and_then(|found| found.thing)
        };
        assert!(thing("UK").is_some());
        assert_eq!(thing("UK"), thing("United Kingdom"));
        assert_eq!(thing("UK"), thing("Britons"));
        assert_ne!(thing("UK"), thing("US"));
        assert_eq!(thing("Georgian"), None, "of the country or of the state");
    }

    #[test]
    fn longest_phrase_wins_and_end_limits_it() {
        let model = Model::embedded();
        let text = Text::new("in New South Wales alone");
        let found = |at, end| model.gazetteer().longest(&text, at, end).map(|found| found.words);
        assert_eq!(found(1, 5), Some(3));
        assert_eq!(found(1, 3), Some(1), "New, before a place");
        assert_eq!(found(3, 5), Some(1));
        assert_eq!(found(0, 5), None);
        assert_eq!(found(9, 5), None);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        assert_eq!(Gazetteer::from_bytes(b"").err(), Some(GazetteerError::Magic));
        assert_eq!(Gazetteer::from_bytes(b"CDG0\0\0\0\0").err(), Some(GazetteerError::Magic));
        assert_eq!(Gazetteer::from_bytes(&ARTEFACT[..ARTEFACT.len() - 8]).err(), Some(GazetteerError::Damaged));
        assert!(Gazetteer::from_bytes(ARTEFACT).is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_text(bytes in prop::collection::vec(any::<u8>(), 0..64), sets in 0..3_u32, text in "\\PC{0,80}") {
            let slots = (bytes.len() / 8).saturating_sub(sets as usize);
            let mut artefact = MAGIC.to_vec();
            artefact.extend(sets.to_le_bytes());
            artefact.extend((slots as u32).to_le_bytes());
            artefact.extend(&bytes);
            let text = Text::new(&text);
            for gazetteer in [Gazetteer::from_bytes(&artefact), Gazetteer::from_bytes(ARTEFACT)].into_iter().flatten() {
                for at in 0..=text.words().len() {
                    if let Some(found) = gazetteer.longest(&text, at, usize::MAX) {
                        prop_assert!(found.words >= 1 && at + found.words <= text.words().len());
                        prop_assert_eq!(gazetteer.get(&text, at..at + found.words), Some(found));
                    }
                }
            }
        }
    }
}
