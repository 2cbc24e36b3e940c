//! `cargo xtask dist`: what a release consists of besides the crates.

use std::fs;

use crate::sh;

/// The shells with a completion script.
const SHELLS: [(&str, &str); 3] = [("bash", "copydesk.bash"), ("zsh", "_copydesk"), ("fish", "copydesk.fish")];

pub(crate) fn run() -> anyhow::Result<()> {
    let built = sh::build("copydesk", "release")?;
    let folder = sh::target_dir()?.join("dist");
    fs::create_dir_all(folder.join("completions"))?;
    fs::copy(&built, folder.join(built.file_name().unwrap_or_default()))?;
    fs::write(folder.join("copydesk.1"), sh::read(sh::command(&built).arg("man"))?)?;
    for (shell, file) in SHELLS {
        let script = sh::read(sh::command(&built).args(["completions", shell]))?;
        fs::write(folder.join("completions").join(file), script)?;
    }
    for file in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(crate::root().join(file), folder.join(file))?;
    }
    println!("{}", folder.display());
    Ok(())
}
