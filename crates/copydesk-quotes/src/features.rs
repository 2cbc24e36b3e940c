//! What is known of an option, as hashed features of a linear model (Weinberger et al., "Feature hashing for large
//! scale multitask learning", 2009).
//!
//! The features of a reading fall into parts: of the cue, of the source, of the place of the content, and of how these
//! go together. A part that several readings share is counted once.

use crate::frames::{Origin, Reading, Side, Site, Start};
use crate::judge::Judge;
use crate::scene::{Range, Scene};
use crate::words::Tag;

/// The number of weights.
pub(crate) const SIZE: usize = 1 << 18;

/// A feature of a template with up to three values, as an index into the weights.
const fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B1) ^ a;
    hash = hash.wrapping_mul(0x85EB_CA6B) ^ (hash >> 15) ^ b;
    hash = hash.wrapping_mul(0xC2B2_AE35) ^ (hash >> 13) ^ c;
    hash = hash.wrapping_mul(0x27D4_EB2F);
    hash >> (32 - SIZE.trailing_zeros())
}

/// One cue: what the features of all its readings share.
pub(crate) struct Features<'f, 'a, 't> {
    scene: &'f Scene<'a, 't>,
    site: &'f Site,
    lemma: u32,
    class: u32,
    form: u32,
    /// The words before and after the verb group.
    before: u32,
    next: u32,
    next_tag: u32,
    previous_tag: u32,
    surface: u32,
    nested: u32,
}

/// What is known of one content while its edges are tried from the nearest on.
#[derive(Clone, Copy)]
pub(crate) struct Edge {
    /// The fixed end of the content: its first word where the end is sought, else the word after its last.
    pub(crate) fixed: usize,
    /// The farthest edge.
    pub(crate) last: usize,
    pub(crate) start: Start,
    /// Edges passed, and verbs in the content so far.
    pub(crate) rank: u32,
    pub(crate) verbs: u32,
    /// The finite ones among them.
    pub(crate) finite: u32,
}

/// A small number for a length in words.
const fn bucket(length: usize) -> u32 {
    match length {
        0..=3 => length as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=22 => 7,
        _ => 8,
    }
}

/// One number for a side and a start.
const fn place(reading: &Reading) -> u32 {
    reading.side as u32 * 16 + reading.start as u32
}

/// Stand for what lies beyond the unit.
const START: u32 = 99;
const END: u32 = 98;

impl<'f, 'a, 't> Features<'f, 'a, 't> {
    /// `nested`: whether the cue stands in content already found.
    pub(crate) fn new(scene: &'f Scene<'a, 't>, site: &'f Site, nested: bool) -> Self {
        let (from, until) = site.group;
        let mut features = Self {
            scene,
            site,
            lemma: site.cue.cue.key,
            class: site.cue.cue.class as u32,
            form: site.form as u32 * 2 + u32::from(site.negated),
            before: if from > site.unit.0 { scene.hash(from - 1) } else { 0 },
            next: if until < site.unit.1 { scene.hash(until) } else { 0 },
            next_tag: 0,
            previous_tag: 0,
            surface: scene.hash(site.cue.at),
            nested: u32::from(nested),
        };
        features.next_tag = features.tag(until);
        features.previous_tag = features.prior(from);
        features
    }

    /// The tag of a word, with what is quoted told apart.
    fn tag(&self, at: usize) -> u32 {
        if at < self.site.unit.1 { u32::from(self.scene.codes[at]) } else { END }
    }

    /// The tag of the word before `at`.
    fn prior(&self, at: usize) -> u32 {
        if at > self.site.unit.0 { u32::from(self.scene.codes[at - 1]) } else { START }
    }

    /// The shape of the quotation at a word.
    fn shape(&self, at: usize) -> u32 {
        self.scene.quotation_at(at).map_or(31, |q| q.shape.code())
    }

    /// Of the cue alone, for a first look at it.
    pub(crate) fn gate<J: Judge>(&self, judge: &mut J) -> J::Part {
        let (from, until) = self.site.group;
        let second = self.tag(until + 1);
        let (left, right) = (self.shape(from.wrapping_sub(1)), self.shape(until));
        let mut add = |template, a, b, c| judge.add(feature(template, a, b, c));
        add(200, self.lemma, self.form, 0);
        add(201, self.surface, self.previous_tag, self.next_tag);
        add(202, self.surface, self.next_tag, second);
        add(203, self.lemma, self.next, 0);
        add(204, self.lemma, self.before, 0);
        add(205, self.class, self.previous_tag, self.prior(from.saturating_sub(1)));
        add(206, self.class, self.next_tag, second);
        add(207, self.nested, self.class, self.form);
        add(208, self.class, left, right);
        add(209, self.lemma, self.next_tag, self.form);
        add(210, self.lemma, self.previous_tag, 0);
        judge.close()
    }

