//! Look-ups over running text, and loading.

use std::hint::black_box;

use copydesk_model::{Gazetteer, Model};
use copydesk_text::Text;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const COPY: &str = "The mayor of Porto Alegre met Maria Souza of the World Health Organization on a wet Monday. \
    Her ministry, she said, had asked Brazil's central bank and two lenders in New York for help with the dam. \
    Farmers near the river waited for three weeks; Reuters counted forty lorries on the road to Santa Maria. ";

fn gazetteer(c: &mut Criterion) {
    let source = COPY.repeat(200);
    let text = Text::new(&source);
    let model = Model::embedded();
    let names = model.gazetteer();
    let mut group = c.benchmark_group("gazetteer");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("longest at every word", |b| {
        b.iter(|| (0..text.words().len()).filter_map(|at| names.longest(&text, at, usize::MAX)).count());
    });
    group.finish();
    let bytes = include_bytes!("../artefacts/gazetteer.bin");
    c.bench_function("load", |b| b.iter(|| Gazetteer::from_bytes(black_box(bytes))));
}

criterion_group!(benches, gazetteer);
criterion_main!(benches);
