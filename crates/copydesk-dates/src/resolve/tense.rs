//! Tense: whether the clause of a mention looks ahead or back.

use copydesk_text::Text;

use crate::Mention;
use crate::tables::TENSE;

/// What a word says of the time of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    Ahead,
    Back,
}

/// How many words on either side are asked; a clause of news is seldom longer.
const WINDOW: usize = 14;

/// Whether the verb nearest to the mention looks ahead. The verb before it is asked first: "said it will meet Monday".
pub(crate) fn looks_ahead(text: &Text<'_>, mention: &Mention) -> bool {
    let (first, last) = (mention.words.0 as usize, mention.words.1 as usize);
    let sentence = text.sentences().get(text.sentence_of(first)).map_or(first..last, copydesk_text::Sentence::words);
    let from = sentence.start.max(first.saturating_sub(WINDOW));
    let mut before = None;
    for at in (from..first).rev() {
        if let Some(cue) = cue(text, at, first) {
            before = Some((cue, first - at));
            break;
        }
    }
    let mut after = None;
    for at in last..sentence.end.min(last + WINDOW) {
        if let Some(cue) = cue(text, at, sentence.end) {
            after = Some((cue, at - last + 1));
            break;
        }
    }
    match (before, after) {
        (Some((cue, _)), None) | (None, Some((cue, _))) => cue == Cue::Ahead,
        // A verb close behind governs a mention at the head of its clause: "On Monday, voters will ...".
        (Some((a, near)), Some((b, far))) => {
            if far + 6 < near {
                b == Cue::Ahead
            } else {
                a == Cue::Ahead
            }
        }
        (None, None) => false,
    }
}

fn cue(text: &Text<'_>, at: usize, end: usize) -> Option<Cue> {
    if let Some((cue, _)) = TENSE.longest(text, at, end) {
        return Some(*cue);
    }
    // Regular pasts; "need" and "speed" are the price.
    let word = text.words()[at];
    let surface = text.str(&word);
    (word.is_letters() && !word.is_capitalised() && surface.len() > 4 && surface.ends_with("ed")).then_some(Cue::Back)
}
