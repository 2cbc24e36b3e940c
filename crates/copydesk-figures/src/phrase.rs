//! The counted noun phrase, without parts of speech: function words and frequent verbs end it, the first plural noun is
//! its head.

use copydesk_text::{Case, Text, Word, WordKind};

use crate::tables::{COUNTERS, DEGREES, NOUNS, STOPS, VAGUE};

/// What a word does to a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    /// Passed over before it.
    Modifier,
    /// Ends it.
    End,
    /// A plural that may stand before the head: "sports cars".
    Attribute,
}

/// A noun with a place of its own beside a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Counter {
    /// "$5 a share".
    pub(crate) priced: bool,
    /// "12 page document".
    pub(crate) attributive: bool,
}

/// A counted noun phrase: a run of words, the last of which is its head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Phrase {
    from: usize,
    /// The index after the head.
    pub(crate) end: usize,
}

impl Phrase {
    /// Its words, the head in the singular and degrees of adjectives undone.
    pub(crate) fn lemma(self, text: &Text<'_>) -> String {
        let mut lemma = String::new();
        for at in self.from..self.end {
            let word = &text.words()[at];
            if at > self.from && !word.is_glued() {
                lemma.push(' ');
            }
            if at + 1 == self.end
                && let Some(head) = singular(text, at)
            {
                lemma.push_str(&head);
            } else if let Some(positive) = DEGREES.get(text, at).filter(|_| at + 1 < self.end) {
                lemma.push_str(positive);
            } else {
                lemma.push_str(text.str(word));
            }
        }
        lemma
    }
}

/// How many parts a phrase may have; longer ones are names or verbless headlines.
const LONGEST: usize = 6;

/// The noun phrase that is counted from word `at` on. `one`: its head is singular.
pub(crate) fn counted(text: &Text<'_>, at: usize, end: usize, one: bool) -> Option<Phrase> {
    let start = start_of(text, at, end)?;
    let one = one && start.same;
    // Where the parts end, up to and including the head.
    let mut ends = [start.at; LONGEST + 1];
    let mut count = 0;
    let mut plural = false;
    while count < LONGEST {
        let mut at = ends[count];
        if count > 0 && !plural && is_paired(text, start.at, at, end) {
            at += 1;
        }
        let Some(until) = part(text, at, end) else { break };
        let is_plural = is_plural(text, until - 1);
        if plural && !(is_plural && (goes_on(text, at - 1) || NOUNS.get(text, at).is_some())) {
            break;
        }
        count += 1;
        ends[count] = until;
        plural |= is_plural;
    }
    if one && !plural {
        while count > 0 && is_participle(text, ends[count] - 1) {
            count -= 1;
        }
    } else if !plural {
        // "12 page document", "three course meal".
        let single = count >= 2 && ends[1] == start.at + 1 && text.words()[start.at].case() == Case::Lower;
        let attributive = single && COUNTERS.get(text, start.at).is_some_and(|counter| counter.attributive);
        count = usize::from(attributive);
    }
    (count > 0).then_some(Phrase { from: start.at, end: ends[count] })
}

/// Where a phrase begins.
struct Start {
    at: usize,
    /// Whether the number counts the phrase itself: not so in "one of the members".
    same: bool,
}

/// Past "more" and past "of the": "two more people", "three of these states".
fn start_of(text: &Text<'_>, mut at: usize, end: usize) -> Option<Start> {
    let mut same = true;
    if at < end && STOPS.get(text, at) == Some(&Stop::Modifier) {
        at += 1;
    }
    if at < end && text.is(at, "of") {
        const DETERMINERS: [&str; 12] =
            ["the", "these", "those", "his", "her", "its", "their", "our", "my", "your", "all", "them"];
        same = false;
        at += 1;
        // "five of those involved": a noun follows at once or not at all.
        let pointing = ["those", "these", "them", "all"].iter().any(|word| text.is(at, word));
        if pointing && !is_plural(text, at + 1) {
            return None;
        }
        while at < end && DETERMINERS.iter().any(|word| text.is(at, word)) {
            at += 1;
        }
        // "two of the five": the second number counts them.
        if at < end && (text.words()[at].is_number() || copydesk_numeral::begins_numeral(text, at)) {
            return None;
        }
    }
    (at < end).then_some(Start { at, same })
}

