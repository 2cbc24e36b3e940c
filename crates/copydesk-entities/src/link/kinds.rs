//! Kinds that the tagger was not sure of and that what stands around the name decides.

use copydesk_model::{Classes, Gazetteer};
use copydesk_text::{Case, Text};

use crate::{EntityKind, Mention};

/// Below this probability the tagger knows that there is a name, but hardly of what.
const UNSURE: f32 = 0.7;

/// Words that may stand between the place of a dateline and the dash: a second place, a date, the agency.
const DATELINE: usize = 10;

/// Fewest words after the dash of a dateline, the dash included.
const STORY: usize = 6;

/// Fewest bytes of the place of a dateline: "LA" may be anything.
const SHORTEST: usize = 4;

pub(super) fn is_unsure(mention: &Mention) -> bool {
    mention.probability.is_some_and(|probability| probability < UNSURE)
}

/// The mentions, those of a wrong kind with the right one and the rule that gave it.
pub(super) fn settle(mentions: &[Mention], text: &Text<'_>, gazetteer: &Gazetteer) -> Vec<Mention> {
    let mut settled: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let before = settled.last().filter(|_| is_unsure(mention));
        let decided = match before {
            _ if !is_unsure(mention) => None,
            _ if opens_dateline(mention, text) => Some((EntityKind::Place, "dateline")),
            Some(before) if is_address(before, mention, text, gazetteer) => Some((EntityKind::Place, "address")),
            _ if is_people(mention, text, gazetteer) => Some((EntityKind::Group, "gazetteer")),
            _ => None,
        };
        settled.push(match decided.filter(|(kind, _)| *kind != mention.kind) {
            Some((kind, why)) => Mention { kind, why, probability: None, ..*mention },
            None => *mention,
        });
    }
    settled
}

/// "PORTHALLOW, England (MPA) -": capitals that open a paragraph, a dash soon after them, and then the story.
fn opens_dateline(mention: &Mention, text: &Text<'_>) -> bool {
    let words = text.words_in(mention.span);
    let Some(paragraph) = text.paragraphs().get(text.paragraph_of(words.start)) else { return false };
    let dash = |at: usize| matches!(text.word_str(at), "—" | "–" | "--" | "-") && !text.words()[at].is_glued();
    let capitals = text.words()[words.clone()].iter().all(|word| word.case() == Case::Upper);
    let follows =
        matches!(text.words().get(words.end).map(|word| text.str(word)), Some("," | "(" | "—" | "–" | "--" | "-"));
    paragraph.words().start == words.start
        && capitals
        && follows
        && mention.span.len() >= SHORTEST
        && (words.end..paragraph.words().end.min(words.end + DATELINE))
            .find(|at| dash(*at))
            .is_some_and(|dash| dash + STORY <= paragraph.words().end)
}

/// "of Fore Street, Porthallow, admitted": a name nobody knows between commas, right behind where something is.
fn is_address(before: &Mention, mention: &Mention, text: &Text<'_>, gazetteer: &Gazetteer) -> bool {
    let (place, words) = (text.words_in(before.span), text.words_in(mention.span));
    let known = gazetteer.classes(text, words.clone()).any(Classes::PEOPLE | Classes::ORGANIZATIONS);
    let is_sign = |at: usize, signs: &[&str]| at < text.words().len() && signs.contains(&text.word_str(at));
    let where_it_is = |at: usize| ["of", "in", "at", "on", "from", "near"].iter().any(|word| text.is(at, word));
    matches!(before.kind, EntityKind::Place | EntityKind::Facility)
        && !known
        && words.len() == 1
        && place.end + 1 == words.start
        && place.start.checked_sub(1).is_some_and(where_it_is)
        && is_sign(place.end, &[","])
        && is_sign(words.end, &[",", ".", ";"])
}

/// Whether the gazetteer knows the name as that of a people or of adherents alone.
fn is_people(mention: &Mention, text: &Text<'_>, gazetteer: &Gazetteer) -> bool {
    let classes = gazetteer.classes(text, text.words_in(mention.span));
    let groups = Classes::DEMONYM | Classes::GROUP | Classes::ADHERENT;
    let others = Classes::PLACES | Classes::PEOPLE | Classes::ORGANIZATIONS;
    classes.any(groups) && !classes.any(others)
}
