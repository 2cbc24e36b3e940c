//! `cargo xtask bench`: every benchmark, as one table of megabytes a second.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;
use serde_json::Value;

use crate::sh;

/// Arguments of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only benchmarks whose name has this in it
    filter: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let start = SystemTime::now();
    let metadata = sh::read(&mut sh::cargo(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        for target in package["targets"].as_array().into_iter().flatten() {
            if target["kind"][0] == "bench" {
                let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
                let (package, bench) = (name(package), name(target));
                let mut command = sh::cargo(["bench", "--quiet", "--package", &package, "--bench", &bench, "--"]);
                sh::run(command.args(["--quiet", "--noplot"]).args(&args.filter))?;
            }
        }
    }
    let mut speeds = Vec::new();
    collect(&sh::target_dir()?.join("criterion"), start, &mut speeds)?;
    speeds.sort();
    println!("\n{:48} {:>10}", "benchmark", "MB/s");
    for (name, speed) in speeds {
        println!("{name:48} {speed:>10}");
    }
    Ok(())
}

/// Reads what criterion wrote since the start: its estimates, and how many bytes a run works on.
fn collect(folder: &Path, start: SystemTime, speeds: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let (about, estimates) = (folder.join("benchmark.json"), folder.join("estimates.json"));
    if folder.file_name().is_some_and(|name| name == "new") && about.exists() {
        if fs::metadata(&estimates)?.modified()? >= start {
            let read = |path| -> anyhow::Result<Value> { Ok(serde_json::from_str(&fs::read_to_string(path)?)?) };
            let (about, estimates) = (read(about)?, read(estimates)?);
            let nanoseconds = estimates["median"]["point_estimate"].as_f64().context("no estimate")?;
            if let Some(bytes) = about["throughput"]["Bytes"].as_f64() {
                let name = about["full_id"].as_str().unwrap_or_default().to_owned();
                speeds.push((name, format!("{:.1}", bytes * 1e3 / nanoseconds)));
            }
        }
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, start, speeds)?;
        }
    }
    Ok(())
}
