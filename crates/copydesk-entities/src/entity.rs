//! Mentions and entities.

use copydesk_text::Span;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Facility,
    Group,
    Product,
    Event,
    Work,
    Law,
}

impl EntityKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Facility,
        Self::Group,
        Self::Product,
        Self::Event,
        Self::Work,
        Self::Law,
    ];

    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Product => "product",
            Self::Event => "event",
            Self::Work => "work",
            Self::Law => "law",
        }
    }
}

/// What pronouns stand for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// She and her.
    Female,
    /// He and him.
    Male,
}

impl Gender {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// How a mention is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// The full name, or one that is not shorter than it.
    Name,
    /// A part of the name.
    Short,
    /// An acronym of the name.
    Acronym,
    /// A common noun with a determiner: "the agency".
    Nominal,
    /// A pronoun.
    Pronoun,
}

impl Form {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Short => "short",
            Self::Acronym => "acronym",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

/// A name, noun or pronoun that stands for something.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mention {
    /// Where it is.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// How it is worded.
    pub form: Form,
    /// The probability that span and kind are right, calibrated on news kept back from training; none for a rule.
    pub probability: Option<f32>,
    /// The rule or model that found it.
    pub why: &'static str,
    /// The rule that joined a name to the fullest name of its entity; none for that name itself, and for what a rule
    /// of linking found.
    pub linked: Option<&'static str>,
}

impl Mention {
    /// A name that was found by other means than this crate's.
    pub fn new(span: Span, kind: EntityKind) -> Self {
        Self { span, kind, form: Form::Name, probability: None, why: "given", linked: None }
    }
}

/// Something that an article names, with all its mentions.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name, as written.
    pub name: String,
    /// Other names, as written, in order of first use.
    pub aliases: Vec<String>,
    /// All mentions in order.
    pub mentions: Vec<Mention>,
    /// What a person's titles, given names and pronouns say; none when they say nothing.
    pub gender: Option<Gender>,
    /// The indices of its country or people among the entities: of `France` for `French`.
    pub related: Vec<usize>,
    /// The least sure of the rules that joined its names; `one-name` when there is one.
    pub why: &'static str,
}
