//! What each word of a text can be, looked up once; and the input of the grammar, a cursor that knows it.

use std::cell::Cell;
use std::ops::Range;

use copydesk_numeral::{Numeral, numeral_at};
use copydesk_text::{Span, Text, Word, WordKind};

use super::word::Class;
use crate::hashes::{Hashes, last_hash};
use crate::tables::{HOLIDAYS, VAGUE, WORDS};

/// What the words of a text can be in a time expression.
///
/// Most words can be nothing, and most of the others ("the", "a", "second") nothing without a head near: a word that no
/// expression is without, such as a month, a unit or a number that can be a year. So heads are sought first, by one
/// comparison of hashes a word, and the grammar is entered only in the run of known words that leads to one.
pub(crate) struct Marks<'a, 't> {
    text: &'a Text<'t>,
    /// Looked up when first asked for.
    words: Vec<Cell<Mark>>,
    /// The numeral last asked for, with its place and limit: alternatives ask for the same one in turn.
    numeral: Cell<(usize, usize, Option<Numeral>)>,
}

#[derive(Clone, Copy, Default)]
struct Mark {
    class: Option<Class>,
    /// How many words the class takes.
    words: u8,
    /// How many words the longest phrase of any table takes that begins here.
    covers: u8,
    is: u8,
}

const KNOWN: u8 = 1;
const HOLIDAY: u8 = 2;
const VAGUENESS: u8 = 4;
/// How many words the longest phrase of the tables has.
const LONGEST: usize = 6;

impl<'a, 't> Marks<'a, 't> {
    pub(crate) fn new(text: &'a Text<'t>) -> Self {
        let words = vec![Cell::default(); text.words().len()];
        Self { text, words, numeral: Cell::new((usize::MAX, 0, None)) }
    }

    /// The first head in a range of words.
    pub(crate) fn head(&self, range: Range<usize>) -> Option<usize> {
        range.into_iter().find(|&at| {
            let word = &self.text.words()[at];
            match word.kind() {
                WordKind::Number => is_pregnant(self.text, at),
                WordKind::Sign | WordKind::Link => false,
                WordKind::Letters | WordKind::Clitic => HEADS.holds(word.hash()),
            }
        })
    }

    /// The first word of the run of known words that leads to a head, from `start` on.
    pub(crate) fn run(&self, start: usize, head: usize, end: usize) -> usize {
        let known = |at: usize| {
            let word = &self.text.words()[at];
            let covered = || {
                let first = at.saturating_sub(LONGEST - 1).max(start);
                (first..at).any(|from| usize::from(self.mark(from, end).covers) > at - from)
            };
            word.is_number()
                || word.is_sign()
                || self.mark(at, end).covers > 0
                || OTHERS.holds(word.hash()) && covered()
        };
        (start..head).rev().take_while(|&at| known(at)).last().unwrap_or(head)
    }

    fn mark(&self, at: usize, end: usize) -> Mark {
        let mark = self.words[at].get();
        if mark.is & KNOWN != 0 {
            return mark;
        }
        let mark = look_up(self.text, at, end);
        self.words[at].set(mark);
        mark
    }
}

fn look_up(text: &Text<'_>, at: usize, end: usize) -> Mark {
    if !FIRSTS.holds(text.words()[at].hash()) {
        return Mark { is: KNOWN, ..Mark::default() };
    }
    let class = WORDS.longest(text, at, end);
    let words = class.map_or(0, |(_, words)| words);
    let capitalised = text.words()[at].is_capitalised();
    let holiday = if capitalised { HOLIDAYS.longest(text, at, end).map_or(0, |(_, words)| words) } else { 0 };
    let vague = VAGUE.longest(text, at, end).map_or(0, |(_, words)| words);
    Mark {
        class: class.map(|(class, _)| *class),
        words: words as u8,
        covers: words.max(holiday).max(vague) as u8,
        is: KNOWN | if holiday > 0 { HOLIDAY } else { 0 } | if vague > 0 { VAGUENESS } else { 0 },
    }
}

