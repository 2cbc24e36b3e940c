//! Training of the tagger of copydesk-entities.

use std::fs;
use std::path::Path;

use anyhow::Context;
use copydesk_entities::{EntityKind, Features, Label, Place, Tagger};
use copydesk_model::crf::{Crf, Parts};
use copydesk_model::{Clusters, Gazetteer, Model};
use copydesk_text::{OffsetMap, Span, Text, Unit};
use serde::Deserialize;

use crate::crf::{Sequence, Settings, train};
use crate::noise::noisy;

#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) entities: Vec<Name>,
}

#[derive(Clone, Deserialize)]
pub(crate) struct Name {
    start: usize,
    end: usize,
    kind: String,
}

/// The sets to train on, each with the kinds that its own kinds may stand for. `misc` lumps what other sets tell apart,
/// and in one set also what is no name by the others.
#[allow(clippy::type_complexity)]
const SETS: [(&str, f32, &[(&str, &[EntityKind])], bool); 5] = {
    use EntityKind::{Event, Facility, Group, Law, Place, Product, Work};
    const LUMPED: &[EntityKind] = &[Group, Product, Event, Work, Law];
    const SITES: &[EntityKind] = &[Place, Facility];
    [
        ("wikinews_train", 1.5, &[], false),
        ("news_train", 1.5, &[], false),
        ("wwn_train", 1.0, &[("misc", &[Product, Event, Work, Law])], true),
        ("wikigold_train", 1.0, &[("misc", LUMPED), ("place", SITES)], false),
        ("gum_train", 0.6, &[("misc", LUMPED), ("place", SITES)], false),
    ]
};

/// One document in so many is also read with noise, for so much of its weight.
const NOISY: (usize, f32) = (6, 0.5);

/// What can be left out, to see what it brings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(crate) enum Part {
    /// What all places of a form in the text say.
    Context,
    /// Names that the world knows.
    Gazetteer,
    /// Word clusters.
    Clusters,
    /// Copies with noise.
    Noise,
}

/// A document to train on.
struct Sample {
    document: Document,
    weight: f32,
    kinds: &'static [(&'static str, &'static [EntityKind])],
    may_be_none: bool,
    /// Whether it is kept back from the model that says how sure the weights may be.
    kept_back: bool,
    /// Whether its kinds are all nine and its text as it was.
    exact: bool,
}

/// Trains on the gold files of a folder and returns the artefact; then measures it on the files `*_dev.jsonl` there.
/// `more` is documents of all kinds beside them.
pub(crate) fn run(gold: &Path, more: Vec<Document>, without: &[Part], settings: &Settings) -> anyhow::Result<Vec<u8>> {
    let mut model = Model::embedded();
    if without.contains(&Part::Gazetteer) {
        model = model.with_gazetteer(Gazetteer::default());
    }
    if without.contains(&Part::Clusters) {
        model = model.with_clusters(Clusters::default());
    }
    let context = !without.contains(&Part::Context);
    let samples = samples(gold, more, !without.contains(&Part::Noise))?;
    let learn = |samples: &[&Sample]| {
        let mut sequences = Vec::new();
        for sample in samples {
            add(&mut sequences, &model, sample, context);
        }
        fit(sequences, settings)
    };
    let (kept_back, half): (Vec<_>, Vec<_>) = samples.iter().partition(|sample| sample.kept_back);
    let factor = temperature(&model, &kept_back, &learn(&half))?;
    let mut parts = learn(&samples.iter().collect::<Vec<_>>());
    parts.scale *= factor;
    let model = model.with_entities(Crf::from_parts(&parts)?);
    let mut sure = Vec::new();
    for set in ["wikinews_dev", "news_dev", "wwn_dev", "uner_ewt_dev"] {
        let documents = read(&gold.join(set).with_extension("jsonl"))?;
        measure(set, &model, &documents);
        if !matches!(set, "wwn_dev" | "uner_ewt_dev") {
            sure.extend(documents.iter().flat_map(|document| certainties(&model, document)));
        }
    }
    print_reliability(&sure);
    Ok(parts.to_bytes())
}

