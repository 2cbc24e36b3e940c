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
    /// A dash between a quotation and a name.
    Signature,
    /// Any other verb that touches a quotation.
    Other,
}

impl Class {
    /// How probable an attribution must be. What is said, told, asked for or shown counts when it is about as likely
    /// as not, given that a model of one kind of news doubts others; opinions, wishes and topics only when it is plain
    /// that they are somebody's words.
    pub(crate) const fn bar(self) -> f32 {
        match self {
            Self::Say | Self::Tell | Self::Urge | Self::Accuse | Self::Show | Self::Accord | Self::Signature => 0.25,
            _ => 0.5,
        }
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
            Self::Adverb => "adverb",
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
