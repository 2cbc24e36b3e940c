//! Noise for training: copy in capitals, headline style, all small letters, or as scanners read it.

use std::ops::Range;

use copydesk_text::Text;

/// A copy of a text in which each sentence is spoilt in one way or left alone. No byte changes its place.
pub(crate) fn noisy(text: &str, seed: u64) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let words = Text::new(text);
    for (number, sentence) in (0..).zip(words.sentences()) {
        let span = words.span(sentence.words()).range();
        let random = mix(seed ^ mix(number));
        match random % 5 {
            0 => bytes[span].make_ascii_uppercase(),
            1 => bytes[span].make_ascii_lowercase(),
            2 => words.words()[sentence.words()].iter().for_each(|w| bytes[w.start()].make_ascii_uppercase()),
            3 => scan(&mut bytes, span, random),
            _ => {}
        }
    }
    // Only ASCII letters were changed, and into ASCII.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Letters that scanners take for each other.
const ALIKE: [(u8, u8); 12] = [
    (b'l', b'1'),
    (b'I', b'l'),
    (b'O', b'0'),
    (b'o', b'0'),
    (b'e', b'c'),
    (b'c', b'e'),
    (b'h', b'b'),
    (b'n', b'u'),
    (b'S', b'5'),
    (b'B', b'8'),
    (b'i', b'l'),
    (b't', b'f'),
];

/// Changes one letter in about fifty.
fn scan(bytes: &mut [u8], span: Range<usize>, seed: u64) {
    for at in span {
        if let Some((_, wrong)) = ALIKE.iter().find(|(right, _)| *right == bytes[at])
            && mix(seed ^ at as u64).is_multiple_of(25)
        {
            bytes[at] = *wrong;
        }
    }
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014).
const fn mix(value: u64) -> u64 {
    let mut hash = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_keeps_its_place() {
        let text =
            "Zoë Öz left the café in São Paulo. It rained. Nobody came! \u{201c}No,\u{201d} she said. Why? ".repeat(20);
        let spoilt = noisy(&text, 7);
        assert_eq!(spoilt.len(), text.len());
        assert!(text.char_indices().map(|(at, _)| at).eq(spoilt.char_indices().map(|(at, _)| at)));
        assert!(spoilt.contains("NOBODY CAME") && spoilt.contains("nobody came") && spoilt.contains("Nobody Came"));
        assert_eq!(spoilt, noisy(&text, 7));
    }
}
