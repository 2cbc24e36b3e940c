//! What a page says about its article: headline, authors, agency, place, days, language.

use chrono::NaiveDate;
use copydesk_text::{Cursor, Span, Text, Word};

use crate::document::Metadata;
use crate::facts::{End, Facts, Form, Page};
use crate::grammar::byline::{Byline, byline};
use crate::grammar::dateline::Dateline;
use crate::kind::Verdict;
use crate::language::language;
use crate::line::Line;
use crate::tables::AGENCIES;

use crate::zone::Zone;
use crate::{Article, Block, BlockKind};

/// Most words beside the time in a stamp within a story: a caption tells when its picture was taken.
const STAMP_WORDS: usize = 10;

/// A page as it was read.
pub(crate) struct Reading<'a, 't> {
    pub(crate) text: &'a Text<'t>,
    pub(crate) lines: &'a [Line],
    pub(crate) page: &'a Page,
    pub(crate) zones: &'a [Zone],
    pub(crate) kinds: &'a [Verdict],
    pub(crate) dateline: Option<Dateline>,
}

/// How many paragraphs may stand between the headline and the line that says when.
const ABOVE_STAMP: usize = 2;

/// How many lines above the headline an author may stand.
const FAR: usize = 40;

impl Reading<'_, '_> {
    /// The article, its blocks given. What the source says outside the text goes before what the text says.
    pub(crate) fn article(&self, blocks: Vec<Block>, metadata: &Metadata) -> Article {
        let source = self.text.as_str();
        let (published, modified) = self.days();
        let dateline_agency = self.dateline.and_then(|d| d.agency).map(|span| span.of(source).to_owned());
        let (mut bylines, byline_agency) = self.authors();
        if !metadata.authors.is_empty() {
            bylines.clone_from(&metadata.authors);
        }
        Article {
            blocks,
            headline: metadata.title.clone().or_else(|| self.headline().map(str::to_owned)),
            bylines,
            agency: dateline_agency.or(byline_agency).or_else(|| metadata.agency.clone()),
            place: self.dateline.and_then(|d| d.place).map(|span| span.of(source).to_owned()),
            published: metadata.published.or(published),
            modified: metadata.modified.or(modified),
            language: metadata.language.clone().or_else(|| self.language().map(str::to_owned)),
        }
    }

    fn surface(&self, at: usize) -> &str {
        self.lines[at].span.of(self.text.as_str())
    }

    fn lead(&self) -> usize {
        self.zones.iter().position(|zone| zone.is_story()).unwrap_or(self.lines.len())
    }

    /// The line that the model takes for the headline, or the likeliest above the story.
    fn headline(&self) -> Option<&str> {
        let line = self.kinds.iter().position(|(kind, _)| *kind == BlockKind::Headline).or_else(|| {
            let lead = self.lead();
            let facts = &self.page.facts;
            (lead.saturating_sub(20)..lead)
                .filter(|&i| matches!(facts[i].form, Form::Open | Form::Name) && (3..=28).contains(&facts[i].words))
                .max_by_key(|&i| {
                    let f = &facts[i];
                    u32::from(f.shared) * 3 + u32::from(f.repeated.0 || f.repeated.1) * 4 + f.words.min(8)
                        - u32::from(f.prose) * 3
                })
        })?;
        Some(self.surface(line))
    }

    /// The authors, cleaned; and the agency among them.
    fn authors(&self) -> (Vec<String>, Option<String>) {
        let facts = &self.page.facts;
        let lead = self.lead();
        let head = self.headline_line().unwrap_or(lead);
        let end = self.zones.iter().position(|zone| *zone == Zone::After).unwrap_or(self.lines.len());
        let by_model = (0..lead).filter(|&i| self.zones[i] == Zone::Byline);
        let labelled = |i: &usize| matches!(facts[*i].form, Form::Byline);
        let is_byline = |i: usize| self.kinds[i].0 == BlockKind::Byline;
        let top = (head.saturating_sub(6)..lead).filter(|&i| is_byline(i));
        let above = (0..head.saturating_sub(6)).rev().take(FAR).filter(|&i| is_byline(i) && labelled(&i));
        let inside = (lead..end).filter(|&i| is_byline(i)).take(1);
        let below = (end..(end + 12).min(self.lines.len()))
            .filter(|i| labelled(i) && self.kinds[*i].0 != BlockKind::Chrome || self.kinds[*i].0 == BlockKind::Byline);
        let bio = (end..self.lines.len()).filter(|&i| self.kinds[i].0 == BlockKind::Bio).take(2);
        let mut names: Vec<String> = Vec::new();
        let mut agency = None;
        for at in by_model.chain(top).chain(above).chain(inside).chain(below).chain(bio) {
            if let Some(found) = self.byline_of(at) {
                for span in found.names {
                    self.add(span, &mut names, &mut agency);
                }
            }
            // Authors stand together: what comes after other lines is another story's.
            let goes_on = at + 1 < lead && (self.zones[at + 1] == Zone::Byline || is_byline(at + 1));
            if !names.is_empty() && !goes_on {
                break;
            }
        }
        (names, agency)
    }

    fn headline_line(&self) -> Option<usize> {
        self.zones.iter().position(|zone| *zone == Zone::Headline)
    }

