//! The blocks of a page as plain text: one with menus around the story, and the story alone.

use std::hint::black_box;

use copydesk_article::{Document, parse};
use copydesk_model::Model;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const ABOVE: &str = "Skip to content\n\nMenu\n\nNews\n\nSport\n\nWeather and travel\n\nSearch\n\n";
const HEAD: &str = "Harbour reopens after storm\n\nBy Jane Doe\n\nPublished March 2, 2024 6:00 am\n\n\
    ELM BAY (Reuters) - The harbour at Elm Bay reopened on Friday after the storm that closed it for six days.\n\n";
const PARAGRAPH: &str = "The board voted 7-2 on Tuesday to raise fees by 4.5 percent, and nobody on the quay was glad of \
    it. “We have waited for this since 1998,” said one of the passengers, who had slept in the waiting room.\n\n";
const BELOW: &str = "Read more\n\nIslands count the cost of the storm\n\nFerry fares to rise again in spring\n\n\
    Jane Doe is a reporter who covers the coast.\n\nCopyright 2024 The Elm Bay Courier. All rights reserved.\n";

fn blocks(criterion: &mut Criterion) {
    let model = Model::embedded();
    let mut group = criterion.benchmark_group("blocks");
    let story = PARAGRAPH.repeat(12);
    for (name, text) in [("page", [ABOVE, HEAD, &story, BELOW].concat()), ("story", [HEAD, &story].concat())] {
        let document = Document::from_text(text);
        group.throughput(Throughput::Bytes(document.text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| parse(black_box(&document), model.lines())));
    }
    group.finish();
}

criterion_group!(benches, blocks);
criterion_main!(benches);
