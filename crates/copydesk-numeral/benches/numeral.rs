//! Reading a numeral at every word of news-like text.
#![allow(missing_docs)]

use std::fmt::Write as _;

use copydesk_numeral::numeral_at;
use copydesk_text::Text;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn numerals(c: &mut Criterion) {
    let mut source = String::new();
    for i in 0..2000 {
        let _ = write!(
            source,
            "The port handled {i},{:03} containers in May, a fifth more than a year ago, when two hundred and {} ships \
             called. Fees rose to $3.{}bn, and the operator will hire one and a half thousand people by the spring.\n\n",
            i % 1000,
            ["six", "forty-one", "ninety"][i % 3],
            i % 10,
        );
    }
    let text = Text::new(&source);
    let mut group = c.benchmark_group("numeral");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("every word", |b| {
        let end = text.words().len();
        b.iter(|| (0..end).filter(|&at| numeral_at(&text, at, end).is_some()).count());
    });
    group.finish();
}

criterion_group!(benches, numerals);
criterion_main!(benches);
