//! `cargo xtask tidy`: the rules of the house that no compiler checks.

mod files;
mod links;
mod packages;
mod snapshots;

use anyhow::ensure;

pub(crate) use snapshots::{SNAPSHOT_REFERENCES, snapshot_references};

/// Checks every rule and reports all that is broken at once.
pub(crate) fn run() -> anyhow::Result<()> {
    let files = crate::sh::files()?;
    let mut broken = Vec::new();
    packages::check(&mut broken)?;
    files::check(&files, &mut broken)?;
    links::check(&files, &mut broken)?;
    snapshots::check(&files, &mut broken)?;
    ensure!(broken.is_empty(), "{} broken rules:\n{}", broken.len(), broken.join("\n"));
    Ok(())
}
