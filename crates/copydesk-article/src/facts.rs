//! What can be seen of a line without its neighbours, and of its place among the running text.

use copydesk_text::{Case, Cursor, Text, Word, WordKind, hash_folded};

use crate::cue::{Cue, Cues, cues};
use crate::grammar::byline::{Byline, byline};
use crate::grammar::calendar::{Stamp, calendar, stamp};
use crate::language::{ADDRESS, EN, REPORT, Tally, languages_of};
use crate::line::Line;

/// The closed form that a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// None of the others.
    Open,
    /// A date, a time of day, with or without "Published".
    Stamp,
    /// "By" and names.
    Byline,
    /// Names, with a role or a date.
    Credited,
    /// Two to four capitalised words.
    Name,
    /// Nothing but cue phrases, by the first of them.
    Cue(Cue),
    /// A cue phrase and other words.
    Led(Cue),
}

impl Form {
    const fn code(self) -> u32 {
        match self {
            Self::Open => 0,
            Self::Stamp => 1,
            Self::Byline => 2,
            Self::Credited => 3,
            Self::Name => 4,
            Self::Cue(cue) => 5 + cue as u32,
            Self::Led(cue) => 25 + cue as u32,
        }
    }
}

/// What is seen of one line.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) form: Form,
    pub(crate) cues: Cues,
    pub(crate) stamp: Stamp,
    pub(crate) byline: Option<Byline>,
    /// Words, those past the head estimated.
    pub(crate) words: u32,
    /// How it ends.
    pub(crate) end: End,
    /// How its first word is written.
    pub(crate) start: Start,
    /// Capitalised words in its head, in tenths.
    pub(crate) capitals: u8,
    /// Function words in its head, in tenths.
    pub(crate) function: u8,
    /// Words in its head that speak to the reader, 3 at most.
    pub(crate) address: u8,
    /// Whether its head says who said so.
    pub(crate) report: bool,
    /// Stops within it that another word follows.
    pub(crate) stops: u8,
    /// Whether it reads as running text.
    pub(crate) prose: bool,
    /// The hash of its words.
    pub(crate) hash: u64,
    /// Whether the same line stands before it, and after it.
    pub(crate) repeated: (bool, bool),
    /// Of its telling words, how many the running text has, in quarters.
    pub(crate) shared: u8,
    /// Of its telling words, how many the running text near it has, in quarters.
    pub(crate) cohesion: u8,
}

/// The last sign of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    None,
    Stop,
    Question,
    Colon,
    Comma,
    Quote,
    Bracket,
    Ellipsis,
    Digit,
    Sign,
}

impl End {
    /// Whether a sentence can end so.
    pub(crate) const fn ends_sentence(self) -> bool {
        matches!(self, Self::Stop | Self::Question | Self::Quote | Self::Colon | Self::Ellipsis)
    }
}

/// The first word of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Lower,
    Title,
    Upper,
    Number,
    Quote,
    Bracket,
    Link,
    Sign,
    Other,
}

/// All that is seen of the lines of a document.
pub(crate) struct Page {
    pub(crate) facts: Vec<Facts>,
    /// What neighbours see of each line.
    pub(crate) around: Vec<Around>,
    /// The lines between which most of the running text stands.
    pub(crate) core: (usize, usize),
    /// Whether blank lines part some lines and not others.
    pub(crate) spaced: bool,
    /// Function words by language.
    pub(crate) tally: Tally,
}

/// Looks at all lines of a document.
pub(crate) fn page(text: &Text<'_>, lines: &[Line]) -> Page {
    let mut tally = Tally::default();
    let mut facts: Vec<Facts> = lines.iter().map(|line| facts(text, line, &mut tally)).collect();
    repeats(&mut facts);
    let core = core(&facts);
    vocabulary(text, lines, &mut facts, core);
    let around = around(&facts);
    let blanks = lines.iter().filter(|line| line.after_blank).count() * 16;
    let spaced = (lines.len()..lines.len() * 15).contains(&blanks);
    Page { facts, around, core, spaced, tally }
}

/// A line as its neighbours see it, and what lies above it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    /// [`Facts::class`].
    pub(crate) class: u32,
    /// [`Facts::signature`].
    pub(crate) signature: u32,
    /// Lines of running text above it.
    pub(crate) prose: u32,
    /// Words of running text above it.
    pub(crate) words: u32,
    /// The last heading of a section above it, and its line.
    pub(crate) section: Option<(Cue, u32)>,
}

