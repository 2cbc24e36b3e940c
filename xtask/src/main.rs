//! Repository tasks: `cargo xtask help`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod codegen;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

/// Tasks of the copydesk repository.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the generated sources: lexicons from `crates/*/data/*.tsv`.
    Codegen {
        /// Change nothing; fail if a generated file is stale.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Args::parse().task {
        Task::Codegen { check } => codegen::run(root(), check),
    }
}

/// The root of the repository.
fn root() -> &'static Path {
    static ROOT: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    ROOT.get_or_init(|| Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned())
}
