//! Trains the model artefacts from gold files.

// A command reports what it does.
#![allow(clippy::print_stdout)]

mod quotes;

use std::path::PathBuf;

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
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Quotes { gold, target } => quotes::train(&gold, &target),
    }
}
