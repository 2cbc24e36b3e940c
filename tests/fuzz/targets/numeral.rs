//! A number takes words that are there.
#![no_main]

use copydesk_numeral::numeral_at;
use copydesk_text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let text = Text::new(source);
    for at in 0..text.words().len() {
        if let Some(found) = numeral_at(&text, at, text.words().len()) {
            assert!(found.words > 0 && at + found.words <= text.words().len());
        }
    }
});
