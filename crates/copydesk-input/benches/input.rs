//! Decoding speed: pages and lines, in bytes of input.

use std::fmt::Write as _;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use copydesk_input::{Format, Item};

/// A page of `count` paragraphs between menus and related stories.
fn page(count: usize) -> String {
    let menu = "<li class=\"nav-item\"><a href=\"/section\">Section</a></li>".repeat(40);
    let mut story = String::new();
    for n in 0..count {
        let _ = writeln!(
            story,
            "<p>The harbour said on day {n} that the ferry would <a href=\"/f{n}\">stop</a> for good.</p>"
        );
    }
    let cards = "<div class=\"related-card\"><h3><a href=\"/x\">Another story of the day</a></h3></div>".repeat(40);
    let script = format!("<script>{}</script>", "var a = 1 < 2 && b;\n".repeat(500));
    format!(
        "<!doctype html><title>Ferry stops</title>{script}<nav><ul>{menu}</ul></nav><article><h1>Ferry stops</h1>{story}</article>{cards}"
    )
}

fn input(c: &mut Criterion) {
    let html = page(60);
    let line = format!("{{\"id\":1,\"text\":\"{}\",\"tags\":[1,2]}}", "Rain fell all day. ".repeat(400));
    let mut group = c.benchmark_group("input");
    for (name, format, bytes) in [("html", Format::Html, html), ("jsonl", Format::Jsonl, line)] {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| b.iter(|| Item::new(format, bytes.as_str()).decode()));
    }
    group.finish();
}

criterion_group!(benches, input);
criterion_main!(benches);
