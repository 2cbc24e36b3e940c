//! JSONL: one object a line, `text` or `html` required. The field names of trafilatura and of news-please do too.

use std::fmt::{self, Write as _};

use copydesk_article::Document;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::day::{Stamp, moment};
use crate::html;
use crate::names::names;
use crate::story::Story;
use crate::wire;

/// An object's fields in their order, values unread.
struct Fields<'l>(Vec<(String, &'l RawValue)>);

impl<'de: 'l, 'l> Deserialize<'de> for Fields<'l> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `text` or `html`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

impl Fields<'_> {
    /// Takes the first of the fields that there is with a value that can be read.
    fn take<T>(&mut self, keys: &[&str], read: impl Fn(Value) -> Option<T>) -> Option<T> {
        keys.iter().find_map(|key| {
            let at = self.0.iter().position(|(name, _)| name == key)?;
            let value = read(serde_json::from_str(self.0[at].1.get()).ok()?)?;
            self.0.remove(at);
            Some(value)
        })
    }

    fn text(&mut self, keys: &[&str]) -> Option<String> {
        self.take(keys, |value| match value {
            Value::String(text) => Some(text),
            _ => None,
        })
    }
}

/// Reads one line, which is trimmed and not empty.
pub(crate) fn decode(line: &str) -> Result<Document, String> {
    let mut fields: Fields<'_> = serde_json::from_str(line).map_err(|e| {
        format!("this line is no JSON object with `text` or `html`: {e}; --input-format text reads it as text")
    })?;
    let url = fields.text(&["url", "source"]);
    let mut document = match fields.text(&["text", "maintext"]) {
        Some(text) => Document::from_text(text),
        None => match fields.text(&["html", "raw_html"]) {
            Some(page) => html::read(&page, url.as_deref()),
            None => match fields.text(&["raw_text", "body", "content"]) {
                Some(text) => Document::from_text(text),
                None if fields.0.iter().any(|(name, _)| name == "uri") => {
                    return wire::ninjs(line).map(Story::document);
                }
                None => return Err("the object has neither `text` nor `html`".to_owned()),
            },
        },
    };
    document.id = fields.take(&["id"], |value| match value {
        Value::String(id) => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    let metadata = &mut document.metadata;
    let given = |slot: &mut Option<String>, value: Option<String>| {
        if value.is_some() {
            *slot = value;
        }
    };
    given(&mut metadata.url, url);
    given(&mut metadata.title, fields.text(&["title", "headline"]));
    given(&mut metadata.language, fields.text(&["language", "lang"]));
    given(&mut metadata.description, fields.text(&["description", "excerpt"]));
    given(&mut metadata.publisher, fields.text(&["sitename", "source_domain"]));
    given(&mut metadata.section, fields.text(&["section"]));
    let stamp = |value: Value| value.as_str().and_then(Stamp::read);
    if let published @ Some(_) = fields.take(&["date", "date_publish", "published"], stamp) {
        (metadata.published, metadata.published_at) = moment(published);
    }
    if let modified @ Some(_) = fields.take(&["date_modify", "modified"], stamp) {
        (metadata.modified, metadata.modified_at) = moment(modified);
    }
    let tags = fields.take(&["tags", "keywords"], |value| match value {
        Value::String(list) => Some(list.split([';', ',']).map(|tag| tag.trim().to_owned()).collect()),
        Value::Array(list) => list.iter().map(|tag| tag.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>(),
        _ => None,
    });
    if let Some(mut tags) = tags {
        tags.retain(|tag| !tag.is_empty());
        metadata.tags = tags;
    }
    let authors = fields.take(&["authors", "author"], |value| match value {
        Value::String(field) => Some(names(&field)),
        Value::Array(list) => Some(list.iter().filter_map(Value::as_str).flat_map(names).collect()),
        _ => None,
    });
    metadata.authors = authors.unwrap_or(std::mem::take(&mut metadata.authors));
    document.extra = extra(&fields);
    Ok(document)
}

/// The fields that were not read, as one JSON object.
fn extra(fields: &Fields<'_>) -> Option<String> {
    let mut object = String::new();
    for (name, value) in &fields.0 {
        let separator = if object.is_empty() { '{' } else { ',' };
        let _ = write!(object, "{separator}{}:{}", Value::from(name.as_str()), value.get());
    }
    (!object.is_empty()).then(|| object + "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let document = decode(
            r#"{"id": 7, "text": "Rain fell.", "date": "2021-02-12", "title": "Rain", "z": {"b": 1.10}, "a": null}"#,
        )
        .unwrap();
        assert_eq!(document.id.as_deref(), Some("7"));
        assert_eq!(document.text, "Rain fell.");
        assert_eq!(document.metadata.published.map(|d| d.to_string()).as_deref(), Some("2021-02-12"));
        assert_eq!(document.extra.as_deref(), Some(r#"{"z":{"b": 1.10},"a":null}"#), "as written, in their order");
    }

    #[test]
    fn other_tools() {
        let trafilatura = decode(
            r#"{"title":"Rain","author":"Jane Doe; John Roe","date":"2021-02-12","raw_text":"x","text":"Rain fell.","source":"https://example.org/rain"}"#,
        )
        .unwrap();
        assert_eq!(trafilatura.metadata.authors, ["Jane Doe", "John Roe"]);
        assert_eq!(trafilatura.metadata.url.as_deref(), Some("https://example.org/rain"));
        let news_please = decode(
            r#"{"maintext":"Rain fell.","authors":["Jane Doe"],"date_publish":"2021-02-12 08:00:00","language":"en","text":null}"#,
        )
        .unwrap();
        assert_eq!(news_please.text, "Rain fell.");
        assert_eq!(news_please.metadata.language.as_deref(), Some("en"));
        assert!(news_please.metadata.published.is_some());
    }

    #[test]
    fn bad_lines() {
        for line in ["[1]", "{\"text\": 1}", "{}", "{\"text\": \"cut", "nonsense"] {
            assert!(decode(line).is_err(), "{line}");
        }
        let odd = decode(r#"{"text":"x","date":"soon"}"#).unwrap();
        assert_eq!(odd.extra.as_deref(), Some(r#"{"date":"soon"}"#), "what cannot be read is passed on, not lost");
    }
}
