//! Tables written by `cargo xtask codegen` from `data/`.

mod abbreviations;
mod starters;

pub(crate) use abbreviations::ABBREVIATIONS;
pub(crate) use starters::STARTERS;
