//! Byte offsets to other counting units and back, at the edge only.

use crate::Span;

/// The unit in which positions in a text are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Unit {
    /// UTF-8 code units, as Rust counts.
    Bytes,
    /// Unicode scalar values, as Python, spaCy and brat count.
    #[default]
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl Unit {
    /// The name used on the command line and in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Chars => "chars",
            Self::Utf16 => "utf16",
        }
    }
}

/// Bytes between two remembered counts: a look-up scans less than this.
const STRIDE: usize = 128;

/// Translates byte offsets of one text to Unicode scalar values or UTF-16 code units, and back.
///
/// Construction is one pass; a look-up scans at most 128 bytes. All offsets are zero-based.
///
/// ```
/// use copydesk_text::{OffsetMap, Unit};
/// let map = OffsetMap::new("a “€” 😀 z", Unit::Utf16);
/// assert_eq!(map.from_bytes(17), 9);
/// assert_eq!(map.to_bytes(9), 17);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before byte `i * STRIDE`, counting a character where it starts. Empty when bytes and units agree.
    counts: Vec<u32>,
}

impl<'t> OffsetMap<'t> {
    /// The map between byte offsets of `text` and `unit`.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut counts = Vec::new();
        if unit != Unit::Bytes && !text.is_ascii() {
            counts.reserve(text.len() / STRIDE + 1);
            let mut count = 0;
            for block in text.as_bytes().chunks(STRIDE) {
                counts.push(count);
                count += block.iter().map(|&b| units_started(b, unit)).sum::<u32>();
            }
        }
        Self { text, unit, counts }
    }

    /// The unit that byte offsets are translated to.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The units before byte `at`; offsets past the end count as the end.
    #[allow(clippy::wrong_self_convention)]
    pub fn from_bytes(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if self.counts.is_empty() {
            return at;
        }
        let block = (at / STRIDE).min(self.counts.len() - 1);
        let rest = &self.text.as_bytes()[block * STRIDE..at];
        (self.counts[block] + rest.iter().map(|&b| units_started(b, self.unit)).sum::<u32>()) as usize
    }

    /// The byte offset of unit `at`; inside a surrogate pair, the start of its character; past the end, the end.
    pub fn to_bytes(&self, at: usize) -> usize {
        if self.counts.is_empty() {
            return at.min(self.text.len());
        }
        let block = self.counts.partition_point(|&c| c as usize <= at) - 1;
        let mut count = self.counts[block] as usize;
        let mut byte = block * STRIDE;
        while !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        for c in self.text[byte..].chars() {
            let width = if self.unit == Unit::Utf16 { c.len_utf16() } else { 1 };
            if count + width > at {
                break;
            }
            count += width;
            byte += c.len_utf8();
        }
        byte
    }

    /// A byte span as `[start, end]` in the unit.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.from_bytes(span.start()), self.from_bytes(span.end())]
    }
}

/// Units that begin with this byte: none for a continuation byte, two for the lead of a surrogate pair's character.
const fn units_started(byte: u8, unit: Unit) -> u32 {
    match (byte, unit) {
        (_, Unit::Bytes) => 1,
        (0x80..=0xBF, _) => 0,
        (0xF0..=0xFF, Unit::Utf16) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with one-, two-, three- and four-byte characters, long enough to cross several strides.
    fn sample() -> String {
        "naïve “café” 😀 e\u{301} \r\n".repeat(40)
    }

    #[test]
    fn agrees_with_the_standard_library_at_every_boundary() {
        let text = sample();
        let chars = OffsetMap::new(&text, Unit::Chars);
        let utf16 = OffsetMap::new(&text, Unit::Utf16);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(chars.from_bytes(byte), count);
            assert_eq!(chars.to_bytes(count), byte);
            let units = text[..byte].encode_utf16().count();
            assert_eq!(utf16.from_bytes(byte), units);
            assert_eq!(utf16.to_bytes(units), byte);
        }
        assert_eq!(chars.to_bytes(usize::MAX), text.len());
    }

    #[test]
    fn ascii_and_bytes_are_the_identity() {
        assert_eq!(OffsetMap::new("plain", Unit::Utf16).from_bytes(3), 3);
        assert_eq!(OffsetMap::new("é", Unit::Bytes).from_bytes(2), 2);
    }
}
