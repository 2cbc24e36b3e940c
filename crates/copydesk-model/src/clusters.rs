//! Word clusters: classes of words that stand in the same places of unlabelled text.

use crate::crf::Error;

/// The first bytes: name and version of the layout.
const MAGIC: [u8; 4] = *b"CDW1";

/// Classes of words by the hash of their folded form, at two grains.
///
/// The artefact is, little-endian: the magic, the number of words `n` (`u32`), `n` ascending hashes (`u32`), `n` fine
/// classes (`u16`), `n` coarse classes (`u8`).
#[derive(Clone, Debug)]
pub struct Clusters {
    /// Open addressing by hash, a power of two long; a class of [`NONE`] is a free slot.
    slots: Vec<Slot>,
}

/// The classes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its class among several hundred.
    pub fine: u16,
    /// Its class among a few dozen.
    pub coarse: u8,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    cluster: Cluster,
}

const NONE: u16 = u16::MAX;
const FREE: Slot = Slot { hash: 0, cluster: Cluster { fine: NONE, coarse: 0 } };

impl Default for Clusters {
    /// No word has a class.
    fn default() -> Self {
        Self { slots: vec![FREE] }
    }
}

impl Clusters {
    /// The classes of the word with this [hash](copydesk_text::Word::hash); none for a rare word.
    pub fn get(&self, hash: u32) -> Option<Cluster> {
        let mask = self.slots.len() - 1;
        let mut at = home(hash, mask);
        loop {
            let slot = &self.slots[at];
            if slot.cluster.fine == NONE {
                return None;
            }
            if slot.hash == hash {
                return Some(slot.cluster);
            }
            at = (at + 1) & mask;
        }
    }

    /// Reads an artefact.
    ///
    /// # Errors
    /// If the bytes are not clusters of this version, whole.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(Error::Magic)?;
        let (count, rest) = rest.split_first_chunk::<4>().ok_or(Error::Malformed)?;
        let count = u32::from_le_bytes(*count) as usize;
        if rest.len() != count.checked_mul(7).ok_or(Error::Malformed)? {
            return Err(Error::Malformed);
        }
        let (hashes, rest) = rest.split_at(count * 4);
        let (fine, coarse) = rest.split_at(count * 2);
        let mut clusters = Self { slots: vec![FREE; (count * 2 + 1).next_power_of_two()] };
        let mask = clusters.slots.len() - 1;
        for ((hash, fine), coarse) in hashes.as_chunks::<4>().0.iter().zip(fine.as_chunks::<2>().0).zip(coarse) {
            let (hash, fine) = (u32::from_le_bytes(*hash), u16::from_le_bytes(*fine));
            if fine == NONE {
                return Err(Error::Malformed);
            }
            let mut at = home(hash, mask);
            while clusters.slots[at].cluster.fine != NONE {
                at = (at + 1) & mask;
            }
            clusters.slots[at] = Slot { hash, cluster: Cluster { fine, coarse: *coarse } };
        }
        Ok(clusters)
    }

    /// The artefact of words and their classes; a fine class is below 65535.
    pub fn to_bytes(words: &mut [(u32, Cluster)]) -> Vec<u8> {
        words.sort_by_key(|(hash, _)| *hash);
        let mut bytes = MAGIC.to_vec();
        bytes.extend((words.len() as u32).to_le_bytes());
        bytes.extend(words.iter().flat_map(|(hash, _)| hash.to_le_bytes()));
        bytes.extend(words.iter().flat_map(|(_, cluster)| cluster.fine.to_le_bytes()));
        bytes.extend(words.iter().map(|(_, cluster)| cluster.coarse));
        bytes
    }
}

/// The slot at which the search for a hash begins. FNV's low bits are its good ones.
const fn home(hash: u32, mask: usize) -> usize {
    hash as usize & mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_found_and_nothing_else() {
        let mut words: Vec<(u32, Cluster)> = (0..1000_u32)
            .map(|n| (n.wrapping_mul(0x9E37_79B9), Cluster { fine: (n % 500) as u16, coarse: (n % 60) as u8 }))
            .collect();
        let clusters = Clusters::from_bytes(&Clusters::to_bytes(&mut words)).unwrap();
        for (hash, cluster) in &words {
            assert_eq!(clusters.get(*hash), Some(*cluster));
        }
        assert_eq!(clusters.get(12345), None);
        assert_eq!(Clusters::default().get(12345), None);
    }

    #[test]
    fn broken_artefacts_are_refused() {
        let good = Clusters::to_bytes(&mut [(7, Cluster { fine: 1, coarse: 2 })]);
        assert_eq!(Clusters::from_bytes(b"no").err(), Some(Error::Magic));
        assert_eq!(Clusters::from_bytes(&good[..good.len() - 1]).err(), Some(Error::Malformed));
    }
}
