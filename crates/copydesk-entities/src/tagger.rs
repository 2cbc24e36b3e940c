//! The tagger: a linear-chain CRF over the words of each sentence.

use std::borrow::Borrow;
use std::sync::Mutex;

use copydesk_model::Model;
use copydesk_model::crf::{Crf, FORBIDDEN, Lattice, add_scores};
use copydesk_text::Text;

use crate::features::{Features, Forms, Known, REACH};
use crate::labels::{Label, OUTSIDE, Place, label};
use crate::{EntityKind, Form, Mention};

/// How much likelier, in natural-log units a word, a known name of several words is one than two: the
/// weights alone see too few of each to be sure.
const WHOLE: f32 = 2.0;

/// Tags names in text.
///
/// A tagger remembers the sums of weights of the forms that it met: one tagger for many texts is faster than one for
/// each. Threads may share it. What it remembers changes no result.
#[derive(Debug, Default)]
pub struct Tagger<M> {
    model: M,
    /// One for each thread that tagged at the same time as others.
    memories: Mutex<Vec<Memory>>,
}

impl<M: Borrow<Model>> Tagger<M> {
    /// A tagger with the weights of a model.
    pub fn new(model: M) -> Self {
        Self { model, memories: Mutex::default() }
    }

    /// The names of a text, in order and apart.
    pub fn tag(&self, text: &Text<'_>) -> Vec<Mention> {
        let memory = self.memories.lock().ok().and_then(|mut memories| memories.pop());
        let mut memory = memory.unwrap_or_default();
        let mentions = memory.tag(self.model.borrow(), text);
        if let Ok(mut memories) = self.memories.lock() {
            memories.push(memory);
        }
        mentions
    }
}

/// What is kept from one text to the next.
#[derive(Clone, Debug, Default)]
struct Memory {
    known: Known,
    rows: Rows,
    lattice: Lattice,
    ids: Vec<u32>,
}

impl Memory {
    fn tag(&mut self, model: &Model, text: &Text<'_>) -> Vec<Mention> {
        let crf = model.entities();
        let mut mentions = Vec::new();
        if crf.labels().len() == 0 {
            return mentions;
        }
        let features = Features::with(model, text, std::mem::take(&mut self.known));
        self.rows.begin(crf, &features);
        for sentence in text.sentences() {
            let words = sentence.words();
            let mut at = words.start;
            // Words that can be of names, between words of the sentence that cannot.
            while at < words.end {
                let from = at;
                while at < words.end && features.may_name(at) {
                    at += 1;
                }
                if at > from {
                    let border = |known: bool| known.then_some(OUTSIDE as u8);
                    self.lattice.begin_between(crf, [border(from > words.start), border(at < words.end)]);
                    (from..at).for_each(|at| self.score(crf, &features, text, at));
                    self.lattice.decode(crf);
                    read(&mut self.lattice, crf, text, from, &mut mentions);
                }
                at += 1;
            }
        }
        self.known = features.into_known();
        mentions
    }

    /// Adds a word and its scores to the lattice.
    fn score(&mut self, crf: &Crf, features: &Features<'_>, text: &Text<'_>, at: usize) {
        let row = self.lattice.position();
        self.ids.clear();
        features.local(at, &mut self.ids);
        crf.add_all(&self.ids, row);
        for (distance, form) in features.around(at) {
            add_scores(row, self.rows.of_form(crf, features.forms(), form, distance));
        }
        if let Some(capital) = features.capital(at) {
            add_scores(row, self.rows.of_capital(crf, features, capital));
        }
        if let Some(known) = features.place_in_known_name(at) {
            add_to(row, (WHOLE / crf.scale()) as i16, |place, kind| (place, kind) == known);
        }
        // "VALPARAÍSO, Chile" are two places.
        if text.is(at, ",") {
            add_to(row, FORBIDDEN, |_, kind| kind == EntityKind::Place);
        }
    }
}

/// Adds to the scores of some labels of names.
fn add_to(row: &mut [i16], more: i16, which: impl Fn(Place, EntityKind) -> bool) {
    for (number, score) in (0..).zip(row) {
        if matches!(label(number), Label::Name(place, kind) if which(place, kind)) {
            *score = score.saturating_add(more);
        }
    }
}

/// Reads the names off the labels of a piece.
fn read(lattice: &mut Lattice, crf: &Crf, text: &Text<'_>, first: usize, mentions: &mut Vec<Mention>) {
    let mut begun = None;
    for at in 0..lattice.path().len() {
        let (place, kind) = match label(lattice.path()[at]) {
            Label::Outside => {
                begun = None;
                continue;
            }
            Label::Name(place, kind) => (place, kind),
        };
        if place.begins() {
            begun = Some(at);
        }
        if place.ends()
            && let Some(from) = begun.take()
        {
            let probability = lattice.probability(crf, from..at + 1);
            mentions.push(Mention {
                span: text.span(first + from..first + at + 1),
                kind,
                form: Form::Name,
                probability: Some(probability),
                why: "tagger",
                linked: None,
            });
        }
    }
}

/// Distances at which a form is seen.
const DISTANCES: usize = 2 * REACH + 1;

/// Sums of the weights of features, made when first asked for.
#[derive(Clone, Debug, Default)]
struct Rows {
    width: usize,
    /// Rows of scores, in the order in which they were made: those asked for most lie close together.
    sums: Vec<i16>,
    /// For each form and distance, one more than its row; 0 for none yet. Kept as long as the forms are.
    of_form: Vec<[u32; DISTANCES]>,
    /// Of the forms.
    age: u32,
    /// Rows of the capitalised forms of the text.
    capital_sums: Vec<i16>,
    capital_made: Vec<bool>,
    ids: Vec<u32>,
}

impl Rows {
    /// Makes room for a text.
    fn begin(&mut self, crf: &Crf, features: &Features<'_>) {
        self.width = crf.row_width();
        let (forms, capitals) = (features.forms(), features.capitals());
        if std::mem::replace(&mut self.age, forms.age()) != forms.age() {
            self.of_form.clear();
            self.sums.clear();
        }
        self.of_form.resize(forms.len(), [0; DISTANCES]);
        self.capital_made.clear();
        self.capital_made.resize(capitals, false);
        self.capital_sums.clear();
        self.capital_sums.resize(capitals * self.width, 0);
    }

    /// The sum of a form at a distance.
    fn of_form(&mut self, crf: &Crf, forms: &Forms, form: u32, distance: usize) -> &[i16] {
        let row = &mut self.of_form[form as usize][distance];
        if *row == 0 {
            let from = self.sums.len();
            self.sums.resize(from + self.width, 0);
            *row = (self.sums.len() / self.width) as u32;
            self.ids.clear();
            self.ids.extend(forms.features(form, distance));
            crf.add_all(&self.ids, &mut self.sums[from..]);
        }
        let until = *row as usize * self.width;
        &self.sums[until - self.width..until]
    }

    /// The sum of what all places of a capitalised form say.
    fn of_capital(&mut self, crf: &Crf, features: &Features<'_>, capital: usize) -> &[i16] {
        let sums = &mut self.capital_sums[capital * self.width..(capital + 1) * self.width];
        if !std::mem::replace(&mut self.capital_made[capital], true) {
            crf.add_all(features.everywhere(capital), sums);
        }
        sums
    }
}
