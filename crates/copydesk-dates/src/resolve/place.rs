//! Placing expressions on the calendar.

use chrono::{Datelike, Days, NaiveDate};
use copydesk_text::Case;

use super::{Discourse, length, tense};
use crate::Reading;
use crate::calendar::{Cell, DayTime, Season, Unit, When, step};
use crate::expr::{Amount, Expr, Fields, Mention, Slot, Way, Year};
use crate::grammar::is_closed;
use crate::holiday::Holiday;

/// How many months ahead what comes again each year is sooner meant than its last time.
const SOON_MONTHS: u8 = 3;

impl Discourse<'_, '_> {
    /// The place of an expression; none where its anchor is not known.
    pub(crate) fn calendar(&mut self, expr: &Expr, mention: &Mention) -> Option<When> {
        match expr {
            Expr::Date(fields) => self.date(*fields, mention),
            Expr::Numeric { first, second, year } => {
                let swap = *first > 12 || *second <= 12 && !self.month_first;
                let (month, day) = if swap { (*second, *first) } else { (*first, *second) };
                let slot = Slot::Cell(Cell::Day(month, day));
                self.because("numeric");
                self.date(Fields { year: *year, slot: Some(slot), weekday: None }, mention)
            }
            Expr::Day(days) => {
                self.because("day");
                // In a history, a day from someone's mouth is of the day they spoke.
                if self.narrative && self.is_quoted(mention) {
                    return None;
                }
                // "On Monday he wrote: 'I signed it today'": of the day spoken of, where that is near.
                if let Some(told) = self.day_of_speech(mention) {
                    return shift_day(told, i64::from(*days)).map(When::day);
                }
                let today =
                    if self.narrative { self.reference.filter(|_| *days == 0).or(self.now()) } else { self.reference };
                shift_day(today?, i64::from(*days)).map(When::day)
            }
            Expr::Which { which, of } => self.which(*which, *of, mention),
            Expr::Part { part, whole } => {
                let whole = self.calendar(whole, mention)?;
                self.part(*part, whole)
            }
            Expr::Timed { time, day } => {
                let day = if let Some(day) = day {
                    let placed = self.calendar(day, mention);
                    self.because("unknown");
                    placed.unwrap_or(When::of_some_year(super::unknown::unknown(day)))
                } else {
                    self.because("time-of-day");
                    let told = self.focus.filter(|f| f.unit() == Unit::Day);
                    let today = self.reference.filter(|_| !self.narrative).map(When::day);
                    self.ahead_day.or(told).or(today).unwrap_or(When::of_some_year(Cell::SomeDay))
                };
                Some(day.at(Some(*time)))
            }
            Expr::Shift { by, way, from } => self.shift(*by, *way, from.as_deref(), mention),
            Expr::Length(_) | Expr::Span { .. } | Expr::Vague(_) | Expr::Every(_) => None,
        }
    }

    fn date(&mut self, fields: Fields, mention: &Mention) -> Option<When> {
        let Fields { year, slot, weekday } = fields;
        let given = year
            .map(|year| self.year(year))
            .or(self.ahead_year.filter(|_| year.is_none()).map(|y| When::new(y, Cell::Year)));
        let Some(slot) = slot else {
            self.because("explicit");
            return given;
        };
        if let Some(whole) = given {
            self.because("explicit");
            return self.part(slot, whole);
        }
        match slot {
            Slot::Weekday(day) => self.weekday(day, mention),
            Slot::Cell(Cell::Day(month, day)) => match weekday {
                Some(weekday) => self.agreeing(month, day, weekday, mention),
                None => self.month_day(month, day, mention),
            },
            Slot::Cell(Cell::Month(month)) => self.month(month, mention),
            Slot::Cell(cell @ (Cell::Quarter(_) | Cell::Half(_))) => self.results(cell, mention),
            Slot::Season(season) => self.season(season, mention),
            Slot::Holiday(holiday) => self.holiday(holiday, mention),
            Slot::MonthDay(day) => {
                self.because("day-of-month");
                let anchor = self.focus.and_then(|f| f.start()).or(self.reference)?;
                Some(When::new(anchor.year(), Cell::Day(anchor.month() as u8, day)))
            }
            _ => None,
        }
    }

    /// A year as written, in full.
    fn year(&self, year: Year) -> When {
        let century = |short: u8| {
            let now = self.now().map_or(2000, |date| date.year());
            let base = now.div_euclid(100) * 100 + i32::from(short);
            // What would lie more than five years ahead is of the century before.
            if base > now + 5 { base - 100 } else { base }
        };
        match year {
            Year::Full(year) => When::new(year, Cell::Year),
            Year::Short(short) => When::new(century(short), Cell::Year),
            Year::Decade(year) => When::new(year, Cell::Decade),
            Year::ShortDecade(short) => When::new(century(short), Cell::Decade),
            Year::Century(year) => When::new(year, Cell::Century),
        }
    }

