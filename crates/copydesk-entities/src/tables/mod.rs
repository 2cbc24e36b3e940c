//! Tables written by `cargo xtask codegen` from `data/`.

mod nominals;
mod titles;

pub(crate) use nominals::NOMINALS;
pub(crate) use titles::TITLES;
