//! Items of RSS and Atom feeds.

use crate::day::{Stamp, moment};
use crate::html::plain;
use crate::names::names;
use crate::story::{Body, Story};
use crate::xml::Xml;

/// The items of a feed: RSS 2.0 and 1.0, Atom.
pub(crate) fn stories(feed: &Xml) -> Result<Vec<Story>, String> {
    let name = match feed.root() {
        "feed" | "entry" => "entry",
        "rss" | "RDF" | "channel" | "item" => "item",
        other => return Err(format!("no feed: the root element is <{other}>, not <rss>, <RDF> or <feed>")),
    };
    let publisher = feed.all("title").next().map(|at| plain(feed.text_of(at)));
    Ok(feed.all(name).map(|item| story(feed, item, publisher.clone())).collect())
}

fn story(feed: &Xml, item: usize, publisher: Option<String>) -> Story {
    let first = |names: &[&str]| names.iter().find_map(|name| feed.first(item, name));
    let mut story = Story { id: first(&["guid", "id"]), ..Story::default() };
    let metadata = &mut story.metadata;
    metadata.title = first(&["title"]).map(|t| plain(&t));
    metadata.publisher = publisher;
    metadata.url = first(&["link"]).or_else(|| {
        let href = feed.inside(item, "link").find_map(|at| {
            let rel = feed.attribute(at, "rel").unwrap_or("alternate");
            (rel == "alternate").then(|| feed.attribute(at, "href")).flatten()
        });
        href.map(str::to_owned)
    });
    let stamp = |names: &[&str]| first(names).and_then(|field| Stamp::read(&field));
    let modified = stamp(&["updated", "modified"]);
    let published = stamp(&["pubDate", "published", "date", "issued"]).or(modified);
    (metadata.published, metadata.published_at) = moment(published);
    (metadata.modified, metadata.modified_at) = moment(modified);
    // RSS's <author> is "mail@example.org (Name)"; Atom's holds a <name>.
    let author = |at: usize| {
        let field = feed.first(at, "name").unwrap_or_else(|| feed.text_of(at));
        field.split_once('(').map_or(field.clone(), |(_, name)| name.trim_end_matches(')').to_owned())
    };
    let creators: Vec<usize> = feed.inside(item, "creator").chain(feed.inside(item, "author")).collect();
    for name in creators.into_iter().flat_map(|at| names(&plain(author(at)))) {
        if !metadata.authors.contains(&name) {
            metadata.authors.push(name);
        }
    }
    metadata.tags = feed
        .inside(item, "category")
        .map(|at| feed.attribute(at, "term").map_or_else(|| plain(feed.text_of(at)), str::to_owned))
        .filter(|tag| !tag.is_empty())
        .collect();
    let content = feed.inside(item, "encoded").chain(feed.inside(item, "content"));
    let body = content.map(|at| markup(feed, at)).find(|body| !body.trim().is_empty());
    let summary = first(&["description", "summary"]);
    story.body = Body::Html(match (body, summary) {
        (Some(body), summary) => {
            story.metadata.description = summary.map(|s| plain(&s));
            body
        }
        (None, summary) => summary.unwrap_or_default(),
    });
    story
}

/// The content of an element: escaped HTML, or XHTML as elements.
fn markup(feed: &Xml, at: usize) -> String {
    if feed.attribute(at, "type") == Some("xhtml") { feed.html(at) } else { feed.text_of(at) }
}
