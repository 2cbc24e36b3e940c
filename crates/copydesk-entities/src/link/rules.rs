//! When two written forms name one thing.

use copydesk_model::Classes;
use copydesk_text::folds_to;

use super::name::{Name, Token};
use crate::EntityKind;

/// Why two forms are one name; the later the stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// One letter differs, or an acronym has one letter more than the name has words.
    Spelling,
    /// Words from the middle, or the given name.
    GivenName,
    /// The first words of a name.
    Beginning,
    /// The last words of a name, or a family name.
    Ending,
    /// Initials or nicknames for the same given name, and the same family name.
    Initials,
    /// The first letters of the words.
    Acronym,
    /// The gazetteer has both for one thing.
    Gazetteer,
    /// Written with the other in parentheses behind it.
    Definition,
    /// The same words but for forms of address before them and endings after them.
    Trimmed,
    /// The same words.
    SameWords,
}

impl Rule {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::GivenName => "given-name",
            Self::Beginning => "beginning",
            Self::Ending => "ending",
            Self::Initials => "initials",
            Self::Acronym => "acronym",
            Self::Gazetteer => "gazetteer",
            Self::Definition => "definition",
            Self::Trimmed => "trimmed",
            Self::SameWords => "same-words",
        }
    }
}

/// Whether things of these kinds can be one thing that was tagged in two ways.
pub(super) fn compatible(a: EntityKind, b: EntityKind) -> bool {
    use EntityKind::{Facility, Organization, Place, Product};
    a == b || matches!((a.min(b), a.max(b)), (Organization, Facility | Product) | (Place, Facility))
}

/// Whether `short` is a form of `full`, which has at least as many words.
pub(super) fn same(full: &Name<'_>, short: &Name<'_>) -> Option<Rule> {
    if !compatible(full.kind, short.kind) {
        return misread(full, short);
    }
    if full.key() == short.key() {
        return Some(Rule::SameWords);
    }
    if same_thing(full, short) || same_after_country(full, short) {
        return Some(Rule::Gazetteer);
    }
    if let Some(letters) = short.letters()
        && full.acronyms().any(|acronym| acronym == letters)
        // "AOC" and "JFK" are people, two letters are more often anything else.
        && (full.kind != EntityKind::Person || full.words.len() > 2)
    {
        return Some(Rule::Acronym);
    }
    if short.is_acronym && full.kind == EntityKind::Organization && one_initial_apart(full, short) {
        return Some(Rule::Spelling);
    }
    match full.kind {
        EntityKind::Person => same_person(full, short),
        EntityKind::Place => same_place(full, short),
        EntityKind::Group => same_group(full, short),
        _ => same_part(full, short),
    }
}

/// Whether two forms cannot be of one person, whatever other forms say: of unlike gender, or of one family with given
/// names that contradict each other.
pub(super) fn contradict(a: &Name<'_>, b: &Name<'_>) -> bool {
    if a.kind != EntityKind::Person || b.kind != EntityKind::Person {
        return false;
    }
    if a.gender.is_some_and(|gender| b.gender.is_some_and(|other| gender != other)) {
        return true;
    }
    let ([first, .., last], [other, .., family]) = (a.words.as_slice(), b.words.as_slice()) else { return false };
    last.hash == family.hash
        && !same_given(first, other)
        && a.position_of(b).is_none()
        && b.position_of(a).is_none()
        && a.key() != b.key()
}

/// One name tagged in two ways, of which the gazetteer knows at most one: "Houston" may be a man and a city, a name
/// that nobody knows is one thing in one article. A known place stays one: "England" is a team, too.
fn misread(full: &Name<'_>, short: &Name<'_>) -> Option<Rule> {
    use EntityKind::{Facility, Organization, Person, Place};
    let usual = |name: &Name<'_>| matches!(name.kind, Person | Organization | Place | Facility);
    let place = |name: &Name<'_>| name.known.is_some_and(|known| known.classes.any(Classes::PLACES));
    if !usual(full) || !usual(short) || place(full) || place(short) {
        None
    } else if full.key() == short.key() {
        (full.is_doubtful() || short.is_doubtful()).then_some(Rule::SameWords)
    } else {
        let ends = |at: usize| at + short.words.len() == full.words.len();
        let person = full.kind == Person && short.kind == Organization && short.is_doubtful();
        (person && full.position_of(short).is_some_and(ends)).then_some(Rule::Ending)
    }
}

