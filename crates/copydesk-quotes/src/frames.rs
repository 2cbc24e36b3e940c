//! The readings of a cue: who can be its source, and on which side its content can lie.

use crate::cue::{Class, Form};
use crate::grammar::{adverbials, noun_phrase};
use crate::scene::{Candidate, Range, Scene};
use crate::words::Tag;

/// Where a source stands to its cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Origin {
    /// Right before the verb group: "Kim said".
    Near,
    /// Before what is in commas or brackets before the verb group: "Kim, the leader, said".
    Apposed,
    /// The antecedent of a relative: "Kim, who said".
    Antecedent,
    /// The first noun phrase of the clause.
    Clause,
    /// The first noun phrase of the sentence.
    First,
    /// The source of the cue before in the same sentence: "Kim said that ... and added".
    Previous,
    /// After the cue: "said Kim", "according to Kim".
    After,
    /// "by Kim".
    By,
    /// The possessor of a noun cue: "Kim's claim that".
    Owner,
    /// Nobody is named.
    Nobody,
}

/// On which side of the cue the content lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Side {
    After,
    Before,
    Both,
}

/// What the content after a cue begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Start {
    /// The first word after the cue and its adverbials.
    Next,
    /// After a particle: "called for".
    Particle,
    /// After "that".
    That,
    /// A quotation.
    Mark,
    /// After the hearer or the accused: "told reporters".
    Object,
    /// After a colon.
    Colon,
    /// After a comma.
    Comma,
    /// Content lies before.
    None,
}

/// One reading of a cue. Ranges are the widest that content can take; its outer edges are decided later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Reading {
    pub(crate) source: Option<Range>,
    pub(crate) origin: Origin,
    pub(crate) side: Side,
    pub(crate) start: Start,
    /// Content before the cue; empty when there is none.
    pub(crate) before: Range,
    /// Content after the cue; empty when there is none.
    pub(crate) after: Range,
}

/// A cue with its verb group in its unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    pub(crate) cue: Candidate,
    /// The verb group with adverbs, or the cue alone.
    pub(crate) group: Range,
    pub(crate) form: Form,
    pub(crate) negated: bool,
    pub(crate) unit: Range,
}

/// The words at which content after a cue can begin.
type Starts = [Option<(Start, usize)>; 6];

/// How far from a cue its source and content are looked for, in words.
const REACH: usize = 120;

