//! Blocks tile the text.
#![no_main]

use copydesk_article::{Document, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let document = Document::from_text(source);
    let joined: String = parse(&document).blocks.iter().map(|block| block.span.of(source)).collect();
    assert_eq!(joined, source);
});
