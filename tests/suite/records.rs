//! The record as its readers see it: JSON that satisfies the schema, can be read back, and whose offsets hit the text
//! in every unit.

use copydesk_article::Document;
use copydesk_output::{JsonOptions, Record, write_json};
use copydesk_pipeline::Pipeline;
use copydesk_tests::fixtures;
use copydesk_text::{OffsetMap, Unit};
use serde_json::Value;

const SCHEMA: &str = include_str!("../../docs/record.schema.json");

#[test]
fn satisfy_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    every_record(JsonOptions::default(), |_, json| {
        let record: Value = serde_json::from_str(json).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&record).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{json}");
    });
}

#[test]
fn the_schema_refuses() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for wrong in ["{}", "[]", r#"{"schema": "1"}"#] {
        assert!(!validator.is_valid(&serde_json::from_str(wrong).unwrap()), "{wrong}");
    }
}

#[test]
fn read_back_they_are_the_same() {
    every_record(JsonOptions::default(), |_, json| {
        let record: Record<'_> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&record).unwrap(), json.trim_end());
    });
}

#[test]
fn offsets_hit_the_text_in_every_unit() {
    for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
        every_record(JsonOptions { unit, ..JsonOptions::default() }, |document, json| {
            let record: Value = serde_json::from_str(json).unwrap();
            assert_eq!(record["offsets"], unit.name());
            let offsets = OffsetMap::new(&document.text, unit);
            surfaces(&record, &mut |span, text| {
                let bytes = offsets.to_bytes(span[0])..offsets.to_bytes(span[1]);
                assert_eq!(document.text.get(bytes), Some(text), "{span:?} in {}", unit.name());
            });
        });
    }
}

/// Calls a check with every fixture's documents and their records as JSON.
fn every_record(options: JsonOptions, mut check: impl FnMut(&Document, &str)) {
    let pipeline = Pipeline::standard();
    for document in fixtures().unwrap().iter().flat_map(|f| f.documents().unwrap()) {
        let mut json = Vec::new();
        write_json(&pipeline.run(&document), &options, &mut json).unwrap();
        check(&document, std::str::from_utf8(&json).unwrap());
    }
}

/// Calls a check with everything in a record that has both a span and the text it covers.
fn surfaces(value: &Value, check: &mut impl FnMut([usize; 2], &str)) {
    match value {
        Value::Array(list) => list.iter().for_each(|element| surfaces(element, check)),
        Value::Object(fields) => {
            if let (Some(span), Some(text)) = (fields.get("span"), fields.get("text")) {
                let end = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
                check([end(0), end(1)], text.as_str().unwrap());
            }
            fields.values().for_each(|field| surfaces(field, check));
        }
        _ => {}
    }
}
