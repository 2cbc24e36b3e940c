//! What `class`, `id` and `role` values, and some elements by themselves, say about what is inside them.

use copydesk_text::hash_folded;
use html5ever::local_name;

use super::tag::Tag;
use super::tree::Node;
use crate::tables::CUES;

/// What an element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// The body of the article.
    Body,
    /// Menus, buttons, advertisements.
    Chrome,
    /// Notes on cookies, rights and money, and boxes that lie over the page.
    Notice,
    /// Goods and offers; boxes to click. Stories that review things put their paragraphs in such boxes too.
    Promo,
    /// Links to other stories.
    Related,
    /// Readers' comments.
    Comment,
    /// About the author.
    Bio,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Time,
    /// A line of byline, time and the like.
    Meta,
    /// The caption of a picture.
    Caption,
    /// The credit of a picture.
    Credit,
    /// Topics.
    Tags,
    /// A sentence of the story in large type.
    PullQuote,
    /// A post of another site.
    Embed,
    /// The summary below the headline.
    Standfirst,
    /// The headline.
    Headline,
}

impl Cue {
    /// Whether text inside is no part of the story's body.
    pub(crate) const fn is_outside(self) -> bool {
        !matches!(self, Self::Body | Self::Headline)
    }

    /// Whether what has this name is a line or a list, so that paragraphs inside show that the name means another
    /// thing here.
    pub(crate) const fn is_brief(self) -> bool {
        matches!(self, Self::Promo | Self::Byline | Self::Time | Self::Meta | Self::Tags | Self::Standfirst)
    }
}

/// A cue, and a number for the name that gave it: the same for all elements of a page that have it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub(crate) cue: Cue,
    pub(crate) name: u32,
}

impl Named {
    fn new(cue: Cue, name: &str) -> Self {
        Self { cue, name: hash_folded(name) }
    }
}

/// The cue that an element gives: by its kind, its role, its microdata, then by the names in its class and id.
pub(crate) fn of(node: &Node, buffer: &mut String) -> Option<Named> {
    let tag = match node.tag {
        Tag::Nav => "<nav>",
        Tag::Footer => "<footer>",
        Tag::Aside => "<aside>",
        Tag::Form => "<form>",
        Tag::Menu | Tag::Dialog | Tag::Button | Tag::Label => "<button>",
        Tag::Figcaption | Tag::Caption => return Some(Named::new(Cue::Caption, "<figcaption>")),
        Tag::Html | Tag::Body | Tag::Main | Tag::Text => return None,
        _ => "",
    };
    if !tag.is_empty() {
        return Some(Named::new(Cue::Chrome, tag));
    }
    if let Some(
        role @ ("navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "menu" | "button"),
    ) = node.attribute(&local_name!("role"))
    {
        return Some(Named::new(Cue::Chrome, role));
    }
    if let Some(property) = node.attribute(&local_name!("itemprop")) {
        let cue = match property {
            "articleBody" => Some(Cue::Body),
            "author" | "creator" => Some(Cue::Byline),
            "headline" => Some(Cue::Headline),
            "datePublished" | "dateModified" => Some(Cue::Time),
            "caption" => Some(Cue::Caption),
            "comment" => Some(Cue::Comment),
            "keywords" => Some(Cue::Tags),
            _ => None,
        };
        if let Some(cue) = cue {
            return Some(Named::new(cue, property));
        }
    }
    if node.has_hidden_class() {
        return Some(Named::new(Cue::Notice, "hidden"));
    }
    let mut best = None;
    for value in node.cues() {
        for name in value.split_ascii_whitespace().take(24) {
            if let Some(named) = named(name, buffer) {
                if named.cue == Cue::Body {
                    return Some(named);
                }
                best.get_or_insert(named);
            }
        }
    }
    best
}

/// The cue in one class name: the longest phrase of its words that is known, the last of several.
///
/// The last words of a name say what the element is ("article-footer", "related-stories"), the first ones where it is.
/// Words that deny or describe ("no-sidebar", "has-comments", "with-ads") take the name out.
fn named(name: &str, buffer: &mut String) -> Option<Named> {
    buffer.clear();
    let mut previous = '-';
    let mut starts = [0_usize; 8];
    let mut count = 0;
    for c in name.chars().take(64) {
        if c.is_ascii_alphabetic() {
            let edge = !previous.is_ascii_alphabetic() || c.is_ascii_uppercase() && previous.is_ascii_lowercase();
            if edge {
                if count == starts.len() {
                    break;
                }
                if !buffer.is_empty() {
                    buffer.push(' ');
                }
                starts[count] = buffer.len();
                count += 1;
            }
            buffer.push(c.to_ascii_lowercase());
        }
        previous = c;
    }
    let starts = &starts[..count];
    if starts.first().is_some_and(|_| {
        let first = buffer.split(' ').next().unwrap_or_default();
        matches!(first, "no" | "has" | "with" | "is" | "hide" | "without" | "not" | "type" | "category" | "tag")
    }) {
        return None;
    }
    let mut from = 0;
    let mut found = None;
    while from < count {
        let longest = (from + 1..=count.min(from + 4)).rev().find_map(|end| {
            let until = starts.get(end).map_or(buffer.len(), |&s| s - 1);
            let phrase = &buffer[starts[from]..until];
            CUES.lookup(phrase).map(|&cue| (Named::new(cue, phrase), end))
        });
        from = match longest {
            Some((named, end)) => {
                found = Some(named);
                end
            }
            None => from + 1,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names() {
        let mut buffer = String::new();
        for (name, cue) in [
            ("articleBody", Some(Cue::Body)),
            ("c-article__body--wide", Some(Cue::Body)),
            ("relatedStories", Some(Cue::Related)),
            ("article-footer", Some(Cue::Tags)),
            ("has-sidebar", None),
            ("col-md-8", None),
            ("no-share-bar", None),
            ("shareBar", Some(Cue::Chrome)),
            ("", None),
        ] {
            assert_eq!(named(name, &mut buffer).map(|n| n.cue), cue, "{name}");
        }
    }
}
