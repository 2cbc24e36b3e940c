//! Cue phrases: what tells a line that is not running text.

use copydesk_text::{Cursor, WordKind};

use crate::tables::CUES;

/// What a cue phrase says that its line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cue {
    /// Buttons that pass the story on.
    Share,
    /// Menus, search boxes, logins.
    Menu,
    /// Cookie and privacy notices.
    Cookie,
    /// Newsletters, subscriptions, donations.
    Signup,
    /// Copyright, terms, and the publisher's own pages.
    Legal,
    /// Marks of advertising.
    Ad,
    /// Headings of other stories.
    Related,
    /// Headings of topics.
    Tags,
    /// Prompts for comments.
    Comment,
    /// Reading time and other counts.
    Count,
    /// Posts of other sites.
    Embed,
    /// Credits of pictures, agencies and contributors.
    Credit,
    /// Marks of captions.
    Caption,
    /// About the author.
    Bio,
    /// What stands before an author's name.
    Author,
    /// What stands after an author's name.
    Role,
    /// What stands before the day of publication.
    Published,
    /// What stands before the day of the last change.
    Updated,
}

/// The cues of a line's head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues {
    /// What it begins with.
    pub(crate) first: Option<Cue>,
    /// What stands in it, as bits by [`Cue`].
    pub(crate) any: u32,
    /// Whether it holds nothing but cues, numbers and signs.
    pub(crate) whole: bool,
}

impl Cues {
    /// Whether a cue stands in the line.
    pub(crate) const fn has(self, cue: Cue) -> bool {
        self.any & 1 << cue as u32 != 0
    }

    /// The cue that the whole line is made of, by its first.
    pub(crate) fn only(self) -> Option<Cue> {
        if self.whole { self.first } else { None }
    }
}

/// Reads the cues of a line.
pub(crate) fn cues(mut line: Cursor<'_, '_>) -> Cues {
    let mut cues = Cues { whole: true, ..Cues::default() };
    let mut at_start = true;
    while let Some(word) = line.first() {
        if let Some((rest, cue)) = line.eat_phrase(&CUES) {
            if at_start {
                cues.first = Some(*cue);
            }
            cues.any |= 1 << *cue as u32;
            line = rest;
        } else {
            cues.whole &= matches!(word.kind(), WordKind::Number | WordKind::Sign);
            line = line.skip(1);
        }
        at_start &= word.kind() == WordKind::Sign && cues.first.is_none();
    }
    cues.whole &= cues.any != 0;
    cues
}
