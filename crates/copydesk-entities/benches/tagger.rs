//! Tagging and linking, words already made.

use std::hint::black_box;

use copydesk_entities::{Tagger, link};
use copydesk_model::Model;
use copydesk_text::Text;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Articles of one shape and different names.
fn articles() -> Vec<String> {
    let people = ["Marta Okafor", "Pak Chol-su", "Jean-Luc Moreau", "Ingrid Halvorsen", "Tariq al-Masri", "Wei Lin"];
    let places = ["Nairobi", "Porto Alegre", "South Korea", "Leeds", "New Mexico", "Tallinn", "the Gulf of Guinea"];
    let bodies =
        ["Vantor Motors", "the Northern Fisheries Board", "Reuters", "the Ministry of Transport", "Acme Corp."];
    (0..42)
        .map(|i: usize| {
            let (person, other) = (people[i % 6], people[(i / 6 + i + 1) % 6]);
            let (place, body) = (places[i % 7], bodies[i % 5]);
            let surname = person.rsplit(' ').next().unwrap_or(person);
            format!(
                "{body} cuts jobs in {place}\n\nOfficials in {place} said on Monday that {body} would close two of its \
                 plants by the end of next year, the second such step since 2019.\n\n{person}, who leads {body}, told \
                 reporters that the move was \"painful but right\" as orders had fallen by 12.5 percent. {surname} \
                 will meet {other} of the German government in Berlin next week.\n\nShares of the company lost a \
                 tenth of their value on the London Stock Exchange before they recovered, and traders said that it \
                 had been expected for months.\n\nAnalysts pointed to weak demand, higher costs and a lack of skilled \
                 workers. \"We have seen this before,\" said {other}, a lawyer. It was not clear whether {surname} \
                 would stay on; a spokesman for the board declined to comment.\n"
            )
        })
        .collect()
}

fn tagger(c: &mut Criterion) {
    let sources = articles();
    let texts: Vec<Text<'_>> = sources.iter().map(|source| Text::new(source)).collect();
    let model = Model::embedded();
    let tagger = Tagger::new(&model);
    let mut group = c.benchmark_group("entities");
    group.throughput(Throughput::Bytes(sources.iter().map(String::len).sum::<usize>() as u64));
    group.bench_function("tag", |b| b.iter(|| texts.iter().map(|text| tagger.tag(text).len()).sum::<usize>()));
    let tagged: Vec<_> = texts.iter().map(|text| (tagger.tag(text), text)).collect();
    group.bench_function("link", |b| {
        b.iter(|| tagged.iter().map(|(names, text)| link(names, text, model.gazetteer()).len()).sum::<usize>());
    });
    group.finish();
    c.bench_function("load the model", |b| b.iter(|| black_box(Model::embedded())));
}

criterion_group!(benches, tagger);
criterion_main!(benches);
