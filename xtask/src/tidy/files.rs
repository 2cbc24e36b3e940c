//! White space and length of files.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file with more lines holds more than one idea.
const MAX_LINES: usize = 900;

/// What people write here: checked for white space.
const WRITTEN: [&str; 8] = ["rs", "md", "toml", "tsv", "json", "yml", "sh", "py"];

pub(super) fn check(files: &[PathBuf], broken: &mut Vec<String>) -> anyhow::Result<()> {
    for file in files {
        let extension = file.extension().unwrap_or_default().to_string_lossy();
        // Fixtures are as messy as real pages are.
        if !WRITTEN.contains(&&*extension) || file.starts_with("tests/fixtures") {
            continue;
        }
        let text = fs::read_to_string(crate::root().join(file))?;
        white_space(file, &text, broken);
        let lines = text.lines().count();
        if extension == "rs" && lines > MAX_LINES && !text.starts_with("// @generated") {
            broken.push(format!("{}: {lines} lines, and a file may have {MAX_LINES}", file.display()));
        }
    }
    Ok(())
}

fn white_space(file: &Path, text: &str, broken: &mut Vec<String>) {
    let name = file.display();
    if text.contains('\r') {
        broken.push(format!("{name}: a carriage return"));
    }
    // The last cell of a table's row may be empty.
    let blank = if file.extension().is_some_and(|e| e == "tsv") { ' ' } else { '\t' };
    for (number, line) in text.lines().enumerate() {
        if line.ends_with([' ', blank]) {
            broken.push(format!("{name}:{}: white space at the end", number + 1));
        }
    }
    if !text.is_empty() && (!text.ends_with('\n') || text.ends_with("\n\n")) {
        broken.push(format!("{name}: must end with one line feed"));
    }
}
