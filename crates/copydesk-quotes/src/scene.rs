//! Everything the frames ask about a text, found once.

use copydesk_text::{Span, Text};

use crate::cue::{Class, Cue};
use crate::grammar::{is_time, noun_phrase};
use crate::marks::{self, Quotation};
use crate::words::{self, Tag};

/// A range of words, half-open.
pub(crate) type Range = (usize, usize);

/// A word that may be a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) at: usize,
    pub(crate) until: usize,
    pub(crate) cue: Cue,
}

/// A text with its tags, quotations, noun phrases, cue candidates and units.
pub(crate) struct Scene<'a, 't> {
    pub(crate) text: &'a Text<'t>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) quotations: Vec<Quotation>,
    /// For each word its tag as a number, with what stands in quotation marks told apart.
    pub(crate) codes: Vec<u8>,
    /// For each word one more than the index of the quotation it is in, or 0; marks included.
    quoted: Vec<u32>,
    /// Noun phrases outside quotations, in order and apart, in units that have a candidate.
    phrases: Vec<Range>,
    /// For each word, and the end, how many noun phrases end at it or before.
    ended: Vec<u32>,
    pub(crate) candidates: Vec<Candidate>,
    /// For each word one more than the class of the cue that begins there, or 0.
    cue_classes: Vec<u8>,
    /// For each word, and the end, how many words before it outside quotations are verbs, and finite verbs.
    verbs: Vec<[u32; 2]>,
    /// Sentences, those that one quotation spans taken together.
    pub(crate) units: Vec<Range>,
}

/// What is added to the number of a tag within quotation marks.
pub(crate) const QUOTED: u8 = 50;

impl<'a, 't> Scene<'a, 't> {
    pub(crate) fn new(text: &'a Text<'t>) -> Self {
        let (tags, cues) = words::tag(text);
        let quotations = marks::pair(text, &tags);
        let mut quoted = vec![0; tags.len()];
        for (i, quotation) in quotations.iter().enumerate() {
            quoted[quotation.open..quotation.until].fill(i as u32 + 1);
        }
        let codes = tags.iter().zip(&quoted).map(|(&tag, &q)| tag as u8 + if q == 0 { 0 } else { QUOTED }).collect();
        let mut scene = Self {
            text,
            tags,
            quotations,
            codes,
            quoted,
            phrases: Vec::new(),
            ended: Vec::new(),
            candidates: Vec::new(),
            cue_classes: Vec::new(),
            verbs: Vec::new(),
            units: Vec::new(),
        };
        scene.cue_classes = vec![0; scene.tags.len()];
        for &(at, cue, _) in &cues {
            scene.cue_classes[at] = cue.class as u8 + 1;
        }
        scene.count_verbs();
        scene.find_units();
        scene.find_candidates(&cues);
        scene.find_phrases();
        scene
    }

