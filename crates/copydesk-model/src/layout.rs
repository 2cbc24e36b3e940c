//! The layout of the gazetteer artefact, shared with its writer.
//!
//! `cargo xtask codegen` includes this file by path: it cannot depend on this crate, which needs the artefact to
//! compile. Everything is little-endian:
//!
//! ```text
//! magic [u8; 4] | sets u32 | slots u32 | sets × u64 (classes, longest phrase in the top byte) | slots × (u32, u16, u16)
//! ```
//!
//! A slot is the check bits of a phrase's hash, the number of its set plus one (0: the slot is free) and the thing that
//! it names (0: no other phrase does). Slots are open addressing with linear probing.

/// The first bytes: name and version of the layout.
pub(crate) const MAGIC: [u8; 4] = *b"CDG1";

/// The bits of a set that hold classes; the byte above holds how many words the longest phrase has that begins with
/// this word.
pub(crate) const CLASS_BITS: u32 = 56;

/// The hash of a phrase that is one word longer. An empty phrase has hash 0.
pub(crate) const fn extend(phrase: u64, word: u32) -> u64 {
    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    let mut hash = phrase.rotate_left(17) ^ (word as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// The slot at which the search for a phrase begins, in a table of `slots` of them.
pub(crate) const fn home(phrase: u64, slots: usize) -> usize {
    (((phrase >> 32) * slots as u64) >> 32) as usize
}

/// The bits by which a slot is known to belong to a phrase.
pub(crate) const fn check(phrase: u64) -> u32 {
    phrase as u32
}
