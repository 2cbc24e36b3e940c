//! Finds expressions, drops those that are no quantities, and says what the rest mean.

use std::borrow::Cow;

use copydesk_numeral::{Form, Number};
use copydesk_text::{Cursor, Span, Text, WordKind};

use crate::expr::{Expr, Measure, expression, single};
use crate::reject::{Frame, reject};
use crate::tables::UNITS;
use crate::{Bound, Figure, FigureKind, Quantity, cue, currency, phrase};

/// Finds and normalises the figures of a text, in order.
///
/// Every sentence is read on its own. What a number is a part of is consumed whole or not at all.
pub fn find(text: &Text<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for sentence in text.sentences() {
        let words = sentence.words();
        let mut reader = Reader { text, frame: None, from: words.start, end: words.end, open: None };
        reader.read(&mut figures);
    }
    currency::settle(&mut figures);
    figures
}

struct Reader<'a, 't> {
    text: &'a Text<'t>,
    frame: Option<Frame>,
    from: usize,
    end: usize,
    /// The last figure, where its expression ends, if it counts nothing yet: "three" in "three or four people".
    open: Option<(usize, usize)>,
}

impl Reader<'_, '_> {
    fn read(&mut self, figures: &mut Vec<Figure>) {
        let mut at = self.from;
        while at < self.end {
            if !self.may_begin(at) {
                at += 1;
                continue;
            }
            let Ok((rest, expr)) = expression(Cursor::new(self.text, at, self.end)) else {
                at += 1;
                continue;
            };
            let _ = rest;
            at = self.file(expr, figures).max(at + 1);
        }
    }

    /// Whether a figure may begin with this word: all but a few words are dismissed by kind or first letter.
    fn may_begin(&self, at: usize) -> bool {
        let word = &self.text.words()[at];
        match word.kind() {
            WordKind::Number => true,
            WordKind::Letters => {
                crate::tables::VAGUE.longest(self.text, at, self.end).is_some()
                    || copydesk_numeral::begins_numeral(self.text, at)
                    || {
                        let next = self.text.words().get(at + 1);
                        word.is_capitalised() && next.is_some_and(|n| n.is_number() || n.is_sign())
                    }
                    || self.text.is(at, "minus")
                    || self.text.is(at, "several")
                    || self.text.is(at, "a")
            }
            WordKind::Sign => true,
            WordKind::Clitic | WordKind::Link => false,
        }
    }

    /// Files the figure; returns where reading goes on.
    fn file(&mut self, expr: Expr, figures: &mut Vec<Figure>) -> usize {
        let text = self.text;
        let frame = *self.frame.get_or_insert_with(|| Frame::new(text, self.from, self.end));
        let expr = self.age(expr);
        if reject(text, frame, &expr).is_some() {
            self.open = None;
            let alone = matches!(expr.quantity, Quantity::Range(..))
                .then(|| single(Cursor::new(text, expr.from, self.end)).ok())
                .flatten();
            // "in 2018 to 3.9 million" is no range.
            return alone.map_or(expr.end, |(rest, _)| rest.at());
        }
        let Some((figure, end)) = self.figure(&expr) else { return expr.end };
        if let Some((index, open_end)) = self.open
            && is_or(text, open_end, expr.from)
            && let Some(before) = figures.get_mut(index)
        {
            carry(before, &figure);
        }
        let counts_nothing = figure.kind == FigureKind::Count && figure.unit.is_none();
        self.open = counts_nothing.then_some((figures.len(), expr.end));
        figures.push(figure);
        end.max(expr.end)
    }

    fn is(&self, at: Option<usize>, keys: &[&str]) -> bool {
        at.is_some_and(|at| self.from <= at && at < self.end && keys.iter().any(|key| self.text.is(at, key)))
    }

