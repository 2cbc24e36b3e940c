//! Tables written by `cargo xtask codegen` from `data/`.

mod agencies;
mod calendar;
mod cues;
mod function_words;

pub(crate) use agencies::AGENCIES;
pub(crate) use calendar::CALENDAR;
pub(crate) use cues::CUES;
pub(crate) use function_words::FUNCTION_WORDS;
