//! Nouns and pronouns that stand for an entity, only where one thing alone fits.

use std::cell::LazyCell;
use std::ops::Range;

use copydesk_model::{Classes, Gazetteer};
use copydesk_text::Text;

use super::gender;
use crate::tables::NOMINALS;
use crate::{Entity, EntityKind, Form, Mention};

/// What a noun can stand for.
#[derive(Debug)]
pub(crate) struct Noun {
    pub(crate) kinds: &'static [EntityKind],
    /// What the gazetteer knows the entity as ...
    pub(crate) classes: &'static [Classes],
    /// ... or the last word of one of its names.
    pub(crate) heads: &'static [&'static str],
}

const THE: u32 = gender::key("the");
const A: u32 = gender::key("a");
const AN: u32 = gender::key("an");

/// Adds the mentions to the entities.
pub(super) fn add(entities: &mut [Entity], text: &Text<'_>, gazetteer: &Gazetteer) {
    let names = places(entities, text);
    let mut found = nominals(entities, &names, text, gazetteer);
    found.extend(pronouns(entities, &names, text, gazetteer));
    for (entity, mention) in found {
        entities[entity].mentions.push(mention);
    }
    for entity in entities {
        entity.mentions.sort_by_key(|mention| mention.span);
    }
}

/// The words of all mentions with their entities, in order.
fn places(entities: &[Entity], text: &Text<'_>) -> Vec<(Range<usize>, usize)> {
    let mut places: Vec<(Range<usize>, usize)> = entities
        .iter()
        .enumerate()
        .flat_map(|(id, entity)| entity.mentions.iter().map(move |mention| (text.words_in(mention.span), id)))
        .collect();
    places.sort_by_key(|(range, _)| range.start);
    places
}

/// "the party" after the one party that the text has named so far.
fn nominals(
    entities: &[Entity],
    names: &[(Range<usize>, usize)],
    text: &Text<'_>,
    gazetteer: &Gazetteer,
) -> Vec<(usize, Mention)> {
    // Most texts that are short have no such noun.
    let traits = LazyCell::new(|| -> Vec<Traits> {
        entities.iter().map(|entity| Traits::of(entity, text, gazetteer)).collect()
    });
    let mut found = Vec::new();
    for (at, _) in text.words().iter().enumerate().filter(|(_, word)| word.hash() == THE) {
        let Some((noun, count)) = NOMINALS.longest(text, at + 1, text.words().len()) else { continue };
        let end = at + 1 + count;
        let inside_name = {
            let next = names.partition_point(|(range, _)| range.end <= at);
            names.get(next).is_some_and(|(range, _)| range.start < end)
        };
        // "the party of", "the company-owned", "the Bank": other things.
        let goes_on = text.words().get(end).is_some_and(|word| {
            text.is(end, "of") || word.is_glued() && text.is(end, "-") || word.is_capitalised() && !word.starts_line()
        });
        if inside_name || goes_on || text.words()[at + 1].is_capitalised() {
            continue;
        }
        let start = text.words()[at].start();
        let mut fitting = entities.iter().zip(traits.iter()).enumerate().filter(|(_, (entity, traits))| {
            entity.mentions.first().is_some_and(|mention| mention.span.end() <= start) && traits.fit(entity, noun, text)
        });
        if let (Some((id, (entity, _))), None) = (fitting.next(), fitting.next()) {
            found.push((id, mention(text, at..end, entity.kind, Form::Nominal, "one-antecedent")));
        }
    }
    found
}

/// What nouns ask of an entity.
struct Traits {
    classes: Classes,
    /// The last words of its names, by index.
    ends: Vec<usize>,
}

impl Traits {
    fn of(entity: &Entity, text: &Text<'_>, gazetteer: &Gazetteer) -> Self {
        let mut traits = Self { classes: Classes::NONE, ends: Vec::new() };
        for mention in &entity.mentions {
            let range = text.words_in(mention.span);
            traits.classes |= gazetteer.classes(text, range.clone());
            let Some(last) = range.clone().next_back().filter(|_| range.len() > 1) else { continue };
            if gazetteer.classes(text, last..last + 1).any(Classes::SUFFIX) {
                traits.classes |= Classes::SUFFIX;
            }
            traits.ends.push(last);
        }
        traits.ends.dedup_by_key(|end| text.words()[*end].hash());
        traits
    }

    fn fit(&self, entity: &Entity, noun: &Noun, text: &Text<'_>) -> bool {
        let ends = |head: &&str| self.ends.iter().any(|end| text.is(*end, head));
        noun.kinds.contains(&entity.kind)
            && (noun.classes.iter().any(|class| self.classes.any(*class)) || noun.heads.iter().any(ends))
    }
}

/// "He" and "her" after the one person whom this sentence and the one before it name.
///
/// The first pronoun of a person whose gender is unknown makes it known.
fn pronouns(
    entities: &mut [Entity],
    names: &[(Range<usize>, usize)],
    text: &Text<'_>,
    gazetteer: &Gazetteer,
) -> Vec<(usize, Mention)> {
    let mut found: Vec<(usize, Mention)> = Vec::new();
    // People that were last named or meant, with the word and whether it is known who: the latest last.
    let mut recent: Vec<(usize, Option<usize>)> = Vec::new();
    let mut next = names.iter().peekable();
    let mut named = 0;
    let sentences = text.sentences();
    for paragraph in text.paragraphs() {
        let mut quoted = false;
        for sentence in paragraph.sentences() {
            let window = sentences[sentence.saturating_sub(1)].words().start;
            for at in sentences[sentence].words() {
                while let Some((range, id)) = next.next_if(|(range, _)| range.start <= at) {
                    named = range.end;
                    if entities[*id].kind == EntityKind::Person {
                        recent.push((range.end - 1, Some(*id)));
                    }
                }
                let word = &text.words()[at];
                if word.is_sign() {
                    quoted = match text.str(word) {
                        "“" | "«" | "„" => true,
                        "”" | "»" => false,
                        "\"" => !quoted,
                        _ => quoted,
                    };
                    continue;
                }
                if matches!(word.hash(), THE | A | AN) && is_common_person(text, gazetteer, at + 1) {
                    recent.push((at + 1, None));
                }
                let Some(pronoun) = gender::of_pronoun(word.hash()).filter(|_| !quoted && at >= named) else {
                    continue;
                };
                recent.retain(|(word, _)| *word >= window);
                let fits =
                    |id: &Option<usize>| id.is_none_or(|id| entities[id].gender.is_none_or(|known| known == pronoun));
                let mut fitting: Vec<Option<usize>> = recent.iter().map(|(_, id)| *id).filter(fits).collect();
                fitting.sort_unstable();
                fitting.dedup();
                if let [Some(id)] = fitting[..] {
                    found.push((id, mention(text, at..at + 1, EntityKind::Person, Form::Pronoun, "one-person")));
                    recent.push((at, Some(id)));
                    entities[id].gender = Some(pronoun);
                }
            }
        }
    }
    found
}

fn mention(text: &Text<'_>, words: Range<usize>, kind: EntityKind, form: Form, why: &'static str) -> Mention {
    Mention { span: text.span(words), kind, form, probability: None, why, linked: None }
}

/// "judge" or "spokesman" behind an article: someone without a name, whom a pronoun could mean.
fn is_common_person(text: &Text<'_>, gazetteer: &Gazetteer, at: usize) -> bool {
    text.words().get(at).is_some_and(|word| !word.is_capitalised())
        && gazetteer.classes(text, at..at + 1).any(Classes::ROLE | Classes::HONORIFIC)
}
