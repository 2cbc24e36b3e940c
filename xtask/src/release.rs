//! `cargo xtask release`: makes everything ready that a person then publishes.

use std::fs;

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use toml_edit::DocumentMut;

use crate::{ci, sh};

/// Arguments of `cargo xtask release`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The version to release: X.Y.Z, above the present one
    version: String,
    /// Do and check everything, then put all files back
    #[arg(long)]
    dry_run: bool,
}

/// What a release changes.
const CHANGED: [&str; 3] = ["Cargo.toml", "Cargo.lock", "CHANGELOG.md"];

/// Where the changelog collects what is to come.
const UNRELEASED: &str = "## [Unreleased]\n";

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let version = &args.version;
    let changes = sh::read(sh::command("git").args(["status", "--porcelain"]))?;
    ensure!(changes.is_empty(), "the working tree is not clean:\n{changes}");
    sh::step("checks", || ci::run(&ci::Args { tested: false }))?;
    let prepared = sh::step("version", || bump(version))
        .and_then(|()| sh::step("changelog", || move_changelog(version)))
        .and_then(|()| sh::step("packages", package));
    if args.dry_run || prepared.is_err() {
        sh::run(sh::command("git").args(["checkout", "--quiet", "--"]).args(CHANGED))?;
    }
    prepared?;
    if args.dry_run {
        println!("{version} can be released; nothing was changed, nothing was published");
    } else {
        println!("What remains, in this order:");
        println!("  git commit --all --message 'Release {version}'");
        println!("  cargo publish --workspace      (in the order of dependencies; leaves out what is published)");
        println!("  git tag v{version} && git push --follow-tags      (last: a tag cannot be taken back)");
        println!("  cargo xtask dist");
    }
    Ok(())
}

/// Sets the version of the workspace, and of its crates where they depend on each other.
fn bump(version: &str) -> anyhow::Result<()> {
    let path = crate::root().join("Cargo.toml");
    let mut manifest: DocumentMut = fs::read_to_string(&path)?.parse()?;
    let workspace = &mut manifest["workspace"];
    let present = workspace["package"]["version"].as_str().context("the workspace has no version")?.to_owned();
    ensure!(numbers(version)? > numbers(&present)?, "{version} is not above {present}");
    workspace["package"]["version"] = toml_edit::value(version);
    let dependencies = workspace["dependencies"].as_table_mut().context("the workspace has no dependencies")?;
    for (_, dependency) in dependencies.iter_mut().filter(|(name, _)| name.starts_with("copydesk")) {
        if let Some(inner) = dependency.as_inline_table_mut() {
            inner.insert("version", version.into());
        }
    }
    fs::write(&path, manifest.to_string())?;
    // The lock file follows.
    sh::run(&mut sh::cargo(["update", "--workspace", "--offline", "--quiet"]))
}

fn numbers(version: &str) -> anyhow::Result<[u64; 3]> {
    let parts: Result<Vec<u64>, _> = version.split('.').map(str::parse).collect();
    match parts.ok().and_then(|parts| parts.try_into().ok()) {
        Some(numbers) => Ok(numbers),
        None => bail!("`{version}` is no version X.Y.Z"),
    }
}

/// Gives what is unreleased the version and the day.
fn move_changelog(version: &str) -> anyhow::Result<()> {
    let path = crate::root().join("CHANGELOG.md");
    let text = fs::read_to_string(&path)?;
    let (before, after) = text.split_once(UNRELEASED).context("CHANGELOG.md has no `## [Unreleased]`")?;
    let section = after.split("\n## ").next().unwrap_or_default();
    ensure!(!section.trim().is_empty(), "CHANGELOG.md says nothing under `## [Unreleased]`");
    let today = sh::read(sh::command("date").args(["-u", "+%F"]))?;
    fs::write(&path, format!("{before}{UNRELEASED}\n## [{version}] - {}\n{after}", today.trim()))?;
    Ok(())
}

/// Packages every crate that is published and builds it from its package alone, dependencies first.
fn package() -> anyhow::Result<()> {
    let metadata = sh::read(&mut sh::cargo(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let mut command = sh::cargo(["package", "--allow-dirty", "--quiet"]);
    for package in metadata["packages"].as_array().into_iter().flatten() {
        if package["publish"].is_null() {
            command.args(["--package", package["name"].as_str().context("a package without a name")?]);
        }
    }
    sh::run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn versions() {
        assert_eq!(numbers("0.10.2").ok(), Some([0, 10, 2]));
        for wrong in ["", "1", "1.2", "1.2.x", "1.2.3-alpha", "v1.2.3"] {
            assert!(numbers(wrong).is_err(), "{wrong}");
        }
    }
}
