//! Article pages, as dumps and as HTML: the body by 4-gram shingles (Scrapinghub's benchmark) and ROUGE-LSum (Fundus),
//! the lines of a dump, and headline, authors and date.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use copydesk_text::{OffsetMap, Unit};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::{Gold, Row, System, f1, file_name, id, list, pair, rouge, rows, share, str, words};

const BODY: [&str; 3] = ["paragraph", "subheading", "list-item"];

/// More optional paragraphs than these are taken all or none.
const MAX_OPTIONAL: usize = 4;

pub(super) fn measure(gold: &Gold, system: &System, show: &mut dyn FnMut(&str, Row)) -> anyhow::Result<()> {
    let path = gold.folder.join("articles/gold.jsonl");
    if !path.exists() {
        return Ok(());
    }
    let pages: HashMap<String, Value> = rows(&path)?.into_iter().map(|row| (id(&row).to_owned(), row)).collect();
    for path in gold.files("articles/dumps")? {
        dumps(&path, &pages, system, show)?;
    }
    html(&gold.folder.join("articles/html"), &pages, system, show)
}

/// What the system makes of a page.
struct Page {
    body: String,
    spans: Vec<(usize, usize)>,
    headline: String,
    authors: HashSet<String>,
    date: String,
}

impl Page {
    fn new(record: &Value) -> Self {
        let text = str(record, "text");
        let offsets = OffsetMap::new(text, Unit::Chars);
        let blocks = list(record, "blocks").iter().filter(|block| BODY.contains(&str(block, "kind")));
        let spans: Vec<(usize, usize)> = blocks.map(|block| pair(&block["span"])).collect();
        let body = spans.iter().map(|&(start, end)| text[offsets.to_bytes(start)..offsets.to_bytes(end)].trim());
        let article = &record["article"];
        Self {
            body: body.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n"),
            spans,
            headline: name(str(article, "headline")),
            authors: list(article, "bylines").iter().filter_map(Value::as_str).map(name).collect(),
            date: str(article, "published").to_owned(),
        }
    }
}

