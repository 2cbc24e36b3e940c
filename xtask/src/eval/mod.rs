//! `cargo xtask eval`: how right is every layer, against gold files? `docs/evaluation.md` has the formats.
//!
//! The command is measured as its users run it: JSONL in, JSONL out. Scores are floats: they are no values of a record.
#![allow(clippy::cast_precision_loss)]

mod articles;
mod blocks;
mod dates;
mod entities;
mod figures;
mod quotes;
mod reference;
mod rouge;
mod row;
mod system;
mod units;

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, bail};
use serde_json::Value;

use row::Row;
use system::System;

/// Arguments of `cargo xtask eval`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder with a sub-folder of gold files for every layer
    gold: PathBuf,
    /// Only these layers: dates, reference, figures, entities, articles, blocks, quotes
    layers: Vec<String>,
    /// Measure this command, not one built from this repository
    #[arg(long)]
    bin: Option<PathBuf>,
    /// Score `*_train.jsonl` too
    #[arg(long)]
    train: bool,
    /// Score the records of the last run again; nothing is analysed anew
    #[arg(long)]
    cached: bool,
}

/// What measures a layer: calls back with the name of a gold file and its scores.
type Measure = fn(&Gold, &System, &mut dyn FnMut(&str, Row)) -> anyhow::Result<()>;

const LAYERS: [(&str, Measure); 7] = [
    ("dates", dates::measure),
    ("reference", reference::measure),
    ("figures", figures::measure),
    ("entities", entities::measure),
    ("articles", articles::measure),
    ("blocks", blocks::measure),
    ("quotes", quotes::measure),
];

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if let Some(unknown) = args.layers.iter().find(|name| !LAYERS.iter().any(|(layer, _)| layer == name)) {
        bail!("no layer `{unknown}`; there are {}", LAYERS.map(|(layer, _)| layer).join(", "));
    }
    let binary = match &args.bin {
        Some(path) => path.canonicalize().with_context(|| path.display().to_string())?,
        None => crate::sh::build("copydesk", "release")?,
    };
    let system = System { binary, folder: crate::sh::target_dir()?.join("eval"), cached: args.cached };
    let gold = Gold { folder: args.gold.clone(), train: args.train };
    for (layer, measure) in LAYERS {
        if args.layers.is_empty() || args.layers.iter().any(|name| name == layer) {
            measure(&gold, &system, &mut |file, row| println!("{layer:9} {file:34} {row}"))?;
        }
    }
    Ok(())
}

/// The folder of gold files.
struct Gold {
    folder: PathBuf,
    train: bool,
}

impl Gold {
    /// The files of a folder for measuring, sorted; none when there is no such folder.
    fn files(&self, folder: &str) -> anyhow::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(self.folder.join(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let name = file_name(&path);
            let wanted = self.train || !name.ends_with("_train.jsonl");
            if path.extension().is_some_and(|extension| extension == "jsonl") && wanted {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The objects of a JSONL file.
fn rows(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}

fn id(row: &Value) -> &str {
    str(row, "id")
}

/// A field that is a string; empty when there is none.
fn str<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_default()
}

/// A field that is a list; empty when there is none.
fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// An offset.
fn offset(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
}

/// A `[start, end]`.
fn pair(value: &Value) -> (usize, usize) {
    (offset(&value[0]), offset(&value[1]))
}

/// A part of a whole; nothing of nothing is none of it.
fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// The harmonic mean of precision and recall.
fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// F1 from the number right, the number given by the system and the number in the gold data.
fn f1_of(right: usize, given: usize, gold: usize) -> f64 {
    f1(share(right as f64, given as f64), share(right as f64, gold as f64))
}

/// Letters, digits and the underscore, as regular expressions have it.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Runs of word characters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}
