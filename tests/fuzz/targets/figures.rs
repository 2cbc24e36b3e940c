//! Figures lie in order within the text.
#![no_main]

use copydesk_fuzz::sorted;
use copydesk_text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let text = Text::new(source);
    sorted(&text, copydesk_figures::find(&text).iter().map(|figure| figure.span));
});
