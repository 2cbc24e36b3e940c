//! Time expressions lie in order within the text, before and after they are resolved.
#![no_main]

use copydesk_dates::{Clues, find, infer_reference, resolve};
use copydesk_fuzz::sorted;
use copydesk_text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let text = Text::new(source);
    let mentions = find(&text);
    let reference = infer_reference(&text, &mentions, &Clues::default());
    sorted(&text, resolve(&text, &mentions, &reference).iter().map(|date| date.span));
});
