//! The layers of a record.

use std::fmt;
use std::str::FromStr;

/// A part of the record that a user can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Layer {
    Blocks,
    Dates,
    Figures,
    Entities,
    Quotes,
}

impl Layer {
    /// All layers, in the order of the record.
    pub const ALL: [Self; 5] = [Self::Blocks, Self::Dates, Self::Figures, Self::Entities, Self::Quotes];

    /// The name in records and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Dates => "dates",
            Self::Figures => "figures",
            Self::Entities => "entities",
            Self::Quotes => "quotes",
        }
    }
}

/// A layer name that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLayer(String);

impl fmt::Display for UnknownLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Layer::ALL.iter().map(|l| l.name()).collect();
        write!(f, "unknown layer `{}`; the layers are {}", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownLayer {}

impl FromStr for Layer {
    type Err = UnknownLayer;

    fn from_str(name: &str) -> Result<Self, UnknownLayer> {
        Self::ALL.into_iter().find(|l| l.name() == name).ok_or_else(|| UnknownLayer(name.to_owned()))
    }
}

/// A set of layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers(u8);

impl Layers {
    /// Every layer.
    pub const ALL: Self = Self(u8::MAX);

    /// Whether the set holds a layer.
    pub const fn has(self, layer: Layer) -> bool {
        self.0 & 1 << layer as u8 != 0
    }
}

impl FromIterator<Layer> for Layers {
    fn from_iter<I: IntoIterator<Item = Layer>>(layers: I) -> Self {
        Self(layers.into_iter().fold(0, |set, layer| set | 1 << layer as u8))
    }
}
