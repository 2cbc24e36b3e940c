//! The JSON Schema of the record, from the types that write it.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};

use crate::wire::Record;

/// The JSON Schema (2020-12) that every record satisfies.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = SchemaGenerator::new(settings).into_root_schema_for::<Record<'_>>();
    schema.insert("title".to_owned(), "copydesk record, version 1".into());
    schema
}
