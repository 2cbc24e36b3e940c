//! A position among the words of a text: the input of the stages' nom grammars.

use crate::{Lexicon, Span, Text, Word};

/// A window over the words of a [`Text`], cheap to copy, consumed from the front.
///
/// With the feature `nom` it implements `nom::Input`, so that grammars are combinators over words. Equality is of
/// position.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a, 't> {
    text: &'a Text<'t>,
    at: usize,
    end: usize,
}

impl<'a, 't> Cursor<'a, 't> {
    /// The words `at..end` of the text, cut to those there are.
    #[inline]
    pub fn new(text: &'a Text<'t>, at: usize, end: usize) -> Self {
        let end = end.min(text.words().len());
        Self { text, at: at.min(end), end }
    }

    /// The text below.
    #[inline]
    pub fn text(&self) -> &'a Text<'t> {
        self.text
    }

    /// The index of the next word.
    #[inline]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The index after the last usable word.
    #[inline]
    pub fn end(&self) -> usize {
        self.end
    }

    /// The words left.
    #[inline]
    pub fn words(&self) -> &'a [Word] {
        &self.text.words()[self.at..self.end]
    }

    /// The next word.
    #[inline]
    pub fn first(&self) -> Option<&'a Word> {
        self.words().first()
    }

    /// What the next word says; `""` at the end.
    #[inline]
    pub fn str(&self) -> &'t str {
        self.first().map_or("", |word| self.text.str(word))
    }

    /// Past the next `count` words.
    #[must_use]
    #[inline]
    pub fn skip(&self, count: usize) -> Self {
        Self { at: (self.at + count).min(self.end), ..*self }
    }

    /// Past the next word, if it is `key` (in folded form).
    #[inline]
    pub fn eat(&self, key: &str) -> Option<Self> {
        (self.at < self.end && self.text.is(self.at, key)).then(|| self.skip(1))
    }

    /// Past the longest phrase of `lexicon` that comes next, and its value.
    #[inline]
    pub fn eat_phrase<V: 'static>(&self, lexicon: &Lexicon<V>) -> Option<(Self, &'static V)> {
        lexicon.longest(self.text, self.at, self.end).map(|(value, count)| (self.skip(count), value))
    }

    /// The bytes of the words between here and `later`.
    #[inline]
    pub fn span_to(&self, later: &Self) -> Span {
        self.text.span(self.at..later.at)
    }
}

impl PartialEq for Cursor<'_, '_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && self.end == other.end
    }
}

#[cfg(feature = "nom")]
impl<'a> nom::Input for Cursor<'a, '_> {
    type Item = &'a Word;
    type Iter = std::slice::Iter<'a, Word>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, Word>>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }

    fn take(&self, index: usize) -> Self {
        Self { end: (self.at + index).min(self.end), ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.words().iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.words().iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.words().iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, nom::Needed> {
        if count <= self.input_len() { Ok(count) } else { Err(nom::Needed::new(count - self.input_len())) }
    }
}
