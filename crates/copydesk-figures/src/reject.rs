//! Numbers that are no quantities: years, dates, clock times, ordinals, parts of names, addresses and codes.

use std::cell::OnceCell;

use copydesk_numeral::{Form, Number};
use copydesk_text::{Case, Word};

use crate::expr::{Expr, Measure, is_year};
use crate::tables::CONTEXT;
use crate::window::Window;
use crate::{FigureKind, Quantity, cue, phrase};

/// What a word beside a number makes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Beside {
    Month,
    Weekday,
    Clock,
    Label,
    Rank,
    Heading,
    Street,
}

/// Whether a sentence is a headline in title case, where capitals say nothing.
pub(crate) fn is_titled(window: Window<'_, '_>) -> bool {
    let words = &window.text.words()[window.from..window.end];
    let long = words.iter().filter(|word| word.is_letters() && word.span().len() > 3);
    let (all, capital) =
        long.fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(word.is_capitalised())));
    all > 3 && capital * 4 >= all * 3
}

/// Why the expression is no quantity, as a rule id; none when it is one.
pub(crate) fn reject(window: Window<'_, '_>, titled: bool, expr: &Expr) -> Option<&'static str> {
    let view = View { window, titled, expr, counted: OnceCell::new() };
    if expr.numeral.is_some_and(|n| n.form == Form::Ordinal) {
        return Some("ordinal");
    }
    if view.is_in_code() {
        return Some("code");
    }
    match expr.measure {
        // "a Boeing 777F".
        Measure::Unit(unit) if unit.form == crate::unit::Form::GluedCapital && view.is_labelled() => Some("label"),
        Measure::Unit(unit) => view.reject_measured(unit.name, unit.kind),
        Measure::Bare => view.reject_bare(),
        _ => None,
    }
}

/// A bare or measured number in its sentence.
struct View<'a, 't> {
    window: Window<'a, 't>,
    titled: bool,
    expr: &'a Expr,
    /// Whether a plural noun follows that the number may count, once asked for.
    counted: OnceCell<bool>,
}

impl View<'_, '_> {
    /// The index `back` words before the expression.
    fn before(&self, back: usize) -> Option<usize> {
        self.expr.from.checked_sub(back).filter(|at| *at >= self.window.from)
    }

    fn is_before(&self, back: usize, keys: &[&str]) -> bool {
        self.window.is_any(self.before(back), keys)
    }

    fn is_after(&self, keys: &[&str]) -> bool {
        self.window.is_any(Some(self.expr.end), keys)
    }

    fn is_number(&self, at: Option<usize>) -> bool {
        at.and_then(|at| self.window.word(at)).is_some_and(Word::is_number)
    }

    fn beside(&self, at: usize) -> Option<Beside> {
        self.window.word(at)?;
        CONTEXT.get(self.window.text, at).copied()
    }

    fn is_capital(&self, at: usize) -> bool {
        self.window.word(at).is_some_and(|word| word.is_letters() && word.is_capitalised())
    }

    /// Whether a plural noun follows that the number may count.
    fn is_counted(&self) -> bool {
        let counted = || phrase::counted(self.window.text, self.expr.end, self.window.end, false).is_some();
        *self.counted.get_or_init(counted)
    }

    /// A whole number in digits, without separators or scale, as labels and dates have it.
    fn is_plain(&self) -> bool {
        let printed = self.window.text.slice(self.expr.from..self.expr.number_end);
        self.expr.numeral.is_some_and(|n| n.scale == Number::ONE && n.decimals.is_none_or(|d| d == 0))
            && !printed.contains(',')
    }

    fn value(&self) -> Option<i64> {
        match self.expr.quantity {
            Quantity::Exact(n) | Quantity::Range(n, _) => n.to_i64(),
        }
    }

    // ---- any number

    /// A piece of a longer run of digits, letters and marks: "F-150", "555-1234", "19:00", "COVID-19", "5G".
    fn is_in_code(&self) -> bool {
        self.is_tail() || self.is_head() || self.is_spaced_decimal()
    }

