//! `cargo xtask ci`: what continuous integration runs, on any machine that has Rust.

use std::fs;
use std::time::Instant;

use crate::{codegen, sh, tidy};

/// Arguments of `cargo xtask ci`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The tests have just passed, with `INSTA_SNAPSHOT_REFERENCES_FILE` set: do not run them again
    #[arg(long)]
    pub(crate) tested: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let start = Instant::now();
    sh::step("components", components)?;
    sh::step("format", || sh::run(&mut sh::cargo(["fmt", "--all", "--check"])))?;
    let lint = ["clippy", "--workspace", "--all-targets", "--all-features", "--quiet", "--", "--deny", "warnings"];
    sh::step("lints", || sh::run(&mut sh::cargo(lint)))?;
    if !args.tested {
        sh::step("tests", tests)?;
    }
    let doc = ["doc", "--workspace", "--no-deps", "--all-features", "--quiet"];
    sh::step("docs", || sh::run(sh::cargo(doc).env("RUSTDOCFLAGS", "--deny warnings")))?;
    sh::step("generated files", || codegen::run(crate::root(), true, false))?;
    sh::step("tidy", tidy::run)?;
    println!("all passed in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// All tests; the snapshots they read are noted, so that `tidy` knows those that no test reads.
fn tests() -> anyhow::Result<()> {
    let references = tidy::snapshot_references()?;
    if references.exists() {
        fs::remove_file(&references)?;
    }
    let mut command = sh::cargo(["test", "--workspace", "--quiet"]);
    sh::run(command.env("INSTA_UPDATE", "no").env(tidy::SNAPSHOT_REFERENCES, references))
}

/// Installs the parts of the toolchain that a minimal installation lacks.
fn components() -> anyhow::Result<()> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if sh::read(&mut sh::cargo([tool, "--version"])).is_err() {
            sh::run(sh::command("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}
