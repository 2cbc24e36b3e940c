//! Tables written by `cargo xtask codegen` from `data/`.

mod nominals;

pub(crate) use nominals::NOMINALS;