    /// The tag of a word; a stop beyond the text.
    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Stop)
    }

    /// The quotation that word `at` is in.
    pub(crate) fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let number = *self.quoted.get(at)?;
        self.quotations.get((number as usize).checked_sub(1)?)
    }

    /// Whether a quotation begins in a range of words.
    pub(crate) fn has_quotation(&self, (from, until): Range) -> bool {
        let next = self.quotations.partition_point(|q| q.open < from);
        self.quotations.get(next).is_some_and(|q| q.open < until)
    }

    /// Whether a word is a finite verb, as far as can be told: an -ed form when it follows what can be its subject.
    pub(crate) fn is_finite(&self, at: usize) -> bool {
        match self.tags[at] {
            Tag::Verb | Tag::Auxiliary | Tag::Modal => true,
            Tag::Past => at > 0 && matches!(self.tags[at - 1], Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Adverb),
            _ => false,
        }
    }

    fn count_verbs(&mut self) {
        let mut counts = Vec::with_capacity(self.tags.len() + 1);
        let mut count = [0, 0];
        counts.push(count);
        for (at, tag) in self.tags.iter().enumerate() {
            if tag.is_verbal() && self.quoted[at] == 0 {
                count[0] += 1;
                count[1] += u32::from(self.is_finite(at));
            }
            counts.push(count);
        }
        self.verbs = counts;
    }

    /// The verbs among words, participles in -ed too, those in quotation marks left out.
    pub(crate) fn verbs(&self, range: Range) -> u32 {
        self.counted(range, 0)
    }

    /// The finite verbs among words, those in quotation marks left out.
    pub(crate) fn finite(&self, range: Range) -> u32 {
        self.counted(range, 1)
    }

    fn counted(&self, (from, until): Range, which: usize) -> u32 {
        match (self.verbs.get(from), self.verbs.get(until)) {
            (Some(before), Some(after)) => after[which].saturating_sub(before[which]),
            _ => 0,
        }
    }

    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).is_some_and(|&q| q != 0)
    }

    /// One more than the class of the cue that begins at a word, or 0.
    pub(crate) fn cue_class(&self, at: usize) -> u8 {
        self.cue_classes.get(at).copied().unwrap_or(0)
    }

    pub(crate) fn hash(&self, at: usize) -> u32 {
        self.text.words().get(at).map_or(0, copydesk_text::Word::hash)
    }

    pub(crate) fn span(&self, (from, until): Range) -> Span {
        self.text.span(from..until)
    }

    /// The noun phrases that lie in a range of words.
    pub(crate) fn phrases_in(&self, (from, until): Range) -> &[Range] {
        let mut first = self.ended_by(from);
        first += usize::from(self.phrases.get(first).is_some_and(|p| p.0 < from));
        &self.phrases[first..self.ended_by(until).max(first)]
    }

    /// The noun phrase that ends right before word `at`.
    pub(crate) fn phrase_before(&self, at: usize) -> Option<Range> {
        let last = self.ended_by(at).checked_sub(1)?;
        self.phrases.get(last).copied().filter(|p| p.1 == at)
    }

    /// The noun phrase that begins at word `at` or has it inside.
    pub(crate) fn phrase_at(&self, at: usize) -> Option<Range> {
        self.phrases.get(self.ended_by(at)).copied().filter(|p| p.0 <= at)
    }

    fn ended_by(&self, at: usize) -> usize {
        self.ended.get(at).map_or(self.phrases.len(), |&count| count as usize)
    }

    fn find_units(&mut self) {
        for paragraph in self.text.paragraphs() {
            for sentence in &self.text.sentences()[paragraph.sentences()] {
                let range = sentence.words();
                let first = range.start == paragraph.words().start;
                if let Some(unit) = self.units.last().copied()
                    && if first { self.links(unit, range.start) } else { self.continues(unit, range.start) }
                {
                    self.units.pop();
                    self.units.push((unit.0, range.end));
                } else {
                    self.units.push((range.start, range.end));
                }
            }
        }
    }

    /// Whether the paragraph that begins at word `at` belongs to the unit before it: a quotation after a colon, or the
    /// signature below a quotation.
    fn links(&self, unit: Range, at: usize) -> bool {
        match self.tags[unit.1 - 1] {
            Tag::Colon => self.is_quoted(at) && !self.is_quoted(unit.1 - 1),
            _ => self.is_quoted(unit.1 - 1) && self.tags[at] == Tag::Dash && self.tag(at + 1) == Tag::Name,
        }
    }

    /// Whether the sentence that begins at word `at` belongs to the unit before it in the same paragraph.
    fn continues(&self, unit: Range, at: usize) -> bool {
        let last = unit.1 - 1;
        let Some(quotation) = self.quotation_at(last) else { return false };
        if quotation.until > at || self.tags[at] == Tag::Dash {
            return true;
        }
        // "“Why?” Smith asked.": the sentence ends only for the speaker. "He said, “Why?” Smith said, “Because.”" are two.
        let introduced = quotation.open > 0
            && matches!(self.tags[quotation.open - 1], Tag::Comma | Tag::Colon)
            && (quotation.open.saturating_sub(6).max(unit.0)..quotation.open).any(|i| self.cue_classes[i] != 0);
        let verb = (at..self.tags.len().min(at + 8)).find(|&i| matches!(self.tags[i], Tag::Verb | Tag::Past));
        matches!(self.text.word_str(at - 2), "?" | "!" | "…" | "-" | "–" | "—")
            && !self.is_quoted(at)
            && verb.is_some_and(|i| {
                let introduces = matches!(self.tag(i + 1), Tag::Comma | Tag::Colon) && self.is_quoted(i + 2);
                i > at && self.cue_classes[i] != 0 && !(introduced && introduces)
            })
    }

    fn find_phrases(&mut self) {
        self.ended.reserve(self.tags.len() + 1);
        let mut candidates = self.candidates.iter().map(|c| c.at).peekable();
        for &(from, until) in &self.units {
            let mut asked = false;
            while candidates.next_if(|&at| at < until).is_some() {
                asked = true;
            }
            let mut at = if asked { from } else { until };
            while at < until {
                if let Some(quotation) = self.quotation_at(at) {
                    at = quotation.until.max(at + 1);
                    continue;
                }
                let Some(end) = noun_phrase(self.text, &self.tags, at, until) else {
                    at += 1;
                    continue;
                };
                if is_time(self.text, &self.tags, at) {
                    at = until.min(at + 2);
                    continue;
                }
                // A phrase stops where a quotation begins.
                let end = (at..end).find(|&i| self.is_quoted(i)).unwrap_or(end);
                if end > at {
                    self.ended.resize(end, self.phrases.len() as u32);
                    self.phrases.push((at, end));
                }
                at = end.max(at + 1);
            }
        }
        self.ended.resize(self.tags.len() + 1, self.phrases.len() as u32);
    }

    fn find_candidates(&mut self, cues: &[(usize, &'static Cue, usize)]) {
        let mut until = 0;
        let mut next = cues.iter().peekable();
        for at in 0..self.tags.len() {
            let listed = next.next_if(|c| c.0 == at);
            if at < until || self.quoted[at] != 0 {
                continue;
            }
            if let Some(&(_, cue, count)) = listed {
                until = at + count;
                self.candidates.push(Candidate { at, until, cue: *cue });
            } else if let Some(class) = self.unlisted(at) {
                self.candidates.push(Candidate { at, until: at + 1, cue: Cue::new(class, "") });
            }
        }
    }

    /// Cues that no list can hold: a colon, and any verb that touches a quotation.
    fn unlisted(&self, at: usize) -> Option<Class> {
        match self.tags[at] {
            // "‘We won’: Lee", "“We won.” — Ann Lee"
            Tag::Colon | Tag::Dash if at > 0 && self.is_quoted(at - 1) && self.tag(at + 1) == Tag::Name => {
                Some(Class::Signature)
            }
            Tag::Colon => Some(Class::Colon),
            Tag::Past | Tag::Verb | Tag::Gerund if !self.quotations.is_empty() => {
                let near = (at.saturating_sub(6)..at)
                    .rev()
                    .take_while(|&i| !matches!(self.tags[i], Tag::Stop | Tag::Verb))
                    .any(|i| self.is_quoted(i))
                    || self.is_quoted(at + 1)
                    || matches!(self.tag(at + 1), Tag::Comma | Tag::Colon | Tag::Preposition) && self.is_quoted(at + 2);
                near.then_some(Class::Other)
            }
            _ => None,
        }
    }
}
