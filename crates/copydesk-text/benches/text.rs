//! Words, sentences and paragraphs of a text, and the translation of offsets.

use std::hint::black_box;

use copydesk_text::{OffsetMap, Text, Unit};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Paragraphs in the manner of news, in plain ASCII and with the marks that typesetters use.
const ASCII: &str = "The harbour board voted 7-2 on Tuesday to raise fees by 4.5 percent, Gov. Dale R. Hicks said. \
    \"Nobody likes it,\" he told reporters in St. Olave, \"but the U.S. grant of $1,250,000 ends in Feb.\"\n\n";
const MARKED: &str = "“We’ve waited since 1998,” said Zoë Ångström – the co‑founder of Café Lumière – as 12,5 % of the \
    seats sold for €40 each… The naïve plan didn’t survive.\n\n";

fn text(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("text");
    for (name, paragraph) in [("ascii", ASCII), ("marked", MARKED)] {
        let source = (0..2000).map(|number| format!("{number} {paragraph}")).collect::<Vec<_>>().concat();
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| Text::new(black_box(&source))));
        group.bench_function(format!("{name}-offsets"), |bencher| {
            bencher.iter(|| OffsetMap::new(black_box(&source), Unit::Chars).from_bytes(source.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
