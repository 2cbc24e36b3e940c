//! From zones to kinds: what each line is, by its form, its zone and the section of the page that it stands in.

use copydesk_text::Text;

use crate::BlockKind;
use crate::cue::Cue;
use crate::facts::{End, Facts, Form, Start};
use crate::line::Line;
use crate::zone::Zone;

/// The kind of a line and the rule that decided.
pub(crate) type Verdict = (BlockKind, &'static str);

/// Bylines of a text that are kept in mind: each line below the story is compared with them.
const MAX_BYLINES: usize = 32;

/// What the lines below a heading are, outside the story.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    None,
    Related,
    Tags,
    Bio,
    Comments,
}

/// The kinds of all lines.
pub(crate) fn kinds(text: &Text<'_>, lines: &[Line], facts: &[Facts], zones: &[Zone]) -> Vec<Verdict> {
    let headline = zones.iter().position(|z| *z == Zone::Headline);
    let is_opening = |&i: &usize| zones[i].is_story() && facts[i].start != Start::Link;
    let opening = (0..lines.len()).find(is_opening).unwrap_or(lines.len());
    let judge = Judge { text, lines, facts, zones, headline, opening };
    let mut section = Section::None;
    let mut verdicts: Vec<Verdict> = Vec::with_capacity(lines.len());
    let mut bylines = Vec::new();
    for at in 0..lines.len() {
        if at > 0 && zones[at - 1].is_story() {
            section = Section::None;
        }
        let verdict = match zones[at] {
            zone if !zone.is_story() && judge.is_below_by(at, &verdicts) => (BlockKind::Byline, "below-by"),
            Zone::Headline => (BlockKind::Headline, "headline"),
            Zone::Lead | Zone::Body => judge.story(at),
            Zone::Byline => judge.byline(at, &mut section),
            Zone::Before => judge.before(at, &mut section),
            Zone::Top => judge.top(at, &mut section),
            Zone::Inside => judge.inside(at, &mut section),
            Zone::After => judge.after(at, &mut section, &bylines),
        };
        if verdict.0 == BlockKind::Byline && bylines.len() < MAX_BYLINES {
            bylines.push(at);
        }
        verdicts.push(verdict);
    }
    judge.embeds(&mut verdicts);
    verdicts
}

struct Judge<'a, 't> {
    text: &'a Text<'t>,
    lines: &'a [Line],
    facts: &'a [Facts],
    zones: &'a [Zone],
    headline: Option<usize>,
    /// The first line of the story that is not the address of the page.
    opening: usize,
}

