//! The command that is measured.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;

/// The command, and where its records are kept.
pub(super) struct System {
    pub(super) binary: PathBuf,
    pub(super) folder: PathBuf,
    /// Whether records of an earlier run do.
    pub(super) cached: bool,
}

impl System {
    /// The records of documents, by `id`; `name` names the run.
    pub(super) fn run(&self, name: &str, docs: &[Value], args: &[&str]) -> anyhow::Result<HashMap<String, Value>> {
        let name = name.replace('/', "-");
        let output = self.folder.join(format!("{name}.records.jsonl"));
        if !self.cached || !output.exists() {
            self.analyse(&self.folder.join(format!("{name}.input.jsonl")), &output, docs, args)?;
        }
        let records: HashMap<String, Value> =
            super::rows(&output)?.into_iter().map(|record| (super::id(&record).to_owned(), record)).collect();
        let missing = docs.iter().filter(|doc| !records.contains_key(super::id(doc))).count();
        if missing > 0 {
            eprintln!("{name}: {missing} of {} documents have no record", docs.len());
        }
        Ok(records)
    }

    fn analyse(&self, input: &PathBuf, output: &PathBuf, docs: &[Value], args: &[&str]) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = BufWriter::new(File::create(input)?);
        for doc in docs {
            writeln!(file, "{doc}")?;
        }
        file.into_inner()?.sync_all()?;
        let common = ["-", "--input-format", "jsonl", "--format", "jsonl", "--offsets", "chars", "--progress", "never"];
        let mut command = Command::new(&self.binary);
        command.args(common).args(args).stdin(File::open(input)?).stdout(File::create(output)?);
        let status = command.status().with_context(|| self.binary.display().to_string())?;
        ensure!(matches!(status.code(), Some(0 | 1)), "{} failed: {status}", self.binary.display());
        Ok(())
    }
}
