//! The counted noun phrase, without parts of speech: function words and frequent verbs end it, the first plural noun is
//! its head.

use copydesk_text::{Text, Word, WordKind, fold};

use crate::tables::{NOUNS, STOPS};

/// What a word does to a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    /// Passed over before it.
    Modifier,
    /// Ends it.
    End,
}

/// A counted noun phrase.
pub(crate) struct Phrase {
    /// Its words up to the head, the head in the singular.
    pub(crate) lemma: String,
    /// The index after the head.
    pub(crate) end: usize,
}

/// How many words a phrase may have; longer ones are names or verbless headlines.
const LONGEST: usize = 6;

/// The noun phrase that is counted from word `at` on. `one`: its head is singular.
pub(crate) fn counted(text: &Text<'_>, at: usize, end: usize, one: bool) -> Option<Phrase> {
    let start = start_of(text, at, end)?;
    let one = one && start.same;
    let mut heads: Vec<(usize, usize)> = Vec::new();
    let mut at = start.at;
    let mut plural = false;
    while heads.len() < LONGEST {
        let Some((from, until)) = noun(text, at, end) else { break };
        let is_plural = singular(text, until - 1).is_some();
        if plural && !is_plural {
            break;
        }
        heads.push((from, until));
        plural |= is_plural;
        at = until;
    }
    if !plural && !one {
        return None;
    }
    if one && !plural {
        while heads.last().is_some_and(|&(_, until)| is_participle(text, until - 1)) {
            heads.pop();
        }
    }
    let &(head, until) = heads.last()?;
    let mut lemma = String::new();
    for &(from, until) in &heads[..heads.len() - 1] {
        lemma.push_str(text.slice(from..until));
        lemma.push(' ');
    }
    lemma.push_str(text.slice(head..until - 1).trim_end());
    match singular(text, until - 1) {
        Some(word) => lemma.push_str(&word),
        None => lemma.push_str(text.word_str(until - 1)),
    }
    Some(Phrase { lemma, end: until })
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
        if pointing && singular(text, at + 1).is_none() {
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

/// One noun or modifier at `at`, with its hyphenated parts.
fn noun(text: &Text<'_>, at: usize, end: usize) -> Option<(usize, usize)> {
    let words = text.words();
    let word = words.get(at).filter(|_| at < end)?;
    let dotted_name = text.str(word).ends_with('.');
    if word.kind() != WordKind::Letters
        || STOPS.get(text, at).is_some() && !is_acronym(text, word)
        || dotted_name && !is_acronym(text, word)
    {
        return None;
    }
    let mut until = at + 1;
    while until + 1 < end
        && matches!(text.word_str(until), "-" | "\u{2010}" | "\u{2011}")
        && words[until].is_glued()
        && words[until + 1].is_glued()
        && words[until + 1].is_letters()
    {
        until += 2;
    }
    Some((at, until))
}

/// "US", "U.S.", "IT": a name though it reads like a function word.
fn is_acronym(text: &Text<'_>, word: &Word) -> bool {
    word.case() == copydesk_text::Case::Upper && text.str(word).len() > 1
}

fn is_participle(text: &Text<'_>, at: usize) -> bool {
    let word = text.word_str(at);
    word.ends_with("ed") || word.ends_with("ing") && !word.ends_with("building") || word.ends_with("ly")
}

/// The singular of the word at `at`, if it is a plural noun or one that does not change.
pub(crate) fn singular(text: &Text<'_>, at: usize) -> Option<String> {
    let surface = text.word_str(at);
    if let Some(known) = NOUNS.get(text, at) {
        return Some((*known).to_owned());
    }
    regular_singular(surface)
}

/// The singular of a regular plural.
pub(crate) fn regular_singular(surface: &str) -> Option<String> {
    let folded: String = fold(surface).collect();
    let stem = folded.strip_suffix('s')?;
    if folded.len() < 4 && !surface.ends_with('s')
        || stem.len() < 2
        || stem.ends_with(['s', 'u', '\''])
        || stem.ends_with("ou")
    {
        return None;
    }
    if surface.ends_with('S') && surface.len() < 5 {
        return None;
    }
    if stem.ends_with('i') {
        return None;
    }
    let cut = |n: usize| surface.get(..surface.len() - n).map(str::to_owned);
    if let Some(stem) = stem.strip_suffix("ie") {
        return if stem.len() > 1 { cut(3).map(|s| s + "y") } else { cut(1) };
    }
    let sibilant = ["sse", "she", "che", "xe", "zze"].iter().any(|end| stem.ends_with(end)) && !stem.ends_with("ache");
    cut(if sibilant { 2 } else { 1 })
}