/// A name with its words alone, for comparison.
fn name(text: &str) -> String {
    let normal: String = text.nfkc().collect();
    words(&normal).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn dumps(
    path: &Path,
    pages: &HashMap<String, Value>,
    system: &System,
    show: &mut dyn FnMut(&str, Row),
) -> anyhow::Result<()> {
    let rows = rows(path)?;
    let docs: Vec<Value> = rows.iter().map(|row| json!({"id": row["id"], "text": row["text"]})).collect();
    let file = file_name(path);
    let records = system.run(&format!("articles/{file}"), &docs, &["--only", "blocks"])?;
    let found: HashMap<&str, Page> = records.iter().map(|(id, record)| (id.as_str(), Page::new(record))).collect();
    let wanted: Vec<(&Value, &[Value])> = rows
        .iter()
        .map(|row| match pages.get(id(row)) {
            Some(page) => (page, list(page, "body")),
            None => (row, list(row, "body_paragraphs")),
        })
        .collect();
    let lines: f64 = rows.iter().map(|row| line_f1(row, found.get(id(row)))).sum();
    let line_score = share(lines, rows.len() as f64);
    show(
        &format!("dumps/{file}"),
        body(&wanted, &found).score("lineF1", line_score, 3).extend(metadata(&wanted, &found)),
    );
    Ok(())
}

fn html(
    folder: &Path,
    pages: &HashMap<String, Value>,
    system: &System,
    show: &mut dyn FnMut(&str, Row),
) -> anyhow::Result<()> {
    let sets: BTreeSet<&str> = pages.values().map(|page| str(page, "set")).collect();
    for set in sets {
        let mut wanted = Vec::new();
        let mut docs = Vec::new();
        for (id, page) in pages.iter().filter(|(_, page)| str(page, "set") == set) {
            let file = folder.join(format!("{id}.html.gz"));
            if file.exists() {
                docs.push(json!({"id": id, "html": read_gzip(&file)?, "url": page["url"]}));
                wanted.push((page, list(page, "body")));
            }
        }
        if docs.is_empty() {
            continue;
        }
        let records = system.run(&format!("articles/html-{set}"), &docs, &["--only", "blocks"])?;
        let found: HashMap<&str, Page> = records.iter().map(|(id, record)| (id.as_str(), Page::new(record))).collect();
        show(&format!("html/{set}"), body(&wanted, &found).extend(metadata(&wanted, &found)));
    }
    Ok(())
}

fn read_gzip(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(|| path.display().to_string())?;
    GzDecoder::new(file).read_to_end(&mut bytes).with_context(|| path.display().to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Precision, recall and F1 of the body, averaged over the pages as the benchmark does.
fn body(wanted: &[(&Value, &[Value])], found: &HashMap<&str, Page>) -> Row {
    let (mut precision, mut recall, mut rouge_sum) = (0.0, 0.0, 0.0);
    for (page, paragraphs) in wanted {
        let have = found.get(id(page)).map_or("", |page| &page.body);
        let mut best: Option<(f64, f64, f64, String)> = None;
        for reference in references(paragraphs) {
            let (p, r) = shingles(&reference, have);
            if best.as_ref().is_none_or(|best| f1(p, r) > best.2) {
                best = Some((p, r, f1(p, r), reference));
            }
        }
        let (p, r, _, reference) = best.unwrap_or_default();
        precision += p;
        recall += r;
        rouge_sum += rouge::lsum(&reference, have);
    }
    let of = |sum: f64| share(sum, wanted.len() as f64);
    Row::default()
        .count("docs", wanted.len())
        .score("F1", f1(of(precision), of(recall)), 3)
        .score("P", of(precision), 3)
        .score("R", of(recall), 3)
        .score("rougeF1", of(rouge_sum), 3)
}

/// The bodies that count as right: paragraphs in square brackets may be there or not.
fn references(paragraphs: &[Value]) -> Vec<String> {
    let paragraphs: Vec<&str> = paragraphs.iter().filter_map(Value::as_str).collect();
    let inner = |p: &&str| p.strip_prefix('[').and_then(|p| p.strip_suffix(']')).is_some_and(|p| !p.is_empty());
    let optional: Vec<usize> = (0..paragraphs.len()).filter(|&i| inner(&paragraphs[i])).collect();
    let without = |removed: &[usize]| {
        let kept = paragraphs.iter().enumerate().filter(|(i, _)| !removed.contains(i));
        kept.map(|(_, p)| if inner(p) { &p[1..p.len() - 1] } else { p }).collect::<Vec<_>>().join("\n")
    };
    if optional.len() > MAX_OPTIONAL {
        return vec![without(&[]), without(&optional)];
    }
    let subsets = (0..1_u32 << optional.len()).map(|mask| {
        let chosen = optional.iter().enumerate().filter(|(bit, _)| mask & (1 << bit) != 0);
        chosen.map(|(_, &i)| i).collect::<Vec<_>>()
    });
    let mut subsets: Vec<Vec<usize>> = subsets.collect();
    subsets.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    subsets.iter().map(|removed| without(removed)).collect()
}

/// Precision and recall over runs of four words.
fn shingles(reference: &str, system: &str) -> (f64, f64) {
    let (wanted, found) = (grams(reference), grams(system));
    let right: usize = wanted.iter().map(|(gram, &n)| n.min(found.get(gram).copied().unwrap_or_default())).sum();
    let (gold, given): (usize, usize) = (wanted.values().sum(), found.values().sum());
    let of = |whole: usize| match (gold == right && given == right, right) {
        (true, _) => 1.0,
        (false, 0) => 0.0,
        _ => share(right as f64, whole as f64),
    };
    (of(given), of(gold))
}

fn grams(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = words(text).collect();
    let mut counts = HashMap::new();
    let width = words.len().min(4);
    if width > 0 {
        for gram in words.windows(width) {
            *counts.entry(gram.to_vec()).or_default() += 1;
        }
    }
    counts
}

/// F1 of the body over the lines of a dump.
fn line_f1(row: &Value, page: Option<&Page>) -> f64 {
    let spans = page.map_or(&[][..], |page| &page.spans);
    let (mut right, mut differ, mut at) = (0, 0, 0);
    for (line, label) in str(row, "text").split('\n').zip(list(row, "line_is_body")) {
        let length = line.chars().count();
        if !line.trim().is_empty() {
            let middle = at + length / 2;
            let have = spans.iter().any(|&(start, end)| start <= middle && middle < end);
            let want = label == 1;
            right += usize::from(have && want);
            differ += usize::from(have != want);
        }
        at += length + 1;
    }
    if right + differ == 0 { 1.0 } else { 2.0 * right as f64 / (2 * right + differ) as f64 }
}

/// The shares of headlines and dates that are right, and F1 of the authors.
fn metadata(wanted: &[(&Value, &[Value])], found: &HashMap<&str, Page>) -> Row {
    let (mut headlines, mut headlines_right, mut dates, mut dates_right) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut right, mut differ) = (0, 0);
    for (page, _) in wanted {
        let have = found.get(id(page));
        if !str(page, "headline").is_empty() {
            headlines += 1;
            headlines_right += usize::from(name(str(page, "headline")) == have.map_or("", |page| &page.headline));
        }
        if !str(page, "date").is_empty() {
            dates += 1;
            let day: String = str(page, "date").chars().take(10).collect();
            dates_right += usize::from(have.is_some_and(|page| page.date == day));
        }
        let authors: HashSet<String> = list(page, "authors").iter().filter_map(Value::as_str).map(name).collect();
        if !authors.is_empty() {
            let none = HashSet::new();
            let given = have.map_or(&none, |page| &page.authors);
            right += authors.intersection(given).count();
            differ += authors.symmetric_difference(given).count();
        }
    }
    let mut row = Row::default();
    if headlines > 0 {
        row = row.score("headline", share(headlines_right as f64, headlines as f64), 3);
    }
    if dates > 0 {
        row = row.score("date", share(dates_right as f64, dates as f64), 3);
    }
    if right + differ > 0 {
        row = row.score("authorF1", share(2.0 * right as f64, (2 * right + differ) as f64), 3);
    }
    row
}
