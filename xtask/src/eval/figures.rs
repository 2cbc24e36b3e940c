//! Figures, at the levels of the CQE paper (Almasian et al. 2023): value; with unit; with bound or change; with both.
//! Each figure of the system is paired with at most one of the gold data, so that the most agrees.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::units::Units;
use super::{Gold, Row, System, f1_of, file_name, id, list, rows, str};

/// From here on, figures of one value are paired greedily: pairing them in every order takes too long.
const MANY: usize = 7;

pub(super) fn measure(gold: &Gold, system: &System, show: &mut dyn FnMut(&str, Row)) -> anyhow::Result<()> {
    let units = Units::new();
    for path in gold.files("figures")? {
        let rows = rows(&path)?;
        let docs: Vec<Value> = rows.iter().map(|row| json!({"id": row["id"], "text": row["text"]})).collect();
        let records = system.run(&format!("figures/{}", file_name(&path)), &docs, &["--bare", "--only", "figures"])?;
        show(&file_name(&path), score(&rows, &records, &units));
    }
    Ok(())
}

/// A figure of either side.
struct Figure {
    quantity: Quantity,
    unit: String,
    /// `up`, `down`, or the first character of the bound.
    change: String,
}

#[derive(Clone, Copy)]
enum Quantity {
    One(f64),
    Range(f64, f64),
}

impl Quantity {
    fn equals(self, gold: Self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-8 + 1e-5 * b.abs();
        match (self, gold) {
            (Self::One(a), Self::One(b)) => close(a, b),
            (Self::Range(a, b), Self::Range(c, d)) => close(a, c) && close(b, d),
            _ => false,
        }
    }
}

/// A figure of the gold data, when its value is a number.
fn gold_figure(figure: &Value, units: &Units) -> Option<Figure> {
    let quantity = match &figure["value"] {
        Value::Array(ends) => Quantity::Range(ends.first()?.as_f64()?, ends.get(1)?.as_f64()?),
        value => Quantity::One(value.as_f64()?),
    };
    let change = match (str(figure, "change_raw"), str(figure, "change"), str(figure, "bound")) {
        ("", change @ ("up" | "down"), _) => change,
        ("", _, ">=") => ">",
        ("", _, "<=") => "<",
        ("", _, "") => "=",
        ("", _, bound) => bound,
        (raw, ..) => raw,
    };
    Some(Figure { quantity, unit: units.canonical(str(figure, "unit")), change: change.to_owned() })
}

/// A figure of a record.
fn system_figure(figure: &Value, units: &Units) -> Option<Figure> {
    let number = |field: &str| figure[field].as_str().and_then(|digits| digits.parse::<f64>().ok());
    let quantity = match (number("min"), number("max")) {
        (Some(min), Some(max)) => Quantity::Range(min, max),
        (min, max) => Quantity::One(number("value").or(min).or(max)?),
    };
    let unit = str(figure, "unit");
    let unit = match str(figure, "kind") {
        "money" => money(figure),
        "percent" => "percentage".to_owned(),
        _ if unit == "pp" => "percentage point".to_owned(),
        _ if unit == "bp" => "basis point".to_owned(),
        "age" if !unit.contains("of age") => format!("{} of age", if unit.is_empty() { "-" } else { unit }),
        _ => unit.to_owned(),
    };
    let unit = match unit.as_str() {
        "pp" => "percentage point",
        "bp" => "basis point",
        other => other,
    };
    let change = match str(figure, "change") {
        change @ ("up" | "down") => change.to_owned(),
        _ => str(figure, "bound").chars().next().unwrap_or('=').to_string(),
    };
    Some(Figure { quantity, unit: units.canonical(unit), change })
}

/// The currency by the names that gold data use, and what the money is paid for.
fn money(figure: &Value) -> String {
    let currency = str(figure, "currency");
    let first = list(figure, "currency_candidates").first().and_then(Value::as_str).unwrap_or("USD");
    let name = match if currency.is_empty() { first } else { currency } {
        "USD" => "dollar",
        "EUR" => "euro",
        "JPY" => "yen",
        "CNY" => "yuan",
        "SEK" => "swedish krona",
        "BRL" => "brazilian real",
        code if KNOWN.contains(&code) => return with_price(&code.to_lowercase(), figure),
        _ if currency.is_empty() => "dollar",
        _ => return with_price(&currency.to_lowercase(), figure),
    };
    with_price(name, figure)
}

/// The other currencies that a candidate is taken for.
const KNOWN: [&str; 14] =
    ["GBP", "INR", "AUD", "CAD", "HKD", "NZD", "SGD", "MYR", "ILS", "DKK", "HRK", "ZAR", "CHF", "KRW"];

fn with_price(currency: &str, figure: &Value) -> String {
    match str(figure, "unit") {
        unit if unit.starts_with("per ") => format!("{currency} {unit}"),
        _ => currency.to_owned(),
    }
}

/// What agrees in a pair of figures whose values agree.
#[derive(Clone, Copy)]
struct Agreement {
    unit: bool,
    change: bool,
}