impl Judge<'_, '_> {
    /// A line of the story: a paragraph, a heading or an item of a list.
    fn story(&self, at: usize) -> Verdict {
        let (line, facts) = (&self.lines[at], &self.facts[at]);
        let short = |facts: &Facts| facts.words <= 16 && !matches!(facts.end, End::Stop | End::Quote | End::Ellipsis);
        if facts.form == Form::Stamp {
            return (BlockKind::Timestamp, "timestamp");
        }
        let signed = |at: usize| self.facts.get(at).is_some_and(|f| matches!(f.form, Form::Stamp | Form::Byline));
        if self.headline.is_none() && self.opens(at) && (3..=28).contains(&facts.words) && signed(at + 1) {
            return (BlockKind::Headline, "above-date-or-byline");
        }
        if line.bullet && (short(facts) || self.beside(at, |i| self.lines[i].bullet)) {
            return (BlockKind::ListItem, "list-mark");
        }
        if facts.start == Start::Link && facts.words <= 3 {
            if self.opens(at) {
                return (BlockKind::Chrome, "own-address");
            }
            return (BlockKind::ListItem, "address");
        }
        let numbered = facts.start == Start::Number && facts.words <= 24 && self.is_numbered(at);
        let next = self.next_story(at);
        if !short(facts) {
            return if numbered && next.is_some_and(|n| self.facts[n].prose) && facts.words <= 16 {
                (BlockKind::Subheading, "numbered-heading")
            } else {
                (BlockKind::Paragraph, "story")
            };
        }
        let follows = next.is_some_and(|n| !short(&self.facts[n]));
        let quoted = facts.start == Start::Quote && facts.end == End::Question;
        if facts.start == Start::Lower || quoted || facts.end == End::Comma {
            return (BlockKind::Paragraph, "story");
        }
        if follows
            && matches!(facts.end, End::None | End::Question | End::Colon | End::Digit | End::Bracket | End::Sign)
        {
            // A text does not begin with a heading of a part: it is that of the whole.
            if self.headline.is_none() && self.opens(at) && facts.words >= 3 {
                return (BlockKind::Headline, "opens-the-text");
            }
            // "He asked what to do:" introduces what follows as a paragraph does.
            let sentence = facts.end == End::Colon && facts.words > 8 || facts.stops > 0 && !numbered;
            return if sentence {
                (BlockKind::Paragraph, "story")
            } else {
                (BlockKind::Subheading, "heads-a-paragraph")
            };
        }
        // A heading may have another below it.
        let second = next.filter(|&n| n == at + 1).and_then(|n| self.next_story(n));
        let opens = at == 0 || !self.zones[at - 1].is_story() || !short(&self.facts[at - 1]);
        if opens && second.is_some_and(|n| !short(&self.facts[n])) && matches!(facts.end, End::None | End::Quote) {
            return (BlockKind::Subheading, "heads-a-heading");
        }
        let run = self.beside(at, |i| self.zones[i].is_story() && short(&self.facts[i]));
        if run && facts.end != End::Question && facts.end != End::Colon {
            return (BlockKind::ListItem, "run-of-short-lines");
        }
        if matches!(facts.end, End::Question) && facts.words > 6 || facts.function >= 4 && facts.words > 8 {
            return (BlockKind::Paragraph, "story");
        }
        (BlockKind::Subheading, "short-line")
    }

    /// Whether nothing of the story stands above but the address of the page.
    fn opens(&self, at: usize) -> bool {
        at <= self.opening
    }

    /// Whether the line before or after passes a test.
    fn beside(&self, at: usize, test: impl Fn(usize) -> bool) -> bool {
        at > 0 && test(at - 1) || at + 1 < self.lines.len() && test(at + 1)
    }

    fn next_story(&self, at: usize) -> Option<usize> {
        (at + 1..self.lines.len().min(at + 5)).find(|&i| self.zones[i].is_story())
    }

    /// "3. Harbour", "3) Harbour".
    fn is_numbered(&self, at: usize) -> bool {
        let words = self.lines[at].words();
        words.len() > 2 && matches!(self.text.word_str(words.start + 1), "." | ")" | ":")
    }

    /// Whether the line is a name that "By" or "Author" stands above, on a line of its own.
    fn is_below_by(&self, at: usize, above: &[Verdict]) -> bool {
        let Some(last) = at.checked_sub(1) else { return false };
        let named = matches!(self.facts[at].form, Form::Name | Form::Credited) || self.facts[at].byline.is_some();
        named && (self.facts[last].form == Form::Cue(Cue::Author) || above[last].1 == "below-by")
    }

    /// A line that the model takes for the author's.
    fn byline(&self, at: usize, section: &mut Section) -> Verdict {
        match self.facts[at].form {
            Form::Stamp => (BlockKind::Timestamp, "timestamp"),
            Form::Cue(Cue::Author | Cue::Role) => (BlockKind::Byline, "byline-part"),
            Form::Cue(_) => self.form(at, section).unwrap_or((BlockKind::Chrome, "cue")),
            _ => (BlockKind::Byline, "byline"),
        }
    }

