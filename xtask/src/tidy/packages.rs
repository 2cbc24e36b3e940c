//! Which crate may use which, what a published crate must have, and which licences may come in.

use std::fs;
use std::path::Path;

use anyhow::Context;
use serde_json::Value;
use toml_edit::DocumentMut;

use crate::sh;

/// For every published crate, the crates of this workspace that it may depend on. The arrows run one way, and no stage
/// depends on another: what joins stages is the pipeline. A crate that is missing here has no place in the design yet.
const ARROWS: [(&str, &[&str]); 12] = [
    ("copydesk-text", &[]),
    ("copydesk-numeral", &["copydesk-text"]),
    ("copydesk-model", &["copydesk-text"]),
    ("copydesk-article", &["copydesk-text", "copydesk-model"]),
    ("copydesk-dates", &["copydesk-text", "copydesk-numeral"]),
    ("copydesk-figures", &["copydesk-text", "copydesk-numeral"]),
    ("copydesk-entities", &["copydesk-text", "copydesk-model"]),
    ("copydesk-quotes", &["copydesk-text", "copydesk-model"]),
    ("copydesk-input", &["copydesk-text", "copydesk-article"]),
    (
        "copydesk-pipeline",
        &[
            "copydesk-text",
            "copydesk-article",
            "copydesk-dates",
            "copydesk-figures",
            "copydesk-model",
            "copydesk-entities",
            "copydesk-quotes",
        ],
    ),
    ("copydesk-output", &["copydesk-text", "copydesk-pipeline"]),
    ("copydesk", &["copydesk-text", "copydesk-input", "copydesk-pipeline", "copydesk-output"]),
];

/// The registry takes no larger crate.
const MAX_CRATE_BYTES: u64 = 10_000_000;

pub(super) fn check(broken: &mut Vec<String>) -> anyhow::Result<()> {
    let metadata = sh::read(&mut sh::cargo(["metadata", "--format-version=1", "--locked", "--all-features"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let allowed = allowed_licences()?;
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let own = package["source"].is_null();
        let licence = package["license"].as_str().unwrap_or("none");
        if !permits(licence, &allowed) {
            broken.push(format!("{name}: licence `{licence}` is not in deny.toml"));
        }
        let published = package["publish"].as_array().is_none_or(|registries| !registries.is_empty());
        if own && published {
            arrows(name, package, broken);
            equipment(name, package, broken)?;
        }
    }
    Ok(())
}

fn arrows(name: &str, package: &Value, broken: &mut Vec<String>) {
    let Some((_, allowed)) = ARROWS.iter().find(|(krate, _)| *krate == name) else {
        broken.push(format!("{name}: has no place among the dependency arrows (xtask/src/tidy/packages.rs)"));
        return;
    };
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        let used = dependency["name"].as_str().unwrap_or_default();
        if used.starts_with("copydesk") && !allowed.contains(&used) {
            broken.push(format!("{name}: must not depend on {used}"));
        }
    }
}

/// What readers of the registry need, and what the registry asks for.
fn equipment(name: &str, package: &Value, broken: &mut Vec<String>) -> anyhow::Result<()> {
    for field in ["description", "license", "readme", "repository"] {
        if package[field].as_str().is_none_or(str::is_empty) {
            broken.push(format!("{name}: Cargo.toml has no {field}"));
        }
    }
    let manifest = Path::new(package["manifest_path"].as_str().context("a package without a manifest")?);
    let folder = manifest.parent().context("a manifest without a folder")?;
    let readme = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
    if !readme.starts_with(&format!("# {name}\n")) {
        broken.push(format!("{name}: README.md does not open with `# {name}`"));
    }
    let listed = sh::read(sh::command("git").args(["ls-files", "-z"]).current_dir(folder))?;
    let sizes = listed.split_terminator('\0').map(|file| fs::metadata(folder.join(file)).map_or(0, |m| m.len()));
    let bytes: u64 = sizes.sum();
    if bytes > MAX_CRATE_BYTES {
        broken.push(format!("{name}: {bytes} bytes, and a crate may have {MAX_CRATE_BYTES}"));
    }
    Ok(())
}

/// The licences that `deny.toml` allows.
fn allowed_licences() -> anyhow::Result<Vec<String>> {
    let deny: DocumentMut = fs::read_to_string(crate::root().join("deny.toml"))?.parse()?;
    let list = deny["licenses"]["allow"].as_array().context("deny.toml has no licenses.allow")?;
    Ok(list.iter().filter_map(|id| id.as_str()).map(str::to_owned).collect())
}

/// Whether an SPDX expression can be met with the allowed licences alone.
fn permits(expression: &str, allowed: &[String]) -> bool {
    // Older manifests part alternatives by a slash.
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut tokens = spaced.split_whitespace().peekable();
    any(&mut tokens, allowed) && tokens.next().is_none()
}

type Tokens<'t> = std::iter::Peekable<std::str::SplitWhitespace<'t>>;

fn any(tokens: &mut Tokens<'_>, allowed: &[String]) -> bool {
    let mut met = all(tokens, allowed);
    while tokens.next_if_eq(&"OR").is_some() {
        met |= all(tokens, allowed);
    }
    met
}

fn all(tokens: &mut Tokens<'_>, allowed: &[String]) -> bool {
    let mut met = one(tokens, allowed);
    while tokens.next_if_eq(&"AND").is_some() {
        met &= one(tokens, allowed);
    }
    met
}

fn one(tokens: &mut Tokens<'_>, allowed: &[String]) -> bool {
    if tokens.next_if_eq(&"(").is_some() {
        let met = any(tokens, allowed);
        return tokens.next() == Some(")") && met;
    }
    let Some(id) = tokens.next() else { return false };
    // An exception grants more than its licence does.
    if tokens.next_if_eq(&"WITH").is_some() {
        tokens.next();
    }
    allowed.iter().any(|a| a == id)
}

#[cfg(test)]
mod tests {
    use super::permits;

    #[test]
    fn licences() {
        let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
        for expression in ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(GPL-3.0 OR MIT) AND Unicode-3.0"] {
            assert!(permits(expression, &allowed), "{expression}");
        }
        for expression in ["", "none", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT)"] {
            assert!(!permits(expression, &allowed), "{expression}");
        }
    }
}
