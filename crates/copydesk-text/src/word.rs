//! Words: what the tokeniser makes and every stage reads.

use crate::Span;

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum WordKind {
    /// Letters, with inner apostrophes ("don't", "O'Brien"), or a dotted abbreviation ("U.S.", "a.m.").
    Letters,
    /// Digits with their inner separators ("1,234.5", "11.02.2021"), or one vulgar fraction ("½").
    Number,
    /// An English clitic with its apostrophe: 's, 're, 've, 'll, 'd, 'm.
    Clitic,
    /// A URL, an e-mail address, an @handle or a #tag.
    Link,
    /// One mark of punctuation, one symbol, or one emoji.
    Sign,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum Case {
    /// No cased letter.
    None,
    /// All letters are small.
    Lower,
    /// The first letter is a capital and the others, if any, are small.
    Title,
    /// Two or more letters, all capitals.
    Upper,
    /// Anything else: "iPhone", "`McDonald`".
    Mixed,
}

/// One word of a [`Text`](crate::Text): sixteen bytes, with everything that stages ask of it computed once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) hash: u32,
    pub(crate) kind: WordKind,
    pub(crate) case: Case,
    pub(crate) flags: u8,
}

pub(crate) const GLUED: u8 = 1;
pub(crate) const LINE_START: u8 = 2;
pub(crate) const BLANK_BEFORE: u8 = 4;

impl Word {
    /// The bytes of the word.
    #[inline]
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// First byte.
    #[inline]
    pub const fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[inline]
    pub const fn end(&self) -> usize {
        self.end as usize
    }

    /// [`hash_folded`](crate::hash_folded) of the word.
    #[inline]
    pub const fn hash(&self) -> u32 {
        self.hash
    }

    /// What it is made of.
    #[inline]
    pub const fn kind(&self) -> WordKind {
        self.kind
    }

    /// How its letters are cased.
    #[inline]
    pub const fn case(&self) -> Case {
        self.case
    }

    /// Whether it begins with a capital letter.
    #[inline]
    pub const fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper)
            || matches!(self.case, Case::Mixed) && self.flags & CAPITAL_FIRST != 0
    }

    /// Whether nothing parts it from the word before.
    #[inline]
    pub const fn is_glued(&self) -> bool {
        self.flags & GLUED != 0
    }

    /// Whether it is the first on its line.
    #[inline]
    pub const fn starts_line(&self) -> bool {
        self.flags & LINE_START != 0
    }

    /// Whether a blank line comes before it.
    #[inline]
    pub const fn follows_blank_line(&self) -> bool {
        self.flags & BLANK_BEFORE != 0
    }

    /// Whether it is letters.
    #[inline]
    pub const fn is_letters(&self) -> bool {
        matches!(self.kind, WordKind::Letters)
    }

    /// Whether it is a number written in digits.
    #[inline]
    pub const fn is_number(&self) -> bool {
        matches!(self.kind, WordKind::Number)
    }

    /// Whether it is a mark or symbol.
    #[inline]
    pub const fn is_sign(&self) -> bool {
        matches!(self.kind, WordKind::Sign)
    }
}

pub(crate) const CAPITAL_FIRST: u8 = 8;
