//! What a page says about its article outside the text: JSON-LD, OpenGraph, Dublin Core and other meta tags, microdata.

use copydesk_article::{Metadata, Said};
use html5ever::local_name;

use super::schema;
use super::tag::Tag;
use super::tree::{Node, Tree, collapse};
use crate::day::Stamp;
use crate::names::names;

/// Bytes of the JSON-LD of a page that are read.
const MAX_SCRIPTS: usize = 8 << 20;
/// Stamps of publication in meta tags that are kept.
const MAX_CLOCKS: usize = 16;

/// What one kind of source says. Fields are filled by the first that says something.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) titles: Vec<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<Stamp>,
    pub(crate) modified: Option<Stamp>,
    pub(crate) description: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) body: Option<String>,
}

/// All sources of a page, the most trusted first.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// JSON-LD, written for machines by the publisher's own system.
    pub(crate) schema: Facts,
    /// Meta tags.
    pub(crate) meta: Facts,
    /// Microdata and `<time>` elements.
    pub(crate) microdata: Facts,
    /// Stamps of publication in meta tags: some tell the time by the publisher's clock.
    pub(crate) clocks: Vec<Stamp>,
    /// The `<title>` element.
    pub(crate) title: Option<String>,
    /// The address that the page gives itself.
    pub(crate) canonical: Option<String>,
}

impl Sources {
    /// Reads a page.
    pub(crate) fn read(tree: &Tree) -> Self {
        let mut sources = Self::default();
        let mut scripts = 0;
        for (at, node) in tree.nodes().iter().enumerate() {
            match node.tag {
                Tag::Script if is_json_ld(node) => {
                    let script = tree.raw_text(at);
                    scripts += script.len();
                    if scripts <= MAX_SCRIPTS {
                        schema::read(&script, &mut sources.schema);
                    }
                }
                Tag::Title if sources.title.is_none() => {
                    sources.title = Some(tree.text_within(at)).filter(|t| !t.is_empty());
                }
                Tag::Link
                    if node.attribute(&local_name!("rel")).is_some_and(|r| r.eq_ignore_ascii_case("canonical")) =>
                {
                    sources.canonical =
                        sources.canonical.take().or_else(|| address(node.attribute(&local_name!("href"))?));
                }
                Tag::Meta => sources.meta_tag(node),
                _ => {}
            }
            if let Some(property) = node.attribute(&local_name!("itemprop")) {
                sources.microdata(tree, at, property);
            }
        }
        sources
    }

