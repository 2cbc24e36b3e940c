//! From attributions to quotes: kinds, quotations that go on, and those without a cue.

use copydesk_text::{Span, Word};

use crate::cue::Class;
use crate::decide::{Attribution, spoken};
use crate::judge::calibrated;
use crate::marks::Quotation;
use crate::scene::{Range, Scene};
use crate::turns::turns;
use crate::words::Tag;
use crate::{Quote, QuoteKind};

/// The probability that attributions of topics and things need when nothing is quoted.
const PLAIN: f32 = 0.5;

/// The same for what somebody thinks and wants.
const THOUGHT: f32 = 0.4;

/// The probability from which a name in quotation marks, or content without a source, is taken for a quote.
const NAMED: f32 = 0.6;

/// A quote in the making, in words.
#[derive(Clone, Debug)]
struct Draft {
    pieces: Vec<Range>,
    source: Option<Range>,
    cue: Option<Range>,
    probability: Option<f32>,
    why: &'static str,
}

/// Turns attributions into quotes, in the order of their first words.
pub(crate) fn assemble(scene: &Scene<'_, '_>, attributions: &[Attribution]) -> Vec<Quote> {
    // What is no quote bounds none.
    let (mut kept, drafted): (Vec<Attribution>, Vec<Draft>) =
        attributions.iter().filter_map(|a| Some((*a, draft(scene, a)?))).unzip();
    let ends: Vec<usize> = kept.iter().map(|a| a.after.1).collect();
    unnest(scene, &mut kept);
    let again = kept.iter().zip(ends).zip(drafted);
    let mut drafts: Vec<Draft> =
        again.filter_map(|((a, end), d)| if a.after.1 == end { Some(d) } else { draft(scene, a) }).collect();
    let turns = turns(scene);
    // The name at the head of a turn is no part of anything, and its colon no other cue.
    drafts.retain(|d| !turns.iter().any(|t| d.cue.is_none() && d.source == Some(t.speaker)));
    drafts.extend(turns.iter().map(|t| Draft {
        pieces: vec![t.content],
        source: Some(t.speaker),
        cue: None,
        probability: None,
        why: "turn",
    }));
    drop_doubles(&mut drafts);
    drafts.sort_by_key(|d| d.pieces[0]);
    floating(scene, &mut drafts);
    drafts.sort_by_key(|d| d.pieces[0]);
    let mut quotes: Vec<Quote> = drafts.iter().map(|d| finish(scene, d)).collect();
    quotes.sort_by_key(|q| q.spans[0]);
    quotes
}

/// Ends content where that of another begins. "Kim called for calm, the agency said, after a week of unrest": what is
/// said by the inner source ends where the outer one is named. "Kim said it was late and Lee said it was dark", "Kim said
/// it was late and called for calm": what is joined to the cue by a conjunction, with its source, is not part of it.
fn unnest(scene: &Scene<'_, '_>, attributions: &mut [Attribution]) {
    for outer in 1..attributions.len() {
        let Attribution { before, .. } = attributions[outer];
        for inner in &mut attributions[outer.saturating_sub(6)..outer] {
            if before.0 <= inner.cue.0 && inner.cue.0 < before.1 && inner.after.0 < before.1 {
                inner.after.1 = inner.after.1.min(before.1);
            }
        }
        let Attribution { cue, source, .. } = attributions[outer];
        for first in &mut attributions[outer.saturating_sub(3)..outer] {
            let second = match source {
                Some(s) if s.0 >= first.after.0 => s.0,
                Some(s) if first.source == Some(s) => clause_start(scene, cue.0),
                _ => continue,
            };
            let joins = |at: usize| {
                matches!(scene.tags[at], Tag::Conjunction | Tag::Semicolon)
                    || ["while", "whereas"].iter().any(|w| scene.text.is(at, w))
            };
            // "said Kim and Lee would leave": two subjects, not two statements.
            let whole = scene.finite((first.after.0, second.max(first.after.0))) != 0;
            if whole
                && first.after.0 + 1 < second
                && second < first.after.1
                && !scene.is_quoted(second - 1)
                && joins(second - 1)
            {
                first.after.1 = second - 1;
            }
        }
    }
}

