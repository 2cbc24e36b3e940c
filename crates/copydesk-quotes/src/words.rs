//! A light part of speech for every word: enough to bound clauses and noun phrases without a parser.

use copydesk_text::{Case, Lexicon, Text, Word, WordKind};

use crate::cue::{Class, Cue};
use crate::tables::{CLOSED_CLASSES, CUES};

/// What a word can do in a clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Tag {
    Determiner,
    Pronoun,
    Object,
    That,
    Relative,
    Wh,
    Subordinator,
    Conjunction,
    Of,
    Preposition,
    To,
    Auxiliary,
    Modal,
    Not,
    Adverb,
    Day,
    /// A finite verb, as far as can be told.
    Verb,
    /// A word in -ed: a past tense or a participle.
    Past,
    /// A word in -ing.
    Gerund,
    /// Any other word in small letters.
    Noun,
    /// A capitalised word.
    Name,
    Number,
    /// The clitic 's after a noun, or the bare apostrophe of a plural.
    Possessive,
    Comma,
    Colon,
    Semicolon,
    /// A full stop, question or exclamation mark; within a sentence, that of an abbreviation.
    Stop,
    /// A hyphen that joins two words.
    Hyphen,
    Dash,
    /// A quotation mark.
    Mark,
    BracketOpen,
    BracketClose,
    Sign,
}

impl Tag {
    /// Whether it begins or is a verb group.
    pub(crate) const fn is_verbal(self) -> bool {
        matches!(self, Self::Verb | Self::Past | Self::Auxiliary | Self::Modal)
    }

    /// Whether it is a past tense that is no participle, as far as can be told.
    fn is_past(self, text: &Text<'_>, at: usize) -> bool {
        self == Self::Verb && ["said", "told", "wrote", "showed", "found"].iter().any(|past| text.is(at, past))
            || self == Self::Past
    }

    /// Whether it can be the head of a noun phrase.
    pub(crate) const fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Name | Self::Number)
    }

    /// Whether a clause can be cut before it.
    pub(crate) const fn is_boundary(self) -> bool {
        matches!(
            self,
            Self::That
                | Self::Relative
                | Self::Wh
                | Self::Subordinator
                | Self::Conjunction
                | Self::Preposition
                | Self::To
                | Self::Gerund
                | Self::Comma
                | Self::Colon
                | Self::Semicolon
                | Self::Stop
                | Self::Dash
                | Self::BracketOpen
                | Self::Day
        )
    }
}

/// The tags of all words of a text, and the words that can be cues, by index.
pub(crate) fn tag(text: &Text<'_>) -> (Vec<Tag>, Vec<(usize, &'static Cue, usize)>) {
    let words = text.words();
    let (mut tags, mut cues) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len() / 12));
    let mut governed = 0;
    for (i, word) in words.iter().enumerate() {
        let before = tags.last().copied().unwrap_or(Tag::Stop);
        let tag = match word.kind() {
            WordKind::Sign => sign(text, i),
            WordKind::Number => Tag::Number,
            WordKind::Link => Tag::Name,
            WordKind::Clitic => clitic(text.str(word), before),
            WordKind::Letters => {
                let cue = if CUE_HEADS.may_have(word.hash()) { CUES.longest(text, i, words.len()) } else { None };
                if let Some((cue, count)) = cue {
                    if cue.class == Class::Accord {
                        governed = i + count;
                    }
                    cues.push((i, cue, count));
                }
                match CLOSED_CLASSES.get(text, i) {
                    // A surname: "Martin How".
                    Some(Tag::Wh | Tag::Adverb) if before == Tag::Name && word.case() == Case::Title => Tag::Name,
                    // "says Met Office"
                    Some(Tag::Verb)
                        if matches!(before, Tag::Verb | Tag::Determiner | Tag::Preposition | Tag::Of)
                            && word.case() == Case::Title
                            && words.get(i + 1).is_some_and(|w| w.case() == Case::Title) =>
                    {
                        Tag::Name
                    }
                    // "12:54 am"
                    Some(Tag::Auxiliary) if before == Tag::Number && text.is(i, "am") => Tag::Noun,
                    Some(&tag) => tag,
                    None => open_class(text, i, before, cue.map(|c| c.0)),
                }
            }
        };
        // "According to" is one preposition.
        let tag = if governed > i && matches!(tag, Tag::To | Tag::Name | Tag::Gerund) { Tag::Preposition } else { tag };
        if let Some(revised) = revise(text, &tags, i, tag) {
            // What is no verb is no cue that is one.
            if before == Tag::Verb {
                let near = cues.len().saturating_sub(2);
                let stale = cues[near..].iter().position(|c: &(usize, &Cue, usize)| c.0 + 1 == i);
                stale.map(|at| cues.remove(near + at));
            }
            tags[i - 1] = revised;
        }
        let tag = if tag == Tag::Noun && measured_verb(text, &tags, i) { Tag::Verb } else { tag };
        tags.push(tag);
    }
    (tags, cues)
}

