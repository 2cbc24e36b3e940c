//! The formats of other tools: what is written can be read back, and nothing of the text is lost.

use std::io;

use copydesk_output::{write_conll, write_spacy, write_timeml};
use copydesk_pipeline::article::Document;
use copydesk_pipeline::dates::NaiveDate;
use copydesk_pipeline::{Pipeline, Record};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

const STORY: &str = "Amina Diallo flew to Paris on Monday.\n\nMs Diallo <met> AT&T there every year.";

fn pipeline() -> Pipeline {
    Pipeline::builder().bare(true).date(NaiveDate::from_ymd_opt(2021, 2, 12)).build()
}

fn written(text: &str, write: fn(&Record<'_>, &mut Vec<u8>) -> io::Result<()>) -> String {
    let document = Document::from_text(text);
    let mut out = Vec::new();
    write(&pipeline().run(&document), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The text in the element `TEXT` of a document of XML.
fn text_of(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut inside, mut text) = (false, String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "TEXT" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "TEXT" => inside = false,
            Event::Text(part) if inside => text.push_str(&part),
            Event::GeneralRef(name) if inside => {
                text.push(match name.resolve_char_ref().unwrap() {
                    Some(c) => c,
                    None => match &*name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        other => panic!("no such entity: {other}"),
                    },
                });
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// The text that spaCy makes of a `Doc` in JSON: each token, and a space when the next begins one character later.
fn text_of_tokens(doc: &Value) -> String {
    let text: Vec<char> = doc["text"].as_str().unwrap().chars().collect();
    let place = |value: &Value, key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
    let (mut out, mut end) = (String::new(), 0);
    for token in doc["tokens"].as_array().unwrap() {
        let start = place(token, "start");
        assert!(start == end || start == end + 1 && text[end] == ' ', "{token}");
        out.extend(&text[end..start]);
        end = place(token, "end");
        assert!(start < end);
        out.extend(&text[start..end]);
    }
    assert!(end == text.len() || text[end..] == [' ']);
    out.extend(&text[end..]);
    out
}

#[test]
fn conll() {
    let expected = "-DOCSTART- -X- -X- O\n\n\
                    Amina -X- -X- B-PER\nDiallo -X- -X- I-PER\nflew -X- -X- O\nto -X- -X- O\nParis -X- -X- B-LOC\n\
                    on -X- -X- O\nMonday -X- -X- O\n. -X- -X- O\n\n";
    assert_eq!(written("Amina Diallo flew to Paris on Monday.", |r, o| write_conll(r, o)), expected);
}

#[test]
fn spacy() {
    let doc: Value = serde_json::from_str(&written(STORY, |r, o| write_spacy(r, o))).unwrap();
    assert_eq!(doc["ents"][0], serde_json::json!({"start": 0, "end": 12, "label": "PERSON"}));
    assert_eq!(doc["ents"][1], serde_json::json!({"start": 21, "end": 26, "label": "GPE"}));
    assert_eq!(doc["sents"], serde_json::json!([{"start": 0, "end": 39}, {"start": 39, "end": 77}]));
    assert_eq!(text_of_tokens(&doc), STORY);
}

#[test]
fn timeml() {
    let xml = written(STORY, |r, o| write_timeml(r, o));
    for part in [
        r#"<DCT><TIMEX3 tid="t0" type="DATE" value="2021-02-12" "#,
        r#"on <TIMEX3 tid="t1" type="DATE" value="2021-02-08">Monday</TIMEX3>."#,
        r#"&lt;met&gt; AT&amp;T there <TIMEX3 tid="t2" type="SET" value="P1Y" quant="EVERY">every year</TIMEX3>."#,
    ] {
        assert!(xml.contains(part), "{part} in\n{xml}");
    }
    assert_eq!(text_of(&xml), STORY);
}

#[test]
fn nothing_in() {
    assert_eq!(written("", |r, o| write_conll(r, o)), "-DOCSTART- -X- -X- O\n\n");
    let doc: Value = serde_json::from_str(&written("", |r, o| write_spacy(r, o))).unwrap();
    assert_eq!(doc["tokens"], serde_json::json!([]));
    assert_eq!(text_of(&written("", |r, o| write_timeml(r, o))), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_text_comes_back(text in "([A-Z]{0,2}[a-z]{0,4}|last year|on Monday|Paris|[ .,<>&\"'\r\n\t-]|[0-9]{1,4}|[^\\p{C}]){0,60}") {
        prop_assert_eq!(text_of(&written(&text, |r, o| write_timeml(r, o))), text.as_str());
        let doc: Value = serde_json::from_str(&written(&text, |r, o| write_spacy(r, o))).unwrap();
        prop_assert_eq!(text_of_tokens(&doc), text.as_str());
        let columns = written(&text, |r, o| write_conll(r, o));
        let (mut words, mut inside) = (String::new(), None);
        for line in columns.lines().skip(1) {
            let parts: Vec<&str> = line.split(' ').collect();
            match parts[..] {
                [""] => inside = None,
                [word, "-X-", "-X-", label] => {
                    words.push_str(word);
                    if let Some(kind) = label.strip_prefix("I-") {
                        prop_assert_eq!(inside, Some(kind));
                    }
                    inside = label.get(2..);
                }
                _ => prop_assert!(false, "{}", line),
            }
        }
        // Marks that stand alone are in no word.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&words), letters(&text));
    }
}
