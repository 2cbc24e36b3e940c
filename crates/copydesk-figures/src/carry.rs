//! What figures of one sentence take over from each other: units, and the bound and direction of what they restate.

use copydesk_numeral::Number;

use crate::expr::{Expr, Measure};
use crate::window::Window;
use crate::{Bound, Figure, FigureKind, Quantity};

/// What the sentence has said so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Said {
    /// The last figure.
    pub(crate) last: Option<Place>,
    /// The last count of something named, unless counts of nothing named came after it.
    pub(crate) counted: Option<Place>,
    /// The last number of points.
    pub(crate) points: Option<Place>,
}

impl Said {
    /// Notes a figure.
    pub(crate) fn note(&mut self, figure: &Figure, place: Place) {
        self.last = Some(place);
        match figure.kind {
            FigureKind::Count => self.counted = figure.unit.is_some().then_some(place),
            FigureKind::Index => self.points = Some(place),
            _ => {}
        }
    }
}

/// Where the words of a figure stand.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// Its index among the figures.
    pub(crate) index: usize,
    /// After its number and unit.
    pub(crate) until: usize,
    /// After all of its words, with the counted noun.
    pub(crate) end: usize,
}

/// Gives a number that counts nothing what the next one counts: "three or four people", "45 and 50 mg", "280 million of
/// the 1.5 billion shekels".
pub(crate) fn forward(window: Window<'_, '_>, place: Place, expr: &Expr, figures: &mut [Figure], to: &Figure) {
    let joined = is_joined(window, place.until, expr.from);
    let of = window.is_any(Some(place.until), &["of"])
        && place.until + 2 == expr.from
        && window.is_any(Some(place.until + 1), &["the", "its", "their", "his", "her", "that"])
        && to.kind != FigureKind::Count;
    let level = to.kind == FigureKind::Index
        && place.until + 1 == expr.from
        && window.is_any(Some(place.until), &["up", "down", ",", "("]);
    let Some(from) = figures.get_mut(place.index) else { return };
    if is_elliptic(from) && (joined || of || level) {
        take_unit(from, to);
        from.why = "carried-from-next";
    }
}

/// Only "or" or "and" stands between two expressions: "three or four", "7- or 8-inch", "hundreds or even 1,000".
fn is_joined(window: Window<'_, '_>, from: usize, until: usize) -> bool {
    let mut words =
        (from..until).filter(|&at| !matches!(window.str(at), "-" | ",") && !window.is_any(Some(at), &["even"]));
    words.next().is_some_and(|at| window.is_any(Some(at), &["or", "and"])) && words.next().is_none()
}

/// Gives a figure what those before it say for it too.
pub(crate) fn backward(
    window: Window<'_, '_>,
    said: &Said,
    expr: &Expr,
    figures: &[Figure],
    to: &mut Figure,
    end: usize,
) {
    let get = |place: Option<Place>| place.and_then(|place| Some((place, figures.get(place.index)?)));
    if let Some((place, from)) = get(said.last) {
        restate(window, place, expr, from, to, end);
    }
    if !is_elliptic(to) || expr.measure != Measure::Bare {
        return;
    }
    // "rose 64 points to 4,577": the level of what is counted in points.
    let level = |_: &(Place, &Figure)| window.is_any(expr.from.checked_sub(1), &["to", "at"]);
    let source = get(said.points)
        .filter(level)
        .or_else(|| get(said.counted).filter(|(place, _)| is_parallel(window, *place, expr)))
        .or_else(|| {
            get(said.last).filter(|(place, from)| is_continued(expr, from, to) || is_base(window, *place, expr))
        });
    if let Some((_, from)) = source {
        take_unit(to, from);
        to.why = "carried-from-last";
    }
}

/// The bound and direction of a figure that says the one before it again, in other terms.
fn restate(window: Window<'_, '_>, place: Place, expr: &Expr, from: &Figure, to: &mut Figure, end: usize) {
    let between = place.end..expr.from;
    // "7.5 million crowns (US$1.1 million)", "by 1 to 1.5 degrees (1.8 to 2.7 Fahrenheit)".
    let glossed = window.is_any(Some(place.end), &["("])
        && between.len() <= 3
        && window.is_any(Some(end), &[")", ";", ","])
        && is_measured(from)
        && is_measured(to);
    // "190 points, or 0.6%".
    let restated = is_joined(window, place.end, expr.from)
        && between.into_iter().any(|at| window.is_any(Some(at), &["or"]))
        && from.kind != to.kind;
    // A limit holds for both; "about" is said of the one it stands by.
    if glossed && to.bound == Bound::Equal && from.bound != Bound::About {
        to.bound = from.bound;
    }
    if (glossed || restated) && to.change.is_none() {
        to.change = from.change;
    }
}

/// "3.9 million headsets, up from 2.4 million": the same thing before.
fn is_base(window: Window<'_, '_>, place: Place, expr: &Expr) -> bool {
    let back = |n: usize, keys: &[&str]| window.is_any(expr.from.checked_sub(n), keys);
    let compared = back(1, &["from"]) && back(2, &["up", "down"]) || back(1, &["with", "to"]) && back(2, &["compared"]);
    compared && expr.from <= place.end + 3
}

/// "435 homes by open sale and 187 by tender": "and", and the same word after both.
fn is_parallel(window: Window<'_, '_>, place: Place, expr: &Expr) -> bool {
    let joined = window.is_any(expr.from.checked_sub(1), &["and", "but", "while"]);
    let (one, other) = (window.str(place.end), window.str(expr.end));
    joined && window.word(expr.end).is_some_and(copydesk_text::Word::is_letters) && one.eq_ignore_ascii_case(other)
}

/// "84.75 cents, while the lowest is 74.07": decimals are of something, and these are printed alike.
fn is_continued(expr: &Expr, from: &Figure, to: &Figure) -> bool {
    let decimal = |figure: &Figure| matches!(figure.quantity, Quantity::Exact(n) if !n.is_integer());
    let near = |a: Number, b: Number| a <= b.checked_mul(Number::from_int(20)).unwrap_or(a);
    let alike = match (from.quantity, to.quantity) {
        (Quantity::Exact(a), Quantity::Exact(b)) => near(a, b) && near(b, a) || a < Number::ZERO || b < Number::ZERO,
        _ => false,
    };
    let printed = from.printed.is_some_and(|n| !n.is_integer());
    let kind = matches!(from.kind, FigureKind::Percent | FigureKind::Measure | FigureKind::Money);
    kind && alike && (decimal(from) || printed) && decimal(to) && expr.numeral.is_some_and(|n| n.scale == Number::ONE)
}

/// A number of nothing that is named.
fn is_elliptic(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count && figure.unit.is_none()
}

fn is_measured(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Money | FigureKind::Measure)
}

fn take_unit(figure: &mut Figure, from: &Figure) {
    figure.kind = from.kind;
    figure.unit.clone_from(&from.unit);
    figure.ucum = from.ucum;
    figure.currency = from.currency;
    figure.currency_candidates = from.currency_candidates;
}
