//! What a name in the gazetteer can stand for.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

/// A set of classes: everything that a phrase can stand for, or what a word says about the name beside it.
///
/// ```
/// use copydesk_model::Classes;
/// let jordan = Classes::COUNTRY | Classes::GIVEN_MALE | Classes::SURNAME;
/// assert!(jordan.any(Classes::PLACES) && jordan.any(Classes::PEOPLE));
/// assert_eq!(jordan.to_string(), "country given-male surname");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $label:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }

        impl Classes {
            $($(#[$doc])* pub const $name: Self = Self(1 << Bit::$name as u64);)*

            /// Every class with the name by which data files call it, in the order of [`bits`](Self::bits).
            pub const NAMES: &'static [(&'static str, Self)] = &[$(($label, Self::$name)),*];
        }
    };
}

classes! {
    /// A sovereign state or dependent territory.
    COUNTRY = "country",
    /// A state, province, county or historic region.
    REGION = "region",
    /// A city, town or district of a city.
    CITY = "city",
    /// A national capital; also a [`CITY`](Self::CITY).
    CAPITAL = "capital",
    /// A continent, sea, river, mountain, island, desert or planet.
    NATURAL = "natural",
    /// A nationality, adjective or noun.
    DEMONYM = "demonym",
    /// An ethnic or religious group.
    GROUP = "group",
    /// Adherents of a party or movement.
    ADHERENT = "adherent",
    /// A given name of men.
    GIVEN_MALE = "given-male",
    /// A given name of women.
    GIVEN_FEMALE = "given-female",
    /// A family name.
    SURNAME = "surname",
    /// A person in the news of the last decades, by the whole name.
    PERSON = "person",
    /// A form of address: Mr, Dr, Sir.
    HONORIFIC = "honorific",
    /// An office, rank or occupation that stands before or beside a person's name.
    ROLE = "role",
    /// A particle inside names: bin, de, van.
    PARTICLE = "particle",
    /// A business.
    COMPANY = "company",
    /// An organ of a state: ministry, parliament, court, police, central bank.
    AGENCY = "agency",
    /// A body of several states.
    BODY = "body",
    /// A newspaper, broadcaster, news agency or magazine.
    MEDIA = "media",
    /// A political party.
    PARTY = "party",
    /// A university or school.
    UNIVERSITY = "university",
    /// A charity, union, association or think tank.
    SOCIETY = "society",
    /// An armed group, army or alliance in arms.
    FORCE = "force",
    /// A sports club or national team.
    TEAM = "team",
    /// A sports league or governing body.
    LEAGUE = "league",
    /// A building, airport, stadium, bridge or monument.
    FACILITY = "facility",
    /// A war, sports competition, disaster or conference.
    EVENT = "event",
    /// A make of vehicle, device, weapon, program or medicine.
    PRODUCT = "product",
    /// A book, film, programme or album.
    WORK = "work",
    /// A treaty, statute or court case.
    LAW = "law",
    /// What ends the name of a business: Inc, `GmbH`.
    SUFFIX = "suffix",
    /// A common noun that heads names of organisations: ministry, bank.
    ORG_HEAD = "org-head",
    /// A common noun that heads names of places: province, river.
    PLACE_HEAD = "place-head",
    /// A common noun that heads names of facilities: airport, bridge.
    FACILITY_HEAD = "facility-head",
    /// A common noun that heads names of events: war, championship.
    EVENT_HEAD = "event-head",
    /// A common noun that heads names of laws: act, treaty.
    LAW_HEAD = "law-head",
    /// A common noun that heads names of teams: United, Rovers.
    TEAM_HEAD = "team-head",
    /// A common noun that heads names of publications: Times, Gazette.
    MEDIA_HEAD = "media-head",
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Common nouns that head names.
    pub const HEADS: Self = Self::ORG_HEAD
        .or(Self::PLACE_HEAD)
        .or(Self::FACILITY_HEAD)
        .or(Self::EVENT_HEAD)
        .or(Self::LAW_HEAD)
        .or(Self::TEAM_HEAD)
        .or(Self::MEDIA_HEAD);

    /// Everything that is a place by itself.
    pub const PLACES: Self = Self(Self::COUNTRY.0 | Self::REGION.0 | Self::CITY.0 | Self::CAPITAL.0 | Self::NATURAL.0);
    /// Everything that is a person or a part of a person's name.
    pub const PEOPLE: Self = Self(Self::GIVEN_MALE.0 | Self::GIVEN_FEMALE.0 | Self::SURNAME.0 | Self::PERSON.0);
    /// Given names.
    pub const GIVEN: Self = Self(Self::GIVEN_MALE.0 | Self::GIVEN_FEMALE.0);
    /// Everything that is an organisation by itself.
    pub const ORGANIZATIONS: Self = Self(
        Self::COMPANY.0
            | Self::AGENCY.0
            | Self::BODY.0
            | Self::MEDIA.0
            | Self::PARTY.0
            | Self::UNIVERSITY.0
            | Self::SOCIETY.0
            | Self::FORCE.0
            | Self::TEAM.0
            | Self::LEAGUE.0,
    );

    /// The set as bits, class by class in the order of [`NAMES`](Self::NAMES).
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The set with these bits; bits that stand for no class are dropped.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits & ((1 << Self::NAMES.len()) - 1))
    }

    /// The classes of both sets, where `|` is not constant.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether no class is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one of the classes of `other` is in this set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Self::NAMES.iter().filter(|(_, class)| self.any(*class)).map(|(name, _)| name);
        if let Some(first) = names.next() {
            f.write_str(first)?;
        }
        names.try_for_each(|name| write!(f, " {name}"))
    }
}
