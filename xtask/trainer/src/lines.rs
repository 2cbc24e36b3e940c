//! Trains the line model of `copydesk-article`: the zone of each line of a page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use copydesk_article::{Block, BlockKind, Document, Zone, observe, parse};
use copydesk_model::crf::{Crf, Parts};
use copydesk_text::Span;
use serde::Deserialize;
use serde_json::json;

use crate::crf::{self, Sequence, Settings};

/// A page as text, with the lines of its story marked.
#[derive(Clone, Deserialize)]
struct Row {
    #[serde(default)]
    id: Option<String>,
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
    row: Row,
    /// The page as it is, and as it might have been.
    sequences: Vec<Sequence>,
}

/// How much a page counts as a converter writes it that knows no blocks, beside the page as it is.
const TORN: f32 = 0.25;
/// How much its story counts with little around it.
const CLIPPED: f32 = 0.2;

/// How the model is measured before it is trained on all pages.
pub(crate) struct Trial<'a> {
    /// How many parts the sites are dealt into; each part is read with a model trained on the others.
    pub(crate) folds: usize,
    /// Pages to read that no model is trained on: the work of other converters.
    pub(crate) unseen: &'a [PathBuf],
    /// Where what was found is written, a page a line.
    pub(crate) predictions: Option<&'a Path>,
}

/// Trains on the rows of `files`; with two folds or more the method is measured first.
pub(crate) fn train(files: &[PathBuf], trial: &Trial<'_>) -> anyhow::Result<Parts> {
    let mut pages = read(files)?;
    for (page, seed) in pages.iter_mut().zip(0..) {
        page.sequences = vec![
            sequence(&page.row, 1.0),
            sequence(&torn(&page.row, seed), TORN),
            sequence(&clipped(&page.row, seed), CLIPPED),
        ];
    }
    println!("{} pages, {} lines", pages.len(), pages.iter().map(|p| p.sequences[0].ends.len()).sum::<usize>());
    if trial.folds > 1 {
        cross_validate(&pages, trial)?;
    }
    Ok(fit(pages.iter()))
}

fn read(files: &[PathBuf]) -> anyhow::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for file in files {
        let set = file.file_name().unwrap_or_default().to_string_lossy();
        for line in fs::read_to_string(file)?.lines() {
            let row: Row = serde_json::from_str(line).with_context(|| file.display().to_string())?;
            let site = row.url.as_deref().and_then(|url| url.split('/').nth(2)).unwrap_or(&row.set).to_owned();
            pages.push(Page { site, set: set.to_string(), row, sequences: Vec::new() });
        }
    }
    Ok(pages)
}

fn fit<'p>(pages: impl Iterator<Item = &'p Page>) -> Parts {
    let names: Vec<&str> = Zone::ALL.iter().map(|zone| zone.name()).collect();
    let sequences = pages.flat_map(|page| &page.sequences).cloned().collect();
    // Pages are long and few: small steps. What may follow what is left to be learned, for a model that is still wrong
    // about most lines would find no page possible otherwise.
    let settings = Settings { min_count: 3, l1: 0.5, rate: 0.03, epochs: [12, 3], ..Settings::default() };
    crf::train(&names, sequences, |_, _| true, &settings)
}

fn cross_validate(pages: &[Page], trial: &Trial<'_>) -> anyhow::Result<()> {
    let unseen = read(trial.unseen)?;
    let mut scores = BTreeMap::<&str, Vec<f64>>::new();
    let mut found = Vec::new();
    for fold in 0..trial.folds {
        let held = |page: &Page| {
            page.site.bytes().fold(7_usize, |h, b| h.wrapping_mul(31) + usize::from(b)) % trial.folds == fold
        };
        let model = Crf::from_parts(&fit(pages.iter().filter(|page| !held(page))))?;
        for page in pages.iter().chain(&unseen).filter(|page| held(page)) {
            let article = parse(&Document::from_text(page.row.text.as_str()), &model);
            scores.entry(&page.set).or_default().push(line_f1(&page.row, &article.blocks));
            let blocks: Vec<_> =
                article.blocks.iter().map(|b| json!([b.kind.name(), b.span.start(), b.span.end(), b.why])).collect();
            let row = json!({
                "id": page.row.id, "file": page.set, "headline": article.headline, "authors": article.bylines,
                "date": article.published.map(|day| day.to_string()), "blocks": blocks,
            });
            found.extend(row.to_string().into_bytes());
            found.push(b'\n');
        }
    }
    for (set, scores) in scores {
        println!("{set}: {} pages, line F1 {:.3}", scores.len(), scores.iter().sum::<f64>() / scores.len() as f64);
    }
    trial.predictions.map_or(Ok(()), |path| fs::write(path, found).with_context(|| path.display().to_string()))
}

