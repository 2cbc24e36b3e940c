//! Durations and sets as ISO 8601 periods.

use std::fmt::Write as _;

use copydesk_numeral::Number;

use crate::calendar::Unit;
use crate::expr::{Amount, Count};

/// The TIMEX3 value of a length: "P3M", "PT24H", "P2Y6M", "PXW".
pub(crate) fn value(amount: Amount) -> String {
    let (sign, size) = amount.unit.sign();
    let time = if amount.unit.is_of_day() { "T" } else { "" };
    let (number, mixed) = match amount.count {
        Count::Some => return format!("P{time}X{}", if size == 1 { sign } else { some(amount.unit) }),
        Count::Exact(n) | Count::AtLeast(n) => (n, false),
        Count::Mixed(n) => (n, true),
    };
    let number = Number::from_int(size).checked_mul(number).unwrap_or(number);
    if mixed && let Some(split) = split(number, amount.unit) {
        return split;
    }
    let mut value = format!("P{time}{number}{sign}");
    if let Some((count, unit)) = amount.rest {
        value.push_str(if unit.is_of_day() && time.is_empty() { "T" } else { "" });
        let _ = write!(value, "{count}{}", unit.sign().0);
    }
    value
}

/// Decades and centuries keep their own sign where their number is not known.
const fn some(unit: Unit) -> &'static str {
    match unit {
        Unit::Decade => "DE",
        Unit::Century => "CE",
        Unit::Fortnight => "W",
        _ => "Y",
    }
}

/// "Two and a half years" in years and months; none where the fraction is not whole in the finer unit.
fn split(number: Number, unit: Unit) -> Option<String> {
    let unit = if matches!(unit, Unit::Decade | Unit::Century) { Unit::Year } else { unit };
    let whole = i64::try_from(number.numerator() / number.denominator()).ok()?;
    let rest = number.checked_sub(Number::from_int(whole))?;
    let time = |unit: Unit| if unit.is_of_day() { "T" } else { "" };
    if rest == Number::ZERO {
        return Some(format!("P{}{whole}{}", time(unit), unit.sign().0));
    }
    let (each, finer) = unit.finer()?;
    let small = rest.checked_mul(Number::from_int(each))?.to_i64()?;
    let head = if whole == 0 { String::new() } else { format!("{}{whole}{}", time(unit), unit.sign().0) };
    let mark = if unit.is_of_day() && whole != 0 { "" } else { time(finer) };
    Some(format!("P{head}{mark}{small}{}", finer.sign().0))
}

/// A length with a fraction or a rest in the finer unit: "two and a half years" as thirty months. Others stay as they are.
pub(crate) fn refined(amount: Amount) -> Amount {
    let refined = || {
        let n = match amount.count {
            Count::Exact(n) | Count::Mixed(n) | Count::AtLeast(n) => n,
            Count::Some => return None,
        };
        let (each, unit) = amount.unit.finer().filter(|_| !n.is_integer() || amount.rest.is_some())?;
        let rest = match amount.rest {
            Some((count, of)) if of == unit => count,
            Some(_) => return None,
            None => 0,
        };
        let n = n.checked_mul(Number::from_int(each))?.checked_add(Number::from_int(rest))?;
        Some(Amount { count: Count::Exact(n), unit, rest: None })
    };
    refined().unwrap_or(amount)
}

/// The number of units when it is whole.
pub(crate) fn whole(amount: &Amount) -> Option<i64> {
    match amount.count {
        Count::Exact(n) | Count::AtLeast(n) | Count::Mixed(n) => n.to_i64(),
        Count::Some => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_whole_in_the_finer_unit() {
        let n = Number::from_int;
        let count = n(2).checked_add(Number::ratio(1, 2).expect("a half")).expect("small");
        let thirty = Amount { count: Count::Exact(n(30)), unit: Unit::Month, rest: None };
        assert_eq!(refined(Amount { count: Count::Mixed(count), unit: Unit::Year, rest: None }), thirty);
        assert_eq!(
            refined(Amount { count: Count::Exact(n(2)), unit: Unit::Year, rest: Some((6, Unit::Month)) }),
            thirty
        );
        let weeks = Amount { count: Count::Exact(n(2)), unit: Unit::Week, rest: None };
        assert_eq!(refined(weeks), weeks);
    }

    #[test]
    fn lengths() {
        let n = Number::from_int;
        let half = |whole| n(whole).checked_add(Number::ratio(1, 2).expect("a half")).expect("small");
        let length = |count, unit| value(Amount { count, unit, rest: None });
        let table = [
            (length(Count::Exact(n(9)), Unit::Month), "P9M"),
            (length(Count::Exact(n(24)), Unit::Hour), "PT24H"),
            (length(Count::Exact(n(2)), Unit::Decade), "P20Y"),
            (length(Count::Mixed(half(2)), Unit::Year), "P2Y6M"),
            (length(Count::Mixed(half(1)), Unit::Minute), "PT1M30S"),
            (length(Count::Mixed(half(0)), Unit::Hour), "PT30M"),
            (length(Count::Mixed(half(3)), Unit::Week), "P3.5W"),
            (length(Count::Some, Unit::Week), "PXW"),
            (length(Count::Some, Unit::Minute), "PTXM"),
        ];
        for (printed, expected) in table {
            assert_eq!(printed, expected);
        }
    }
}
