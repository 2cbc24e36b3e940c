//! The `copydesk` command: arguments, files, threads and progress around the copydesk crates.
#![allow(clippy::print_stderr)]

mod args;
mod files;
mod progress;
mod run;
mod sink;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, Parser};

use args::{Args, Command};
use run::{Job, Outcome, View};

/// All documents were done.
const OK: u8 = 0;
/// Some documents failed.
const SOME_FAILED: u8 = 1;
/// Usage or input/output error.
const ERROR: u8 = 2;

fn main() -> ExitCode {
    let args = Args::parse();
    match dispatch(&args) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_broken_pipe(&error) => ExitCode::from(OK),
        Err(error) => {
            eprintln!("copydesk: {error:#}");
            ExitCode::from(ERROR)
        }
    }
}

fn dispatch(args: &Args) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    match &args.command {
        Some(Command::Schema) => out.write_all(include_bytes!("../record.schema.json"))?,
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "copydesk", &mut script);
            out.write_all(&script)?;
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            out.write_all(&page)?;
        }
        None if args.input.files.is_empty() && io::stdin().is_terminal() => {
            Args::command().print_help()?;
            return Ok(ERROR);
        }
        Some(Command::Explain { input, .. }) if input.files.is_empty() && io::stdin().is_terminal() => {
            let mut command = Args::command();
            command.build();
            if let Some(explain) = command.find_subcommand_mut("explain") {
                explain.print_help()?;
            }
            return Ok(ERROR);
        }
        Some(Command::Explain { input, output, running }) => {
            drop(out);
            return run(&Job { input, output, running, view: View::Explained });
        }
        Some(Command::Check { input, output, running }) => {
            drop(out);
            return run(&Job { input, output, running, view: View::Checked });
        }
        None => {
            drop(out);
            let Args { input, output, running, records, .. } = args;
            return run(&Job { input, output, running, view: View::Records(records) });
        }
    }
    out.flush().context("standard output")?;
    Ok(OK)
}

fn run(job: &Job<'_>) -> anyhow::Result<u8> {
    Ok(match run::run(job)? {
        Outcome::AllDone => OK,
        Outcome::SomeFailed => SOME_FAILED,
        Outcome::Unreadable => ERROR,
    })
}

/// Whether the reader of our output went away, which is no fault.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}
