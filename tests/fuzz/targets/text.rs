//! Words and sentences lie in order within the text, and offsets translate there and back.
#![no_main]

use copydesk_fuzz::sorted;
use copydesk_text::{OffsetMap, Text, Unit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let text = Text::new(source);
    sorted(&text, text.words().iter().map(|word| word.span()));
    sorted(&text, text.sentences().iter().map(|sentence| sentence.span()));
    for unit in [Unit::Chars, Unit::Utf16] {
        let map = OffsetMap::new(source, unit);
        for (at, _) in source.char_indices() {
            assert_eq!(map.to_bytes(map.from_bytes(at)), at);
        }
    }
});
