//! From cues to attributions: asks the judge for a reading of each cue, then for the edges of its content.

use crate::cue::Class;
use crate::edges;
use crate::features::{Context, Edge, Features};
use crate::frames::{Reading, Side, Site};
use crate::judge::{Judge, Options, Question};
use crate::scene::{Range, Scene};

/// An attribution as it was decided, in words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribution {
    pub(crate) source: Option<Range>,
    pub(crate) cue: Range,
    pub(crate) class: Class,
    pub(crate) before: Range,
    pub(crate) after: Range,
    pub(crate) probability: f32,
}

/// Decides all cues of a scene in order. A threshold on the probability is left to the caller.
pub(crate) fn decide(scene: &Scene<'_, '_>, judge: &mut dyn Judge) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let (mut readings, mut features, mut edges) = (Vec::new(), Features::default(), Vec::new());
    let mut candidates = scene.candidates.iter().peekable();
    for &unit in &scene.units {
        let first = found.len();
        while let Some(&candidate) = candidates.next_if(|c| c.at < unit.1) {
            let site = Site::new(scene, candidate, unit);
            let previous = found[first..].iter().rev().find_map(|a| a.source);
            let nested = found[first..].iter().any(|a| a.after.0 <= candidate.at && candidate.at < a.after.1);
            site.readings(scene, previous, &mut readings);
            let context = Context::new(scene, &site, nested);
            features.clear();
            features.close();
            for reading in &readings {
                features.reading(scene, &site, &context, reading);
                features.close();
            }
            let cue = (candidate.at, candidate.until);
            let mut ask = |options: Options<'_>, features: &Features| {
                judge.choose(&Question { scene, cue, options, features: &features.all, bounds: &features.bounds })
            };
            let (choice, probability) = ask(Options::Readings(&readings), &features);
            let Some(reading) = choice.checked_sub(1).map(|i| readings[i]) else { continue };
            let Reading { source, side, mut before, mut after, .. } = reading;
            let mut edge =
                Edge { site: &site, context: &context, start: reading.start, from: 0, last: 0, rank: 0, verbs: 0 };
            if side != Side::Before {
                edges::ends(scene, after, &mut edges);
                (edge.from, edge.last) = (after.0, edges.last().copied().unwrap_or(after.1));
                features.clear();
                let mut counted = after.0;
                for (rank, &end) in edges.iter().enumerate() {
                    edge.verbs += verbs(scene, (counted, end));
                    (counted, edge.rank) = (end, rank as u32);
                    features.end(scene, &edge, end);
                    features.close();
                }
                after.1 = edges[ask(Options::Ends(after.0, &edges), &features).0];
            }
            if side != Side::After {
                edges::starts(scene, before, &mut edges);
                (edge.from, edge.last, edge.verbs) = (before.1, before.0, 0);
                features.clear();
                let mut counted = before.1;
                for (rank, &start) in edges.iter().enumerate() {
                    edge.verbs += verbs(scene, (start, counted));
                    (counted, edge.rank) = (start, rank as u32);
                    features.begin(scene, &edge, start, before.1);
                    features.close();
                }
                before.0 = edges[ask(Options::Starts(&edges, before.1), &features).0];
            }
            if side == Side::Before {
                after = (after.0, after.0);
            }
            found.push(Attribution { source, cue, class: candidate.cue.class, before, after, probability });
        }
    }
    found
}

/// The verbs among words, quotations left out.
fn verbs(scene: &Scene<'_, '_>, range: Range) -> u32 {
    (range.0..range.1.max(range.0)).filter(|&i| scene.tags[i].is_verbal() && !scene.is_quoted(i)).count() as u32
}
