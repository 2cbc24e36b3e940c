//! Where records are written.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

use crate::args::Output;

/// Where records go.
pub(crate) enum Sink {
    Stream(Box<dyn Write>),
    Folder { folder: PathBuf, extension: &'static str },
}

impl Sink {
    pub(crate) fn new(output: &Output, extension: &'static str) -> anyhow::Result<Self> {
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

    /// Writes the record of the document at a place.
    pub(crate) fn write(&mut self, place: &str, record: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::Stream(out) => out.write_all(record).context("cannot write the records"),
            Self::Folder { folder, extension } => {
                let path = folder.join(file_name(place, extension));
                let context = || format!("{}: cannot be written", path.display());
                fs::create_dir_all(path.parent().unwrap_or(folder)).with_context(context)?;
                fs::write(&path, record).with_context(context)
            }
        }
    }

    pub(crate) fn flush(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Stream(out) => out.flush().context("cannot write the records"),
            Self::Folder { .. } => Ok(()),
        }
    }
}

/// The file for the document at a place, below the output folder as the input is below its own: "dumps/a.txt" gives
/// "dumps/a.txt.jsonl", and the second line of "news.jsonl" gives "news.jsonl/2.jsonl".
fn file_name(place: &str, extension: &str) -> PathBuf {
    let place =
        if place == "-" || place.starts_with("-:") { place.replacen('-', "stdin", 1) } else { place.to_owned() };
    let (file, record) = match place.rsplit_once(':') {
        Some((file, record)) if record.bytes().all(|b| b.is_ascii_digit()) => (file, Some(record)),
        _ => (place.as_str(), None),
    };
    let mut path = PathBuf::new();
    for part in Path::new(file).components() {
        match part {
            Component::Normal(name) => path.push(name.to_string_lossy().replace(':', "_")),
            Component::ParentDir => path.push("up"),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    if let Some(record) = record {
        path.push(record);
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_places() {
        for (place, name) in [
            ("dumps/a.txt", "dumps/a.txt.json"),
            ("/dumps/./b_c.txt", "dumps/b_c.txt.json"),
            ("../a.txt", "up/a.txt.json"),
            ("news.jsonl:12", "news.jsonl/12.json"),
            ("-", "stdin.json"),
            ("-:2", "stdin/2.json"),
        ] {
            assert_eq!(file_name(place, "json"), Path::new(name), "{place}");
        }
    }
}
