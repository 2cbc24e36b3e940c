//! One undecoded document, so that decoding can happen on any thread.

use chrono::NaiveDate;
use copydesk_article::{Document, Source};

use crate::error::{Error, Place};
use crate::story::Story;
use crate::xml::Xml;
use crate::{Reader, encoding, html, jsonl, wire};

/// Input formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, one document a file.
    Text,
    /// HTML, one document a file.
    Html,
    /// One JSON object a line.
    Jsonl,
    /// Web archives: WARC, and the plain text of WET.
    Warc,
    /// Feeds: RSS and Atom, one document an item.
    Feed,
    /// ninjs of the IPTC: JSON, one document a file.
    Ninjs,
    /// NITF of the IPTC: XML, one document a file.
    Nitf,
    /// NewsML-G2 of the IPTC: XML, one document a news item.
    Newsml,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 8] =
        [Self::Text, Self::Html, Self::Jsonl, Self::Warc, Self::Feed, Self::Ninjs, Self::Nitf, Self::Newsml];

    /// The name on the command line and in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
            Self::Warc => "warc",
            Self::Feed => "feed",
            Self::Ninjs => "ninjs",
            Self::Nitf => "nitf",
            Self::Newsml => "newsml",
        }
    }
}

/// How input is read.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The format; sniffed when none is given.
    pub format: Option<Format>,
    /// The most bytes that one document may have; a larger one is an error.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, max_bytes: 64 << 20 }
    }
}

/// One document, undecoded, with the place it came from.
#[derive(Debug)]
pub struct Item {
    pub(crate) place: Place,
    pub(crate) format: Format,
    pub(crate) content: Content,
    pub(crate) origin: Origin,
}

/// What there is of a document.
#[derive(Debug)]
pub(crate) enum Content {
    /// Bytes in the item's format.
    Bytes(Vec<u8>),
    /// The parts of a story that a feed or a message holds, their markup unread.
    Story(Box<Story>),
}

/// What an archive says about a page.
#[derive(Debug, Default)]
pub(crate) struct Origin {
    pub(crate) url: Option<String>,
    /// The encoding that the server declared.
    pub(crate) charset: Option<String>,
    /// The day on which it was fetched: no page is younger.
    pub(crate) fetched: Option<NaiveDate>,
}

impl Item {
    /// An item made in memory, for those who have bytes and no file. Of formats that hold several documents, the
    /// first is decoded; a [`Reader`](crate::Reader) gives all.
    pub fn new(format: Format, bytes: impl Into<Vec<u8>>) -> Self {
        Self::of_bytes(Place { file: "-".to_owned(), record: None }, format, bytes.into())
    }

    pub(crate) fn of_bytes(place: Place, format: Format, bytes: Vec<u8>) -> Self {
        Self { place, format, content: Content::Bytes(bytes), origin: Origin::default() }
    }

    /// Bytes to decode: a measure of the work.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Bytes(bytes) => bytes.len(),
            Content::Story(story) => story.len(),
        }
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where it came from.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Decodes the document.
    ///
    /// # Errors
    /// When the bytes are not what the format asks for; the message says where and what would be right.
    pub fn decode(self) -> Result<Document, Error> {
        let Self { place, format, content, origin } = self;
        let decoded = match content {
            Content::Story(story) => Ok(story.document()),
            Content::Bytes(bytes) => decode(bytes, format, &place, &origin),
        };
        let mut document = decoded.map_err(|message| Error::Document { place: place.clone(), message })?;
        let path = (place.file != "-").then(|| place.file.clone());
        if document.id.is_none() {
            let name = path.as_deref().map(|p| p.rsplit('/').next().unwrap_or(p));
            document.id = match (name, place.record) {
                (Some(name), Some(record)) => Some(format!("{name}:{record}")),
                (Some(name), None) => Some(name.to_owned()),
                (None, record) => record.map(|r| r.to_string()),
            };
        }
        let metadata = &mut document.metadata;
        if origin.url.is_some() {
            metadata.url = origin.url;
            metadata.note("archive");
        }
        metadata.note(format.name());
        if let Some(fetched) = origin.fetched
            && metadata.published.is_some_and(|day| day > fetched.succ_opt().unwrap_or(fetched))
        {
            // The page's own clock is wrong, or a default was never set.
            (metadata.published, metadata.published_at) = (None, None);
            metadata.said.retain(|said| said.field != "published");
        }
        document.source = Source { path, format: format.name() };
        Ok(document)
    }
}

fn decode(bytes: Vec<u8>, format: Format, place: &Place, origin: &Origin) -> Result<Document, String> {
    let markup = |bytes: Vec<u8>| {
        let declared = origin.charset.clone().or_else(|| encoding::declared_in(&bytes));
        encoding::decode(bytes, declared.as_deref())
    };
    match format {
        Format::Text => Ok(Document::from_text(encoding::decode(bytes, origin.charset.as_deref()))),
        Format::Html => Ok(html::read(&markup(bytes), origin.url.as_deref())),
        Format::Jsonl => jsonl::decode(encoding::decode(bytes, None).trim_start_matches('\u{FEFF}').trim()),
        Format::Ninjs => wire::ninjs(encoding::decode(bytes, None).trim_start_matches('\u{FEFF}')).map(Story::document),
        Format::Nitf => Xml::parse(&markup(bytes)).and_then(|xml| wire::nitf(&xml)).map(Story::document),
        Format::Warc | Format::Feed | Format::Newsml => {
            let options = Options { format: Some(format), max_bytes: bytes.len() };
            let first = Reader::new(bytes.as_slice(), &place.file, options).next();
            let item = first.ok_or_else(|| "it holds no document".to_owned())?.map_err(|e| e.to_string())?;
            item.decode().map_err(|e| e.to_string())
        }
    }
}
