//! The names of a record and their labels in the schemes of other tools.

use copydesk_pipeline::Record;
use copydesk_pipeline::entities::{EntityKind, Form};
use copydesk_text::Span;

/// A set of labels for kinds of entities.
#[derive(Clone, Copy)]
pub(crate) enum Scheme {
    /// CoNLL-2003 where it has the kind (Tjong Kim Sang and De Meulder 2003), else `OntoNotes` 5.
    Conll,
    /// `OntoNotes` 5, the labels of spaCy's English models. Places are GPE, those of nature too.
    OntoNotes,
}

impl Scheme {
    pub(crate) const fn label(self, kind: EntityKind) -> &'static str {
        match (kind, self) {
            (EntityKind::Person, Self::Conll) => "PER",
            (EntityKind::Person, Self::OntoNotes) => "PERSON",
            (EntityKind::Place, Self::Conll) => "LOC",
            (EntityKind::Place, Self::OntoNotes) => "GPE",
            (EntityKind::Organization, _) => "ORG",
            (EntityKind::Facility, _) => "FAC",
            (EntityKind::Group, _) => "NORP",
            (EntityKind::Product, _) => "PRODUCT",
            (EntityKind::Event, _) => "EVENT",
            (EntityKind::Work, _) => "WORK_OF_ART",
            (EntityKind::Law, _) => "LAW",
            _ => "MISC",
        }
    }
}

/// The mentions that are names, with the kinds of their entities, in order. They do not overlap.
pub(crate) fn names(record: &Record<'_>) -> Vec<(Span, EntityKind)> {
    let mut names: Vec<(Span, EntityKind)> = record
        .entities
        .iter()
        .flatten()
        .flat_map(|entity| entity.mentions.iter().map(move |mention| (mention, entity.kind)))
        .filter(|(mention, _)| matches!(mention.form, Form::Name | Form::Short | Form::Acronym))
        .map(|(mention, kind)| (mention.span, kind))
        .collect();
    names.sort_unstable_by_key(|(span, _)| *span);
    names
}
