#![doc = include_str!("../README.md")]

mod cursor;
mod fold;
mod lexicon;
mod offsets;
mod sentence;
mod span;
mod tables;
mod text;
mod tokenise;
mod word;

#[cfg(test)]
mod tests;

pub use cursor::Cursor;
pub use fold::{fold, folds_to, hash_folded, hash_folded_key};
pub use lexicon::{Entry, Lexicon};
pub use offsets::{OffsetMap, Unit};
pub use sentence::{Paragraph, Sentence};
pub use span::Span;
pub use text::Text;
pub use word::{Case, Word, WordKind};
