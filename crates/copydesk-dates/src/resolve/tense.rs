//! Tense: whether the clause of a mention looks ahead or back.

use copydesk_text::Text;

use crate::Mention;
use crate::hashes::Hashes;
use crate::tables::TENSE;

/// What a word says of the time of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// The clause looks ahead.
    Ahead,
    /// What follows is ahead: plans.
    Planned,
    /// The clause may look ahead: wishes, deadlines.
    Likely,
    /// The clause looks back.
    Back,
}

impl Cue {
    /// Whether the clause may look ahead.
    pub(crate) const fn is_ahead(self) -> bool {
        matches!(self, Self::Ahead | Self::Likely)
    }
}

/// The hashes of the words that a cue begins with.
static CUES: Hashes<512> = Hashes::new().with_firsts(&TENSE);

/// How many words on either side are asked; a clause of news is seldom longer.
const WINDOW: usize = 18;
/// Half of one.
const HALF: usize = 6;

/// What the verb nearest to the mention says. The verb before it is asked first: "said it will meet Monday".
pub(crate) fn of(text: &Text<'_>, mention: &Mention) -> Option<Cue> {
    let (first, last) = (mention.words.0 as usize, mention.words.1 as usize);
    let sentence = text.sentences().get(text.sentence_of(first)).map_or(first..last, copydesk_text::Sentence::words);
    let from = sentence.start.max(first.saturating_sub(WINDOW));
    let until = sentence.end.min(last + 2 * WINDOW);
    let planned = |cue, kind| if cue == Cue::Planned { kind } else { cue };
    let before = (from..first).rev().find_map(|at| Some((planned(cue(text, at, first)?, Cue::Ahead), first - at)));
    // A verb close behind governs a mention at the head of its clause: "On Monday, voters will ...". Where one stands
    // before, only what is nearer by half a clause is asked.
    let reach = before.map_or(until, |(_, near)| until.min(last + near.saturating_sub(HALF + 1)));
    let after = (last..reach)
        .filter(|&at| !is_attribution(text, at))
        .find_map(|at| Some(planned(cue(text, at, sentence.end)?, Cue::Likely)));
    // "Games scheduled for Wednesday were held": the verb right after is that of the clause.
    let told = before.is_some() && ["was", "were", "had", "did"].iter().any(|key| text.is(last, key));
    let cue = if told { Some(Cue::Back) } else { after.or(before.map(|(cue, _)| cue)) };
    let follows = |keys: &[&str]| first > from && keys.iter().any(|key| text.is(first - 1, key));
    // "as early as Monday"; "has until Monday to reply", but "they did not leave until Monday".
    let soonest = follows(&["as"]) && first > from + 1 && ["soon", "early"].iter().any(|key| text.is(first - 2, key));
    let term = follows(&["until", "till"]);
    if soonest || term && cue != Some(Cue::Back) {
        return Some(Cue::Ahead);
    }
    // "by Friday", "until March": a term, whatever the verb.
    if term || follows(&["by"]) { Some(Cue::Likely) } else { cue }
}

/// "Payments start in January, a spokesman said.": the verb of who says so has not the tense of what is said.
fn is_attribution(text: &Text<'_>, at: usize) -> bool {
    const VERBS: [&str; 5] = ["said", "says", "told", "announced", "reported"];
    text.words().get(at + 1).is_none_or(copydesk_text::Word::is_sign) && VERBS.iter().any(|key| text.is(at, key))
}

/// Whether the clause of the mention may look ahead.
pub(crate) fn looks_ahead(text: &Text<'_>, mention: &Mention) -> bool {
    of(text, mention).is_some_and(Cue::is_ahead)
}

/// What the word at an index says.
pub(crate) fn cue(text: &Text<'_>, at: usize, end: usize) -> Option<Cue> {
    let listed = if CUES.holds(text.words()[at].hash()) { TENSE.longest(text, at, end) } else { None };
    if let Some((cue, _)) = listed {
        // "began as planned".
        if *cue == Cue::Planned && at > 0 && ["as", "previously", "originally"].iter().any(|key| text.is(at - 1, key)) {
            return None;
        }
        // "due to a landslide": a cause.
        if text.is(at, "due")
            && text.is(at + 1, "to")
            && ["a", "an", "the", "its", "their"].iter().any(|key| text.is(at + 2, key))
        {
            return None;
        }
        // "will be sold", "is to be held": the auxiliary has the tense.
        if *cue == Cue::Back && at > 0 && text.is(at - 1, "be") {
            return None;
        }
        // "had been due to expire Friday": what was ahead then is not ahead now.
        let past = *cue == Cue::Ahead && at >= 2 && text.is(at - 1, "been") && text.is(at - 2, "had");
        // "will be held": the auxiliary has the tense.
        let led = *cue == Cue::Back && at >= 1 && text.is(at - 1, "be");
        return (!led).then_some(if past { Cue::Back } else { *cue });
    }
    // Regular pasts; "need" and "speed" are the price.
    let word = text.words()[at];
    let surface = text.str(&word);
    if !word.is_letters() || word.is_capitalised() || surface.len() <= 4 || !surface.ends_with("ed") {
        return None;
    }
    // "a still unspecified date", "its planned visit": an adjective; "will be signed": the auxiliary has the tense.
    let no_past = ["a", "an", "the", "its", "their", "his", "her", "still", "yet", "be"];
    let is_past = at == 0 || !no_past.iter().any(|key| text.is(at - 1, key));
    is_past.then_some(Cue::Back)
}
