//! The kinds of the lines of a page: the share that is right, and F1 of the kinds.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Gold, Row, System, file_name, id, list, offset, pair, rows, share, str};

/// The kinds whose F1 is shown.
const SHOWN: [&str; 8] = ["headline", "byline", "timestamp", "paragraph", "caption", "related", "bio", "chrome"];

/// A kind seen less often says nothing.
const SEEN: usize = 5;

/// How often a kind was right, given wrongly, and missed.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn f1(&self) -> f64 {
        share(2.0 * self.right as f64, (2 * self.right + self.wrong + self.missed) as f64)
    }
}

pub(super) fn measure(gold: &Gold, system: &System, show: &mut dyn FnMut(&str, Row)) -> anyhow::Result<()> {
    for path in gold.files("blocks")? {
        let rows = rows(&path)?;
        let docs: Vec<Value> = rows.iter().map(|row| json!({"id": row["id"], "text": row["text"]})).collect();
        let records = system.run(&format!("blocks/{}", file_name(&path)), &docs, &["--only", "blocks"])?;
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        let (mut lines, mut right) = (0, 0);
        for row in &rows {
            let blocks = records.get(id(row)).map_or(&[][..], |record| list(record, "blocks"));
            for line in list(row, "lines") {
                let middle = usize::midpoint(offset(&line["start"]), offset(&line["end"]));
                let holds = |block: &&Value| {
                    let (start, end) = pair(&block["span"]);
                    start <= middle && middle < end
                };
                let have = blocks.iter().find(holds).map_or("none", |block| str(block, "kind"));
                let want = str(line, "kind");
                lines += 1;
                if have == want {
                    right += 1;
                    tallies.entry(want).or_default().right += 1;
                } else {
                    tallies.entry(have).or_default().wrong += 1;
                    tallies.entry(want).or_default().missed += 1;
                }
            }
        }
        let seen: Vec<f64> = tallies.values().filter(|t| t.right + t.missed >= SEEN).map(Tally::f1).collect();
        let mut row = Row::default()
            .count("lines", lines)
            .score("accuracy", share(f64::from(right), lines as f64), 3)
            .score("macroF1", share(seen.iter().sum(), seen.len() as f64), 3);
        for kind in SHOWN {
            if let Some(tally) = tallies.get(kind) {
                row = row.score(kind, tally.f1(), 2);
            }
        }
        show(&file_name(&path), row);
    }
    Ok(())
}
