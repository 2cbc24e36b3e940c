//! Finds expressions, drops those that are no quantities, and says what the rest mean.

use std::borrow::Cow;

use copydesk_numeral::{Form, Number, begins_numeral};
use copydesk_text::{Cursor, Span, Text, WordKind};

use crate::age::as_age;
use crate::carry::{self, Place, Said};
use crate::currency::Clues;
use crate::expr::{Expr, Measure, accounted, expression, single};
use crate::rate::rate;
use crate::reject::{as_score, is_titled, reject};
use crate::tables::{CURRENCIES, VAGUE};
use crate::window::Window;
use crate::{Bound, Change, Figure, FigureKind, Quantity, cue, currency, phrase};

/// Finds and normalises the figures of a text, in order.
///
/// Every sentence is read on its own. What a number is a part of is consumed whole or not at all.
pub fn find(text: &Text<'_>) -> Vec<Figure> {
    find_with(text, &Clues::default())
}

/// Like [`find`], with what is known of the article beside its text: it tells one dollar from another.
pub fn find_with(text: &Text<'_>, clues: &Clues<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for sentence in text.sentences() {
        let words = sentence.words();
        let window = Window { text, from: words.start, end: words.end };
        Reader { window, titled: None, said: Said::default(), opened: None }.read(&mut figures);
    }
    currency::settle(text, clues, &mut figures);
    figures
}

struct Reader<'a, 't> {
    window: Window<'a, 't>,
    /// Whether the sentence is in title case, once a number asks for it.
    titled: Option<bool>,
    said: Said,
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
        let expr = as_score(self.window, accounted(self.window, as_age(self.window, expr)));
        if reject(self.window, titled, &expr).is_some() {
            self.opened = None;
            // "in 2018 to 3.9 million" is no range: only its first number goes.
            return match expr.quantity {
                Quantity::Range(..) => {
                    single(Cursor::new(text, expr.from, last)).map_or(expr.end, |(rest, _)| rest.at())
                }
                Quantity::Exact(_) => expr.end,
            };
        }
        let (mut figure, end) = self.figure(&expr);
        if let Some(last) = self.said.last {
            carry::forward(self.window, last, &expr, figures, &figure);
        }
        carry::backward(self.window, &self.said, &expr, figures, &mut figure, end);
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
        self.said.note(&figure, Place { index: figures.len(), until: expr.end, end: end.max(expr.end) });
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
        let mut kind = match expr.measure {
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
            Measure::Score => FigureKind::Score,
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
        if kind != FigureKind::Percent
            && let Some(rate) = rate(text, end, self.window.end)
        {
            let base = unit.as_deref().filter(|_| kind != FigureKind::Money);
            let joined = base.map_or_else(|| format!("per {}", rate.per), |unit| format!("{unit} per {}", rate.per));
            (unit, ucum, end) = (Some(joined.into()), None, rate.end);
            if rate.counted && kind == FigureKind::Count {
                kind = FigureKind::Ratio;
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

    /// Where "magnitude 6.3", "a magnitude of 4.0", "the 5.0 earthquake" or "measuring 6.3" begins.
    fn magnitude(&self, expr: &Expr) -> Option<usize> {
        const QUAKES: [&str; 8] =
            ["quake", "earthquake", "tremor", "aftershock", "foreshock", "temblor", "quakes", "earthquakes"];
        let back = |n: usize| expr.from.checked_sub(n);
        if self.window.is_any(back(1), &["magnitude"]) {
            return back(1);
        }
        let decimal = expr.numeral.is_some_and(|n| n.decimals == Some(1) && n.value < Number::from_int(10));
        let named = self.window.is_any(back(1), &["of"]) && self.window.is_any(back(2), &["magnitude"])
            || decimal && self.window.is_any(Some(expr.end), &QUAKES)
            || decimal
                && self.window.is_any(back(1), &["at", "measuring", "measured", "registered", "registering"])
                && (2..5).any(|n| self.window.is_any(back(n), &QUAKES));
        named.then_some(expr.from)
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
        Some(phrase.lemma(text))
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
                || word.span().len() <= 2
                    && (text.is(at, "a") || text.is(at, "an"))
                    && at + 1 < end
                    && (begins_numeral(text, at + 1) || is_limited(window, at))
                || word.span().len() == 5 && text.is(at, "minus")
        }
        WordKind::Clitic | WordKind::Link => false,
    }
}

/// Whether a bound stands before the article at `at`: "less than a mile".
fn is_limited(window: Window<'_, '_>, at: usize) -> bool {
    const LIMITS: [&str; 10] =
        ["than", "about", "nearly", "almost", "under", "over", "least", "around", "roughly", "approximately"];
    window.is_any(at.checked_sub(1), &LIMITS)
}

fn is_mark(sign: &str) -> bool {
    matches!(sign, "-" | "−" | "–" | "+" | ".")
}

fn is_fraction(expr: &Expr) -> bool {
    expr.numeral.is_some_and(|n| n.form == Form::Fraction && n.scale == Number::ONE)
}

/// Whether two figures are the ends of one range by their kind.
fn is_alike(low: &Figure, high: &Figure) -> bool {
    let money = low.kind == FigureKind::Money && high.kind == FigureKind::Money;
    let unit = low.kind == high.kind && low.unit.is_some() && low.unit == high.unit;
    money && low.currency == high.currency && low.currency_candidates == high.currency_candidates || unit
}
