//! What a first pass over the text says about a form elsewhere (Krishnan and Manning 2006).

use copydesk_model::crf::feature;

use super::{Features, pair, template};
use crate::labels::{LABELS, Label, OUTSIDE, label};

/// How often a first pass gave each label to each capitalised form of a text.
///
/// A name that was found in one place is so known in the others, and what it names. A place does not count for itself.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Capitalised forms x labels.
    counts: Vec<u16>,
}

impl Hints {
    /// Counts the labels of a first pass, one a word.
    pub fn new(features: &Features<'_>, labels: &[u8]) -> Self {
        let mut hints = Self::default();
        hints.count(features, labels);
        hints
    }

    /// Counts the labels of another text.
    pub(crate) fn count(&mut self, features: &Features<'_>, labels: &[u8]) {
        self.counts.clear();
        self.counts.resize(features.capitals() * LABELS, 0);
        for (word, label) in labels.iter().enumerate() {
            if let Some(count) =
                features.capital(word).and_then(|c| self.counts.get_mut(c * LABELS + usize::from(*label)))
            {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Adds the features of the word at an index, to which the first pass gave a label, to `out`: none if its form has
    /// no other place, or is nowhere of a name.
    pub fn of(&self, features: &Features<'_>, word: usize, own: u8, out: &mut Vec<u32>) {
        let Some(counts) = features.capital(word).and_then(|c| self.counts.get(c * LABELS..(c + 1) * LABELS)) else {
            return;
        };
        let own = usize::from(own);
        let others = || counts.iter().enumerate().map(|(label, count)| count.saturating_sub(u16::from(label == own)));
        let outside = others().next().unwrap_or(0);
        let place = features.known.runs.at(word).map_or(9, |run| run.place(word) | u32::from(run.len() > 1) << 2);
        let mut kinds = [0_u16; 16];
        let mut named = 0;
        for (number, count) in (0_u8..).zip(others()).skip(1).filter(|(_, count)| *count > 0) {
            named += count;
            out.push(feature(template::HINT, number.into()));
            out.push(feature(template::HINT_PLACE, pair(number.into(), place)));
            if let Label::Name(_, kind) = label(number) {
                kinds[kind as usize] += count;
            }
        }
        let most = (0_u32..).zip(kinds).max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind)));
        if let Some((kind, count @ 1..)) = most {
            let share = u32::from(count * 2 > named) + u32::from(count == named);
            out.push(feature(template::HINT_KIND, kind));
            out.push(feature(template::HINT_KIND + 1, pair(kind, share << 2 | u32::from(count.min(3)))));
        }
        if outside + named > 0 && (named > 0 || own != OUTSIDE) {
            let few = |count: u16| u32::from(count.min(2));
            out.push(feature(template::HINT_NONE, pair(few(outside), few(named))));
        }
    }
}
