#![doc = include_str!("../README.md")]

pub mod clusters;
mod error;

pub use error::Error;

/// Data that the learned stages read: passed in, never global.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Classes of words that stand in the same places.
    pub clusters: clusters::Clusters,
}

impl Model {
    /// The model that is compiled into this crate.
    pub fn embedded() -> Self {
        // The artefact is part of the build, and a test reads it: what cannot be read is as untrained.
        Self { clusters: clusters::Clusters::from_bytes(CLUSTERS).unwrap_or_default() }
    }
}

const CLUSTERS: &[u8] = include_bytes!("../models/clusters.bin");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_artefacts_can_be_read() {
        assert_eq!(clusters::Clusters::from_bytes(CLUSTERS).err(), None);
    }
}
