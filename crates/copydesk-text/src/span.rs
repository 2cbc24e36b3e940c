//! Byte ranges into a text.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes, `start..end`, in the text of one document.
///
/// Eight bytes, `Copy`, ordered by start and then by end. Spans that this workspace makes lie on `char` boundaries of
/// the text they were made from, so [`Span::of`] never fails on that text.
///
/// ```
/// use copydesk_text::Span;
/// let span = Span::new(4, 8);
/// assert_eq!(span.of("the news"), "news");
/// assert_eq!(span.len(), 4);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` up to, and without, byte `end`. An `end` before `start` gives the empty span at `start`.
    #[inline]
    pub const fn new(start: usize, end: usize) -> Self {
        let start = start as u32;
        let end = end as u32;
        Self { start, end: if end < start { start } else { end } }
    }

    /// The span of `part` within `whole`, when `part` is a sub-slice of it (compared by address, not by content).
    pub fn of_part(whole: &str, part: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        let end = start + part.len();
        (end <= whole.len()).then(|| Self::new(start, end))
    }

    /// First byte.
    #[inline]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[inline]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether no byte is covered.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a standard range.
    #[inline]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The covered part of `text`, or `""` when the span does not fit the text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether byte `at` is covered.
    #[inline]
    pub const fn covers(self, at: usize) -> bool {
        self.start as usize <= at && at < self.end as usize
    }

    /// Whether the two share at least one byte.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    #[inline]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometry() {
        let (a, b, c) = (Span::new(0, 5), Span::new(3, 8), Span::new(5, 6));
        assert!(a.overlaps(b) && b.overlaps(a));
        assert!(!a.overlaps(c), "half-open spans that touch do not overlap");
        assert!(b.contains(c) && !a.contains(c));
        assert_eq!(a.cover(b), Span::new(0, 8));
        assert_eq!(format!("{:?}", Span::new(9, 2)), "9..9");
    }

    #[test]
    fn out_of_bounds_or_off_boundary_is_empty() {
        assert_eq!(Span::new(0, 9).of("news"), "");
        assert_eq!(Span::new(0, 1).of("é"), "");
    }

    #[test]
    fn part_of_whole() {
        let whole = "raw news copy";
        assert_eq!(Span::of_part(whole, &whole[4..8]), Some(Span::new(4, 8)));
        assert_eq!(Span::of_part(&whole[4..8], whole), None);
    }
}
