#![doc = include_str!("../README.md")]

mod classes;
mod clusters;
pub mod crf;
mod gazetteer;
mod layout;

pub use classes::Classes;
pub use clusters::{Cluster, Clusters};
pub use gazetteer::{Gazetteer, GazetteerError, Match, Thing};

use crf::Crf;

/// Data that the learned stages read: passed in, never global.
#[derive(Clone, Debug, Default)]
pub struct Model {
    gazetteer: Gazetteer,
    entities: Crf,
    lines: Crf,
    clusters: Clusters,
}

impl Model {
    /// The model that is compiled into this crate.
    pub fn embedded() -> Self {
        // The artefacts are checked by the tests of this crate.
        Self {
            gazetteer: Gazetteer::from_bytes(include_bytes!("../artefacts/gazetteer.bin")).unwrap_or_default(),
            entities: Crf::from_bytes(ENTITIES).unwrap_or_default(),
            lines: Crf::from_bytes(LINES).unwrap_or_default(),
            clusters: Clusters::from_bytes(CLUSTERS).unwrap_or_default(),
        }
    }

    /// The same model with the tagger's weights replaced.
    #[must_use]
    pub fn with_entities(self, entities: Crf) -> Self {
        Self { entities, ..self }
    }

    /// The same model with another gazetteer.
    #[must_use]
    pub fn with_gazetteer(self, gazetteer: Gazetteer) -> Self {
        Self { gazetteer, ..self }
    }

    /// The same model with other word clusters.
    #[must_use]
    pub fn with_clusters(self, clusters: Clusters) -> Self {
        Self { clusters, ..self }
    }

    /// The names that the world knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// From the words of a sentence to `O` and BILOU of the kinds of names.
    pub fn entities(&self) -> &Crf {
        &self.entities
    }

    /// From the lines of a document to kinds of blocks.
    pub fn lines(&self) -> &Crf {
        &self.lines
    }

    /// Classes of words that stand in the same places.
    pub fn clusters(&self) -> &Clusters {
        &self.clusters
    }
}

const ENTITIES: &[u8] = include_bytes!("../artefacts/entities.bin");
const LINES: &[u8] = include_bytes!("../artefacts/lines.bin");
const CLUSTERS: &[u8] = include_bytes!("../artefacts/clusters.bin");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_can_be_read() {
        assert_eq!(Crf::from_bytes(ENTITIES).err(), None);
        assert_eq!(Crf::from_bytes(LINES).err(), None);
        assert_eq!(Clusters::from_bytes(CLUSTERS).err(), None);
    }
}
