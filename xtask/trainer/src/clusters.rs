//! Word clusters: classes of words that stand in the same places, learned from unlabelled text.
//!
//! The exchange algorithm for class-based bigram models (Kneser and Ney 1993; Martin, Liermann and Ney 1998), in its
//! predictive form (Uszkoreit and Brants 2008) taken in both directions: a word goes to the class in which it is
//! predicted best by the word before it and by the word after it. It is deterministic.

use std::collections::HashMap;

use copydesk_model::{Cluster, Clusters};
use copydesk_text::{Text, WordKind};

/// How many classes there are at the fine and at the coarse grain.
const FINE: usize = 400;
const COARSE: usize = 64;

/// Words seen less often belong to no class: too little is known of them.
const MIN_COUNT: u32 = 4;
/// Passes over the vocabulary; few words move after this many.
const PASSES: usize = 12;
/// What stands for every number: their digits say nothing of their place.
const NUMBER: u32 = 0x0023_0023;
/// What stands before the first and after the last word of a sentence.
const EDGE: u32 = 0;

/// Counts of words and of pairs of neighbours, by the hash of their folded form.
#[derive(Default)]
pub(crate) struct Counts {
    ids: HashMap<u32, u32>,
    hashes: Vec<u32>,
    words: Vec<u32>,
    pairs: HashMap<(u32, u32), u32>,
}

impl Counts {
    /// Adds a text.
    pub(crate) fn add(&mut self, text: &str) {
        let text = Text::new(text);
        for sentence in text.sentences() {
            let mut before = self.id(EDGE);
            for word in &text.words()[sentence.words()] {
                let hash = if word.kind() == WordKind::Number { NUMBER } else { word.hash() };
                let id = self.id(hash);
                *self.pairs.entry((before, id)).or_default() += 1;
                before = id;
            }
            let edge = self.id(EDGE);
            *self.pairs.entry((before, edge)).or_default() += 1;
        }
    }

    fn id(&mut self, hash: u32) -> u32 {
        let next = self.hashes.len() as u32;
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.hashes.push(hash);
            self.words.push(0);
        }
        self.words[id as usize] += 1;
        id
    }

    /// The artefact of the `limit` most frequent words, at both grains.
    pub(crate) fn artefact(&self, limit: usize) -> Vec<u8> {
        let [fine, coarse] = [FINE, COARSE].map(|classes| self.cluster(limit, classes));
        let mut words: Vec<_> = fine
            .iter()
            .zip(&coarse)
            .map(|(&(hash, fine), &(_, coarse))| (hash, Cluster { fine, coarse: coarse as u8 }))
            .collect();
        Clusters::to_bytes(&mut words)
    }

    /// The classes of the `limit` most frequent words, each as the word's hash and one of `classes` numbers.
    fn cluster(&self, limit: usize, classes: usize) -> Vec<(u32, u16)> {
        let mut order: Vec<u32> =
            (0..self.words.len() as u32).filter(|&w| self.words[w as usize] >= MIN_COUNT).collect();
        order.sort_by_key(|&w| (std::cmp::Reverse(self.words[w as usize]), self.hashes[w as usize]));
        order.truncate(limit);
        // Words by rank; all others share one place without a class.
        let mut rank = vec![order.len() as u32; self.words.len()];
        for (r, &word) in order.iter().enumerate() {
            rank[word as usize] = r as u32;
        }
        let mut exchange = Exchange::new(order.iter().map(|&w| self.words[w as usize]).collect(), classes);
        for (&(a, b), &count) in &self.pairs {
            exchange.add(rank[a as usize], rank[b as usize], count);
        }
        exchange.run();
        order.iter().zip(&exchange.class).map(|(&word, &class)| (self.hashes[word as usize], class)).collect()
    }
}

/// One side of the model: for every word the neighbours on that side, and for every neighbour the classes it predicts.
#[derive(Default)]
struct Side {
    /// By word: (neighbour, count).
    neighbours: Vec<Vec<(u32, u32)>>,
    /// By neighbour: (class, count), only those with a count.
    predicted: Vec<Vec<(u16, u32)>>,
}

struct Exchange {
    class: Vec<u16>,
    words: Vec<u32>,
    sizes: Vec<u64>,
    sides: [Side; 2],
    classes: usize,
}

