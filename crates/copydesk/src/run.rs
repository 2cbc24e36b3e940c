//! Streams documents through the pipeline: one thread reads, all analyse, records leave in the order of the input.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::{Context, bail};
use copydesk_input::{Error, Item, Options, Reader};
use copydesk_output::{
    JsonOptions, Palette, write_conll, write_explained, write_json, write_json_ld, write_markdown, write_marked,
    write_spacy, write_text, write_timeml,
};
use copydesk_pipeline::{Layer, Layers, Pipeline, Record};
use rayon::prelude::*;

use crate::args::{Format, Input, Output, Records, Running};
use crate::progress::Progress;

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
}

/// Analyses all input; whether every document could be done.
pub(crate) fn run(job: &Job<'_>) -> anyhow::Result<bool> {
    let threads =
        rayon::ThreadPoolBuilder::new().num_threads(job.running.threads).build().context("cannot start threads")?;
    let desk = Desk::new(job);
    let mut sink = Sink::new(job.output, desk.writer.extension())?;
    let mut progress = Progress::new(job.output, job.running);
    let options = input_options(job.input);
    let files = expand(&job.input.files)?;
    let batch_documents = BATCH_DOCUMENTS * threads.current_num_threads();
    let mut all_done = true;
    std::thread::scope(|scope| {
        let (send, items) = sync_channel(batch_documents);
        scope.spawn(move || {
            for file in &files {
                for item in open(file, options) {
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
                        sink.write(&done)?;
                    }
                    Err(error) => {
                        all_done = false;
                        eprintln!("copydesk: {error}");
                    }
                }
            }
            sink.flush()?;
            progress.tick();
        }
        anyhow::Ok(())
    })?;
    sink.finish()?;
    progress.finish(job.running.verbose);
    Ok(all_done)
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
        };
        let pipeline = Pipeline::builder().only(layers).date(job.input.date).bare(job.input.bare).build();
        Self { pipeline, writer }
    }

    fn analyse(&self, item: Result<Item, Error>) -> Result<Done, String> {
        let item = item.map_err(|e| e.to_string())?;
        let place = item.place().clone();
        let bytes = item.len();
        catch_unwind(AssertUnwindSafe(|| self.document(item, bytes))).unwrap_or_else(|_| {
            Err(format!("{place}: a defect of copydesk stopped this document; please report it with the input"))
        })
    }

    fn document(&self, item: Item, bytes: usize) -> Result<Done, String> {
        let name = item.place().to_string();
        let document = item.decode().map_err(|e| e.to_string())?;
        let mut record = Vec::with_capacity(document.text.len() * 4);
        self.writer.write(&self.pipeline.run(&document), &mut record).map_err(|e| format!("{name}: {e}"))?;
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

/// Where records go.
enum Sink {
    Stream(Box<dyn Write>),
    Folder { folder: PathBuf, extension: &'static str },
}

impl Sink {
    fn new(output: &Output, extension: &'static str) -> anyhow::Result<Self> {
        let Some(path) = &output.path else {
            return Ok(Self::Stream(Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock()))));
        };
        let display = path.display();
        if path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/') {
            fs::create_dir_all(path).with_context(|| format!("{display}: cannot be made"))?;
            return Ok(Self::Folder { folder: path.clone(), extension });
        }
        let file = File::create(path).with_context(|| format!("{display}: cannot be written"))?;
        Ok(Self::Stream(Box::new(BufWriter::with_capacity(1 << 16, file))))
    }

    fn write(&mut self, done: &Done) -> anyhow::Result<()> {
        match self {
            Self::Stream(out) => out.write_all(&done.record).context("cannot write the records"),
            Self::Folder { folder, extension } => {
                let path = folder.join(format!("{}.{extension}", file_name(&done.name)));
                fs::write(&path, &done.record).with_context(|| format!("{}: cannot be written", path.display()))
            }
        }
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Stream(out) => out.flush().context("cannot write the records"),
            Self::Folder { .. } => Ok(()),
        }
    }

    fn finish(mut self) -> anyhow::Result<()> {
        self.flush()
    }
}

/// A file name for the document at a place: the place with separators made harmless, so that two never collide.
fn file_name(place: &str) -> String {
    let place = if place.starts_with('-') { place.replacen('-', "stdin", 1) } else { place.to_owned() };
    place.trim_start_matches(['/', '.']).replace(['/', '\\', ':'], "_")
}

fn input_options(input: &Input) -> Options {
    let mut options = Options::default();
    options.format = input.format.map(Into::into);
    options.max_bytes = input.max_bytes;
    options
}

/// The files named, with folders replaced by the files in them, sorted, hidden ones left out; nothing means "-".
fn expand(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if paths.is_empty() {
        return Ok(vec![PathBuf::from("-")]);
    }
    let mut files = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(path.clone());
        } else if path.is_dir() {
            walk(path, &mut files)?;
        } else if path.exists() {
            files.push(path.clone());
        } else {
            bail!("{}: there is no such file", path.display());
        }
    }
    Ok(files)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let context = || format!("{}: cannot be read", folder.display());
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(context)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()
        .with_context(context)?;
    entries.sort();
    for path in entries {
        if path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// The items of a file; one error when it cannot be opened.
fn open(path: &Path, options: Options) -> Box<dyn Iterator<Item = Result<Item, Error>>> {
    let name = path.to_string_lossy();
    if name == "-" {
        return Box::new(Reader::new(BufReader::with_capacity(1 << 18, io::stdin()), "-", options));
    }
    match File::open(path) {
        Ok(file) => Box::new(Reader::new(BufReader::with_capacity(1 << 18, file), &name, options)),
        Err(error) => Box::new(std::iter::once(Err(Error::unreadable(&name, error)))),
    }
}