/// Whether an organisation bears the name of its founder, "Hartwell" of "Hartwell & Sons", where the tagger did not know
/// what to make of the name alone. "Orlin Council" is of a place that nobody knows.
pub(super) fn founder(full: &Name<'_>, short: &Name<'_>) -> bool {
    use EntityKind::{Organization, Person, Place};
    let known = |classes| short.known.is_some_and(|known| known.classes.any(classes));
    if full.kind != Organization || known(Classes::PLACES | Classes::PERSON) || full.position_of(short) != Some(0) {
        return false;
    }
    let rest = &full.words[short.words.len()..];
    let family = |word: &Token<'_>| ["sons", "brothers", "daughters"].iter().any(|key| folds_to(word.text, key));
    match short.kind {
        Person => !rest.iter().any(|word| word.classes.any(Classes::ORG_HEAD | Classes::PLACE_HEAD)),
        Place => rest.first().is_some_and(family),
        _ => false,
    }
}

/// "U.S. Embassy" and "United States Embassy": the same words after names of one country.
fn same_after_country(a: &Name<'_>, b: &Name<'_>) -> bool {
    let (Some((country, from)), Some((other, until))) = (a.country, b.country) else { return false };
    let (a, b) = (&a.words[from..], &b.words[until..]);
    country == other && a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.hash == b.hash)
}

/// Whether an acronym of four letters or more is the initials of a name with one letter more: "KCNA" of "Korea News
/// Agency". The first and the last letter must agree.
fn one_initial_apart(full: &Name<'_>, short: &Name<'_>) -> bool {
    let Some(word) = short.words.first() else { return false };
    let acronym: Vec<char> = word.text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let initials: Vec<char> = full.initials().chars().collect();
    let mut rest = acronym.iter();
    acronym.len() >= 4
        && acronym.len() == initials.len() + 1
        && acronym.first() == initials.first()
        && acronym.last() == initials.last()
        && initials.iter().all(|initial| rest.any(|letter| letter == initial))
}

/// Whether the gazetteer has both names for one thing. A country, its people and its capital are told apart.
fn same_thing(a: &Name<'_>, b: &Name<'_>) -> bool {
    let (Some(a), Some(b)) = (a.known, b.known) else { return false };
    let role = |classes: Classes| {
        (classes.any(Classes::COUNTRY), classes.any(Classes::DEMONYM), classes.any(Classes::CAPITAL))
    };
    a.thing.is_some() && a.thing == b.thing && role(a.classes) == role(b.classes)
}

fn same_person(full: &Name<'_>, short: &Name<'_>) -> Option<Rule> {
    let (long, part) = (&full.words, &short.words);
    if let Some(at) = full.position_of(short) {
        return Some(match at {
            at if at + part.len() == long.len() => Rule::Ending,
            // Where family names come first, the first word alone is the family's.
            0 if part.len() == 1 && long.len() == 2 && !long[0].classes.any(Classes::GIVEN) => Rule::Beginning,
            0 if long[0].classes.any(Classes::SURNAME) => Rule::Beginning,
            0 if part.len() > 1 => Rule::Beginning,
            _ => Rule::GivenName,
        });
    }
    // "Ann B. Lee", "Ann Lee" and "A. Lee": the family name, and given names of which none contradicts.
    if let ([.., last], [.., family]) = (long.as_slice(), part.as_slice())
        && last.hash == family.hash
        && part.len() > 1
        && same_given(&long[0], &part[0])
    {
        return Some(Rule::Initials);
    }
    let family = part.last()?;
    let last = long.last()?;
    let given_agrees = part.len() == 1 || part.len() == long.len() && part[0].hash == long[0].hash;
    (given_agrees && one_letter_apart(family.text, last.text)).then_some(Rule::Spelling)
}

/// Whether two given names can be one: equal, an initial, or the beginning of the other ("Tim", "Timothy").
fn same_given(a: &Token<'_>, b: &Token<'_>) -> bool {
    let starts = |long: &str, short: &str| {
        let mut long = long.chars().flat_map(char::to_lowercase);
        short.trim_end_matches('.').chars().flat_map(char::to_lowercase).all(|c| long.next() == Some(c))
    };
    let short_enough =
        |a: &Token<'_>, b: &Token<'_>| b.is_initial() || b.text.len() >= 3 && a.text.len() > b.text.len();
    a.hash == b.hash
        || short_enough(a, b) && starts(a.text, b.text)
        || short_enough(b, a) && starts(b.text, a.text)
        || nickname(a.text, b.text)
        || nickname(b.text, a.text)
}

