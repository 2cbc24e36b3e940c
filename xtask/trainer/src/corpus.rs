//! Unlabelled text: folders of JSONL files.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context;
use flate2::read::MultiGzDecoder;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    text: String,
}

/// The texts of all `.jsonl` and `.jsonl.gz` files of a folder, by file name and then by line.
pub(crate) fn texts(folder: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<String>>> {
    let mut files = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        Path::new(name).extension().is_some_and(|e| e == "jsonl")
    });
    files.sort();
    let mut lines = Vec::new();
    for path in files {
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        let zipped = path.extension().is_some_and(|e| e == "gz");
        let reader: Box<dyn Read> = if zipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
        lines.push(BufReader::new(reader).lines());
    }
    Ok(lines.into_iter().flatten().map(|line| Ok(serde_json::from_str::<Line>(&line?)?.text)))
}
