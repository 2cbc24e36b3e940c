//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use copydesk_pipeline::dates::NaiveDate;
use copydesk_pipeline::{Layer, Layers};
use copydesk_text::Unit;

const EXAMPLES: &str = "\
Examples:
  copydesk story.txt                      read a story, marked for people
  copydesk --date 2021-02-12 story.txt    the same, with the day of publication known
  copydesk dumps/ -f jsonl -o facts.jsonl a folder of dumps, one record a line
  zcat news.jsonl.gz | copydesk > facts.jsonl
  copydesk explain --only dates story.txt why every date is what it is
  copydesk check story.txt                slips that a copy editor would ask about

Exit status: 0 all documents done, 1 some documents failed, 2 usage or input/output error.";

/// Turns raw news copy into checked, structured data.
///
/// Reads plain text, HTML, JSONL, web archives, feeds or wire formats, compressed or not, and writes one record a document: the parts of the article, every date resolved,
/// every figure normalised, every name tagged and linked, every quote attributed.
#[derive(Parser, Debug)]
#[command(version, after_help = EXAMPLES, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) output: Output,

    #[command(flatten)]
    pub(crate) records: Records,

    #[command(flatten)]
    pub(crate) running: Running,
}

/// What to read.
#[derive(clap::Args, Debug)]
pub(crate) struct Input {
    /// Files or folders to analyse; `-`, or nothing when standard input is a pipe, reads standard input
    pub(crate) files: Vec<PathBuf>,

    /// Read all input as this format; sniffed from name and content when not given
    #[arg(id = "input_format", long = "input-format", value_enum, value_name = "FORMAT", help_heading = "Input")]
    pub(crate) format: Option<InputFormat>,

    /// The publication date of every document, when it is known
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "Input")]
    pub(crate) date: Option<NaiveDate>,

    /// The input is body text only: no block is dropped, the layers cover all of it
    #[arg(long, help_heading = "Input")]
    pub(crate) bare: bool,

    /// The most bytes that one document may have
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20, help_heading = "Input")]
    pub(crate) max_bytes: usize,
}

/// Where to write, and what of it.
#[derive(clap::Args, Debug)]
pub(crate) struct Output {
    /// Write to this file, not to standard output; into a folder (one file a document), when it is one or ends in `/`
    #[arg(short = 'o', long = "output", value_name = "FILE|DIR", help_heading = "Output")]
    pub(crate) path: Option<PathBuf>,

    /// Only these layers, separated by commas: blocks, dates, figures, entities, quotes
    #[arg(long, value_name = "LAYERS", value_delimiter = ',', help_heading = "Output")]
    pub(crate) only: Vec<Layer>,
}

/// How to write records.
#[derive(clap::Args, Debug)]
pub(crate) struct Records {
    /// What to write; `marked` on a terminal, otherwise `jsonl`
    #[arg(short, long, value_enum, help_heading = "Output")]
    pub(crate) format: Option<Format>,

    /// The unit of offsets
    #[arg(long, value_enum, default_value_t = Offsets::Chars, help_heading = "Output")]
    pub(crate) offsets: Offsets,

    /// Leave the text out of the records
    #[arg(long, help_heading = "Output")]
    pub(crate) no_text: bool,

    /// Colours in `marked` output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto, help_heading = "Output")]
    pub(crate) color: When,
}

/// How to run.
#[derive(clap::Args, Debug)]
pub(crate) struct Running {
    /// Threads to use; 0 is one a core
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, help_heading = "Running")]
    pub(crate) threads: usize,

    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = "Running")]
    pub(crate) quiet: bool,

    /// Say more on standard error
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Running")]
    pub(crate) verbose: bool,

    /// Progress on standard error
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto, help_heading = "Running")]
    pub(crate) progress: When,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Tell why each value is what it is: its place, its rule, and the readings passed over
    Explain {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        running: Running,
    },
    /// Look for slips: weekdays that are not, names in two spellings, quotations that never end; exit status 1 if any
    Check {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        running: Running,
    },
    /// Print the JSON Schema of the record
    Schema,
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in roff
    Man,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One record a line
    Jsonl,
    /// Records spread over lines
    Json,
    /// The text with its values marked, for people
    Marked,
    /// The clean story as plain text
    Text,
    /// The clean story as Markdown
    Markdown,
    /// The story as schema.org `NewsArticle`, one JSON-LD object a line
    Jsonld,
    /// The text with its time expressions in TIMEX3 tags, one TimeML document a document
    Timeml,
    /// Words and names in the columns of CoNLL-2003, labels in IOB2
    Conll,
    /// Names, sentences and tokens as spaCy's `Doc.to_json` writes them, one object a line
    Spacy,
}

impl Format {
    /// The layers that are in it.
    pub(crate) fn layers(self) -> Layers {
        match self {
            Self::Jsonl | Self::Json | Self::Marked => Layers::ALL,
            Self::Text | Self::Markdown | Self::Jsonld => [Layer::Blocks].into_iter().collect(),
            Self::Timeml => [Layer::Dates].into_iter().collect(),
            Self::Conll | Self::Spacy => [Layer::Entities].into_iter().collect(),
        }
    }
}

/// What the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Plain text, one document a file
    Text,
    /// HTML, one document a file
    Html,
    /// One JSON object a line: `text` or `html`, and optionally `id`, `date`, `url`, `title`, `section`, `tags`
    Jsonl,
    /// Web archives, WARC and WET
    Warc,
    /// RSS or Atom, one document an item
    Feed,
    /// IPTC ninjs, one document a file
    Ninjs,
    /// IPTC NITF, one document a file
    Nitf,
    /// IPTC NewsML-G2, one document a news item
    Newsml,
}

impl From<InputFormat> for copydesk_input::Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Self::Text,
            InputFormat::Html => Self::Html,
            InputFormat::Jsonl => Self::Jsonl,
            InputFormat::Warc => Self::Warc,
            InputFormat::Feed => Self::Feed,
            InputFormat::Ninjs => Self::Ninjs,
            InputFormat::Nitf => Self::Nitf,
            InputFormat::Newsml => Self::Newsml,
        }
    }
}

/// The unit of offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode scalar values, as Python counts
    Chars,
    /// UTF-8 bytes, as Rust counts
    Bytes,
    /// UTF-16 code units, as JavaScript counts
    Utf16,
}

impl From<Offsets> for Unit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Chars => Self::Chars,
            Offsets::Bytes => Self::Bytes,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}

/// When to do what only suits a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl When {
    /// Decides, knowing whether there is a terminal.
    pub(crate) const fn on(self, terminal: bool) -> bool {
        match self {
            Self::Auto => terminal,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "a day is written YYYY-MM-DD, for instance 2021-02-12".to_owned())
}
