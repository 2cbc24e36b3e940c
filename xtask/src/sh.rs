//! Running commands.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};

/// The command in the root of the repository.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::root());
    command
}

/// The cargo that runs this task.
pub(crate) fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args);
    command
}

/// Runs a command whose output goes where ours goes.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| line(command))?;
    ensure!(status.success(), "`{}` failed: {status}", line(command));
    Ok(())
}

/// Runs a command and returns what it printed.
pub(crate) fn read(command: &mut Command) -> anyhow::Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| line(command))?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{}` failed: {}\n{said}", line(command), output.status);
    String::from_utf8(output.stdout).with_context(|| line(command))
}

/// Runs a step of a task under its name, and says how long it took.
pub(crate) fn step(name: &str, step: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("== {name}");
    let start = Instant::now();
    step().with_context(|| format!("{name} failed"))?;
    println!("== {name}: passed in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// Where cargo builds, with whatever the environment and the configuration say.
pub(crate) fn target_dir() -> anyhow::Result<PathBuf> {
    let metadata = read(&mut cargo(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    Ok(metadata["target_directory"].as_str().context("cargo names no target directory")?.into())
}

/// Builds a program of the workspace and returns its path.
pub(crate) fn build(package: &str, profile: &str) -> anyhow::Result<PathBuf> {
    run(&mut cargo(["build", "--quiet", "--package", package, "--profile", profile]))?;
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(target_dir()?.join(folder).join(package).with_extension(env::consts::EXE_EXTENSION))
}

/// All files that git does not ignore, relative to the root, sorted.
pub(crate) fn files() -> anyhow::Result<Vec<PathBuf>> {
    let listed = read(command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let mut files: Vec<PathBuf> = listed.split_terminator('\0').map(PathBuf::from).collect();
    // A deleted file is listed until its deletion is staged.
    files.retain(|file| crate::root().join(file).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
