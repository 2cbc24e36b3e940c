//! Lines: the units that blocks are made of. A hard-wrapped paragraph is one line.

use std::ops::Range;

use copydesk_text::{Span, Text};
use memchr::memchr2_iter;

/// One line of a document, or the lines that one was wrapped into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// From its first character that is not white space to its last.
    pub(crate) span: Span,
    /// Columns of white space and list marks before it.
    pub(crate) indent: u16,
    /// Whether it began with a list mark. The span is without the mark.
    pub(crate) bullet: bool,
    /// Whether a blank line comes before it.
    pub(crate) after_blank: bool,
    /// The words of its head: indices into the [`Text`] that [`heads`] made.
    pub(crate) words: (u32, u32),
}

impl Line {
    /// A line that is known to be one.
    pub(crate) const fn of(span: Span) -> Self {
        Self { span, indent: 0, bullet: false, after_blank: false, words: (0, 0) }
    }

    /// Indices of the words of its head.
    pub(crate) const fn words(&self) -> Range<usize> {
        self.words.0 as usize..self.words.1 as usize
    }
}

/// As much of a line is cut into words: enough for any line that is not running text, and for the start of one that is.
const HEAD: usize = 160;

/// No program wraps text at more columns than these.
const WIDEST: usize = 132;

/// The lines of a text that hold more than white space.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 48 + 1);
    let mut columns = Vec::with_capacity(text.len() / 48 + 1);
    let (mut start, mut after_blank) = (0, false);
    for end in memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        match line(text, start, end) {
            Some(found) => {
                columns.push(Column { from: start, until: found.span.end() });
                lines.push(Line { after_blank, ..found });
                after_blank = false;
            }
            // A carriage return and its line feed are one break.
            None if start == end && text[..start].ends_with('\r') && text[end..].starts_with('\n') => {}
            None => after_blank = true,
        }
        start = end + 1;
    }
    if let Some(width) = wrap_width(text, &lines, &columns) {
        unwrap(text, &mut lines, &columns, width);
    }
    lines
}

/// The words of the heads of the lines, which then know them.
pub(crate) fn heads<'t>(text: &'t str, lines: &mut [Line]) -> Text<'t> {
    let words = Text::words_only(text, lines.iter().map(|line| head(text, line.span)));
    let mut at = 0;
    for line in lines {
        let from = at;
        while words.words().get(at).is_some_and(|word| word.end() <= line.span.end()) {
            at += 1;
        }
        line.words = (from as u32, at as u32);
    }
    words
}

