//! Finding the quotes of news-like text, words already made.
#![allow(missing_docs)]

use std::fmt::Write as _;

use copydesk_quotes::find;
use copydesk_text::Text;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn quotes(c: &mut Criterion) {
    let mut source = String::new();
    for i in 0..1500 {
        let _ = write!(
            source,
            "The harbour authority said on Tuesday that traffic through its {} docks rose by {i} ships last year, helped \
             by a dredging scheme that the council approved after years of argument. Residents of the old quarter, who \
             had gone to court over the noise, called the result “a disgrace” and promised to appeal.\n\n\
             Ann Lee, {}, who runs a chandlery beside the fish market, remembers when dozens of trawlers tied up every \
             night. “Now we see two or three, and nobody wants the work,” she said. “My own son drives a lorry.”\n\n\
             The minister is expected to visit the port later this week. Her office declined to say whether the grant \
             would be renewed, according to a spokesman for the unions, and the talks were friendly but slow. Boats of \
             every size lay along the quay, their paint flaking in the sun, while gulls walked between the ropes.\n\n",
            ["northern", "outer", "oldest"][i % 3],
            i % 60 + 20,
        );
    }
    let text = Text::new(&source);
    let mut group = c.benchmark_group("quotes");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("find", |b| b.iter(|| find(&text).len()));
    group.finish();
}

criterion_group!(benches, quotes);
criterion_main!(benches);
