//! Where in a text its capitalised words stand.

/// The places of one word, letter case aside.
#[derive(Clone, Copy, Debug)]
struct Name {
    hash: u32,
    /// Indices into the places, of its first and its last.
    first: u32,
    last: u32,
    count: u32,
    /// Whether it is also written small.
    small: bool,
}

/// The words of a text that are written with a capital, by their hash.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Open addressing by hash, a power of two long: one more than the index of a name, 0 for a free slot.
    slots: Vec<u32>,
    all: Vec<Name>,
    /// Index of a word, and the next place of the same name; the last one's is itself.
    places: Vec<(u32, u32)>,
}

impl Names {
    /// Forgets the text before; the one to come has at most so many names.
    pub(super) fn begin(&mut self, names: usize) {
        let slots = (names * 2 + 1).next_power_of_two();
        self.slots.clear();
        self.slots.resize(slots, 0);
        self.all.clear();
        self.places.clear();
    }

    /// The slot of a hash: its own, or the free one where it would be.
    fn slot(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                0 => return at,
                number if self.all[number as usize - 1].hash == hash => return at,
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn get(&self, hash: u32) -> Option<&Name> {
        if self.slots.is_empty() {
            return None;
        }
        self.all.get((self.slots[self.slot(hash)] as usize).checked_sub(1)?)
    }

    /// Adds a word with a capital.
    pub(super) fn add(&mut self, hash: u32, word: usize) {
        let place = self.places.len() as u32;
        self.places.push((word as u32, place));
        let slot = self.slot(hash);
        if let Some(name) = (self.slots[slot] as usize).checked_sub(1).and_then(|at| self.all.get_mut(at)) {
            self.places[name.last as usize].1 = place;
            name.last = place;
            name.count += 1;
        } else {
            self.all.push(Name { hash, first: place, last: place, count: 1, small: false });
            self.slots[slot] = self.all.len() as u32;
        }
    }

    /// Notes that a word is written small.
    pub(super) fn add_small(&mut self, hash: u32) {
        let number = self.slots[self.slot(hash)] as usize;
        if let Some(name) = number.checked_sub(1).and_then(|at| self.all.get_mut(at)) {
            name.small = true;
        }
    }

    /// How often a word has a capital, and whether it is also written small.
    pub(super) fn count(&self, hash: u32) -> (u32, bool) {
        self.get(hash).map_or((0, false), |name| (name.count, name.small))
    }

    /// The indices of a word with a capital, in order.
    pub(super) fn places(&self, hash: u32) -> impl Iterator<Item = usize> + '_ {
        let mut next = self.get(hash).map(|name| name.first);
        std::iter::from_fn(move || {
            let at = next?;
            let (word, after) = self.places[at as usize];
            next = (after != at).then_some(after);
            Some(word as usize)
        })
    }
}