/// Short forms of given names that are not their beginnings.
fn nickname(full: &str, short: &str) -> bool {
    const NICKNAMES: [(&str, &[&str]); 15] = [
        ("william", &["bill", "billy", "will"]),
        ("robert", &["bob", "bobby"]),
        ("richard", &["dick", "rick"]),
        ("james", &["jim", "jimmy"]),
        ("john", &["jack"]),
        ("edward", &["ted", "ed", "eddie"]),
        ("joseph", &["joe"]),
        ("michael", &["mike", "mick"]),
        ("anthony", &["tony"]),
        ("margaret", &["peggy", "maggie", "meg"]),
        ("elizabeth", &["liz", "betty", "beth"]),
        ("bernard", &["bernie"]),
        ("charles", &["charlie", "chuck"]),
        ("andrew", &["andy"]),
        ("thomas", &["tom", "tommy"]),
    ];
    NICKNAMES.iter().any(|(name, shorts)| {
        full.eq_ignore_ascii_case(name) && shorts.iter().any(|nick| short.eq_ignore_ascii_case(nick))
    })
}

/// "Lake Tana" and "Tana": what the place is may be left out, where it is does not shorten ("South Korea", "Korea").
fn same_place(full: &Name<'_>, short: &Name<'_>) -> Option<Rule> {
    let at = full.position_of(short)?;
    let rest = |words: &[Token<'_>]| words.iter().all(|word| word.classes.any(Classes::PLACE_HEAD));
    let directions = ["north", "south", "east", "west", "new", "northern", "southern", "eastern", "western", "greater"];
    let narrows = |word: &Token<'_>| directions.iter().any(|d| word.text.eq_ignore_ascii_case(d));
    let (before, after) = (&full.words[..at], &full.words[at + short.words.len()..]);
    // A county or province is not the town it is called after.
    (after.is_empty() && rest(before) && !before.iter().any(narrows)).then_some(Rule::Ending)
}

/// "Catholic", "Catholics", "Roman Catholics".
fn same_group(full: &Name<'_>, short: &Name<'_>) -> Option<Rule> {
    let stem = |word: &str| {
        let lower = word.to_lowercase();
        lower.strip_suffix('s').map_or(lower.clone(), str::to_owned)
    };
    let (long, part) = (full.words.last()?, short.words.last()?);
    (full.words.len() == short.words.len()
        && stem(long.text) == stem(part.text)
        && full.words.iter().zip(&short.words).rev().skip(1).all(|(a, b)| a.hash == b.hash))
    .then_some(Rule::Trimmed)
}

/// Organisations and the rest: a part of the name at its beginning or end.
fn same_part(full: &Name<'_>, short: &Name<'_>) -> Option<Rule> {
    let at = full.position_of(short)?;
    let is = |classes: Classes| short.known.is_some_and(|known| known.classes.any(classes));
    if at + short.words.len() == full.words.len() {
        // "House" is no short form of "White House", as it is of "Idaho House".
        let country = full.country.is_some_and(|(_, words)| words == at);
        let elsewhere = country || full.words[..at].iter().all(|word| word.classes.any(WHERE));
        return (elsewhere || !is(Classes::AGENCY)).then_some(Rule::Ending);
    }
    // The place that a name begins with is not the name, and a chamber is not its committee.
    let known_place = || short.words.iter().all(|word| word.classes.any(WHERE));
    let says_where = short.kind == EntityKind::Place || short.kind != EntityKind::Organization && known_place();
    (at == 0 && !says_where && !is(Classes::AGENCY | Classes::MEDIA)).then_some(Rule::Beginning)
}

/// What a place before the name of an organisation can be.
const WHERE: Classes = Classes::PLACES.or(Classes::DEMONYM);

/// Whether one letter of two long words was changed, added, lost or swapped.
pub(super) fn one_letter_apart(a: &str, b: &str) -> bool {
    let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let (a, b) = (lower(a), lower(b));
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() < 5 || long.len() - short.len() > 1 || long[0] != short[0] {
        return false;
    }
    let same = long.iter().zip(&short).take_while(|(x, y)| x == y).count();
    let (long, short) = (&long[same..], &short[same..]);
    match (long, short) {
        // Equal, or a plural: "the Blairs".
        ([] | ['s'], []) => false,
        (_, []) => true,
        ([x, y, long @ ..], [z, w, short @ ..]) if x == w && y == z && long == short => true,
        _ if long.len() > short.len() => long[1..] == *short,
        _ => long[1..] == short[1..],
    }
}
