//! schema.org in JSON-LD.

use serde_json::{Map, Value};

use super::sources::{Facts, unescape};
use crate::day::Stamp;
use crate::names::names;

/// Nodes of the JSON that are looked at: publishers' graphs are small.
const MAX_NODES: usize = 20_000;

/// Reads one `<script type="application/ld+json">`; what is not JSON is no evidence.
pub(crate) fn read(script: &str, facts: &mut Facts) {
    let json = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
    let Some(value) = parse(json) else { return };
    // Every object of the graph, in document order.
    let mut objects: Vec<&Map<String, Value>> = Vec::new();
    let mut stack = vec![&value];
    let mut seen = 0;
    while let Some(value) = stack.pop() {
        seen += 1;
        if seen > MAX_NODES {
            break;
        }
        match value {
            Value::Array(items) => stack.extend(items.iter().rev()),
            Value::Object(object) => {
                objects.push(object);
                for key in ["mainEntity", "mainEntityOfPage", "@graph"] {
                    stack.extend(object.get(key));
                }
            }
            _ => {}
        }
    }
    let named = |id: &Value| objects.iter().copied().find(|o| o.get("@id") == Some(id) && o.contains_key("name"));
    for object in objects.iter().copied().filter(|o| is_article(o)) {
        article(object, named, facts);
    }
}

/// JSON as publishers write it: raw line feeds and tabs inside strings are let pass.
fn parse(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok().or_else(|| {
        let plain: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // Values end at the first thing that is no JSON, so that a stray bracket after them does no harm.
        serde_json::Deserializer::from_str(&plain).into_iter().next()?.ok()
    })
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    types(object).iter().any(|kind| {
        kind.ends_with("Article") || kind.ends_with("BlogPosting") || *kind == "Report" || *kind == "Review"
    })
}

fn article<'v>(
    object: &'v Map<String, Value>,
    named: impl Fn(&Value) -> Option<&'v Map<String, Value>> + Copy,
    facts: &mut Facts,
) {
    let text = |key: &str| match object.get(key) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(unescape(text)),
        _ => None,
    };
    facts.titles.extend(text("headline").or_else(|| text("name")));
    if facts.authors.is_empty() {
        for key in ["author", "creator"] {
            if let Some(value) = object.get(key)
                && facts.authors.is_empty()
            {
                people(value, named, &mut facts.authors);
            }
        }
    }
    let date = |keys: &[&str]| keys.iter().find_map(|key| Stamp::read(object.get(*key)?.as_str()?));
    facts.published = facts.published.or_else(|| date(&["datePublished", "dateCreated", "uploadDate"]));
    facts.modified = facts.modified.or_else(|| date(&["dateModified"]));
    facts.description = facts.description.take().or_else(|| text("description"));
    let section = match object.get("articleSection") {
        Some(Value::Array(items)) => items.first().and_then(Value::as_str).map(unescape),
        _ => text("articleSection"),
    };
    facts.section = facts.section.take().or(section);
    let publisher = object.get("publisher").and_then(|p| p.get("name")).and_then(Value::as_str).map(unescape);
    facts.publisher = facts.publisher.take().or(publisher);
    if facts.tags.is_empty() {
        facts.tags = match object.get("keywords") {
            Some(Value::String(list)) => {
                list.split(',').map(|t| unescape(t.trim())).filter(|t| !t.is_empty()).collect()
            }
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(unescape).collect(),
            _ => Vec::new(),
        };
    }
    if let Some(body) = text("articleBody")
        && facts.body.as_ref().is_none_or(|b| b.len() < body.len())
    {
        facts.body = Some(body);
    }
}

/// The names of people; organisations only where no person is named.
fn people<'v>(
    value: &'v Value,
    named: impl Fn(&Value) -> Option<&'v Map<String, Value>> + Copy,
    authors: &mut Vec<String>,
) {
    let mut organisations = Vec::new();
    let list = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for item in list.iter().take(100) {
        match item {
            Value::String(text) => authors.extend(names(&unescape(text))),
            Value::Object(object) => {
                let object = match object.get("@id") {
                    Some(id) if !object.contains_key("name") => named(id).unwrap_or(object),
                    _ => object,
                };
                let text = match object.get("name") {
                    Some(Value::String(name)) => names(&unescape(name)),
                    Some(Value::Array(items)) => {
                        items.iter().filter_map(Value::as_str).flat_map(|n| names(&unescape(n))).collect()
                    }
                    _ => continue,
                };
                if types(object).contains(&"Organization") {
                    organisations.extend(text);
                } else {
                    authors.extend(text);
                }
            }
            _ => {}
        }
    }
    if authors.is_empty() {
        *authors = organisations;
    }
}