    /// "6 . 2 %": a stop within a sentence, apart from the digits on both sides. Which number is meant nothing tells.
    fn is_spaced_decimal(&self) -> bool {
        let stop = |at: usize| self.window.str(at) == "." && !self.window.is_glued(at);
        self.before(1).is_some_and(stop) && self.is_number(self.before(2))
            || stop(self.expr.end) && self.is_number(Some(self.expr.end + 1))
    }

    /// What the run has before it.
    fn is_tail(&self) -> bool {
        let Some(before) = self.before(1).filter(|_| self.window.is_glued(self.expr.from)) else { return false };
        let word = &self.window.text.words()[before];
        match self.window.str(before) {
            _ if word.is_letters() || word.is_number() => true,
            ":" | "." | "_" | "#" | "@" | "&" | "*" | "=" | "^" => true,
            "," => self.is_number(before.checked_sub(1)),
            // "sub-5%", "minus-5", "8-or-9" hold a number; "F-150" does not.
            "-" | "‐" | "‑" | "–" | "−" | "/" | "⁄" => {
                const PREFIXES: [&str; 9] = ["sub", "minus", "plus", "or", "to", "and", "near", "now", "then"];
                self.window.is_glued(before) && !self.is_before(2, &PREFIXES)
            }
            _ => false,
        }
    }

    /// What the run has after it.
    fn is_head(&self) -> bool {
        let (window, end) = (self.window, self.expr.end);
        let bare = self.expr.measure == Measure::Bare;
        let Some(next) = window.word(end).filter(|word| word.is_glued()) else { return false };
        // "3D", "5G"; "1990s" and "60s" are for the rules of dates and ages.
        if next.is_letters() {
            return bare && (next.is_capitalised() || next.span().len() <= 2) && !window.is_any(Some(end), &["s"]);
        }
        let Some(further) = window.word(end + 1).filter(|word| word.is_glued()) else { return false };
        match window.str(end) {
            "^" => true,
            ":" | "/" | "⁄" | "_" | "=" | "@" | "." | "×" => further.is_number() || bare && further.is_letters(),
            // "1,4 Millionen" is 1.4 elsewhere.
            "-" | "–" | "‑" | "," => further.is_number(),
            _ => false,
        }
    }