/// Where the verb group of a cue begins, as far as adverbs and auxiliaries go.
fn clause_start(scene: &Scene<'_, '_>, cue: usize) -> usize {
    let group = |i: &usize| matches!(scene.tags[*i], Tag::Adverb | Tag::Auxiliary | Tag::Modal | Tag::Not);
    (0..cue).rev().take_while(group).last().unwrap_or(cue)
}

fn draft(scene: &Scene<'_, '_>, found: &Attribution) -> Option<Draft> {
    let before = if is_occasion(scene, found) { (0, 0) } else { found.before };
    let mut pieces: Vec<Range> = [before, found.after]
        .into_iter()
        .filter_map(|(mut from, mut until)| {
            // Content begins and ends with words or quotation marks.
            while from < until && !scene.is_quoted(from) && is_trim(scene.tags[from]) {
                from += 1;
            }
            while from < until && !scene.is_quoted(until - 1) && is_trim(scene.tags[until - 1]) {
                until -= 1;
            }
            // "warned that lead times remained long", but "said that was her view".
            let that = from < until
                && scene.tags[from] == Tag::That
                && !matches!(scene.tag(from + 1), Tag::Auxiliary | Tag::Modal)
                && !scene.is_quoted(from + 1);
            from += usize::from(that);
            (from < until && !is_empty(scene, (from, until))).then_some((from, until))
        })
        .collect();
    if pieces.is_empty() {
        return None;
    }
    for piece in &mut pieces {
        match found.class {
            Class::Say | Class::Tell | Class::Accord | Class::Other | Class::Colon => {
                piece.0 = without_preamble(scene, *piece);
            }
            _ if scene.tags[piece.0..piece.1].contains(&Tag::Colon) => piece.0 = without_preamble(scene, *piece),
            Class::Call | Class::Describe | Class::Judge | Class::Accuse if piece.0 >= found.cue.1 => {
                *piece = label(scene, *piece, found.source).unwrap_or(*piece);
            }
            _ => {}
        }
    }
    // Names and labels that nobody in particular has given, and names next to a verb of saying, are no quotes.
    let named = pieces.iter().all(|&p| is_name(scene, p) && scene.quotation_at(p.0).is_some_and(|q| q.until == p.1));
    let given = found.source.is_some() || found.class.is_statement();
    if (named && !matches!(found.class, Class::Call | Class::Describe) || !given) && found.probability < NAMED {
        return None;
    }
    // A verb that is no cue attributes speech, not titles: "played “Blue Moon”".
    let speech = |q: &Quotation| spoken(scene, (q.open, q.until));
    if found.class == Class::Other && !pieces.iter().any(|p| scene.quotation_at(p.0).is_some_and(speech)) {
        return None;
    }
    // Without quotation marks, opinions, wishes, topics and things must plainly be somebody's words: "ordered an inquiry",
    // but not "ordered 30 planes".
    let things = pieces.iter().all(|&p| is_thing(scene, p));
    let plain = !found.class.is_statement() || things || !found.source.is_some_and(|s| can_speak(scene, s));
    let bar = if matches!(found.class, Class::Want | Class::Believe) { THOUGHT } else { PLAIN };
    if plain && found.probability < bar && !pieces.iter().any(|p| has_words_of_another(scene, *p)) {
        return None;
    }
    if matches!(found.class, Class::Colon | Class::Signature) {
        return Some(Draft {
            pieces,
            source: found.source,
            cue: None,
            probability: Some(calibrated(found.probability * found.edges)),
            why: found.class.name(),
        });
    }
    pieces.dedup();
    let why = found.class.name();
    Some(Draft {
        pieces,
        source: found.source,
        cue: Some(found.cue),
        probability: Some(calibrated(found.probability * found.edges)),
        why,
    })
}

