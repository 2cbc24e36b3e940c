//! The JSON Schema of the record, from the types that write it.

use std::path::Path;

use super::Generated;
use crate::sh;

/// The schema, once for readers and once for the crate whose command prints it: a published crate holds its own files.
pub(super) fn generate(root: &Path) -> anyhow::Result<Vec<Generated>> {
    let args = ["run", "--quiet", "--package", "copydesk-output", "--features", "schema", "--example", "schema"];
    let content = sh::read(&mut sh::cargo(args))?.into_bytes();
    let paths = ["docs/record.schema.json", "crates/copydesk/record.schema.json"];
    Ok(paths.map(|path| Generated { path: root.join(path), content: content.clone() }).into())
}