/// The tag of the word before word `at`, where word `at`, tagged `tag`, shows that it was misjudged.
fn revise(text: &Text<'_>, tags: &[Tag], at: usize, tag: Tag) -> Option<Tag> {
    let [.., first, before] = *tags else { return None };
    match before {
        // "Reports said": what stands before a past tense was no verb.
        Tag::Verb if tag.is_past(text, at) && text.words()[at - 1].case() == Case::Lower => Some(Tag::Noun),
        // "warehouse orders climb 38%"
        Tag::Verb if tag == Tag::Noun && measured_verb(text, tags, at) => Some(Tag::Noun),
        // "the ruling said", "a filing shows": a noun, not the start of a clause.
        Tag::Gerund
            if matches!(first, Tag::Determiner | Tag::Possessive)
                && !tag.is_nominal()
                && !matches!(tag, Tag::Determiner | Tag::Object | Tag::Hyphen) =>
        {
            Some(Tag::Noun)
        }
        Tag::Gerund if matches!(first, Tag::Name | Tag::Noun) && tag.is_verbal() => Some(Tag::Noun),
        // "the Sunday Ledger"
        Tag::Day if first == Tag::Determiner && tag == Tag::Name => Some(Tag::Name),
        _ => None,
    }
}

/// Whether a word that looks like a noun is the verb after a plural that looks like one: a measure follows it.
fn measured_verb(text: &Text<'_>, tags: &[Tag], at: usize) -> bool {
    let [.., first, before] = *tags else { return false };
    matches!(before, Tag::Verb | Tag::Noun)
        && matches!(first, Tag::Noun | Tag::Determiner | Tag::Preposition)
        && text.words().get(at + 1).is_some_and(Word::is_number)
        && text.words()[at].case() == Case::Lower
        && matches!(text.word_str(at + 2), "%" | "percent")
        && after_plural(text, at)
}

/// A Bloom filter with one hash (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970): all but a
/// few of the words that begin no cue are told by one bit.
struct Sieve([u64; SIEVE / 64]);

const SIEVE: usize = 1 << 16;

impl Sieve {
    const fn new<V>(lexicon: &'static Lexicon<V>) -> Self {
        let mut bits = [0; SIEVE / 64];
        let (entries, mut at) = (lexicon.entries(), 0);
        while at < entries.len() {
            let bit = entries[at].hash as usize % SIEVE;
            bits[bit / 64] |= 1 << (bit % 64);
            at += 1;
        }
        Self(bits)
    }

    const fn may_have(&self, hash: u32) -> bool {
        let bit = hash as usize % SIEVE;
        self.0[bit / 64] >> (bit % 64) & 1 != 0
    }
}

static CUE_HEADS: Sieve = Sieve::new(&CUES);

