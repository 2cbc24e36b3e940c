//! The tokeniser: one pass over the bytes of a text, a class table for ASCII, decoded characters for the rest.

use crate::fold::{FNV_OFFSET, hash_ascii, is_ignorable, step};
use crate::hash_folded;
use crate::word::{BLANK_BEFORE, CAPITAL_FIRST, Case, GLUED, LINE_START, Word, WordKind};

/// What a character means to the tokeniser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Newline,
    Letter,
    Digit,
    /// A letter that is a word of its own: ideographs, kana, Thai and the like, where spaces do not part words.
    Ideograph,
    /// A number in one character: ½, Ⅻ, ①.
    NumberSign,
    /// Extends the word before it, alone it counts as a sign.
    Mark,
    /// In a word without being of it.
    Ignorable,
    Sign,
}

static ASCII: [Class; 128] = {
    let mut table = [Class::Sign; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = match i as u8 {
            b'\n' | b'\r' | 0x0B | 0x0C => Class::Newline,
            0..=b' ' | 0x7F => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            _ => Class::Sign,
        };
        i += 1;
    }
    table
};

fn classify(c: char) -> Class {
    if c.is_ascii() {
        return ASCII[c as usize];
    }
    match c {
        '\u{2028}' | '\u{2029}' | '\u{85}' => Class::Newline,
        '\u{200B}' => Class::Space,
        c if is_ignorable(c) => Class::Ignorable,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' => {
            Class::Mark
        }
        '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}' | '²' | '³' => Class::Mark,
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Class::Ideograph
        }
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' if c.is_alphanumeric() => {
            Class::Ideograph
        }
        'ʼ' => Class::Sign,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_numeric() => match c {
            '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{966}'..='\u{96F}' | '\u{FF10}'..='\u{FF19}' => {
                Class::Digit
            }
            _ => Class::NumberSign,
        },
        c if c.is_whitespace() => Class::Space,
        // Marks of other scripts: they follow their letter and are neither alphabetic nor white space.
        '\u{900}'..='\u{DFF}' | '\u{591}'..='\u{5BD}' | '\u{64B}'..='\u{65F}' => Class::Mark,
        c if c.is_control() => Class::Space,
        _ => Class::Sign,
    }
}

/// The tails that make a clitic after an apostrophe.
const CLITICS: [&str; 6] = ["re", "ve", "ll", "s", "d", "m"];

/// Appends the words of `text[from..to]` to `words`. The first of them starts a line after a blank one.
pub(crate) fn tokenise(text: &str, from: usize, to: usize, words: &mut Vec<Word>) {
    Tokeniser { text, to, words }.run(from);
}

struct Tokeniser<'t, 'w> {
    text: &'t str,
    to: usize,
    words: &'w mut Vec<Word>,
}

impl Tokeniser<'_, '_> {
    fn run(&mut self, from: usize) {
        let first = self.words.len();
        let mut at = from;
        let mut flags = LINE_START | BLANK_BEFORE;
        let mut last_end = usize::MAX;
        while let Some((class, len)) = self.class_at(at) {
            match class {
                Class::Space | Class::Ignorable => {
                    at += len;
                    continue;
                }
                Class::Newline => {
                    // A carriage return and its line feed are one break.
                    at += if self.byte(at) == b'\r' && self.byte(at + 1) == b'\n' { 2 } else { len };
                    flags |= if flags & LINE_START == 0 { LINE_START } else { BLANK_BEFORE };
                    continue;
                }
                _ => {}
            }
            if last_end == at {
                flags |= GLUED;
            }
            let end = match class {
                Class::Letter => self.plain_letters(at, flags).unwrap_or_else(|| self.letters(at, flags)),
                Class::Digit => self.number(at, flags),
                Class::NumberSign => self.push(at, at + len, WordKind::Number, flags),
                Class::Ideograph => {
                    let end = self.skip_marks(at + len);
                    self.push(at, end, WordKind::Letters, flags)
                }
                _ => self.sign(at, len, flags, first),
            };
            (at, last_end, flags) = (end, end, 0);
        }
    }

    /// The class and byte length of the character at `at`, none at the end.
    #[inline]
    fn class_at(&self, at: usize) -> Option<(Class, usize)> {
        let byte = *self.text.as_bytes()[..self.to].get(at)?;
        if byte < 128 { Some((ASCII[byte as usize], 1)) } else { self.wide_class_at(at) }
    }

    #[cold]
    fn wide_class_at(&self, at: usize) -> Option<(Class, usize)> {
        let c = self.text[at..].chars().next()?;
        Some((classify(c), c.len_utf8()))
    }

    fn is_class(&self, at: usize, class: Class) -> bool {
        self.class_at(at).is_some_and(|(c, _)| c == class)
    }

