//! Paragraphs and sentences over words.

use std::ops::Range;

use crate::tables::{ABBREVIATIONS, STARTERS};
use crate::{Case, Span, Text, Word, WordKind};

/// How an abbreviation that is written with a full stop stands to the end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    /// Before a name: never the end.
    Title,
    /// A month: not the end before a figure.
    Month,
    /// "No.", "pp.": not the end before a figure.
    Number,
    /// "Inc.", "Calif.": the next word decides.
    Tail,
}

/// One sentence: its bytes without the white space around it, and the indices of its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sentence {
    pub(crate) span: Span,
    pub(crate) from: u32,
    pub(crate) until: u32,
}

impl Sentence {
    /// The bytes.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Indices into [`Text::words`].
    pub const fn words(&self) -> Range<usize> {
        self.from as usize..self.until as usize
    }
}

/// One paragraph: the indices of its sentences and words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    pub(crate) span: Span,
    pub(crate) words: (u32, u32),
    pub(crate) sentences: (u32, u32),
}

impl Paragraph {
    /// The bytes from the first word to the last.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Indices into [`Text::words`].
    pub const fn words(&self) -> Range<usize> {
        self.words.0 as usize..self.words.1 as usize
    }

    /// Indices into [`Text::sentences`].
    pub const fn sentences(&self) -> Range<usize> {
        self.sentences.0 as usize..self.sentences.1 as usize
    }
}

/// Where paragraphs begin among `words[from..]`, as word indices; `from` itself is one.
///
/// A blank line parts paragraphs. A single line break does so too, unless the lines are hard-wrapped: then only an
/// indented line starts one.
pub(crate) fn paragraph_starts(text: &str, words: &[Word], from: usize) -> Vec<usize> {
    let breaks = || (from + 1..words.len()).filter(|&i| words[i].starts_with_single_break());
    let (mut total, mut inside) = (0, 0);
    for i in breaks() {
        total += 1;
        inside += usize::from(words[i].case == Case::Lower && !ends_sentence(text, &words[i - 1]));
    }
    // In running prose a quarter of all words that happen to start a line would be capitalised at the very most.
    let wrapped = total >= 2 && inside * 3 >= total;
    let mut starts = vec![from];
    for i in from + 1..words.len() {
        let word = &words[i];
        let new = word.follows_blank_line()
            || word.starts_line() && (!wrapped || is_indented(text, word) && ends_sentence(text, &words[i - 1]));
        if new {
            starts.push(i);
        }
    }
    starts
}

impl Word {
    const fn starts_with_single_break(&self) -> bool {
        self.starts_line() && !self.follows_blank_line()
    }
}

fn is_indented(text: &str, word: &Word) -> bool {
    text[..word.start()].ends_with("  ") || text[..word.start()].ends_with('\t')
}

fn ends_sentence(text: &str, word: &Word) -> bool {
    let surface = word.span().of(text);
    word.kind == WordKind::Sign && (surface.starts_with(['.', '!', '?', '…', ':']) || is_closer(surface))
        || surface.ends_with('.')
}

fn is_closer(sign: &str) -> bool {
    matches!(sign, "\"" | "'" | "”" | "’" | ")" | "]" | "»" | "›" | "}")
}

fn is_opener(sign: &str) -> bool {
    matches!(sign, "\"" | "'" | "“" | "‘" | "(" | "[" | "«" | "‹" | "—" | "–" | "-" | "•" | "*" | "¿" | "¡" | "_")
}

/// Appends the sentences of the paragraph `words[from..until]` of `text`.
pub(crate) fn sentences_of(text: &Text<'_>, from: usize, until: usize, sentences: &mut Vec<Sentence>) {
    let words = &text.words()[..until];
    let mut start = from;
    let mut i = from;
    while i < until {
        if let Some(end) = sentence_end(text, words, i) {
            push(words, start, end, sentences);
            start = end;
            i = end;
        } else {
            i += 1;
        }
    }
    if start < until {
        push(words, start, until, sentences);
    }
}

