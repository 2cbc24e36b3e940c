//! The zones of a page, line by line: where the article begins, goes on, is interrupted and ends.

use copydesk_model::crf::{Crf, Lattice};
use copydesk_text::Text;

use crate::facts::{End, Form, Page, Start};
use crate::features::features;
use crate::line::Line;

/// Where on a page a line stands: the labels of the model, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Before the article.
    Before,
    /// The headline.
    Headline,
    /// Who wrote it.
    Byline,
    /// Between the headline and the story.
    Top,
    /// The first line of the story.
    Lead,
    /// A further line of the story.
    Body,
    /// An interruption of the story.
    Inside,
    /// After the story.
    After,
}

impl Zone {
    /// All zones, in the order of the model's labels.
    pub const ALL: [Self; 8] =
        [Self::Before, Self::Headline, Self::Byline, Self::Top, Self::Lead, Self::Body, Self::Inside, Self::After];

    /// The label in the model.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Top => "top",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Inside => "inside",
            Self::After => "after",
        }
    }

    /// Whether a line of zone `next` may follow one of this zone: a page has one article, which begins once.
    pub const fn may_precede(self, next: Self) -> bool {
        use Zone::{After, Before, Body, Byline, Headline, Inside, Lead, Top};
        match self {
            Before => matches!(next, Before | Headline | Byline | Lead),
            Byline => matches!(next, Before | Headline | Byline | Top | Lead),
            Headline | Top => matches!(next, Top | Byline | Lead),
            Lead | Body | Inside => matches!(next, Body | Inside | After),
            After => matches!(next, After),
        }
    }

    /// Whether the line is of the story.
    pub const fn is_story(self) -> bool {
        matches!(self, Self::Lead | Self::Body)
    }
}

/// The zones of the lines, and the probability that the model gives to the line on which the story begins.
pub(crate) fn zones(model: &Crf, text: &Text<'_>, lines: &[Line], page: &Page) -> Vec<Zone> {
    let mut lattice = Lattice::default();
    lattice.begin(model);
    let mut buffer = Vec::with_capacity(96);
    for at in 0..lines.len() {
        buffer.clear();
        features(text, lines, page, at, &mut buffer);
        lattice.push(model, &buffer);
    }
    let labels = lattice.decode(model);
    let zone = |label: u8| Zone::ALL.get(usize::from(label)).copied().unwrap_or(Zone::Before);
    let mut zones: Vec<Zone> = labels.iter().map(|&label| zone(label)).collect();
    zones.resize(lines.len(), Zone::Before);
    wrapped(&mut zones, lines, page);
    go_on(&mut zones, page);
    end_with_a_sentence(&mut zones, lines, page);
    zones
}

/// Text that is cut into lines of one width, as archives of agencies keep it, has no line that reads as running text. Where
/// the model finds no story, the lines without a blank between them that go on in small letters and have a stop are one.
fn wrapped(zones: &mut [Zone], lines: &[Line], page: &Page) {
    if zones.iter().any(|zone| zone.is_story()) {
        return;
    }
    let facts = &page.facts;
    let ends = |at: usize| at == lines.len() || lines[at].after_blank;
    let mut from = 0;
    for until in 1..=lines.len() {
        if !ends(until) {
            continue;
        }
        let goes_on = (from + 1..until).filter(|&at| facts[at].start == Start::Lower && facts[at].words >= 3).count();
        let stop = (from..until).any(|at| facts[at].end == End::Stop || facts[at].stops > 0);
        if goes_on > 0 && goes_on * 4 >= until - from && stop {
            let first = !zones.iter().any(|zone| zone.is_story());
            zones[from..until].fill(Zone::Body);
            if first {
                zones[from] = Zone::Lead;
            }
        }
        from = until;
    }
    // What stands between its parts interrupts it, what stands above and below is around it.
    let (Some(lead), Some(last)) =
        (zones.iter().position(|zone| zone.is_story()), zones.iter().rposition(|zone| zone.is_story()))
    else {
        return;
    };
    for (at, zone) in zones.iter_mut().enumerate().filter(|(_, zone)| !zone.is_story()) {
        if at > last {
            *zone = Zone::After;
        } else if at > lead {
            *zone = Zone::Inside;
        }
    }
}

/// How many lines may interrupt a story that goes on.
const INTERRUPTION: usize = 8;

/// A story goes on where running text with its vocabulary follows its last line closely, with no headline, date or byline of
/// another story between.
fn go_on(zones: &mut [Zone], page: &Page) {
    let Some(last) = zones.iter().rposition(|zone| zone.is_story()) else { return };
    let facts = &page.facts;
    let of_it = |at: &usize| facts[*at].prose && facts[*at].shared >= 2 && facts[*at].words >= 20;
    let Some(first) = (last + 1..facts.len().min(last + 1 + INTERRUPTION)).find(of_it) else { return };
    let run = (first..facts.len()).take_while(of_it).count();
    let other = (last + 1..first).any(|at| matches!(facts[at].form, Form::Stamp | Form::Byline | Form::Credited));
    if run >= 3 && !other {
        zones[last + 1..first].fill(Zone::Inside);
        zones[first..first + run].fill(Zone::Body);
    }
}

/// A story of sentences ends with one: headline-like lines in a run below its last are other stories'.
fn end_with_a_sentence(zones: &mut [Zone], lines: &[Line], page: &Page) {
    let Some(last) = zones.iter().rposition(|zone| zone.is_story()) else { return };
    let title = |at: &usize| {
        let facts = &page.facts[*at];
        zones[*at].is_story() && !lines[*at].bullet && facts.end == End::None && facts.words >= 2 && !facts.prose
    };
    let run = (0..=last).rev().take_while(title).count();
    let sentences = (0..=last - run.min(last)).filter(|&at| zones[at].is_story() && page.facts[at].prose).count();
    // Where short lines are the story, as in tables of awards, they outnumber the sentences.
    if (2..=6).contains(&run) && sentences > run {
        zones[last + 1 - run..].fill(Zone::After);
    }
}