impl Site {
    pub(crate) fn new(scene: &Scene<'_, '_>, cue: Candidate, unit: Range) -> Self {
        let verb =
            !matches!(cue.cue.class, Class::Noun | Class::Accord | Class::Colon | Class::Signature | Class::Adjective);
        let (mut from, mut negated, mut passive, mut infinitive) = (cue.at, false, false, false);
        let mut nearest = None;
        while from > unit.0 && !scene.is_quoted(from - 1) && (verb || cue.cue.class == Class::Adjective) {
            let tag = scene.tags[from - 1];
            match tag {
                Tag::Auxiliary | Tag::Modal => nearest = nearest.or(Some(from - 1)),
                Tag::Not => negated = true,
                Tag::To => infinitive = true,
                Tag::Adverb => {}
                _ => break,
            }
            from -= 1;
        }
        if let Some(auxiliary) = nearest {
            passive = scene.tags[cue.at] != Tag::Gerund
                && ["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "get", "got"]
                    .iter()
                    .any(|be| scene.text.is(auxiliary, be));
        }
        let form = match scene.tags[cue.at] {
            _ if !verb => Form::None,
            _ if passive => Form::Passive,
            _ if infinitive => Form::Infinitive,
            Tag::Gerund if nearest.is_none() => Form::Participle,
            _ => Form::Finite,
        };
        let until = adverbials(scene.text, &scene.tags, cue.until, unit.1);
        let until = (cue.until..until).find(|&i| scene.is_quoted(i)).unwrap_or(until);
        let left = unit.0.max(cue.at.saturating_sub(REACH));
        let left = scene.quotation_at(left).map_or(left, |q| q.open.max(unit.0));
        let right = unit.1.min(cue.until + REACH);
        let right = scene.quotation_at(right).map_or(right, |q| q.until.min(unit.1));
        Self { cue, group: (from, until), form, negated, unit: (left, right) }
    }

    /// All readings, into `readings`. `previous` is the source that was chosen for the cue before in this sentence.
    pub(crate) fn readings(&self, scene: &Scene<'_, '_>, previous: Option<Range>, readings: &mut Vec<Reading>) {
        readings.clear();
        let (sources, count) = self.sources(scene, previous);
        // Content begins at the same words whoever the source before the cue is.
        let mut starts = Starts::default();
        let mut known = None;
        for &(origin, source) in &sources[..count] {
            let next = self.next(scene, origin, source);
            if known != Some(next) {
                starts = self.starts(scene, next);
                known = Some(next);
            }
            for (start, from) in starts.into_iter().flatten() {
                let after = (from, self.unit.1);
                if after.0 < after.1 {
                    let none = (self.group.0, self.group.0);
                    Self::push(readings, Reading { source, origin, side: Side::After, start, before: none, after });
                }
            }
            if let Some(before) = self.before(scene, origin, source) {
                let after = match source {
                    Some(s) if origin == Origin::After => s.1.max(self.group.1),
                    _ => self.past_hearer(scene),
                };
                let reading =
                    Reading { source, origin, side: Side::Before, start: Start::None, before, after: (after, after) };
                Self::push(readings, reading);
                // Not "..., according to Lee, who said that ..."
                if scene.tag(after) == Tag::Comma && after + 1 < self.unit.1 && scene.tags[after + 1] != Tag::Relative {
                    let after = (after + 1, self.unit.1);
                    Self::push(readings, Reading { side: Side::Both, start: Start::Comma, after, ..reading });
                }
            }
        }
    }

    /// The word after the cue and its hearer, where a comma follows: "The deal, Lee told the BBC, was dead."
    fn past_hearer(&self, scene: &Scene<'_, '_>) -> usize {
        let hearer = self.group.1 + usize::from(scene.tag(self.group.1) == Tag::To);
        let phrase = scene.phrase_at(hearer).filter(|p| p.0 == hearer && p.1 < self.unit.1);
        let end = phrase.map_or(self.group.1, |p| self.extended(scene, p).1);
        if scene.tag(end) == Tag::Comma { end } else { self.group.1 }
    }

    fn push(readings: &mut Vec<Reading>, reading: Reading) {
        let same = |r: &Reading| r.source == reading.source && r.before == reading.before && r.after == reading.after;
        if readings.len() < 48 && !readings.iter().any(same) {
            readings.push(reading);
        }
    }

    /// The first word after cue and source.
    fn next(&self, scene: &Scene<'_, '_>, origin: Origin, source: Option<Range>) -> usize {
        let next = match (origin, source) {
            (Origin::After | Origin::By, Some(source)) => {
                let past = source.1.max(self.group.1);
                match (scene.tag(past), scene.tag(past + 1)) {
                    // "According to Lee, who runs a shop, the street ..."
                    (Tag::Comma, Tag::Relative) => {
                        (past + 2..self.unit.1).find(|&i| scene.tags[i] == Tag::Comma).map_or(past + 1, |i| i + 1)
                    }
                    (Tag::Comma, _) => past + 1,
                    _ => past,
                }
            }
            _ => self.group.1,
        };
        next.min(self.unit.1)
    }

    /// Where content after the cue can begin, `next` being the first word that is free.
    fn starts(&self, scene: &Scene<'_, '_>, next: usize) -> Starts {
        let tags = &scene.tags;
        let near = next..self.unit.1.min(next + 14);
        let mut starts = Starts::default();
        let at = |i: usize| i < self.unit.1;
        if at(next) && !scene.is_quoted(next) {
            if matches!(tags[next], Tag::Preposition | Tag::Of | Tag::To) {
                starts[0] = Some((Start::Particle, next + 1));
            }
            // The hearer: "told reporters in Seoul", "said to them".
            let hearer = if tags[next] == Tag::To { next + 1 } else { next };
            if let Some(mut end) = noun_phrase(scene.text, tags, hearer, self.unit.1) {
                // "told MSNBC's “Morning Joe” that"
                if let Some(title) = scene.quotation_at(end).filter(|q| q.open == end && q.shape.titled) {
                    end = title.until;
                }
                end = adverbials(scene.text, tags, end, self.unit.1);
                if at(end) && matches!(tags[end], Tag::That | Tag::To | Tag::Of | Tag::Preposition | Tag::Comma) {
                    end += usize::from(tags[end] != Tag::To);
                }
                starts[1] = Some((Start::Object, end));
            }
        }
        let clause_open = |i: &usize| scene.quotation_at(*i).is_none_or(|q| q.shape.titled && q.open > next);
        let that = near.clone().take_while(clause_open).find(|&i| tags[i] == Tag::That);
        // A clause follows: not "that night".
        starts[2] = that
            .filter(|&i| !(next..i).any(|j| tags[j].is_verbal() && tags[j] != Tag::Past))
            .filter(|&i| (i + 1..self.unit.1).any(|j| tags[j].is_verbal()) || scene.has_quotation((i, self.unit.1)))
            // Of "said that “it is over”" the conjunction is a part: the quotation is the reporter's clause.
            .map(|i| (Start::That, if scene.is_quoted(i + 1) { i } else { i + 1 }));
        starts[3] = near.clone().find(|&i| scene.is_quoted(i)).map(|i| (Start::Mark, i));
        starts[4] =
            near.clone().take_while(clause_open).find(|&i| tags[i] == Tag::Colon).map(|i| (Start::Colon, i + 1));
        // "No damage reported, says Lee": what is said does not begin with who says it.
        let inverted =
            at(next + 1) && tags[next] == Tag::Comma && tags[next + 1] == Tag::Verb && scene.cue_class(next + 1) != 0;
        starts[5] = (!inverted).then_some((Start::Next, next));
        starts
    }

    /// The widest content before source and cue, where the sentence lets it be.
    fn before(&self, scene: &Scene<'_, '_>, origin: Origin, source: Option<Range>) -> Option<Range> {
        let class = self.cue.cue.class;
        let first = match source {
            // "It rained, the head of the union, Ann Lee, said.": what is said ends before the apposition.
            Some(source) if origin == Origin::Apposed && source.1 + 1 == self.group.0 => {
                scene.phrase_before(source.0 - 1).map_or(source.0, |p| self.attach(scene, p).0)
            }
            Some(source) if source.1 <= self.group.0 => source.0,
            _ => self.group.0,
        };
        let mut end = first;
        while end > self.unit.0
            && !scene.is_quoted(end - 1)
            && matches!(scene.tags[end - 1], Tag::Comma | Tag::Dash | Tag::Conjunction | Tag::Subordinator)
        {
            end -= 1;
        }
        let parted = end < first || scene.is_quoted(end.wrapping_sub(1));
        let tight = matches!(class, Class::Accord | Class::Signature)
            || self.form == Form::Passive && matches!(origin, Origin::By | Origin::Nobody);
        (end > self.unit.0 && (parted || tight)).then_some((self.unit.0, end))
    }
}
