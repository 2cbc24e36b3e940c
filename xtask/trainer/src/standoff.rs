//! Annotations without their texts: the texts are looked up by their checksums.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::corpus;
use crate::entities::{Document, Name};

/// A line of a file of annotations.
#[derive(Deserialize)]
struct Annotated {
    sha256: String,
    entities: Vec<Name>,
}

/// The annotated documents of a folder, in the order of its files and their lines, with their texts from a corpus.
/// Prints how many texts the corpus lacks.
///
/// # Errors
/// If a file cannot be read, or the corpus has none of the texts.
pub(crate) fn read(annotations: &Path, corpus: &Path) -> anyhow::Result<Vec<Document>> {
    let mut files = fs::read_dir(annotations)
        .with_context(|| annotations.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|e| e == "jsonl"));
    files.sort();
    let mut annotated = Vec::new();
    for file in files {
        for line in fs::read_to_string(&file).with_context(|| file.display().to_string())?.lines() {
            annotated.push(serde_json::from_str::<Annotated>(line).with_context(|| file.display().to_string())?);
        }
    }
    let mut texts: HashMap<String, Option<String>> = annotated.iter().map(|a| (a.sha256.clone(), None)).collect();
    for text in corpus::texts(corpus)? {
        let text = text?;
        if let Some(place) = texts.get_mut(&checksum(&text)) {
            *place = Some(text);
        }
    }
    let wanted = annotated.len();
    let documents: Vec<Document> = annotated
        .into_iter()
        .filter_map(|a| Some(Document { text: texts.get(&a.sha256)?.clone()?, entities: a.entities }))
        .collect();
    ensure!(!documents.is_empty(), "{}: has none of the annotated texts", corpus.display());
    println!("annotations: {} of {wanted} texts found", documents.len());
    Ok(documents)
}

/// The checksum of a text, in hexadecimal.
fn checksum(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_checksum_is_that_of_fips_180() {
        assert_eq!(checksum("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