    fn byte(&self, at: usize) -> u8 {
        if at < self.to { self.text.as_bytes()[at] } else { 0 }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: WordKind, mut flags: u8) -> usize {
        let surface = &self.text[start..end];
        let ascii = surface.is_ascii();
        let case = match kind {
            WordKind::Letters if ascii => ascii_case(surface.as_bytes()),
            WordKind::Letters => unicode_case(surface),
            _ => Case::None,
        };
        if case == Case::Mixed && surface.chars().next().is_some_and(char::is_uppercase) {
            flags |= CAPITAL_FIRST;
        }
        let hash = if ascii { hash_ascii(surface.as_bytes()) } else { hash_folded(surface) };
        self.words.push(Word { start: start as u32, end: end as u32, hash, kind, case, flags });
        end
    }

    /// ASCII letters that what follows cannot extend: nearly all words, in one pass over their bytes.
    fn plain_letters(&mut self, start: usize, flags: u8) -> Option<usize> {
        let (mut hash, mut upper, mut end) = (FNV_OFFSET, 0, start);
        let bytes = &self.text.as_bytes()[..self.to];
        while let Some(&byte) = bytes.get(end)
            && byte.is_ascii_alphabetic()
        {
            upper += usize::from(byte.is_ascii_uppercase());
            hash = step(hash, byte.to_ascii_lowercase());
            end += 1;
        }
        match bytes.get(end) {
            // A stop may belong to "U.S." or "www.", not to a longer word before a space.
            Some(b'.') if end - start > 1 && bytes.get(end + 1).is_none_or(u8::is_ascii_whitespace) => {}
            Some(b'.' | b':' | b'\'' | 128..) => return None,
            _ if end == start => return None,
            _ => {}
        }
        let upper_first = bytes[start].is_ascii_uppercase();
        let case = case_of(upper, end - start - upper, upper_first);
        let flags = if case == Case::Mixed && upper_first { flags | CAPITAL_FIRST } else { flags };
        let (kind, span) = (WordKind::Letters, (start as u32, end as u32));
        self.words.push(Word { start: span.0, end: span.1, hash, kind, case, flags });
        Some(end)
    }

    /// Letters from `at`, with inner apostrophes; or a dotted abbreviation; or the start of a URL.
    fn letters(&mut self, start: usize, flags: u8) -> usize {
        if let Some(end) = self.dotted(start) {
            self.push(start, end, WordKind::Letters, flags);
            return self.clitic(end);
        }
        let mut at = self.letter_run(start);
        if let Some(end) = self.url(start, at) {
            return self.push(start, end, WordKind::Link, flags);
        }
        while let Some(after) = self.apostrophe(at)
            && self.is_class(after, Class::Letter)
            && self.clitic_end(at).is_none()
        {
            at = self.letter_run(after);
        }
        self.push(start, at, WordKind::Letters, flags);
        self.clitic(at)
    }

    /// Takes the clitic at `at`, if one is there, and returns the end.
    fn clitic(&mut self, at: usize) -> usize {
        match self.clitic_end(at) {
            Some(end) => self.push(at, end, WordKind::Clitic, GLUED),
            None => at,
        }
    }

    fn clitic_end(&self, at: usize) -> Option<usize> {
        let after = self.apostrophe(at)?;
        let end = self.letter_run(after);
        CLITICS.iter().any(|c| self.text[after..end].eq_ignore_ascii_case(c)).then_some(end)
    }

    /// The end of the letters from `at`, their marks and ignorable characters.
    fn letter_run(&self, mut at: usize) -> usize {
        while let Some((class, len)) = self.class_at(at) {
            match class {
                Class::Letter | Class::Mark => at += len,
                Class::Ignorable if self.continues_word(at + len) => at += len,
                _ => break,
            }
        }
        at
    }

    fn continues_word(&self, at: usize) -> bool {
        matches!(self.class_at(at), Some((Class::Letter | Class::Mark, _)))
    }

    fn skip_marks(&self, mut at: usize) -> usize {
        while let Some((Class::Mark, len)) = self.class_at(at) {
            at += len;
        }
        at
    }

    /// The end of the apostrophe at `at`, if there is one.
    fn apostrophe(&self, at: usize) -> Option<usize> {
        match self.byte(at) {
            b'\'' => Some(at + 1),
            0xE2 if self.text[at..].starts_with('’') => Some(at + '’'.len_utf8()),
            0xCA if self.text[at..].starts_with('ʼ') => Some(at + 'ʼ'.len_utf8()),
            _ => None,
        }
    }

