//! A text with its words, sentences and paragraphs.

use std::ops::Range;

use crate::sentence::{paragraph_starts, sentences_of};
use crate::tokenise::tokenise;
use crate::{Paragraph, Sentence, Span, Word};

/// A text with its words, sentences and paragraphs, made once and read by every stage.
///
/// ```
/// use copydesk_text::Text;
/// let text = Text::new("Gov. Smith left the U.S. on Feb. 3. It cost $1,234.50!");
/// assert_eq!(text.sentences().len(), 2);
/// let words: Vec<&str> = text.words().iter().map(|w| text.str(w)).collect();
/// assert_eq!(words[4..9], ["the", "U.S.", "on", "Feb", "."]);
/// assert_eq!(words[13..], ["$", "1,234.50", "!"]);
/// ```
#[derive(Clone, Debug)]
pub struct Text<'t> {
    source: &'t str,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
}

impl<'t> Text<'t> {
    /// The whole of `source`. Of a text longer than 4 GiB only the first 4 GiB have words.
    pub fn new(source: &'t str) -> Self {
        Self::within(source, &[Span::new(0, addressable(source))])
    }

    /// Only the given areas of `source`, which must be sorted and apart; each begins a paragraph of its own.
    ///
    /// Spans still count from the start of `source`: this is how chrome is left out without moving anything.
    pub fn within(source: &'t str, areas: &[Span]) -> Self {
        let bytes: usize = areas.iter().map(|a| a.len()).sum();
        let mut text = Self {
            source,
            words: Vec::with_capacity(bytes / 4 + 8),
            sentences: Vec::with_capacity(bytes / 64 + 4),
            paragraphs: Vec::with_capacity(bytes / 160 + 4),
        };
        for area in areas {
            if source.get(area.range()).is_some() {
                text.add(*area);
            }
        }
        text
    }

    /// Only the words of the given areas, which must be sorted and apart: no sentences, no paragraphs.
    ///
    /// For a quick look at parts of a document, such as the heads of its lines.
    pub fn words_only(source: &'t str, areas: impl IntoIterator<Item = Span>) -> Self {
        let mut text = Self { source, words: Vec::new(), sentences: Vec::new(), paragraphs: Vec::new() };
        for area in areas {
            if source.get(area.range()).is_some() {
                tokenise(source, area.start(), area.end(), &mut text.words);
            }
        }
        text
    }

    fn add(&mut self, area: Span) {
        let from = self.words.len();
        tokenise(self.source, area.start(), area.end(), &mut self.words);
        if self.words.len() == from {
            return;
        }
        let mut starts = paragraph_starts(self.source, &self.words, from);
        starts.push(self.words.len());
        for pair in starts.windows(2) {
            let (from, until) = (pair[0], pair[1]);
            let mut sentences = std::mem::take(&mut self.sentences);
            let first = sentences.len();
            sentences_of(self, from, until, &mut sentences);
            self.sentences = sentences;
            self.paragraphs.push(Paragraph {
                span: self.words[from].span().cover(self.words[until - 1].span()),
                words: (from as u32, until as u32),
                sentences: (first as u32, self.sentences.len() as u32),
            });
        }
    }

    /// The source: spans index it.
    #[inline]
    pub fn as_str(&self) -> &'t str {
        self.source
    }

    /// All words in order.
    #[inline]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// All sentences in order; each belongs to one paragraph.
    #[inline]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All paragraphs in order.
    #[inline]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// What a word says.
    #[inline]
    pub fn str(&self, word: &Word) -> &'t str {
        &self.source[word.span().range()]
    }

    /// What the word at an index says; `""` past the end.
    #[inline]
    pub fn word_str(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| self.str(word))
    }

    /// Whether the word at index `at` is `key`, which must be in folded form.
    #[inline]
    pub fn is(&self, at: usize, key: &str) -> bool {
        self.words.get(at).is_some_and(|word| crate::folds_to(self.str(word), key))
    }

    /// What is written from the first to the last of a range of words; `""` for an empty range.
    #[inline]
    pub fn slice(&self, words: Range<usize>) -> &'t str {
        self.span(words).of(self.source)
    }

    /// The bytes from the first to the last of a range of words; for an empty range, the empty span at its start.
    #[inline]
    pub fn span(&self, words: Range<usize>) -> Span {
        match self.words.get(words) {
            Some([only]) => only.span(),
            Some([first, .., last]) => first.span().cover(last.span()),
            _ => Span::default(),
        }
    }

    /// The indices of the words that lie in `span`, whole or in part.
    #[inline]
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let from = self.words.partition_point(|w| w.end() <= span.start());
        let until = self.words.partition_point(|w| w.start() < span.end());
        from..until.max(from)
    }

    /// The index of the sentence that holds the word at index `word`.
    #[inline]
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|s| s.until as usize <= word)
    }

    /// The index of the paragraph that holds the word at index `word`.
    #[inline]
    pub fn paragraph_of(&self, word: usize) -> usize {
        self.paragraphs.partition_point(|p| p.words.1 as usize <= word)
    }
}

/// The bytes of `source` that a `u32` offset can address, cut at a `char` boundary.
fn addressable(source: &str) -> usize {
    let mut end = source.len().min(u32::MAX as usize);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    end
}
