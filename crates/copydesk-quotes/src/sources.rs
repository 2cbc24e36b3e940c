//! Who can be the source of a cue: the noun phrases around it, by where they stand.

use crate::cue::{Class, Form};
use crate::frames::{Origin, Site};
use crate::scene::{Range, Scene};
use crate::words::Tag;

impl Site {
    /// The possible sources, the likelier origin first where two are the same words; none where the cue is no cue.
    pub(crate) fn sources(
        &self,
        scene: &Scene<'_, '_>,
        previous: Option<Range>,
    ) -> ([(Origin, Option<Range>); 10], usize) {
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
                let inverted = scene.phrase_at(self.group.1).filter(|p| p.0 == self.group.1);
                let inverted = inverted.map(|p| named(scene, p).unwrap_or_else(|| self.joined(scene, p)));
                // "It rained, says Lee.": nobody else speaks.
                let ends = |at| at >= self.unit.1 || at + 1 == self.unit.1 && scene.tags[at] == Tag::Stop;
                if class == Class::Say
                    && scene.tag(at.wrapping_sub(1)) == Tag::Comma
                    && inverted.is_some_and(|p| scene.tags[p.1 - 1] == Tag::Name && ends(p.1))
                {
                    add(Origin::After, inverted);
                    return (sources, count);
                }
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
                // "“Is it over?” asked Lee", but "asked Lee to go".
                if matches!(class, Class::Say | Class::Show | Class::Other | Class::Tell | Class::Believe)
                    || class == Class::Urge && scene.is_quoted(at.wrapping_sub(1))
                {
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
        let closes =
            |at| at >= self.unit.1 || matches!(scene.tags[at], Tag::Comma | Tag::Stop | Tag::Mark | Tag::BracketOpen);
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
                let doer = scene.phrase_before(participle).unwrap_or(whole);
                // "Australian mining firm Dunmore"
                let compound = participle + 1 == whole.0 && scene.tags[whole.0] == Tag::Noun;
                Some(if compound && scene.tags[doer.1 - 1] == Tag::Name { (doer.0, whole.1) } else { doer })
            }
            _ => Some(whole),
        }
    }

    /// A noun phrase with the prepositional phrases after it: "a spokesman for the police in Leeds".
    pub(crate) fn extended(&self, scene: &Scene<'_, '_>, phrase: Range) -> Range {
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
    pub(crate) fn attach(&self, scene: &Scene<'_, '_>, phrase: Range) -> Range {
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
