//! The IPTC's formats of news agencies: ninjs, NITF and NewsML-G2.

use serde_json::{Map, Value};

use crate::day::{Stamp, moment};
use crate::html::plain;
use crate::names::names;
use crate::story::{Body, Story};
use crate::xml::Xml;

/// A ninjs item, versions 1 and 2.
pub(crate) fn ninjs(text: &str) -> Result<Story, String> {
    let value: Value = serde_json::from_str(text).map_err(|e| format!("not JSON: {e}"))?;
    let item = value.as_object().ok_or("no ninjs: the JSON is not an object")?;
    if !item.contains_key("uri") {
        return Err("no ninjs: the object has no `uri`; lines of JSON are --input-format jsonl".to_owned());
    }
    let string = |key: &str| item.get(key).and_then(Value::as_str).filter(|s| !s.trim().is_empty());
    let stamp = |keys: &[&str]| moment(keys.iter().find_map(|key| Stamp::read(string(key)?)));
    let mut story = Story { id: string("uri").map(str::to_owned), ..Story::default() };
    let metadata = &mut story.metadata;
    metadata.title = string("headline").map(plain).or_else(|| listed(item, "headlines", "value").map(|h| plain(&h)));
    (metadata.published, metadata.published_at) = stamp(&[
        "firstcreated",
        "firstCreated",
        "contentcreated",
        "contentCreated",
        "versioncreated",
        "versionCreated",
    ]);
    (metadata.modified, metadata.modified_at) = stamp(&["versioncreated", "versionCreated"]);
    metadata.language = string("language").map(str::to_owned);
    metadata.agency = string("copyrightholder").or_else(|| string("copyrightHolder")).map(plain);
    metadata.description = string("description_text").map(plain);
    let byline = string("byline").or_else(|| string("by")).map(plain).or_else(|| listed(item, "bylines", "byline"));
    metadata.authors = byline.as_deref().map(names).unwrap_or_default();
    metadata.tags = item
        .get("subject")
        .or_else(|| item.get("subjects"))
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(|s| s.get("name")?.as_str()).map(str::to_owned).collect())
        .unwrap_or_default();
    story.byline = byline;
    let html = ["body_html", "body_xhtml"].into_iter().find_map(string);
    story.body = match (html, string("body_text")) {
        (Some(html), _) => Body::Html(html.to_owned()),
        (None, Some(text)) => Body::Text(text.to_owned()),
        (None, None) => bodies(item),
    };
    Ok(story)
}

/// Of a list of objects, a string field of the first that has it.
fn listed(item: &Map<String, Value>, list: &str, field: &str) -> Option<String> {
    item.get(list)?.as_array()?.iter().find_map(|entry| entry.get(field)?.as_str().map(str::to_owned))
}

/// The body of ninjs 2: the HTML one of several, else the first.
fn bodies(item: &Map<String, Value>) -> Body {
    let bodies: Vec<&Value> = item.get("bodies").and_then(Value::as_array).into_iter().flatten().collect();
    let is_html = |body: &&&Value| {
        body.get("contentType")
            .or_else(|| body.get("contenttype"))
            .and_then(Value::as_str)
            .is_some_and(|t| t.contains("html"))
    };
    let value = |body: &&Value| body.get("value").and_then(Value::as_str).map(str::to_owned);
    match bodies.iter().find(is_html) {
        Some(body) => value(body).map_or(Body::None, Body::Html),
        None => bodies.first().and_then(value).map_or(Body::None, Body::Text),
    }
}

/// A NITF document.
pub(crate) fn nitf(xml: &Xml) -> Result<Story, String> {
    let root = xml.all("nitf").next().ok_or_else(|| format!("no NITF: the root element is <{}>", xml.root()))?;
    let mut story = Story::default();
    nitf_into(xml, root, &mut story);
    Ok(story)
}

fn nitf_into(xml: &Xml, root: usize, story: &mut Story) {
    let first = |name: &str| xml.first(root, name);
    let attribute =
        |name: &str, key: &str| xml.inside(root, name).find_map(|at| xml.attribute(at, key)).map(str::to_owned);
    let metadata = &mut story.metadata;
    story.id = story.id.take().or_else(|| attribute("doc-id", "id-string"));
    metadata.title = first("hl1").or_else(|| metadata.title.take()).or_else(|| first("title")).map(|t| plain(&t));
    if metadata.published.is_none() {
        let stamps = [attribute("date.issue", "norm"), attribute("story.date", "norm"), first("story.date")];
        (metadata.published, metadata.published_at) =
            moment(stamps.into_iter().flatten().find_map(|field| Stamp::read(&field)));
    }
    metadata.agency = metadata.agency.take().or_else(|| first("distributor"));
    metadata.section = metadata.section.take().or_else(|| attribute("pubdata", "position.section"));
    let byline = first("byline").or_else(|| first("bytag")).map(|b| plain(&b));
    let people: Vec<String> = xml
        .inside(root, "byline")
        .flat_map(|b| xml.inside(b, "person").collect::<Vec<_>>())
        .map(|p| xml.text_of(p))
        .collect();
    let fields = if people.is_empty() { byline.clone().into_iter().collect() } else { people };
    if metadata.authors.is_empty() {
        metadata.authors = fields.iter().flat_map(|f| names(f)).collect();
    }
    story.byline = story.byline.take().or(byline);
    if let Some(content) = xml.inside(root, "body.content").next() {
        story.body = Body::Html(xml.html(content).replace("hl2>", "h2>"));
    }
}

/// The items of a NewsML-G2 message or of a single item.
pub(crate) fn newsml(xml: &Xml) -> Result<Vec<Story>, String> {
    let stories: Vec<Story> = xml.all("newsItem").map(|item| news_item(xml, item)).collect();
    if stories.is_empty() {
        return Err(format!("no NewsML-G2: there is no <newsItem> in <{}>", xml.root()));
    }
    Ok(stories)
}

fn news_item(xml: &Xml, item: usize) -> Story {
    let first = |name: &str| xml.first(item, name);
    let mut story = Story { id: xml.attribute(item, "guid").map(str::to_owned), ..Story::default() };
    let metadata = &mut story.metadata;
    metadata.title = first("headline").map(|t| plain(&t));
    metadata.language = xml.inside(item, "language").find_map(|at| xml.attribute(at, "tag")).map(str::to_owned);
    let stamp = |names: &[&str]| moment(names.iter().find_map(|name| Stamp::read(&first(name)?)));
    (metadata.published, metadata.published_at) = stamp(&["firstCreated", "contentCreated", "versionCreated"]);
    (metadata.modified, metadata.modified_at) = stamp(&["versionCreated"]);
    metadata.agency = first("creditline").or_else(|| first("copyrightHolder"));
    story.byline = first("by").map(|b| plain(&b));
    metadata.authors = story.byline.as_deref().map(names).unwrap_or_default();
    let contents = [("inlineXML", true), ("inlineData", false)];
    let content = contents.iter().find_map(|&(name, markup)| Some((xml.inside(item, name).next()?, markup)));
    if let Some((at, markup)) = content {
        if let Some(nitf) = xml.inside(at, "nitf").next() {
            nitf_into(xml, nitf, &mut story);
        } else if markup {
            let body = xml.inside(at, "body").next().unwrap_or(at);
            story.body = Body::Html(xml.html(body));
        } else {
            story.body = Body::Text(xml.text_of(at));
        }
    }
    story
}
