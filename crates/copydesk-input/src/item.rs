//! One undecoded document, so that decoding can happen on any thread.

use copydesk_article::{Document, Source};

use crate::error::{Error, Place};
use crate::jsonl;

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
        match self.format {
            Format::Jsonl => jsonl::decode(&self.bytes, &self.place),
            Format::Text | Format::Html => {
                let path = (self.place.file != "-").then(|| self.place.file.clone());
                let id = path.as_deref().map(|p| p.rsplit('/').next().unwrap_or(p).to_owned());
                let text = String::from_utf8_lossy(&self.bytes).into_owned();
                let source = Source { path, format: self.format.name() };
                Ok(Document { id, text, source, ..Document::default() })
            }
        }
    }
}