    fn reject(&mut self, value: When, why: &'static str) {
        self.rejected.push(Reading { value: value.to_string(), why });
    }

    /// In news the last such day, the day of writing itself included, unless the clause looks ahead.
    fn weekday(&mut self, day: u8, mention: &Mention) -> Option<When> {
        if self.is_any_weekday(mention) {
            return None;
        }
        let anchor = self.now()?;
        let back = (anchor.weekday().number_from_monday() + 7 - u32::from(day)) % 7;
        let past = shift_day(anchor, -i64::from(back))?;
        let next = shift_day(past, 7)?;
        if back != 0 && tense::of(self.text, mention) == Some(tense::Cue::Ahead) {
            self.because("weekday-ahead");
            self.reject(When::day(past), "weekday-past");
            return Some(When::day(next));
        }
        self.because("weekday-past");
        self.reject(When::day(next), "weekday-ahead");
        Some(When::day(past))
    }

    /// "on a hot Saturday it sells", "a Tuesday in March": some such day, where "a Thursday statement" is of one.
    fn is_any_weekday(&self, mention: &Mention) -> bool {
        let first = mention.words.0 as usize;
        let is = |back: usize, keys: &[&str]| {
            first.checked_sub(back).is_some_and(|at| keys.iter().any(|key| self.text.is(at, key)))
        };
        let adjective = first.checked_sub(1).and_then(|at| self.text.words().get(at));
        let some = is(1, &["a", "an"])
            || is(2, &["a", "an"]) && is(3, &["on"]) && adjective.is_some_and(|word| word.case() == Case::Lower);
        let last = mention.words.1 as usize;
        some && self.text.words().get(last).is_none_or(|word| word.is_sign() || is_closed(self.text, last))
    }