/// Whether words name a thing and state nothing.
fn is_thing(scene: &Scene<'_, '_>, (from, until): Range) -> bool {
    let states = |tag: Tag| tag.is_verbal() || matches!(tag, Tag::To | Tag::That | Tag::Wh | Tag::Gerund | Tag::Not);
    !scene.tags[from..until].iter().any(|&tag| states(tag))
}

/// Whether a source is more than "this", which stands for what was told before: "This would allow ships to pass."
fn can_speak(scene: &Scene<'_, '_>, (from, until): Range) -> bool {
    until > from + 1 || !matches!(scene.tags[from], Tag::Determiner | Tag::That)
}

/// Whether words stand for what was said without saying it: "told them so at once", "reported it to the police", "say
/// why".
fn is_empty(scene: &Scene<'_, '_>, (from, until): Range) -> bool {
    let stands_for = ["it", "so", "this"].iter().any(|word| scene.text.is(from, word)) || scene.tags[from] == Tag::Wh;
    let ends = |at: usize| at >= until || matches!(scene.tags[at], Tag::Preposition | Tag::To);
    stands_for && !scene.is_quoted(from) && ends(from + 1) && scene.verbs((from, until)) == 0
}

/// Whether what stands before source and cue only says where the quotation after them was said: "In an interview, Lee
/// said, “we are late.”"
fn is_occasion(scene: &Scene<'_, '_>, found: &Attribution) -> bool {
    let (from, until) = found.before;
    let quotation = scene.quotation_at(found.after.0).filter(|q| q.open == found.after.0 && q.shape.clause);
    let noun = |i| scene.cue_class(i) != 0 && scene.tags[i] == Tag::Noun;
    quotation.is_some()
        && from < until
        && scene.tags[from] == Tag::Preposition
        && scene.finite(found.before) == 0
        && (from..until).any(noun)
}

/// The start of content without what only leads up to its quotation: "told a guard, in two languages, “...”".
fn without_preamble(scene: &Scene<'_, '_>, (from, until): Range) -> usize {
    let Some(open) = (from..until.min(from + 20)).find(|&i| scene.is_quoted(i)) else { return from };
    let whole = scene.quotation_at(open).is_some_and(|q| q.until + 1 >= until);
    let sentence = scene.text.words().get(open + 1).is_some_and(Word::is_capitalised);
    let parted = open > from && matches!(scene.tags[open - 1], Tag::Comma | Tag::Colon);
    let leads =
        matches!(scene.tag(open.wrapping_sub(1)), Tag::Determiner | Tag::Preposition | Tag::Of | Tag::To | Tag::That);
    let clause = (from..open).any(|i| scene.tags[i].is_verbal());
    if whole && (sentence || parted) && !leads && !clause { open } else { from }
}

/// Whether a quotation stands among words that is not just a modifier held at a distance: "a “no deal” exit".
fn has_words_of_another(scene: &Scene<'_, '_>, (from, until): Range) -> bool {
    let modifies = |q: &Quotation| {
        q.until <= q.open + 5
            && q.open > 0
            && !q.shape.closed
            && matches!(scene.tags[q.open - 1], Tag::Determiner | Tag::Possessive)
            && matches!(scene.tag(q.until), Tag::Noun | Tag::Name)
    };
    (from..until).any(|i| scene.quotation_at(i).is_some_and(|q| !modifies(q)))
}

