//! Numbers that are no quantities: years, dates, clock times, ordinals, parts of names, addresses and codes.

use copydesk_numeral::{Form, Number};
use copydesk_text::{Case, Text, Word};

use crate::Quantity;
use crate::expr::{Expr, Measure, is_year};
use crate::phrase;
use crate::tables::{CONTEXT, STOPS};

/// What a word beside a number makes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Beside {
    Month,
    Weekday,
    Clock,
    Label,
    Heading,
    Street,
}

/// A sentence, and whether it is a headline in title case, where capitals say nothing.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) from: usize,
    pub(crate) end: usize,
    pub(crate) titled: bool,
}

impl Frame {
    pub(crate) fn new(text: &Text<'_>, from: usize, end: usize) -> Self {
        let words = &text.words()[from..end];
        let letters = words.iter().filter(|w| w.is_letters() && w.span().len() > 3);
        let (all, capital) =
            letters.fold((0, 0), |(all, capital), w| (all + 1, capital + usize::from(w.is_capitalised())));
        Self { from, end, titled: all > 3 && capital * 4 >= all * 3 }
    }
}

/// Why the expression is no quantity, as a rule id; none when it is one.
pub(crate) fn reject(text: &Text<'_>, frame: Frame, expr: &Expr) -> Option<&'static str> {
    let view = View { text, frame, expr };
    if expr.numeral.is_some_and(|n| n.form == Form::Ordinal) {
        return Some("ordinal");
    }
    if view.is_in_code() {
        return Some("code");
    }
    match expr.measure {
        Measure::Unit(unit) => view.reject_measured(unit.name, unit.kind),
        Measure::Bare => view.reject_bare(),
        _ => None,
    }
}

struct View<'a, 't> {
    text: &'a Text<'t>,
    frame: Frame,
    expr: &'a Expr,
}

impl View<'_, '_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.text.words().get(at).filter(|_| self.frame.from <= at && at < self.frame.end)
    }

    fn before(&self, back: usize) -> Option<usize> {
        self.expr.from.checked_sub(back).filter(|at| *at >= self.frame.from)
    }

    fn is_before(&self, back: usize, key: &str) -> bool {
        self.before(back).is_some_and(|at| self.text.is(at, key))
    }

    fn is_glued(&self, at: usize) -> bool {
        self.word(at).is_some_and(Word::is_glued)
    }

    fn beside(&self, at: usize) -> Option<Beside> {
        self.word(at)?;
        CONTEXT.get(self.text, at).copied()
    }

    /// A piece of a longer run of digits, letters and marks: "F-150", "555-1234", "19:00", "COVID-19", "1.2.3".
    fn is_in_code(&self) -> bool {
        let (text, from, end) = (self.text, self.expr.from, self.expr.end);
        let glued_before = self.is_glued(from);
        if glued_before && let Some(before) = self.before(1) {
            let word = &text.words()[before];
            if word.is_letters() || word.is_number() {
                return true;
            }
            let mark = text.word_str(before);
            let further = self.is_glued(before).then(|| self.before(2)).flatten().and_then(|at| self.word(at));
            match mark {
                ":" | "." | "_" | "#" | "@" | "&" | "*" | "=" => return true,
                "-" | "‐" | "‑" | "–" | "−" | "/" => {
                    let prefixed = ["sub", "minus", "plus", "or", "to", "and", "near", "top"]
                        .iter()
                        .any(|word| self.is_before(2, word));
                    if further.is_some() && !prefixed {
                        return true;
                    }
                }
                _ => {}
            }
        }
        // "3D", "5G", "747X".
        if self.expr.measure == Measure::Bare
            && self.is_glued(end)
            && self
                .word(end)
                .is_some_and(|w| w.is_letters() && (w.is_capitalised() || w.span().len() <= 2) && !text.is(end, "s"))
        {
            return true;
        }
        // What goes on after it.
        if self.is_glued(end) && self.is_glued(end + 1) {
            let next = self.word(end + 1);
            match text.word_str(end) {
                ":" | "/" | "_" | "=" | "@" | "." | "^" | "×" => {
                    return next.is_some_and(|w| w.is_number() || self.expr.measure == Measure::Bare && w.is_letters());
                }
                "-" | "–" | "‑" => return next.is_some_and(Word::is_number),
                _ => {}
            }
        }
        false
    }

    /// "3 years ago" is a date; "in 30 seconds" is none. "one day", "first time".
    fn reject_measured(&self, unit: &str, kind: crate::FigureKind) -> Option<&'static str> {
        let end = self.expr.end;
        if kind == crate::FigureKind::Duration && self.text.is(end, "ago") && end < self.frame.end {
            return Some("date-ago");
        }
        let one = self.text.is(self.expr.number_end - 1, "one");
        if one && unit == "time" {
            return Some("one-time");
        }
        let bare_one = one && kind == crate::FigureKind::Duration && !self.expr.hyphened;
        if bare_one && (unit == "day" || unit == "night") && !self.is_before(1, "in") && !self.is_before(1, "for") {
            return Some("one-day");
        }
        None
    }

    fn reject_bare(&self) -> Option<&'static str> {
        let (text, expr) = (self.text, self.expr);
        let Some(numeral) = expr.numeral else { return None };
        let digits = numeral.form == Form::Digits && numeral.scale == Number::ONE;
        if expr.dashed && self.is_dashed_code(digits) {
            return Some("score-or-code");
        }
        if self.is_span_of_years() {
            return Some("years");
        }
        if expr.hyphened || text.word_str(expr.end) == "-" && text.word_str(expr.end + 1).ends_with("ed") {
            return Some("adjective");
        }
        if let Some(why) = self.reject_date(digits) {
            return Some(why);
        }
        if numeral.form == Form::Fraction && expr.why != "ratio" && numeral.scale == Number::ONE {
            return self.reject_fraction();
        }
        if text.is(expr.number_end - 1, "one") && expr.number_end - expr.from == 1 {
            return self.reject_one();
        }
        self.reject_name(digits)
    }

    /// Two numbers with a dash and nothing counted: "2-0", "2012-13", "555-1234".
    fn is_dashed_code(&self, digits: bool) -> bool {
        let Quantity::Range(low, high) = self.expr.quantity else { return false };
        let is_year = |n: Number| n.to_i64().is_some_and(|n| (1500..=2100).contains(&n));
        let counted = phrase::counted(self.text, self.expr.end, self.frame.end, false).is_some();
        digits && (is_year(low) && (is_year(high) || high < Number::from_int(100)) || !counted)
    }

    /// "from 2008 to 2016".
    fn is_span_of_years(&self) -> bool {
        let Quantity::Range(_, high) = self.expr.quantity else { return false };
        let words = self.text.words();
        let years = is_year(words[self.expr.from].span().of(self.text.as_str())) && high < Number::from_int(2200);
        let opened = ["from", "between", "in", "during", "of", "("].iter().any(|word| self.is_before(1, word));
        years && (opened || phrase::counted(self.text, self.expr.end, self.frame.end, false).is_none())
    }

    fn value(&self) -> Option<i64> {
        match self.expr.quantity {
            Quantity::Exact(n) | Quantity::Range(n, _) => n.to_i64(),
        }
    }

    /// Years, days of months and times of day.
    fn reject_date(&self, digits: bool) -> Option<&'static str> {
        let (text, expr) = (self.text, self.expr);
        let (from, end) = (expr.from, expr.end);
        let plain = digits && expr.numeral.is_some_and(|n| n.decimals == Some(0)) && text.slice(from..end).len() <= 9;
        let value = self.value();
        let is_month = |at: usize| {
            self.beside(at) == Some(Beside::Month)
                && (text.words()[at].is_capitalised() || !(text.is(at, "may") || text.is(at, "march")))
        };
        if plain && value.is_some_and(|n| (1..=31).contains(&n)) {
            let stop = self.is_before(1, ".");
            let before = self.before(if stop { 2 } else { 1 });
            if before.is_some_and(is_month) || is_month(end) {
                return Some("date");
            }
            // "3 and 4 May".
            let joined = matches!(text.word_str(end), "and" | "," | "or" | "to" | "-" | "–");
            if joined && self.word(end + 1).is_some_and(Word::is_number) && is_month(end + 2) {
                return Some("date");
            }
        }
        if plain && self.beside(end) == Some(Beside::Clock) && value.is_some_and(|n| n <= 2400) && !self.is_money_like()
        {
            return Some("clock");
        }
        if self.beside(end) == Some(Beside::Clock)
            && text.word_str(end).ends_with(['m', 'M', '.', 'k'])
            && value.is_none_or(|n| n <= 12)
        {
            return Some("clock");
        }
        // "the 1990s", "the '90s".
        if digits && self.is_glued(end) && text.is(end, "s") || self.is_before(1, "'") && self.is_glued(from) {
            return Some("decade");
        }
        let totalled = self.is_before(1, "of")
            && ["average", "total", "record", "maximum", "minimum", "crowd"].iter().any(|w| self.is_before(2, w));
        if plain && is_year(text.word_str(from)) && !totalled {
            let recent = value.is_some_and(|n| (1900..=2060).contains(&n));
            let counted = phrase::counted(text, end, self.frame.end, false).is_some();
            let bounded = crate::cue::bound_before(text, self.frame.from, from).is_some();
            let dated = [
                "in", "since", "of", "until", "by", "from", "between", "and", "during", "to", "before", "after",
                "circa", "early", "late", "mid", "the",
            ]
            .iter()
            .any(|word| self.is_before(1, word));
            if recent && !(bounded && counted) || !counted && (dated || !bounded) {
                return Some("year");
            }
        }
        None
    }

    fn is_money_like(&self) -> bool {
        self.expr.numeral.is_some_and(|n| n.scale != Number::ONE)
    }

    /// "a third of them", "two-thirds", "half the votes"; not "the first half", "a third man".
    fn reject_fraction(&self) -> Option<&'static str> {
        let (text, end) = (self.text, self.expr.end);
        let ends_with = |word: &str| text.is(end - 1, word);
        let of = text.is(end, "of") || text.is(end, "as");
        let determined = ["the", "his", "her", "its", "their", "our", "all", "that", "those", "these"]
            .iter()
            .any(|w| text.is(end, w));
        let single = self.expr.end - self.expr.from == 1;
        if ends_with("half") || ends_with("halves") {
            let named = ["first", "second", "other", "better", "latter", "opening", "this", "each", "one"]
                .iter()
                .any(|w| self.is_before(1, w));
            let whole = of || determined || !single && !ends_with("halves") && text.is(self.expr.from, "one");
            return (named || !whole).then_some("half");
        }
        if single {
            return None;
        }
        let one_part = text.is(self.expr.from, "a") || text.is(self.expr.from, "an");
        let hyphened = text.word_str(end - 2) == "-";
        let more = ["more", "less", "higher", "lower", "fewer"].iter().any(|w| text.is(end, w));
        (one_part && !of && !more && !hyphened).then_some("ordinal")
    }

    /// "one": a number only as a determiner: "one person", not "one of them", "no one", "the one that".
    fn reject_one(&self) -> Option<&'static str> {
        let (text, end) = (self.text, self.expr.end);
        const PRONOUN: [&str; 33] = [
            "the", "this", "that", "no", "each", "every", "any", "some", "which", "another", "other", "only", "new",
            "next", "last", "first", "same", "good", "better", "best", "big", "bigger", "great", "small", "right",
            "wrong", "old", "previous", "our", "his", "her", "number", "day",
        ];
        if PRONOUN.iter().any(|word| self.is_before(1, word)) {
            return Some("pronoun-one");
        }
        if self.expr.hyphened || text.word_str(end) == "-" {
            return Some("pronoun-one");
        }
        let titled =
            text.words()[self.expr.from].is_capitalised() && self.expr.from != self.frame.from && !self.frame.titled;
        let phrase = phrase::counted(text, end, self.frame.end, true).filter(|_| !titled && !text.is(end, "of"));
        match phrase {
            Some(_) if self.word(end).is_some_and(|w| w.case() != Case::Title) => None,
            _ => Some("pronoun-one"),
        }
    }

    /// "Route 66", "Boeing 737", "Big Three", "36 Quai des Arts", "No. 5", list numbers.
    fn reject_name(&self, digits: bool) -> Option<&'static str> {
        let (text, expr) = (self.text, self.expr);
        let (from, end) = (expr.from, expr.end);
        let stop = self.is_before(1, ".");
        let plain = expr.numeral.is_some_and(|n| n.scale == Number::ONE && n.decimals.is_none_or(|d| d == 0))
            && !text.slice(from..end).contains(',');
        if let Some(at) = self.before(if stop { 2 } else { 1 }) {
            let word = &text.words()[at];
            let capital = word.is_capitalised();
            match self.beside(at) {
                Some(Beside::Label) if capital || digits && !stop && self.label_fits(at) => return Some("label"),
                Some(Beside::Heading) if capital && !self.frame.titled => return Some("label"),
                Some(Beside::Month | Beside::Weekday)
                    if plain && !stop && digits && phrase::counted(text, end, self.frame.end, false).is_none() =>
                {
                    return Some("date");
                }
                _ => {}
            }
            let name = capital && word.is_letters() && !stop && !self.frame.titled && at != self.frame.from;
            let goes_on = phrase::counted(text, end, self.frame.end, false).is_some();
            if digits && plain && name && !goes_on {
                return Some("name");
            }
            let number_word = text.words()[from].is_capitalised() && text.words()[from].is_letters();
            if number_word && !self.frame.titled && name {
                return Some("name");
            }
        }
        let number_word = text.words()[from].is_letters() && text.words()[from].is_capitalised();
        if number_word && !self.frame.titled && from != self.frame.from && !self.opens_quote() {
            return Some("name");
        }
        // "1. Item", "(3)", "2) item".
        let closes =
            matches!(text.word_str(end), ")" | "." | "]") && (end + 1 < self.frame.end || text.word_str(end) != ".");
        if digits
            && plain
            && closes
            && (from == self.frame.from
                || text.words()[from].starts_line()
                || self.is_before(1, "(")
                || self.is_before(1, "["))
        {
            return Some("list-number");
        }
        if digits && from == self.frame.from && end == self.frame.end {
            return Some("alone");
        }
        // "36 Quai des Arts", "10 Downing Street", "747 Jumbo".
        if digits && plain && self.word(end).is_some_and(|w| w.is_letters() && w.is_capitalised()) && !self.frame.titled
        {
            let street = (end..end + 4)
                .take_while(|&at| self.word(at).is_some_and(Word::is_letters))
                .any(|at| self.beside(at) == Some(Beside::Street) && text.words()[at].is_capitalised());
            if street || phrase::counted(text, end, self.frame.end, false).is_none() && STOPS.get(text, end).is_none() {
                return Some("name");
            }
        }
        None
    }

    /// Labels in small letters: "page 3", "number 10", "flight 93", but not "item 3" before what is counted.
    fn label_fits(&self, at: usize) -> bool {
        !self.text.is(at, "area") && phrase::counted(self.text, self.expr.end, self.frame.end, false).is_none()
    }

    fn opens_quote(&self) -> bool {
        self.before(1).is_some_and(|at| self.text.words()[at].is_sign() && !matches!(self.text.word_str(at), "-" | ","))
    }
}