    fn byline_of(&self, at: usize) -> Option<Byline> {
        let facts = &self.page.facts[at];
        if facts.byline.is_some() {
            return facts.byline.clone();
        }
        // The author's name begins what is said about him or her.
        let words = self.lines[at].words();
        byline(Cursor::new(self.text, words.start, words.end.min(words.start + 4)))
            .filter(|_| self.kinds[at].0 == BlockKind::Bio)
    }

    fn add(&self, span: Span, names: &mut Vec<String>, agency: &mut Option<String>) {
        let name = clean(span.of(self.text.as_str()));
        if AGENCIES.lookup(&name).is_some() {
            agency.get_or_insert_with(|| name.clone());
            // Beside a name it is whom he or she writes for.
            if !names.is_empty() {
                return;
            }
        }
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }

    /// The days of publication and of the last change: the first that stand between the headline and the body, those
    /// with a label first; then those around the story.
    fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let facts = &self.page.facts;
        let lead = self.lead();
        let head = self.headline_line().unwrap_or(lead.saturating_sub(6));
        let end = self.zones.iter().rposition(|zone| zone.is_story()).map_or(0, |last| last + 1);
        // A standfirst and a paragraph or two may stand above the line that says when.
        let mut paragraphs = (head..end).filter(|&i| self.kinds[i].0 == BlockKind::Paragraph);
        let body = paragraphs.nth(ABOVE_STAMP).unwrap_or(lead);
        // A caption tells when its picture was taken, not when the story was published.
        let dated = |i: &usize| {
            let stamp = &facts[*i].stamp;
            let signed = facts[*i].byline.is_some() && facts[*i].end != End::Stop;
            let plain = stamp.labelled || stamp.others <= 6 || signed || self.kinds[*i].0 == BlockKind::Byline;
            stamp.timed && plain && stamp.published.or(stamp.updated).is_some()
        };
        let told = |i: &usize| matches!(self.kinds[*i].0, BlockKind::Timestamp | BlockKind::Byline);
        let beside = |i: &usize| self.zones[*i] == Zone::Inside && facts[*i].stamp.others <= STAMP_WORDS;
        // Where the top tells the time in another way, as "Thursday 1:23PM", days farther on are of other stories.
        let counts = |i: usize| self.text.words()[self.lines[i].words()].iter().any(Word::is_number);
        let clock = (head..body).find(|&i| facts[i].stamp.timed && facts[i].stamp.others <= 3 && counts(i));
        let undated = clock.filter(|&i| facts[i].stamp.published.or(facts[i].stamp.updated).is_none());
        let top: Vec<usize> = (head..lead)
            .chain((lead..body).filter(|i| told(i) || beside(i)))
            .chain((head.saturating_sub(8)..head).rev())
            .filter(dated)
            .filter(|&i| undated.is_none_or(|clock| i <= clock + 3 || facts[i].stamp.labelled))
            .collect();
        let around = (end..(end + 10).min(self.lines.len()))
            .chain((body..end).filter(beside))
            .chain((0..head).rev())
            .filter(dated);
        let pick = |candidates: &[usize]| {
            let stamp = |i: &usize| &facts[*i].stamp;
            let labelled = candidates.iter().find(|i| stamp(i).labelled && stamp(i).published.is_some());
            let first = labelled.or_else(|| candidates.iter().find(|i| stamp(i).published.is_some()));
            let published = first.and_then(|i| stamp(i).published);
            let updated = candidates.iter().find_map(|i| stamp(i).updated);
            (published, updated)
        };
        let near = pick(&top);
        if near.0.is_some() {
            return near;
        }
        let rest: Vec<usize> = around.take(3).collect();
        let labelled: Vec<usize> = rest.iter().copied().filter(|&i| facts[i].stamp.labelled).collect();
        let far = pick(if clock.is_some() { &labelled } else { &rest });
        // A day of change alone is the best that is known of the day of publication.
        (far.0.or(near.1).or(far.1), near.1.or(far.1))
    }

    fn language(&self) -> Option<&'static str> {
        let (from, until) = self.page.core;
        let sample = if from < until {
            self.lines[from].span.cover(self.lines[until - 1].span).of(self.text.as_str())
        } else {
            self.text.as_str()
        };
        language(&self.page.tally, sample)
    }
}

/// A name as it is to be shown: white space single, capitals throughout made small.
fn clean(name: &str) -> String {
    let mut clean = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(word);
    }
    let shouted = clean.chars().filter(|c| c.is_alphabetic()).count() > 4 && !clean.chars().any(char::is_lowercase);
    if !shouted || !clean.contains(' ') {
        return clean;
    }
    let mut start = true;
    clean
        .chars()
        .flat_map(|c| {
            let small = !start && c.is_alphabetic();
            start = !c.is_alphabetic() && !matches!(c, '’' | '\'');
            let lower = small.then(|| c.to_lowercase());
            lower.into_iter().flatten().chain((!small).then_some(c))
        })
        .collect()
}

/// Whether a line can open the story with a dateline.
pub(crate) fn may_open(facts: &Facts) -> bool {
    facts.words >= 5
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn names_are_cleaned() {
        for (written, name) in [
            ("Jane  Doe", "Jane Doe"),
            ("JANE D. DOE", "Jane D. Doe"),
            ("AFP", "AFP"),
            ("ANN-MARIE LEE", "Ann-Marie Lee"),
        ] {
            assert_eq!(clean(written), name);
        }
    }
}
