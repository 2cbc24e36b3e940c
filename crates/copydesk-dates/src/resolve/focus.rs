//! The date from which a story goes on: what moves it, and what is told in passing.

use chrono::NaiveDate;

use super::Discourse;
use crate::calendar::{Cell, Unit, When};
use crate::expr::{Expr, Mention, Slot, Way, Which};

impl Discourse<'_, '_> {
    pub(super) fn remember(&mut self, when: When, mention: &Mention) {
        // A year in a comparison does not move a story on: only what can be counted from does.
        if when.start().is_some() && !matches!(when.cell, Cell::Century | Cell::Millennium) {
            self.named = Some(When { time: None, ..when });
            let keeps = self.narrative && (is_here(&mention.expr) || self.is_aside(when, mention));
            if !keeps {
                self.focus = Some(When { time: None, ..when });
                self.paragraph = Some(self.text.paragraph_of(mention.words.0 as usize));
            }
        }
        if let Some(time) = when.time {
            self.clock = Some((When { time: None, ..when }, time));
        }
        if matches!(when.cell, Cell::Quarter(_) | Cell::Half(_)) && when.year.is_some() {
            let ahead = self.reference.zip(when.start()).is_some_and(|(day, start)| start > day);
            if !is_compared(&mention.expr) && !ahead {
                self.period = Some((when, mention.words.1));
            }
        }
    }

    /// Whether a year named in passing leaves the story where it is: "the Constitution of 1793 was ...".
    pub(super) fn is_aside(&self, when: When, mention: &Mention) -> bool {
        let Some(focus) = self.focus else { return false };
        let (Some(told), Some(year)) = (focus.year, when.year) else { return false };
        // "a year earlier" looks back.
        if matches!(mention.expr, Expr::Shift { way: Way::Ago | Way::Earlier, .. }) {
            return true;
        }
        let first = mention.words.0 as usize;
        let said = |count: usize, keys: &[&str]| {
            (first.saturating_sub(count)..first).any(|at| keys.iter().any(|key| self.text.is(at, key)))
        };
        // "as of 5 December 2006": when it was counted.
        if said(1, &["of"]) && first >= 2 && self.text.is(first - 2, "as") {
            return true;
        }
        let sentence = self.text.sentences().get(self.text.sentence_of(first));
        if sentence.is_some_and(|s| first <= s.words().start + 3) {
            return false;
        }
        // "lasted until the fall of the city in February 1945": the end of what is told, before which much is to come.
        let until = year > told && said(8, &["until", "till"]);
        let alone = focus.unit() < Unit::Year
            && when.unit() >= Unit::Year
            && self.paragraph == Some(self.text.paragraph_of(first));
        alone || year > told + 10 || year < told - 3 || until
    }

    /// The year of a month that a history comes to: that of the focus, or the next when the month lies well behind.
    pub(super) fn story_year(&self, month: u8) -> Option<i32> {
        let focus = self.focus?;
        let year = focus.year?;
        let (Cell::Month(told) | Cell::Day(told, _)) = focus.cell else { return Some(year) };
        Some(if i32::from(told) - i32::from(month) >= 9 { year + 1 } else { year })
    }

    /// In news, the day told before a quotation in its paragraph, on which its words were said.
    pub(super) fn day_of_speech(&self, mention: &Mention) -> Option<NaiveDate> {
        let paragraph = self.text.paragraph_of(mention.words.0 as usize);
        let told = self.focus.filter(|focus| focus.unit() == Unit::Day && self.paragraph == Some(paragraph));
        let told = told.filter(|_| !self.narrative)?.start()?;
        let days = (self.reference? - told).num_days();
        ((1..=7).contains(&days) && self.is_quoted(mention)).then_some(told)
    }

    /// Whether a mention stands in quotation marks that opened in its paragraph.
    pub(super) fn is_quoted(&self, mention: &Mention) -> bool {
        let first = mention.words.0 as usize;
        let Some(paragraph) = self.text.paragraphs().get(self.text.paragraph_of(first)) else { return false };
        (paragraph.words().start..first).fold(false, |open, at| match self.text.word_str(at) {
            "\"" => !open,
            "“" => true,
            "”" => false,
            _ => open,
        })
    }
}

/// Whether an expression names a period only to compare another with it.
fn is_compared(expr: &Expr) -> bool {
    match expr {
        Expr::Shift { .. } | Expr::Which { which: Which::YearAgo, .. } => true,
        Expr::Part { part: Slot::Unit(_) | Slot::Period, whole } => !matches!(**whole, Expr::Date(_)),
        _ => false,
    }
}

/// Whether an expression speaks of the writer's own time.
const fn is_here(expr: &Expr) -> bool {
    matches!(expr, Expr::Which { which: Which::This | Which::Current, .. })
}
