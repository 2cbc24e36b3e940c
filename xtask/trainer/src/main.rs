//! Trains the model artefacts of `copydesk-model` from gold files.

fn main() {}