fn head(text: &str, line: Span) -> Span {
    if line.len() <= HEAD {
        return line;
    }
    let mut end = line.start() + HEAD;
    // Half a word would be another word.
    while end > line.start() + HEAD / 2 && text.as_bytes()[end] != b' ' {
        end -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(line.start(), end)
}

/// The line at `text[start..end]`, unless it is blank.
fn line(text: &str, start: usize, end: usize) -> Option<Line> {
    let content = text[start..end].trim_end_matches(is_blank);
    let body = content.trim_start_matches(is_blank);
    let (marked, bullet) = strip_mark(body);
    let from = start + content.len() - marked.len();
    (!marked.is_empty()).then(|| Line {
        span: Span::new(from, start + content.len()),
        indent: (from - start).min(usize::from(u16::MAX)) as u16,
        bullet,
        after_blank: false,
        words: (0, 0),
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// A line without the marks that converters put before the items of a list and headings.
fn strip_mark(line: &str) -> (&str, bool) {
    let rest = line.trim_start_matches(['*', '•', '·', '◦', '▪', '‣', '+', '-', '#']);
    let marks = line.len() - rest.len();
    if marks == 0 || marks > 6 || !rest.starts_with(is_blank) {
        return (line, false);
    }
    (rest.trim_start_matches(is_blank), !line.starts_with('#'))
}

/// Where a line of the file began and ended, in bytes.
#[derive(Clone, Copy)]
struct Column {
    from: usize,
    until: usize,
}

impl Column {
    fn width(self, text: &str) -> usize {
        // Of very short and very long lines the exact number does not matter.
        let bytes = self.until - self.from;
        if (40..=4 * WIDEST).contains(&bytes) { text[self.from..self.until].chars().count() } else { bytes }
    }
}

/// The number of columns that the text was wrapped at, if it was.
///
/// Of a wrapped text, the lines that another follows at once are none of them long, and most of the longer ones are
/// about as long as the longest. Items of lists do not count: some converters leave them as they are. Paragraphs that
/// stand on one long line each speak against it.
fn wrap_width(text: &str, lines: &[Line], columns: &[Column]) -> Option<usize> {
    let goes_on = |at: &usize| !lines[*at].after_blank && !lines[*at].bullet && !lines[*at - 1].bullet;
    let mut widths = [0_usize; WIDEST + 2];
    let mut pairs = 0;
    for next in (1..lines.len()).filter(goes_on) {
        widths[columns[next - 1].width(text).min(WIDEST + 1)] += 1;
        pairs += 1;
    }
    // A few lines may be longer for an address or a table.
    let longer = |width: usize| widths[width..].iter().sum::<usize>();
    if pairs < 4 || longer(WIDEST + 1) > pairs / 50 {
        return None;
    }
    let width = (40..=WIDEST).rev().find(|&width| longer(width) > pairs / 100)?;
    let (mut full, mut held) = (0, 0);
    for next in (1..lines.len()).filter(goes_on).filter(|next| columns[next - 1].width(text) > width / 2) {
        held += 1;
        full += usize::from(is_full(text, lines[next], columns[next - 1], width));
    }
    let whole = |at: &usize| !lines[*at].bullet && columns[*at].width(text) > WIDEST;
    let unwrapped = (0..lines.len()).filter(whole).count();
    (full >= 4 && full * 2 > held && full > unwrapped * 4).then_some(width)
}

/// Whether the first word of `next` would not have fitted on the line before.
fn is_full(text: &str, next: Line, before: Column, width: usize) -> bool {
    let first = next.span.of(text).split(is_blank).next().map_or(0, |word| word.chars().count());
    before.width(text) + 1 + first > width
}

fn unwrap(text: &str, lines: &mut Vec<Line>, columns: &[Column], width: usize) {
    let mut kept = 0;
    for i in 0..lines.len() {
        let line = lines[i];
        if i > 0 && !line.after_blank && !line.bullet && is_full(text, line, columns[i - 1], width) {
            lines[kept - 1].span = lines[kept - 1].span.cover(line.span);
        } else {
            lines[kept] = line;
            kept += 1;
        }
    }
    lines.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<&str> {
        lines(text).iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn lines_are_trimmed_and_blank_ones_dropped() {
        let text = "\u{FEFF}Menu\r\n\r\n  * Sport \n\n\u{A0}\nThe end";
        assert_eq!(spans(text), ["Menu", "Sport", "The end"]);
        let found = lines(text);
        assert!(!found[0].after_blank && found[1].after_blank && found[2].after_blank);
        assert!(found[1].bullet && found[1].indent == 4);
        assert_eq!(lines("a\r\nb").iter().filter(|line| line.after_blank).count(), 0);
    }

    #[test]
    fn wrapped_paragraphs_are_one_line() {
        let words = "the council met on the quay to hear what the harbour master had to say about the tide ";
        let mut text = String::from("Harbour news\n\n");
        for _ in 0..3 {
            let mut column = 0;
            for word in words.repeat(4).split_whitespace() {
                if column + word.len() + 1 > 72 {
                    text.push('\n');
                    column = 0;
                }
                text.push_str(word);
                text.push(' ');
                column += word.len() + 1;
            }
            text.push_str("\n\n");
        }
        assert_eq!(lines(&text).len(), 4);
    }

    #[test]
    fn short_lines_stay_apart_where_paragraphs_are_whole() {
        let paragraph =
            "The council met on the quay to hear what the harbour master had to say about the tide. ".repeat(3);
        let text =
            "By Ada Lund and Ola Berg of the harbour desk\nPublished on 3 May 2021 and updated later\n".repeat(4);
        assert_eq!(lines(&format!("{text}\n{paragraph}\n\n{paragraph}\n\n{paragraph}")).len(), 11);
    }

    #[test]
    fn unwrapped_short_lines_stay_apart() {
        assert_eq!(lines(&"News\nSport\nWeather and travel\n".repeat(20)).len(), 60);
    }
}