/// One noun or modifier at `at`, with its hyphenated parts ("COVID-19"): where it ends.
fn part(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    let words = text.words();
    let word = words.get(at).filter(|word| at < end && word.kind() == WordKind::Letters)?;
    if (is_stop(text, at) || text.str(word).ends_with('.')) && !is_acronym(text, word) {
        return None;
    }
    let mut until = at + 1;
    while until + 1 < end
        && words[until].is_glued()
        && words[until + 1].is_glued()
        && matches!(words[until + 1].kind(), WordKind::Letters | WordKind::Number)
        && matches!(text.word_str(until), "-" | "\u{2010}" | "\u{2011}")
    {
        until += 2;
    }
    Some(until)
}

/// Whether "and" at `at` joins two names that stand before one head: "Kia and Hyundai vehicles".
fn is_paired(text: &Text<'_>, from: usize, at: usize, end: usize) -> bool {
    let name = |at: usize| {
        let word = text.words().get(at).filter(|_| at < end);
        word.is_some_and(|word| word.is_letters() && word.is_capitalised())
    };
    at + 1 < end
        && (text.is(at, "and") || text.is(at, "or"))
        && (from..at).all(name)
        && name(at + 1)
        && VAGUE.get(text, at + 1).is_none()
}

/// Whether a plural may stand before another: "sports cars", "police officers", but not "fouls proves".
fn goes_on(text: &Text<'_>, at: usize) -> bool {
    STOPS.get(text, at) == Some(&Stop::Attribute) || NOUNS.get(text, at).is_some()
}

/// Whether the word at `at` ends a noun phrase or is passed over before it.
pub(crate) fn is_stop(text: &Text<'_>, at: usize) -> bool {
    matches!(STOPS.get(text, at), Some(Stop::Modifier | Stop::End))
}

/// "US", "U.S.", "IT": a name though it reads like a function word.
fn is_acronym(text: &Text<'_>, word: &Word) -> bool {
    word.case() == Case::Upper && text.str(word).len() > 1
}

fn is_participle(text: &Text<'_>, at: usize) -> bool {
    let word = text.word_str(at);
    word.ends_with("ed") || word.ends_with("ing") && !word.ends_with("building") || word.ends_with("ly")
}

/// Whether the word at `at` is a plural noun or one that does not change.
pub(crate) fn is_plural(text: &Text<'_>, at: usize) -> bool {
    match NOUNS.get(text, at) {
        Some(known) => !known.is_empty(),
        None => regular_stem(text.word_str(at)).is_some(),
    }
}

/// The singular of the word at `at`, if it is a plural noun or one that does not change.
pub(crate) fn singular(text: &Text<'_>, at: usize) -> Option<String> {
    if let Some(known) = NOUNS.get(text, at) {
        return (!known.is_empty()).then(|| (*known).to_owned());
    }
    let surface = text.word_str(at);
    regular_stem(surface).map(|(stem, ending)| format!("{stem}{ending}"))
}

/// The stem of a regular plural, and what it takes to be a singular.
fn regular_stem(surface: &str) -> Option<(&str, &'static str)> {
    let last = |stem: &str| stem.chars().next_back().map(|c| c.to_ascii_lowercase());
    let capital = surface.ends_with('S');
    let stem = surface.strip_suffix(['s', 'S']).filter(|stem| stem.len() > 1)?;
    // "TDs" and "MPs" are plurals, "US" and "AIDS" are not; "boss", "virus", "tennis" and "famous" neither.
    if capital && surface.len() < 5 || matches!(last(stem)?, 's' | 'u' | 'i' | '\'' | '’') {
        return None;
    }
    let ends = |stem: &str, end: &str| {
        let tail = stem.len().checked_sub(end.len()).and_then(|at| stem.as_bytes().get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
    };
    if !matches!(last(stem)?, 'e') {
        return Some((stem, ""));
    }
    if ends(stem, "ie") {
        // "companies", but "ties".
        return Some(if stem.len() > 3 { (&stem[..stem.len() - 2], "y") } else { (stem, "") });
    }
    let sibilant = ["sse", "she", "che", "xe", "zze"].iter().any(|end| ends(stem, end)) && !ends(stem, "ache");
    Some((if sibilant { &stem[..stem.len() - 1] } else { stem }, ""))
}
