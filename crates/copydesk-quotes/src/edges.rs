//! Where content ends, and where it begins when it stands before its cue.

use crate::scene::{Range, Scene};
use crate::words::Tag;

/// How many edges are weighed for one content.
const LIMIT: usize = 28;

/// The words at which content that begins at `range.0` may end (exclusive), nearest first; the last is `range.1`.
pub(crate) fn ends(scene: &Scene<'_, '_>, range: Range, edges: &mut Vec<usize>) {
    edges.clear();
    let last = last_content(scene, range);
    let mut at = range.0 + 1;
    // Content has brackets as wholes.
    let mut depth = 0_usize;
    while at < last && edges.len() < LIMIT {
        if let Some(quotation) = scene.quotation_at(at).filter(|q| q.open < at) {
            at = quotation.until.max(at + 1);
            if at < last {
                edges.push(at);
            }
            at += usize::from(scene.tag(at).is_boundary());
            continue;
        }
        // "reported a profit and raised its outlook": the second verb is not in the object of the first.
        if scene.tags[at] == Tag::Conjunction
            && scene.tag(at + 1) == Tag::Past
            && scene.verbs((range.0, at)) == 0
            && !scene.is_quoted(range.0)
        {
            edges.push(at);
            return;
        }
        if depth == 0 && (scene.tags[at].is_boundary() || scene.is_quoted(at) && !scene.is_quoted(at - 1)) {
            edges.push(at);
        }
        match scene.tags[at] {
            Tag::BracketOpen => depth += 1,
            Tag::BracketClose => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    edges.push(last);
}

/// The words at which content that ends at `range.1` may begin, nearest first; the last is `range.0`.
pub(crate) fn starts(scene: &Scene<'_, '_>, range: Range, edges: &mut Vec<usize>) {
    edges.clear();
    let mut at = range.1 - 1;
    let mut depth = 0_usize;
    while at > range.0 && edges.len() < LIMIT {
        if let Some(quotation) = scene.quotation_at(at) {
            at = quotation.open;
            if at > range.0 {
                edges.push(at);
            }
            at = at.saturating_sub(1);
            continue;
        }
        match scene.tags[at] {
            Tag::BracketClose => depth += 1,
            Tag::BracketOpen if depth > 0 => {
                depth -= 1;
                at -= 1;
                continue;
            }
            _ => {}
        }
        // "It rained. ‘So what?’, he said.", where nothing else tells that a sentence ends.
        if scene.tags[at] == Tag::Stop && scene.quotation_at(at + 1).is_some_and(|q| q.open == at + 1) {
            edges.push(at + 1);
            return;
        }
        if depth == 0 && scene.tags[at].is_boundary() {
            // The boundary word belongs to the content unless it is a sign or a conjunction.
            let kept = matches!(
                scene.tags[at],
                Tag::Preposition
                    | Tag::To
                    | Tag::Gerund
                    | Tag::Subordinator
                    | Tag::That
                    | Tag::Wh
                    | Tag::Relative
                    | Tag::Day
            );
            edges.push(if kept { at } else { at + 1 });
        }
        at -= 1;
    }
    edges.retain(|&e| e < range.1);
    edges.push(range.0);
    edges.dedup();
}

/// The end of a range without the final stop of its sentence.
fn last_content(scene: &Scene<'_, '_>, range: Range) -> usize {
    let mut last = range.1;
    // A stop after a quotation ends what the quotation is part of.
    if let Some(quotation) = scene.quotation_at(range.0)
        && quotation.open == range.0
        && scene.tag(quotation.until) == Tag::Stop
    {
        last = last.min(quotation.until).max(range.0 + 1);
    }
    while last > range.0 + 1 && !scene.is_quoted(last - 1) && matches!(scene.tags[last - 1], Tag::Stop | Tag::Comma) {
        last -= 1;
    }
    last
}
