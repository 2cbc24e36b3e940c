//! Links between the documents of the repository.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

pub(super) fn check(files: &[PathBuf], broken: &mut Vec<String>) -> anyhow::Result<()> {
    let mut pages = HashMap::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        pages.insert(file.clone(), fs::read_to_string(crate::root().join(file))?);
    }
    for (file, page) in &pages {
        for target in targets(page) {
            if !resolves(file, target, &pages) {
                broken.push(format!("{}: the link to `{target}` leads nowhere", file.display()));
            }
        }
    }
    Ok(())
}

fn resolves(file: &Path, target: &str, pages: &HashMap<PathBuf, String>) -> bool {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let page =
        if path.is_empty() { file.to_owned() } else { normalise(&file.parent().unwrap_or(Path::new("")).join(path)) };
    if !crate::root().join(&page).exists() {
        return false;
    }
    anchor.is_empty() || pages.get(&page).is_some_and(|text| headings(text).any(|heading| heading == anchor))
}

/// The targets of inline links that lead into the repository; code is no link, and neither is an item of rustdoc.
fn targets(page: &str) -> impl Iterator<Item = &str> {
    prose(page).flat_map(|line| line.split("](").skip(1)).filter_map(|rest| {
        let target = rest.split_once(')')?.0;
        let outside = target.contains("://") || target.starts_with("mailto:") || target.contains("::");
        (!outside && !target.is_empty() && !target.contains('`')).then_some(target)
    })
}

/// The anchors that the headings of a page get: lower case, spaces as hyphens, other marks gone.
fn headings(page: &str) -> impl Iterator<Item = String> {
    prose(page).filter(|line| line.starts_with('#')).map(|line| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}

/// The lines outside fenced code.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    page.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// The path without `.` and `..`.
fn normalise(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors() {
        let page = "# A page\n\n```text\n# no heading, [no link](nowhere)\n```\n## `--only`, a flag\n";
        assert_eq!(headings(page).collect::<Vec<_>>(), ["a-page", "--only-a-flag"]);
        assert_eq!(targets(page).count(), 0);
    }

    #[test]
    fn links() {
        let page = "see [one](docs/x.md#y), [two](https://a.example/), [`T`](crate::T) and [three](#z)";
        assert_eq!(targets(page).collect::<Vec<_>>(), ["docs/x.md#y", "#z"]);
        assert_eq!(normalise(Path::new("docs/../README.md")), Path::new("README.md"));
    }
}
