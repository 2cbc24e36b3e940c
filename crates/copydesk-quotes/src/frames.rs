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

    /// The possible sources, the likelier origin first where two are the same words; none where the cue is no cue.
    fn sources(&self, scene: &Scene<'_, '_>, previous: Option<Range>) -> ([(Origin, Option<Range>); 10], usize) {
        let mut sources = [(Origin::Nobody, None); 10];
        let mut count = 0;
        let mut add = |origin, source: Option<Range>| {
            if let Some(source) = source
                && source.0 < source.1
                && scene.tags[source.0..source.1].iter().any(|&t| t != Tag::Number)
                && !sources[..count].iter().any(|s: &(Origin, Option<Range>)| s.1 == Some(source))
            {
                sources[count] = (origin, Some(source));
                count += 1;
            }
        };
        let class = self.cue.cue.class;
        let at = self.group.0;
        match class {
            Class::Accord | Class::Signature => {
                let source = scene.phrase_at(self.cue.until).map(|p| self.joined(scene, p));
                let whole = |p| if class == Class::Accord { self.extended(scene, p) } else { p };
                add(Origin::After, source.map(whole));
            }
            Class::Noun => {
                add(Origin::Owner, self.owner(scene));
                let by = (self.cue.until..self.unit.1.min(self.cue.until + 2))
                    .find(|&i| scene.text.is(i, "by") || scene.text.is(i, "from") || scene.text.is(i, "among"));
                add(Origin::By, by.and_then(|i| scene.phrase_at(i + 1)));
                add(Origin::Previous, previous);
                add(Origin::Clause, self.clause_subject(scene));
                add(Origin::First, self.first(scene));
            }
            _ => {
                // Where an apposition begins, if the subject stands before it: what is in it is not the subject.
                let mut apposition = at;
                if at > self.unit.0 {
                    match scene.tags[at - 1] {
                        Tag::Relative | Tag::That => {
                            let before = if scene.tag(at.wrapping_sub(2)) == Tag::Comma { at - 2 } else { at - 1 };
                            add(Origin::Antecedent, scene.phrase_before(before).map(|p| self.attach(scene, p)));
                        }
                        Tag::Comma | Tag::BracketClose | Tag::Dash => {
                            if let Some((source, named)) = self.apposed(scene, at - 1) {
                                apposition = if named { self.unit.0 } else { source.1 };
                                add(Origin::Apposed, Some(source));
                            }
                        }
                        _ => add(Origin::Near, scene.phrase_before(at).and_then(|p| self.subject(scene, p))),
                    }
                }
                let inverted = scene.phrase_at(self.group.1).filter(|p| p.0 == self.group.1);
                let inverted = inverted.map(|p| named(scene, p).unwrap_or_else(|| self.joined(scene, p)));
                if matches!(class, Class::Say | Class::Show | Class::Other | Class::Tell | Class::Believe) {
                    add(Origin::After, inverted);
                }
                if self.form == Form::Passive || scene.text.is(self.group.1, "by") {
                    let by = (self.cue.until..self.unit.1.min(self.cue.until + 12)).find(|&i| scene.text.is(i, "by"));
                    let agent = by.and_then(|i| scene.phrase_at(i + 1));
                    // "underscored by the news that ...": nobody says so.
                    if class != Class::Tell && agent.is_some_and(|p| scene.tag(p.1) == Tag::That) {
                        return (sources, 0);
                    }
                    add(Origin::By, agent);
                }
                add(Origin::Previous, previous);
                add(Origin::Clause, self.clause_subject(scene).filter(|p| p.1 <= apposition));
                add(Origin::First, self.first(scene).filter(|p| p.1 <= apposition));
            }
        }
        (sources, count + 1)
    }

    /// A noun phrase after its verb with one that "and" joins to it: "said Lee and Kim.", "said writer and critic Lee".
    fn joined(&self, scene: &Scene<'_, '_>, phrase: Range) -> Range {
        let closes = |at| at >= self.unit.1 || matches!(scene.tags[at], Tag::Comma | Tag::Stop | Tag::Mark);
        let second = scene.phrase_at(phrase.1 + 1).filter(|p| p.0 == phrase.1 + 1 && closes(p.1));
        match second {
            Some(second) if scene.text.is(phrase.1, "and") && second.1 <= self.unit.1 => (phrase.0, second.1),
            _ => phrase,
        }
    }

    /// The subject that ends with a noun phrase: not "on Twitter" alone, and without a participle that follows its head,
    /// as in "protesters marching through the streets".
    fn subject(&self, scene: &Scene<'_, '_>, phrase: Range) -> Option<Range> {
        let whole = self.attach(scene, phrase);
        let tag = |at: usize| if at > self.unit.0 { scene.tags[at - 1] } else { Tag::Stop };
        match tag(whole.0) {
            // "with Lee calling it"
            Tag::Preposition if scene.tags[self.cue.at] == Tag::Gerund => Some(whole),
            // "In an interview Lee said"
            Tag::Preposition => {
                let noun = (phrase.0..phrase.1).rev().find(|&i| scene.tags[i] != Tag::Name)?;
                (scene.tags[noun] == Tag::Noun && noun + 1 < phrase.1).then_some((noun + 1, phrase.1))
            }
            Tag::Gerund => {
                let participle = whole.0 - 1 - usize::from(tag(whole.0 - 1) == Tag::Preposition);
                Some(scene.phrase_before(participle).unwrap_or(whole))
            }
            _ => Some(whole),
        }
    }

    /// A noun phrase with the prepositional phrases after it: "a spokesman for the police in Leeds".
    fn extended(&self, scene: &Scene<'_, '_>, phrase: Range) -> Range {
        let mut whole = phrase;
        while whole.1 < self.unit.1
            && matches!(scene.tags[whole.1], Tag::Preposition | Tag::Of)
            && scene.tag(whole.1 + 1) != Tag::Day
            && let Some(next) = scene.phrase_at(whole.1 + 1).filter(|p| p.0 == whole.1 + 1 && p.1 <= self.unit.1)
        {
            whole.1 = next.1;
        }
        whole
    }

    /// A noun phrase with the prepositional phrases before it: "officials in Washington", not "officials on Monday";
    /// and with another subject: "Kim and Lee".
    fn attach(&self, scene: &Scene<'_, '_>, phrase: Range) -> Range {
        let mut whole = phrase;
        if phrase.0 > self.unit.0 + 1
            && scene.text.is(phrase.0 - 1, "and")
            && let Some(first) = scene.phrase_before(phrase.0 - 1)
            && (first.0 == self.unit.0 || matches!(scene.tags[first.0 - 1], Tag::Comma | Tag::That | Tag::Subordinator))
        {
            return (first.0, phrase.1);
        }
        for _ in 0..3 {
            if whole.0 <= self.unit.0 + 1 || !matches!(scene.tags[whole.0 - 1], Tag::Preposition | Tag::Of) {
                break;
            }
            let Some(head) = scene.phrase_before(whole.0 - 1) else { break };
            let timed = scene.tags[whole.0] == Tag::Day
                || scene.text.is(whole.0 - 1, "on") && scene.tags[whole.1 - 1] == Tag::Number;
            whole = if timed { head } else { (head.0, whole.1) };
        }
        whole
    }

    /// The noun phrase before what stands between commas, brackets or dashes and ends with the sign at `close`. Of
    /// several it is the first name that no preposition governs: "Ada Lovelace, the head of X, London, said". A name
    /// between the signs is the source itself: "The head of X, Ada Lovelace, said"; the second value says so.
    fn apposed(&self, scene: &Scene<'_, '_>, close: usize) -> Option<(Range, bool)> {
        let opens = |tag| match scene.tags[close] {
            Tag::BracketClose => tag == Tag::BracketOpen,
            sign => tag == sign,
        };
        let mut found: Option<Range> = None;
        for at in (self.unit.0.max(close.saturating_sub(40))..close).rev() {
            let tag = scene.tags[at];
            if scene.is_quoted(at)
                || matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Semicolon) && found.is_some()
            {
                break;
            }
            if opens(tag)
                && found.is_none()
                && let Some(name) = scene.phrase_before(close).filter(|p| p.0 == at + 1 && is_name(scene, *p))
                && scene.phrase_before(at).is_some_and(|p| !is_name(scene, p))
            {
                return Some((name, true));
            }
            if opens(tag)
                && let Some(phrase) = scene.phrase_before(at)
                && found.is_none_or(|_| {
                    scene.tags[phrase.0] == Tag::Name
                        && (phrase.0 == self.unit.0 || !matches!(scene.tags[phrase.0 - 1], Tag::Preposition | Tag::Of))
                })
            {
                found = Some(self.attach(scene, phrase));
            }
        }
        found.map(|source| (source, false))
    }

    /// The first noun phrase of the clause that the verb group stands in.
    fn clause_subject(&self, scene: &Scene<'_, '_>) -> Option<Range> {
        let begins = |i: &usize| {
            scene.is_quoted(*i)
                || matches!(
                    scene.tags[*i],
                    Tag::Conjunction
                        | Tag::Subordinator
                        | Tag::That
                        | Tag::Semicolon
                        | Tag::Colon
                        | Tag::Dash
                        | Tag::Wh
                )
                || scene.tags[*i] == Tag::Comma && !matches!(scene.tag(*i + 1), Tag::Relative | Tag::Adverb)
        };
        let mut end = self.group.0;
        for _ in 0..3 {
            let start = (self.unit.0..end).rev().find(begins).map_or(self.unit.0, |i| i + 1);
            if let Some(first) = scene
                .phrases_in((start, self.group.0))
                .iter()
                .find(|p| p.0 == 0 || scene.tags[p.0 - 1] != Tag::BracketOpen)
                && first.1 < self.group.0
            {
                return Some(*first);
            }
            end = start.saturating_sub(1).max(self.unit.0);
        }
        None
    }

    /// The first noun phrase of the unit that no preposition governs.
    fn first(&self, scene: &Scene<'_, '_>) -> Option<Range> {
        scene
            .phrases_in((self.unit.0, self.group.0))
            .iter()
            .find(|p| {
                let governs = |tag| matches!(tag, Tag::Preposition | Tag::To | Tag::Of | Tag::BracketOpen);
                p.0 == self.unit.0 || !governs(scene.tags[p.0 - 1])
            })
            .copied()
    }

    /// Whose noun it is: "Kim's claim", "his claim".
    fn owner(&self, scene: &Scene<'_, '_>) -> Option<Range> {
        let from = scene.phrase_at(self.cue.at).map_or(self.cue.at, |p| p.0);
        if let Some(owned) = (from..self.cue.at).rev().find(|&i| scene.tags[i] == Tag::Possessive) {
            return Some((from, owned));
        }
        let possessive = ["his", "her", "their", "its", "my", "our", "your"].iter().any(|p| scene.text.is(from, p));
        possessive.then_some((from, from + 1))
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
        starts[5] = Some((Start::Next, next));
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

/// Whether a noun phrase is a name of several words.
fn is_name(scene: &Scene<'_, '_>, (from, until): Range) -> bool {
    until > from + 1 && scene.tags[from..until].iter().all(|&t| t == Tag::Name)
}

/// The name after a description: "said the head of the union, Ann Lee."
fn named(scene: &Scene<'_, '_>, description: Range) -> Option<Range> {
    let name = scene.phrase_at(description.1 + 1).filter(|p| p.0 == description.1 + 1)?;
    let ends = matches!(scene.tag(name.1), Tag::Comma | Tag::Stop | Tag::Mark);
    let described = scene.tags[description.0] == Tag::Determiner && scene.tag(description.1) == Tag::Comma;
    (described && ends && is_name(scene, name)).then_some(name)
}
