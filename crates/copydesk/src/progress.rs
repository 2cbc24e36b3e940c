//! A line on standard error that says how far we are.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::args::{Output, Running, When};

/// Between two prints.
const EVERY: Duration = Duration::from_millis(200);

/// Counts documents and bytes, and prints them now and then when that is wanted.
pub(crate) struct Progress {
    shown: bool,
    start: Instant,
    last: Instant,
    documents: u64,
    bytes: u64,
}

impl Progress {
    pub(crate) fn new(output: &Output, running: &Running) -> Self {
        let terminal = std::io::stderr().is_terminal();
        // A line that redraws itself would be torn by records on the same terminal.
        let apart = output.path.is_some() || !std::io::stdout().is_terminal();
        let shown = !running.quiet && running.progress.on(terminal && apart) || running.progress == When::Always;
        let now = Instant::now();
        Self { shown, start: now, last: now, documents: 0, bytes: 0 }
    }

    pub(crate) fn add(&mut self, bytes: usize) {
        self.documents += 1;
        self.bytes += bytes as u64;
    }

    /// Redraws the line, at most five times a second.
    pub(crate) fn tick(&mut self) {
        if self.shown && self.last.elapsed() >= EVERY {
            self.last = Instant::now();
            eprint!("\r{}\x1b[K", self.line());
            let _ = std::io::stderr().flush();
        }
    }

    pub(crate) fn finish(&self, verbose: bool) {
        if self.shown {
            eprintln!("\r{}\x1b[K", self.line());
        } else if verbose {
            eprintln!("{}", self.line());
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn line(&self) -> String {
        let seconds = self.start.elapsed().as_secs_f64().max(1e-9);
        let megabytes = self.bytes as f64 / 1e6;
        format!("{} documents, {megabytes:.1} MB, {:.1} MB/s", self.documents, megabytes / seconds)
    }
}