fn around(facts: &[Facts]) -> Vec<Around> {
    let (mut prose, mut words, mut section) = (0, 0, None);
    let mut around = Vec::with_capacity(facts.len() + 1);
    for (at, line) in facts.iter().enumerate() {
        around.push(Around { class: line.class(), signature: line.signature(), prose, words, section });
        if line.prose {
            prose += 1;
            words += line.words.min(100);
        }
        if let Some(cue) = line.heads() {
            section = Some((cue, at as u32));
        }
    }
    around.push(Around { class: 31, signature: u32::MAX, prose, words, section });
    around
}

fn facts(text: &Text<'_>, line: &Line, tally: &mut Tally) -> Facts {
    let words = &text.words()[line.words()];
    let surface = line.span.of(text.as_str());
    let cursor = Cursor::new(text, line.words().start, line.words().end);
    let (mut letters, mut capitals, mut function, mut digits, mut stops, mut bare) =
        (0_u32, 0_u32, 0_u32, false, 0, true);
    let mut hash = 0_u64;
    let (mut address, mut report) = (0, false);
    for (i, word) in words.iter().enumerate() {
        hash = (hash ^ u64::from(word.hash())).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
        match word.kind() {
            WordKind::Letters => {
                letters += 1;
                capitals += u32::from(word.is_capitalised());
                let languages = languages_of(text, line.words().start + i);
                function += u32::from(languages & !(ADDRESS | REPORT) != 0 && word.case() != Case::Upper);
                address += u32::from(languages & ADDRESS != 0);
                report |= languages & REPORT != 0;
                tally.add(languages);
                bare &= word.is_capitalised();
            }
            WordKind::Number => digits = true,
            WordKind::Sign => {
                let sign = text.str(word);
                let stop = matches!(sign, "." | "!" | "?" | "。" | "।" | "؟");
                stops += u32::from(stop && i + 1 < words.len() && !words[i + 1].is_glued() && i > 2);
                bare &= matches!(sign, "." | "-" | "’" | "'");
            }
            _ => bare = false,
        }
    }
    let head = words.last().map_or(0, |last| last.end() - line.span.start());
    let count = words.iter().filter(|w| !w.is_sign() && !w.is_glued()).count() as u32;
    let total =
        if head + 8 < line.span.len() && head > 0 { count * (line.span.len() as u32) / head as u32 } else { count };
    let end = end_of(surface);
    let short = total <= 24;
    let cues = if short { cues(cursor) } else { led(cursor) };
    let stamp = if short && timely(text, words, digits) { stamp(cursor) } else { Stamp::default() };
    let byline = if short && capitals > 0 { byline(cursor) } else { None };
    let form = form(cues, &stamp, byline.as_ref(), bare && (2..=4).contains(&letters));
    let share = |n: u32| (n * 10 / letters.max(1)).min(10) as u8;
    let function = share(function);
    // Scripts without spaces have a word a character and no function words here.
    let words_wanted = if surface.is_ascii() || function > 0 { 8 } else { 12 };
    let prose = total >= words_wanted
        && (end.ends_sentence() || stops > 0)
        && (function >= 2 || function == 0 && !surface.is_ascii())
        && form == Form::Open
        || total >= 30 && (stops > 0 || end.ends_sentence()) && function >= 2;
    Facts {
        form,
        cues,
        stamp,
        byline,
        words: total,
        end,
        start: start_of(text, words),
        capitals: share(capitals),
        function,
        address: address.min(3) as u8,
        report,
        stops: stops.min(3) as u8,
        prose,
        hash,
        repeated: (false, false),
        shared: 0,
        cohesion: 0,
    }
}

/// The cue that a long line begins with.
fn led(cursor: Cursor<'_, '_>) -> Cues {
    let cues = cues(Cursor::new(cursor.text(), cursor.at(), (cursor.at() + 6).min(cursor.end())));
    Cues { whole: false, ..cues }
}

/// Whether a line can say anything of time: a word of the calendar stands near its start, or a number in one piece with
/// what parts hours or days.
fn timely(text: &Text<'_>, words: &[Word], digits: bool) -> bool {
    let parted = |pair: &[Word]| {
        pair[0].is_number() && pair[1].is_glued() && matches!(text.str(&pair[1]), ":" | "/" | "-" | "." | "am" | "pm")
    };
    digits && (words.windows(2).any(parted) || words.iter().any(|w| w.is_number() && text.str(w).contains('.')))
        || words.iter().take(if digits { 24 } else { 8 }).any(|w| w.is_letters() && calendar(text.str(w)).is_some())
}

