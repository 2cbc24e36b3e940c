//! Rates: "per day", "a barrel", "/`MWh`", "per 100,000 people".

use copydesk_numeral::numeral_at;
use copydesk_text::Text;

use crate::phrase;
use crate::tables::{COUNTERS, UNITS};

/// The denominator of a rate.
pub(crate) struct Rate {
    /// In the singular; with its number where it has one: "100,000 people".
    pub(crate) per: String,
    /// The index after it.
    pub(crate) end: usize,
    /// Whether it is counted: "per 100,000 people".
    pub(crate) counted: bool,
}

/// Words after "a day" that make it something else than a denominator.
const DATING: [&str; 13] =
    ["ago", "earlier", "later", "before", "after", "old", "long", "into", "on", "from", "-", "’s", "'s"];

/// The rate that begins at word `at`.
pub(crate) fn rate(text: &Text<'_>, at: usize, end: usize) -> Option<Rate> {
    let word = text.words().get(at).filter(|word| at < end && word.span().len() <= 4)?;
    let slash = text.word_str(at) == "/" && word.is_glued();
    let per = text.is(at, "per") || text.is(at, "every");
    let article = text.is(at, "a") || text.is(at, "an") || text.is(at, "each");
    if !(slash || per || article) {
        return None;
    }
    let next = at + 1;
    if per && let Some(rate) = counted(text, next, end) {
        return Some(rate);
    }
    let first = text.words().get(next).filter(|w| next < end && w.is_letters())?;
    let unit = UNITS.longest(text, next, end);
    let priced = || COUNTERS.get(text, next).is_some_and(|counter| counter.priced);
    if article {
        let words = unit.map(|(_, words)| words).or_else(|| priced().then_some(1))?;
        if DATING.iter().any(|word| text.is(next + words, word)) {
            return None;
        }
    }
    let (per, end) = match unit {
        Some((unit, words)) => (unit.name.to_owned(), next + words),
        None if text.is(next, "annum") => ("year".to_owned(), next + 1),
        None => (phrase::singular(text, next).unwrap_or_else(|| text.str(first).to_lowercase()), next + 1),
    };
    Some(Rate { per, end, counted: false })
}

/// "100,000 people" after "per", and a rate of its own after that: "100,000 people per year".
fn counted(text: &Text<'_>, at: usize, end: usize) -> Option<Rate> {
    let number = numeral_at(text, at, end)?;
    let of = at + number.words;
    let printed = text.slice(at..of);
    let (mut per, mut end) = if let Some((unit, words)) = UNITS.longest(text, of, end) {
        (format!("{printed} {}", unit.name), of + words)
    } else {
        let phrase = phrase::counted(text, of, end, false)?;
        (format!("{printed} {}", phrase.lemma(text)), phrase.end)
    };
    let further = text.is(end, "per").then(|| UNITS.longest(text, end + 1, text.words().len())).flatten();
    if let Some((unit, words)) = further {
        per = format!("{per} per {}", unit.name);
        end += 1 + words;
    }
    Some(Rate { per, end, counted: true })
}