    /// Of the cue alone: whether it attributes anything.
    pub(crate) fn cue<J: Judge>(&self, judge: &mut J) -> J::Part {
        let (from, until) = self.site.group;
        let mut add = |template, a, b, c| judge.add(feature(template, a, b, c));
        add(2, self.lemma, 0, 0);
        add(9, self.before, self.class, self.form);
        add(11, self.lemma, self.next, 0);
        add(12, self.surface, self.form, 0);
        add(13, self.nested, self.class, self.form);
        add(15, self.lemma, self.next_tag, 0);
        add(16, self.surface, self.previous_tag, 0);
        add(17, self.class, self.shape(from.wrapping_sub(1)), self.shape(until));
        add(18, self.next_tag, self.tag(until + 1), self.class);
        add(19, self.previous_tag, self.prior(from.saturating_sub(1)), self.class);
        judge.close()
    }

    /// Of a source and how it stands to the cue.
    pub(crate) fn source<J: Judge>(&self, judge: &mut J, origin: Origin, source: Option<Range>) -> J::Part {
        let (scene, site) = (self.scene, self.site);
        let role = origin as u32;
        let mut add = |template, a, b, c| judge.add(feature(template, a, b, c));
        add(4, self.lemma, role, self.form);
        add(8, self.form, role, self.previous_tag);
        let Some((from, until)) = source else {
            add(20, self.class, self.form, 0);
            add(21, self.lemma, self.previous_tag, 0);
            return judge.close();
        };
        let head = until - 1;
        let (head_tag, first_tag) = (scene.tags[head] as u32, scene.tags[from] as u32);
        add(22, head_tag, first_tag, role);
        add(23, scene.hash(head), 0, 0);
        add(24, scene.hash(head), self.class, 0);
        add(25, bucket(until - from), role, 0);
        let between = if until <= site.group.0 { (until, site.group.0) } else { (site.group.1, from) };
        let verbs = scene.verbs(between);
        let commas = (between.0..between.1).take(40).filter(|&i| scene.tags[i] == Tag::Comma).count() as u32;
        add(26, verbs.min(3), commas.min(3), role);
        add(27, bucket(between.1.saturating_sub(between.0)), role, self.form);
        add(28, self.prior(from), role, self.class);
        add(29, verbs.min(2), self.form, u32::from(matches!(origin, Origin::First | Origin::Clause)));
        judge.close()
    }

    /// Of where the content lies.
    pub(crate) fn place<J: Judge>(&self, judge: &mut J, reading: &Reading) -> J::Part {
        let (scene, site) = (self.scene, self.site);
        let (start, place) = (reading.start as u32, place(reading));
        let mut add = |template, a, b, c| judge.add(feature(template, a, b, c));
        add(3, self.lemma, place, 0);
        add(6, self.class, place, self.next_tag);
        add(7, self.class, self.form, place);
        add(10, self.next, self.class, start);
        add(14, self.previous_tag, self.next_tag, place);
        if reading.side != Side::Before {
            let (from, until) = reading.after;
            let first = self.tag(from);
            add(30, first, place, self.class);
            add(31, scene.hash(from), start, self.class);
            add(32, self.tag(from + 1), first, start);
            add(33, bucket(from.saturating_sub(site.group.1)), start, self.class);
            add(34, bucket(until - from), start, 0);
            if let Some(quotation) = scene.quotation_at(from).filter(|q| q.open == from) {
                let shape = quotation.shape.code();
                add(35, bucket(quotation.until - from), place, self.class);
                add(36, self.tag(quotation.until), place, shape);
                add(46, shape, place, self.class);
                add(47, shape, self.lemma, start);
                add(48, shape, self.prior(from), self.class);
            }
            // What lies between the cue and the content.
            if from > site.group.1 {
                add(37, self.tag(from - 1), place, self.class);
            }
            let near = (from, until.min(from + 25));
            let verb = (scene.verbs(near) != 0)
                .then(|| (near.0..near.1).find(|&i| scene.tags[i].is_verbal() && !scene.is_quoted(i)))
                .flatten();
            add(38, verb.map_or(9, |i| bucket(i - from)), start, self.class);
        }
        if reading.side != Side::After {
            let (from, until) = reading.before;
            let last = self.tag(until - 1);
            add(40, last, place, self.class);
            add(41, self.tag(until), last, self.class);
            add(42, bucket(until - from), place, 0);
            add(44, self.tag(reading.after.0), last, place);
            add(45, self.prior(until - 1), last, place);
            add(49, self.shape(until - 1), place, self.class);
            // A parenthesis stands in mid-clause: "The price, he said, had fallen."
            let (clauses, rest) = (scene.finite((from, until)), scene.finite((reading.after.0, site.unit.1)));
            add(50, clauses.min(2), place, self.tag(from));
            add(51, clauses.min(2), rest.min(2) * 128 + self.tag(site.group.1), place);
            add(52, clauses.min(2), self.class, place);
            add(53, self.shape(reading.after.0), self.tag(from), place);
        }
        judge.close()
    }

