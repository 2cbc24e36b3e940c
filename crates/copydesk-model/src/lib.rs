#![doc = include_str!("../README.md")]

/// Data that the learned stages read: passed in, never global.
#[derive(Clone, Debug, Default)]
pub struct Model {
    _private: (),
}

impl Model {
    /// The model that is compiled into this crate.
    pub fn embedded() -> Self {
        Self::default()
    }
}
