//! The labels of the tagger: outside, or beginning, inside, last or only word of a name of each kind (BILOU; Ratinov
//! and Roth 2009).

use crate::EntityKind;

/// A word's place in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first of several words.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several words.
    Last,
    /// The only word.
    Unit,
}

impl Place {
    const ALL: [Self; 4] = [Self::Begin, Self::Inside, Self::Last, Self::Unit];

    /// Whether a name begins here.
    pub const fn begins(self) -> bool {
        matches!(self, Self::Begin | Self::Unit)
    }

    /// Whether a name ends here.
    pub const fn ends(self) -> bool {
        matches!(self, Self::Last | Self::Unit)
    }
}

/// The number of the label of words outside of names.
pub(crate) const OUTSIDE: usize = 0;

/// What the tagger says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// It is in no name.
    Outside,
    /// It has this place in a name of this kind.
    Name(Place, EntityKind),
}

impl Label {
    /// All labels, in the order of their numbers in a model.
    pub fn all() -> impl Iterator<Item = Self> {
        let names = EntityKind::ALL.into_iter().flat_map(|kind| Place::ALL.map(|place| Self::Name(place, kind)));
        std::iter::once(Self::Outside).chain(names)
    }

    /// Its number in a model.
    pub fn number(self) -> usize {
        Self::all().position(|label| label == self).unwrap_or(0)
    }

    /// Its name in a model: `O`, `B-person`.
    pub fn name(self) -> String {
        match self {
            Self::Outside => "O".to_owned(),
            Self::Name(place, kind) => format!("{}-{}", ["B", "I", "L", "U"][place as usize], kind.name()),
        }
    }

    /// Whether a word labelled `next` may follow one with this label.
    pub fn may_precede(self, next: Self) -> bool {
        match (self, next) {
            (Self::Name(place, kind), Self::Name(then, other)) if !place.ends() => kind == other && !then.begins(),
            (Self::Name(place, _), Self::Outside) => place.ends(),
            (_, Self::Name(then, _)) => then.begins(),
            (Self::Outside, Self::Outside) => true,
        }
    }
}

/// The label of a number in a model.
pub(crate) fn label(number: u8) -> Label {
    match usize::from(number).checked_sub(1) {
        Some(name) if name / 4 < EntityKind::ALL.len() => Label::Name(Place::ALL[name % 4], EntityKind::ALL[name / 4]),
        _ => Label::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_labels_agree() {
        for (number, expected) in (0u8..).zip(Label::all()) {
            assert_eq!(label(number), expected);
            assert_eq!(expected.number(), usize::from(number));
        }
    }

    #[test]
    fn a_name_that_has_begun_must_end() {
        let name = |place| Label::Name(place, EntityKind::Law);
        assert!(name(Place::Begin).may_precede(name(Place::Last)));
        assert!(!name(Place::Begin).may_precede(Label::Outside));
        assert!(!Label::Outside.may_precede(name(Place::Inside)));
        assert!(!name(Place::Begin).may_precede(Label::Name(Place::Last, EntityKind::Work)));
        assert!(name(Place::Unit).may_precede(name(Place::Begin)));
    }
}
