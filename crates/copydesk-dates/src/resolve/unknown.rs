//! What is known of an expression that cannot be placed, and of what comes again.

use super::length;
use crate::calendar::{Cell, Unit, When};
use crate::expr::{Amount, Count, Expr, Period, Slot};

/// What is known of an expression that cannot be placed.
pub(super) fn unknown(expr: &Expr) -> Cell {
    match expr {
        Expr::Date(fields) => match (fields.slot, fields.weekday) {
            (_, Some(day)) if !matches!(fields.slot, Some(Slot::Cell(_))) => Cell::Weekday(day),
            (Some(slot), _) => unknown_slot(slot),
            (None, _) => Cell::Year,
        },
        Expr::Which { of, .. } => unknown_slot(*of),
        Expr::Part { part, .. } => unknown_slot(*part),
        Expr::Shift { by, .. } => unknown_slot(Slot::Unit(by.unit)),
        Expr::Timed { day: Some(day), .. } => unknown(day),
        _ => Cell::SomeDay,
    }
}

pub(super) const fn unknown_slot(slot: Slot) -> Cell {
    match slot {
        Slot::Cell(cell) => cell,
        Slot::Season(season) => Cell::Season(season),
        Slot::Weekday(day) | Slot::NthWeekday(_, day) => Cell::Weekday(day),
        Slot::Holiday(holiday) => match holiday.cell() {
            Some(cell) => cell,
            None => Cell::SomeDay,
        },
        Slot::Unit(unit) | Slot::Nth(_, unit) => match unit {
            Unit::Weekend => Cell::SomeWeekend,
            Unit::Week | Unit::Fortnight => Cell::SomeWeek,
            Unit::Month => Cell::SomeMonth,
            Unit::Quarter => Cell::SomeQuarter,
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Cell::SomeDay,
            _ => Cell::Year,
        },
        Slot::MonthDay(_) | Slot::Time(_) => Cell::SomeDay,
        Slot::Period => Cell::Year,
    }
}

pub(super) fn set(period: &Period) -> String {
    match period {
        Period::Units(count, unit) => {
            let amount = Amount { count: Count::Exact(*count), unit: *unit, rest: None };
            length::value(amount)
        }
        Period::WeekdayAt(day, time) => When::of_some_year(Cell::Weekday(*day)).at(Some(*time)).to_string(),
        Period::Slot(Slot::Time(time)) => When::of_some_year(Cell::SomeDay).at(Some(*time)).to_string(),
        Period::Slot(slot) => When::of_some_year(unknown_slot(*slot)).to_string(),
    }
}
