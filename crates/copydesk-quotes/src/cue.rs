//! Cues: the words that say that something is said.

use copydesk_text::hash_folded_key;

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
    /// A colon after a name or a clause.
    Colon,
    /// A dash between a quotation and a name.
    Signature,
    /// Any other verb that touches a quotation.
    Other,
}

impl Class {
    /// How probable an attribution must be to be considered.
    pub(crate) const fn bar(self) -> f32 {
        if self.is_statement() { 0.25 } else { 0.3 }
    }

    /// Whether it is about what is said, asked for or shown, not about what is thought, wanted or discussed: such an
    /// attribution counts even when it is less than certain.
    pub(crate) const fn is_statement(self) -> bool {
        matches!(self, Self::Say | Self::Tell | Self::Urge | Self::Accuse | Self::Show | Self::Accord | Self::Signature)
    }

    /// The name of the rule in results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Say => "say",
            Self::Tell => "tell",
            Self::Urge => "urge",
            Self::Accuse => "accuse",
            Self::Describe => "describe",
            Self::Call => "call",
            Self::Show => "show",
            Self::Believe => "believe",
            Self::Want => "want",
            Self::Judge => "judge",
            Self::Mention => "mention",
            Self::Seem => "seem",
            Self::React => "react",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
            Self::Accord => "according-to",
            Self::Colon => "colon",
            Self::Signature => "signature",
            Self::Other => "next-to-quotation",
        }
    }
}

/// One row of the cue table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    pub(crate) class: Class,
    pub(crate) lemma: &'static str,
    /// Identifies the lemma in features.
    pub(crate) key: u32,
}

impl Cue {
    pub(crate) const fn new(class: Class, lemma: &'static str) -> Self {
        Self { class, lemma, key: hash_folded_key(lemma.as_bytes()) }
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
