//! Tables written by `cargo xtask codegen` from `data/`.

mod cues;
mod function_words;

pub(crate) use cues::CUES;
pub(crate) use function_words::FUNCTION_WORDS;
