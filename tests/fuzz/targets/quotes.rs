//! Quotes lie in order within the text.
#![no_main]

use copydesk_fuzz::{sorted, sound};
use copydesk_text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let text = Text::new(source);
    let quotes = copydesk_quotes::find(&text);
    sorted(&text, quotes.iter().map(|quote| quote.spans[0]));
    for quote in &quotes {
        sorted(&text, quote.spans.iter().copied());
        quote.speaker.into_iter().chain(quote.cue).for_each(|span| sound(&text, span));
    }
});
