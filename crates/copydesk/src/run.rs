//! Streams documents through the pipeline: one thread reads, all analyse, records leave in the order of the input.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::{Context, bail};
use copydesk_input::{Error, Item, Options};
use copydesk_output::{
    JsonOptions, Palette, write_conll, write_explained, write_json, write_json_ld, write_markdown, write_marked,
    write_problems, write_spacy, write_text, write_timeml,
};
use copydesk_pipeline::{Layer, Layers, Pipeline, Record};
use rayon::prelude::*;

use crate::args::{Format, Input, Output, Records, Running};
use crate::files;
use crate::progress::Progress;
use crate::sink::Sink;

/// Documents in one batch for each thread, and bytes in one batch: what is in memory at a time is bounded by both.
const BATCH_DOCUMENTS: usize = 64;
const BATCH_BYTES: usize = 8 << 20;

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Job<'a> {
    pub(crate) input: &'a Input,
    pub(crate) output: &'a Output,
    pub(crate) running: &'a Running,
    pub(crate) view: View<'a>,
}

/// What is shown of a document.
#[derive(Debug)]
pub(crate) enum View<'a> {
    /// Its record.
    Records(&'a Records),
    /// Why its record is what it is.
    Explained,
    /// Its problems.
    Checked,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Every document was done.
    AllDone,
    /// Some documents were not what their format asks for, or a check found something in them.
    SomeFailed,
    /// Some input could not be read.
    Unreadable,
}

/// Analyses all input.
pub(crate) fn run(job: &Job<'_>) -> anyhow::Result<Outcome> {
    // What is asked for is checked before a file is made.
    let files = files::expand(&job.input.files)?;
    files::refuse_overwriting(&files, job.output.path.as_deref())?;
    if files.is_empty() && !job.running.quiet {
        eprintln!("copydesk: the folders have no files in them");
    }
    let threads =
        rayon::ThreadPoolBuilder::new().num_threads(job.running.threads).build().context("cannot start threads")?;
    let desk = Desk::new(job);
    let mut sink = Sink::new(job.output, desk.writer.extension())?;
    let mut progress = Progress::new(job.output, job.running);
    let options = input_options(job.input);
    let batch_documents = BATCH_DOCUMENTS * threads.current_num_threads();
    let mut outcome = Outcome::AllDone;
    let (send, items) = sync_channel(batch_documents);
    // Not joined when writing fails: it may wait for input that never comes.
    let reader = std::thread::spawn(move || {
        for file in &files {
            for item in files::open(file, options) {
                if send.send(item).is_err() {
                    return;
                }
            }
        }
    });
    while let Some(batch) = next_batch(&items, batch_documents) {
        let done: Vec<_> = threads.install(|| batch.into_par_iter().map(|item| desk.analyse(item)).collect());
        for result in done {
            match result {
                Ok(done) => {
                    progress.add(done.bytes);
                    if matches!(job.view, View::Checked) && !done.record.is_empty() {
                        outcome = outcome.max(Outcome::SomeFailed);
                    }
                    sink.write(&done.name, &done.record)?;
                }
                Err(failure) => {
                    outcome = outcome.max(failure.outcome);
                    eprintln!("copydesk: {}", failure.message);
                }
            }
        }
        sink.flush()?;
        progress.tick();
    }
    if reader.join().is_err() {
        bail!("a defect of copydesk stopped the reading; please report it with the input");
    }
    progress.finish(job.running.verbose);
    Ok(outcome)
}

/// What is there now, at least one item and at most a batch; none at the end.
fn next_batch(items: &Receiver<Result<Item, Error>>, limit: usize) -> Option<Vec<Result<Item, Error>>> {
    let size = |item: &Result<Item, Error>| item.as_ref().map_or(0, Item::len);
    let first = items.recv().ok()?;
    let mut bytes = size(&first);
    let mut batch = vec![first];
    while batch.len() < limit && bytes < BATCH_BYTES {
        let Ok(item) = items.try_recv() else { break };
        bytes += size(&item);
        batch.push(item);
    }
    Some(batch)
}

/// The analysed document, written out.
struct Done {
    /// What to call a file of its own.
    name: String,
    bytes: usize,
    record: Vec<u8>,
}

/// Why there is no record of a document.
struct Failure {
    message: String,
    outcome: Outcome,
}

