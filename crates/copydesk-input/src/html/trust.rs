//! Which names in `class` and `id` hold on a page.

use super::body::Measure;
use super::cue::{self, Cue, Named};
use super::render::Rendered;
use super::tree::Tree;

/// Rounds of doubting names: a box inside a doubted box may have a name to doubt, too.
const MAX_ROUNDS: usize = 8;

/// The name that holds for every element: of the outermost element around it that is no part of the body, else of the
/// nearest one.
///
/// Names mislead, and a name that does is used all over the page. So prose is counted by the name that takes it out of
/// the body: a name for brief things does not hold where it takes out paragraphs, and where names together take out
/// nearly all prose of a page, those that take out the most of it do not hold.
pub(crate) fn names(tree: &Tree, page: &Rendered, measures: &[Measure]) -> Vec<Option<Named>> {
    let mut buffer = String::new();
    let own: Vec<Option<Named>> = tree.nodes().iter().map(|node| cue::of(node, &mut buffer)).collect();
    let mut doubted: Vec<u32> = Vec::new();
    let mut names = spread(tree, &own, &doubted);
    let total: u64 = measures.iter().map(|m| u64::from(m.prose)).sum();
    let of_names = |names: &[Option<Named>]| {
        let mut taken: Vec<Taken> = Vec::new();
        for (line, m) in page.lines.iter().zip(measures) {
            let Some(named) = names[line.block as usize].filter(|named| named.cue.is_outside()) else { continue };
            let at = taken.iter().position(|t| t.named.name == named.name).unwrap_or_else(|| {
                taken.push(Taken { named, text: 0, prose: 0, paragraphs: 0 });
                taken.len() - 1
            });
            taken[at].text += line.span.len() as u64;
            taken[at].prose += u64::from(m.prose);
            taken[at].paragraphs += u64::from(m.prose > 0);
        }
        taken
    };
    for _ in 0..MAX_ROUNDS {
        let taken = of_names(&names);
        let left = total - taken.iter().map(|t| t.prose).sum::<u64>();
        let hidden = left * 4 < total;
        let misleads = |t: &&Taken| match t.named.cue {
            Cue::Notice | Cue::Comment => left * 20 < total && t.prose * 2 > total,
            Cue::Related => hidden && t.prose * 5 > total,
            cue => t.is_story() && (cue.is_brief() || t.prose * 5 > total * 2) || hidden && t.prose * 5 > total,
        };
        let known = doubted.len();
        doubted.extend(taken.iter().filter(misleads).map(|t| t.named.name));
        if doubted.len() == known {
            break;
        }
        names = spread(tree, &own, &doubted);
    }
    names
}

/// What a name takes out of the body, in bytes.
struct Taken {
    named: Named,
    text: u64,
    prose: u64,
    paragraphs: u64,
}

impl Taken {
    /// Whether it is more, and more even, prose than things of that name have.
    fn is_story(&self) -> bool {
        self.paragraphs >= 3 && self.prose >= 600 && self.prose * 2 > self.text && self.prose > self.paragraphs * 100
    }
}

/// The cue that holds for each element, when the names that are doubted say nothing.
fn spread(tree: &Tree, own: &[Option<Named>], doubted: &[u32]) -> Vec<Option<Named>> {
    let mut names: Vec<Option<Named>> = Vec::with_capacity(own.len());
    for (at, node) in tree.nodes().iter().enumerate() {
        let outer = if at == 0 { None } else { names[node.parent as usize] };
        let inner = own[at].filter(|named| !named.cue.is_outside() || !doubted.contains(&named.name));
        names.push(if outer.is_some_and(|o| o.cue.is_outside()) { outer } else { inner.or(outer) });
    }
    names
}