/// Whether a number can be a date or time by itself: four digits of a year, a number joined to others by the signs of
/// dates and times or to letters as in "21st", "'98", "25.12.2020".
fn is_pregnant(text: &Text<'_>, at: usize) -> bool {
    let (words, surface) = (text.words(), text.word_str(at));
    let glued = |at: usize| words.get(at).is_some_and(Word::is_glued);
    if !surface.bytes().all(|byte| byte.is_ascii_digit()) {
        return surface.split('.').count() == 3;
    }
    if surface.len() == 4 && matches!(surface.as_bytes(), [b'1', ..] | [b'2', b'0' | b'1', ..]) {
        return true;
    }
    let joins = |at: usize| matches!(text.word_str(at), ":" | "/" | "-" | "–" | "'" | "’" | "‘");
    surface.len() <= 4
        && (glued(at + 1) && (words[at + 1].is_letters() || joins(at + 1)) || at > 0 && glued(at) && joins(at - 1))
}

/// The hashes of the heads.
static HEADS: Hashes<1024> = heads();
/// The hashes of the words that a phrase of any table begins with.
static FIRSTS: Hashes<1024> = Hashes::new().with_firsts(&WORDS).with_firsts(&HOLIDAYS).with_firsts(&VAGUE);
/// The hashes of the words that stand in a phrase of any table after its first.
static OTHERS: Hashes<1024> = Hashes::new().with_others(&WORDS).with_others(&HOLIDAYS).with_others(&VAGUE);

const fn heads() -> Hashes<1024> {
    let mut set = Hashes::new().with_lasts(&HOLIDAYS).with_lasts(&VAGUE);
    let mut row = 0;
    while row < WORDS.entries().len() {
        let entry = &WORDS.entries()[row];
        if entry.value.is_head() {
            set.insert(last_hash(entry.key));
        }
        row += 1;
    }
    set
}

/// The words from a place on, with what they can be: what the parsers read. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct In<'a, 't> {
    text: &'a Text<'t>,
    marks: &'a Marks<'a, 't>,
    at: usize,
    end: usize,
}

impl<'a, 't> In<'a, 't> {
    pub(crate) const fn new(marks: &'a Marks<'a, 't>, at: usize, end: usize) -> Self {
        Self { text: marks.text, marks, at, end }
    }

    pub(crate) const fn text(&self) -> &'a Text<'t> {
        self.text
    }

    /// The index of the next word.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// The index after the last word of the sentence.
    pub(crate) const fn end(&self) -> usize {
        self.end
    }

    /// The next word.
    pub(crate) fn first(&self) -> Option<&'a Word> {
        self.text.words()[..self.end].get(self.at)
    }

    /// What the next word says; `""` at the end.
    pub(crate) fn str(&self) -> &'t str {
        self.first().map_or("", |word| self.text.str(word))
    }

    /// Past the next `count` words.
    pub(crate) fn skip(self, count: usize) -> Self {
        Self { at: (self.at + count).min(self.end), ..self }
    }

    /// The same sentence from another word on.
    pub(crate) const fn moved(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// Past the next word, if it is `key` (in folded form).
    pub(crate) fn eat(self, key: &str) -> Option<Self> {
        let word = self.first()?;
        // Folding shortens, if anything.
        if word.span().len() < key.len() {
            return None;
        }
        let surface = self.text.str(word);
        let other = |head: &u8| {
            head.is_ascii_alphabetic() && !key.as_bytes().first().is_some_and(|first| first.eq_ignore_ascii_case(head))
        };
        let is = !surface.as_bytes().first().is_some_and(other) && copydesk_text::folds_to(surface, key);
        is.then(|| self.skip(1))
    }

    /// What the next words can be, and how many they are.
    pub(crate) fn class(self) -> Option<(Class, usize)> {
        let mark = self.mark();
        mark.class.map(|class| (class, usize::from(mark.words)))
    }

    /// Whether a holiday's name is next, capitalised.
    pub(crate) fn is_holiday(self) -> bool {
        self.mark().is & HOLIDAY != 0
    }

    pub(crate) fn is_vague(self) -> bool {
        self.mark().is & VAGUENESS != 0
    }

    fn mark(self) -> Mark {
        if self.at < self.end { self.marks.mark(self.at, self.end) } else { Mark::default() }
    }

    /// The numeral that begins with the next word.
    pub(crate) fn numeral(self) -> Option<Numeral> {
        let (at, end, numeral) = self.marks.numeral.get();
        if (at, end) == (self.at, self.end) {
            return numeral;
        }
        let numeral = numeral_at(self.text, self.at, self.end);
        self.marks.numeral.set((self.at, self.end, numeral));
        numeral
    }

    /// The bytes of the words between here and `later`.
    pub(crate) fn span_to(self, later: &Self) -> Span {
        self.text.span(self.at..later.at)
    }
}
