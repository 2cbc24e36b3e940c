//! What can be wrong with an artefact.

/// Why the bytes of an artefact cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The first bytes are those of another kind of file, or of another version of it.
    #[error("not an artefact of the kind and version that this build reads")]
    Magic,
    /// A part is missing, too long or refers to what is not there.
    #[error("the artefact is malformed")]
    Malformed,
}
