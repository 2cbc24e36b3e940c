#![doc = include_str!("../README.md")]

mod classes;
mod gazetteer;
mod layout;

pub use classes::Classes;
pub use gazetteer::{Gazetteer, GazetteerError, Match, Thing};

/// Data that the learned stages read: passed in, never global.
#[derive(Clone, Debug, Default)]
pub struct Model {
    gazetteer: Gazetteer,
}

impl Model {
    /// The model that is compiled into this crate.
    pub fn embedded() -> Self {
        let gazetteer = Gazetteer::from_bytes(include_bytes!("../artefacts/gazetteer.bin"));
        // The artefact is checked by the tests of this crate.
        Self { gazetteer: gazetteer.unwrap_or_default() }
    }

    /// The names that the world knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }
}
