//! What is known of an option, as hashed features of a linear model (Weinberger et al., "Feature hashing for large
//! scale multitask learning", 2009).

use crate::frames::{Origin, Reading, Side, Site, Start};
use crate::scene::{Range, Scene};
use crate::words::Tag;

/// The number of weights.
pub(crate) const SIZE: usize = 1 << 17;

/// Collects the features of the options of one question.
#[derive(Default)]
pub(crate) struct Features {
    pub(crate) all: Vec<u32>,
    pub(crate) bounds: Vec<usize>,
}

impl Features {
    pub(crate) fn clear(&mut self) {
        self.all.clear();
        self.bounds.clear();
    }

    pub(crate) fn close(&mut self) {
        self.bounds.push(self.all.len());
    }

    /// A feature of a template with up to three values.
    fn add(&mut self, template: u32, a: u32, b: u32, c: u32) {
        let mut hash = template.wrapping_mul(0x9E37_79B1) ^ a;
        hash = hash.wrapping_mul(0x85EB_CA6B) ^ (hash >> 15) ^ b;
        hash = hash.wrapping_mul(0xC2B2_AE35) ^ (hash >> 13) ^ c;
        hash = hash.wrapping_mul(0x27D4_EB2F);
        self.all.push(hash >> (32 - SIZE.trailing_zeros()));
    }
}

/// What the features of all readings of a cue share.
pub(crate) struct Context {
    lemma: u32,
    class: u32,
    form: u32,
    /// The word before the verb group, the word after it.
    before: u32,
    next: u32,
    next_tag: u32,
    previous_tag: u32,
    surface: u32,
    nested: u32,
}

impl Context {
    /// `nested`: whether the cue stands in content already found.
    pub(crate) fn new(scene: &Scene<'_, '_>, site: &Site, nested: bool) -> Self {
        let (from, until) = site.group;
        Self {
            lemma: site.cue.cue.key(),
            class: site.cue.cue.class as u32,
            form: site.form as u32 * 2 + u32::from(site.negated),
            before: if from > site.unit.0 { scene.hash(from - 1) } else { 0 },
            next: if until < site.unit.1 { scene.hash(until) } else { 0 },
            next_tag: tag_at(scene, until, site.unit),
            previous_tag: if from > site.unit.0 { tag_at(scene, from - 1, site.unit) } else { 99 },
            surface: scene.hash(site.cue.at),
            nested: u32::from(nested),
        }
    }
}

/// The tag at a word, with quotation told apart.
fn tag_at(scene: &Scene<'_, '_>, at: usize, unit: Range) -> u32 {
    if at >= unit.1 {
        return 98;
    }
    scene.tags[at] as u32 + if scene.is_quoted(at) { 50 } else { 0 }
}

/// A small number for a length in words.
fn bucket(length: usize) -> u32 {
    match length {
        0..=3 => length as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=22 => 7,
        _ => 8,
    }
}

impl Features {
    pub(crate) fn reading(&mut self, scene: &Scene<'_, '_>, site: &Site, context: &Context, reading: &Reading) {
        let c = context;
        let origin = reading.origin as u32;
        let start = reading.start as u32;
        let side = reading.side as u32;
        let place = side * 16 + start;
        self.add(1, place, origin, 0);
        self.add(2, c.lemma, 0, 0);
        self.add(3, c.lemma, place, 0);
        self.add(4, c.lemma, origin, c.form);
        self.add(5, c.class, place, origin);
        self.add(6, c.class, place, c.next_tag);
        self.add(7, c.class, c.form, place);
        self.add(8, c.form, origin, c.previous_tag);
        self.add(9, c.before, c.class, c.form);
        self.add(10, c.next, c.class, start);
        self.add(11, c.lemma, c.next, 0);
        self.add(12, c.surface, c.form, 0);
        self.add(13, c.nested, c.class, origin);
        self.add(14, c.previous_tag, c.next_tag, place);
        self.add(15, c.lemma, c.next_tag, 0);
        self.add(16, c.surface, c.previous_tag, 0);
        self.source(scene, site, context, reading);
        if reading.side != Side::Before {
            let (from, until) = reading.after;
            let first = tag_at(scene, from, site.unit);
            self.add(30, first, place, c.class);
            self.add(31, scene.hash(from), start, c.class);
            self.add(32, tag_at(scene, from + 1, site.unit), first, start);
            self.add(33, bucket(from.saturating_sub(site.group.1)), start, c.class);
            self.add(34, bucket(until - from), start, 0);
            if let Some(quotation) = scene.quotation_at(from).filter(|q| q.open == from) {
                self.add(35, bucket(quotation.until - from), place, c.class);
                self.add(36, tag_at(scene, quotation.until, site.unit), place, 0);
            }
            // What lies between the cue and the content.
            if from > site.group.1 {
                self.add(37, tag_at(scene, from - 1, site.unit), place, c.class);
            }
            let verb = (from..until.min(from + 25)).find(|&i| scene.tags[i].is_verbal() && !scene.is_quoted(i));
            self.add(38, verb.map_or(9, |i| bucket(i - from)), start, c.class);
        }
        if reading.side != Side::After {
            let (from, until) = reading.before;
            let last = tag_at(scene, until - 1, site.unit);
            self.add(40, last, place, c.class);
            self.add(41, tag_at(scene, until, site.unit), last, c.class);
            self.add(42, bucket(until - from), place, 0);
            self.add(43, tag_at(scene, from, site.unit), place, origin);
            self.add(44, tag_at(scene, reading.after.0, site.unit), last, place);
            if until >= 2 {
                self.add(45, tag_at(scene, until - 2, site.unit), last, place);
            }
        }
    }

