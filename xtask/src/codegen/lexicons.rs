//! The lexicon tables.
//!
//! A table is a `crates/NAME/data/STEM.tsv` and becomes `src/tables/STEM.rs`, a `static STEM: Lexicon<TYPE>`:
//!
//! ```text
//! # Comments, with the source of the data; they are kept at the top of the generated file.
//! #! use crate::units::Unit         code to put at the top of the generated file, any number of lines
//! #! type Unit                      the type of a row's value
//! #! row Unit { name: {name:?}, factor: {factor} }    a row's value; {column} raw, {column:?} as a string literal
//! word -> name -> factor
//! metre|meter|m -> metre -> 1
//! ```
//!
//! Here `->` is a tab. The first column holds the phrases, parted by `|`. Lines that begin with `#` are comments wherever they stand.
//! A file without `#! type` is not for this task and is left alone.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, iter};

use anyhow::{Context, bail, ensure};
use copydesk_text::{Text, fold, hash_folded};

use super::Generated;

/// The tables of all crates.
pub(super) fn generate(root: &Path) -> anyhow::Result<Vec<Generated>> {
    let mut generated = Vec::new();
    for source in tables(root)? {
        if let Some(content) = compile(&source).with_context(|| source.display().to_string())? {
            generated.push(Generated { path: target(&source), content: content.into_bytes() });
        } else {
            let target = target(&source);
            ensure!(
                !target.exists(),
                "{} declares no type, but {} was made from it",
                source.display(),
                target.display()
            );
        }
    }
    Ok(generated)
}

fn tables(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for krate in fs::read_dir(root.join("crates"))? {
        let data = krate?.path().join("data");
        if data.is_dir() {
            for file in fs::read_dir(data)? {
                let path = file?.path();
                if path.extension().is_some_and(|e| e == "tsv") {
                    found.push(path);
                }
            }
        }
    }
    found.sort();
    Ok(found)
}

fn target(source: &Path) -> PathBuf {
    let stem = source.file_stem().unwrap_or_default().to_string_lossy().replace('-', "_");
    source.ancestors().nth(2).unwrap_or(source).join("src/tables").join(stem + ".rs")
}

/// The generated code, or nothing for a file that declares no type.
fn compile(source: &Path) -> anyhow::Result<Option<String>> {
    let text = fs::read_to_string(source)?;
    let (mut uses, mut docs, mut ty, mut template) = (String::new(), String::new(), None, None);
    let mut columns: Option<Vec<&str>> = None;
    let mut rows = Vec::new();
    for (number, line) in iter::zip(1.., text.lines()) {
        let place = || format!("line {number}: {line}");
        if let Some(directive) = line.strip_prefix("#! ") {
            match directive.split_once(' ') {
                Some(("use", path)) => writeln!(uses, "use {path};")?,
                Some(("type", name)) => ty = Some(name.trim()),
                Some(("row", value)) => template = Some(value.trim()),
                _ => bail!("unknown directive, {}", place()),
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            writeln!(docs, "//{}", comment.trim_end())?;
        } else if line.trim().is_empty() {
        } else if let Some(columns) = &columns {
            let cells: Vec<&str> = line.split('\t').collect();
            ensure!(cells.len() == columns.len(), "{} cells for {} columns, {}", cells.len(), columns.len(), place());
            let template = template.context("`#! row` is missing")?;
            let value = fill(template, columns, &cells).with_context(place)?;
            for phrase in cells[0].split('|') {
                let key = normalise(phrase);
                ensure!(!key.is_empty(), "an empty phrase, {}", place());
                rows.push((key, value.clone()));
            }
        } else {
            columns = Some(line.split('\t').collect());
        }
    }
    let Some(ty) = ty else { return Ok(None) };
    let hash_of = |key: &str| hash_folded(key.split(' ').next().unwrap_or_default());
    rows.sort_by(|(a, _), (b, _)| {
        let words = |key: &str| key.split(' ').count();
        hash_of(a).cmp(&hash_of(b)).then(words(b).cmp(&words(a))).then(a.cmp(b))
    });
    for pair in rows.windows(2) {
        ensure!(pair[0].0 != pair[1].0, "`{}` stands twice", pair[0].0);
    }
    ensure!(rows.len() < usize::from(u16::MAX), "too many rows");
    let mut index = vec![0_u16; ((rows.len() + 1) * 2).next_power_of_two()];
    let mut previous = None;
    for (number, (key, _)) in rows.iter().enumerate() {
        let hash = hash_of(key);
        if previous.replace(hash) != Some(hash) {
            let mut slot = hash as usize & (index.len() - 1);
            while index[slot] != 0 {
                slot = (slot + 1) & (index.len() - 1);
            }
            index[slot] = u16::try_from(number + 1)?;
        }
    }
    let stem = source.file_stem().unwrap_or_default().to_string_lossy().replace('-', "_").to_uppercase();
    let file = source.file_name().unwrap_or_default().to_string_lossy();
    let entry_crate =
        if source.ancestors().nth(2).is_some_and(|p| p.ends_with("copydesk-text")) { "crate" } else { "copydesk_text" };
    let mut code = format!("// @generated by `cargo xtask codegen` from data/{file}; do not edit.\n{docs}\n");
    write!(code, "use {entry_crate}::{{Entry, Lexicon}};\n{uses}\n")?;
    writeln!(code, "#[rustfmt::skip]\npub(crate) static {stem}: Lexicon<{ty}> = Lexicon::from_parts(&[")?;
    for chunk in index.chunks(24) {
        let cells: Vec<String> = chunk.iter().map(u16::to_string).collect();
        writeln!(code, "    {},", cells.join(","))?;
    }
    writeln!(code, "], &[")?;
    for (key, value) in &rows {
        let hash = hash_of(key);
        let hash = format!("0x{:04x}_{:04x}", hash >> 16, hash & 0xffff);
        writeln!(code, "    Entry {{ hash: {hash}, key: {key:?}, value: {value} }},")?;
    }
    code.push_str("]);\n");
    rustfmt(&code).map(Some)
}

/// The code as `cargo fmt` would leave it.
fn rustfmt(code: &str) -> anyhow::Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(crate::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("rustfmt")?;
    child.stdin.take().context("rustfmt")?.write_all(code.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "rustfmt refuses the generated code: look at the `#! row` template");
    Ok(String::from_utf8(output.stdout)?)
}

/// The phrase as `Text` would see it: its words folded, parted by single spaces.
fn normalise(phrase: &str) -> String {
    let text = Text::new(phrase);
    let words: Vec<String> = text.words().iter().map(|word| fold(text.str(word)).collect()).collect();
    words.join(" ")
}

/// The template with `{column}` and `{column:?}` replaced by the cells of a row.
fn fill(template: &str, columns: &[&str], cells: &[&str]) -> anyhow::Result<String> {
    let mut value = template.to_owned();
    for (column, cell) in iter::zip(columns, cells) {
        let cell = cell.trim();
        value = value.replace(&format!("{{{column}:?}}"), &format!("{cell:?}")).replace(&format!("{{{column}}}"), cell);
    }
    ensure!(!value.contains(":?}"), "a column of the template `{template}` does not exist");
    Ok(value)
}
