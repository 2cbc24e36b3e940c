//! Finds expressions, drops those that are no quantities, and says what the rest mean.

use std::borrow::Cow;

use copydesk_numeral::{Form, Number, begins_numeral};
use copydesk_text::{Cursor, Span, Text, WordKind};

use crate::age::as_age;
use crate::expr::{Expr, Measure, expression, single};
use crate::reject::{is_titled, reject};
use crate::tables::{CURRENCIES, UNITS, VAGUE};
use crate::window::Window;
use crate::{Bound, Change, Figure, FigureKind, Quantity, cue, currency, phrase};

/// Finds and normalises the figures of a text, in order.
///
/// Every sentence is read on its own. What a number is a part of is consumed whole or not at all.
pub fn find(text: &Text<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for sentence in text.sentences() {
        let words = sentence.words();
        let window = Window { text, from: words.start, end: words.end };
        Reader { window, titled: None, open: None, opened: None }.read(&mut figures);
    }
    currency::settle(&mut figures);
    figures
}

/// What prices and counts are for, beside units: "$5 a share".
const HEADS: [&str; 20] = [
    "share",
    "head",
    "person",
    "piece",
    "game",
    "match",
    "ticket",
    "bottle",
    "unit",
    "household",
    "capita",
    "family",
    "vehicle",
    "car",
    "copy",
    "night",
    "pupil",
    "student",
    "lap",
    "trip",
];

struct Reader<'a, 't> {
    window: Window<'a, 't>,
    /// Whether the sentence is in title case, once a number asks for it.
    titled: Option<bool>,
    /// The last figure, where its expression ends, if it counts nothing yet: "three" in "three or four people".
    open: Option<(usize, usize)>,
    /// The last figure that may begin a range, and where it and its rate end: "$350 per kg" after "from".
    opened: Option<(usize, usize)>,
}