    fn source(&mut self, scene: &Scene<'_, '_>, site: &Site, context: &Context, reading: &Reading) {
        let origin = reading.origin as u32;
        let Some((from, until)) = reading.source else {
            self.add(20, context.class, context.form, 0);
            self.add(21, context.lemma, context.previous_tag, 0);
            return;
        };
        let head = until - 1;
        let (head_tag, first_tag) = (scene.tags[head] as u32, scene.tags[from] as u32);
        self.add(22, head_tag, first_tag, origin);
        self.add(23, scene.hash(head), 0, 0);
        self.add(24, scene.hash(head), context.class, 0);
        self.add(25, bucket(until - from), origin, 0);
        let between = if until <= site.group.0 { (until, site.group.0) } else { (site.group.1, from) };
        let (mut verbs, mut commas) = (0, 0);
        for i in (between.0..between.1.max(between.0)).take(40) {
            verbs += u32::from(scene.tags[i].is_verbal() && !scene.is_quoted(i));
            commas += u32::from(scene.tags[i] == Tag::Comma);
        }
        self.add(26, verbs.min(3), commas.min(3), origin);
        self.add(27, bucket(between.1.saturating_sub(between.0)), origin, context.form);
        let prior = if from > site.unit.0 { tag_at(scene, from - 1, site.unit) } else { 99 };
        self.add(28, prior, origin, context.class);
        self.add(29, verbs.min(2), context.form, u32::from(matches!(reading.origin, Origin::First | Origin::Clause)));
    }

    /// The end of content that began at `from`, before word `at`; `rank` counts the ends passed, `verbs` the verbs in it.
    pub(crate) fn end(&mut self, scene: &Scene<'_, '_>, edge: &Edge<'_>, at: usize) {
        let Edge { site, context: c, start, from, last, .. } = *edge;
        let start = start as u32 + if scene.is_quoted(from) { 16 } else { 0 };
        let next = if at == last { 97 } else { tag_at(scene, at, site.unit) };
        let word = if at == last { 0 } else { scene.hash(at) };
        let inside = tag_at(scene, at - 1, site.unit);
        let after = if at + 1 < last { tag_at(scene, at + 1, site.unit) } else { 96 };
        let first = tag_at(scene, from, site.unit);
        let verbs = edge.verbs.min(3);
        let kind = if scene.is_quoted(at - 1) { next + 100 } else { next };
        let is_that = u32::from(scene.tag(from.wrapping_sub(1)) == Tag::That);
        self.add(60, kind, start, c.class);
        self.add(61, word, start, verbs);
        self.add(62, inside, kind, after);
        self.add(63, bucket(at - from), kind, start);
        self.add(64, verbs, kind, start);
        self.add(65, edge.rank.min(6), kind, verbs);
        self.add(66, c.lemma, kind, 0);
        self.add(67, first, kind, verbs);
        self.add(68, c.class, kind, verbs);
        self.add(69, word, c.class, is_that);
        self.add(70, word, after, verbs);
        self.add(71, if at + 1 < last { scene.hash(at + 1) } else { 0 }, kind, 0);
        self.add(72, c.class, bucket(at - from), u32::from(at == last));
        self.add(73, bucket(last - at), kind, verbs);
        self.add(74, c.lemma, scene.hash(from), kind);
        self.add(76, c.lemma, verbs, u32::from(at == last));
        let ahead = (at + 1..last.min(at + 8)).find(|&i| scene.tags[i].is_verbal());
        self.add(75, ahead.map_or(9, |i| bucket(i - at)), kind, verbs);
    }

    /// The beginning at `at` of content that ends before word `until`.
    pub(crate) fn begin(&mut self, scene: &Scene<'_, '_>, edge: &Edge<'_>, at: usize, until: usize) {
        let Edge { site, context: c, last, .. } = *edge;
        let prior = if at == last { 97 } else { tag_at(scene, at - 1, site.unit) };
        let first = tag_at(scene, at, site.unit);
        let verbs = edge.verbs.min(3);
        let quoted = u32::from(scene.is_quoted(until - 1));
        self.add(80, prior, first, quoted);
        self.add(81, if at == last { 0 } else { scene.hash(at - 1) }, scene.hash(at), 0);
        self.add(82, verbs, prior, first);
        self.add(83, bucket(until - at), prior, quoted);
        self.add(84, edge.rank.min(6), prior, verbs);
        self.add(85, c.class, prior, quoted);
        self.add(86, bucket(at - last), prior, verbs);
        self.add(87, scene.hash(at), u32::from(at == last), 0);
        self.add(88, u32::from(scene.is_quoted(at)), quoted, u32::from(at == last));
        let ahead = (last..at).take(40).any(|i| scene.tags[i].is_verbal());
        self.add(89, u32::from(ahead), prior, verbs);
    }
}

/// What the features of all edges of one content share, and the running counts.
#[derive(Clone, Copy)]
pub(crate) struct Edge<'e> {
    pub(crate) site: &'e Site,
    pub(crate) context: &'e Context,
    pub(crate) start: Start,
    /// The first word of the content.
    pub(crate) from: usize,
    /// The farthest edge.
    pub(crate) last: usize,
    /// Edges passed, and verbs in the content so far.
    pub(crate) rank: u32,
    pub(crate) verbs: u32,
}