    /// Lines whose form tells their kind in any zone outside the story.
    fn form(&self, at: usize, section: &mut Section) -> Option<Verdict> {
        let facts = &self.facts[at];
        let few = facts.words <= 9;
        Some(match facts.form {
            Form::Cue(Cue::Related) => {
                *section = Section::Related;
                (BlockKind::Chrome, "related-heading")
            }
            Form::Led(Cue::Related) if facts.words <= 3 => {
                *section = Section::Related;
                (BlockKind::Chrome, "related-heading")
            }
            Form::Led(Cue::Related) => (BlockKind::Related, "related-cue"),
            Form::Cue(Cue::Tags) => {
                *section = Section::Tags;
                (BlockKind::Chrome, "tags-heading")
            }
            Form::Led(Cue::Tags) if facts.words <= 14 && facts.end != End::Stop => (BlockKind::Tags, "tags-cue"),
            Form::Cue(Cue::Comment) => {
                if facts.words <= 3 {
                    *section = Section::Comments;
                }
                (BlockKind::Chrome, "comment-prompt")
            }
            Form::Cue(Cue::Bio) => {
                *section = Section::Bio;
                (BlockKind::Chrome, "bio-heading")
            }
            Form::Cue(Cue::Embed) | Form::Led(Cue::Embed) => (BlockKind::Embed, "embed-cue"),
            Form::Cue(Cue::Credit) | Form::Led(Cue::Credit) if few => (BlockKind::Credit, "credit-cue"),
            Form::Led(Cue::Credit) if self.is_bracketed(at) => (BlockKind::Credit, "credit-cue"),
            Form::Led(Cue::Credit) if self.is_wire_credit(at) => (BlockKind::Credit, "wire-credit"),
            Form::Cue(Cue::Caption) => (BlockKind::Chrome, "caption-button"),
            Form::Led(Cue::Credit | Cue::Caption) => (BlockKind::Caption, "caption-cue"),
            Form::Cue(Cue::Author | Cue::Role | Cue::Published | Cue::Updated) => (BlockKind::Chrome, "label"),
            Form::Cue(_) => (BlockKind::Chrome, "cue"),
            Form::Led(Cue::Share | Cue::Menu | Cue::Cookie | Cue::Signup | Cue::Legal | Cue::Ad)
                if !facts.prose || facts.words <= 30 && facts.shared < 2 =>
            {
                (BlockKind::Chrome, "cue")
            }
            Form::Led(Cue::Comment | Cue::Count) if facts.words <= 10 => (BlockKind::Chrome, "cue"),
            _ if facts.cues.has(Cue::Embed) && facts.words < 40 => (BlockKind::Embed, "embed-cue"),
            _ if facts.cues.has(Cue::Credit) && facts.words <= 4 => (BlockKind::Credit, "credit-cue"),
            _ if facts.cues.has(Cue::Credit) && !few => (BlockKind::Caption, "caption-with-credit"),
            _ if facts.words == 0 => (BlockKind::Chrome, "signs"),
            _ => return None,
        })
    }

    fn is_bracketed(&self, at: usize) -> bool {
        let surface = self.lines[at].span.of(self.text.as_str());
        self.facts[at].start == Start::Bracket && surface.ends_with([')', ']'])
    }

    /// Credits of the text itself are sentences: they stand at its end.
    fn is_wire_credit(&self, at: usize) -> bool {
        self.zones[at] == Zone::After && self.facts[at].prose
    }

    fn before(&self, at: usize, section: &mut Section) -> Verdict {
        let facts = &self.facts[at];
        let near = self.headline.is_some_and(|h| h - at <= 6) || self.zones[at..].iter().take(10).any(|z| z.is_story());
        if facts.form == Form::Stamp && near {
            return (BlockKind::Timestamp, "timestamp");
        }
        if matches!(facts.form, Form::Byline | Form::Credited) && near {
            return (BlockKind::Byline, "byline");
        }
        if self.headline.is_some_and(|h| self.facts[h].hash == facts.hash && h - at <= 8) {
            return (BlockKind::Headline, "headline-repeated");
        }
        if let Some(verdict) = self.form(at, section) {
            return verdict;
        }
        if *section == Section::Tags && facts.words <= 6 {
            *section = Section::None;
            return (BlockKind::Tags, "below-tags");
        }
        if near && facts.words >= 8 && facts.shared >= 2 && facts.end.ends_sentence() {
            return (BlockKind::Caption, "above-story");
        }
        if facts.words >= 7 { (BlockKind::Related, "other-story") } else { (BlockKind::Chrome, "label") }
    }

