//! The tagger: a linear-chain CRF over the words of each sentence.

use copydesk_model::Model;
use copydesk_model::crf::{Crf, Lattice};
use copydesk_text::{Case, Text, Word};

use crate::features::{Features, REACH};
use crate::labels::{Label, OUTSIDE, label};
use crate::{Form, Mention};

/// How many words a word of no capital may stand from one with a capital and still be of its name.
const NEAR: usize = 3;

/// The score of the label of a word that cannot be of a name: beyond what weights add up to.
const CERTAIN: i16 = i16::MAX / 2;

/// Tags names in text.
#[derive(Clone, Debug)]
pub struct Tagger<'m> {
    model: &'m Model,
}

impl<'m> Tagger<'m> {
    /// A tagger with the weights of a model.
    pub fn new(model: &'m Model) -> Self {
        Self { model }
    }

    /// The names of a text, in order and apart.
    pub fn tag(&self, text: &Text<'_>) -> Vec<Mention> {
        let crf = self.model.entities();
        if crf.labels().len() == 0 {
            return Vec::new();
        }
        let features = Features::new(self.model, text);
        let mut rows = Rows::new(crf, features.form_count());
        let (mut lattice, mut local, mut mentions) = (Lattice::default(), Vec::new(), Vec::new());
        for sentence in features.sentences() {
            let words = sentence.words();
            if !text.words()[words.clone()].iter().any(|w| w.is_letters() || w.is_number()) {
                continue;
            }
            lattice.begin(crf);
            let mut name_ahead = words.start;
            let mut name_behind = None;
            for at in words.clone() {
                let row = lattice.position();
                // Names hold capitals, or letters that have no case: a word far from any is not looked at.
                name_ahead = name_ahead.max(at);
                while name_ahead < words.end && !may_name(&text.words()[name_ahead]) {
                    name_ahead += 1;
                }
                if name_ahead == at {
                    name_behind = Some(at);
                }
                let near = name_ahead < words.end && name_ahead - at <= NEAR;
                if !near && name_behind.is_none_or(|behind| at - behind > NEAR) {
                    row[OUTSIDE] = CERTAIN;
                    continue;
                }
                for distance in 0..=2 * REACH {
                    let near = (at + distance).wrapping_sub(REACH);
                    if words.contains(&near) {
                        rows.add(&features, features.forms[near], distance, row);
                    }
                }
                local.clear();
                features.local(at, &mut local);
                for id in &local {
                    crf.add(*id, row);
                }
            }
            lattice.decode(crf);
            read(&mut lattice, crf, text, words.start, &mut mentions);
        }
        mentions
    }
}

/// Whether a word can be of a name without its neighbours.
fn may_name(word: &Word) -> bool {
    word.is_letters() && word.case() != Case::Lower
}

/// Reads the names off the labels of a sentence.
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
            });
        }
    }
}

/// Sums of the weights of a form's features, made when first asked for.
struct Rows<'m> {
    crf: &'m Crf,
    width: usize,
    /// Forms x distances x labels.
    sums: Vec<i16>,
    made: Vec<bool>,
}

impl<'m> Rows<'m> {
    fn new(crf: &'m Crf, forms: usize) -> Self {
        let width = crf.labels().len();
        let cells = forms * (2 * REACH + 1);
        Self { crf, width, sums: vec![0; cells * width], made: vec![false; cells] }
    }

    /// Adds the sum of a form at a distance; at the word itself, with what all the form's places say.
    fn add(&mut self, features: &Features<'_>, form: u32, distance: usize, row: &mut [i16]) {
        let cell = form as usize * (2 * REACH + 1) + distance;
        let sums = &mut self.sums[cell * self.width..(cell + 1) * self.width];
        if !std::mem::replace(&mut self.made[cell], true) {
            features.base(form, distance).for_each(|id| self.crf.add(id, sums));
            if distance == REACH {
                features.places(form).for_each(|id| self.crf.add(id, sums));
            }
        }
        for (score, sum) in row.iter_mut().zip(sums) {
            *score = score.saturating_add(*sum);
        }
    }
}
