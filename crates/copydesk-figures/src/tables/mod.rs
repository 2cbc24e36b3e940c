//! Tables written by `cargo xtask codegen` from `data/`.

mod bounds;
mod changes;
mod context;
mod counters;
mod currencies;
mod degrees;
mod fillers;
mod nouns;
mod places;
mod stops;
mod units;
mod vague;

pub(crate) use bounds::BOUNDS;
pub(crate) use changes::CHANGES;
pub(crate) use context::CONTEXT;
pub(crate) use counters::COUNTERS;
pub(crate) use currencies::CURRENCIES;
pub(crate) use degrees::DEGREES;
pub(crate) use fillers::FILLERS;
pub(crate) use nouns::NOUNS;
pub(crate) use places::PLACES;
pub(crate) use stops::STOPS;
pub(crate) use units::UNITS;
pub(crate) use vague::VAGUE;
