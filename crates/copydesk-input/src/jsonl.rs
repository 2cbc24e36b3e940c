//! JSONL: one object a line, `text` (or `html`) required.

use copydesk_article::{Document, Metadata, Source};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Error, Place};

/// The fields that are read; all others are passed through.
#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    text: Option<String>,
    date: Option<String>,
    url: Option<String>,
    title: Option<String>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

pub(crate) fn decode(bytes: &[u8], place: &Place) -> Result<Document, Error> {
    let problem = |message: String| Error::Document { place: place.clone(), message };
    let line: Line =
        serde_json::from_slice(bytes).map_err(|e| problem(format!("no JSON object of the expected form: {e}")))?;
    let text = line.text.ok_or_else(|| problem("the object has no `text`".to_owned()))?;
    let published = line.date.and_then(|d| d.get(..10).and_then(|d| d.parse().ok()));
    let id = line.id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    Ok(Document {
        id,
        text,
        metadata: Metadata { url: line.url, title: line.title, published, ..Metadata::default() },
        layout: Vec::new(),
        source: Source { path: (place.file != "-").then(|| place.file.clone()), format: "jsonl" },
        extra: (!line.extra.is_empty()).then(|| Value::Object(line.extra).to_string()),
    })
}
