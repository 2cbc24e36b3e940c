//! Prints the JSON Schema of the record: `cargo run --package copydesk-output --features schema --example schema`.
#![allow(clippy::print_stdout)]

fn main() {
    println!("{:#}", copydesk_output::schema().as_value());
}