fn fit(sequences: Vec<Sequence>, settings: &Settings) -> Parts {
    let labels: Vec<Label> = Label::all().collect();
    let names: Vec<String> = labels.iter().map(|label| label.name()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    train(&names, sequences, |from, to| labels[from].may_precede(labels[to]), settings)
}

/// The documents of all sets.
fn samples(gold: &Path, more: Vec<Document>, noise: bool) -> anyhow::Result<Vec<Sample>> {
    let mut samples = Vec::new();
    let mut add = |documents: Vec<Document>, weight, kinds: &'static [_], may_be_none| {
        for (at, document) in documents.into_iter().enumerate() {
            let spoilt = (noise && at % NOISY.0 == 0)
                .then(|| Document { text: noisy(&document.text, at as u64), entities: document.entities.clone() });
            let kept_back = at / NOISY.0 % 2 == 1;
            let exact = kinds.is_empty();
            samples.push(Sample { document, weight, kinds, may_be_none, kept_back, exact });
            samples.extend(spoilt.map(|document| Sample {
                document,
                weight: weight * NOISY.1,
                kinds,
                may_be_none,
                kept_back,
                exact: false,
            }));
        }
    };
    for (set, weight, kinds, may_be_none) in SETS {
        add(read(&gold.join(set).with_extension("jsonl"))?, weight, kinds, may_be_none);
    }
    add(more, 1.5, &[], false);
    Ok(samples)
}

fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Adds the sentences of a document.
fn add(sequences: &mut Vec<Sequence>, model: &Model, sample: &Sample, context: bool) {
    let Sample { document, weight, kinds, may_be_none, .. } = sample;
    let text = Text::new(&document.text);
    let features = Features::new(model, &text);
    let offsets = OffsetMap::new(&document.text, Unit::Chars);
    let outside = 1_u64 << Label::Outside.number();
    let anything = Label::all().map(|label| 1_u64 << label.number()).sum();
    let mut allowed = vec![outside; text.words().len()];
    for name in &document.entities {
        let span = Span::new(offsets.to_bytes(name.start), offsets.to_bytes(name.end));
        let lumped = kinds.iter().find(|(kind, _)| *kind == name.kind).map(|(_, kinds)| *kinds);
        let exact: Vec<EntityKind> = EntityKind::ALL.into_iter().filter(|kind| kind.name() == name.kind).collect();
        let (words, kinds) = (text.words_in(span), lumped.unwrap_or(&exact));
        // A name that a sentence's end cuts is two.
        for sentence in text.sentences() {
            let piece = words.start.max(sentence.words().start)..words.end.min(sentence.words().end);
            // A name that the tagger cannot find is no example of what is none.
            if !piece.clone().all(|at| features.may_name(at)) {
                allowed[piece].fill(anything);
                continue;
            }
            for at in piece.clone() {
                let place = match (at == piece.start, at + 1 == piece.end) {
                    (true, true) => Place::Unit,
                    (true, false) => Place::Begin,
                    (false, false) => Place::Inside,
                    (false, true) => Place::Last,
                };
                let named = kinds.iter().map(|kind| 1_u64 << Label::Name(place, *kind).number()).sum::<u64>();
                allowed[at] = if *may_be_none && name.kind == "misc" { named | outside } else { named };
            }
        }
    }
    let mut ids = Vec::new();
    for sentence in text.sentences() {
        let mut sequence = Sequence { weight: *weight, ..Sequence::default() };
        for at in sentence.words() {
            features.of(at, &mut ids);
            if !context {
                ids.retain(|id| !features.context_of(at).contains(id));
            }
            sequence.push(&ids, allowed[at]);
        }
        sequences.push(sequence);
    }
}

