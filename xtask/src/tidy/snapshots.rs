//! Snapshots that wait for review, and snapshots that no test reads.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::sh;

/// The variable that tells insta where to note the snapshots it reads.
pub(crate) const SNAPSHOT_REFERENCES: &str = "INSTA_SNAPSHOT_REFERENCES_FILE";

/// Where the snapshots are noted that the last test run read.
pub(crate) fn snapshot_references() -> anyhow::Result<PathBuf> {
    match env::var_os(SNAPSHOT_REFERENCES) {
        Some(path) => Ok(path.into()),
        None => Ok(sh::target_dir()?.join("snapshot-references.txt")),
    }
}

pub(super) fn check(files: &[PathBuf], broken: &mut Vec<String>) -> anyhow::Result<()> {
    pending(crate::root(), broken)?;
    // Without a test run there is nothing to compare with.
    let Ok(noted) = fs::read_to_string(snapshot_references()?) else { return Ok(()) };
    let read: HashSet<PathBuf> = noted.lines().filter_map(|line| Path::new(line).canonicalize().ok()).collect();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "snap")) {
        if !read.contains(&crate::root().join(file).canonicalize()?) {
            broken.push(format!("{}: no test reads this snapshot", file.display()));
        }
    }
    Ok(())
}

/// Snapshots that differed and were not accepted: git ignores them, so folders are walked.
fn pending(folder: &Path, broken: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if entry.file_type()?.is_dir() {
            if name != "target" && !name.starts_with(".git") {
                pending(&path, broken)?;
            }
        } else if name.ends_with(".snap.new") || name.ends_with(".pending-snap") {
            broken.push(format!("{}: review this snapshot", path.display()));
        }
    }
    Ok(())
}
