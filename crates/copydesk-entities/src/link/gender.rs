//! The gender of people, as titles and given names tell it.

use copydesk_model::{Classes, Gazetteer};
use copydesk_text::{Text, hash_folded_key};

use crate::tables::TITLES;
use crate::{EntityKind, Gender, Mention};

/// What a mention of a person says: by the title before the name or in it, else by the given name.
pub(super) fn of_mention(mention: &Mention, text: &Text<'_>, gazetteer: &Gazetteer) -> Option<Gender> {
    if mention.kind != EntityKind::Person {
        return None;
    }
    of_title(mention, text).or_else(|| of_given_name(mention, text, gazetteer))
}

/// By "Mrs" or "spokesman" before the name, or by a title that the name begins with.
pub(super) fn of_title(mention: &Mention, text: &Text<'_>) -> Option<Gender> {
    let words = text.words_in(mention.span);
    let inside = (words.len() > 1).then(|| TITLES.get(text, words.start)).flatten();
    let before = || {
        let before = words.start.checked_sub(1)?;
        let before = if text.is(before, ".") { before.checked_sub(1)? } else { before };
        TITLES.get(text, before)
    };
    inside.or_else(before).copied()
}

/// The longest word, in bytes, that is both a given name in the West and a family name that comes first in the East:
/// "Kim", "Lee", "Jung".
const FAMILY_FIRST: usize = 4;

/// By the first word of a whole name, where it is no family name: those who write the family's first give no gender away.
fn of_given_name(mention: &Mention, text: &Text<'_>, gazetteer: &Gazetteer) -> Option<Gender> {
    let words = text.words_in(mention.span);
    let last = words.clone().next_back().filter(|_| words.len() > 1)?;
    let first = gazetteer.classes(text, words.start..words.start + 1);
    let family_first = text.words()[words.start].span().len() <= FAMILY_FIRST
        && first.any(Classes::SURNAME)
        && !gazetteer.classes(text, last..last + 1).any(Classes::SURNAME);
    match (first.any(Classes::GIVEN_FEMALE), first.any(Classes::GIVEN_MALE)) {
        _ if family_first => None,
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// The gender of a pronoun of the third person, by the hash of the word.
pub(super) fn of_pronoun(word: u32) -> Option<Gender> {
    const HE: u32 = key("he");
    const HIM: u32 = key("him");
    const HIS: u32 = key("his");
    const HIMSELF: u32 = key("himself");
    const SHE: u32 = key("she");
    const HER: u32 = key("her");
    const HERS: u32 = key("hers");
    const HERSELF: u32 = key("herself");
    match word {
        HE | HIM | HIS | HIMSELF => Some(Gender::Male),
        SHE | HER | HERS | HERSELF => Some(Gender::Female),
        _ => None,
    }
}

/// The hash of a word in folded form.
pub(super) const fn key(word: &str) -> u32 {
    hash_folded_key(word.as_bytes())
}
