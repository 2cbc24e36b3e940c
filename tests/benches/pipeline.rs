//! The whole pipeline, JSONL to JSONL, on one core.

use std::hint::black_box;

use copydesk_article::Document;
use copydesk_input::{Format, Options, Reader};
use copydesk_output::{JsonOptions, write_json};
use copydesk_pipeline::{Layer, Pipeline};
use copydesk_tests::fixtures;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::json;

/// Articles in the corpus.
const ARTICLES: usize = 400;

/// A corpus as JSONL, and the bytes of text in it: the fixtures over and over, their paragraphs turned round by one
/// more each time, so that no two articles are alike.
fn corpus() -> (Vec<u8>, u64) {
    let fixtures = fixtures().expect("the fixtures can be read");
    let documents: Vec<Document> =
        fixtures.iter().flat_map(|f| f.documents().expect("a fixture can be decoded")).collect();
    let mut lines = Vec::new();
    let mut bytes = 0;
    for (number, document) in documents.iter().cycle().take(ARTICLES).enumerate() {
        let mut paragraphs: Vec<&str> = document.text.split("\n\n").collect();
        let turn = number / documents.len() % paragraphs.len();
        paragraphs.rotate_left(turn);
        let text = paragraphs.join("\n\n");
        bytes += text.len() as u64;
        lines.extend(json!({"id": number.to_string(), "text": text}).to_string().into_bytes());
        lines.push(b'\n');
    }
    (lines, bytes)
}

fn run(pipeline: &Pipeline, input: &[u8]) -> usize {
    let mut options = Options::default();
    options.format = Some(Format::Jsonl);
    let mut out = Vec::with_capacity(input.len());
    let mut written = 0;
    for item in Reader::new(input, "-", options) {
        let document = item.and_then(copydesk_input::Item::decode).expect("the corpus is well formed");
        out.clear();
        write_json(&pipeline.run(&document), &JsonOptions::default(), &mut out).expect("memory takes all");
        written += out.len();
    }
    written
}

fn pipeline(criterion: &mut Criterion) {
    let (input, bytes) = corpus();
    let mut group = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(bytes)).sample_size(10);
    let whole = Pipeline::standard();
    group.bench_function("all", |bencher| bencher.iter(|| run(&whole, black_box(&input))));
    for layer in Layer::ALL {
        let pipeline = Pipeline::builder().only([layer].into_iter().collect()).build();
        group.bench_function(layer.name(), |bencher| bencher.iter(|| run(&pipeline, black_box(&input))));
    }
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
