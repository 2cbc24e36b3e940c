//! Places in a text as people count them.

use copydesk_text::Span;

/// Where lines begin.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// One-based line, and column in characters.
    pub(crate) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.0.partition_point(|&start| start <= at);
        let start = self.0.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        (line, Span::new(start, at).of(text).chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_one_based_and_count_characters() {
        let text = "é1\nü23";
        let lines = Lines::new(text);
        assert_eq!(lines.place(text, 0), (1, 1));
        assert_eq!(lines.place(text, 2), (1, 2));
        assert_eq!(lines.place(text, text.len()), (2, 4));
    }
}
