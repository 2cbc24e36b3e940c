//! `cargo xtask codegen`: everything in the repository that is made from something else in it.

mod cli;
mod gazetteer;
mod lexicons;
mod schema;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// Writes all generated files, or with `check` fails when one differs from what would be written.
pub(crate) fn run(root: &Path, check: bool, only_lexicons: bool) -> anyhow::Result<()> {
    // The tables first: the programs that make the rest are built from them.
    let mut stale = settle(root, lexicons::generate(root)?, check)?;
    stale.extend(settle(root, gazetteer::generate(root)?, check)?);
    if !only_lexicons {
        stale.extend(settle(root, schema::generate(root)?, check)?);
        stale.extend(settle(root, cli::generate(root)?, check)?);
    }
    ensure!(stale.is_empty(), "stale: {}; run `cargo xtask codegen`", stale.join(", "));
    Ok(())
}

/// A file as it should be.
struct Generated {
    path: PathBuf,
    content: Vec<u8>,
}

/// Writes what differs; with `check`, only names it.
fn settle(root: &Path, files: Vec<Generated>, check: bool) -> anyhow::Result<Vec<String>> {
    let mut stale = Vec::new();
    for Generated { path, content } in files {
        if fs::read(&path).is_ok_and(|old| old == content) {
            continue;
        }
        let name = path.strip_prefix(root)?.display().to_string();
        if check {
            stale.push(name);
        } else {
            fs::create_dir_all(path.parent().context("no folder")?)?;
            fs::write(&path, content)?;
            println!("wrote {name}");
        }
    }
    Ok(stale)
}
