//! Records for reviewers: one value a line, so that a difference shows the value that changed and nothing else.

use std::fmt::Write as _;

use serde_json::Value;

/// Lays out a record: every field on a line, every element of a list on a line of its own, and so within entities.
pub fn lay_out(record: &Value) -> String {
    let mut page = String::new();
    for (field, value) in record.as_object().into_iter().flatten() {
        write_field(field, value, 0, &mut page);
    }
    page
}

fn write_field(field: &str, value: &Value, depth: usize, page: &mut String) {
    let indent = "  ".repeat(depth);
    let Some(list) = value.as_array().filter(|list| list.iter().any(Value::is_object)) else {
        let _ = writeln!(page, "{indent}{field}: {value}");
        return;
    };
    let _ = writeln!(page, "{indent}{field}:");
    for element in list {
        let Some(mentions) = element.get("mentions") else {
            let _ = writeln!(page, "{indent}  {element}");
            continue;
        };
        let mut rest = element.clone();
        if let Some(fields) = rest.as_object_mut() {
            fields.remove("mentions");
        }
        let _ = writeln!(page, "{indent}  {rest}");
        write_field("mentions", mentions, depth + 2, page);
    }
}
