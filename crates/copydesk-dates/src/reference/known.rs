//! What is known of the times of offices and names.

use std::ops::Range;

use copydesk_text::{Span, Text};

use super::claim::{Claim, Rule};
use super::days::{Days, lifetime};
use crate::Mention;
use crate::hashes::Hashes;
use crate::resolve::full_year;
use crate::tables::{ERAS, TERMS, TITLES};

/// The hashes of the first words of all names of the tables: few words of a text are one.
static NAMES: Hashes<4096> = Hashes::new().with_firsts(&ERAS).with_firsts(&TERMS);
/// Of those, the words that are not written with a capital.
static COMMON: Hashes<256> = common();

const fn common() -> Hashes<256> {
    let mut set = Hashes::new();
    let mut row = 0;
    while row < ERAS.entries().len() {
        if !ERAS.entries()[row].value.proper {
            set.insert(ERAS.entries()[row].hash);
        }
        row += 1;
    }
    set
}

/// The lifetime of a name: days written `1989_01_20`, 0 where it is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Era {
    pub(crate) from: u32,
    pub(crate) until: u32,
    /// Whether it is written with a capital.
    pub(crate) proper: bool,
}

/// A term of office: the country and the office, the given name, the first day and the first day after.
type Term = (&'static str, &'static str, u32, u32);

/// Words that say that what follows is over.
const OVER: [&str; 12] =
    ["former", "ex", "then", "late", "ousted", "deposed", "erstwhile", "defunct", "onetime", "previous", "old", "past"];

/// Words that say that what follows is not there yet, or may never be.
const SUPPOSED: [&str; 14] = [
    "a",
    "an",
    "possible",
    "potential",
    "future",
    "prospective",
    "hypothetical",
    "likely",
    "presumptive",
    "presumed",
    "eventual",
    "be",
    "next",
    "of",
];

/// A text with its sentences that name a year: what they tell of is mostly as old as that.
struct Reader<'a, 't> {
    text: &'a Text<'t>,
    /// Sentences with a full year, in order.
    dated: Vec<usize>,
    offices: Vec<Office>,
}

/// Someone called by an office.
struct Office {
    /// The row of the table: all that have the name.
    terms: &'static [Term],
    span: Span,
    days: Days,
    /// Whether it is an office that is sought.
    sought: bool,
    /// Whether the sentence tells of a year.
    dated: bool,
}

/// The claims of all names in a text.
pub(crate) fn claims(text: &Text<'_>, mentions: &[&Mention], claims: &mut Vec<Claim>) {
    let dated = mentions.iter().filter(|mention| full_year(&mention.expr).is_some());
    let dated = dated.map(|mention| text.sentence_of(mention.words.0 as usize)).collect();
    let mut reader = Reader { text, dated, offices: Vec::new() };
    let words = text.words();
    // A name says the same each time, and news names few.
    let mut known: Vec<u32> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let known_word = if word.is_capitalised() { NAMES.holds(word.hash()) } else { COMMON.holds(word.hash()) };
        if !known_word || !word.is_letters() {
            continue;
        }
        let end = words.len().min(at + 6);
        if let Some((era, count)) = ERAS.longest(text, at, end)
            && (word.is_capitalised() || !era.proper)
            && !known.contains(&word.hash())
            && reader.name(at..at + count, *era, claims)
        {
            known.push(word.hash());
        }
        if word.is_capitalised()
            && let Some((terms, count)) = TERMS.longest(text, at, end)
            // A name goes on in a further capital: "Kelly Ayotte" is no Kelly.
            && !words.get(at + count).is_some_and(|word| word.is_letters() && word.is_capitalised())
        {
            reader.office(at..at + count, terms, claims);
        }
    }
    reader.in_force(claims);
}

impl Reader<'_, '_> {
    /// Files what a name claims; whether that is all that it can claim.
    fn name(&self, words: Range<usize>, era: Era, claims: &mut Vec<Claim>) -> bool {
        let over = is_over(self.text, words.start) || self.is_dated(words.start);
        let span = self.text.span(words);
        if era.from != 0 {
            claims.push(Claim { rule: Rule::NameSince, span, days: std::iter::once(lifetime(era.from, 0)).collect() });
        }
        if era.until != 0 && !over {
            claims.push(Claim { rule: Rule::Name, span, days: std::iter::once(lifetime(0, era.until)).collect() });
        }
        !over
    }

