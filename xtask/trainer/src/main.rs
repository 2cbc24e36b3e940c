//! Trains the artefacts of `copydesk-model`: `cargo xtask train`.
// Training is arithmetic on counts and weights: every cast here is from a count of things in memory.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::cast_precision_loss, clippy::cast_sign_loss)]

mod clusters;
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};

/// Trains the artefacts of copydesk-model. The same data give the same bytes.
#[derive(Parser)]
#[command(bin_name = "cargo xtask train")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Word clusters from unlabelled text: models/clusters.bin
    Clusters {
        /// A folder of `.jsonl` or `.jsonl.gz` files with a `text` in each line
        corpus: PathBuf,
        /// How many words get a class
        #[arg(long, default_value_t = 40_000)]
        words: usize,
    },
}

fn main() -> anyhow::Result<()> {
    match Args::parse().task {
        Task::Clusters { corpus, words } => {
            let mut counts = clusters::Counts::default();
            for text in corpus::texts(&corpus)? {
                counts.add(&text?);
            }
            write("clusters.bin", &counts.artefact(words))
        }
    }
}

/// Writes an artefact of `copydesk-model`.
fn write(name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/copydesk-model/models").join(name);
    fs::create_dir_all(path.parent().context("no folder")?)?;
    fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    println!("wrote {name}, {} bytes", bytes.len());
    Ok(())
}
