//! Tables written by `cargo xtask codegen` from `data/`.

mod context;
#[allow(clippy::inconsistent_digit_grouping)]
mod eras;
mod holidays;
mod tense;
// Days are written YYYY_MM_DD there and in `eras`.
#[allow(clippy::inconsistent_digit_grouping)]
mod terms;
mod titles;
mod vague;
mod words;

pub(crate) use context::CONTEXT;
pub(crate) use eras::ERAS;
pub(crate) use holidays::HOLIDAYS;
pub(crate) use tense::TENSE;
pub(crate) use terms::TERMS;
pub(crate) use titles::TITLES;
pub(crate) use vague::VAGUE;
pub(crate) use words::WORDS;