impl Agreement {
    fn of(found: &Figure, wanted: &Figure) -> Option<Self> {
        let equal = found.quantity.equals(wanted.quantity);
        equal.then(|| Self { unit: found.unit == wanted.unit, change: found.change == wanted.change })
    }

    fn weight(self) -> usize {
        1000 + 100 * usize::from(self.unit) + 40 * usize::from(self.change)
    }
}

fn score(rows: &[Value], records: &HashMap<String, Value>, units: &Units) -> Row {
    let (mut gold, mut given) = (0, 0);
    let (mut value, mut unit, mut change, mut all) = (0, 0, 0, 0);
    for row in rows {
        let wanted: Vec<Figure> = list(row, "figures").iter().filter_map(|f| gold_figure(f, units)).collect();
        let record = records.get(id(row)).unwrap_or(&Value::Null);
        let found: Vec<Figure> = list(record, "figures").iter().filter_map(|f| system_figure(f, units)).collect();
        gold += wanted.len();
        given += found.len();
        for agreement in paired(&found, &wanted) {
            value += 1;
            unit += usize::from(agreement.unit);
            change += usize::from(agreement.change);
            all += usize::from(agreement.unit && agreement.change);
        }
    }
    Row::default()
        .percent("value", f1_of(value, given, gold))
        .percent("value+unit", f1_of(unit, given, gold))
        .percent("value+change", f1_of(change, given, gold))
        .percent("value+unit+change", f1_of(all, given, gold))
}

/// The pairs of the heaviest pairing.
fn paired(found: &[Figure], wanted: &[Figure]) -> Vec<Agreement> {
    let mut edges = HashMap::new();
    for (i, figure) in found.iter().enumerate() {
        for (j, gold) in wanted.iter().enumerate() {
            if let Some(agreement) = Agreement::of(figure, gold) {
                edges.insert((i, j), agreement);
            }
        }
    }
    let mut pairs = Vec::new();
    let mut left: BTreeSet<usize> = edges.keys().map(|&(i, _)| i).collect();
    while let Some(start) = left.pop_first() {
        let (a, b) = component(start, &edges);
        left.retain(|i| !a.contains(i));
        let (a, b): (Vec<usize>, Vec<usize>) = (a.into_iter().collect(), b.into_iter().collect());
        pairs.extend(if a.len().max(b.len()) > MANY { greedy(&a, &b, &edges) } else { exact(&a, &b, &edges) });
    }
    pairs
}

type Edges = HashMap<(usize, usize), Agreement>;

/// The figures of both sides that are joined to one by equal values.
fn component(start: usize, edges: &Edges) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let (mut a, mut b) = (BTreeSet::from([start]), BTreeSet::new());
    loop {
        let before = (a.len(), b.len());
        b.extend(edges.keys().filter(|(i, _)| a.contains(i)).map(|&(_, j)| j));
        a.extend(edges.keys().filter(|(_, j)| b.contains(j)).map(|&(i, _)| i));
        if before == (a.len(), b.len()) {
            return (a, b);
        }
    }
}

fn greedy(a: &[usize], b: &[usize], edges: &Edges) -> Vec<Agreement> {
    let pairs = a.iter().flat_map(|&i| b.iter().map(move |&j| (i, j)));
    let mut pairs: Vec<(usize, usize)> = pairs.filter(|pair| edges.contains_key(pair)).collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(edges[pair].weight()));
    let (mut used_a, mut used_b) = (BTreeSet::new(), BTreeSet::new());
    let mut chosen = Vec::new();
    for (i, j) in pairs {
        if !used_a.contains(&i) && !used_b.contains(&j) {
            used_a.insert(i);
            used_b.insert(j);
            chosen.push(edges[&(i, j)]);
        }
    }
    chosen
}

/// Tries every way to pair the smaller side with the larger.
fn exact(a: &[usize], b: &[usize], edges: &Edges) -> Vec<Agreement> {
    let (small, large, swapped) = if a.len() <= b.len() { (a, b, false) } else { (b, a, true) };
    let edge = |x: usize, y: usize| edges.get(&if swapped { (y, x) } else { (x, y) }).copied();
    let mut best = (0, Vec::new());
    let mut chosen = Vec::with_capacity(small.len());
    arrange(small.len(), large, &mut chosen, &mut |order| {
        let pairs: Vec<Agreement> = small.iter().zip(order).filter_map(|(&x, &y)| edge(x, y)).collect();
        let weight: usize = pairs.iter().map(|agreement| agreement.weight()).sum();
        if weight > best.0 {
            best = (weight, pairs);
        }
    });
    best.1
}

/// Calls back with every arrangement of `length` of the items, in lexicographic order.
fn arrange(length: usize, items: &[usize], chosen: &mut Vec<usize>, visit: &mut impl FnMut(&[usize])) {
    if chosen.len() == length {
        return visit(chosen);
    }
    for &item in items {
        if !chosen.contains(&item) {
            chosen.push(item);
            arrange(length, items, chosen, visit);
            chosen.pop();
        }
    }
}
