//! Tables written by `cargo xtask codegen` from `data/`.

mod joiners;
mod nominals;
mod titles;

pub(crate) use joiners::JOINERS;
pub(crate) use nominals::NOMINALS;
pub(crate) use titles::TITLES;
