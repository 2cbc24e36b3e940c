//! From cues to attributions: asks the judge for a reading of each cue, then for the edges of its content.

use copydesk_text::Word;

use crate::cue::Class;
use crate::features::{Edge, Features};
use crate::frames::{Origin, Reading, Side, Site, Start};
use crate::judge::{Judge, Options, Question};
use crate::scene::{Range, Scene};
use crate::words::Tag;

/// An attribution as it was decided, in words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribution {
    pub(crate) source: Option<Range>,
    pub(crate) cue: Range,
    pub(crate) class: Class,
    pub(crate) before: Range,
    pub(crate) after: Range,
    /// Of the reading: that there is an attribution, of this source, with content in this place.
    pub(crate) probability: f32,
    /// Of the edges of the content, when the reading is right.
    pub(crate) edges: f32,
}

/// Decides all cues of a scene in order.
pub(crate) fn decide<J: Judge>(scene: &Scene<'_, '_>, judge: &mut J) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut desk = Desk::new(scene, judge);
    let mut candidates = scene.candidates.iter().peekable();
    for &unit in &scene.units {
        let mut previous = None;
        // Contents that begin behind the cue, and how far those reach that have begun: a unit may be a megabyte.
        let (mut ahead, mut reach): (Vec<Range>, usize) = (Vec::new(), 0);
        while let Some(&candidate) = candidates.next_if(|c| c.at < unit.1) {
            ahead.retain(|content| {
                let begun = content.0 <= candidate.at;
                reach = if begun { reach.max(content.1) } else { reach };
                !begun
            });
            let site = Site::new(scene, candidate, unit);
            if let Some(attribution) = desk.attribute(&site, previous, candidate.at < reach, None) {
                previous = attribution.source.or(previous);
                ahead.push(attribution.after);
                found.push(attribution);
            }
        }
    }
    found
}

/// Asks again about quotations that no attribution has claimed: a cue next to one needs little more evidence.
pub(crate) fn claim<J: Judge>(scene: &Scene<'_, '_>, judge: &mut J, found: &mut Vec<Attribution>) {
    let mut desk = Desk::new(scene, judge);
    for quotation in &scene.quotations {
        let range = (quotation.open, quotation.until);
        let near = found.partition_point(|a| a.cue.0 + 400 < range.0);
        let until = found.partition_point(|a| a.cue.0 < range.1 + 400);
        let claimed = |a: &Attribution| [a.before, a.after].iter().any(|p| p.0 < range.1 && range.0 < p.1);
        if found[near..until.max(near)].iter().any(claimed) {
            continue;
        }
        let Some(&unit) = scene.units.get(scene.units.partition_point(|u| u.1 <= range.0)) else { continue };
        let from = scene.candidates.partition_point(|c| c.at < unit.0.max(range.0.saturating_sub(25)));
        let until = scene.candidates.partition_point(|c| c.at < unit.1.min(range.1 + 12));
        let speech = spoken(scene, range);
        // A cue that has its content already is no cue of more.
        let used = |at: usize| found.get(found.partition_point(|a| a.cue.0 < at)).is_some_and(|a| a.cue.0 == at);
        let best = scene.candidates[from..until.max(from)]
            .iter()
            .filter(|c| !used(c.at))
            .filter(|c| match c.cue.class {
                Class::Describe | Class::Call => c.at < range.0 && range.0 < c.at + 8,
                Class::Say
                | Class::Tell
                | Class::Mention
                | Class::Show
                | Class::Colon
                | Class::Accord
                | Class::Signature
                | Class::Other => speech,
                _ => false,
            })
            .filter_map(|&c| desk.attribute(&Site::new(scene, c, unit), None, false, Some(range)))
            .max_by(|a, b| a.probability.total_cmp(&b.probability));
        if let Some(best) = best {
            found.insert(found.partition_point(|a| a.cue.0 < best.cue.0), best);
        }
    }
}

/// Whether a quotation looks like speech, not like a title or a word held at a distance: several words, parted from
/// what is around by a sign or the bounds of the sentence.
pub(crate) fn spoken(scene: &Scene<'_, '_>, (from, until): Range) -> bool {
    let parted = from == 0
        || matches!(scene.tags[from - 1], Tag::Comma | Tag::Colon | Tag::Stop | Tag::Past | Tag::Verb | Tag::Gerund);
    let sentence = scene.text.words().get(from + 1).is_some_and(Word::is_capitalised);
    let closed = until >= 2 && matches!(scene.tags[until - 2], Tag::Stop | Tag::Comma);
    let titled = scene.quotation_at(from).is_some_and(|q| q.shape.titled && !q.shape.clause);
    until > from + 5 && (parted || sentence) && (parted || closed) && !titled
}

/// One judge at work on one scene, with the buffers it needs.
struct Desk<'d, 'a, 't, J: Judge> {
    scene: &'d Scene<'a, 't>,
    judge: &'d mut J,
    readings: Vec<Reading>,
    edges: Vec<usize>,
    options: Vec<[J::Part; 4]>,
    /// What is known of the sources and places of the cue at hand.
    sources: Vec<(Origin, Option<Range>, J::Part)>,
    places: Vec<(Start, Range, Range, J::Part)>,
}