fn form(cues: Cues, stamp: &Stamp, byline: Option<&Byline>, bare: bool) -> Form {
    match (cues.only(), byline, cues.first) {
        _ if stamp.is_whole() => Form::Stamp,
        (Some(cue), ..) => Form::Cue(cue),
        (_, Some(byline), _) if byline.labelled => Form::Byline,
        (_, Some(byline), _) if byline.supported => Form::Credited,
        (_, _, Some(cue)) => Form::Led(cue),
        _ if bare => Form::Name,
        _ => Form::Open,
    }
}

fn start_of(text: &Text<'_>, words: &[Word]) -> Start {
    let Some(first) = words.first() else { return Start::Other };
    match (first.kind(), first.case()) {
        (WordKind::Letters, Case::Lower) => Start::Lower,
        (WordKind::Letters, Case::Title | Case::Mixed) => Start::Title,
        (WordKind::Letters, Case::Upper) => Start::Upper,
        (WordKind::Number, _) => Start::Number,
        (WordKind::Link, _) => Start::Link,
        (WordKind::Sign, _) => match text.str(first) {
            "“" | "\"" | "'" | "‘" | "«" | "„" | "「" => Start::Quote,
            "(" | "[" | "{" => Start::Bracket,
            _ => Start::Sign,
        },
        _ => Start::Other,
    }
}

fn end_of(surface: &str) -> End {
    match surface.chars().next_back() {
        _ if surface.ends_with("...") => End::Ellipsis,
        Some('.' | '。' | '।') => End::Stop,
        Some('?' | '!' | '？' | '！' | '؟') => End::Question,
        Some(':' | '：') => End::Colon,
        Some(',' | ';') => End::Comma,
        Some('”' | '"' | '’' | '\'' | '»' | '」') => End::Quote,
        Some(')' | ']') => End::Bracket,
        Some('…') => End::Ellipsis,
        Some(c) if c.is_alphabetic() => End::None,
        Some(c) if c.is_numeric() => End::Digit,
        _ => End::Sign,
    }
}

/// Marks the lines that stand more than once.
fn repeats(facts: &mut [Facts]) {
    let mut order: Vec<u32> = (0..facts.len() as u32).collect();
    order.sort_unstable_by_key(|&i| (facts[i as usize].hash, i));
    for pair in order.windows(2) {
        let (a, b) = (pair[0] as usize, pair[1] as usize);
        if facts[a].hash == facts[b].hash {
            facts[a].repeated.1 = true;
            facts[b].repeated.0 = true;
        }
    }
}

/// The stretch of lines with the most running text for the fewest other lines: the sum of the words of prose less a
/// price for each other line is greatest there (Bentley's maximum-sum segment).
fn core(facts: &[Facts]) -> (usize, usize) {
    let (mut best, mut span) = (0, (0, 0));
    let (mut sum, mut from) = (0_i64, 0);
    for (i, line) in facts.iter().enumerate() {
        sum += if line.prose { i64::from(line.words.min(50)) } else { -7 };
        if sum <= 0 {
            (sum, from) = (0, i + 1);
        } else if sum > best {
            (best, span) = (sum, (from, i + 1));
        }
    }
    span
}

/// How many lines before and after a line are near it.
const NEAR: usize = 12;

/// Measures how much of each line's vocabulary the running text shares: that of the core, and that near the line.
fn vocabulary(text: &Text<'_>, lines: &[Line], facts: &mut [Facts], core: (usize, usize)) {
    let (slots, ends) = telling(text, lines);
    let of = |at: usize| &slots[if at == 0 { 0 } else { ends[at - 1] as usize }..ends[at] as usize];
    let mut known = vec![false; SLOTS];
    for slot in (core.0..core.1).filter(|&i| facts[i].prose).take(24).flat_map(of) {
        known[usize::from(*slot)] = true;
    }
    // How often each word stands in the running text of the lines near the present one. What stands twice on a page
    // is of a menu.
    let mut near = vec![0_u16; SLOTS];
    let prose: Vec<bool> = facts.iter().map(|f| f.prose && !f.repeated.0 && !f.repeated.1).collect();
    for at in 0..lines.len() + NEAR {
        if prose.get(at) == Some(&true) {
            for slot in of(at) {
                near[usize::from(*slot)] += 1;
            }
        }
        if at > 2 * NEAR && prose[at - 2 * NEAR - 1] {
            for slot in of(at - 2 * NEAR - 1) {
                near[usize::from(*slot)] -= 1;
            }
        }
        let Some(here) = at.checked_sub(NEAR) else { continue };
        let own = u16::from(prose[here]);
        let words = of(here);
        let quarters = |hits: usize| (hits * 4).checked_div(words.len()).map_or(5, |quarters| quarters as u8);
        facts[here].shared = quarters(words.iter().filter(|slot| known[usize::from(**slot)]).count());
        facts[here].cohesion = quarters(words.iter().filter(|slot| near[usize::from(**slot)] > own).count());
    }
}

