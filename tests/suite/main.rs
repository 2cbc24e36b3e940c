//! The whole pipeline on whole pages.

mod records;
