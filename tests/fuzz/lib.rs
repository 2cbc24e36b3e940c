//! Properties that several fuzz targets check.

use copydesk_article::Document;
use copydesk_input::{Format, Options, Reader};
use copydesk_output::{JsonOptions, Record, write_json};
use copydesk_pipeline::Pipeline;
use copydesk_text::{Span, Text};

/// The span is a part of the text, and not an empty one.
pub fn sound(text: &Text<'_>, span: Span) {
    assert!(text.as_str().get(span.range()).is_some_and(|part| !part.is_empty()), "{span:?} of {:?}", text.as_str());
}

/// The spans are parts of the text, in order.
pub fn sorted(text: &Text<'_>, spans: impl IntoIterator<Item = Span>) {
    let mut previous = 0;
    for span in spans {
        sound(text, span);
        assert!(span.start() >= previous, "{span:?} is out of order");
        previous = span.start();
    }
}

/// The record keeps its invariants, and its JSON can be read back.
pub fn analyse(pipeline: &Pipeline, document: &Document) {
    let record = pipeline.run(document);
    copydesk_tests::check(&record);
    let mut json = Vec::new();
    write_json(&record, &JsonOptions::default(), &mut json).expect("memory takes all");
    let read: Record<'_> = serde_json::from_slice(&json).expect("a record is JSON");
    assert_eq!(serde_json::to_string(&read).expect("a record is JSON").as_bytes(), json.trim_ascii_end());
}

/// Bytes in a format are documents whose records are sound, or errors.
pub fn read(pipeline: &Pipeline, format: Format, bytes: &[u8]) {
    let mut options = Options::default();
    options.format = Some(format);
    for item in Reader::new(bytes, "fuzz", options) {
        if let Ok(document) = item.and_then(|item| item.decode()) {
            analyse(pipeline, &document);
        }
    }
}
