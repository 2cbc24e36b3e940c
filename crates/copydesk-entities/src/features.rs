//! What the tagger looks at: hashed features of every word of a text.
//!
//! Most features depend on nothing but a word's form: they are worked out once for each form in the text, as are those
//! that look at all places where the form stands in the text (Chieu and Ng 2002), so that a name seen whole once is
//! known in its short forms. Only the last group is made anew for each word.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use copydesk_model::crf::feature;
use copydesk_model::{Classes, Model};
use copydesk_text::{Case, Sentence, Text, Word, WordKind};

use crate::runs::{Run, Runs};

/// How far to each side a word's neighbours are looked at.
pub(crate) const REACH: usize = 2;

/// Templates: the first argument of [`feature`].
mod template {
    pub(super) const BIAS: u32 = 1;
    pub(super) const WORD: u32 = 2;
    pub(super) const SHAPE: u32 = 3;
    pub(super) const CASE: u32 = 4;
    pub(super) const PREFIX: u32 = 5;
    pub(super) const SUFFIX: u32 = 6;
    pub(super) const COARSE: u32 = 7;
    pub(super) const FINE: u32 = 8;
    pub(super) const CLASS: u32 = 9;
    pub(super) const OFFSET: u32 = 10;
    pub(super) const EDGE: u32 = 11;
    pub(super) const BEFORE_PAIR: u32 = 12;
    pub(super) const AFTER_PAIR: u32 = 13;
    pub(super) const AROUND: u32 = 14;
    pub(super) const SHAPES: u32 = 15;
    pub(super) const START: u32 = 16;
    pub(super) const PHRASE: u32 = 17;
    pub(super) const RUN_FIRST: u32 = 18;
    pub(super) const RUN_LAST: u32 = 19;
    pub(super) const RUN_CLASS: u32 = 20;
    pub(super) const RUN_PLACE: u32 = 21;
    pub(super) const RUN_BEFORE: u32 = 22;
    pub(super) const RUN_AFTER: u32 = 23;
    pub(super) const ELSEWHERE_SMALL: u32 = 24;
    pub(super) const ELSEWHERE_BEFORE: u32 = 25;
    pub(super) const ELSEWHERE_AFTER: u32 = 26;
    pub(super) const ELSEWHERE_RUN: u32 = 27;
    pub(super) const ELSEWHERE_CLASS: u32 = 28;
    pub(super) const ACRONYM: u32 = 29;
    pub(super) const QUOTED: u32 = 30;
}

/// How many places of a form are looked at; more say little that is new.
const PLACES: usize = 6;

/// The features of a text.
///
/// ```
/// use copydesk_entities::Features;
/// use copydesk_model::Model;
/// use copydesk_text::Text;
///
/// let (model, text) = (Model::embedded(), Text::new("Mr Okafor flew to Lagos."));
/// let mut features = Vec::new();
/// Features::new(&model, &text).of(1, &mut features);
/// assert!(features.len() > 20);
/// ```
#[derive(Debug)]
pub struct Features<'a> {
    text: &'a Text<'a>,
    model: &'a Model,
    /// For each word: its form, its sentence's first and last word, and its run.
    pub(crate) forms: Vec<u32>,
    sentence: Vec<(u32, u32)>,
    runs: Runs,
    /// By form: features that hold at any distance, and how many of them hold at the greatest distance too.
    ids: Vec<u32>,
    bases: Vec<(Range<u32>, u32)>,
    /// By form: features that look at all its places.
    places: Vec<Range<u32>>,
    coarse: Vec<u32>,
    shapes: Vec<u32>,
    phrases: Vec<u32>,
}

impl<'a> Features<'a> {
    /// Looks at all words of a text.
    pub fn new(model: &'a Model, text: &'a Text<'a>) -> Self {
        let runs = Runs::new(text);
        let mut features = Self {
            text,
            model,
            forms: Vec::with_capacity(text.words().len()),
            sentence: Vec::with_capacity(text.words().len()),
            runs,
            ids: Vec::new(),
            bases: Vec::new(),
            places: Vec::new(),
            coarse: Vec::new(),
            shapes: Vec::new(),
            phrases: vec![0; text.words().len()],
        };
        features.read_forms();
        features.read_phrases();
        features.read_places();
        features
    }