    /// The end of "U.S.", "a.m.", "Ph.D."-like runs: single letters with stops, at least two of them.
    fn dotted(&self, start: usize) -> Option<usize> {
        let (mut at, mut letters) = (start, 0);
        while self.byte(at).is_ascii_alphabetic() && self.byte(at + 1) == b'.' {
            at += 2;
            letters += 1;
        }
        // "U.S.A" and "a.m": a last single letter without its stop.
        if letters >= 1
            && self.byte(at).is_ascii_alphabetic()
            && !self.continues_word(at + 1)
            && !self.is_class(at + 1, Class::Digit)
        {
            at += 1;
            letters += 1;
        }
        (letters >= 2 && !self.continues_word(at)).then_some(at)
    }

    /// The end of a URL whose scheme, or "www", is `text[start..at]`.
    fn url(&self, start: usize, at: usize) -> Option<usize> {
        let rest = &self.text[at..self.to];
        let web = rest.starts_with("://") || rest.starts_with('.') && self.text[start..at].eq_ignore_ascii_case("www");
        if !web {
            return None;
        }
        let length = rest.find(|c: char| c.is_whitespace() || "<>\"“”‘’|{}".contains(c)).unwrap_or(rest.len());
        let address = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        (address.len() > 3).then(|| at + address.len())
    }

    /// Digits from `start`, with separators that stand between digits: a stop, or a comma before a group of digits.
    fn number(&mut self, start: usize, flags: u8) -> usize {
        let mut at = self.digit_run(start);
        loop {
            let next = match self.byte(at) {
                b'.' if self.is_class(at + 1, Class::Digit) => self.digit_run(at + 1),
                b',' => {
                    let end = self.digit_run(at + 1);
                    // "1,234" and, in Indian grouping, "12,34,567".
                    match end - (at + 1) {
                        3 => end,
                        2 if self.byte(end) == b',' && self.digit_run(end + 1) > end + 2 => end,
                        _ => break,
                    }
                }
                _ => break,
            };
            at = next;
        }
        self.push(start, at, WordKind::Number, flags);
        self.clitic(at)
    }

    fn digit_run(&self, mut at: usize) -> usize {
        while let Some((Class::Digit, len)) = self.class_at(at) {
            at += len;
        }
        at
    }

    /// A sign, or what it begins: a handle, a tag, the host of an e-mail address, an emoji sequence.
    fn sign(&mut self, start: usize, len: usize, flags: u8, first: usize) -> usize {
        let sign = self.byte(start);
        if sign < 128 && sign != b'@' && sign != b'#' {
            return self.push(start, start + 1, WordKind::Sign, flags);
        }
        if (sign == b'@' || sign == b'#') && self.name_run(start + 1) > start + 1 {
            let end = self.name_run(start + 1);
            if flags & GLUED == 0 {
                return self.push(start, end, WordKind::Link, flags);
            }
            if sign == b'@' && self.text[start + 1..end].contains('.') {
                return self.email(start, end, first);
            }
        }
        let mut end = start + len;
        if sign >= 128 {
            // Joined and modified emoji are one sign.
            while let Some((class, len)) = self.class_at(end) {
                let joined = class == Class::Ignorable && self.text[end..].starts_with('\u{200D}');
                match class {
                    Class::Mark | Class::Ignorable => end += len,
                    _ => break,
                }
                if joined && let Some((Class::Sign, len)) = self.class_at(end) {
                    end += len;
                }
            }
        }
        self.push(start, end, WordKind::Sign, flags)
    }

    /// The end of letters, digits, underscores and inner stops and hyphens from `start`.
    fn name_run(&self, start: usize) -> usize {
        let rest = &self.text[start.min(self.to)..self.to];
        let length = rest.find(|c: char| !(c.is_alphanumeric() || "_.-".contains(c))).unwrap_or(rest.len());
        start + rest[..length].trim_end_matches(['.', '-']).len()
    }

    /// Takes back the words that were the local part and makes one of the whole address.
    fn email(&mut self, at: usize, end: usize, first: usize) -> usize {
        let (mut start, mut flags) = (at, GLUED);
        while flags & GLUED != 0
            && self.words.len() > first
            && let Some(word) = self.words.last()
            && word.end as usize == start
            && (word.kind != WordKind::Sign || b"._+-".contains(&self.text.as_bytes()[word.start as usize]))
        {
            start = word.start as usize;
            flags = word.flags;
            self.words.pop();
        }
        self.push(start, end, WordKind::Link, flags & !CAPITAL_FIRST)
    }
}

fn ascii_case(word: &[u8]) -> Case {
    let upper = word.iter().filter(|b| b.is_ascii_uppercase()).count();
    let lower = word.iter().filter(|b| b.is_ascii_lowercase()).count();
    case_of(upper, lower, word.first().is_some_and(u8::is_ascii_uppercase))
}

fn unicode_case(word: &str) -> Case {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_lowercase()).count();
    case_of(upper, lower, word.chars().next().is_some_and(char::is_uppercase))
}

const fn case_of(upper: usize, lower: usize, upper_first: bool) -> Case {
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if upper_first => Case::Title,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}
