//! Training of the tagger of copydesk-entities.

use std::fs;
use std::path::Path;

use anyhow::Context;
use copydesk_entities::{EntityKind, Features, Label, Place, Tagger};
use copydesk_model::Model;
use copydesk_model::crf::Crf;
use copydesk_text::{OffsetMap, Span, Text, Unit};
use serde::Deserialize;

use crate::crf::{Sequence, Settings, train};

#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) entities: Vec<Name>,
}

#[derive(Deserialize)]
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

/// Trains on the gold files of a folder and returns the artefact; then measures it on the files `*_dev.jsonl` there.
/// `more` is documents of all kinds beside them.
pub(crate) fn run(gold: &Path, more: &[Document], settings: &Settings) -> anyhow::Result<Vec<u8>> {
    let model = Model::embedded();
    let mut sequences = Vec::new();
    for (set, weight, kinds, may_be_none) in SETS {
        for document in read(&gold.join(set).with_extension("jsonl"))? {
            add(&mut sequences, &model, &document, weight, kinds, may_be_none);
        }
    }
    for document in more {
        add(&mut sequences, &model, document, 1.5, &[], false);
    }
    let names: Vec<String> = Label::all().map(Label::name).collect();
    let labels: Vec<Label> = Label::all().collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let parts = train(&names, sequences, |from, to| labels[from].may_precede(labels[to]), settings);
    let model = model.with_entities(Crf::from_parts(&parts)?);
    for set in ["wikinews_dev", "news_dev", "wwn_dev", "uner_ewt_dev"] {
        measure(set, &model, &read(&gold.join(set).with_extension("jsonl"))?);
    }
    Ok(parts.to_bytes())
}

fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Adds the sentences of a document.
fn add(
    sequences: &mut Vec<Sequence>,
    model: &Model,
    document: &Document,
    weight: f32,
    kinds: &[(&str, &[EntityKind])],
    may_be_none: bool,
) {
    let text = Text::new(&document.text);
    let features = Features::new(model, &text);
    let offsets = OffsetMap::new(&document.text, Unit::Chars);
    let outside = 1_u64 << Label::Outside.number();
    let mut allowed = vec![outside; text.words().len()];
    for name in &document.entities {
        let span = Span::new(offsets.to_bytes(name.start), offsets.to_bytes(name.end));
        let lumped = kinds.iter().find(|(kind, _)| *kind == name.kind).map(|(_, kinds)| *kinds);
        let exact: Vec<EntityKind> = EntityKind::ALL.into_iter().filter(|kind| kind.name() == name.kind).collect();
        let (words, kinds) = (text.words_in(span), lumped.unwrap_or(&exact));
        // A name that a sentence's end cuts is two.
        for sentence in text.sentences() {
            let piece = words.start.max(sentence.words().start)..words.end.min(sentence.words().end);
            for at in piece.clone() {
                let place = match (at == piece.start, at + 1 == piece.end) {
                    (true, true) => Place::Unit,
                    (true, false) => Place::Begin,
                    (false, false) => Place::Inside,
                    (false, true) => Place::Last,
                };
                let named = kinds.iter().map(|kind| 1_u64 << Label::Name(place, *kind).number()).sum::<u64>();
                allowed[at] = if may_be_none && name.kind == "misc" { named | outside } else { named };
            }
        }
    }
    let mut ids = Vec::new();
    for sentence in text.sentences() {
        let mut sequence = Sequence { weight, ..Sequence::default() };
        for at in sentence.words() {
            features.of(at, &mut ids);
            sequence.push(&ids, allowed[at]);
        }
        sequences.push(sequence);
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
