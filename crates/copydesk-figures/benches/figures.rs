//! Finding the figures of news-like text, words already made.
#![allow(missing_docs)]

use std::fmt::Write as _;

use copydesk_figures::find;
use copydesk_text::Text;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn figures(c: &mut Criterion) {
    let mut source = String::new();
    for i in 0..1500 {
        let _ = write!(
            source,
            "The harbour authority said on Tuesday that traffic through its {} docks rose {}.{}% last year to {},{:03} \
             ships, helped by a US${i} million dredging scheme that the city council approved in 2019 after years of \
             argument. Residents of the old quarter, who had gone to court over the noise, called the result a \
             disgrace and promised to appeal.\n\n\
             Ann Lee, {}, who runs a chandlery beside the fish market, remembers when dozens of trawlers tied up every \
             night. \"Now we see two or three, and nobody under the age of 40 wants the work,\" she said. Her own son \
             drives a lorry for a firm that moves some {i} tonnes of grain a day.\n\n\
             The minister is expected to visit the port later this week. Her office declined to say whether the grant \
             would be renewed, and a spokesman for the unions described the talks as friendly but slow.\n\n",
            ["five", "twenty-one", "twelve"][i % 3],
            i % 30,
            i % 10,
            i % 90 + 1,
            i % 1000,
            i % 60 + 20,
        );
    }
    let text = Text::new(&source);
    let mut group = c.benchmark_group("figures");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("find", |b| b.iter(|| find(&text).len()));
    group.finish();
}

criterion_group!(benches, figures);
criterion_main!(benches);
