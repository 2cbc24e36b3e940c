//! "last year", "the quarter", "this morning", "next March": which of the calendar's cells is meant.

use chrono::Datelike;

use super::place::shift_day;
use super::{Discourse, tense};
use crate::calendar::{Cell, DayTime, Season, Unit, When};
use crate::expr::{Mention, Slot, Which};

impl Discourse<'_, '_> {
    pub(super) fn which(&mut self, which: Which, of: Slot, mention: &Mention) -> Option<When> {
        match of {
            Slot::Unit(unit) => self.which_unit(which, unit, mention),
            Slot::Period => self.period_of(which),
            Slot::Time(time) => self.which_time(which, time),
            Slot::Weekday(day) => self.which_weekday(which, day, mention),
            Slot::Cell(cell) => self.which_cell(which, cell, mention),
            Slot::Season(season) if which == Which::The => match self.ahead_year {
                Some(year) => {
                    self.because("explicit");
                    Some(When::new(year, Cell::Season(season)))
                }
                None => self.season(season, mention),
            },
            Slot::Season(season) => self.which_cell(which, Cell::Season(season), mention),
            Slot::Holiday(holiday) => {
                self.because("which-holiday");
                let anchor = self.now()?;
                let near = [-1, 0, 1].into_iter().filter_map(|d| holiday.in_year(anchor.year() + d));
                let days = |w: &When| w.start().map_or(0, |start| (start - anchor).num_days());
                match which {
                    Which::Last | Which::Past | Which::Previous => near.filter(|w| days(w) < 0).max_by_key(days),
                    Which::Next | Which::Coming | Which::Following => near.filter(|w| days(w) > 0).min_by_key(days),
                    _ => near.min_by_key(|w| days(w).abs()),
                }
            }
            Slot::MonthDay(_) | Slot::Nth(..) | Slot::NthWeekday(..) => None,
        }
    }

    pub(super) fn which_unit(&mut self, which: Which, unit: Unit, mention: &Mention) -> Option<When> {
        let focus = |this: &Self| this.focus.and_then(|f| f.start());
        let told = |this: &Self| focus(this).or(this.reference).map(|date| When::holding(date, unit));
        match which {
            Which::This | Which::Current if unit == Unit::Day => {
                self.because("this");
                Some(When::day(self.now()?))
            }
            Which::YearAgo => self.period_of(which),
            Which::Latest if unit <= Unit::Quarter => {
                self.because("latest");
                let over =
                    |when: &When| when.unit() == unit && when.end().is_some_and(|end| Some(end) <= self.reference);
                self.period.map(|(when, _)| when).filter(over).or_else(|| match unit {
                    Unit::Quarter => self.reported_quarter(),
                    _ => Some(When::holding(self.now()?, unit)),
                })
            }
            Which::That if unit == Unit::Year => {
                self.because("same");
                self.named.or(self.focus)?.start().map(|date| When::holding(date, unit))
            }
            Which::The if unit == Unit::Quarter => {
                if let Some(ended) = self.ended {
                    // Most of a quarter lies before the last month and a half of it.
                    self.because("period-ended");
                    return shift_day(ended, -45).map(|day| When::holding(day, Unit::Quarter));
                }
                self.because("period");
                let period = self.period.map(|(when, _)| when).filter(|when| when.unit() == Unit::Quarter);
                period.or_else(|| self.reported_quarter())
            }
            Which::The | Which::This if unit == Unit::Weekend => {
                self.because("weekend");
                let now = self.now()?;
                let this = When::holding(now, unit);
                let past = now.weekday().number_from_monday() <= 5
                    && which == Which::The
                    && !tense::looks_ahead(self.text, mention);
                if past { this.shifted(-1) } else { Some(this) }
            }
            Which::The | Which::This | Which::Current | Which::Latest => {
                self.because("this");
                Some(When::holding(self.now()?, unit))
            }
            Which::Last | Which::Past => {
                self.because("last");
                When::holding(self.now()?, unit).shifted(-1)
            }
            Which::Next if unit == Unit::Day => {
                self.because("following");
                told(self)?.shifted(1)
            }
            Which::Next | Which::Coming => {
                self.because("next");
                When::holding(self.now()?, unit).shifted(1)
            }
            Which::Previous => {
                self.because("previous");
                told(self)?.shifted(-1)
            }
            Which::Following => {
                self.because("following");
                told(self)?.shifted(1)
            }
            Which::Same | Which::That => {
                self.because("same");
                match self.focus {
                    Some(f) if f.unit() > unit => None,
                    _ => told(self),
                }
            }
            Which::First | Which::Final | Which::Recent => None,
        }
    }

