//! Pairing of quotation marks.

use std::ops::Range;

use copydesk_text::{Case, Text, Word};

use crate::words::Tag;

/// What stands between a pair of outermost quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Quotation {
    /// The word that is the opening mark.
    pub(crate) open: usize,
    /// The word after the closing mark, or after the last quoted word where that is missing.
    pub(crate) until: usize,
    /// Whether the next paragraph goes on, with an opening mark of its own, as is the custom in print.
    pub(crate) runs_on: bool,
    pub(crate) shape: Shape,
}

/// What a quotation looks like from within.
// Four things that hold or not, in any combination.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Shape {
    /// Begins as a sentence does, with a capital.
    pub(crate) sentence: bool,
    /// Ends with a stop or a comma before the closing mark.
    pub(crate) closed: bool,
    /// Two words or more, all capitalised but for small ones: a title, or a heading.
    pub(crate) titled: bool,
    /// Has a verb that is no participle.
    pub(crate) clause: bool,
}

impl Shape {
    fn of(text: &Text<'_>, tags: &[Tag], open: usize, until: usize) -> Self {
        let words = &text.words()[open..until];
        let first = words.iter().position(|w| w.is_letters() || w.is_number());
        let sentence = first.is_some_and(|i| words[i].is_capitalised() || words[i].is_number());
        let closed = until >= open + 3 && matches!(tags[until - 2], Tag::Comma | Tag::Stop);
        let (mut capitals, mut small) = (0, 0);
        for (word, tag) in words.iter().zip(&tags[open..until]).filter(|(w, _)| w.is_letters()) {
            if word.is_capitalised() {
                capitals += 1;
            } else if !matches!(tag, Tag::Determiner | Tag::Preposition | Tag::Of | Tag::To | Tag::Conjunction) {
                small += 1;
            }
        }
        let clause = tags[open..until].iter().any(|t| matches!(t, Tag::Verb | Tag::Auxiliary | Tag::Modal));
        Self { sentence, closed, titled: capitals > 1 && small == 0, clause }
    }

    /// A number below 16 that tells shapes apart.
    pub(crate) const fn code(self) -> u32 {
        self.sentence as u32 | (self.closed as u32) << 1 | (self.titled as u32) << 2 | (self.clause as u32) << 3
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    /// Opens only, closed by the given mark.
    Open(Close),
    /// Closes only.
    Close(Close),
    /// Its place tells.
    Either(Close),
}

/// The families of marks: one closes what the same family opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Close {
    Double,
    Single,
    Angle,
}

/// Pairs the marks paragraph by paragraph, in order. Only outermost pairs are returned: what is quoted within a
/// quotation belongs to it.
pub(crate) fn pair(text: &Text<'_>, tags: &[Tag]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let paragraphs = text.paragraphs();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let range = paragraph.words();
        let mut open: Option<(usize, Close)> = None;
        let mut depth = 0;
        let mut i = range.start + usize::from(is_turn(text, tags, range.start));
        while i < range.end {
            let Some(next) = tags[i..range.end].iter().position(|t| matches!(t, Tag::Mark | Tag::Possessive)) else {
                break;
            };
            i += next;
            let Some((mark, width)) = mark(text, tags, i) else {
                i += 1;
                continue;
            };
            let (before, after) = touches(text, i, width);
            let mark = continental(text, open.map(|o| o.0), i, mark, before, after);
            match (open, mark) {
                // A single mark is a quotation only when its partner can be found: else it is an apostrophe.
                (None, Mark::Open(Close::Single) | Mark::Either(Close::Single)) => {
                    if !before
                        && after
                        && let Some(until) = single_close(text, tags, i + 1, range.end)
                    {
                        found.push((i, until, false));
                        i = until;
                        continue;
                    }
                }
                (None, Mark::Open(family)) => (open, depth) = (Some((i, family)), 0),
                // “He calls it “hell” now.”: a quotation in a quotation, where both have their closing marks.
                (Some((start, family)), Mark::Open(f)) if f == family => {
                    let needed = if text.word_str(start) == "\"" { 1 } else { 2 };
                    depth += usize::from(closes(text, tags, i + width..range.end, family, needed));
                }
                (Some((_, family)), Mark::Close(f)) if f == family && depth > 0 => depth -= 1,
                // Inches and stray closing marks open nothing.
                (None, Mark::Either(family)) if after || !before => open = Some((i, family)),
                (None, Mark::Close(family)) if after && !before => open = Some((i, family)),
                (Some((start, family)), Mark::Close(f)) if f == family => {
                    found.push((start, i + width, false));
                    open = None;
                }
                (Some((start, family)), Mark::Either(f)) if f == family => {
                    // An opening mark in mid-quotation: the one before was never closed.
                    let reopens = after && !before && i > start + 1;
                    found.push((start, if reopens { i } else { i + width }, false));
                    open = reopens.then_some((i, family));
                }
                _ => {}
            }
            i += width;
        }
        if let Some((start, family)) = open {
            let next = paragraphs.get(number + 1).map(|p| p.words().start);
            let runs_on = next.and_then(|at| mark_family(text, tags, at)) == Some(family);
            // Without a closing mark anywhere, the sentence is as far as trust goes.
            let until = if runs_on || family != Close::Double || text.word_str(start) != "\"" {
                range.end
            } else {
                text.sentences()[text.sentence_of(start)].words().end
            };
            found.push((start, until, runs_on));
        }
    }
    let quotation =
        |(open, until, runs_on)| Quotation { open, until, runs_on, shape: Shape::of(text, tags, open, until) };
    found.into_iter().map(quotation).collect()
}

