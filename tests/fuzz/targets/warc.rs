//! Any bytes read as a web archive give sound records or errors.
#![no_main]

use std::sync::OnceLock;

use copydesk_input::Format;
use copydesk_pipeline::Pipeline;
use libfuzzer_sys::fuzz_target;

static PIPELINE: OnceLock<Pipeline> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    copydesk_fuzz::read(PIPELINE.get_or_init(Pipeline::standard), Format::Warc, bytes);
});