    fn meta_tag(&mut self, node: &Node) {
        let attribute = |name| node.attribute(&name);
        let Some(content) = attribute(local_name!("content")).map(str::trim).filter(|c| !c.is_empty()) else { return };
        let names_of = [attribute(local_name!("property")), attribute(local_name!("name"))];
        let facts = &mut self.meta;
        for name in names_of.into_iter().flatten() {
            match name.trim().to_ascii_lowercase().as_str() {
                "og:title" => facts.titles.insert(0, unescape(content)),
                "twitter:title" | "dc.title" | "dcterms.title" | "citation_title" | "parsely-title"
                | "sailthru.title" | "hdl" | "headline" | "title" => facts.titles.push(unescape(content)),
                "author"
                | "article:author"
                | "article:author_name"
                | "og:article:author"
                | "parsely-author"
                | "sailthru.author"
                | "dc.creator"
                | "dcterms.creator"
                | "citation_author"
                | "byl"
                | "authors"
                | "article.author"
                | "dcsext.author"
                | "cxenseparse:author"
                | "rbauthors"
                | "shareaholic:article_author_name" => {
                    let found = names(&unescape(content));
                    let several =
                        name.eq_ignore_ascii_case("citation_author") || name.eq_ignore_ascii_case("dc.creator");
                    if facts.authors.is_empty() || several {
                        facts.authors.extend(found);
                    }
                }
                "article:published_time"
                | "og:published_time"
                | "og:article:published_time"
                | "article:published"
                | "parsely-pub-date"
                | "sailthru.date"
                | "dc.date.issued"
                | "dcterms.created"
                | "dcterms.issued"
                | "dc.date"
                | "dc.date.created"
                | "dcterms.date"
                | "citation_publication_date"
                | "citation_date"
                | "pubdate"
                | "publishdate"
                | "publish-date"
                | "publish_date"
                | "publication_date"
                | "date"
                | "datepublished"
                | "article.published"
                | "article:post_date"
                | "article_date_original"
                | "originalpublicationdate"
                | "published-date"
                | "displaydate"
                | "cxenseparse:recs:publishtime"
                | "rnews:datepublished"
                | "date.publication"
                | "displaydate_utc"
                | "published_at"
                | "creation_date"
                | "ptime"
                | "pdate"
                | "iso-8601-publish-date"
                | "datecreated"
                | "release_date"
                | "video:release_date" => {
                    let stamp = Stamp::read(content);
                    facts.published = facts.published.or(stamp);
                    self.clocks.extend(stamp.filter(|_| self.clocks.len() < MAX_CLOCKS));
                }
                "article:modified_time"
                | "og:updated_time"
                | "dcterms.modified"
                | "dc.date.modified"
                | "lastmod"
                | "last-modified"
                | "utime"
                | "datemodified"
                | "article:updated_time" => {
                    facts.modified = facts.modified.or_else(|| Stamp::read(content));
                }
                "og:description" | "description" | "twitter:description" | "dc.description" => {
                    facts.description = facts.description.take().or_else(|| Some(unescape(content)));
                }
                "article:section" | "parsely-section" | "section" => {
                    facts.section = facts.section.take().or_else(|| Some(unescape(content)));
                }
                "og:site_name" | "application-name" | "dc.publisher" | "publisher" => {
                    facts.publisher = facts.publisher.take().or_else(|| Some(unescape(content)));
                }
                "article:tag" | "keywords" | "news_keywords" | "parsely-tags" if facts.tags.len() < 200 => {
                    for tag in content.split(',').map(unescape).filter(|t| !t.is_empty()).take(100) {
                        if !facts.tags.contains(&tag) {
                            facts.tags.push(tag);
                        }
                    }
                }
                "og:url" => self.canonical = self.canonical.take().or_else(|| address(content)),
                _ => {}
            }
        }
    }