    fn top(&self, at: usize, section: &mut Section) -> Verdict {
        let facts = &self.facts[at];
        if facts.form == Form::Stamp {
            return (BlockKind::Timestamp, "timestamp");
        }
        if matches!(facts.form, Form::Byline | Form::Credited) {
            return (BlockKind::Byline, "byline");
        }
        if self.headline.is_some_and(|h| self.facts[h].hash == facts.hash) {
            return (BlockKind::Headline, "headline-repeated");
        }
        let sentence = facts.stamp.others > 3 && facts.end == End::Stop || facts.stamp.others > 12;
        let dated = facts.stamp.timed && facts.stamp.published.or(facts.stamp.updated).is_some();
        if dated && facts.words <= 16 && (facts.stamp.labelled || !sentence) {
            return (BlockKind::Timestamp, "timestamp-and-more");
        }
        if let Some(verdict) = self.form(at, section) {
            return verdict;
        }
        if *section == Section::Tags && facts.words <= 6 {
            *section = Section::None;
            return (BlockKind::Tags, "below-tags");
        }
        if facts.form == Form::Name && self.signs(at) {
            return (BlockKind::Byline, "name-above-date");
        }
        let since = self.headline.map_or(usize::MAX, |h| at - h);
        let after_meta = (1..=2).any(|n| at >= n && matches!(self.facts[at - n].form, Form::Stamp | Form::Byline));
        if facts.words >= 5 && *section != Section::Related && (since <= 3 || after_meta && since <= 10) {
            return (BlockKind::Standfirst, "below-headline");
        }
        if facts.words >= 8 && facts.shared >= 2 {
            return (BlockKind::Caption, "above-story");
        }
        if facts.words >= 6 { (BlockKind::Related, "other-story") } else { (BlockKind::Chrome, "label") }
    }

    fn inside(&self, at: usize, section: &mut Section) -> Verdict {
        let facts = &self.facts[at];
        let signature = self.is_signature(at);
        if signature {
            return (BlockKind::Embed, "embed-signature");
        }
        if facts.form == Form::Stamp {
            return (BlockKind::Timestamp, "timestamp");
        }
        if let Some(verdict) = self.form(at, section) {
            return verdict;
        }
        match facts.form {
            Form::Byline | Form::Credited => return (BlockKind::Byline, "byline"),
            Form::Name if self.signs(at) => return (BlockKind::Byline, "name-above-date"),
            _ if facts.words <= 3 => return (BlockKind::Chrome, "label"),
            _ => {}
        }
        if *section == Section::Related {
            return (BlockKind::Related, "below-related");
        }
        if facts.end.ends_sentence() || facts.shared >= 2 && facts.words >= 8 {
            return (BlockKind::Caption, "sentence-between");
        }
        if facts.words >= 5 { (BlockKind::Related, "other-story") } else { (BlockKind::Caption, "short-between") }
    }

