//! What the tagger knows of a word by its form alone, worked out once for all texts in which it stands.

use copydesk_model::crf::feature;
use copydesk_model::{Classes, Model};
use copydesk_text::{Text, Word, WordKind};

use super::{REACH, class_numbers, pair, template};

/// A word's letters with their case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Its cluster at the coarse grain.
    pub(super) coarse: u32,
    pub(super) shape: u32,
    /// What it stands for alone.
    pub(super) classes: Classes,
    /// Its features: which, how many of them say something two words away, and how many one word away.
    from: u32,
    few: u16,
    near: u16,
    until: u16,
}

/// The forms met so far, by number.
///
/// What is kept of a form is a function of its letters: which texts were read before changes nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    /// Open addressing by key, a power of two long; one more than a form's number, 0 for a free slot.
    slots: Vec<(u64, u32)>,
    all: Vec<Form>,
    ids: Vec<u32>,
    /// How often all were forgotten.
    age: u32,
}

impl Forms {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets all forms.
    pub(crate) fn clear(&mut self) {
        self.slots.fill((0, 0));
        self.all.clear();
        self.ids.clear();
        self.age = self.age.wrapping_add(1);
    }

    /// A number that changes when all forms are forgotten.
    pub(crate) fn age(&self) -> u32 {
        self.age
    }

    pub(super) fn get(&self, number: u32) -> &Form {
        &self.all[number as usize]
    }

    /// The features of a form that stands `distance` - [`REACH`] words after the word in question.
    pub(crate) fn features(&self, number: u32, distance: usize) -> impl Iterator<Item = u32> + '_ {
        let form = self.get(number);
        let count = match distance.abs_diff(REACH) {
            0 => form.until,
            1 => form.near,
            _ => form.few,
        };
        let ids = &self.ids[form.from as usize..][..usize::from(count)];
        let offset = template::OFFSET + distance as u32 - REACH as u32;
        ids.iter().map(move |id| if distance == REACH { *id } else { feature(offset, *id) })
    }

    /// The number of a word's form.
    pub(super) fn number(&mut self, model: &Model, text: &Text<'_>, word: &Word) -> u32 {
        if self.slots.len() <= self.all.len() * 2 {
            self.grow();
        }
        let str = text.str(word);
        let key = key(str, word);
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => break,
                (known, number) if known == key => return number - 1,
                _ => at = (at + 1) & mask,
            }
        }
        self.read(model, str, word);
        self.slots[at] = (key, self.all.len() as u32);
        self.all.len() as u32 - 1
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![(0, 0); (old.len() * 2).max(1024)];
        let mask = self.slots.len() - 1;
        for slot in old.into_iter().filter(|(_, number)| *number != 0) {
            let mut at = slot.0 as usize & mask;
            while self.slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }

    fn read(&mut self, model: &Model, str: &str, word: &Word) {
        let from = self.ids.len();
        let shape = shape(str);
        let cluster = model.clusters().get(word.hash());
        let coarse = cluster.map_or(999, |c| u32::from(c.coarse));
        let case = word.case() as u32 | (word.kind() as u32) << 4;
        let capital = u32::from(word.is_capitalised());
        let classes = model.gazetteer().phrase(std::slice::from_ref(word)).map_or(Classes::NONE, |found| found.classes);
        self.ids.extend([
            feature(template::WORD, word.hash()),
            feature(template::SHAPE, shape),
            feature(template::COARSE, coarse),
            feature(template::COARSE_CASE, pair(coarse, case)),
        ]);
        let few = self.ids.len() - from;
        self.ids.push(feature(template::FINE, cluster.map_or(9999, |c| u32::from(c.fine))));
        self.ids.push(feature(template::CASE, case));
        self.ids.extend(class_numbers(classes).map(|class| feature(template::CLASS, pair(class, capital))));
        if word.kind() == WordKind::Letters {
            for length in 1..=4 {
                let mut add = |template: u32, affix: &str| {
                    let hash = copydesk_text::hash_folded(affix);
                    self.ids.push(feature(template + length, pair(hash, capital)));
                };
                if let Some((at, _)) = str.char_indices().nth(length as usize) {
                    add(template::PREFIX, &str[..at]);
                }
                if let Some((at, _)) = str.char_indices().rev().nth(length as usize - 1)
                    && at > 0
                {
                    add(template::SUFFIX, &str[at..]);
                }
            }
        }
        let near = self.ids.len() - from;
        self.ids.push(feature(template::BIAS, 0));
        let until = self.ids.len() - from;
        let [few, near, until] = [few, near, until].map(|count| count as u16);
        self.all.push(Form { coarse, shape, classes, from: from as u32, few, near, until });
    }
}

/// A hash of all that a form is: what a word says, and what the tokeniser found in it.
fn key(str: &str, word: &Word) -> u64 {
    let step = |key: u64, value: u64| (key.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (eights, rest) = str.as_bytes().as_chunks::<8>();
    let what = word.case() as u64 | (word.kind() as u64) << 4 | u64::from(word.is_capitalised()) << 8;
    let key = eights.iter().fold(what | (str.len() as u64) << 16, |key, eight| step(key, u64::from_le_bytes(*eight)));
    let rest = rest.iter().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
    let key = step(step(key, rest), u64::from(word.hash()));
    key ^ key >> 32
}

/// A hash of the kinds of a word's characters, runs of one kind shortened: "Xxx", "X.X.", "dd".
fn shape(word: &str) -> u32 {
    let (mut hash, mut last, mut run) = (7_u32, '\0', 0);
    for c in word.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 3 {
            hash = pair(hash, kind as u32);
        }
    }
    hash
}