    /// "3 years ago" is a date; "one day" and "one time" are adverbs.
    fn reject_measured(&self, unit: &str, kind: FigureKind) -> Option<&'static str> {
        let one = self.window.is_any(Some(self.expr.number_end - 1), &["one"]);
        let lasting = self.expr.hyphened || self.is_before(1, &["in", "for", "than"]);
        match kind {
            FigureKind::Duration if self.is_after(&["ago"]) => Some("date-ago"),
            FigureKind::Duration if one && !lasting && matches!(unit, "day" | "night") => Some("one-day"),
            _ if unit == "time" && self.expr.numeral.is_some_and(|n| n.form == Form::Fraction) => Some("half-time"),
            _ => (one && unit == "time").then_some("one-time"),
        }
    }

    fn is_labelled(&self) -> bool {
        self.before(1).is_some_and(|at| matches!(self.beside(at), Some(Beside::Label)))
    }

    // ---- numbers without currency, unit or age

    fn reject_bare(&self) -> Option<&'static str> {
        let expr = self.expr;
        let numeral = expr.numeral?;
        let digits = numeral.form == Form::Digits && numeral.scale == Number::ONE;
        let after = self.window.text.word_str(expr.end + 1);
        if expr.dashed && self.is_dashed_code(digits) {
            return Some("score-or-code");
        }
        if self.is_span_of_years() {
            return Some("years");
        }
        // "two-handed", "four-legged".
        if self.is_after(&["-"]) && self.window.is_glued(expr.end) && after.ends_with("ed") {
            return Some("adjective");
        }
        self.reject_date(digits).or_else(|| {
            if numeral.form == Form::Fraction && expr.why != "ratio" && numeral.scale == Number::ONE {
                self.reject_fraction()
            } else if expr.number_end - expr.from == 1 && self.window.is_any(Some(expr.from), &["one"]) {
                self.reject_one()
            } else {
                self.reject_name(digits)
            }
        })
    }

    /// Two numbers with a dash and nothing counted: "2-0", "2012-13", "555-1234".
    fn is_dashed_code(&self, digits: bool) -> bool {
        let Quantity::Range(low, high) = self.expr.quantity else { return false };
        let is_year = |n: Number| n.to_i64().is_some_and(|n| (1500..2200).contains(&n));
        let years = is_year(low) && (is_year(high) || high < Number::from_int(100));
        digits && (years || !self.is_counted())
    }

    /// "from 2008 to 2016".
    fn is_span_of_years(&self) -> bool {
        let Quantity::Range(_, high) = self.expr.quantity else { return false };
        let years = is_year(self.window.str(self.expr.from)) && high < Number::from_int(2200);
        let opened = self.is_before(1, &["from", "between", "in", "during", "of", "("]);
        years && (opened || !self.is_counted())
    }

    /// Years, days of months and times of day.
    fn reject_date(&self, digits: bool) -> Option<&'static str> {
        let (window, from, end) = (self.window, self.expr.from, self.expr.end);
        let value = self.value();
        let plain = digits && self.is_plain();
        if plain && value.is_some_and(|n| (1..=31).contains(&n)) && self.is_day() {
            return Some("date");
        }
        if self.beside(end) == Some(Beside::Clock) {
            let spelled = value.is_none_or(|n| n <= 12) && window.str(end).ends_with(['m', 'M', '.', 'k']);
            // "18.02 BST".
            let dotted = self.expr.numeral.is_some_and(|n| n.decimals == Some(2) && n.value < Number::from_int(24));
            if spelled || dotted || plain && value.is_some_and(|n| n <= 2400) {
                return Some("clock");
            }
        }
        // "the 1990s", "the '90s".
        let decade = self.is_after(&["s"]) && window.is_glued(end);
        if digits && decade || self.is_before(1, &["'"]) && window.is_glued(from) {
            return Some("decade");
        }
        (plain && is_year(window.str(from)) && self.is_year()).then_some("year")
    }

    /// A day of a month: "February 11", "11 Feb.", "3 and 4 May".
    fn is_day(&self) -> bool {
        let end = self.expr.end;
        let stop = self.is_before(1, &["."]);
        let before = self.before(if stop { 2 } else { 1 });
        // "March 15 to 17", "March 15 and 17".
        let second = self.is_before(1, &["to", "and", "or", "-", "–", ",", "through"])
            && self.is_number(self.before(2))
            && self.before(3).is_some_and(|at| self.is_month(at))
            && !self.is_counted();
        let joined = self.is_after(&["and", ",", "or", "to", "-", "–"])
            && self.window.word(end + 1).is_some_and(Word::is_number)
            && self.is_month(end + 2);
        before.is_some_and(|at| self.is_month(at)) || self.is_month(end) || joined || second
    }

    fn is_month(&self, at: usize) -> bool {
        self.beside(at) == Some(Beside::Month)
            && (self.is_capital(at) || !self.window.is_any(Some(at), &["may", "march"]))
    }

    /// Four digits are a year unless a bound and a noun, or an average, say that something is counted.
    fn is_year(&self) -> bool {
        const DATING: [&str; 17] = [
            "in", "since", "of", "until", "by", "from", "between", "and", "during", "to", "before", "after", "circa",
            "early", "late", "mid", "the",
        ];
        let amount = self.is_before(1, &["of"])
            && self.is_before(2, &["average", "total", "record", "maximum", "minimum", "crowd"]);
        let recent = self.value().is_some_and(|n| (1900..2060).contains(&n));
        let bounded = cue::bound_before(self.window.text, self.window.from, self.expr.from).is_some();
        let counted = self.is_counted();
        !amount && (recent && !(bounded && counted) || !counted && (self.is_before(1, &DATING) || !bounded))
    }

    /// "a third of them", "two-thirds", "half the votes"; not "the first half", "a third man".
    fn reject_fraction(&self) -> Option<&'static str> {
        let (window, end) = (self.window, self.expr.end);
        let single = end - self.expr.from == 1;
        let of = self.is_after(&["of", "as"]);
        if window.is_any(Some(end - 1), &["half", "halves"]) {
            const PARTS: [&str; 9] = ["first", "second", "other", "better", "latter", "opening", "this", "each", "one"];
            const WHOLES: [&str; 11] =
                ["the", "his", "her", "its", "their", "our", "all", "that", "those", "these", "of"];
            let whole = of || self.is_after(&WHOLES) || !single && window.is_any(Some(self.expr.from), &["one"]);
            return (self.is_before(1, &PARTS) || !whole).then_some("half");
        }
        let one_part = window.is_any(Some(self.expr.from), &["a", "an"]) && window.str(end - 2) != "-";
        let share = of || self.is_after(&["more", "less", "higher", "lower", "fewer"]);
        (!single && one_part && !share).then_some("ordinal")
    }

    /// "one": a number only as a determiner: "one person", not "one of them", "no one", "the one that".
    fn reject_one(&self) -> Option<&'static str> {
        const BEFORE: [&str; 33] = [
            "the", "this", "that", "no", "each", "every", "any", "some", "which", "another", "other", "only", "new",
            "next", "last", "first", "same", "good", "better", "best", "big", "bigger", "great", "small", "right",
            "wrong", "old", "previous", "our", "his", "her", "number", "day",
        ];
        const AFTER: [&str; 9] = ["of", "-", "way", "thing", "day", "another", "time", "point", "side"];
        let (window, from, end) = (self.window, self.expr.from, self.expr.end);
        let name = self.is_capital(from) && from != window.from && !self.titled;
        let noun = phrase::counted(window.text, end, window.end, true).is_some()
            && window.word(end).is_some_and(|word| word.case() != Case::Title || self.titled);
        let number = noun && !name && !self.is_before(1, &BEFORE) && !self.is_after(&AFTER);
        (!(number || self.is_victim())).then_some("pronoun-one")
    }

    /// "one was killed", "leaving one dead", "kills one": one of those that the news counts.
    fn is_victim(&self) -> bool {
        const FATES: [&str; 10] = [
            "dead",
            "injured",
            "killed",
            "wounded",
            "missing",
            "arrested",
            "hospitalised",
            "hospitalized",
            "charged",
            "pronounced",
        ];
        const VERBS: [&str; 9] =
            ["kills", "killed", "killing", "injures", "injured", "injuring", "wounds", "wounded", "wounding"];
        let fate = |at: usize| self.window.is_any(Some(at), &FATES);
        let end = self.expr.end;
        let suffered = fate(end) || self.is_after(&["was", "is"]) && fate(end + 1);
        let closes = end >= self.window.end || self.is_after(&[",", ".", ";", "and", "in", "at"]);
        suffered && !self.is_before(1, &["no", "every", "any", "which"]) || closes && self.is_before(1, &VERBS)
    }

    /// "Route 66", "Boeing 737", "Big Three", "36 Quai des Arts", "No. 5", list numbers.
    fn reject_name(&self, digits: bool) -> Option<&'static str> {
        let (window, from, end) = (self.window, self.expr.from, self.expr.end);
        let plain = self.is_plain();
        if let Some(why) = self.reject_labelled(digits && plain) {
            return Some(why);
        }
        // "Marine One", "the Seven": number words are capitalised in names only.
        let opens = self
            .before(1)
            .is_some_and(|at| window.word(at).is_some_and(Word::is_sign) && !matches!(window.str(at), "-" | ","));
        if self.is_capital(from) && !self.titled && from != window.from && !opens {
            return Some("name");
        }
        if !digits {
            return None;
        }
        // "1. Item", "(3)", "2) item".
        let starts = from == window.from || window.text.words()[from].starts_line();
        let closed = self.is_after(&[")", "]"]) || self.is_after(&["."]) && (end + 1 < window.end || starts);
        if plain && closed && (starts || self.is_before(1, &["(", "["])) {
            return Some("list-number");
        }
        // A number that stands alone is a quantity only where the whole text is nothing else.
        if from == window.from && end == window.end && window.text.words().len() > end - from {
            return Some("alone");
        }
        // "+44 20 7946 0958": a run of numbers is a code, or the cells of a table.
        let run = self.is_number(self.before(1)) || self.is_number(Some(end));
        if plain && run && !self.is_counted() {
            return Some("run-of-numbers");
        }
        // "36 Quai des Arts", "10 Downing Street", "747 Jumbo".
        if plain && self.is_capital(end) {
            let street = (end..end + 4)
                .take_while(|&at| self.is_capital(at) || window.is_any(Some(at), &["of", "des", "de", "la"]))
                .any(|at| self.beside(at) == Some(Beside::Street) && self.is_capital(at));
            if street || !self.titled && !self.is_counted() && !phrase::is_stop(window.text, end) {
                return Some("name");
            }
        }
        None
    }

    /// What the word before makes of a number.
    fn reject_labelled(&self, plain_digits: bool) -> Option<&'static str> {
        let stop = self.is_before(1, &["."]);
        let at = self.before(if stop { 2 } else { 1 })?;
        let capital = self.is_capital(at);
        match self.beside(at) {
            Some(Beside::Label) if capital || plain_digits && !stop && !self.is_counted() => return Some("label"),
            Some(Beside::Rank) if !stop => return Some("label"),
            // "PA 23456".
            _ if plain_digits && self.is_postcode(at) => return Some("postcode"),
            Some(Beside::Heading) if capital && !self.titled => return Some("label"),
            Some(Beside::Month | Beside::Weekday) if plain_digits && !stop && !self.is_counted() => {
                return Some("date");
            }
            _ => {}
        }
        let name = capital && !stop && !self.titled && at != self.window.from;
        (name && (plain_digits && !self.is_counted() || self.is_capital(self.expr.from))).then_some("name")
    }

    /// Two capitals and five digits, as American addresses end.
    fn is_postcode(&self, before: usize) -> bool {
        let state = self.window.word(before).is_some_and(|word| word.case() == Case::Upper && word.span().len() == 2);
        state && self.window.str(self.expr.from).len() == 5 && !self.is_counted()
    }
}

