//! Whether a clause surely tells its time as past.
//!
//! [`tense`](crate::resolve::tense) asks which way a clause more likely looks; a bound on the day of writing asks for more:
//! a finite past verb that governs the time itself. "The Fed signalled cuts in 2024" tells nothing of 2024.

use std::ops::Range;

use copydesk_text::{Sentence, Text};

use crate::Mention;
use crate::expr::{Expr, Fields};
use crate::resolve::tense::{Cue, cue};

/// Words between a verb and the time that it governs.
const REACH: usize = 6;

/// Verbs that govern what they report only where the time follows at once: "said in 2014 that it will".
const REPORTING: [&str; 12] = [
    "said",
    "says",
    "told",
    "announced",
    "reported",
    "thought",
    "wrote",
    "read",
    "predicted",
    "noted",
    "estimated",
    "posted",
];

/// Whether a mention is told as past.
pub(super) fn is_told(text: &Text<'_>, mentions: &[&Mention], at: usize, exact: bool) -> bool {
    let mention = mentions[at];
    let sentence =
        text.sentences().get(text.sentence_of(mention.words.0 as usize)).map_or(0..text.words().len(), Sentence::words);
    let (first, preposition) = head(text, mentions, at, sentence.start);
    if is_range(text, mention.words.1 as usize) {
        return false;
    }
    match preposition {
        Preposition::Since | Preposition::Base => true,
        Preposition::In => governed(text, sentence, first, mention.words.1 as usize),
        Preposition::None => exact && governed(text, sentence, first, mention.words.1 as usize),
        Preposition::Other => false,
    }
}

/// Whether a mention is what something is compared with: "up 5 percent from 2019".
pub(super) fn is_base(text: &Text<'_>, mentions: &[&Mention], at: usize) -> bool {
    let start = text.sentences().get(text.sentence_of(mentions[at].words.0 as usize)).map_or(0, |s| s.words().start);
    matches!(head(text, mentions, at, start).1, Preposition::Base)
}

/// Whether a mention is told as to come: "will open in 2030", "due by May 2020".
pub(super) fn is_awaited(text: &Text<'_>, mention: &Mention) -> bool {
    let (first, end) = (mention.words.0 as usize, mention.words.1 as usize);
    let placed = first > 0 && ["in", "by", "until", "on"].iter().any(|key| text.is(first - 1, key));
    if !placed || is_range(text, end) {
        return false;
    }
    let start = text.sentences().get(text.sentence_of(first)).map_or(0, |s| s.words().start);
    for at in (start.max(first.saturating_sub(REACH))..first - 1).rev() {
        if is_edge(text, at) {
            return false;
        }
        match cue(text, at, first) {
            Some(Cue::Ahead) => return true,
            Some(Cue::Back) => return false,
            _ => {}
        }
    }
    false
}

enum Preposition {
    /// "since 2016": the time had begun, whatever the verb.
    Since,
    /// "in", "on", "during": as the verb says.
    In,
    /// "up 5 percent from 2019": what is compared with is over.
    Base,
    None,
    Other,
}

/// The first word of the phrase that a mention stands in, its preposition, and which that is.
fn head(text: &Text<'_>, mentions: &[&Mention], at: usize, start: usize) -> (usize, Preposition) {
    let mut first = mentions[at].words.0 as usize;
    let is = |at: usize, keys: &[&str]| keys.iter().any(|key| text.is(at, key));
    // "between May 2012 and December 2015", "from 3 to 5 May 2012": the preposition of the pair.
    let before = at.checked_sub(1).map(|before| mentions[before]);
    if let Some(pair) = before.filter(|pair| pair.words.1 as usize + 1 == first && is(first - 1, &["and", "to"])) {
        let opens = (pair.words.0 as usize).checked_sub(1).filter(|&at| at >= start);
        if let Some(at) = opens.filter(|&at| is(at, &["between", "from"])) {
            // "From May to December 2015" may end ahead.
            return (at, if text.is(at, "between") { Preposition::In } else { Preposition::Other });
        }
    }
    // "In the 2016 race" tells when the race is, not when something happened.
    let bare = matches!(mentions[at].expr, Expr::Date(Fields { slot: None, .. }));
    let (skipped, named): (&[&str], _) = if bare {
        (&["early", "late", "mid", "about", "around"], is(first.saturating_sub(1), &["the"]))
    } else {
        (&["the", "early", "late"], false)
    };
    if named {
        return (first, Preposition::Other);
    }
    while first > start && is(first - 1, skipped) {
        first -= 1;
    }
    let Some(at) = first.checked_sub(1).filter(|&at| at >= start) else { return (first, Preposition::None) };
    let kind = if is(at, &["since"]) {
        Preposition::Since
    } else if is(at, &["in", "on", "during"]) {
        // "As in 2011", "than in 2011", "from 3.8 million in 2019".
        let compared = at > start && is(at - 1, &["as", "than"]) || opens_base(text, start, at);
        if compared { Preposition::Base } else { Preposition::In }
    } else if bare && is(at, &["from", "over", "than", "against"]) && at > start && is_measure(text, at - 1) {
        Preposition::Base
    } else if text.words()[at].is_letters()
        && is(
            at,
            &["of", "to", "by", "until", "till", "through", "from", "after", "before", "for", "a", "ending", "ends"],
        )
    {
        Preposition::Other
    } else {
        return (first, Preposition::None);
    };
    (at, kind)
}