/// The mark at word `at` as it reads where quotations are set as in Germany, „so“ or »so«.
fn continental(text: &Text<'_>, open: Option<usize>, at: usize, mark: Mark, before: bool, after: bool) -> Mark {
    let opened = open.map_or("", |i| text.word_str(i));
    match text.word_str(at) {
        "“" if opened == "„" => Mark::Close(Close::Double),
        "»" | "›" if open.is_none() && after && !before => Mark::Open(Close::Angle),
        "«" | "‹" if matches!(opened, "»" | "›") => Mark::Close(Close::Angle),
        _ => mark,
    }
}

/// Whether a paragraph opens with a mark and a turn of a conversation: "“WALLACE: Will she be there?”". That mark is
/// part of how the page is set, not of what is said.
fn is_turn(text: &Text<'_>, tags: &[Tag], at: usize) -> bool {
    let mut i = at + 1;
    while tags.get(i) == Some(&Tag::Name) && text.words()[i].case() == Case::Upper && i < at + 5 {
        i += 1;
    }
    tags.get(at) == Some(&Tag::Mark) && i > at + 1 && tags.get(i) == Some(&Tag::Colon)
}

/// Whether so many closing marks of a family come before the next opening one.
fn closes(text: &Text<'_>, tags: &[Tag], range: Range<usize>, family: Close, needed: usize) -> bool {
    let mut closing = 0;
    for i in range {
        match mark(text, tags, i) {
            Some((Mark::Close(f), _)) if f == family => closing += 1,
            Some((Mark::Open(f), _)) if f == family && closing == 0 => return false,
            _ => {}
        }
        if closing == needed {
            return true;
        }
    }
    false
}

fn mark_family(text: &Text<'_>, tags: &[Tag], at: usize) -> Option<Close> {
    match mark(text, tags, at)?.0 {
        Mark::Open(family) | Mark::Either(family) => Some(family),
        Mark::Close(_) => None,
    }
}

/// The mark at word `at`, and the words it takes: two for doubled single marks.
fn mark(text: &Text<'_>, tags: &[Tag], at: usize) -> Option<(Mark, usize)> {
    if !matches!(tags.get(at)?, Tag::Mark | Tag::Possessive) {
        return None;
    }
    let doubled = |s: &str| text.words().get(at + 1).is_some_and(Word::is_glued) && text.word_str(at + 1) == s;
    Some(match text.word_str(at) {
        "“" | "„" | "‟" => (Mark::Open(Close::Double), 1),
        "”" => (Mark::Close(Close::Double), 1),
        "\"" => (Mark::Either(Close::Double), 1),
        "«" | "‹" => (Mark::Open(Close::Angle), 1),
        "»" | "›" => (Mark::Close(Close::Angle), 1),
        "`" if doubled("`") => (Mark::Open(Close::Double), 2),
        "'" if doubled("'") => (Mark::Either(Close::Double), 2),
        "‘" | "‚" => (Mark::Open(Close::Single), 1),
        "'" | "’" => (Mark::Either(Close::Single), 1),
        _ => return None,
    })
}

/// Whether the word before and the word after touch the mark.
fn touches(text: &Text<'_>, at: usize, width: usize) -> (bool, bool) {
    let words = text.words();
    let before = words[at].is_glued() && !matches!(text.word_str(at - 1), "(" | "[" | "—" | "–" | "-" | "/");
    (before, words.get(at + width).is_some_and(Word::is_glued))
}

/// The index after the single mark that closes a quotation whose words begin at `from`.
fn single_close(text: &Text<'_>, tags: &[Tag], from: usize, end: usize) -> Option<usize> {
    let mut fallback = None;
    // Whether a double mark is open in between: ‘He said “no” twice.’
    let mut inner = false;
    for i in (from + 1..end).filter(|&i| matches!(tags[i], Tag::Mark | Tag::Possessive)) {
        match text.word_str(i) {
            "“" if !inner => inner = true,
            "”" if inner => inner = false,
            "\"" => inner = !inner,
            "“" | "”" => return fallback,
            "'" | "’"
                if !inner
                    && text.words()[i].is_glued()
                    && !text.words().get(i + 1).is_some_and(|w| w.is_glued() && w.is_letters()) =>
            {
                // After a plural in -s it may be a possessive; punctuation inside decides.
                if !text.word_str(i - 1).ends_with('s') {
                    return Some(i + 1);
                }
                fallback = fallback.or(Some(i + 1));
            }
            _ => {}
        }
    }
    fallback
}