    /// The month and day in the year in which it has the weekday, nearest to the anchor.
    fn agreeing(&mut self, month: u8, day: u8, weekday: u8, mention: &Mention) -> Option<When> {
        let near = self.month_day(month, day, mention)?;
        let anchor = self.now()?;
        let fits = |year: i32| {
            let date = NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))?;
            (date.weekday().number_from_monday() == u32::from(weekday)).then_some(date)
        };
        let years = [0, -1, 1].map(|d| near.year.unwrap_or(anchor.year()) + d);
        match years.into_iter().find_map(fits) {
            Some(date) => {
                self.why = "weekday-agrees";
                Some(When::day(date))
            }
            None => Some(near),
        }
    }

    /// The nearest day with this month and day; in a history, the one on from the focus.
    fn month_day(&mut self, month: u8, day: u8, mention: &Mention) -> Option<When> {
        let on = |year: i32| {
            let day = When::new(year, Cell::Day(month, day));
            Some((day.start()?, day))
        };
        if self.narrative {
            self.because("month-day-on");
            let year = self.story_year(month)?;
            return Some(When::new(year, Cell::Day(month, day)));
        }
        let anchor = self.reference?;
        self.because("month-day");
        // "the year ended Jan. 31" is over.
        let ended = mention.words.0.checked_sub(1).is_some_and(|at| self.text.is(at as usize, "ended"));
        let years = [0, -1, 1].into_iter().filter_map(|d| on(anchor.year() + d));
        let mut near: Vec<_> = years.filter(|(date, _)| !ended || *date <= anchor).collect();
        // What lies months ahead is dated with care by news; a bare month and day in a clause that looks back is past.
        let back = tense::of(self.text, mention) == Some(tense::Cue::Back);
        near.sort_by_key(|(date, _)| {
            let days = (*date - anchor).num_days();
            if days > 60 && back { days * 2 } else { days.abs() }
        });
        if let Some(second) = near.get(1) {
            self.reject(second.1, "month-day");
        }
        near.first().map(|(_, when)| *when)
    }

    /// The last such month, this one included, unless the clause looks ahead.
    fn month(&mut self, month: u8, mention: &Mention) -> Option<When> {
        let on = |year| When::new(year, Cell::Month(month));
        if self.narrative {
            self.because("month-on");
            return self.story_year(month).map(on);
        }
        let anchor = self.reference?;
        let this = anchor.month() as u8;
        // Without a verb that tells, one of the next months: that of last year is most of a year ago.
        let soon = (1..=SOON_MONTHS).contains(&((month + 12 - this) % 12));
        let ahead = match tense::of(self.text, mention) {
            Some(cue) => cue.is_ahead(),
            None => soon,
        };
        let year = anchor.year();
        self.because(if ahead { "month-ahead" } else { "month-past" });
        let (taken, other) = match (month.cmp(&this), ahead) {
            (std::cmp::Ordering::Greater, false) => (on(year - 1), on(year)),
            (std::cmp::Ordering::Less, true) => (on(year + 1), on(year)),
            (std::cmp::Ordering::Greater, true) => (on(year), on(year - 1)),
            _ => (on(year), on(year + 1)),
        };
        self.reject(other, if ahead { "month-past" } else { "month-ahead" });
        Some(taken)
    }

    /// A quarter or half of results: of this year, or of the last when it lies well ahead of the day of writing.
    pub(super) fn results(&mut self, cell: Cell, mention: &Mention) -> Option<When> {
        self.because("results");
        let anchor = self.now()?;
        let this = When::new(anchor.year(), cell);
        let ahead = (this.start()? - anchor).num_days();
        // Company years end before calendar years: a fourth quarter may be over in October.
        let over = ahead > 100 && !tense::looks_ahead(self.text, mention);
        let (taken, other) = if over { (this.years_on(-1), this) } else { (this, this.years_on(-1)) };
        self.reject(other, "results");
        Some(taken)
    }

    pub(super) fn season(&mut self, season: Season, mention: &Mention) -> Option<When> {
        self.because("season");
        if self.narrative {
            let focus = self.focus?;
            let year = focus.year?;
            let (Cell::Month(month) | Cell::Day(month, _)) = focus.cell else {
                return Some(When::new(year, Cell::Season(season)));
            };
            // A winter told of after its new year began the year before.
            let year = if season == Season::Winter && month <= 3 { year - 1 } else { year };
            return Some(When::new(year, Cell::Season(season)));
        }
        let anchor = self.reference?;
        let near = [0, -1, 1].map(|d| When::new(anchor.year() + d, Cell::Season(season)));
        let begun_by = match tense::of(self.text, mention) {
            Some(cue) if cue.is_ahead() => None,
            Some(_) => Some(anchor),
            None => Some(step(anchor, i64::from(SOON_MONTHS), Unit::Month)?),
        };
        self.nearest(&near, anchor, |w| match begun_by {
            Some(latest) => w.start().is_some_and(|from| from <= latest),
            None => w.end().is_some_and(|until| until > anchor),
        })
    }

    fn holiday(&mut self, holiday: Holiday, mention: &Mention) -> Option<When> {
        self.because("holiday");
        let anchor = self.now()?;
        if self.narrative {
            return holiday.in_year(self.focus?.year?);
        }
        let ahead = tense::looks_ahead(self.text, mention);
        let days = |when: &When| when.start().map_or(i64::MAX, |start| (start - anchor).num_days());
        let near: Vec<When> = [-1, 0, 1].into_iter().filter_map(|d| holiday.in_year(anchor.year() + d)).collect();
        self.nearest(&near, anchor, |w| if ahead { days(w) >= 0 } else { days(w) <= 31 })
    }

    /// Of cells that come again, the nearest of those that fit; the nearest of the others is a reading rejected.
    fn nearest(&mut self, cells: &[When], anchor: NaiveDate, fits: impl Fn(&When) -> bool) -> Option<When> {
        let far = |w: &&When| w.start().map_or(i64::MAX, |start| (start - anchor).num_days().abs());
        let taken = cells.iter().filter(|w| fits(w)).min_by_key(far).copied()?;
        if let Some(other) = cells.iter().filter(|w| **w != taken).min_by_key(far) {
            self.reject(*other, self.why);
        }
        Some(taken)
    }

    /// "a year earlier" of a quarter under discussion is a quarter; otherwise as fine as the unit.
    fn shift(&mut self, by: Amount, way: Way, from: Option<&Expr>, mention: &Mention) -> Option<When> {
        let by = length::refined(by);
        let count = length::whole(&by)?;
        let size = if matches!(way, Way::Ago | Way::Earlier) { -count } else { count };
        let told = self.focus;
        if from.is_none() && by.unit == Unit::Year && matches!(way, Way::Ago | Way::Earlier) {
            // Results are compared within a few paragraphs.
            let period = self.period.filter(|(_, at)| mention.words.0.saturating_sub(*at) < 250);
            if let (Some((period, _)), 1) = (period, count) {
                self.because("compared-period");
                if let Some(back) = self.now().and_then(|now| step(now, -1, Unit::Year)) {
                    self.reject(When::holding(back, Unit::Year), "shift");
                }
                return Some(period.years_on(-1));
            }
            let told = told.filter(|t| t.year.is_some() && t.unit() >= Unit::Month && count == 1);
            if let (Way::Earlier, Some(told)) = (way, told) {
                self.because("compared");
                return Some(told.years_on(i32::try_from(size).ok()?));
            }
        }
        self.because("shift");
        let anchor = match (from, way) {
            (Some(from), _) => self.calendar(from, mention)?.start()?,
            (None, Way::Ago | Way::Hence) => self.now()?,
            (None, _) => told.and_then(|t| t.start()).or(self.reference)?,
        };
        // "two days after Friday", "a week from Monday": the day of which it is told stays a day.
        if from
            .is_some_and(|from| matches!(from, Expr::Day(_) | Expr::Date(_) | Expr::Which { of: Slot::Weekday(_), .. }))
        {
            return Some(When::day(step(anchor, size, by.unit)?));
        }
        if by.unit.is_of_day() {
            return self.shift_in_day(anchor, size, by.unit);
        }
        let unit = match by.unit {
            Unit::Fortnight => Unit::Week,
            // "A decade ago" is ten years ago.
            Unit::Decade if count == 1 => Unit::Year,
            unit => unit,
        };
        let date = step(anchor, size, by.unit)?;
        Some(When::holding(date, unit))
    }

    /// Hours and minutes: to the minute where the focus is a time by the clock, else to the day.
    fn shift_in_day(&self, anchor: NaiveDate, size: i64, unit: Unit) -> Option<When> {
        let Some((day, DayTime::Clock { hour, minute, utc, .. })) = self.clock else { return Some(When::day(anchor)) };
        let each = if unit == Unit::Hour { 60 } else { 1 };
        let minutes = size.checked_mul(each)?.checked_add(i64::from(hour) * 60 + i64::from(minute))?;
        let day = shift_day(day.start()?, minutes.div_euclid(24 * 60))?;
        let of_day = minutes.rem_euclid(24 * 60);
        let time = DayTime::Clock {
            hour: u8::try_from(of_day / 60).ok()?,
            minute: u8::try_from(of_day % 60).ok()?,
            second: None,
            utc,
        };
        Some(When::day(day).at(Some(time)))
    }

    /// A part of something longer.
    fn part(&mut self, part: Slot, whole: When) -> Option<When> {
        let year = whole.year?;
        self.because("part");
        if matches!(whole.cell, Cell::Century | Cell::Decade | Cell::Millennium) && !matches!(part, Slot::Nth(..)) {
            return Some(whole);
        }
        match part {
            Slot::Cell(cell) => Some(When::new(year, cell)),
            Slot::Season(season) => Some(When::new(year, Cell::Season(season))),
            Slot::Holiday(holiday) => holiday.in_year(year),
            Slot::Unit(Unit::Quarter) => {
                let told = self.period.map(|(period, _)| period.cell).filter(|cell| matches!(cell, Cell::Quarter(_)));
                Some(When::new(year, told.unwrap_or(Cell::SomeQuarter)))
            }
            Slot::Period => {
                let cell = self.period.map_or(whole.cell, |(period, _)| period.cell);
                Some(When::new(year, cell))
            }
            Slot::Unit(unit) => whole.start().map(|start| When::holding(start, unit)),
            Slot::MonthDay(day) => {
                let month = whole.start()?.month() as u8;
                Some(When::new(year, Cell::Day(month, day)))
            }
            Slot::Weekday(_) => Some(whole),
            Slot::NthWeekday(n, day) => {
                let start = whole.start().filter(|_| whole.unit() == Unit::Month)?;
                crate::holiday::nth_weekday(year, start.month() as u8, day, n).map(When::day)
            }
            Slot::Time(time) => Some(whole.at(Some(time))),
            // A week is of the month or year that has its Thursday, as in ISO 8601.
            Slot::Nth(n, Unit::Week) => {
                let thursday = if n > 0 {
                    let start = whole.start()?;
                    let ahead = i64::from((7 + 4 - start.weekday().number_from_monday()) % 7);
                    shift_day(start, ahead + 7 * (i64::from(n) - 1))?
                } else {
                    let last = whole.end()?.pred_opt()?;
                    shift_day(last, -i64::from((last.weekday().number_from_monday() + 7 - 4) % 7))?
                };
                Some(When::holding(thursday, Unit::Week))
            }
            Slot::Nth(n, unit) if n > 0 => {
                let date = step(whole.start()?, i64::from(n) - 1, unit)?;
                Some(When::holding(date, unit))
            }
            Slot::Nth(_, unit) => {
                let last = whole.end()?.pred_opt()?;
                Some(When::holding(last, unit))
            }
        }
    }
}

pub(crate) fn shift_day(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let size = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(size) } else { date.checked_add_days(size) }
}
