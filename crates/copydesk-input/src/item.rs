//! One undecoded document, so that decoding can happen on any thread.

use copydesk_article::{Document, Source};

use crate::error::{Error, Place};
use crate::{encoding, html, jsonl};

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
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Text, Self::Html, Self::Jsonl];

    /// The name on the command line and in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
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

/// One document as bytes, with the place it came from.
#[derive(Clone, Debug)]
pub struct Item {
    pub(crate) place: Place,
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
}

impl Item {
    /// An item made in memory, for those who have bytes and no file.
    pub fn new(format: Format, bytes: impl Into<Vec<u8>>) -> Self {
        Self { place: Place { file: "-".to_owned(), record: None }, format, bytes: bytes.into() }
    }

    /// Bytes to decode: a measure of the work.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
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
        let Self { place, format, bytes } = self;
        let mut document = match format {
            Format::Text => Document::from_text(encoding::decode(bytes, None)),
            Format::Html => {
                let declared = encoding::declared_in(&bytes);
                html::read(&encoding::decode(bytes, declared.as_deref()), None)
            }
            Format::Jsonl => {
                let line = encoding::decode(bytes, None);
                jsonl::decode(line.trim_start_matches('\u{FEFF}').trim())
                    .map_err(|message| Error::Document { place: place.clone(), message })?
            }
        };
        let path = (place.file != "-").then(|| place.file.clone());
        if document.id.is_none() {
            document.id = path.as_deref().map(|p| {
                let name = p.rsplit('/').next().unwrap_or(p);
                place.record.map_or_else(|| name.to_owned(), |record| format!("{name}:{record}"))
            });
        }
        document.source = Source { path, format: format.name() };
        Ok(document)
    }
}
