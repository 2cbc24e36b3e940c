//! What the mentions right after one say of it: the year of a range, the day of a time, the date that ends a length.

use chrono::NaiveDate;

use super::{Discourse, full_year, length};
use crate::calendar::{DayTime, Unit, When, step};
use crate::expr::{Amount, Expr, Fields, Mention, Slot, Which};

/// How a length lies to the date after it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// It ends where the date begins: "two weeks before".
    Before,
    /// It ends with the date: "the year ended", "the six months to".
    UpTo,
    /// It begins with the date: "three days after".
    From,
}

const SIDES: [(&str, Side); 7] = [
    ("before", Side::Before),
    ("ended", Side::UpTo),
    ("ending", Side::UpTo),
    ("to", Side::UpTo),
    ("after", Side::From),
    ("from", Side::From),
    ("beginning", Side::From),
];

impl Discourse<'_, '_> {
    /// The full year of a later date in the sentence, when this one lacks its year and the two are of one phrase.
    pub(super) fn year_ahead(mentions: &[Mention], at: usize) -> Option<i32> {
        let (mention, next) = (&mentions[at], mentions.get(at + 1)?);
        let near = next.words.0.saturating_sub(mention.words.1) <= 2;
        let in_year = |e: &Expr| {
            matches!(
                e,
                Expr::Date(Fields { slot: Some(Slot::Cell(_) | Slot::Season(_)), .. })
                    | Expr::Which { which: Which::The, of: Slot::Season(_) }
                    | Expr::Part { part: Slot::Season(_) | Slot::Cell(_), .. }
            )
        };
        if near && in_year(&mention.expr) && in_year(&next.expr) { full_year(&next.expr) } else { None }
    }

    /// The day named soon after a time of day that has none.
    pub(super) fn day_ahead(&mut self, mentions: &[Mention], at: usize) -> Option<When> {
        let sentence = self.text.sentence_of(mentions[at].words.0 as usize);
        let next = mentions[at + 1..]
            .iter()
            .take(2)
            .take_while(|m| self.text.sentence_of(m.words.0 as usize) == sentence)
            .find(|m| {
                matches!(&m.expr, Expr::Date(_) | Expr::Day(_) | Expr::Timed { time: DayTime::Part(_), day: Some(_) })
            })?;
        if next.words.0.saturating_sub(mentions[at].words.1) > 6 {
            return None;
        }
        // "at 11 p.m. on Sunday night" is of the Sunday.
        let day = if let Expr::Timed { day: Some(day), .. } = &next.expr { day } else { &next.expr };
        self.calendar(day, next).filter(|when| when.unit() == Unit::Day)
    }

    /// The day after "ended", which closes the period named.
    pub(super) fn day_of_end(&mut self, mentions: &[Mention], at: usize) -> Option<NaiveDate> {
        let next = mentions.get(at + 1).filter(|next| next.words.0 == mentions[at].words.1 + 1)?;
        let bounded = self.is_bounded(&mentions[at]) && matches!(next.expr, Expr::Date(_));
        if bounded { self.calendar(&next.expr, next)?.end()?.pred_opt() } else { None }
    }

    /// The date named right after a length and "before", "after", "to" and the like.
    pub(super) fn date_beside(&mut self, mentions: &[Mention], at: usize) -> Option<(Side, When)> {
        let after = mentions[at].words.1 as usize;
        let (_, side) = SIDES.iter().find(|(word, _)| self.text.is(after, word))?;
        let next = mentions.get(at + 1).filter(|next| (1..=2).contains(&(next.words.0 as usize - after)))?;
        let dated = matches!(next.expr, Expr::Date(_) | Expr::Day(_) | Expr::Numeric { .. } | Expr::Part { .. });
        if dated { Some((*side, self.calendar(&next.expr, next)?)) } else { None }
    }

    /// The interval of a length that begins or ends at a date.
    pub(super) fn anchored(amount: &Amount, side: Side, when: When) -> Option<(NaiveDate, NaiveDate)> {
        let count = length::whole(amount).filter(|_| amount.rest.is_none() && !amount.unit.is_of_day())?;
        let (start, end) = (when.start()?, when.end()?);
        Some(match side {
            Side::Before => (step(start, -count, amount.unit)?, start),
            Side::UpTo => (step(end, -count, amount.unit)?, end),
            Side::From => (start, step(start, count, amount.unit)?),
        })
    }

    /// Whether "ended" or "ending" follows.
    pub(super) fn is_bounded(&self, mention: &Mention) -> bool {
        ["ended", "ending", "to"].iter().any(|key| self.text.is(mention.words.1 as usize, key))
    }
}
