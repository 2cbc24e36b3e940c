//! `cargo xtask fuzz`: the fuzz targets of `tests/fuzz`, begun from the fixtures.

use std::fs;

use anyhow::{Context, bail};

use crate::sh;

/// Arguments of `cargo xtask fuzz`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The target; all of them, one after the other, when none is named
    target: Option<String>,
    /// Seconds for each target
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let fuzz = |args: &[&str]| {
        // Through rustup, because the compiler must be a nightly one.
        let mut command = sh::command("cargo");
        command.args(["+nightly", "fuzz"]).args(args).args(["--fuzz-dir", "tests/fuzz"]);
        // The toolchain of this task is not the one to build with.
        command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        command
    };
    let listed = sh::read(&mut fuzz(&["list"])).context(
        "fuzzing needs a nightly toolchain (`rustup toolchain install nightly`) and `cargo install cargo-fuzz`",
    )?;
    let mut targets: Vec<&str> = listed.split_whitespace().collect();
    if let Some(target) = &args.target {
        if !targets.contains(&target.as_str()) {
            bail!("no target `{target}`; there are {}", targets.join(", "));
        }
        targets = vec![target];
    }
    for target in targets {
        println!("== {target}");
        seed(target)?;
        let time = format!("-max_total_time={}", args.seconds);
        sh::run(fuzz(&["run", target]).args(["--", &time, "-timeout=20", "-rss_limit_mb=4096", "-max_len=8192"]))?;
    }
    Ok(())
}

/// Puts the fixtures into the corpus of a target.
fn seed(target: &str) -> anyhow::Result<()> {
    let corpus = crate::root().join("tests/fuzz/corpus").join(target);
    fs::create_dir_all(&corpus)?;
    for entry in fs::read_dir(crate::root().join("tests/fixtures"))? {
        let folder = entry?.path();
        for file in fs::read_dir(&folder)? {
            let file = file?.path();
            if file.file_stem().is_some_and(|stem| stem == "input") {
                let name = folder.file_name().context("no folder name")?;
                fs::copy(&file, corpus.join(name))?;
            }
        }
    }
    // One file of each input format.
    for file in fs::read_dir(crate::root().join("crates/copydesk-input/tests/fixtures"))? {
        let file = file?.path();
        fs::copy(&file, corpus.join(file.file_name().context("no file name")?))?;
    }
    Ok(())
}