/// "... from 3.8 million in": a comparison opened shortly before.
fn opens_base(text: &Text<'_>, start: usize, at: usize) -> bool {
    const NEAR: usize = 6;
    (start.max(at.saturating_sub(NEAR))..at).rev().take_while(|&at| !is_edge(text, at)).any(|at| {
        let opens = ["from", "than", "versus", "vs", "against"].iter().any(|key| text.is(at, key));
        let next = text.words().get(at + 1);
        opens && next.is_some_and(|word| word.is_number() || word.is_sign())
    })
}

/// "5 percent", "an increase": what a comparison measures.
fn is_measure(text: &Text<'_>, at: usize) -> bool {
    const WORDS: [&str; 14] = [
        "percent", "pct", "%", "cent", "up", "down", "increase", "rise", "gain", "drop", "decline", "decrease", "fall",
        "higher",
    ];
    WORDS.iter().any(|key| text.is(at, key))
}

/// Whether a past verb governs what stands from `first` to `end`: one shortly before in its clause, or one after it
/// where it heads its clause.
fn governed(text: &Text<'_>, sentence: Range<usize>, first: usize, end: usize) -> bool {
    let from = sentence.start.max(first.saturating_sub(REACH));
    let mut heads = first == sentence.start;
    for at in (from..first).rev() {
        if is_edge(text, at) {
            heads = at + 1 == first;
            break;
        }
        if text.is(at, "that") || text.is(at, "which") {
            heads = at + 1 == first;
            break;
        }
        if is_infinitive(text, at) || is_present(text, at) {
            return false;
        }
        match cue(text, at, first) {
            Some(Cue::Back) => {
                let reports = at + 1 != first && REPORTING.iter().any(|key| text.is(at, key));
                return !reports && !is_led(text, sentence.start, at);
            }
            Some(_) => return false,
            None => {}
        }
    }
    heads && {
        let from = end + usize::from(text.is(end, ","));
        let until = sentence.end.min(from + 2 * REACH);
        (from..until)
            .take_while(|&at| !is_edge(text, at))
            .find_map(|at| {
                if is_present(text, at) {
                    return Some(false);
                }
                match cue(text, at, until)? {
                    Cue::Back => Some(!REPORTING.iter().any(|key| text.is(at, key))),
                    _ => Some(false),
                }
            })
            .unwrap_or(false)
    }
}

/// "will be released": an auxiliary before a participle has the tense.
fn is_led(text: &Text<'_>, start: usize, verb: usize) -> bool {
    const AUXILIARIES: [&str; 9] = ["will", "would", "could", "should", "may", "might", "can", "must", "be"];
    (start.max(verb.saturating_sub(3))..verb).any(|at| AUXILIARIES.iter().any(|key| text.is(at, key)))
}

/// "2019-20", "2019/20".
fn is_range(text: &Text<'_>, end: usize) -> bool {
    ["/", "-", "–"].iter().any(|sign| text.is(end, sign))
}

/// A mark that ends a clause.
fn is_edge(text: &Text<'_>, at: usize) -> bool {
    let word = &text.words()[at];
    word.is_sign() && !["%", "$", "£", "€", "'", "’", "-"].contains(&text.str(word))
}

/// "to boost", but not "to Geneva" and "to 5 million".
fn is_infinitive(text: &Text<'_>, at: usize) -> bool {
    let verb = text.words().get(at + 1).is_some_and(|word| word.is_letters() && !word.is_capitalised());
    text.is(at, "to")
        && verb
        && !["the", "a", "an", "its", "their", "his", "her"].iter().any(|key| text.is(at + 1, key))
}

/// A verb in the present.
fn is_present(text: &Text<'_>, at: usize) -> bool {
    ["is", "are", "has", "have", "be", "if"].iter().any(|key| text.is(at, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_past_verb_governs_is_told() {
        let told = |source: &str| {
            let text = Text::new(source);
            let found = crate::find(&text);
            let mentions: Vec<&Mention> = found.iter().collect();
            (0..mentions.len()).map(|at| is_told(&text, &mentions, at, false)).collect::<Vec<_>>()
        };
        for source in [
            "The firm bought the pier in 2014.",
            "In 2014 the firm bought the pier.",
            "It has been shut since 2016.",
            "He said in 2014 that it would close.",
            "Sales were up 5 percent from 2019.",
            "Sales were lower than in 2019.",
            "Output will fall to 5 tonnes from 6 tonnes in 2019.",
        ] {
            assert_eq!(told(source), [true], "{source}");
        }
        assert_eq!(told("He admitted theft between May 2012 and December 2015."), [false, true]);
        for source in [
            "The bank signalled a cut in rates to come in 2024.",
            "He said there are chances in 2024.",
            "She was asked about the 2016 race.",
            "The line will be opened in 2030.",
            "They voted to boost spending in 2018.",
            "It is a priority in 2025.",
            "The firm won the order for 2019/20.",
        ] {
            assert!(!told(source).contains(&true), "{source}");
        }
    }

    #[test]
    fn what_is_to_come_is_awaited() {
        let awaited = |source: &str| {
            let text = Text::new(source);
            crate::find(&text).iter().any(|mention| is_awaited(&text, mention))
        };
        assert!(awaited("The line will open in 2030."));
        assert!(awaited("The loan is due by 2034."));
        assert!(!awaited("The line opened in 2030."));
        assert!(!awaited("The law will undo what was done, in 2030 or later."));
    }
}
