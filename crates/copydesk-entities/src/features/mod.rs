//! What the tagger looks at: hashed features of the words of a text.
//!
//! Most features depend on nothing but a word's form: they are the same in all texts. Others look at all places where
//! the form stands in the text (Chieu and Ng 2002), so that a name seen whole once is known in its short forms: they are
//! worked out once for each form in the text. Only the last group is made anew for each word.

mod forms;
mod names;
mod runs;
mod template;

use std::ops::Range;

use copydesk_model::crf::feature;
use copydesk_model::{Classes, Model};
use copydesk_text::{Case, Text, Word};

use crate::EntityKind;
use crate::labels::Place;
use crate::tables::JOINERS;
pub(crate) use forms::Forms;
use names::Names;
use runs::{Run, Runs};

/// How far to each side a word's neighbours are looked at.
pub(crate) const REACH: usize = 2;

/// How many small words there may be between the capitals of one name.
const GAP: usize = 3;

/// How many places of a form are looked at; more say little that is new.
const PLACES: usize = 5;

/// More forms than this are forgotten before the next text.
const FORMS: usize = 1 << 15;

/// Where in a name a small word or a sign may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joiner {
    /// Between two of its capitals.
    Inside,
    /// At its ends too.
    Edge,
}

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
    known: Known,
    /// Whether every word beside a capital is looked at, as in training: what is no name is learned there.
    wide: bool,
}

/// What is known of the words of a text: kept from one text to the next for its room and its forms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    forms: Forms,
    /// For each word: its form, its sentence's first and last word, and whether it can be of a name.
    of: Vec<u32>,
    sentence: Vec<(u32, u32)>,
    near: Vec<bool>,
    runs: Runs,
    names: Names,
    /// For each word: its place in a phrase of the gazetteer in the lowest two bits, above them one more than the
    /// phrase's index; 0 for none.
    phrase: Vec<u32>,
    phrases: Vec<Classes>,
    /// For each form: one more than its index among the capitalised forms of the text, 0 for none.
    here: Vec<u32>,
    /// The capitalised forms of the text, with their features.
    capitals: Vec<(u32, Range<u32>)>,
    ids: Vec<u32>,
}

impl<'a> Features<'a> {
    /// Looks at all words of a text, for training: also at words beside capitals that can be of no name.
    pub fn new(model: &'a Model, text: &'a Text<'a>) -> Self {
        Self { text, model, known: Known::default(), wide: true }.read()
    }

    /// Looks at all words of a text, in room that another text used.
    pub(crate) fn with(model: &'a Model, text: &'a Text<'a>, known: Known) -> Self {
        Self { text, model, known, wide: false }.read()
    }

    fn read(mut self) -> Self {
        self.read_words();
        self.read_phrases();
        self.read_places();
        self
    }

    pub(crate) fn into_known(self) -> Known {
        self.known
    }

    pub(crate) fn forms(&self) -> &Forms {
        &self.known.forms
    }

    /// Puts the features of the word at an index into `out`; none if it can be of no name.
    pub fn of(&self, word: usize, out: &mut Vec<u32>) {
        out.clear();
        if !self.may_name(word) {
            return;
        }
        for (distance, form) in self.around(word) {
            out.extend(self.forms().features(form, distance));
        }
        out.extend(self.context_of(word));
        self.local(word, out);
    }

    /// Those of the features of a word that look at all places of its form.
    pub fn context_of(&self, word: usize) -> &[u32] {
        self.capital(word).map_or(&[], |capital| self.everywhere(capital))
    }

    /// Whether a word can be of a name: names hold capitals, letters that have no case, or places and given names
    /// written small. Looked at are those, the words beside them, and a few small words between capitals.
    pub fn may_name(&self, word: usize) -> bool {
        self.known.near.get(word).is_some_and(|near| *near)
    }

