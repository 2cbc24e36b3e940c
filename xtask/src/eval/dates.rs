//! Time expressions, as TempEval-3 scores them (`UzZaman` et al. 2013): spans matched one to one, exact ones first;
//! the scores of type and value are the relaxed F1 times the share of the matched that agree.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Gold, Row, System, f1_of, file_name, id, list, offset, pair, rows, share, str};

pub(super) fn measure(gold: &Gold, system: &System, show: &mut dyn FnMut(&str, Row)) -> anyhow::Result<()> {
    for path in gold.files("dates")? {
        let rows = rows(&path)?;
        let docs: Vec<Value> = rows
            .iter()
            .map(|row| match str(row, "dct") {
                "" => json!({"id": row["id"], "text": row["text"]}),
                date => json!({"id": row["id"], "text": row["text"], "date": date}),
            })
            .collect();
        let records = system.run(&format!("dates/{}", file_name(&path)), &docs, &["--bare", "--only", "dates"])?;
        show(&file_name(&path), score(&rows, &records));
    }
    Ok(())
}

/// A time expression of either side.
struct Timex {
    span: (usize, usize),
    kind: String,
    value: String,
}

impl Timex {
    fn new(span: (usize, usize), timex: &Value) -> Self {
        let value = str(timex, "value").trim().to_uppercase().replace(['\u{2013}', '\u{2212}'], "-");
        Self { span, kind: str(timex, "type").to_uppercase(), value }
    }
}

/// Characters that two spans share.
fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn score(rows: &[Value], records: &HashMap<String, Value>) -> Row {
    let (mut gold, mut given, mut strict, mut relaxed, mut kind, mut value, mut strict_value) = (0, 0, 0, 0, 0, 0, 0);
    for row in rows {
        // The date of the document itself is given to the system: finding it is no merit, and no fault.
        let (stamps, wanted): (Vec<Timex>, Vec<Timex>) = {
            let all = list(row, "timexes").iter();
            let (stamps, wanted): (Vec<&Value>, Vec<&Value>) = all.partition(|timex| timex["dct"] == true);
            let make = |timex: &Value| Timex::new((offset(&timex["start"]), offset(&timex["end"])), timex);
            (stamps.into_iter().map(make).collect(), wanted.into_iter().map(make).collect())
        };
        let record = records.get(id(row)).unwrap_or(&Value::Null);
        let found: Vec<Timex> = list(record, "dates")
            .iter()
            .map(|date| Timex::new(pair(&date["span"]), date))
            .filter(|timex| !stamps.iter().any(|stamp| overlap(timex.span, stamp.span) > 0))
            .collect();
        gold += wanted.len();
        given += found.len();
        for (a, b) in matches(&wanted, &found) {
            let (want, have) = (&wanted[a], &found[b]);
            let exact = want.span == have.span;
            let right = want.value == have.value && !want.value.is_empty();
            relaxed += 1;
            strict += usize::from(exact);
            kind += usize::from(want.kind == have.kind);
            value += usize::from(right);
            strict_value += usize::from(exact && right);
        }
    }
    let of_relaxed = |right: usize| f1_of(relaxed, given, gold) * share(right as f64, relaxed as f64);
    Row::default()
        .count("gold", gold)
        .percent("strict", f1_of(strict, given, gold))
        .percent("relaxed", f1_of(relaxed, given, gold))
        .percent("type", of_relaxed(kind))
        .percent("value", of_relaxed(value))
        .percent("strict_value", f1_of(strict_value, given, gold))
}

/// Pairs of indices: equal spans first, then overlaps, the longest and leftmost first.
fn matches(wanted: &[Timex], found: &[Timex]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut used_wanted, mut used_found) = (vec![false; wanted.len()], vec![false; found.len()]);
    for (a, want) in wanted.iter().enumerate() {
        let same = (0..found.len()).find(|&b| !used_found[b] && found[b].span == want.span);
        if let Some(b) = same {
            (used_wanted[a], used_found[b]) = (true, true);
            pairs.push((a, b));
        }
    }
    let mut touching = Vec::new();
    for (a, want) in wanted.iter().enumerate().filter(|(a, _)| !used_wanted[*a]) {
        for (b, have) in found.iter().enumerate().filter(|(b, _)| !used_found[*b]) {
            let shared = overlap(want.span, have.span);
            if shared > 0 {
                touching.push((Reverse(shared), want.span.0, have.span.0, a, b));
            }
        }
    }
    touching.sort_unstable();
    for (.., a, b) in touching {
        if !used_wanted[a] && !used_found[b] {
            (used_wanted[a], used_found[b]) = (true, true);
            pairs.push((a, b));
        }
    }
    pairs
}