    fn microdata(&mut self, tree: &Tree, at: usize, property: &str) {
        let node = tree.node(at);
        let content = || node.attribute(&local_name!("content")).or_else(|| node.attribute(&local_name!("datetime")));
        let facts = &mut self.microdata;
        match property {
            "datePublished" | "dateCreated" => {
                facts.published = facts
                    .published
                    .or_else(|| content().map_or_else(|| Stamp::read(&tree.text_within(at)), Stamp::read));
            }
            "dateModified" => {
                facts.modified = facts
                    .modified
                    .or_else(|| content().map_or_else(|| Stamp::read(&tree.text_within(at)), Stamp::read));
            }
            "headline" if facts.titles.is_empty() => {
                let title = content().map_or_else(|| tree.text_within(at), unescape);
                facts.titles.extend(Some(title).filter(|t| !t.is_empty() && t.len() < 400));
            }
            "author" | "creator" if facts.authors.len() < 20 => {
                let field = content().map_or_else(|| tree.text_within(at), unescape);
                if field.len() < 200 {
                    for name in names(&field) {
                        if !facts.authors.contains(&name) {
                            facts.authors.push(name);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// The headlines given, the most trusted first; site names are cut off.
    pub(crate) fn titles(&self) -> Vec<String> {
        let site = self.site();
        let all = [&self.schema.titles, &self.meta.titles, &self.microdata.titles];
        let mut titles: Vec<String> = all
            .into_iter()
            .flatten()
            .chain(&self.title)
            .map(|t| without_site(t, site))
            .filter(|t| !t.is_empty())
            .collect();
        let mut seen = Vec::new();
        titles.retain(|t| {
            !seen.contains(t) && {
                seen.push(t.clone());
                true
            }
        });
        titles
    }

    /// The name of the site, which titles carry beside the headline.
    fn site(&self) -> Option<&str> {
        self.meta.publisher.as_deref().or(self.schema.publisher.as_deref())
    }

    /// When the page says it was published, by the most trusted source.
    pub(crate) fn published(&self) -> Option<Stamp> {
        [&self.schema, &self.meta, &self.microdata].iter().find_map(|facts| facts.published)
    }

    fn modified(&self) -> Option<Stamp> {
        [&self.schema, &self.meta, &self.microdata].iter().find_map(|facts| facts.modified)
    }

    /// What each kind of source says, the most trusted first.
    fn said(&self) -> Vec<Said> {
        let site = self.site();
        let mut said = Vec::new();
        for (source, facts) in [("json-ld", &self.schema), ("meta", &self.meta), ("microdata", &self.microdata)] {
            let mut say = |field, value: Option<String>| {
                said.extend(value.filter(|value| !value.is_empty()).map(|value| Said { field, source, value }));
            };
            say("headline", facts.titles.first().map(|title| without_site(title, site)));
            say("bylines", Some(facts.authors.join("; ")));
            say("published", facts.published.map(|stamp| stamp.written()));
            say("modified", facts.modified.map(|stamp| stamp.written()));
            say("section", facts.section.clone());
            say("tags", Some(facts.tags.join("; ")));
        }
        let title = self.title.as_deref().map(|title| without_site(title, site));
        let title = title.map(|value| Said { field: "headline", source: "title", value });
        let address = self.canonical.clone().map(|value| Said { field: "url", source: "meta", value });
        said.into_iter().chain(title).chain(address).collect()
    }

    /// What the sources agree on, the most trusted first.
    pub(crate) fn metadata(&self) -> Metadata {
        let all = [&self.schema, &self.meta, &self.microdata];
        let first = |of: fn(&Facts) -> Option<String>| all.iter().find_map(|f| of(f));
        let list = |of: fn(&Facts) -> &Vec<String>| {
            all.iter().map(|f| of(f)).find(|l| !l.is_empty()).cloned().unwrap_or_default()
        };
        Metadata {
            url: self.canonical.clone(),
            title: self.titles().into_iter().next(),
            authors: list(|f| &f.authors),
            publisher: first(|f| f.publisher.clone()),
            published: self.published().map(|stamp| stamp.day),
            published_at: self.published().map(|stamp| stamp.written()),
            modified: self.modified().map(|stamp| stamp.day),
            modified_at: self.modified().map(|stamp| stamp.written()),
            section: first(|f| f.section.clone()),
            tags: list(|f| &f.tags),
            description: first(|f| f.description.clone()),
            body: self.schema.body.clone(),
            said: self.said(),
            ..Metadata::default()
        }
    }
}

fn is_json_ld(node: &Node) -> bool {
    node.attribute(&local_name!("type")).is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"))
}

/// An absolute address.
fn address(href: &str) -> Option<String> {
    let href = href.trim();
    (href.starts_with("http") && href.len() < 2000).then(|| href.to_owned())
}

/// Text of a metadata field: character references and tags that were left in it are read, white space is collapsed.
pub(crate) fn unescape(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    if text.contains(['&', '<']) {
        let once = Tree::parse(text).text_within(0);
        // Some systems escape twice.
        return if once.contains("&#") || once.contains("&amp;") { Tree::parse(&once).text_within(0) } else { once };
    }
    collapse(text)
}

/// Labels of a section or a kind of story that titles carry beside the headline.
fn is_label(part: &str) -> bool {
    const LABELS: [&str; 12] = [
        "opinion",
        "editorial",
        "column",
        "commentary",
        "analysis",
        "politics",
        "sports",
        "news",
        "business",
        "video",
        "review",
        "letters",
    ];
    LABELS.iter().any(|label| part.trim().eq_ignore_ascii_case(label))
}

/// A title without the name of the site after (or before) it.
pub(crate) fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.trim();
    let same = |part: &str| {
        site.is_some_and(|site| {
            let plain =
                |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
            let (part, site) = (plain(part), plain(site));
            !part.is_empty() && (site.contains(&part) || part.contains(&site))
        })
    };
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            if same(tail)
                || is_label(tail)
                || separator == " | " && tail.split(' ').count() <= 4 && head.split(' ').count() > 3
            {
                return without_site(head, site);
            }
            if let Some((first, rest)) = title.split_once(separator)
                && (same(first) || is_label(first))
                && rest.split(' ').count() > 3
            {
                return rest.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_names() {
        let site = Some("The Daily Post");
        for (title, expected) in [
            ("Mayor resigns after vote - Daily Post", "Mayor resigns after vote"),
            ("Mayor resigns after vote | Politics | The Daily Post", "Mayor resigns after vote"),
            ("Mayor resigns - again", "Mayor resigns - again"),
            ("The Daily Post", "The Daily Post"),
        ] {
            assert_eq!(without_site(title, site), expected);
        }
    }
}
