//! Why a document could not be read.

use std::fmt;

/// Where an item came from: a file, and a line or record in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it, "-" for standard input.
    pub file: String,
    /// One-based line or record within the file, when it holds several documents.
    pub record: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        self.record.map_or(Ok(()), |record| write!(f, ":{record}"))
    }
}

/// Why a document, or a file of them, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be opened or read.
    #[error("{place}: cannot be read: {source}")]
    Io {
        /// Where.
        place: Place,
        /// Why.
        source: std::io::Error,
    },
    /// One document is not what its format asks for.
    #[error("{place}: {message}")]
    Document {
        /// Where.
        place: Place,
        /// What is wrong, and what would be right.
        message: String,
    },
}

impl Error {
    /// The error of a file that cannot be opened.
    pub fn unreadable(file: &str, source: std::io::Error) -> Self {
        Self::Io { place: Place { file: file.to_owned(), record: None }, source }
    }

    pub(crate) fn too_large(place: Place, limit: usize) -> Self {
        let message = format!("larger than {limit} bytes; --max-bytes sets the limit for one document");
        Self::Document { place, message }
    }
}
