//! Trains the line model of `copydesk-article`: the zone of each line of a page.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use copydesk_article::{Document, Zone, observe};
use copydesk_model::crf::{Crf, Lattice, Parts};
use copydesk_text::Span;
use serde::Deserialize;

use crate::crf::{self, Sequence, Settings};

/// A page as text, with the lines of its story marked.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    set: String,
    text: String,
    line_is_body: Vec<i8>,
    #[serde(default)]
    headline: Option<String>,
    #[serde(default)]
    authors: Option<Vec<String>>,
}

/// A page ready for training.
struct Page {
    /// Pages of one site are never on both sides of a split.
    site: String,
    set: String,
    sequence: Sequence,
    story: Vec<bool>,
    weights: Vec<usize>,
}

/// Trains on the rows of `files`; with `folds` above 1 first measures by cross-validation.
pub(crate) fn train(files: &[PathBuf], folds: usize) -> anyhow::Result<Parts> {
    let mut pages = Vec::new();
    for file in files {
        for line in fs::read_to_string(file)?.lines() {
            let row: Row = serde_json::from_str(line).with_context(|| file.display().to_string())?;
            pages.push(page(row, &file.file_name().unwrap_or_default().to_string_lossy()));
        }
    }
    println!("{} pages, {} lines", pages.len(), pages.iter().map(|p| p.story.len()).sum::<usize>());
    if folds > 1 {
        cross_validate(&pages, folds)?;
    }
    Ok(fit(pages.iter()))
}

fn fit<'p>(pages: impl Iterator<Item = &'p Page>) -> Parts {
    let names: Vec<&str> = Zone::ALL.iter().map(|zone| zone.name()).collect();
    let sequences = pages.map(|page| page.sequence.clone()).collect();
    // Pages are long and few: small steps. What may follow what is left to be learned, for a model that is still wrong
    // about most lines would find no page possible otherwise.
    let settings = Settings { min_count: 3, l1: 1.0, rate: 0.03, epochs: [12, 3], ..Settings::default() };
    crf::train(&names, sequences, |_, _| true, &settings)
}

fn cross_validate(pages: &[Page], folds: usize) -> anyhow::Result<()> {
    let mut scores = BTreeMap::<&str, Vec<(f64, f64)>>::new();
    for fold in 0..folds {
        let held =
            |page: &Page| page.site.bytes().fold(7_usize, |h, b| h.wrapping_mul(31) + usize::from(b)) % folds == fold;
        let model = Crf::from_parts(&fit(pages.iter().filter(|page| !held(page))))?;
        let mut lattice = Lattice::default();
        for page in pages.iter().filter(|page| held(page)) {
            lattice.begin(&model);
            let mut from = 0;
            for &until in &page.sequence.ends {
                lattice.push(&model, &page.sequence.features[from..until as usize]);
                from = until as usize;
            }
            let found = lattice.decode(&model).iter().map(|&label| Zone::ALL[usize::from(label)].is_story());
            let (mut lines, mut words) = ([0_usize; 3], [0_usize; 3]);
            for ((found, gold), weight) in found.zip(&page.story).zip(&page.weights) {
                let cell = match (found, gold) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    _ => continue,
                };
                lines[cell] += 1;
                words[cell] += weight;
            }
            scores.entry(&page.set).or_default().push((f1(lines), f1(words)));
        }
    }
    for (set, scores) in scores {
        let mean = |of: fn(&(f64, f64)) -> f64| scores.iter().map(of).sum::<f64>() / scores.len() as f64;
        println!("{set}: {} pages, line F1 {:.3}, word F1 {:.3}", scores.len(), mean(|s| s.0), mean(|s| s.1));
    }
    Ok(())
}

fn f1([hits, extra, missed]: [usize; 3]) -> f64 {
    if hits + extra + missed == 0 { 1.0 } else { 2.0 * hits as f64 / (2 * hits + extra + missed) as f64 }
}

fn page(row: Row, file: &str) -> Page {
    let marks = marks(&row);
    let document = Document::from_text(row.text);
    let lines = observe(&document);
    let story: Vec<bool> = lines.iter().map(|(span, _)| is_story(*span, &marks)).collect();
    let text = &document.text;
    let words: Vec<String> = lines.iter().map(|(span, _)| normal(span.of(text))).collect();
    let allowed = zones(&words, &story, row.headline.as_deref(), row.authors.as_deref().unwrap_or(&[]));
    let mut sequence = Sequence { weight: 1.0, ..Sequence::default() };
    for ((_, features), allowed) in lines.iter().zip(allowed) {
        sequence.push(features, allowed);
    }
    let site = row.url.as_deref().and_then(|url| url.split('/').nth(2)).unwrap_or(&row.set).to_owned();
    Page {
        site,
        set: file.to_owned(),
        sequence,
        story,
        weights: words.iter().map(|line| line.split(' ').count()).collect(),
    }
}

/// The spans of the lines of the file, and whether each is of the story.
fn marks(row: &Row) -> Vec<(Span, bool)> {
    let mut start = 0;
    let lines = row.text.split('\n').zip(&row.line_is_body);
    lines
        .map(|(line, &mark)| {
            let span = Span::new(start, start + line.len());
            start += line.len() + 1;
            (span, mark == 1)
        })
        .collect()
}

/// Whether most of a line is of the story.
fn is_story(line: Span, marks: &[(Span, bool)]) -> bool {
    let from = marks.partition_point(|(span, _)| span.end() <= line.start());
    let (mut story, mut other) = (0, 0);
    for (span, mark) in marks[from..].iter().take_while(|(span, _)| span.start() < line.end()) {
        *if *mark { &mut story } else { &mut other } += span.len();
    }
    story > other
}

const fn bit(zone: Zone) -> u64 {
    1 << zone as u64
}

/// The zones that each line may be in, as far as the marks, the headline and the authors tell.
fn zones(words: &[String], story: &[bool], headline: Option<&str>, authors: &[String]) -> Vec<u64> {
    let Some(first) = story.iter().position(|&s| s) else { return vec![bit(Zone::Before); story.len()] };
    let last = story.iter().rposition(|&s| s).unwrap_or(first);
    let headline = headline.map(normal).filter(|h| !h.is_empty());
    let head = headline.and_then(|h| words[..first].iter().rposition(|line| *line == h));
    let authors: Vec<String> = authors.iter().map(|a| normal(a)).filter(|a| a.len() > 4).collect();
    let names = |line: &String| line.split(' ').count() <= 20 && authors.iter().any(|a| line.contains(a.as_str()));
    (0..story.len())
        .map(|at| {
            if at > last {
                return bit(Zone::After);
            }
            if at >= first {
                return bit(if at == first {
                    Zone::Lead
                } else if story[at] {
                    Zone::Body
                } else {
                    Zone::Inside
                });
            }
            let Some(head) = head else {
                return if first - at > 12 {
                    bit(Zone::Before)
                } else {
                    bit(Zone::Before) | bit(Zone::Headline) | bit(Zone::Top) | bit(Zone::Byline)
                };
            };
            if at == head {
                bit(Zone::Headline)
            } else if names(&words[at]) && at + 8 > head {
                bit(Zone::Byline)
            } else if at < head {
                bit(Zone::Before)
            } else if authors.is_empty() {
                bit(Zone::Top) | bit(Zone::Byline)
            } else {
                bit(Zone::Top)
            }
        })
        .collect()
}

/// Letters and digits in small, words parted by one space.
fn normal(line: &str) -> String {
    let words: Vec<String> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}