    /// The quarter whose results are in the news: reports follow its end by about six weeks.
    pub(super) fn reported_quarter(&self) -> Option<When> {
        shift_day(self.now()?, -45).map(|day| When::holding(day, Unit::Quarter))
    }

    /// "the year-ago period", "the same quarter", "the latest period".
    pub(super) fn period_of(&mut self, which: Which) -> Option<When> {
        self.because("period");
        let now = self.now();
        let told = || self.focus.filter(|focus| focus.unit() >= Unit::Month);
        let reported = || self.reported_quarter().filter(|_| which == Which::Latest);
        let year = || now.map(|now| When::holding(now, Unit::Year));
        let when = self.period.map(|(when, _)| when).or_else(told).or_else(reported).or_else(year)?;
        Some(if which == Which::YearAgo { when.years_on(-1) } else { when })
    }

    /// "this morning", "last night", "that afternoon", "the next morning".
    pub(super) fn which_time(&mut self, which: Which, time: DayTime) -> Option<When> {
        self.because("part-of-day");
        let told = self.focus.filter(|f| f.unit() == Unit::Day).and_then(|f| f.start());
        let day = match which {
            Which::This | Which::Current => self.now()?,
            Which::Last | Which::Past => shift_day(self.now()?, -1)?,
            Which::Previous => shift_day(told?, -1)?,
            Which::Next | Which::Following | Which::Coming => shift_day(told.or(self.reference)?, 1)?,
            _ => told.or(self.reference)?,
        };
        Some(When::day(day).at(Some(time)))
    }

    pub(super) fn which_weekday(&mut self, which: Which, day: u8, mention: &Mention) -> Option<When> {
        let anchor = match which {
            Which::Previous | Which::Following | Which::That | Which::Same => {
                self.focus.and_then(|f| f.start()).or(self.reference)?
            }
            _ => self.now()?,
        };
        let back = i64::from((anchor.weekday().number_from_monday() + 7 - u32::from(day)) % 7);
        let days = match which {
            Which::Last | Which::Past | Which::Previous => -(if back == 0 { 7 } else { back }),
            Which::Next | Which::Coming | Which::Following => 7 - back,
            Which::This | Which::Current if back != 0 && tense::looks_ahead(self.text, mention) => 7 - back,
            _ => -back,
        };
        self.because("which-weekday");
        shift_day(anchor, days).map(When::day)
    }

    /// "last March", "this third quarter", "next summer".
    pub(super) fn which_cell(&mut self, which: Which, cell: Cell, mention: &Mention) -> Option<When> {
        self.because("which-cell");
        if which == Which::YearAgo {
            let period = self.period.map(|(w, _)| w).filter(|w| w.cell == cell);
            let this = period.map_or_else(|| self.results(cell, mention), Some);
            return this.map(|w| w.years_on(-1));
        }
        let told = matches!(which, Which::Previous | Which::Following | Which::That | Which::Same);
        let anchor = if told { self.focus.and_then(|f| f.start()).or(self.reference)? } else { self.now()? };
        let this = When::new(anchor.year(), cell);
        let (from, until) = (this.start()?, this.end()?);
        Some(match which {
            // "Last" is the one that is over; a month that is running is "this".
            Which::Last | Which::Past | Which::Previous => {
                if until <= anchor {
                    this
                } else {
                    this.years_on(-1)
                }
            }
            Which::Next | Which::Coming | Which::Following => {
                if from > anchor {
                    this
                } else {
                    this.years_on(1)
                }
            }
            // In January and February "this winter" began last year.
            _ if matches!(cell, Cell::Season(Season::Winter)) && anchor.month() <= 2 => this.years_on(-1),
            _ => this,
        })
    }
}
