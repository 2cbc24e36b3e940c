#![doc = include_str!("../README.md")]

mod calendar;
mod expr;
mod grammar;
mod hashes;
mod holiday;
mod reference;
mod resolve;
mod tables;
mod timex;

pub use calendar::{Cell, DayPart, DayTime, Season, Unit, When};
pub use chrono::NaiveDate;
pub use expr::{Amount, Count, Expr, Fields, Mention, Period, Slot, Vague, Way, Which, Year};
pub use grammar::find;
pub use holiday::Holiday;
pub use reference::{Basis, Clues, Evidence, Reference, infer_reference};
pub use resolve::resolve;
pub use timex::{Modifier, Point, Reading, TimeExpr, TimeKind};