/// How well the paragraphs, headings and lists among the blocks are the lines of the story.
fn line_f1(row: &Row, blocks: &[Block]) -> f64 {
    let (mut hits, mut errors) = (0, 0);
    for (line, gold) in marks(row).into_iter().filter(|(line, _)| !line.of(&row.text).trim().is_empty()) {
        let middle = line.start() + line.len() / 2;
        let block = blocks[..blocks.partition_point(|block| block.span.start() <= middle)].last();
        let story = block.is_some_and(|block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Subheading | BlockKind::ListItem)
        });
        hits += usize::from(story && gold);
        errors += usize::from(story != gold);
    }
    if hits + errors == 0 { 1.0 } else { 2.0 * hits as f64 / (2 * hits + errors) as f64 }
}

/// The page as a converter writes it that knows no blocks: without blank lines and list marks, and with the links of
/// paragraphs on lines of their own.
fn torn(row: &Row, seed: u64) -> Row {
    let mut random = random(seed);
    let (mut text, mut line_is_body) = (String::with_capacity(row.text.len()), Vec::new());
    for (line, mark) in row.text.split('\n').zip(&row.line_is_body) {
        let line = line.trim().trim_start_matches(['*', '•', '·', '-', '+', '#']).trim_start();
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut from = 0;
        // A link is a few words, and stands in some paragraphs.
        while words.len() - from > 12 && random(3) == 0 {
            let link = from + 3 + random(words.len() as u64 - from as u64 - 6) as usize;
            let after = (link + 1 + random(5) as usize).min(words.len() - 1);
            for piece in [&words[from..link], &words[link..after]] {
                text.push_str(&piece.join(" "));
                text.push('\n');
                line_is_body.push(*mark);
            }
            from = after;
        }
        if from < words.len() {
            text.push_str(&words[from..].join(" "));
            text.push('\n');
            line_is_body.push(*mark);
        }
    }
    Row { text, line_is_body, ..row.clone() }
}

/// The story with little or nothing around it, as archives and agencies keep it: with or without the headline, what is
/// below it and a few lines of the page, whole or only the first paragraphs.
fn clipped(row: &Row, seed: u64) -> Row {
    let mut random = random(seed);
    let lines: Vec<&str> = row.text.split('\n').collect();
    let story = |at: usize| row.line_is_body.get(at) == Some(&1);
    let written: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].trim().is_empty()).collect();
    let (Some(first), Some(last)) =
        (written.iter().position(|&at| story(at)), written.iter().rposition(|&at| story(at)))
    else {
        return row.clone();
    };
    let headline = row.headline.as_deref().map(normal).filter(|headline| !headline.is_empty());
    let head = headline.and_then(|headline| (0..first).rev().find(|&i| normal(lines[written[i]]) == headline));
    let mut kept: Vec<usize> = if random(4) > 0 {
        // Some of the page.
        let above = random(8) as usize;
        let below = 1 + random(16) as usize;
        (head.unwrap_or(first).saturating_sub(above)..written.len().min(last + 1 + below)).collect()
    } else {
        let from = head.filter(|_| random(3) > 0).unwrap_or(first);
        let share = random(3);
        (from..=last).filter(|&i| story(written[i]) || Some(i) == head || i < first && random(3) >= share).collect()
    };
    if random(2) == 0 {
        // Only the first paragraphs, and what is below the story.
        let mut left = 1 + random(8);
        kept.retain(|&i| {
            let stays = i < first || i > last || left > 0;
            left -= u64::from(story(written[i]) && left > 0);
            stays
        });
    }
    let gap = if random(2) == 0 { "\n" } else { "\n\n" };
    let (mut text, mut line_is_body) = (String::new(), Vec::new());
    for at in kept.into_iter().map(|i| written[i]) {
        text.push_str(lines[at]);
        text.push_str(gap);
        line_is_body.push(i8::from(story(at)));
        line_is_body.extend((1..gap.len()).map(|_| 0));
    }
    Row { text, line_is_body, ..row.clone() }
}

/// Numbers below a bound, by xorshift.
fn random(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 20) % below
    }
}

fn sequence(row: &Row, weight: f32) -> Sequence {
    let marks = marks(row);
    let lines = observe(&Document::from_text(row.text.as_str()));
    let story: Vec<bool> = lines.iter().map(|(span, _)| is_story(*span, &marks)).collect();
    let words: Vec<String> = lines.iter().map(|(span, _)| normal(span.of(&row.text))).collect();
    let allowed = zones(&words, &story, row.headline.as_deref(), row.authors.as_deref().unwrap_or(&[]));
    let mut sequence = Sequence { weight, ..Sequence::default() };
    for ((_, features), allowed) in lines.iter().zip(allowed) {
        sequence.push(features, allowed);
    }
    sequence
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