    /// Whether the sentence of a word names a year.
    fn is_dated(&self, word: usize) -> bool {
        self.dated.binary_search(&self.text.sentence_of(word)).is_ok()
    }

    /// An office before a name, "Prime Minister Margaret Thatcher", or a government after it, "the Reagan
    /// administration".
    fn office(&mut self, name: Range<usize>, terms: &'static [Term], claims: &mut Vec<Claim>) {
        let text = self.text;
        let next = |keys: &[&str]| keys.iter().any(|key| text.is(name.end, key));
        let (start, held): (usize, Vec<Term>) = if next(&["administration", "government", "presidency", "cabinet"]) {
            let rules = |office: &str| office.ends_with(" president") || office.ends_with(" prime minister");
            let given = name.start.checked_sub(1).filter(|&at| is_name(text, at) && !text.is(at, "the"));
            let fits = |term: &Term| rules(term.0) && given.is_none_or(|at| is_given(text.word_str(at), term.1));
            (name.start, terms.iter().copied().filter(fits).collect())
        } else {
            let Some((start, title, given)) = title(text, name.start) else { return };
            let fits =
                |term: &Term| is_title(term.0, title) && given.is_none_or(|at| is_given(text.word_str(at), term.1));
            (start, terms.iter().copied().filter(fits).collect())
        };
        let sought = held.iter().any(|term| term.0.ends_with(" nominee") || term.0.ends_with(" candidate"));
        let supposed = !sought && before(text, start).is_some_and(|at| SUPPOSED.iter().any(|key| text.is(at, key)));
        if held.is_empty() || supposed {
            return;
        }
        let span = text.span(start..name.end);
        if is_over(text, start) {
            // "A former Clinton aide" says nothing of Clinton; one may be a candidate again, and after "then" anything.
            let then = (start.saturating_sub(4)..start).any(|at| text.is(at, "then"));
            let end = held.iter().map(|term| term.3).min();
            let end = end.filter(|end| *end != 0 && !then && !sought && start != name.start);
            if let Some(end) = end {
                claims.push(Claim { rule: Rule::Former, span, days: std::iter::once(lifetime(end, 0)).collect() });
            }
            return;
        }
        let days: Days = held.iter().map(|term| lifetime(term.2, term.3)).collect();
        self.offices.push(Office { terms, span, days, sought, dated: self.is_dated(start) });
    }

    /// The claims of the offices: an office had been taken up, and is in force unless the sentence tells of a year. Who
    /// is called a candidate is not yet what is sought: "the prospects of President Marlow".
    fn in_force(self, claims: &mut Vec<Claim>) {
        for office in &self.offices {
            let before = |other: &&Office| {
                std::ptr::eq(other.terms, office.terms) && other.sought && other.days.first() < office.days.first()
            };
            if !office.sought && self.offices.iter().find(before).is_some() {
                continue;
            }
            let claim = |rule, days| Claim { rule, span: office.span, days };
            if let Some(first) = office.days.first() {
                claims.push(claim(Rule::OfficeSince, Days::since(first)));
            }
            if !office.dated {
                claims.push(claim(Rule::Office, office.days.clone()));
            }
        }
    }
}

/// Whether a word is a part of a name, with the dots of initials and the dashes of compounds.
fn is_name(text: &Text<'_>, at: usize) -> bool {
    let word = &text.words()[at];
    let dot = || at > 0 && text.is(at, ".") && text.word_str(at - 1).len() == 1;
    word.is_letters() && word.is_capitalised() || text.is(at, "-") || dot()
}

/// The first word before a phrase of offices and names: "a" before "Republican presidential candidate".
fn before(text: &Text<'_>, start: usize) -> Option<usize> {
    const REACH: usize = 5;
    const OFFICES: [&str; 8] = ["presidential", "vice", "prime", "state", "u", "party", "democratic", "republican"];
    let stops = |at: &usize| text.is(*at, "a") || OVER.iter().any(|key| text.is(*at, key)) || !is_name(text, *at);
    let adjective = |at: usize| OFFICES.iter().any(|key| text.is(at, key));
    (start.saturating_sub(REACH)..start).rev().find(|at| stops(at) && !adjective(*at))
}

/// Whether a word before says that what follows is over: "the former Soviet Union", "ex-President Carter".
fn is_over(text: &Text<'_>, start: usize) -> bool {
    before(text, start).is_some_and(|at| OVER.iter().any(|key| text.is(at, key)))
}

