//! Generated tables: see `data/`.

mod scales;
mod words;

pub(crate) use scales::SCALES;
pub(crate) use words::WORDS;