/// Words of a vocabulary are told apart by so many slots.
const SLOTS: usize = 1 << 13;

/// The slots of the words of each line that tell what it is about, and where those of each line end.
fn telling(text: &Text<'_>, lines: &[Line]) -> (Vec<u16>, Vec<u32>) {
    let (mut slots, mut ends) = (Vec::with_capacity(text.words().len() / 2), Vec::with_capacity(lines.len()));
    for line in lines {
        for (word, at) in text.words()[line.words()].iter().zip(line.words()) {
            let long = word.span().len() >= if word.is_capitalised() { 3 } else { 5 };
            if word.is_letters() && long && languages_of(text, at) & EN == 0 {
                slots.push((word.hash() >> 3) as u16 & (SLOTS - 1) as u16);
            }
        }
        ends.push(slots.len() as u32);
    }
    (slots, ends)
}

/// The hash under which the model knows a word.
pub(crate) fn word_hash(word: &Word) -> u32 {
    if word.is_number() { hash_folded("0") } else { word.hash() }
}

/// How many words a line has, in steps that widen.
pub(crate) const fn length(words: u32) -> u32 {
    match words {
        0..=5 => words,
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=24 => 9,
        25..=49 => 10,
        50..=99 => 11,
        _ => 12,
    }
}

impl Facts {
    /// What neighbours see of the line.
    pub(crate) fn signature(&self) -> u32 {
        (self.code() * 16 + length(self.words)) * 2 + u32::from(self.prose)
    }

    /// What lines farther off see of it: one of 32 classes.
    pub(crate) fn class(&self) -> u32 {
        use Cue::{
            Ad, Author, Bio, Caption, Comment, Cookie, Count, Credit, Embed, Legal, Menu, Published, Related, Role,
            Share, Signup, Tags, Updated,
        };
        let open = match self.words {
            _ if self.prose && self.cues.has(Bio) => 30,
            _ if self.prose && self.words >= 30 => 0,
            _ if self.prose => 1,
            0 => 2,
            4.. if self.end.ends_sentence() && self.end != End::Colon => 3,
            12.. => 4,
            6.. => 5,
            3.. => 6,
            _ if self.start == Start::Number => 7,
            _ => 8,
        };
        match self.form {
            Form::Open => open,
            Form::Name => 9,
            Form::Byline => 10,
            Form::Credited => 11,
            Form::Stamp | Form::Cue(Published | Updated) | Form::Led(Published | Updated) => 12,
            Form::Cue(Share | Menu | Cookie | Legal) => 13,
            Form::Cue(Signup) => 14,
            Form::Cue(Ad) => 15,
            Form::Cue(Related) => 16,
            Form::Cue(Tags | Comment) => 17,
            Form::Cue(Count) | Form::Led(Count) => 18,
            Form::Cue(Embed) | Form::Led(Embed) => 19,
            Form::Cue(Credit | Caption) => 20,
            Form::Cue(Bio | Author | Role) => 21,
            Form::Led(_) if self.prose => 22,
            Form::Led(Share | Menu | Cookie | Legal) => 23 + u32::from(self.words >= 8),
            Form::Led(Signup | Ad) => 25,
            Form::Led(Related) => 26,
            Form::Led(Tags | Comment) => 27,
            Form::Led(Credit | Caption) => 28,
            Form::Led(Bio | Author | Role) => 29,
        }
    }

    /// The section that the line heads, if it looks like the heading of one.
    pub(crate) fn heads(&self) -> Option<Cue> {
        match self.form {
            Form::Cue(cue @ (Cue::Related | Cue::Tags | Cue::Comment | Cue::Bio | Cue::Signup | Cue::Ad)) => Some(cue),
            Form::Led(cue @ (Cue::Related | Cue::Comment)) if self.words <= 5 => Some(cue),
            _ => None,
        }
    }

    /// The code of the form.
    pub(crate) const fn code(&self) -> u32 {
        self.form.code()
    }
}
