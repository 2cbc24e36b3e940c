//! What the tests, the fuzz targets and the benchmark of the pipeline share: the fixtures, whole pages written for this
//! project in the manner of real ones, and the invariants of records.

mod invariants;
mod layout;

use std::fs::{self, File};
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::Context;
use copydesk_article::Document;
use copydesk_input::{Options, Reader};

pub use invariants::check;
pub use layout::lay_out;

/// A page, or a file of pages, in a folder of its own.
pub struct Fixture {
    /// The name of the folder.
    pub name: String,
    /// The folder: the input and its snapshots lie here.
    pub folder: PathBuf,
    /// The file that the pipeline reads.
    pub input: PathBuf,
}

impl Fixture {
    /// The documents of the input, read as the command reads them.
    ///
    /// # Errors
    /// When the file cannot be read or a document in it cannot be decoded.
    pub fn documents(&self) -> anyhow::Result<Vec<Document>> {
        let name = self.input.file_name().context("no file name")?.to_string_lossy();
        let file = BufReader::new(File::open(&self.input)?);
        // The name alone, so that records do not depend on where the repository lies.
        Reader::new(file, &name, Options::default()).map(|item| Ok(item?.decode()?)).collect()
    }
}

/// All fixtures, sorted by name.
///
/// # Errors
/// When the folder cannot be read, or a folder in it holds no input.
pub fn fixtures() -> anyhow::Result<Vec<Fixture>> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"));
    let mut fixtures = Vec::new();
    for entry in fs::read_dir(root)? {
        let folder = entry?.path();
        let name = folder.file_name().context("no folder name")?.to_string_lossy().into_owned();
        let inputs = ["input.txt", "input.html", "input.jsonl"].map(|file| folder.join(file));
        let input = inputs.into_iter().find(|path| path.exists()).with_context(|| format!("{name} has no input"))?;
        fixtures.push(Fixture { name, folder, input });
    }
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(fixtures)
}