    /// Of how source and place go together.
    pub(crate) fn joint<J: Judge>(&self, judge: &mut J, reading: &Reading) -> J::Part {
        let (place, role) = (place(reading), reading.origin as u32);
        let mut add = |template, a, b, c| judge.add(feature(template, a, b, c));
        add(1, place, role, 0);
        add(5, self.class, place, role);
        if reading.side != Side::After {
            add(43, self.tag(reading.before.0), place, role);
        }
        judge.close()
    }

    /// Of the end at word `at` of content.
    pub(crate) fn end<J: Judge>(&self, judge: &mut J, edge: &Edge, at: usize) -> J::Part {
        let Edge { fixed: from, last, .. } = *edge;
        let scene = self.scene;
        let start = edge.start as u32 + if scene.is_quoted(from) { 16 } else { 0 };
        let (next, word, following) = match at {
            _ if at == last => (97, 0, 0),
            _ if at + 1 == last => (self.tag(at), scene.hash(at), 0),
            _ => (self.tag(at), scene.hash(at), scene.hash(at + 1)),
        };
        let after = if at + 1 < last { self.tag(at + 1) } else { 96 };
        let third = if at + 2 < last { self.tag(at + 2) } else { 96 };
        let verbs = edge.verbs.min(3);
        let inside = self.tag(at - 1);
        let closing = inside >= u32::from(crate::scene::QUOTED);
        let kind = if closing { next + 100 } else { next };
        let is_that = u32::from(scene.tag(from.wrapping_sub(1)) == Tag::That);
        let ahead = (at + 1..last.min(at + 8)).find(|&i| scene.tags[i].is_verbal());
        // A cue of its own soon after: "..., and urged", "but he said".
        let rival = (at..last.min(at + 6)).find(|&i| scene.cue_class(i) != 0);
        let rival = rival.map_or((0, 0), |i| (u32::from(scene.cue_class(i)), bucket(i - at)));
        let mut add = |template, a, b, c| judge.add(feature(template, a, b, c));
        add(60, kind, start, self.class);
        add(61, word, start, verbs);
        add(62, inside, kind, after);
        add(63, bucket(at - from), kind, start);
        add(64, verbs, kind, start);
        add(65, edge.rank.min(6), kind, verbs);
        add(66, self.lemma, kind, 0);
        add(67, self.tag(from), kind, verbs);
        add(68, self.class, kind, verbs);
        add(69, word, self.class, is_that);
        add(70, word, after, verbs);
        add(71, following, kind, 0);
        add(72, self.class, bucket(at - from), u32::from(at == last));
        add(73, bucket(last - at), kind, verbs);
        add(74, self.lemma, scene.hash(from), kind);
        add(75, ahead.map_or(9, |i| bucket(i - at)), kind, verbs);
        add(76, self.lemma, verbs, u32::from(at == last));
        add(77, rival.0, rival.1, kind);
        add(78, rival.0, after, kind);
        add(79, kind, after, third);
        let clauses = edge.finite.min(2);
        let later = u32::from(scene.finite((at, last.min(at + 20).max(at))) != 0);
        add(93, self.class, clauses * 2 + later, kind);
        add(94, start, clauses * 2 + later, kind);
        add(95, after, clauses * 2 + later, kind);
        if closing {
            add(90, self.shape(at - 1), kind, self.class);
        }
        judge.close()
    }

    /// Of the beginning at word `at` of content.
    pub(crate) fn begin<J: Judge>(&self, judge: &mut J, edge: &Edge, at: usize) -> J::Part {
        let Edge { fixed: until, last, .. } = *edge;
        let scene = self.scene;
        let (prior, word) = if at == last { (97, 0) } else { (self.prior(at), scene.hash(at - 1)) };
        let first = self.tag(at);
        let verbs = edge.verbs.min(3);
        let quotation = scene.quotation_at(until - 1);
        let quoted = u32::from(quotation.is_some());
        let ahead = u32::from(scene.verbs((last, at.min(last + 40))) != 0);
        let mut add = |template, a, b, c| judge.add(feature(template, a, b, c));
        add(80, prior, first, quoted);
        add(81, word, scene.hash(at), 0);
        add(82, verbs, prior, first);
        add(83, bucket(until - at), prior, quoted);
        add(84, edge.rank.min(6), prior, verbs);
        add(85, self.class, prior, quoted);
        add(86, bucket(at - last), prior, verbs);
        add(87, scene.hash(at), u32::from(at == last), 0);
        add(88, u32::from(scene.is_quoted(at)), quoted, u32::from(at == last));
        add(89, ahead, prior, verbs);
        add(97, edge.finite.min(2), prior, first);
        if let Some(quotation) = quotation {
            // Whether the quotation is a sentence of its own or goes on with what stands before it.
            let reaches = if at < quotation.open { 1 + u32::from(at == last) } else { 0 };
            add(91, reaches, quotation.shape.code(), self.prior(quotation.open));
            add(96, reaches, scene.finite((at, quotation.open)).min(2), u32::from(quotation.shape.sentence));
            add(92, reaches, verbs, u32::from(quotation.shape.sentence));
        }
        judge.close()
    }
}
