//! Trains the model artefacts from gold files and unlabelled text. The same data give the same bytes.

// A command reports what it does; its arithmetic is on counts of things in memory.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::cast_precision_loss, clippy::cast_sign_loss)]

mod clusters;
mod corpus;
mod crf;
mod entities;
mod lines;
mod noise;
mod quotes;
mod standoff;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fits the weights of copydesk-quotes to annotated attributions.
    Quotes {
        /// One document a line: `text` and `quotes` with `spans`, `speaker` and `cue`.
        gold: PathBuf,
        /// The file of weights to write.
        #[arg(long, default_value = "crates/copydesk-quotes/data/weights.bin")]
        target: PathBuf,
        /// Other annotated documents, to measure on.
        #[arg(long)]
        check: Option<PathBuf>,
    },
    /// Fits the tagger of copydesk-entities, and measures it.
    Entities {
        /// A folder of gold files: one document a line, `text` and `entities` with `start`, `end` and `kind`.
        gold: PathBuf,
        /// A folder of annotations without their texts, to train on too.
        #[arg(long, requires = "corpus")]
        annotations: Option<PathBuf>,
        /// A folder of `.jsonl` or `.jsonl.gz` files with the texts of the annotations.
        #[arg(long)]
        corpus: Option<PathBuf>,
        /// Leave out parts of the tagger, to see what they bring.
        #[arg(long)]
        without: Vec<entities::Part>,
        /// The L1 penalty.
        #[arg(long, default_value_t = 0.35)]
        l1: f32,
        /// Step size.
        #[arg(long, default_value_t = 0.15)]
        rate: f32,
        /// Passes over the data with the penalty, then without.
        #[arg(long, num_args = 2, default_values_t = [10, 5])]
        epochs: Vec<usize>,
        /// Features seen at fewer positions are dropped.
        #[arg(long, default_value_t = 3)]
        min_count: u32,
        /// The file to write.
        #[arg(long, default_value = "crates/copydesk-model/artefacts/entities.bin")]
        target: PathBuf,
    },
    /// Trains the line model of copydesk-article.
    Lines {
        /// One page a line: `text`, `line_is_body`, and where known `headline`, `authors` and `url`.
        #[arg(required = true)]
        gold: Vec<PathBuf>,
        /// First measure by cross-validation over so many parts, split by site.
        #[arg(long, default_value_t = 1)]
        folds: usize,
        /// Pages that are only read in cross-validation, such as dumps by a converter that the model has not seen.
        #[arg(long)]
        unseen: Vec<PathBuf>,
        /// Where to write what cross-validation found, a page a line.
        #[arg(long)]
        predictions: Option<PathBuf>,
        /// The file to write.
        #[arg(long, default_value = "crates/copydesk-model/artefacts/lines.bin")]
        target: PathBuf,
    },
    /// Finds word clusters in unlabelled text.
    Clusters {
        /// A folder of `.jsonl` or `.jsonl.gz` files with a `text` in each line.
        corpus: PathBuf,
        /// How many words get a class.
        #[arg(long, default_value_t = 40_000)]
        words: usize,
        /// The file to write.
        #[arg(long, default_value = "crates/copydesk-model/artefacts/clusters.bin")]
        target: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Quotes { gold, target, check } => quotes::train(&gold, &target, check.as_deref()),
        Task::Entities { gold, annotations, corpus, without, l1, rate, epochs, min_count, target } => {
            let settings = crf::Settings { l1, rate, epochs: [epochs[0], epochs[1]], min_count, ..Default::default() };
            let more = match annotations.zip(corpus) {
                Some((annotations, corpus)) => standoff::read(&annotations, &corpus)?,
                None => Vec::new(),
            };
            write(&target, &entities::run(&gold, more, &without, &settings)?)
        }
        Task::Lines { gold, folds, unseen, predictions, target } => {
            let trial = lines::Trial { folds, unseen: &unseen, predictions: predictions.as_deref() };
            write(&target, &lines::train(&gold, &trial)?.to_bytes())
        }
        Task::Clusters { corpus, words, target } => {
            let mut counts = clusters::Counts::default();
            for text in corpus::texts(&corpus)? {
                counts.add(&text?);
            }
            write(&target, &counts.artefact(words))
        }
    }
}

/// Writes an artefact.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| path.display().to_string())?;
    println!("wrote {}, {} bytes", path.display(), bytes.len());
    Ok(())
}