    fn after(&self, at: usize, section: &mut Section, bylines: &[usize]) -> Verdict {
        let facts = &self.facts[at];
        let opens_bio = at + 1 < self.lines.len() && facts.words <= 5 && facts.words >= 2 && self.begins_next(at);
        if opens_bio {
            *section = Section::Bio;
            return (if bylines.is_empty() { BlockKind::Byline } else { BlockKind::Bio }, "name-above-bio");
        }
        if facts.prose && facts.cues.has(Cue::Bio) && matches!(facts.start, Start::Title | Start::Upper)
            || *section == Section::Bio && facts.prose
        {
            *section = Section::None;
            return (BlockKind::Bio, "bio");
        }
        if facts.words >= 2 && *section != Section::Related && self.begins_with_author(at, bylines) {
            *section = Section::Bio;
            return (BlockKind::Bio, "begins-with-author");
        }
        if facts.form == Form::Stamp {
            return match section {
                Section::Related => (BlockKind::Related, "below-related"),
                _ if at > 0 && self.zones[at - 1].is_story() => (BlockKind::Timestamp, "timestamp"),
                _ => (BlockKind::Related, "other-story"),
            };
        }
        if let Some(verdict) = self.form(at, section) {
            return verdict;
        }
        match (facts.form, *section) {
            (Form::Byline | Form::Credited, Section::Related) => {
                return (BlockKind::Related, "byline-of-other-story");
            }
            (_, Section::Tags) if facts.words <= 6 => return (BlockKind::Tags, "below-tags"),
            (Form::Name, Section::Bio) => return (BlockKind::Bio, "below-bio"),
            _ => {}
        }
        let address = |i: usize| self.facts[i].start == Start::Link && self.facts[i].words <= 3;
        if address(at) && self.beside(at, address) {
            return (BlockKind::ListItem, "addresses");
        }
        if facts.words <= 4 {
            return (BlockKind::Chrome, "label");
        }
        match *section {
            Section::Comments if facts.prose => (BlockKind::Comment, "below-comments"),
            Section::Related => (BlockKind::Related, "below-related"),
            _ => (BlockKind::Related, "other-story"),
        }
    }

    /// Whether the line begins with the name of an author of a byline above the story.
    fn begins_with_author(&self, at: usize, bylines: &[usize]) -> bool {
        let source = self.text.as_str();
        let line = self.lines[at].span.of(source);
        let mut names =
            bylines.iter().filter_map(|&by| self.facts[by].byline.as_ref()).flat_map(|byline| &byline.names);
        names.any(|name| line.starts_with(name.of(source)))
    }

    /// Whether the next line begins with the words of this one.
    fn begins_next(&self, at: usize) -> bool {
        let (these, next) = (self.lines[at].words(), self.lines[at + 1].words());
        let length = these.len();
        length >= 2
            && next.len() > length + 3
            && self.facts[at + 1].prose
            && (0..length)
                .all(|i| self.text.words()[these.start + i].hash() == self.text.words()[next.start + i].hash())
    }

    /// Whether a name between the headline and the body has a date below it, or a handle and a date.
    fn signs(&self, at: usize) -> bool {
        let below_headline = self.headline.is_some_and(|h| h < at && at <= h + 8);
        let next = |i: usize| self.facts.get(i).is_some_and(|facts| facts.form == Form::Stamp && facts.stamp.timed);
        let handle = self.facts.get(at + 1).is_some_and(|facts| facts.start == Start::Link && facts.words <= 1);
        below_headline && (next(at + 1) || handle && next(at + 2))
    }

    /// "— Name (@handle) December 21, 2023" below an embedded post.
    fn is_signature(&self, at: usize) -> bool {
        let words = &self.text.words()[self.lines[at].words()];
        let handle = words.iter().enumerate().any(|(i, word)| {
            let glued = words.get(i + 1).is_some_and(|next| next.is_glued() && next.is_letters());
            self.text.str(word).starts_with('@') && (word.span().len() > 2 || glued)
        });
        handle && self.facts[at].words <= 14 && (self.facts[at].stamp.timed || self.facts[at].start == Start::Sign)
    }

    /// What stands above the signature of an embedded post, back to the story, is the post.
    fn embeds(&self, verdicts: &mut [Verdict]) {
        for at in (1..verdicts.len()).rev() {
            let below = verdicts[at];
            let open = matches!(verdicts[at - 1].0, BlockKind::Caption | BlockKind::Related);
            if below.0 == BlockKind::Embed
                && matches!(below.1, "embed-signature" | "embed-post")
                && self.zones[at - 1] == Zone::Inside
                && open
            {
                verdicts[at - 1] = (BlockKind::Embed, "embed-post");
            }
        }
    }
}