/// The expression as a score, a vote or odds, where a word beside it says so: "a 2-0 lead", "a 5-4 vote", "odds of 5-1".
pub(crate) fn as_score(window: Window<'_, '_>, expr: Expr) -> Expr {
    const AFTER: [&str; 12] = [
        "lead",
        "deficit",
        "advantage",
        "down",
        "up",
        "vote",
        "votes",
        "decision",
        "ruling",
        "majority",
        "odds",
        "margin",
    ];
    let Quantity::Range(low, high) = expr.quantity else { return expr };
    let small = |n: Number| n.to_i64().is_some_and(|n| (0..1000).contains(&n));
    let glued = (expr.from + 1..expr.end).all(|at| window.is_glued(at));
    if expr.measure != Measure::Bare || !glued || !small(low) || !small(high) {
        return expr;
    }
    let back = |n: usize, keys: &[&str]| window.is_any(expr.from.checked_sub(n), keys);
    // "Hollins Town 3-2 Marden Rovers".
    let name = |at: Option<usize>| {
        let word =
            at.and_then(|at| window.word(at)).is_some_and(|word| word.is_letters() && word.case() == Case::Title);
        word && at.is_some_and(|at| CONTEXT.get(window.text, at).is_none() && !phrase::is_stop(window.text, at))
    };
    let result = expr.dashed && high < Number::from_int(200) && name(expr.from.checked_sub(1)) && name(Some(expr.end));
    let named = result
        || window.is_any(Some(expr.end), &AFTER)
        || back(1, &["voted", "ruled"])
        || back(1, &["of", "at", "by"]) && back(2, &["vote", "votes", "odds"]);
    if named { Expr { measure: Measure::Score, why: "score", ..expr } } else { expr }
}
