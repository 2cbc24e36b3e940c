//! Pairing of quotation marks.

use copydesk_text::{Text, Word};

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
        let mut i = range.start;
        while i < range.end {
            let Some((mark, width)) = mark(text, tags, i) else {
                i += 1;
                continue;
            };
            let (before, after) = touches(text, i, width);
            match (open, mark) {
                // A single mark is a quotation only when its partner can be found: else it is an apostrophe.
                (None, Mark::Open(Close::Single) | Mark::Either(Close::Single)) => {
                    if !before
                        && after
                        && let Some(until) = single_close(text, tags, i + 1, range.end)
                    {
                        found.push(Quotation { open: i, until, runs_on: false });
                        i = until;
                        continue;
                    }
                }
                (None, Mark::Open(family)) => open = Some((i, family)),
                // Inches and stray closing marks open nothing.
                (None, Mark::Either(family)) if after || !before => open = Some((i, family)),
                (None, Mark::Close(family)) if after && !before => open = Some((i, family)),
                (Some((start, family)), Mark::Close(f)) if f == family => {
                    found.push(Quotation { open: start, until: i + width, runs_on: false });
                    open = None;
                }
                (Some((start, family)), Mark::Either(f)) if f == family => {
                    // An opening mark in mid-quotation: the one before was never closed.
                    let reopens = after && !before && i > start + 1;
                    found.push(Quotation { open: start, until: if reopens { i } else { i + width }, runs_on: false });
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
            found.push(Quotation { open: start, until, runs_on });
        }
    }
    found
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
    for i in (from + 1..end).filter(|&i| matches!(tags[i], Tag::Mark | Tag::Possessive)) {
        match text.word_str(i) {
            "“" | "”" | "\"" => return fallback,
            "'" | "’"
                if text.words()[i].is_glued()
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