impl Exchange {
    fn new(words: Vec<u32>, classes: usize) -> Self {
        let class: Vec<u16> = (0..words.len()).map(|rank| (rank % classes) as u16).collect();
        let mut sizes = vec![0; classes];
        for (count, class) in words.iter().zip(&class) {
            sizes[usize::from(*class)] += u64::from(*count);
        }
        let side = || Side { neighbours: vec![Vec::new(); words.len()], predicted: vec![Vec::new(); words.len() + 1] };
        Self { class, sizes, sides: [side(), side()], classes, words }
    }

    /// Adds a pair of neighbours by rank; a rank past the vocabulary is any rare word.
    fn add(&mut self, before: u32, after: u32, count: u32) {
        for (side, word, neighbour) in [(0, after, before), (1, before, after)] {
            if let Some(neighbours) = self.sides[side].neighbours.get_mut(word as usize) {
                neighbours.push((neighbour, count));
            }
        }
    }

    fn run(&mut self) {
        for side in &mut self.sides {
            for (word, neighbours) in side.neighbours.iter_mut().enumerate() {
                neighbours.sort_unstable();
                // All rare words are one neighbour.
                neighbours.dedup_by(|next, kept| {
                    kept.0 == next.0 && {
                        kept.1 += next.1;
                        true
                    }
                });
                for &(neighbour, count) in neighbours.iter() {
                    bump(&mut side.predicted[neighbour as usize], self.class[word], i64::from(count));
                }
            }
        }
        for pass in 0..PASSES {
            let moved = (0..self.class.len()).filter(|&word| self.exchange(word)).count();
            println!("  pass {pass}: {moved} of {} words moved", self.class.len());
            if moved * 200 < self.class.len() {
                break;
            }
        }
    }

    /// Moves a word to the class where it is predicted best; whether that is another one.
    fn exchange(&mut self, word: usize) -> bool {
        let from = self.class[word];
        for side in &mut self.sides {
            for &(neighbour, count) in &side.neighbours[word] {
                bump(&mut side.predicted[neighbour as usize], from, -i64::from(count));
            }
        }
        let weight = u64::from(self.words[word]);
        self.sizes[usize::from(from)] -= weight;
        // What the word adds to the log likelihood in each class, less what is the same in all of them.
        let mut gain = vec![0.0_f64; self.classes];
        for (gain, &size) in gain.iter_mut().zip(&self.sizes) {
            *gain = -2.0 * (entropy(size + weight) - entropy(size));
        }
        for side in &self.sides {
            for &(neighbour, count) in &side.neighbours[word] {
                let alone = entropy(count.into());
                for &(class, with) in &side.predicted[neighbour as usize] {
                    let both = entropy(u64::from(with) + u64::from(count));
                    gain[usize::from(class)] += both - entropy(with.into()) - alone;
                }
            }
        }
        let best = (0..self.classes)
            .fold(usize::from(from), |best, class| if gain[class] > gain[best] { class } else { best });
        let to = best as u16;
        for side in &mut self.sides {
            for &(neighbour, count) in &side.neighbours[word] {
                bump(&mut side.predicted[neighbour as usize], to, i64::from(count));
            }
        }
        self.sizes[best] += weight;
        self.class[word] = to;
        to != from
    }
}

/// Adds to the count of a class in a sparse row; a count of none leaves the row.
fn bump(row: &mut Vec<(u16, u32)>, class: u16, by: i64) {
    match row.binary_search_by_key(&class, |(c, _)| *c) {
        Ok(at) => {
            let count = i64::from(row[at].1) + by;
            if count == 0 {
                row.remove(at);
            } else {
                row[at].1 = count as u32;
            }
        }
        Err(at) => row.insert(at, (class, by as u32)),
    }
}

/// n log n, from a table for the counts that are asked for most.
fn entropy(n: u64) -> f64 {
    const TABLE: usize = 1 << 12;
    thread_local! {
        static SMALL: Vec<f64> = (0..TABLE).map(|n| if n == 0 { 0.0 } else { n as f64 * (n as f64).ln() }).collect();
    }
    if n < TABLE as u64 { SMALL.with(|table| table[n as usize]) } else { n as f64 * (n as f64).ln() }
}