/// Tries factors on the weights of a model that has not learned from some samples, and returns the one with which the
/// names that it finds there are as right as they are said to be (Guo et al., 2017).
fn temperature(model: &Model, kept_back: &[&Sample], parts: &Parts) -> anyhow::Result<f32> {
    let mut best = (f64::INFINITY, 1.0);
    for step in 8..=28_u8 {
        let factor = f32::from(step) / 20.0;
        let model =
            model.clone().with_entities(Crf::from_parts(&Parts { scale: parts.scale * factor, ..parts.clone() })?);
        let exact = kept_back.iter().filter(|sample| sample.exact);
        let loss = exact.flat_map(|sample| certainties(&model, &sample.document)).map(|(sure, right)| {
            let sure = f64::from(sure).clamp(1e-6, 1.0 - 1e-6);
            -if right { sure } else { 1.0 - sure }.ln()
        });
        let loss: f64 = loss.sum();
        if loss < best.0 {
            best = (loss, factor);
        }
    }
    println!("factor on the weights: {}", best.1);
    Ok(best.1)
}

/// For each name found in a document, how sure the model is, and whether it is right.
fn certainties(model: &Model, document: &Document) -> Vec<(f32, bool)> {
    let text = Text::new(&document.text);
    let offsets = OffsetMap::new(&document.text, Unit::Chars);
    let gold = document.entities.iter();
    let gold: Vec<_> =
        gold.map(|e| (Span::new(offsets.to_bytes(e.start), offsets.to_bytes(e.end)), e.kind.as_str())).collect();
    let found = Tagger::new(model).tag(&text).into_iter();
    found.map(|m| (m.probability.unwrap_or(0.0), gold.contains(&(m.span, m.kind.name())))).collect()
}

/// Prints how many of the names of each certainty are right.
fn print_reliability(sure: &[(f32, bool)]) {
    let bounds = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01];
    println!("probability | names | mean | right");
    for pair in bounds.windows(2) {
        let inside: Vec<_> = sure.iter().filter(|(p, _)| (pair[0]..pair[1]).contains(p)).collect();
        let count = inside.len().max(1) as f32;
        let mean = inside.iter().map(|(p, _)| p).sum::<f32>() / count;
        let right = inside.iter().filter(|(_, right)| *right).count() as f32 / count;
        println!("{} to {} | {} | {mean:.3} | {right:.3}", pair[0], pair[1].min(1.0), inside.len());
    }
}

/// Prints precision, recall and F1 of exact spans over persons, organisations and places, and over all kinds.
fn measure(set: &str, model: &Model, documents: &[Document]) {
    let mut counts = [[0_usize; 3]; 4];
    for document in documents {
        let text = Text::new(&document.text);
        let offsets = OffsetMap::new(&document.text, Unit::Chars);
        let class = |kind: &str| match kind {
            "person" => 0,
            "organization" => 1,
            "place" | "facility" => 2,
            _ => 3,
        };
        let gold: Vec<_> = document
            .entities
            .iter()
            .map(|e| (offsets.to_bytes(e.start), offsets.to_bytes(e.end), class(&e.kind)))
            .collect();
        let found = Tagger::new(model).tag(&text);
        let found = found.iter().map(|m| (m.span.start(), m.span.end(), class(m.kind.name())));
        for name in found {
            counts[name.2][usize::from(!gold.contains(&name))] += 1;
        }
        for name in gold {
            counts[name.2][2] += 1;
        }
    }
    let f1 = |classes: &[[usize; 3]]| {
        let [right, wrong, gold] = classes.iter().fold([0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
        200.0 * right as f64 / (right + wrong + gold).max(1) as f64
    };
    println!(
        "{set}: PLO {:.1}, all {:.1} (person {:.1}, organization {:.1}, place {:.1}, others {:.1})",
        f1(&counts[..3]),
        f1(&counts),
        f1(&counts[..1]),
        f1(&counts[1..2]),
        f1(&counts[2..3]),
        f1(&counts[3..])
    );
}
