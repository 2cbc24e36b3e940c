//! Amounts that are no single number.

/// A word or phrase that names a range ("dozens") or a multiple ("tenfold").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Vague {
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// The unit of a multiple, or empty.
    pub(crate) unit: &'static str,
}