/// A quoted label without what it is put on: "called the deal “a sham”", "described him as a “clown”", "what Lee called
/// “a sham” of an election". Only the label is in the speaker's words.
fn label(scene: &Scene<'_, '_>, (from, until): Range, source: Option<Range>) -> Option<Range> {
    let quotation = (from..until.min(from + 30)).find_map(|i| scene.quotation_at(i))?;
    let (open, mut close) = (quotation.open, quotation.until);
    let article = open > from && ["a", "an"].iter().any(|a| scene.text.is(open - 1, a));
    let start = if article { open - 1 } else { open };
    if start > from {
        let clause = |tag| matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Relative | Tag::That | Tag::Wh);
        let role = matches!(scene.tags[start - 1], Tag::Of | Tag::Preposition | Tag::Subordinator);
        let links = ["as", "of"].iter().any(|link| scene.text.is(start - 1, link));
        let object = if role { links } else { scene.phrase_before(start).is_some() };
        if !object || scene.tags[from..start].iter().any(|&t| clause(t)) {
            return None;
        }
    }
    // More labels may follow: "“weak” and “sad”".
    while let Some(next) = (close..until.min(close + 4))
        .find(|&i| !matches!(scene.tags[i], Tag::Comma | Tag::Conjunction | Tag::Determiner))
        .and_then(|i| scene.quotation_at(i))
    {
        close = next.until;
    }
    let named = source.is_some_and(|s| s.0 > 0 && scene.text.is(s.0 - 1, "what"));
    let ends = close < until && (named || matches!(scene.tags[close], Tag::Comma | Tag::Conjunction));
    Some((start, if ends { close } else { until }))
}

const fn is_trim(tag: Tag) -> bool {
    matches!(tag, Tag::Comma | Tag::Colon | Tag::Semicolon | Tag::Dash)
}

/// Of two quotes with nearly the same content the more probable one stays.
fn drop_doubles(drafts: &mut Vec<Draft>) {
    let mut keep = vec![true; drafts.len()];
    for i in 0..drafts.len() {
        // Doubles come from cues of one sentence, which lie close together.
        for j in i + 1..drafts.len().min(i + 8) {
            if keep[i]
                && keep[j]
                && overlap(&drafts[i].pieces, &drafts[j].pieces) * 10 > 7 * union(&drafts[i].pieces, &drafts[j].pieces)
            {
                let loser = if drafts[i].probability >= drafts[j].probability { j } else { i };
                keep[loser] = false;
            }
        }
    }
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        keep[at - 1]
    });
}

fn length(pieces: &[Range]) -> usize {
    pieces.iter().map(|p| p.1 - p.0).sum()
}

fn overlap(a: &[Range], b: &[Range]) -> usize {
    a.iter().flat_map(|p| b.iter().map(|q| p.1.min(q.1).saturating_sub(p.0.max(q.0)))).sum()
}

fn union(a: &[Range], b: &[Range]) -> usize {
    length(a) + length(b) - overlap(a, b)
}

/// Quotations that no cue governs: more of the quote before in the same paragraph, or a paragraph of their own by the
/// speaker in focus.
fn floating(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) {
    let mut next = 0;
    // The last quotation with a speaker: its draft and paragraph.
    let mut focus: Option<(usize, usize)> = None;
    for (number, quotation) in scene.quotations.iter().enumerate() {
        let range = (quotation.open, quotation.until);
        let paragraph = scene.text.paragraph_of(quotation.open);
        while drafts
            .get(next)
            .is_some_and(|d| d.pieces[0].0 < quotation.open && d.pieces[d.pieces.len() - 1].1 <= quotation.open)
        {
            next += 1;
        }
        let covers = |d: &Draft| d.pieces.iter().any(|p| p.0 <= range.0 + 1 && range.1 <= p.1 + 1);
        let window = next.saturating_sub(4)..drafts.len().min(next + 6);
        if let Some(i) = window.clone().rev().find(|&i| covers(&drafts[i])) {
            if drafts[i].source.is_some() {
                focus = Some((i, paragraph));
            }
            continue;
        }
        if window.clone().any(|i| overlap(&drafts[i].pieces, &[range]) > 0) {
            continue;
        }
        let runs_on = number.checked_sub(1).is_some_and(|n| scene.quotations[n].runs_on);
        let Some((last, place)) = focus else { continue };
        let alone = stands_alone(scene, range) || resumes(scene, &drafts[last], range);
        if runs_on && place + 1 >= paragraph || alone && place == paragraph {
            drafts[last].pieces.push(range);
            focus = Some((last, paragraph));
        } else if alone && place + 1 == paragraph && opens_paragraph(scene, range, paragraph) {
            let source = drafts[last].source;
            drafts.push(Draft { pieces: vec![range], source, cue: None, probability: None, why: "same-speaker" });
            focus = Some((drafts.len() - 1, paragraph));
        }
    }
}

