//! The parts of an article.

use chrono::NaiveDate;
use copydesk_text::Span;

/// What a block of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline.
    Headline,
    /// The summary below the headline.
    Standfirst,
    /// Place, date and agency at the head of the story.
    Dateline,
    /// Who wrote it.
    Byline,
    /// When it was published or changed.
    Timestamp,
    /// A paragraph of the story.
    Paragraph,
    /// A heading within the story.
    Subheading,
    /// An item of a list within the story.
    ListItem,
    /// The caption of a picture.
    Caption,
    /// A credit of a picture, an agency or a contributor.
    Credit,
    /// A sentence of the story, shown again in large type.
    PullQuote,
    /// A post or a player of another site.
    Embed,
    /// A headline, summary or heading of other stories.
    Related,
    /// About the author.
    Bio,
    /// Topics that the story is filed under.
    Tags,
    /// A reader's comment.
    Comment,
    /// Menus, search boxes, share buttons, cookie and newsletter text, footers.
    Chrome,
}

impl BlockKind {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Timestamp => "timestamp",
            Self::Paragraph => "paragraph",
            Self::Subheading => "subheading",
            Self::ListItem => "list-item",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::PullQuote => "pull-quote",
            Self::Embed => "embed",
            Self::Related => "related",
            Self::Bio => "bio",
            Self::Tags => "tags",
            Self::Comment => "comment",
            Self::Chrome => "chrome",
        }
    }

    /// Whether dates, figures, names and quotes are looked for in it.
    pub const fn is_content(self) -> bool {
        !matches!(self, Self::Related | Self::Tags | Self::Comment | Self::Chrome | Self::Embed)
    }
}

/// A part of a document. Its span takes the white space that follows, so that blocks tile the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is.
    pub span: Span,
    /// The rule that decided.
    pub why: &'static str,
}

/// The parts of an article and what they say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// All parts in order; they tile the text.
    pub blocks: Vec<Block>,
    /// The headline.
    pub headline: Option<String>,
    /// The authors' names, cleaned.
    pub bylines: Vec<String>,
    /// The news agency credited, as written.
    pub agency: Option<String>,
    /// The place of the dateline, as written.
    pub place: Option<String>,
    /// Day of publication.
    pub published: Option<NaiveDate>,
    /// Day of the last change.
    pub modified: Option<NaiveDate>,
    /// BCP 47 language tag.
    pub language: Option<String>,
}
