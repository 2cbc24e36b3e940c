//! Mentions to entities.
//!
//! Forms are joined from the longest to the shortest, so that a short form finds all the names that it can belong to:
//! the order of the multi-pass sieve (Raghunathan et al. 2010, "A Multi-Pass Sieve for Coreference Resolution"), with
//! names first and nouns and pronouns last.

mod gender;
mod kinds;
mod name;
mod reference;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use copydesk_model::{Classes, Gazetteer, Thing};
use copydesk_text::{Text, Word};

pub(crate) use self::reference::Noun;

use self::name::Name;
use self::rules::{Rule, compatible, contradict, founder, same};
use crate::{Entity, EntityKind, Form, Gender, Mention};

/// Joins the mentions of one thing into an entity, and adds nominal mentions and pronouns where that is safe.
///
/// Mentions must be in order and apart, as [`Tagger::tag`](crate::Tagger::tag) returns them. The entities come in the
/// order of their first mentions.
pub fn link(mentions: &[Mention], text: &Text<'_>, gazetteer: &Gazetteer) -> Vec<Entity> {
    let mentions = kinds::settle(mentions, text, gazetteer);
    let forms = forms(&mentions, text, gazetteer);
    let linked = Linker::new(&mentions, &forms, text).join();
    let mut entities: Vec<Entity> = linked.chains.iter().map(|chain| linked.entity(chain)).collect();
    reference::add(&mut entities, text, gazetteer);
    entities.sort_by_key(|entity| entity.mentions.first().map(|mention| mention.span.start()));
    relate(&mut entities, text, gazetteer);
    entities
}

/// Tells countries of their people, and the other way round.
fn relate(entities: &mut [Entity], text: &Text<'_>, gazetteer: &Gazetteer) {
    let known = |entity: &Entity| {
        let names = entity.mentions.iter().filter(|m| matches!(m.form, Form::Name | Form::Short | Form::Acronym));
        names.filter_map(|mention| gazetteer.get(text, text.words_in(mention.span))).find_map(|found| {
            let side = (found.classes.any(Classes::COUNTRY), found.classes.any(Classes::DEMONYM));
            found.thing.filter(|_| side.0 != side.1).map(|thing| (thing, side.1))
        })
    };
    let sides: Vec<Option<(Thing, bool)>> = entities.iter().map(known).collect();
    for (entity, side) in entities.iter_mut().zip(&sides) {
        let Some((thing, people)) = *side else { continue };
        let others = sides.iter().enumerate().filter(|(_, other)| **other == Some((thing, !people)));
        entity.related = others.map(|(id, _)| id).collect();
    }
}

/// A written form and the indices of its mentions.
struct FormOf<'t> {
    name: Name<'t>,
    mentions: Vec<usize>,
}

/// The distinct forms, those of many words first, of many mentions before few.
fn forms<'t>(mentions: &[Mention], text: &Text<'t>, gazetteer: &Gazetteer) -> Vec<FormOf<'t>> {
    let mut forms: Vec<FormOf<'t>> = Vec::new();
    let mut known: HashMap<(u64, EntityKind, Option<Gender>), usize> = HashMap::new();
    for (index, mention) in mentions.iter().enumerate() {
        let name = Name::new(mention, text, gazetteer);
        let at = *known.entry((name.key(), mention.kind, name.gender)).or_insert_with(|| {
            forms.push(FormOf { name, mentions: Vec::new() });
            forms.len() - 1
        });
        forms[at].mentions.push(index);
    }
    forms.sort_by_key(|form| (form.name.is_acronym, std::cmp::Reverse(form.name.words.len()), form.mentions[0]));
    forms
}

/// Forms and mentions that are one thing.
#[derive(Default)]
struct Chain {
    forms: Vec<usize>,
    mentions: Vec<usize>,
}

/// How a mention was joined.
#[derive(Clone, Copy)]
struct Place {
    form: usize,
    chain: usize,
    /// None for the first form of a chain.
    rule: Option<Rule>,
}

struct Linker<'a, 't> {
    mentions: &'a [Mention],
    forms: &'a [FormOf<'t>],
    text: &'a Text<'t>,
    chains: Vec<Chain>,
    /// For each mention, once it is in a chain.
    places: Vec<Option<Place>>,
    /// Chains by the hashes of the words and acronyms of their forms.
    by_word: HashMap<u32, Vec<usize>>,
    by_thing: HashMap<Thing, Vec<usize>>,
}

/// As many chains as are looked through for a name spelled in another way.
const NEAR: usize = 64;

