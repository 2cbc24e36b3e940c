//! The files that are named, and what is in them.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use anyhow::bail;
use copydesk_input::{Error, Item, Options, Reader};

/// The files named, with folders replaced by the files in them, sorted, hidden ones left out; nothing means "-".
///
/// What cannot be read stays in the list, and is an error in its turn; where none of the paths exists, none is read.
pub(crate) fn expand(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if paths.is_empty() {
        return Ok(vec![PathBuf::from("-")]);
    }
    let is_there = |path: &&PathBuf| path.as_os_str() == "-" || path.exists();
    if let Some(path) = paths.first().filter(|_| !paths.iter().any(|path| is_there(&path))) {
        bail!("{}: there is no such file", path.display());
    }
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() { walk(path, &mut files) } else { files.push(path.clone()) }
    }
    Ok(files)
}

/// Refuses to write over what is to be read.
pub(crate) fn refuse_overwriting(files: &[PathBuf], output: Option<&Path>) -> anyhow::Result<()> {
    let Some(output) = output.and_then(|path| path.canonicalize().ok()).filter(|path| path.is_file()) else {
        return Ok(());
    };
    match files.iter().find(|file| file.canonicalize().is_ok_and(|file| file == output)) {
        Some(file) => bail!("{}: is input and output at once; name another file after --output", file.display()),
        None => Ok(()),
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect());
    let Ok(mut entries): io::Result<Vec<PathBuf>> = entries else { return files.push(folder.to_owned()) };
    entries.sort();
    for path in entries {
        if path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}

/// The items of a file; one error when it cannot be opened.
pub(crate) fn open(path: &Path, options: Options) -> Box<dyn Iterator<Item = Result<Item, Error>>> {
    let name = path.to_string_lossy();
    if name == "-" {
        return Box::new(Reader::new(BufReader::with_capacity(1 << 18, io::stdin()), "-", options));
    }
    match File::open(path) {
        Ok(file) => Box::new(Reader::new(BufReader::with_capacity(1 << 18, file), &name, options)),
        Err(error) => Box::new(std::iter::once(Err(Error::unreadable(&name, error)))),
    }
}