    /// Recognises a bare number as an age by what stands around it.
    fn age(&self, expr: Expr) -> Expr {
        let in_years = matches!(expr.measure, Measure::Unit(unit) if unit.kind == FigureKind::Duration);
        if expr.measure != Measure::Bare && !in_years {
            return expr;
        }
        let Some(numeral) = expr.numeral else { return expr };
        let whole =
            numeral.scale == Number::ONE && numeral.decimals.is_none_or(|d| d == 0) && numeral.form != Form::Ordinal;
        let years = |n: Number| n > Number::ZERO && n <= Number::from_int(125);
        let plausible = match expr.quantity {
            Quantity::Exact(n) => years(n),
            Quantity::Range(a, b) => years(a) && years(b),
        };
        if !whole || !plausible {
            return expr;
        }
        let text = self.text;
        let mut start = expr.from;
        if let Some((_, bound)) = cue::bound_before(text, self.from, expr.from) {
            start = bound;
        }
        let back = |n: usize| start.checked_sub(n);
        let named = self.is(back(1), &["aged", "age", "ages"])
            || self.is(back(1), &["of"]) && self.is(back(2), &["age", "ages"])
            || self.is(back(1), &["and", "to", "between"]) && self.is(back(3), &["aged", "ages"]);
        if in_years {
            return match expr.measure {
                Measure::Unit(unit) if named => Expr { measure: Measure::Age(unit.name), why: "age-named", ..expr },
                _ => expr,
            };
        }
        // "in her 60s".
        let decade = self.is(Some(expr.end), &["s"]) && text.words()[expr.end].is_glued();
        if decade {
            let theirs = self.is(back(1), &["his", "her", "their", "my", "our"])
                || self.is(back(1), &["early", "mid", "late", "-"])
                    && (2..5).any(|n| self.is(back(n), &["his", "her", "their", "my"]));
            if let (true, Quantity::Exact(n), Some(last)) = (theirs, expr.quantity, expr.quantity.plus(9)) {
                return Expr {
                    quantity: Quantity::Range(n, last),
                    measure: Measure::Age("year"),
                    end: expr.end + 1,
                    why: "age-decade",
                    ..expr
                };
            }
            return expr;
        }
        let ends = |at: usize| {
            at >= self.end
                || matches!(
                    text.word_str(at),
                    "," | "." | ";" | ")" | "(" | "—" | "–" | "and" | "when" | "in" | "on" | "last" | "this"
                )
        };
        let turned = self.is(back(1), &["turned", "turns", "turning", "turn"]) && ends(expr.end);
        let is_age =
            self.is(back(1), &["is", "was", "'s", "’s"]) && self.is(back(2), &["he", "she", "who"]) && ends(expr.end);
        if named || turned || is_age || self.is_apposed(&expr) {
            return Expr { measure: Measure::Age("year"), why: "age-named", ..expr };
        }
        expr
    }

    /// ", 66," after a name, or "40 and 49," after two.
    fn is_apposed(&self, expr: &Expr) -> bool {
        let text = self.text;
        let digits = text.words()[expr.from].is_number() && expr.end - expr.from == 1;
        if !digits || !matches!(expr.quantity, Quantity::Exact(_)) {
            return false;
        }
        let closes = |at: usize| at >= self.end || matches!(text.word_str(at), "," | "." | ";" | ")" | "—");
        let name = |at: Option<usize>| {
            at.filter(|&at| at >= self.from).is_some_and(|at| {
                let word = &text.words()[at];
                let month = crate::tables::CONTEXT.get(text, at).is_some();
                word.is_letters() && word.is_capitalised() && !month
            })
        };
        let comma = |at: Option<usize>| self.is(at, &[","]);
        let at = expr.from;
        if comma(at.checked_sub(1)) && name(at.checked_sub(2)) {
            let pair = self.is(Some(expr.end), &["and"])
                && text.words().get(expr.end + 1).is_some_and(copydesk_text::Word::is_number)
                && closes(expr.end + 2);
            return closes(expr.end) || pair;
        }
        self.is(at.checked_sub(1), &["and"]) && comma(at.checked_sub(3)) && name(at.checked_sub(4)) && closes(expr.end)
    }

