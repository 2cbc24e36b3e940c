//! Any text gives a record that keeps its invariants and can be read back.
#![no_main]

use std::sync::OnceLock;

use copydesk_article::Document;
use copydesk_pipeline::Pipeline;
use libfuzzer_sys::fuzz_target;

static PIPELINE: OnceLock<Pipeline> = OnceLock::new();

fuzz_target!(|source: &str| {
    copydesk_fuzz::analyse(PIPELINE.get_or_init(Pipeline::standard), &Document::from_text(source));
});
