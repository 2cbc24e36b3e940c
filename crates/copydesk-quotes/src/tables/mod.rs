//! Tables written by `cargo xtask codegen` from `data/`.

mod closed_classes;
mod cues;

pub(crate) use closed_classes::CLOSED_CLASSES;
pub(crate) use cues::CUES;