    /// The figure and the index after all of its words.
    fn figure(&self, expr: &Expr) -> Option<(Figure, usize)> {
        let text = self.text;
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
        let (bound, cue_start) = match cue::bound_before(text, self.from, self.cue_start(start)) {
            Some((bound, at)) => (bound, at),
            None => (Bound::Equal, start),
        };
        let (bound, end) = match cue::bound_after(text, end, self.end) {
            Some((after, past)) if bound == Bound::Equal => (after, past),
            _ => (bound, end),
        };
        let negative = matches!(expr.quantity, Quantity::Exact(n) if n < Number::ZERO);
        let change = cue::change(text, self.from, cue_start, end.min(self.end), self.end, kind)
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
        Some((figure, end))
    }

    /// Where the words of a bound would end: before "aged", "the age of", "a magnitude of".
    fn cue_start(&self, mut at: usize) -> usize {
        let back = |at: usize, n: usize| at.checked_sub(n);
        if self.is(back(at, 1), &["of"]) && self.is(back(at, 2), &["age", "ages"]) {
            at -= 2;
        }
        let named = self.is(back(at, 1), &["aged", "age"]) || at < self.end && self.is(Some(at), &["age"]);
        if self.is(back(at, 1), &["aged", "age"]) {
            at -= 1;
        }
        if named && self.is(back(at, 1), &["the"]) {
            at -= 1;
        }
        at
    }

    /// "+0.2%", "-1.3%": a printed sign is a direction where changes are reported.
    fn signed(&self, expr: &Expr, kind: FigureKind, negative: bool) -> Option<crate::Change> {
        let plus = self.text.word_str(expr.from) == "+";
        (kind == FigureKind::Percent && self.text.words()[expr.from].is_sign())
            .then(|| if plus { Some(crate::Change::Up) } else { negative.then_some(crate::Change::Down) })
            .flatten()
    }

    /// Where "magnitude 6.3" or "a magnitude of 4.0" begins.
    fn magnitude(&self, expr: &Expr) -> Option<usize> {
        let back = |n: usize| expr.from.checked_sub(n);
        if self.is(back(1), &["magnitude"]) {
            return back(1);
        }
        (self.is(back(1), &["of"]) && self.is(back(2), &["magnitude"])).then_some(expr.from)
    }

    /// The counted noun phrase; `end` is moved past it.
    fn counted(&self, expr: &Expr, end: &mut usize) -> Option<String> {
        let text = self.text;
        let mut at = expr.end;
        if let Ok((rest, ())) = crate::expr::hyphen(Cursor::new(text, at, self.end)) {
            // "five-storey block": the noun behind the hyphen alone.
            let word = rest.first().filter(|w| w.is_letters())?;
            *end = rest.at() + 1;
            return Some(phrase::singular(text, rest.at()).unwrap_or_else(|| text.str(word).to_owned()));
        }
        let of_vague = expr.numeral.is_none() && self.is(Some(at), &["of"]);
        if of_vague {
            at += 1;
        }
        let one = matches!(expr.quantity, Quantity::Exact(n) if n == Number::ONE);
        let phrase = phrase::counted(text, at, self.end, one)?;
        *end = phrase.end;
        Some(phrase.lemma)
    }

    /// "per day", "a barrel", "/MWh" at word `at`: the denominator in the singular, and where it ends.
    fn rate(&self, at: usize) -> Option<(String, usize)> {
        let text = self.text;
        let word = text.words().get(at).filter(|_| at < self.end)?;
        let slash = text.word_str(at) == "/" && word.is_glued();
        let per = text.is(at, "per");
        let article = text.is(at, "a") || text.is(at, "an") || text.is(at, "each");
        if !(slash || per || article) {
            return None;
        }
        let next = at + 1;
        let first = text.words().get(next).filter(|w| next < self.end && w.is_letters())?;
        let unit = UNITS.longest(text, next, self.end).map(|(unit, words)| (unit.name, words));
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
    /// A single value and `n`, added.
    fn plus(self, n: i64) -> Option<Number> {
        match self {
            Self::Exact(value) => value.checked_add(Number::from_int(n)),
            Self::Range(..) => None,
        }
    }
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

/// Gives a number that counts nothing what the next one counts.
fn carry(before: &mut Figure, from: &Figure) {
    before.kind = from.kind;
    before.unit.clone_from(&from.unit);
    before.ucum = from.ucum;
    before.currency = from.currency;
    before.currency_candidates = from.currency_candidates;
    before.why = "carried-from-next";
}
