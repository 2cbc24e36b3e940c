//! Cues: the words that say that something is said.

use copydesk_text::hash_folded;

/// Which frames a cue takes; see `data/cues.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Class {
    Say,
    Tell,
    Urge,
    Accuse,
    Describe,
    Call,
    Show,
    Believe,
    Want,
    Judge,
    Mention,
    Seem,
    React,
    Noun,
    Adjective,
    Accord,
    Adverb,
    /// A colon after a name or a clause.
    Colon,
    /// Any other verb that touches a quotation.
    Other,
}

/// One row of the cue table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    pub(crate) class: Class,
    pub(crate) lemma: &'static str,
}

impl Cue {
    /// Identifies the lemma in features.
    pub(crate) fn key(&self) -> u32 {
        hash_folded(self.lemma)
    }
}

/// The form of the verb group around a cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Form {
    /// Finite: "said", "has repeatedly said", "would say".
    Finite,
    /// "was asked", "are expected".
    Passive,
    /// "to say".
    Infinitive,
    /// "..., saying".
    Participle,
    /// Not a verb.
    None,
}
