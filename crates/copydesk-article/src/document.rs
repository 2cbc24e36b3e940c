//! What `copydesk-input` hands to the stages.

use chrono::NaiveDate;
use copydesk_text::Span;

/// One document: its text, what its source said about it, and where its markup was.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The name by which its user knows it.
    pub id: Option<String>,
    /// The text that every span indexes. For plain text it is the input itself, byte for byte.
    pub text: String,
    /// What the source says outside the text.
    pub metadata: Metadata,
    /// What markup said about parts of the text, sorted by start; empty for plain text.
    pub layout: Vec<Hint>,
    /// Where it came from.
    pub source: Source,
    /// Fields of the input that copydesk does not read, as the text of one JSON object: written through to the record.
    pub extra: Option<String>,
}

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file, or none for standard input and documents made in memory.
    pub path: Option<String>,
    /// The input format by its name on the command line: "text", "html" ...
    pub format: &'static str,
}

impl Document {
    /// A plain-text document.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), source: Source { path: None, format: "text" }, ..Self::default() }
    }
}

/// What a source says about a document outside its text: HTML head, JSON-LD, JSONL fields, wire headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Address of the page.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Names of the authors, cleaned.
    pub authors: Vec<String>,
    /// News agency or publisher that the text is credited to.
    pub agency: Option<String>,
    /// Name of the site or publisher.
    pub publisher: Option<String>,
    /// Day of publication, by the publisher's clock.
    pub published: Option<NaiveDate>,
    /// The moment of publication as far as it is stated, in the form of RFC 3339; without a zone where none is stated.
    pub published_at: Option<String>,
    /// Day of the last change.
    pub modified: Option<NaiveDate>,
    /// The moment of the last change, likewise.
    pub modified_at: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Section of the site.
    pub section: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// Summary that the source gives.
    pub description: Option<String>,
    /// The body as the source itself states it (JSON-LD `articleBody`): evidence, not text.
    pub body: Option<String>,
    /// What each source states, the one that was chosen first among those of a field.
    pub said: Vec<Said>,
}

/// What one source states outside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The field by its name in records: "headline", "published" ...
    pub field: &'static str,
    /// The source: "json-ld", "meta", "microdata", "title", "page" (what is shown near the headline), "address",
    /// "archive", or the input format that has a place for it.
    pub source: &'static str,
    /// What it states; names and tags are joined by "; ".
    pub value: String,
}

impl Metadata {
    /// Every field that has a value is said by `source`, unless what is noted of it has that value already.
    pub fn note(&mut self, source: &'static str) {
        let joined = |list: &[String]| (!list.is_empty()).then(|| list.join("; "));
        let moment = |at: &Option<String>, day: Option<NaiveDate>| at.clone().or_else(|| day.map(|d| d.to_string()));
        let fields = [
            ("headline", self.title.clone()),
            ("bylines", joined(&self.authors)),
            ("agency", self.agency.clone()),
            ("published", moment(&self.published_at, self.published)),
            ("modified", moment(&self.modified_at, self.modified)),
            ("language", self.language.clone()),
            ("section", self.section.clone()),
            ("tags", joined(&self.tags)),
            ("url", self.url.clone()),
        ];
        for (field, value) in fields {
            let Some(value) = value else { continue };
            match self.said.iter().position(|said| said.field == field) {
                Some(first) if self.said[first].value == value => {}
                // It was chosen over the others.
                first => self.said.insert(first.unwrap_or(self.said.len()), Said { field, source, value }),
            }
        }
    }
}

/// What markup says about a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The part.
    pub span: Span,
    /// What is said.
    pub kind: HintKind,
}

/// Kinds of hints that markup gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HintKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A caption of a figure or table.
    Caption,
    /// A block quotation.
    Quote,
    /// Inside a link.
    Link,
    /// Navigation, header, footer, aside or the like.
    Chrome,
    /// Of the story's body, by markup and by the density of text and links.
    Main,
    /// The headline.
    Headline,
    /// The summary below the headline.
    Standfirst,
    /// A line of byline, time and the like.
    Meta,
    /// Who wrote it, by the names in class and id.
    Byline,
    /// When it was published, by the names in class and id.
    Timestamp,
    /// The credit of a picture.
    Credit,
    /// Links to other stories.
    Related,
    /// About the author.
    Bio,
    /// Topics.
    Tags,
    /// A reader's comment.
    Comment,
    /// A sentence of the story in large type.
    PullQuote,
    /// A post of another site.
    Embed,
    /// A `<time>` element.
    Time,
    /// An author by `rel`, `itemprop` or class.
    Author,
}