/// Whether a quotation goes on after the words between: "“So,” the aide said as he left, “we are done.”"
fn resumes(scene: &Scene<'_, '_>, draft: &Draft, range: Range) -> bool {
    let Some((_, end)) = draft.pieces.last().copied() else { return false };
    let unit = scene.units.partition_point(|u| u.1 <= range.0);
    let linked = match scene.tags[range.0 - 1] {
        Tag::Comma | Tag::Colon => true,
        // "“It is big,” he said, and “bad.”"; not what another clause has.
        Tag::Conjunction => scene.finite((draft.cue.map_or(end, |c| c.1.max(end)), range.0)) == 0,
        _ => false,
    };
    linked
        && end > 0
        && scene.is_quoted(end - 1)
        && scene.units.get(unit).is_some_and(|u| u.0 < end)
        && range.1 > range.0 + 4
        && !is_name(scene, range)
}

/// Whether a quotation begins its unit and is all of it, or a sentence with a few words after it.
fn stands_alone(scene: &Scene<'_, '_>, range: Range) -> bool {
    let unit = scene.units.partition_point(|u| u.1 <= range.0);
    let Some(unit) = scene.units.get(unit).filter(|u| u.0 == range.0) else { return false };
    let shape = scene.quotation_at(range.0).map(|q| q.shape).unwrap_or_default();
    let whole = unit.1 <= range.1 + 1;
    whole && !is_name(scene, range) || shape.sentence && shape.clause && scene.finite((range.1, unit.1)) == 0
}

/// Whether what is quoted is the name of something.
fn is_name(scene: &Scene<'_, '_>, range: Range) -> bool {
    scene.quotation_at(range.0).is_some_and(|q| q.shape.titled && !q.shape.clause)
}

/// Whether a quotation is a paragraph that does not look like a heading.
fn opens_paragraph(scene: &Scene<'_, '_>, range: Range, paragraph: usize) -> bool {
    scene.text.paragraphs().get(paragraph).is_some_and(|p| p.words().start == range.0)
        && scene.quotation_at(range.0).is_some_and(|q| !q.shape.titled)
}

fn finish(scene: &Scene<'_, '_>, draft: &Draft) -> Quote {
    let (mut quoted, mut plain) = (0, 0);
    for i in draft.pieces.iter().flat_map(|p| p.0..p.1).filter(|&i| !scene.text.words()[i].is_sign()) {
        if scene.is_quoted(i) { quoted += 1 } else { plain += 1 }
    }
    let kind = match (quoted, plain) {
        (0, _) => QuoteKind::Indirect,
        (_, 0) => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    };
    let mut spans: Vec<Span> = draft.pieces.iter().map(|&p| scene.span(p)).collect();
    spans.sort_unstable();
    Quote {
        kind,
        spans,
        speaker: draft.source.map(|s| scene.span(speaker(scene, s))),
        cue: draft.cue.map(|c| scene.span(c)),
        probability: draft.probability,
        why: draft.why,
    }
}

/// The source without a final possessive.
fn speaker(scene: &Scene<'_, '_>, (from, until): Range) -> Range {
    if until > from + 1 && scene.tags[until - 1] == Tag::Possessive { (from, until - 1) } else { (from, until) }
}
