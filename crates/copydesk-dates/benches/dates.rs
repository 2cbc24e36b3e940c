//! Throughput of finding and resolving, in bytes of text, words already made.

use std::fmt::Write as _;
use std::hint::black_box;

use copydesk_dates::{Basis, NaiveDate, Reference, find, resolve};
use copydesk_text::Text;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const PARAGRAPHS: [&str; 4] = [
    "The port of Hallow Bay said on Thursday that it had moved more grain in the first nine months of 2020 than in any \
     full year since 1996, and that the new pier would open early next year at a cost of some 40 million crowns.",
    "Marta Lind, who has run the co-operative for two decades, told a meeting of growers that prices had fallen for three \
     weeks and that nobody should expect them to rise before the harvest. \"We have been here before,\" she said.",
    "The ministry, which has yet to publish its figures, declined to say whether the subsidy would be paid. Critics said the \
     plan favoured large estates, many of which are owned by companies that are registered abroad and pay little tax.",
    "A ferry ran aground near the lighthouse at 6:40 a.m. on 3 March, the coast guard said. All 212 passengers were taken off; \
     one of them, a 47-year-old man, was treated for shock, and the line expects service to resume by the weekend.",
];

fn corpus() -> String {
    let mut corpus = String::new();
    for turn in 0..500 {
        let paragraph = PARAGRAPHS[turn % PARAGRAPHS.len()];
        let _ = write!(corpus, "{paragraph} Report {turn} follows.\n\n");
    }
    corpus
}

fn dates(criterion: &mut Criterion) {
    let corpus = corpus();
    let text = Text::new(&corpus);
    let reference =
        NaiveDate::from_ymd_opt(2021, 2, 12).map(|date| Reference::day(date, Basis::Given)).unwrap_or_default();
    let mentions = find(&text);
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Bytes(corpus.len() as u64));
    group.bench_function("find", |b| b.iter(|| find(black_box(&text))));
    group.bench_function("resolve", |b| b.iter(|| resolve(black_box(&text), &mentions, &reference)));
    group.bench_function("find and resolve", |b| {
        b.iter(|| {
            let mentions = find(black_box(&text));
            resolve(&text, &mentions, &reference)
        });
    });
    group.finish();
}

criterion_group!(benches, dates);
criterion_main!(benches);