impl Reader<'_, '_> {
    fn read(&mut self, figures: &mut Vec<Figure>) {
        let Window { text, from, end } = self.window;
        let mut at = from;
        while at < end {
            if may_begin(self.window, at)
                && let Ok((_, expr)) = expression(Cursor::new(text, at, end))
            {
                at = self.file(expr, figures).max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// Files the figure; returns where reading goes on.
    fn file(&mut self, expr: Expr, figures: &mut Vec<Figure>) -> usize {
        let Window { text, from: first, end: last } = self.window;
        let titled = *self.titled.get_or_insert_with(|| is_titled(self.window));
        let expr = as_age(self.window, expr);
        if reject(self.window, titled, &expr).is_some() {
            (self.open, self.opened) = (None, None);
            // "in 2018 to 3.9 million" is no range: only its first number goes.
            return match expr.quantity {
                Quantity::Range(..) => {
                    single(Cursor::new(text, expr.from, last)).map_or(expr.end, |(rest, _)| rest.at())
                }
                Quantity::Exact(_) => expr.end,
            };
        }
        let (figure, end) = self.figure(&expr);
        if let Some((index, until)) = self.open
            && is_or(text, until, expr.from)
            && let Some(before) = figures.get_mut(index)
        {
            carry(before, &figure);
        }
        if let Some((index, until)) = self.opened
            && until + 1 == expr.from
            && text.is(until, "to")
            && let Some(before) = figures.get_mut(index)
            && is_alike(before, &figure)
        {
            before.span = before.span.cover(figure.span);
            before.quantity = before.quantity.until(figure.quantity);
            self.opened = None;
            return end;
        }
        let counts_nothing = figure.kind == FigureKind::Count && figure.unit.is_none();
        self.open = counts_nothing.then_some((figures.len(), expr.end));
        let from = (1..=2).any(|back| self.window.is_any(expr.from.checked_sub(back), &["from"]));
        self.opened = (from && expr.from > first).then_some((figures.len(), end));
        figures.push(figure);
        end.max(expr.end)
    }

    /// The figure and the index after all of its words.
    fn figure(&self, expr: &Expr) -> (Figure, usize) {
        let text = self.window.text;
        let mut start = expr.from;
        let mut end = expr.end;
        let mut unit: Option<Cow<'static, str>> = None;
        let (mut ucum, mut currency, mut candidates) = (None, None, &[][..]);
        let mut why = expr.why;
        let kind = match expr.measure {
            Measure::Money(found) => {
                (currency, candidates) = ((!found.code.is_empty()).then_some(found.code), found.others);
                if found.minor.is_empty() {
                    FigureKind::Money
                } else {
                    unit = Some(found.minor.into());
                    why = "minor-unit";
                    FigureKind::Measure
                }
            }
            Measure::Unit(found) => {
                unit = Some(found.name.into());
                ucum = (!found.ucum.is_empty()).then_some(found.ucum);
                found.kind
            }
            Measure::Age(name) => {
                unit = Some(name.into());
                FigureKind::Age
            }
            Measure::Multiple(name) => {
                unit = Some(name.into());
                FigureKind::Count
            }
            Measure::Bare => {
                if let Some(scale) = self.magnitude(expr) {
                    (start, unit) = (scale, Some("magnitude".into()));
                    FigureKind::Measure
                } else if is_fraction(expr) {
                    why = "fraction";
                    FigureKind::Ratio
                } else {
                    unit = self.counted(expr, &mut end).map(Cow::Owned);
                    FigureKind::Count
                }
            }
        };
        if let Some((per, rate_end)) = self.rate(end) {
            let base = unit.as_deref().filter(|_| kind != FigureKind::Money);
            let joined = base.map_or_else(|| format!("per {per}"), |unit| format!("{unit} per {per}"));
            if kind != FigureKind::Percent {
                unit = Some(joined.into());
                ucum = None;
                end = rate_end;
            }
        }
        let shown = if kind == FigureKind::Count { expr.number_end } else { expr.end };
        let (bound, cue_start) = match cue::bound_before(text, self.window.from, self.cue_start(start)) {
            Some((bound, at)) => (bound, at),
            None => (Bound::Equal, start),
        };
        let (bound, end) = match cue::bound_after(text, end, self.window.end) {
            Some((after, past)) if bound == Bound::Equal => (after, past),
            _ => (bound, end),
        };
        let negative = matches!(expr.quantity, Quantity::Exact(n) if n < Number::ZERO);
        let change = cue::change(text, self.window.from, cue_start, end.min(self.window.end), self.window.end, kind)
            .or_else(|| self.signed(expr, kind, negative));
        let span = Span::new(text.words()[start].start(), text.words()[shown - 1].end());
        let numeral = expr.numeral;
        let figure = Figure {
            span,
            kind,
            quantity: expr.quantity,
            unit,
            ucum,
            currency,
            currency_candidates: candidates,
            bound,
            change,
            printed: numeral.map(|n| n.printed),
            half_unit: numeral.and_then(|n| n.half_unit()),
            why,
        };
        (figure, end)
    }

    /// Where the words of a bound would end: before "aged", "the age of", "a magnitude of".
    fn cue_start(&self, mut at: usize) -> usize {
        let back = |at: usize, n: usize| at.checked_sub(n);
        if self.window.is_any(back(at, 1), &["of"]) && self.window.is_any(back(at, 2), &["age", "ages"]) {
            at -= 2;
        }
        let named = self.window.is_any(back(at, 1), &["aged", "age"])
            || at < self.window.end && self.window.is_any(Some(at), &["age"]);
        if self.window.is_any(back(at, 1), &["aged", "age"]) {
            at -= 1;
        }
        if named && self.window.is_any(back(at, 1), &["the"]) {
            at -= 1;
        }
        at
    }

    /// "+0.2%", "-1.3%": a printed sign is a direction where changes are reported.
    fn signed(&self, expr: &Expr, kind: FigureKind, negative: bool) -> Option<Change> {
        let plus = self.window.text.word_str(expr.from) == "+";
        (kind == FigureKind::Percent && self.window.text.words()[expr.from].is_sign())
            .then(|| if plus { Some(Change::Up) } else { negative.then_some(Change::Down) })
            .flatten()
    }

    /// Where "magnitude 6.3" or "a magnitude of 4.0" begins.
    fn magnitude(&self, expr: &Expr) -> Option<usize> {
        let back = |n: usize| expr.from.checked_sub(n);
        if self.window.is_any(back(1), &["magnitude"]) {
            return back(1);
        }
        (self.window.is_any(back(1), &["of"]) && self.window.is_any(back(2), &["magnitude"])).then_some(expr.from)
    }

    /// The counted noun phrase; `end` is moved past it.
    fn counted(&self, expr: &Expr, end: &mut usize) -> Option<String> {
        let text = self.window.text;
        let mut at = expr.end;
        if let Ok((rest, ())) = crate::expr::hyphen(Cursor::new(text, at, self.window.end)) {
            // "five-storey block": the noun behind the hyphen alone.
            let word = rest.first().filter(|w| w.is_letters())?;
            *end = rest.at() + 1;
            return Some(phrase::singular(text, rest.at()).unwrap_or_else(|| text.str(word).to_owned()));
        }
        let of_vague = expr.numeral.is_none() && self.window.is_any(Some(at), &["of"]);
        if of_vague {
            at += 1;
        }
        let one = matches!(expr.quantity, Quantity::Exact(n) if n == Number::ONE);
        let phrase = phrase::counted(text, at, self.window.end, one)?;
        *end = phrase.end;
        Some(phrase.lemma)
    }

    /// "per day", "a barrel", "/`MWh`" at word `at`: the denominator in the singular, and where it ends.
    fn rate(&self, at: usize) -> Option<(String, usize)> {
        let text = self.window.text;
        let word = text.words().get(at).filter(|_| at < self.window.end)?;
        let slash = text.word_str(at) == "/" && word.is_glued();
        let per = text.is(at, "per");
        let article = text.is(at, "a") || text.is(at, "an") || text.is(at, "each");
        if !(slash || per || article) {
            return None;
        }
        let next = at + 1;
        let first = text.words().get(next).filter(|w| next < self.window.end && w.is_letters())?;
        let unit = UNITS.longest(text, next, self.window.end).map(|(unit, words)| (unit.name, words));
        if article {
            let known =
                unit.map(|(_, words)| words).or_else(|| HEADS.iter().any(|head| text.is(next, head)).then_some(1))?;
            let dated =
                ["ago", "earlier", "later", "before", "after", "old", "long", "into", "on", "from", "-", "’s", "'s"];
            if dated.iter().any(|word| text.is(next + known, word)) {
                return None;
            }
        }
        if let Some((name, words)) = unit {
            return Some((name.to_owned(), next + words));
        }
        if text.is(next, "annum") {
            return Some(("year".to_owned(), next + 1));
        }
        let name = phrase::singular(text, next).unwrap_or_else(|| text.str(first).to_lowercase());
        Some((name, next + 1))
    }
}

impl Quantity {
    /// The range from one single value to another; a range stays as it is.
    fn until(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact(low), Self::Exact(high)) => Self::Range(low, high),
            _ => self,
        }
    }
}

/// Whether a figure may begin with this word: most are dismissed by kind or by a look-up or two.
fn may_begin(window: Window<'_, '_>, at: usize) -> bool {
    let Window { text, end, .. } = window;
    let word = &text.words()[at];
    let currency = || CURRENCIES.longest(text, at, end).is_some();
    match word.kind() {
        WordKind::Number => true,
        // A sign of a currency, or a minus or decimal point that touches what follows.
        WordKind::Sign => window.is_glued(at + 1) && is_mark(text.str(word)) || currency(),
        WordKind::Letters => {
            begins_numeral(text, at)
                || VAGUE.longest(text, at, end).is_some()
                || currency()
                || text.is(at, "minus")
                || text.is(at, "a") && at + 1 < end && begins_numeral(text, at + 1)
        }
        WordKind::Clitic | WordKind::Link => false,
    }
}

fn is_mark(sign: &str) -> bool {
    matches!(sign, "-" | "−" | "–" | "+" | ".")
}

fn is_fraction(expr: &Expr) -> bool {
    expr.numeral.is_some_and(|n| n.form == Form::Fraction && n.scale == Number::ONE)
}

/// Whether only "or" stands between two expressions: "three or four", "7- or 8-inch", "hundreds or even 1,000".
fn is_or(text: &Text<'_>, from: usize, until: usize) -> bool {
    let mut words =
        (from..until).filter(|&at| text.word_str(at) != "-" && !text.is(at, "even") && text.word_str(at) != ",");
    words.next().is_some_and(|at| text.is(at, "or")) && words.next().is_none()
}

/// Whether two figures are the ends of one range by their kind.
fn is_alike(low: &Figure, high: &Figure) -> bool {
    let money = low.kind == FigureKind::Money && high.kind == FigureKind::Money;
    let unit = low.kind == high.kind && low.unit.is_some() && low.unit == high.unit;
    money && low.currency == high.currency && low.currency_candidates == high.currency_candidates || unit
}

/// Gives a number that counts nothing what the next one counts.
fn carry(before: &mut Figure, from: &Figure) {
    before.kind = from.kind;
    before.unit.clone_from(&from.unit);
    before.ucum = from.ucum;
    before.currency = from.currency;
    before.currency_candidates = from.currency_candidates;
    before.why = "carried-from-next";
}