    /// Puts the features of the word at an index into `out`.
    pub fn of(&self, word: usize, out: &mut Vec<u32>) {
        out.clear();
        let Some(&(from, until)) = self.sentence.get(word) else { return };
        for distance in 0..=2 * REACH {
            let at = (word + distance).wrapping_sub(REACH);
            if (from as usize..until as usize).contains(&at) {
                out.extend(self.base(self.forms[at], distance));
            }
        }
        out.extend(self.places(self.forms[word]));
        self.local(word, out);
    }

    /// The features of a form that stands `distance` - [`REACH`] words from the word in question.
    pub(crate) fn base(&self, form: u32, distance: usize) -> impl Iterator<Item = u32> + '_ {
        let (ids, few) = &self.bases[form as usize];
        let count = if distance == 0 || distance == 2 * REACH { *few as usize } else { ids.len() };
        let ids = &self.ids[ids.start as usize..ids.end as usize][..count];
        ids.iter().map(
            move |id| if distance == REACH { *id } else { feature(template::OFFSET + (distance as u32) * 97, *id) },
        )
    }

    /// The features of all places of a form.
    pub(crate) fn places(&self, form: u32) -> impl Iterator<Item = u32> + '_ {
        let ids = &self.places[form as usize];
        self.ids[ids.start as usize..ids.end as usize].iter().copied()
    }

    /// How many forms there are.
    pub(crate) fn form_count(&self) -> usize {
        self.bases.len()
    }

    /// Adds the features that hold for one place only.
    pub(crate) fn local(&self, at: usize, out: &mut Vec<u32>) {
        let words = self.text.words();
        let word = &words[at];
        let (from, until) = (self.sentence[at].0 as usize, self.sentence[at].1 as usize);
        let form = self.forms[at] as usize;
        let near = |at: Option<usize>| at.filter(|at| (from..until).contains(at));
        let (before, after) = (near(at.checked_sub(1)), near(Some(at + 1)));
        let hash = |at: Option<usize>| at.map_or(template::EDGE, |at| words[at].hash());
        let class = |at: Option<usize>| at.map_or(template::EDGE, |at| self.coarse[self.forms[at] as usize]);
        let shape = |at: Option<usize>| at.map_or(template::EDGE, |at| self.shapes[self.forms[at] as usize]);
        let case = word.case() as u32;
        out.push(feature(template::BIAS, 0));
        out.push(feature(template::BEFORE_PAIR, pair(hash(before), word.hash())));
        out.push(feature(template::AFTER_PAIR, pair(word.hash(), hash(after))));
        out.push(feature(template::AROUND, pair(pair(class(before), case), class(after))));
        out.push(feature(template::SHAPES, pair(pair(shape(before), shape(Some(at))), shape(after))));
        if before.is_none() {
            out.push(feature(template::START, case));
            out.push(feature(template::START + 100, self.coarse[form]));
        }
        if after.is_none() {
            out.push(feature(template::EDGE, case));
        }
        if self.phrases[at] != 0 {
            let (bits, place) = (self.phrases[at] & 0xFFFF, self.phrases[at] >> 16);
            let classes = self.runs.classes(bits);
            for class in class_numbers(classes) {
                out.push(feature(template::PHRASE + place * 97, pair(class, u32::from(word.is_capitalised()))));
            }
        }
        let Some(run) = self.runs.at(at) else { return };
        let (first, last) = (run.from as usize, run.until as usize - 1);
        let place = run_place(run, at);
        out.push(feature(template::RUN_PLACE, pair(place, run.until - run.from)));
        out.push(feature(template::RUN_FIRST, pair(words[first].hash(), place)));
        out.push(feature(template::RUN_LAST, pair(words[last].hash(), place)));
        out.push(feature(template::RUN_LAST + 100, pair(self.coarse[self.forms[last] as usize], place)));
        out.push(feature(template::RUN_FIRST + 100, pair(self.coarse[self.forms[first] as usize], place)));
        for (side, end) in [first, last].into_iter().enumerate() {
            for class in class_numbers(self.model.gazetteer().classes(self.text, end..end + 1)) {
                out.push(feature(template::RUN_CLASS + side as u32 * 97, pair(class, place)));
            }
        }
        let (before, after) = (near(first.checked_sub(1)), near(Some(last + 1)));
        out.push(feature(template::RUN_BEFORE, pair(hash(before), place)));
        out.push(feature(template::RUN_AFTER, pair(hash(after), place)));
        out.push(feature(template::RUN_BEFORE + 100, pair(class(before), class(after))));
        let mark = |at: Option<usize>| at.is_some_and(|at| matches!(self.text.str(&words[at]), "\"" | "“" | "‘" | "'"));
        if mark(before) {
            out.push(feature(template::QUOTED, place));
        }
        if run.loud {
            out.push(feature(template::QUOTED + 100, self.coarse[form]));
        }
    }

    fn read_forms(&mut self) {
        let mut known: HashMap<(u32, Case), u32> = HashMap::new();
        for sentence in self.text.sentences() {
            for word in &self.text.words()[sentence.words()] {
                let next = self.bases.len() as u32;
                let form = *known.entry((word.hash(), word.case())).or_insert(next);
                if form == next {
                    self.read_form(word);
                }
                self.forms.push(form);
                self.sentence.push((sentence.words().start as u32, sentence.words().end as u32));
            }
        }
    }

    fn read_form(&mut self, word: &Word) {
        let from = self.ids.len() as u32;
        let str = self.text.str(word);
        let shape = shape(str);
        let cluster = self.model.clusters().get(word.hash());
        let coarse = cluster.map_or(999, |c| u32::from(c.coarse));
        let case = word.case() as u32 | (word.kind() as u32) << 4;
        self.ids.push(feature(template::WORD, word.hash()));
        self.ids.push(feature(template::SHAPE, shape));
        self.ids.push(feature(template::COARSE, coarse));
        self.ids.push(feature(template::CASE, pair(coarse, case)));
        let few = self.ids.len() as u32 - from;
        self.ids.push(feature(template::FINE, cluster.map_or(9999, |c| u32::from(c.fine))));
        self.ids.push(feature(template::CASE + 100, case));
        // A word alone: as its own phrase in the gazetteer.
        if let Some(found) = self.model.gazetteer().phrase(std::slice::from_ref(word)) {
            let capital = u32::from(word.is_capitalised());
            for class in class_numbers(found.classes) {
                self.ids.push(feature(template::CLASS, pair(class, capital)));
            }
        }
        if word.kind() == WordKind::Letters {
            let capital = u32::from(word.is_capitalised());
            for length in 1..=4 {
                if let Some((at, _)) = str.char_indices().nth(length) {
                    self.ids.push(feature(
                        template::PREFIX + 100 * length as u32,
                        pair(copydesk_text::hash_folded(&str[..at]), capital),
                    ));
                }
                if let Some((at, _)) = str.char_indices().rev().nth(length - 1)
                    && at > 0
                {
                    self.ids.push(feature(
                        template::SUFFIX + 100 * length as u32,
                        pair(copydesk_text::hash_folded(&str[at..]), capital),
                    ));
                }
            }
        }
        self.bases.push((from..self.ids.len() as u32, few));
        self.coarse.push(coarse);
        self.shapes.push(shape);
    }

    /// Marks the words of phrases of the gazetteer: the class set's number, and the word's place above 16 bits.
    fn read_phrases(&mut self) {
        for sentence in self.text.sentences() {
            let mut at = sentence.words().start;
            while at < sentence.words().end {
                let word = &self.text.words()[at];
                let found = (word.is_capitalised() || word.is_number())
                    .then(|| self.model.gazetteer().longest(self.text, at, sentence.words().end))
                    .flatten();
                let Some(found) = found else {
                    at += 1;
                    continue;
                };
                let set = self.runs.number(found.classes);
                for i in 0..found.words {
                    let place = match (i, found.words) {
                        (_, 1) => 1,
                        (0, _) => 2,
                        (i, n) if i + 1 == n => 3,
                        _ => 4,
                    };
                    self.phrases[at + i] = place << 16 | set;
                }
                at += found.words;
            }
        }
    }

    /// For every capitalised form: what stands beside it in all its places, and in what longer runs it stands.
    fn read_places(&mut self) {
        let words = self.text.words();
        let mut of_hash: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut small = HashSet::new();
        for (at, word) in words.iter().enumerate().filter(|(_, w)| w.is_letters()) {
            if !word.is_capitalised() {
                small.insert(word.hash());
            } else if self.runs.at(at).is_some_and(|run| !run.loud) {
                of_hash.entry(word.hash()).or_default().push(at as u32);
            }
        }
        let acronyms: HashMap<u32, Run> = self.runs.all().iter().filter_map(|r| Some((r.initials?, *r))).collect();
        let mut done = vec![false; self.bases.len()];
        self.places = vec![0..0; self.bases.len()];
        let none = Vec::new();
        for at in 0..words.len() {
            let form = self.forms[at] as usize;
            if std::mem::replace(&mut done[form], true) || !words[at].is_capitalised() {
                continue;
            }
            let from = self.ids.len();
            let hash = words[at].hash();
            let places = of_hash.get(&hash).unwrap_or(&none);
            let middle = places.iter().any(|&p| self.sentence[p as usize].0 != p);
            let seen = u32::from(small.contains(&hash)) | u32::from(middle) << 1;
            self.ids.push(feature(template::ELSEWHERE_SMALL, seen | u32::from(places.len() > 1) << 2));
            for &place in places.iter().take(PLACES) {
                self.place(place as usize);
            }
            let longest = places.iter().filter_map(|p| self.runs.at(*p as usize).map(|run| (*run, *p)));
            if let Some((run, place)) = longest.max_by_key(|(run, p)| (run.until - run.from, std::cmp::Reverse(*p)))
                && run.until - run.from > 1
            {
                self.longest(run, place as usize);
            }
            if words[at].case() == Case::Upper
                && let Some(run) = acronyms.get(&hash)
            {
                self.ids.push(feature(template::ACRONYM, 0));
                self.ids.push(feature(template::ACRONYM, words[run.until as usize - 1].hash()));
                self.ids
                    .push(feature(template::ACRONYM + 100, self.coarse[self.forms[run.until as usize - 1] as usize]));
            }
            self.ids[from..].sort_unstable();
            let mut kept = from;
            for i in from..self.ids.len() {
                if i == from || self.ids[i] != self.ids[kept - 1] {
                    self.ids[kept] = self.ids[i];
                    kept += 1;
                }
            }
            self.ids.truncate(kept);
            self.places[form] = from as u32..kept as u32;
        }
    }

    /// What stands beside the run of a place.
    fn place(&mut self, at: usize) {
        let (from, until) = self.sentence[at];
        let Some(run) = self.runs.at(at).copied() else { return };
        let words = self.text.words();
        let place = run_place(&run, at);
        if run.from > from {
            let word = run.from as usize - 1;
            self.ids.push(feature(template::ELSEWHERE_BEFORE, pair(words[word].hash(), place)));
            self.ids
                .push(feature(template::ELSEWHERE_BEFORE + 100, pair(self.coarse[self.forms[word] as usize], place)));
        }
        if run.until < until {
            let word = run.until as usize;
            self.ids.push(feature(template::ELSEWHERE_AFTER, pair(words[word].hash(), place)));
            self.ids
                .push(feature(template::ELSEWHERE_AFTER + 100, pair(self.coarse[self.forms[word] as usize], place)));
        }
    }

    /// The longest run in which a form stands.
    fn longest(&mut self, run: Run, at: usize) {
        let words = self.text.words();
        let place = run_place(&run, at);
        let (first, last) = (run.from as usize, run.until as usize - 1);
        self.ids.push(feature(template::ELSEWHERE_RUN, pair(place, run.until - run.from)));
        for (side, end) in [first, last].into_iter().enumerate() {
            self.ids.push(feature(template::ELSEWHERE_RUN + 100 + side as u32, pair(words[end].hash(), place)));
            let coarse = self.coarse[self.forms[end] as usize];
            self.ids.push(feature(template::ELSEWHERE_RUN + 200 + side as u32, pair(coarse, place)));
            for class in class_numbers(self.model.gazetteer().classes(self.text, end..end + 1)) {
                self.ids.push(feature(template::ELSEWHERE_CLASS + 97 * side as u32, pair(class, place)));
            }
        }
        for class in class_numbers(self.model.gazetteer().classes(self.text, first..last + 1)) {
            self.ids.push(feature(template::ELSEWHERE_CLASS + 200, class));
        }
    }

    /// The sentences of the text.
    pub(crate) fn sentences(&self) -> &'a [Sentence] {
        self.text.sentences()
    }
}

/// First, last, only or inner word of a run.
fn run_place(run: &Run, at: usize) -> u32 {
    u32::from(run.from as usize == at) | u32::from(run.until as usize == at + 1) << 1
}

fn class_numbers(classes: Classes) -> impl Iterator<Item = u32> {
    let mut bits = classes.bits();
    std::iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(next)
    })
}

/// One value of two, where their order matters.
const fn pair(a: u32, b: u32) -> u32 {
    a.wrapping_mul(0x9E37_79B1).rotate_left(15) ^ b.wrapping_mul(0x85EB_CA77)
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
