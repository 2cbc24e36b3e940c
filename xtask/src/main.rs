//! Repository tasks: `cargo xtask help`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod ci;
mod codegen;
mod dist;
mod eval;
mod fuzz;
mod release;
mod sh;
mod tidy;

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
    /// Everything that must pass before a change is taken: format, lints, tests, docs, generated files, house rules.
    Ci(ci::Args),
    /// Write the generated files: lexicons, the gazetteer, the schema of the record, the command-line reference.
    Codegen {
        /// Change nothing; fail if a generated file is stale.
        #[arg(long)]
        check: bool,
        /// Only lexicons and gazetteer: for a quick turn while a table grows.
        #[arg(long)]
        lexicons: bool,
    },
    /// Check the house rules: dependency arrows, licences, snapshots, links, white space, file and crate sizes.
    Tidy,
    /// Score every layer of the command against gold files; see docs/evaluation.md.
    Eval(eval::Args),
    /// Run every benchmark and print megabytes a second.
    Bench(bench::Args),
    /// Run the fuzz targets; needs a nightly toolchain and cargo-fuzz.
    Fuzz(fuzz::Args),
    /// Train the artefacts of the learned stages; `cargo xtask train help` says how.
    Train {
        /// What the trainer takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Make a release ready: version, changelog, packages; nothing is published.
    Release(release::Args),
    /// Build what is released: the stripped binary, its manual page and its completions, in `target/dist`.
    Dist,
}

fn main() -> anyhow::Result<()> {
    match Args::parse().task {
        Task::Ci(args) => ci::run(&args),
        Task::Codegen { check, lexicons } => codegen::run(root(), check, lexicons),
        Task::Tidy => tidy::run(),
        Task::Eval(args) => eval::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Train { args } => {
            sh::run(sh::cargo(["run", "--quiet", "--release", "--package", "trainer", "--"]).args(args))
        }
        Task::Release(args) => release::run(&args),
        Task::Dist => dist::run(),
    }
}

/// The root of the repository.
fn root() -> &'static Path {
    static ROOT: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    ROOT.get_or_init(|| Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned())
}
