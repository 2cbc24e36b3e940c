//! Ages that are a bare number: what stands around it says so.

use copydesk_numeral::{Form, Number};
use copydesk_text::Word;

use crate::expr::{Expr, Measure};
use crate::reject::Beside;
use crate::tables::CONTEXT;
use crate::window::Window;
use crate::{FigureKind, Quantity, cue};

/// Nobody is older.
const OLDEST: i64 = 125;

/// The expression as an age, if it is one; otherwise as it was.
pub(crate) fn as_age(window: Window<'_, '_>, expr: Expr) -> Expr {
    let in_years = match expr.measure {
        Measure::Bare => None,
        Measure::Unit(unit) if unit.kind == FigureKind::Duration => Some(unit.name),
        _ => return expr,
    };
    if !is_plausible(&expr) {
        return expr;
    }
    let (text, end) = (window.text, expr.end);
    let start = cue::bound_before(text, window.from, expr.from).map_or(expr.from, |(_, at)| at);
    let back = |n: usize, keys: &[&str]| window.is_any(start.checked_sub(n), keys);
    let named = back(1, &["aged", "age", "ages"])
        || back(1, &["of"]) && back(2, &["age", "ages"])
        || back(1, &["and", "to", "between"]) && back(3, &["aged", "ages"]);
    if let Some(unit) = in_years {
        // "under the age of 5 years".
        return if named { Expr { measure: Measure::Age(unit), why: "age-named", ..expr } } else { expr };
    }
    if window.is_any(Some(end), &["s"]) && window.is_glued(end) {
        return decade(window, start, expr);
    }
    let closes = window
        .is_any(Some(end), &[",", ".", ";", ")", "(", "—", "–", "and", "when", "in", "on", "last", "this"])
        || end >= window.end;
    let turned = back(1, &["turned", "turns", "turning", "turn"]) && closes;
    let is = back(1, &["is", "was", "'s"]) && back(2, &["he", "she", "who"]) && closes;
    let will_be = back(1, &["be"]) && back(2, &["will", "would", "'ll"]) && back(3, &["i", "he", "she"]);
    if named || turned || is || will_be || is_apposed(window, &expr) {
        return Expr { measure: Measure::Age("year"), why: "age-named", ..expr };
    }
    expr
}

/// Whole and no greater than people get.
fn is_plausible(expr: &Expr) -> bool {
    let whole = expr
        .numeral
        .is_some_and(|n| n.scale == Number::ONE && n.decimals.is_none_or(|d| d == 0) && n.form != Form::Ordinal);
    let years = |n: Number| n > Number::ZERO && n <= Number::from_int(OLDEST);
    whole
        && match expr.quantity {
            Quantity::Exact(n) => years(n),
            Quantity::Range(low, high) => years(low) && years(high),
        }
}

/// "in her 60s", "in their early 20s".
fn decade(window: Window<'_, '_>, start: usize, expr: Expr) -> Expr {
    const THEIRS: [&str; 5] = ["his", "her", "their", "my", "our"];
    let back = |n: usize, keys: &[&str]| window.is_any(start.checked_sub(n), keys);
    let part = back(1, &["early", "mid", "late", "-"]);
    let theirs = back(1, &THEIRS) || part && (2..5).any(|n| back(n, &THEIRS));
    let Quantity::Exact(low) = expr.quantity else { return expr };
    match low.checked_add(Number::from_int(9)) {
        Some(high) if theirs => Expr {
            quantity: Quantity::Range(low, high),
            measure: Measure::Age("year"),
            end: expr.end + 1,
            why: "age-decade",
            ..expr
        },
        _ => expr,
    }
}

/// ", 66," after a name, or "40 and 49," after two.
fn is_apposed(window: Window<'_, '_>, expr: &Expr) -> bool {
    let at = expr.from;
    if !matches!(expr.quantity, Quantity::Exact(_)) || expr.end != at + 1 || !window.text.words()[at].is_number() {
        return false;
    }
    let closes = |at: usize| at >= window.end || window.is_any(Some(at), &[",", ".", ";", ")", "—"]);
    let comma = |back: usize| window.is_any(at.checked_sub(back), &[","]);
    let name = |back: usize| at.checked_sub(back).is_some_and(|at| is_name(window, at));
    let and = |at: Option<usize>| window.is_any(at, &["and"]);
    if comma(1) && name(2) {
        let number = window.word(expr.end + 1).is_some_and(Word::is_number);
        return closes(expr.end) || and(Some(expr.end)) && number && closes(expr.end + 2);
    }
    and(at.checked_sub(1)) && comma(3) && name(4) && closes(expr.end)
}

fn is_name(window: Window<'_, '_>, at: usize) -> bool {
    let dated = matches!(CONTEXT.get(window.text, at), Some(Beside::Month | Beside::Weekday));
    window.word(at).is_some_and(|word| word.is_letters() && word.is_capitalised()) && !dated
}
