//! HTML pages to documents.

mod body;
pub(crate) mod cue;
mod evidence;
mod near;
mod render;
mod schema;
mod sources;
mod tag;
mod tree;
mod trust;

use copydesk_article::{Document, Hint, HintKind};
use copydesk_text::Span;

use body::{Judged, Role};
use cue::Cue;
use evidence::Shingles;
use render::Rendered;
use sources::Sources;
pub(crate) use sources::unescape as plain;
use tag::Tag;
use tree::Tree;

use crate::day::moment;

/// Reads a page: its visible text, hints on the parts of it, and what it says about itself. `url` is its address, when
/// it is known from elsewhere.
pub(crate) fn read(html: &str, url: Option<&str>) -> Document {
    let tree = Tree::parse(html);
    let page = render::render(&tree);
    let sources = Sources::read(&tree);
    let mut metadata = sources.metadata();
    let stated = metadata.body.as_deref().and_then(Shingles::of);
    let judged = body::judge(&tree, &page, stated.as_ref(), &sources.titles());
    if let Some(line) = judged.headline {
        let line = page.lines[line].span.of(&page.text);
        metadata.title = Some(sources::without_site(line, metadata.publisher.as_deref()));
    }
    let shown = near::shown(&tree, &page, &judged);
    metadata.authors = near::authors(metadata.authors, shown.authors, metadata.publisher.as_deref());
    let in_address = url.or(sources.canonical.as_deref()).and_then(near::day_in_address);
    if let Some(stamp) = sources.published() {
        let clocks = shown.clocks.iter().chain(&sources.clocks).copied();
        metadata.published = Some(near::local_day(stamp, clocks, in_address));
    } else {
        (metadata.published, metadata.published_at) = moment(shown.published);
    }
    metadata.language = body::language(&tree);
    metadata.note("page");
    if metadata.published.is_none() {
        metadata.published = in_address;
        metadata.note("address");
    }
    metadata.url = url.map(str::to_owned).or(metadata.url);
    let layout = hints(&tree, &page, &judged);
    Document { text: page.text, metadata, layout, ..Document::default() }
}

/// Reads a fragment that is known to be the body of a story: all of it but captions.
pub(crate) fn read_body(html: &str) -> Document {
    let tree = Tree::parse(html);
    let page = render::render(&tree);
    let is_caption = |&at: &usize| matches!(tree.node(at).tag, Tag::Figcaption | Tag::Caption);
    let role = |line: &render::Line| {
        let caption = tree.around(line.block as usize).any(|at| is_caption(&at));
        if caption { Role::Outside(Cue::Caption) } else { Role::Body }
    };
    let judged = Judged { roles: page.lines.iter().map(role).collect(), headline: None };
    let layout = hints(&tree, &page, &judged);
    Document { text: page.text, layout, ..Document::default() }
}

/// What markup and the judgement on lines say, sorted by start; of two that start together, the longer first.
fn hints(tree: &Tree, page: &Rendered, judged: &Judged) -> Vec<Hint> {
    let mut hints = Vec::with_capacity(page.lines.len() * 2);
    let mut add = |span: Span, kind| hints.push(Hint { span, kind });
    for (index, (line, role)) in page.lines.iter().zip(&judged.roles).enumerate() {
        let role = match *role {
            Role::Body => HintKind::Main,
            Role::Outside(_) if judged.headline == Some(index) => HintKind::Headline,
            Role::Outside(cue) => outside(cue),
        };
        add(line.span, role);
        for around in tree.around(line.block as usize).take(6) {
            let kind = match tree.node(around).tag {
                Tag::Heading(level) => HintKind::Heading(level),
                Tag::P => HintKind::Paragraph,
                Tag::Li => HintKind::ListItem,
                Tag::Figcaption | Tag::Caption => HintKind::Caption,
                Tag::Blockquote => HintKind::Quote,
                Tag::Body | Tag::Article | Tag::Section => break,
                _ => continue,
            };
            add(line.span, kind);
            break;
        }
    }
    for &span in &page.links {
        add(span, HintKind::Link);
    }
    for &(span, _) in &page.times {
        add(span, HintKind::Time);
    }
    for &(span, _) in &page.authors {
        add(span, HintKind::Author);
    }
    let size = page.text.len();
    hints.retain(|h| h.span.end() <= size);
    hints.sort_by_key(|h| (h.span.start(), std::cmp::Reverse(h.span.end())));
    hints
}

/// The hint for a line outside the body.
fn outside(cue: Cue) -> HintKind {
    match cue {
        Cue::Related => HintKind::Related,
        Cue::Comment => HintKind::Comment,
        Cue::Bio => HintKind::Bio,
        Cue::Byline => HintKind::Byline,
        Cue::Time => HintKind::Timestamp,
        Cue::Caption => HintKind::Caption,
        Cue::Credit => HintKind::Credit,
        Cue::Tags => HintKind::Tags,
        Cue::PullQuote => HintKind::PullQuote,
        Cue::Embed => HintKind::Embed,
        Cue::Standfirst => HintKind::Standfirst,
        Cue::Meta => HintKind::Meta,
        Cue::Body | Cue::Headline | Cue::Chrome | Cue::Notice | Cue::Promo => HintKind::Chrome,
    }
}