fn sign(text: &Text<'_>, at: usize) -> Tag {
    let words = text.words();
    let mut chars = text.str(&words[at]).chars();
    let (Some(sign), None) = (chars.next(), chars.next()) else { return Tag::Sign };
    let glued = words[at].is_glued();
    let next = words.get(at + 1).filter(|w| w.is_glued());
    match sign {
        ',' => Tag::Comma,
        // Within "12:54" it parts figures.
        ':' if glued && next.is_some_and(Word::is_number) => Tag::Sign,
        ':' => Tag::Colon,
        ';' => Tag::Semicolon,
        '.' | '!' | '?' | '…' => Tag::Stop,
        '-' if glued && next.is_some() => Tag::Hyphen,
        '-' | '–' | '—' | '―' => Tag::Dash,
        '(' | '[' => Tag::BracketOpen,
        ')' | ']' => Tag::BracketClose,
        // The second half of a doubled mark is no apostrophe.
        '\'' | '’' if glued && next.is_none() && text.word_str(at - 1) != "'" => Tag::Possessive,
        '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '„' | '‟' | '‹' | '›' | '`' | '‚' => {
            Tag::Mark
        }
        _ => Tag::Sign,
    }
}

fn clitic(clitic: &str, before: Tag) -> Tag {
    match clitic.as_bytes().last() {
        Some(b's' | b'S') if !matches!(before, Tag::Pronoun | Tag::That | Tag::Relative | Tag::Wh) => Tag::Possessive,
        Some(b'l' | b'd' | b'L' | b'D') => Tag::Modal,
        _ => Tag::Auxiliary,
    }
}

/// A word of an open class, by its suffix, its case and what stands before it.
fn open_class(text: &Text<'_>, at: usize, before: Tag, cue: Option<&Cue>) -> Tag {
    let word = &text.words()[at];
    let surface = text.str(word).as_bytes();
    let verbal = cue.is_some_and(|c| !matches!(c.class, Class::Noun | Class::Adjective | Class::Accord));
    if word.is_capitalised() && !(verbal && before == Tag::Mark) {
        return Tag::Name;
    }
    let after_nominal_start =
        matches!(before, Tag::Determiner | Tag::Possessive | Tag::Of | Tag::Preposition | Tag::Hyphen | Tag::Number);
    match surface {
        [.., b'l', b'y'] if surface.len() > 4 => Tag::Adverb,
        [.., b'e', b'd'] if surface.len() > 3 => Tag::Past,
        [.., b'i', b'n', b'g'] if surface.len() > 5 || verbal => Tag::Gerund,
        _ if matches!(before, Tag::To | Tag::Modal | Tag::Pronoun) && verbal => Tag::Verb,
        _ if after_nominal_start || !verbal => Tag::Noun,
        // "The press release", "job losses": a verb would agree with its subject.
        _ if before == Tag::Noun && agrees(text, at, cue) == Some(false) => Tag::Noun,
        // Names agree by what they name: "Fox News reports", but "the White House release".
        _ if before == Tag::Name && cue.is_some_and(|c| c.lemma == text.str(word)) && !after_plural(text, at) => {
            Tag::Noun
        }
        // "..., state media reported": a bare form has no subject there.
        _ if matches!(before, Tag::Comma | Tag::Semicolon | Tag::That | Tag::Subordinator)
            && cue.is_some_and(|c| c.lemma == text.str(word))
            && !(before == Tag::Comma && precedes_plural(text, at)) =>
        {
            Tag::Noun
        }
        _ if verbal => Tag::Verb,
        _ => Tag::Noun,
    }
}

/// Whether the word before looks like a plural.
fn after_plural(text: &Text<'_>, at: usize) -> bool {
    let noun = text.word_str(at - 1);
    noun.ends_with('s') && !noun.ends_with("ss")
        || ["police", "people", "men", "women", "children", "media", "data", "staff"]
            .iter()
            .any(|noun| text.is(at - 1, noun))
}

/// Whether a plural follows that can be the subject of a bare verb: "..., say scientists".
fn precedes_plural(text: &Text<'_>, at: usize) -> bool {
    text.words()
        .get(at + 1)
        .is_some_and(|w| w.case() == Case::Lower && text.str(w).ends_with('s') && text.str(w).len() > 3)
}

/// Whether the verb at word `at` and the noun before it agree in number; none for a form that agrees with any.
fn agrees(text: &Text<'_>, at: usize, cue: Option<&Cue>) -> Option<bool> {
    let plural = after_plural(text, at);
    let surface = text.word_str(at);
    if cue.is_some_and(|c| c.lemma == surface) {
        Some(plural)
    } else {
        (surface.ends_with('s') && !surface.ends_with("ss")).then_some(!plural)
    }
}