/// The title before a name that starts at a word, with given names between: its first word, the office, the given name.
fn title(text: &Text<'_>, name: usize) -> Option<(usize, &'static str, Option<usize>)> {
    /// Words that a title may have, and given names between it and the name.
    const TITLE: usize = 4;
    const GIVEN: usize = 3;
    for end in (name.saturating_sub(GIVEN)..=name).rev() {
        for start in end.saturating_sub(TITLE)..end {
            if let Some((&office, count)) = TITLES.longest(text, start, end)
                && count == end - start
            {
                return Some((start, office, (end < name).then_some(end)));
            }
        }
        // Only names and initials stand between.
        if !end.checked_sub(1).and_then(|at| text.words().get(at)).is_some_and(|w| w.is_letters() && w.is_capitalised())
        {
            return None;
        }
    }
    None
}

/// Whether an office of the table is what a title says: "secretary" alone is any secretary.
fn is_title(office: &str, title: &str) -> bool {
    let (_, office) = office.split_once(' ').unwrap_or(("", office));
    office == title || title == "secretary" && office.contains("secretary") && office != "general secretary"
}

/// Whether a given name may be that of the table: the same first letter, or a short form of another.
fn is_given(written: &str, given: &str) -> bool {
    let first = |name: &str| name.chars().next().map(|c| c.to_ascii_lowercase());
    let pair = (first(written), first(given));
    given.is_empty()
        || pair.0 == pair.1
        || matches!(pair, (Some('w' | 'r'), Some('b')) | (Some('b'), Some('w' | 'r')) | (Some('r'), Some('d')))
        || matches!(pair, (Some('d'), Some('r')) | (Some('e'), Some('t')) | (Some('t'), Some('e')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::days::written;
    use std::collections::BTreeMap;

    /// Offices that several hold at a time, and those of candidates.
    const SHARED: [&str; 4] = [" senator", " justice", " nominee", " candidate"];

    #[test]
    fn terms_are_days_in_order_and_do_not_overlap() {
        let mut offices: BTreeMap<&str, Vec<(i32, i32, &str)>> = BTreeMap::new();
        for row in TERMS.entries() {
            assert!(!row.value.is_empty(), "{}", row.key);
            for &(office, _, from, until) in row.value {
                let days = lifetime(from, until);
                assert!(written(from, 0) > 0 && (until == 0 || written(until, 0) > 0), "{} is no day", row.key);
                assert!(!days.is_empty(), "{} ends before it begins", row.key);
                if !SHARED.iter().any(|shared| office.ends_with(shared)) {
                    offices.entry(office).or_default().push((days.start, days.end, row.key));
                }
            }
        }
        for (office, mut terms) in offices {
            terms.sort_unstable();
            for pair in terms.windows(2) {
                // Two spellings of one name stand for one term.
                let same = (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1);
                assert!(same || pair[0].1 <= pair[1].0, "{office}: {} and {} overlap", pair[0].2, pair[1].2);
            }
        }
    }

    #[test]
    fn eras_are_days_in_order() {
        for row in ERAS.entries() {
            let Era { from, until, .. } = row.value;
            assert!(from == 0 || written(from, 0) > 0, "{}", row.key);
            assert!(until == 0 || written(until, 0) > 0, "{}", row.key);
            assert!(from + until > 0 && !lifetime(from, until).is_empty(), "{}", row.key);
        }
    }

    #[test]
    fn titles_stand_before_names() {
        let found = |source: &str| {
            let text = Text::new(source);
            let mut all = Vec::new();
            claims(&text, &[], &mut all);
            all.iter().map(|claim| (claim.rule, claim.span.of(source).to_owned())).collect::<Vec<_>>()
        };
        let office = |name: &str| vec![(Rule::OfficeSince, name.to_owned()), (Rule::Office, name.to_owned())];
        assert_eq!(found("British Prime Minister Margaret Thatcher said"), office("Prime Minister Margaret Thatcher"));
        assert_eq!(found("the Reagan administration"), office("Reagan"));
        assert_eq!(found("former President Jimmy Carter"), [(Rule::Former, "President Jimmy Carter".to_owned())]);
        assert_eq!(found("the prospects of a President Donald Trump"), []);
        assert_eq!(found("a George W. Bush administration"), []);
        assert_eq!(found("then-Republican presidential candidate Marco Rubio"), []);
        assert_eq!(found("Republican candidate Donald Trump fears no President Trump").len(), 2);
        assert_eq!(found("Vice Chairman Volcker and Mr. Reagan and President Mary Obama"), []);
    }
}