    /// The forms around a word and its own, with their distances from the first that could be.
    pub(crate) fn around(&self, word: usize) -> impl Iterator<Item = (usize, u32)> + '_ {
        let (from, until) = self.known.sentence[word];
        let reach = word.saturating_sub(REACH).max(from as usize)..(word + REACH + 1).min(until as usize);
        reach.map(move |at| (at + REACH - word, self.known.of[at]))
    }

    /// The place of a word in a name of several words that the gazetteer knows for an organisation or a person by the
    /// whole name, and for nothing else; and which of the two.
    pub(crate) fn place_in_known_name(&self, word: usize) -> Option<(Place, EntityKind)> {
        let phrase = self.known.phrase[word];
        let classes = self.known.phrases[(phrase as usize >> 2).checked_sub(1)?];
        let kind = if classes.any(Classes::PERSON) { EntityKind::Person } else { EntityKind::Organization };
        let clear = classes.any(Classes::ORGANIZATIONS | Classes::PERSON)
            && !classes.any(Classes::PLACES | Classes::ROLE | Classes::HONORIFIC);
        let place = match phrase & 3 {
            1 => Place::Begin,
            2 => Place::Last,
            0 => Place::Inside,
            _ => return None,
        };
        clear.then_some((place, kind))
    }

    /// The number of a capitalised word's form among those of the text.
    pub(crate) fn capital(&self, word: usize) -> Option<usize> {
        (self.known.here[self.known.of[word] as usize] as usize).checked_sub(1)
    }

    /// How many capitalised forms the text has.
    pub(crate) fn capitals(&self) -> usize {
        self.known.capitals.len()
    }

    /// The features of all places of a capitalised form.
    pub(crate) fn everywhere(&self, capital: usize) -> &[u32] {
        let ids = &self.known.capitals[capital].1;
        &self.known.ids[ids.start as usize..ids.end as usize]
    }

    /// Adds the features that hold for one place only.
    pub(crate) fn local(&self, at: usize, out: &mut Vec<u32>) {
        let near = self.near(at);
        let (before, after) = (near(at.checked_sub(1)), near(Some(at + 1)));
        let word = &self.text.words()[at];
        let form = self.form(at);
        let case = word.case() as u32;
        out.extend([
            feature(template::PAIR, pair(self.hash(before), word.hash())),
            feature(template::PAIR + 1, pair(word.hash(), self.hash(after))),
            feature(template::AROUND, pair(pair(self.coarse(before), case), self.coarse(after))),
            feature(template::SHAPES, pair(pair(self.shape(before), form.shape), self.shape(after))),
        ]);
        if before.is_none() {
            out.push(feature(template::START, case));
            out.push(feature(template::START + 1, form.coarse));
        }
        if after.is_none() {
            out.push(feature(template::EDGE, case));
        }
        if let Some(phrase) = (self.known.phrase[at] as usize >> 2).checked_sub(1) {
            let (place, capital) = (self.known.phrase[at] & 3, u32::from(word.is_capitalised()));
            let classes = class_numbers(self.known.phrases[phrase]);
            out.extend(classes.map(|class| feature(template::PHRASE + place, pair(class, capital))));
        }
        match self.known.runs.at(at) {
            Some(run) => self.run(run, at, out),
            None => self.between(at, out),
        }
    }

    /// For a word in a run: the run's ends, what they are, and what stands beside it.
    fn run(&self, run: &Run, at: usize, out: &mut Vec<u32>) {
        let near = self.near(at);
        let (first, last, place) = (run.first(), run.last(), run.place(at));
        out.push(feature(template::RUN_PLACE, pair(place, run.len())));
        let form = self.form(at);
        for (side, end) in (0..).zip([first, last]) {
            let word = self.form(end);
            out.push(feature(template::RUN_WORD + side, pair(self.hash(Some(end)), place)));
            let classes = class_numbers(word.classes);
            out.extend(classes.map(|class| feature(template::RUN_CLASS + side, pair(class, place))));
        }
        let whole = class_numbers(run.classes);
        out.extend(whole.map(|class| feature(template::RUN_PHRASE, pair(class, place))));
        let (before, after) = (near(first.checked_sub(1)), near(Some(last + 1)));
        out.extend([
            feature(template::RUN_SIDE, pair(self.hash(before), place)),
            feature(template::RUN_SIDE + 1, pair(self.hash(after), place)),
            feature(template::RUN_AROUND, pair(self.coarse(before), self.coarse(after))),
        ]);
        if before.is_some_and(|at| matches!(self.text.word_str(at), "\"" | "“" | "‘" | "'")) {
            out.push(feature(template::QUOTED, place));
        }
        if run.loud {
            out.push(feature(template::QUOTED + 1, form.coarse));
        }
    }

    /// For a small word between two runs: the ends of each run, which say what a name of both would be.
    fn between(&self, at: usize, out: &mut Vec<u32>) {
        let near = self.near(at);
        let run = |at: Option<usize>| near(at).and_then(|at| self.known.runs.at(at));
        let before = run(at.checked_sub(1)).or_else(|| run(at.checked_sub(2)));
        let Some((before, after)) = before.zip(run(Some(at + 1)).or_else(|| run(Some(at + 2)))) else { return };
        let word = self.hash(Some(at));
        for (side, end) in (0..).zip([before.first(), before.last(), after.first(), after.last()]) {
            let form = self.form(end);
            out.push(feature(template::BETWEEN + side, pair(self.hash(Some(end)), word)));
            out.push(feature(template::BETWEEN + 4 + side, pair(form.coarse, word)));
        }
    }

    /// Keeps an index within the sentence of a word.
    fn near(&self, at: usize) -> impl Fn(Option<usize>) -> Option<usize> + use<> {
        let (from, until) = self.known.sentence[at];
        move |at| at.filter(|at| (from as usize..until as usize).contains(at))
    }

    fn form(&self, at: usize) -> &forms::Form {
        self.known.forms.get(self.known.of[at])
    }

    fn hash(&self, at: Option<usize>) -> u32 {
        at.map_or(template::EDGE, |at| self.text.words()[at].hash())
    }

    fn coarse(&self, at: Option<usize>) -> u32 {
        at.map_or(template::EDGE, |at| self.form(at).coarse)
    }

    fn shape(&self, at: Option<usize>) -> u32 {
        at.map_or(template::EDGE, |at| self.form(at).shape)
    }

    /// Finds the form of each word, and which words can be of names.
    fn read_words(&mut self) {
        let Known { forms, of, sentence, near, here, capitals, .. } = &mut self.known;
        for (form, _) in capitals.drain(..) {
            here[form as usize] = 0;
        }
        if forms.len() > FORMS {
            forms.clear();
        }
        let (text, words) = (self.text, self.text.words());
        of.clear();
        of.resize(words.len(), 0);
        sentence.clear();
        sentence.resize(words.len(), (0, 0));
        near.clear();
        near.resize(words.len(), false);
        for range in text.sentences().iter().map(copydesk_text::Sentence::words) {
            sentence[range.clone()].fill((range.start as u32, range.end as u32));
            range.clone().for_each(|at| of[at] = forms.number(self.model, text, &words[at]));
            let joiner = |at: usize| match forms.get(of[at]).classes {
                _ if self.wide || words[at].is_number() => Some(Joiner::Edge),
                classes if classes.any(Classes::HEADS.or(Classes::PARTICLE)) => Some(Joiner::Edge),
                _ => JOINERS.get(text, at).copied(),
            };
            let edge = |at: usize| range.contains(&at) && joiner(at) == Some(Joiner::Edge);
            let (mut last, mut until) = (None, range.start);
            for at in range.clone() {
                let word = &words[at];
                let small = word.case() == Case::Lower;
                if !word.is_letters() || small && !forms.get(of[at]).classes.any(Classes::PLACES.or(Classes::GIVEN)) {
                    continue;
                }
                let between = last.filter(|last| at - last <= GAP + 1 && (last + 1..at).all(|at| joiner(at).is_some()));
                let mut from = between.unwrap_or(at);
                // "Son-gwon" and "al-Qaeda" are one name each: what a hyphen joins goes with it.
                if from == at && at > until && edge(at - 1) {
                    from -= if word.is_glued() && words[at - 1].is_glued() && at - 1 > until { 2 } else { 1 };
                }
                until = at + 1;
                if edge(until) {
                    let joined =
                        words.get(until..until + 2).is_some_and(|w| w[0].is_sign() && w.iter().all(Word::is_glued));
                    until = (until + if joined { 2 } else { 1 }).min(range.end);
                }
                near[from..until].fill(true);
                last = (!small).then_some(at);
            }
            // The letters of "US$" and "HK$" name a currency.
            for at in range.clone().skip(1).filter(|at| words[*at].is_glued() && self.text.is(*at, "$")) {
                near[at - 1] = false;
            }
        }
        here.resize(forms.len(), 0);
        self.known.runs.read(self.text);
        for run in self.known.runs.all_mut().iter_mut().filter(|run| run.len() > 1) {
            run.classes = self.model.gazetteer().classes(self.text, run.first()..run.last() + 1);
        }
    }

    /// Marks the words of phrases of the gazetteer.
    fn read_phrases(&mut self) {
        let Known { phrase, phrases, .. } = &mut self.known;
        phrases.clear();
        phrase.clear();
        phrase.resize(self.text.words().len(), 0);
        for sentence in self.text.sentences() {
            let mut at = sentence.words().start;
            while at < sentence.words().end {
                let word = &self.text.words()[at];
                let found = ((word.is_capitalised() || word.is_number()) && !self.text.is(at, "the"))
                    .then(|| self.model.gazetteer().longest(self.text, at, sentence.words().end))
                    .flatten();
                let Some(found) = found else {
                    at += 1;
                    continue;
                };
                phrases.push(found.classes);
                for i in 0..found.words {
                    let place = u32::from(i == 0) | u32::from(i + 1 == found.words) << 1;
                    phrase[at + i] = (phrases.len() as u32) << 2 | place;
                }
                at += found.words;
            }
        }
    }

    /// For every capitalised form: what stands beside it in all its places, and in what longer runs it stands.
    fn read_places(&mut self) {
        let words = self.text.words();
        let Known { names, runs, .. } = &mut self.known;
        let letters = || words.iter().enumerate().filter(|(_, word)| word.is_letters());
        names.begin(runs.all().iter().map(|run| run.len() as usize).sum());
        for (at, word) in letters().filter(|(_, word)| word.is_capitalised()) {
            if runs.at(at).is_some_and(|run| !run.loud) {
                names.add(word.hash(), at);
            }
        }
        for (_, word) in letters().filter(|(_, word)| !word.is_capitalised()) {
            names.add_small(word.hash());
        }
        let mut ids = std::mem::take(&mut self.known.ids);
        ids.clear();
        for (at, word) in letters().filter(|(_, word)| word.is_capitalised()) {
            let form = self.known.of[at];
            if self.known.here[form as usize] == 0 {
                let from = ids.len();
                self.places(word, &mut ids);
                sort_and_dedup(&mut ids, from);
                self.known.capitals.push((form, from as u32..ids.len() as u32));
                self.known.here[form as usize] = self.known.capitals.len() as u32;
            }
        }
        self.known.ids = ids;
    }

    /// Adds the features of all places of a capitalised form.
    fn places(&self, word: &Word, out: &mut Vec<u32>) {
        let Known { names, runs, sentence, .. } = &self.known;
        let places = || names.places(word.hash());
        let (count, small) = names.count(word.hash());
        let middle = places().any(|at| sentence[at].0 as usize != at);
        out.push(feature(template::SEEN, u32::from(small) | u32::from(middle) << 1 | u32::from(count > 1) << 2));
        for at in places().take(PLACES) {
            if let Some(run) = runs.at(at) {
                self.sides(run, at, out);
            }
        }
        let longest = places().filter_map(|at| Some((runs.at(at)?, at)));
        if let Some((run, at)) = longest.max_by_key(|(run, at)| (run.len(), std::cmp::Reverse(*at)))
            && run.len() > 1
        {
            self.longest(run, at, out);
        }
        if word.case() == Case::Upper
            && let Some(run) = runs.all().iter().rev().find(|run| run.initials == Some(word.hash()))
        {
            out.push(feature(template::ACRONYM, 0));
            out.push(feature(template::ACRONYM + 1, self.hash(Some(run.last()))));
            out.push(feature(template::ACRONYM + 2, self.form(run.last()).coarse));
        }
    }

    /// What stands beside the run of one place of a form.
    fn sides(&self, run: &Run, at: usize, out: &mut Vec<u32>) {
        let near = self.near(at);
        let place = run.place(at);
        for (side, beside) in (0..).zip([near(run.first().checked_sub(1)), near(Some(run.last() + 1))]) {
            if beside.is_some() {
                out.push(feature(template::PLACE_SIDE + side, pair(self.hash(beside), place)));
            }
        }
    }

    /// The longest run in which a form stands.
    fn longest(&self, run: &Run, at: usize, out: &mut Vec<u32>) {
        let place = run.place(at);
        out.push(feature(template::LONGEST, pair(place, run.len())));
        for (side, end) in (0..).zip([run.first(), run.last()]) {
            let form = self.form(end);
            out.push(feature(template::LONGEST_WORD + side, pair(self.hash(Some(end)), place)));
            out.push(feature(template::LONGEST_COARSE + side, pair(form.coarse, place)));
            let classes = class_numbers(form.classes);
            out.extend(classes.map(|class| feature(template::LONGEST_CLASS + side, pair(class, place))));
        }
        out.extend(class_numbers(run.classes).map(|class| feature(template::LONGEST_PHRASE, class)));
    }
}

/// Puts what follows an index in order, each once.
fn sort_and_dedup(ids: &mut Vec<u32>, from: usize) {
    ids[from..].sort_unstable();
    let mut kept = from;
    for at in from..ids.len() {
        if at == from || ids[at] != ids[kept - 1] {
            ids[kept] = ids[at];
            kept += 1;
        }
    }
    ids.truncate(kept);
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