/// The probability from which a cue may claim a quotation that nothing else explains.
const CLAIM: f32 = 0.03;

impl<'d, 'a, 't, J: Judge> Desk<'d, 'a, 't, J> {
    const fn new(scene: &'d Scene<'a, 't>, judge: &'d mut J) -> Self {
        Self {
            scene,
            judge,
            readings: Vec::new(),
            edges: Vec::new(),
            options: Vec::new(),
            sources: Vec::new(),
            places: Vec::new(),
        }
    }

    /// The attribution of a cue, if it is one; with `claim`, only one whose content has that quotation in it.
    fn attribute(
        &mut self,
        site: &Site,
        previous: Option<Range>,
        nested: bool,
        claim: Option<Range>,
    ) -> Option<Attribution> {
        let scene = self.scene;
        let features = Features::new(scene, site, nested);
        // A quotation is worth a closer look.
        if claim.is_none() && !scene.has_quotation(site.unit) {
            let part = features.gate(self.judge);
            if !self.judge.admits(scene.span((site.cue.at, site.cue.until)), part) {
                return None;
            }
        }
        site.readings(scene, previous, &mut self.readings);
        if let Some(range) = claim {
            self.readings
                .retain(|r| r.after.0 == range.0 || r.before.1 > r.before.0 && r.before.1.abs_diff(range.1) < 2);
        }
        self.weigh(&features);
        let cue = (site.cue.at, site.cue.until);
        let bar = if claim.is_some() { CLAIM } else { site.cue.cue.class.bar() };
        let question = Question { scene, cue, bar, options: Options::Readings(&self.readings) };
        let (choice, probability) = self.judge.choose(&question, &self.options);
        let Reading { source, side, start, mut before, mut after, .. } = self.readings[choice.checked_sub(1)?];
        let mut edges = 1.0;
        if side == Side::Before {
            after.1 = after.0;
        } else {
            crate::edges::ends(scene, after, &mut self.edges);
            let last = self.edges.last().copied().unwrap_or(after.1);
            let mut edge = Edge { fixed: after.0, last, start, rank: 0, verbs: 0, finite: 0 };
            self.options.clear();
            let mut counted = after.0;
            for (rank, &end) in self.edges.iter().enumerate() {
                edge.verbs += scene.verbs((counted, end));
                edge.finite += scene.finite((counted, end));
                (counted, edge.rank) = (end, rank as u32);
                self.options.push([
                    features.end(self.judge, &edge, end),
                    J::Part::default(),
                    J::Part::default(),
                    J::Part::default(),
                ]);
            }
            let question = Question { scene, cue, bar, options: Options::Ends(after.0, &self.edges) };
            let (choice, likely) = self.judge.choose(&question, &self.options);
            after.1 = self.edges[choice];
            edges *= likely;
        }
        if side != Side::After {
            crate::edges::starts(scene, before, &mut self.edges);
            let mut edge = Edge { fixed: before.1, last: before.0, start, rank: 0, verbs: 0, finite: 0 };
            self.options.clear();
            let mut counted = before.1;
            for (rank, &first) in self.edges.iter().enumerate() {
                edge.verbs += scene.verbs((first, counted));
                edge.finite += scene.finite((first, counted));
                (counted, edge.rank) = (first, rank as u32);
                self.options.push([
                    features.begin(self.judge, &edge, first),
                    J::Part::default(),
                    J::Part::default(),
                    J::Part::default(),
                ]);
            }
            let question = Question { scene, cue, bar, options: Options::Starts(&self.edges, before.1) };
            let (choice, likely) = self.judge.choose(&question, &self.options);
            before.0 = self.edges[choice];
            edges *= likely;
        }
        Some(Attribution { source, cue, class: site.cue.cue.class, before, after, probability, edges })
    }

    /// Fills in the options of a cue: no attribution, then its readings.
    fn weigh(&mut self, features: &Features<'_, '_, '_>) {
        self.options.clear();
        self.options.push([J::Part::default(); 4]);
        self.sources.clear();
        self.places.clear();
        if self.readings.is_empty() {
            return;
        }
        let cue = features.cue(self.judge);
        for reading in &self.readings {
            let known = self.sources.iter().find(|s| (s.0, s.1) == (reading.origin, reading.source)).map(|s| s.2);
            let source = if let Some(part) = known {
                part
            } else {
                let part = features.source(self.judge, reading.origin, reading.source);
                self.sources.push((reading.origin, reading.source, part));
                part
            };
            let content = (reading.start, reading.before, reading.after);
            let known = self.places.iter().find(|p| (p.0, p.1, p.2) == content).map(|p| p.3);
            let place = if let Some(part) = known {
                part
            } else {
                let part = features.place(self.judge, reading);
                self.places.push((content.0, content.1, content.2, part));
                part
            };
            self.options.push([cue, source, place, features.joint(self.judge, reading)]);
        }
    }
}
