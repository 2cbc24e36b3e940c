//! What is known of the times of offices and names.

use copydesk_text::Text;

use super::claim::{Claim, Rule};
use super::days::{Days, lifetime};
use crate::tables::{ERAS, TERMS, TITLES};

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
const OVER: [&str; 10] =
    ["former", "ex", "then", "late", "ousted", "deposed", "erstwhile", "defunct", "onetime", "previous"];

/// The claims of all names in a text.
pub(crate) fn claims(text: &Text<'_>, claims: &mut Vec<Claim>) {
    let words = text.words();
    // A name goes on in a further capital: "Kelly Ayotte" is no Kelly.
    let goes_on = |at: usize| words.get(at).is_some_and(|word| word.is_letters() && word.is_capitalised());
    // A name says the same each time, and news names few.
    let mut known: Vec<u32> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !word.is_letters() || known.contains(&word.hash()) {
            continue;
        }
        let end = words.len().min(at + 6);
        if let Some((era, count)) = ERAS.longest(text, at, end)
            && (word.is_capitalised() || !era.proper)
            && name(text, at..at + count, *era, claims)
        {
            known.push(word.hash());
        }
        if word.is_capitalised()
            && let Some((terms, count)) = TERMS.longest(text, at, end)
            && !goes_on(at + count)
        {
            office(text, at..at + count, terms, claims);
        }
    }
}

/// Files what a name claims; whether that is all that it can claim.
fn name(text: &Text<'_>, words: std::ops::Range<usize>, era: Era, claims: &mut Vec<Claim>) -> bool {
    let over = is_over(text, words.start);
    let span = text.span(words);
    if era.from != 0 {
        claims.push(Claim { rule: Rule::NameSince, span, days: std::iter::once(lifetime(era.from, 0)).collect() });
    }
    if era.until != 0 && !over {
        claims.push(Claim { rule: Rule::Name, span, days: std::iter::once(lifetime(0, era.until)).collect() });
    }
    !over
}

/// Whether a word shortly before says that what follows is over: "the former Soviet Union", "ex-President Carter".
fn is_over(text: &Text<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|before| OVER.iter().any(|key| text.is(before, key)))
}

/// An office before a name, "Prime Minister Margaret Thatcher", or a government after it, "the Reagan administration".
fn office(text: &Text<'_>, name: std::ops::Range<usize>, terms: &[Term], claims: &mut Vec<Claim>) {
    let next = |keys: &[&str]| keys.iter().any(|key| text.is(name.end, key));
    // "A Trump administration" may be one to come.
    let some = name.start > 0 && ["a", "an"].iter().any(|key| text.is(name.start - 1, key));
    let (start, held): (usize, Vec<Term>) = if next(&["administration", "government", "presidency", "cabinet"]) && !some
    {
        let rules = |office: &str| office.ends_with(" president") || office.ends_with(" prime minister");
        (name.start, terms.iter().copied().filter(|term| rules(term.0)).collect())
    } else {
        let Some((start, title, given)) = title(text, name.start) else { return };
        let fits =
            |term: &Term| is_title(term.0, title) && given.is_none_or(|given| is_given(text.word_str(given), term.1));
        (start, terms.iter().copied().filter(fits).collect())
    };
    if held.is_empty() {
        return;
    }
    let span = text.span(start..name.end);
    if is_over(text, start) {
        // "A former Clinton aide" says nothing of Clinton.
        if start == name.start {
            return;
        }
        let then = (start.saturating_sub(2)..start).any(|at| text.is(at, "then"));
        let end = held.iter().map(|term| term.3).min().filter(|end| *end != 0 && !then);
        if let Some(end) = end {
            claims.push(Claim { rule: Rule::Former, span, days: std::iter::once(lifetime(end, 0)).collect() });
        }
        return;
    }
    let days: Days = held.iter().map(|term| lifetime(term.2, term.3)).collect();
    if let Some(first) = days.first() {
        claims.push(Claim { rule: Rule::OfficeSince, span, days: Days::since(first) });
    }
    claims.push(Claim { rule: Rule::Office, span, days });
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
            claims(&text, &mut all);
            all.iter().map(|claim| (claim.rule, claim.span.of(source).to_owned())).collect::<Vec<_>>()
        };
        let office = |name: &str| vec![(Rule::OfficeSince, name.to_owned()), (Rule::Office, name.to_owned())];
        assert_eq!(found("British Prime Minister Margaret Thatcher said"), office("Prime Minister Margaret Thatcher"));
        assert_eq!(found("the Reagan administration"), office("Reagan"));
        assert_eq!(found("former President Jimmy Carter"), [(Rule::Former, "President Jimmy Carter".to_owned())]);
        assert_eq!(found("Vice Chairman Volcker and Mr. Reagan and President Mary Obama"), []);
    }
}