impl<'a, 't> Linker<'a, 't> {
    fn new(mentions: &'a [Mention], forms: &'a [FormOf<'t>], text: &'a Text<'t>) -> Self {
        Self {
            mentions,
            forms,
            text,
            chains: Vec::new(),
            places: vec![None; mentions.len()],
            by_word: HashMap::new(),
            by_thing: HashMap::new(),
        }
    }

    fn join(mut self) -> Self {
        for at in 0..self.forms.len() {
            let candidates = self.candidates(at);
            match candidates.as_slice() {
                [] => self.start(at),
                [(chain, rule)] => self.file(*chain, at, &self.forms[at].mentions, Some(*rule)),
                several => {
                    // A family name that several have is of the one who was named last.
                    for &mention in &self.forms[at].mentions {
                        if let Some(&(chain, rule)) =
                            several.iter().min_by_key(|(chain, _)| self.distance(*chain, mention))
                        {
                            self.file(chain, at, &[mention], Some(rule));
                        }
                    }
                }
            }
        }
        for chain in &mut self.chains {
            chain.mentions.sort_unstable();
        }
        self
    }

    /// The chains of which this form is the best supported one, with the rule.
    fn candidates(&self, at: usize) -> Vec<(usize, Rule)> {
        let name = &self.forms[at].name;
        let words = name.words.iter().map(|word| word.hash).chain(name.letters());
        let mut near: Vec<usize> = words.filter_map(|hash| self.by_word.get(&hash)).flatten().copied().collect();
        if let Some(thing) = name.known.and_then(|known| known.thing) {
            near.extend(self.by_thing.get(&thing).into_iter().flatten());
        }
        if name.is_acronym {
            // Whatever was named right before may be what it is short for.
            let before = self.forms[at].mentions.iter().filter_map(|mention| mention.checked_sub(1));
            near.extend(before.filter_map(|mention| Some(self.places[mention]?.chain)));
        }
        // An acronym, a name spelled in another way or a plural need not share a word with the rest.
        let spelled = matches!(name.kind, EntityKind::Person | EntityKind::Group);
        if near.is_empty() && (name.is_acronym || spelled) {
            near.extend(self.chains.len().saturating_sub(NEAR)..self.chains.len());
        }
        near.sort_unstable();
        near.dedup();
        let mut best: Vec<(usize, Rule)> = near
            .into_iter()
            .filter_map(|chain| {
                let forms = self.chains[chain].forms.iter();
                if forms.clone().any(|&form| contradict(&self.forms[form].name, name)) {
                    return None;
                }
                let rule = forms.filter_map(|&form| self.rule(form, at)).max()?;
                Some((chain, rule))
            })
            .collect();
        let strongest = best.iter().map(|(_, rule)| *rule).max();
        best.retain(|(_, rule)| Some(*rule) == strongest);
        // A guess at a spelling is none when there are two.
        if strongest == Some(Rule::Spelling) && best.len() > 1 { Vec::new() } else { best }
    }

    fn rule(&self, full: usize, short: usize) -> Option<Rule> {
        let (full, short) = (&self.forms[full], &self.forms[short]);
        let defined = || self.defines(full, short) || self.defines(short, full);
        let definition = (compatible(full.name.kind, short.name.kind) && defined()).then_some(Rule::Definition);
        same(&full.name, &short.name).max(definition).or_else(|| {
            let unsure = short.mentions.iter().all(|&index| kinds::is_unsure(&self.mentions[index]));
            (unsure && founder(&full.name, &short.name)).then_some(Rule::Beginning)
        })
    }

    /// Whether a mention of `short` stands in parentheses right behind one of `full`, and its letters occur in it.
    fn defines(&self, full: &FormOf<'_>, short: &FormOf<'_>) -> bool {
        if !short.name.is_acronym {
            return false;
        }
        let Some(acronym) = short.name.words.first() else { return false };
        short.mentions.iter().any(|&index| {
            let Some(before) = index.checked_sub(1) else { return false };
            let (first, second) = (self.mentions[before].span, self.mentions[index].span);
            let source = self.text.as_str();
            let between = source.get(first.end()..second.start()).unwrap_or("");
            let closed = source.get(second.end()..).is_some_and(|rest| rest.starts_with(')'));
            full.mentions.contains(&before)
                && between.trim_matches(|c: char| c.is_whitespace() || "\"“'‘".contains(c)) == "("
                && closed
                && in_order(acronym.text, first.of(source))
        })
    }

    fn start(&mut self, at: usize) {
        self.chains.push(Chain::default());
        self.file(self.chains.len() - 1, at, &self.forms[at].mentions, None);
    }

    /// Puts mentions of a form into a chain and makes the chain known by the form's words.
    fn file(&mut self, chain: usize, at: usize, mentions: &[usize], rule: Option<Rule>) {
        for &mention in mentions {
            self.places[mention] = Some(Place { form: at, chain, rule });
        }
        self.chains[chain].mentions.extend(mentions);
        if self.chains[chain].forms.contains(&at) {
            return;
        }
        self.chains[chain].forms.push(at);
        let name = &self.forms[at].name;
        for hash in name.words.iter().map(|word| word.hash).chain(name.acronyms()) {
            self.by_word.entry(hash).or_default().push(chain);
        }
        if let Some(thing) = name.known.and_then(|known| known.thing) {
            self.by_thing.entry(thing).or_default().push(chain);
        }
    }

    /// How far before a mention a chain was last named; those named only later come after all others.
    fn distance(&self, chain: usize, mention: usize) -> (bool, usize) {
        let mentions = &self.chains[chain].mentions;
        match mentions.iter().filter(|&&m| m < mention).max() {
            Some(last) => (false, mention - last),
            None => (true, mentions.iter().min().copied().unwrap_or(usize::MAX)),
        }
    }

    /// The entity of a chain.
    fn entity(&self, chain: &Chain) -> Entity {
        let Self { mentions, forms, text, .. } = *self;
        let written = |index: usize| mentions[index].span.of(text.as_str());
        let name_of = |index: &usize| self.places[*index].map(|place| &forms[place.form].name);
        // The fullest name: of the most words, in ordinary case rather than in capitals, the earliest.
        let rank = |index: &usize| {
            let words = name_of(index).map_or(0, |name| name.words.len());
            (words, written(*index).chars().any(char::is_lowercase), std::cmp::Reverse(*index))
        };
        let fullest = chain.mentions.iter().max_by_key(|index| rank(index)).copied();
        let name = fullest.map_or("", written);
        let full = fullest.as_ref().and_then(name_of);
        let same_words =
            |index: usize| fullest.is_some_and(|fullest| alike(&mentions[index], &mentions[fullest], text));
        // A form that is only trimmed from one that is joined by a rule is joined by that rule.
        let joined = |index: usize| self.places[index]?.rule.filter(|rule| *rule < Rule::Trimmed);
        let of_alike = |key: u64| {
            let alike = |index: &&usize| name_of(index).is_some_and(|name| name.key() == key);
            chain.mentions.iter().rev().filter(alike).find_map(|index| joined(*index))
        };
        let mut aliases: Vec<String> = Vec::new();
        let mut linked = Vec::with_capacity(chain.mentions.len());
        let mut least: Option<Rule> = None;
        for &index in &chain.mentions {
            let form = match (name_of(&index), full) {
                (Some(short), Some(full)) if short.is_acronym && short.key() != full.key() => Form::Acronym,
                (Some(short), Some(full)) if short.words.len() < full.words.len() => Form::Short,
                _ => Form::Name,
            };
            let rule = match joined(index) {
                _ if Some(index) == fullest => None,
                None if same_words(index) => Some(Rule::SameWords),
                None => name_of(&index).and_then(|name| of_alike(name.key())).or(Some(Rule::Trimmed)),
                rule => rule,
            };
            least = least.into_iter().chain(rule).min();
            linked.push(Mention { form, linked: rule.map(Rule::id), ..mentions[index] });
            let alias = written(index);
            if alias != name && !aliases.iter().any(|known| known == alias) {
                aliases.push(alias.to_owned());
            }
        }
        let gender = chain.forms.iter().find_map(|&form| forms[form].name.gender);
        Entity {
            kind: vote(&linked),
            name: name.to_owned(),
            aliases,
            mentions: linked,
            gender,
            related: Vec::new(),
            why: least.map_or("one-name", Rule::id),
        }
    }
}

/// Whether the letters of an acronym occur in a name in their order, the first of them first.
fn in_order(acronym: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut acronym = acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    acronym.next() == letters.next() && acronym.all(|c| letters.any(|l| l == c))
}

/// Whether two mentions have the same words, signs and case apart.
fn alike(a: &Mention, b: &Mention, text: &Text<'_>) -> bool {
    let words = |mention: &Mention| text.words()[text.words_in(mention.span)].iter().filter(|word| !word.is_sign());
    words(a).map(Word::hash).eq(words(b).map(Word::hash))
}

/// The kind that a rule gave to a mention, else the one that most mentions have, by the sum of their probabilities.
fn vote(mentions: &[Mention]) -> EntityKind {
    let weight = |kind: EntityKind| -> f32 {
        mentions.iter().filter(|m| m.kind == kind).map(|m| m.probability.unwrap_or(RULED)).sum()
    };
    let mut best = mentions.first().map_or(EntityKind::Organization, |mention| mention.kind);
    for kind in EntityKind::ALL {
        if weight(kind) > weight(best) {
            best = kind;
        }
    }
    best
}

/// What the kind that a rule gives weighs against probabilities.
const RULED: f32 = 100.0;
