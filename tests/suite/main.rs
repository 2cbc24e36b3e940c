//! The whole pipeline on whole pages.

mod invariants;
mod records;
mod snapshots;
