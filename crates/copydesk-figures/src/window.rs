//! The words of one sentence, for looking around.

use copydesk_text::{Text, Word};

/// The words `from..end` of a text. What lies outside is never seen.
#[derive(Clone, Copy)]
pub(crate) struct Window<'a, 't> {
    pub(crate) text: &'a Text<'t>,
    pub(crate) from: usize,
    pub(crate) end: usize,
}

impl<'a, 't> Window<'a, 't> {
    /// The word at an index.
    pub(crate) fn word(&self, at: usize) -> Option<&'a Word> {
        self.text.words().get(at).filter(|_| self.from <= at && at < self.end)
    }

    /// What the word at an index says; `""` outside.
    pub(crate) fn str(&self, at: usize) -> &'t str {
        self.word(at).map_or("", |word| self.text.str(word))
    }

    /// Whether the word at an index is one of `keys`, which must be in folded form.
    pub(crate) fn is_any(&self, at: Option<usize>, keys: &[&str]) -> bool {
        let Some(word) = at.and_then(|at| self.word(at)) else { return false };
        let surface = self.text.str(word);
        keys.iter().any(|key| surface.eq_ignore_ascii_case(key)) || !surface.is_ascii() && folds(surface, keys)
    }

    /// Whether the word at an index touches the one before.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        self.word(at).is_some_and(Word::is_glued)
    }
}

#[cold]
fn folds(surface: &str, keys: &[&str]) -> bool {
    keys.iter().any(|key| copydesk_text::fold(surface).eq(key.chars()))
}