fn push(words: &[Word], from: usize, until: usize, sentences: &mut Vec<Sentence>) {
    let span = words[from].span().cover(words[until - 1].span());
    sentences.push(Sentence { span, from: from as u32, until: until as u32 });
}

/// The index after the sentence that ends with the stop at word `i`, closing marks included; none if it does not end.
fn sentence_end(text: &Text<'_>, words: &[Word], i: usize) -> Option<usize> {
    let word = &words[i];
    // Only a stop ends a sentence, and every stop but one is a sign: leave the letters at once.
    if !word.is_sign() && text.as_str().as_bytes()[word.end() - 1] != b'.' {
        return None;
    }
    let surface = text.str(word);
    let dotted = word.kind == WordKind::Letters && surface.ends_with('.');
    let stop = word.kind == WordKind::Sign && matches!(surface, "." | "!" | "?" | "…" | "。" | "！" | "？" | "।");
    if !dotted && !stop {
        return None;
    }
    let mut end = i + 1;
    // Further stops ("?!", "...") and closing marks that touch.
    while let Some(next) = words.get(end) {
        let sign = text.str(next);
        let follows = matches!(sign, "." | "!" | "?" | "…") || is_closer(sign);
        if next.kind != WordKind::Sign || !next.is_glued() || !follows {
            break;
        }
        end += 1;
    }
    let Some(next) = words.get(end) else { return Some(end) };
    let full_width = matches!(surface, "。" | "！" | "？");
    if next.is_glued() && !full_width {
        return None;
    }
    // "6 . 2 %" is a number that was torn apart.
    let torn = || words[..i].last().is_some_and(Word::is_number) && next.is_number();
    if surface == "." && !word.is_glued() && torn() {
        return None;
    }
    // What begins the next sentence, past its opening marks.
    let mut opened = end;
    while words.get(opened).is_some_and(|w| w.kind == WordKind::Sign && is_opener(text.str(w))) && opened < end + 3 {
        opened += 1;
    }
    let next = words.get(opened).unwrap_or(next);
    let begins = next.is_capitalised()
        || matches!(next.kind, WordKind::Number | WordKind::Link)
        || next.case == Case::None && next.kind == WordKind::Letters
        || next.case == Case::Mixed;
    if !begins && !full_width {
        // "he said!" and a new small-lettered sentence is rarer than "Yahoo! shares" or an ellipsis within.
        return None;
    }
    if matches!(surface, "!" | "?") || full_width {
        return Some(end);
    }
    let closed = end > i + 1 && !text.str(&words[end - 1]).starts_with(['.', '…']);
    if closed || opened > end && !dotted && !stops_short(text, words, i) {
        return Some(end);
    }
    let starter = STARTERS.get(text, opened).is_some();
    if dotted {
        return starter.then_some(end);
    }
    match short_of(text, words, i) {
        None => Some(end),
        Some(Abbreviation::Title) => None,
        Some(Abbreviation::Month | Abbreviation::Number) if next.kind == WordKind::Number => None,
        Some(_) => starter.then_some(end),
    }
}

fn stops_short(text: &Text<'_>, words: &[Word], i: usize) -> bool {
    short_of(text, words, i).is_some()
}

/// The abbreviation that the stop at word `i` belongs to.
fn short_of(text: &Text<'_>, words: &[Word], i: usize) -> Option<Abbreviation> {
    let before = i.checked_sub(1)?;
    let word = &words[before];
    if !words[i].is_glued() || word.kind != WordKind::Letters {
        return None;
    }
    // An initial: "J. Edgar". A small letter may be a unit or a list mark.
    if word.end - word.start == 1 && word.case == Case::Title && text.str(word) != "I" {
        return Some(Abbreviation::Tail);
    }
    // "no." ends many sentences; "No." before a figure does not.
    ABBREVIATIONS.get(text, before).copied()
}