impl Failure {
    fn of_document(message: String) -> Self {
        Self { message, outcome: Outcome::SomeFailed }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let outcome = if matches!(error, Error::Io { .. }) { Outcome::Unreadable } else { Outcome::SomeFailed };
        Self { message: error.to_string(), outcome }
    }
}

/// What every thread needs to turn an item into a written record.
struct Desk {
    pipeline: Pipeline,
    writer: Writer,
}

/// How a record is written.
enum Writer {
    Json(JsonOptions),
    Marked(Palette),
    /// A format without options, and the extension of its files.
    Fixed(fn(&Record<'_>, &mut Vec<u8>) -> io::Result<()>, &'static str),
}

impl Desk {
    fn new(job: &Job<'_>) -> Self {
        let only = &job.output.only;
        let chosen: Option<Layers> = (!only.is_empty()).then(|| only.iter().copied().collect());
        let (writer, layers) = match job.view {
            View::Records(records) => {
                let terminal = job.output.path.is_none() && io::stdout().is_terminal();
                let format = records.format.unwrap_or(if terminal { Format::Marked } else { Format::Jsonl });
                let layers = chosen.unwrap_or(format.layers());
                (Writer::new(format, records, layers, terminal), layers)
            }
            View::Explained => (Writer::Fixed(|r, o| write_explained(r, o), "txt"), chosen.unwrap_or(Layers::ALL)),
            View::Checked => (Writer::Fixed(|r, o| write_problems(r, o), "txt"), chosen.unwrap_or(Layers::ALL)),
        };
        let pipeline = Pipeline::builder().only(layers).date(job.input.date).bare(job.input.bare).build();
        Self { pipeline, writer }
    }

    fn analyse(&self, item: Result<Item, Error>) -> Result<Done, Failure> {
        let item = item?;
        let place = item.place().clone();
        let bytes = item.len();
        catch_unwind(AssertUnwindSafe(|| self.document(item, bytes))).unwrap_or_else(|_| {
            let message =
                format!("{place}: a defect of copydesk stopped this document; please report it with the input");
            Err(Failure::of_document(message))
        })
    }

    fn document(&self, item: Item, bytes: usize) -> Result<Done, Failure> {
        let name = item.place().to_string();
        let document = item.decode()?;
        let mut record = Vec::with_capacity(document.text.len() * 4);
        let written = self.writer.write(&self.pipeline.run(&document), &mut record);
        written.map_err(|error| Failure::of_document(format!("{name}: {error}")))?;
        Ok(Done { name, bytes, record })
    }
}

impl Writer {
    /// The writer of a format; `terminal` says whether a person reads along.
    fn new(format: Format, records: &Records, layers: Layers, terminal: bool) -> Self {
        match format {
            Format::Jsonl | Format::Json => Self::Json(JsonOptions {
                unit: records.offsets.into(),
                text: !records.no_text,
                pretty: format == Format::Json,
                layers: if layers.has(Layer::Blocks) { Layers::ALL } else { layers },
            }),
            Format::Marked => {
                let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
                    || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
                Self::Marked(if records.color.on(terminal && !plain) { Palette::Ansi } else { Palette::Plain })
            }
            Format::Text => Self::Fixed(|r, o| write_text(r, o), "txt"),
            Format::Markdown => Self::Fixed(|r, o| write_markdown(r, o), "md"),
            Format::Jsonld => Self::Fixed(|r, o| write_json_ld(r, o), "jsonld"),
            Format::Timeml => Self::Fixed(|r, o| write_timeml(r, o), "tml"),
            Format::Conll => Self::Fixed(|r, o| write_conll(r, o), "conll"),
            Format::Spacy => Self::Fixed(|r, o| write_spacy(r, o), "jsonl"),
        }
    }

    fn write(&self, record: &Record<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::Json(options) => write_json(record, options, out),
            Self::Marked(palette) => write_marked(record, *palette, out),
            Self::Fixed(write, _) => write(record, out),
        }
    }

    /// The extension of a file of records.
    const fn extension(&self) -> &'static str {
        match self {
            Self::Json(options) if options.pretty => "json",
            Self::Json(_) => "jsonl",
            Self::Marked(_) => "txt",
            Self::Fixed(_, extension) => extension,
        }
    }
}

fn input_options(input: &Input) -> Options {
    let mut options = Options::default();
    options.format = input.format.map(Into::into);
    options.max_bytes = input.max_bytes;
    options
}
