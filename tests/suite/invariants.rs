//! The invariants of records, on every fixture and on every prefix of it.

use copydesk_article::Document;
use copydesk_pipeline::Pipeline;
use copydesk_tests::{check, fixtures};
use rayon::prelude::*;

#[test]
fn every_prefix_of_every_fixture() {
    let pipeline = Pipeline::standard();
    let documents: Vec<Document> = fixtures().unwrap().iter().flat_map(|f| f.documents().unwrap()).collect();
    documents.par_iter().for_each(|document| {
        let ends: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        ends.into_par_iter().for_each(|end| {
            let prefix = Document::from_text(&document.text[..end]);
            check(&pipeline.run(&prefix));
        });
        // The whole comes last, with the layout and metadata of its source.
        check(&pipeline.run(document));
    });
}

#[test]
fn every_prefix_of_a_bare_text() {
    let pipeline = Pipeline::builder().bare(true).build();
    let text = "“Prices rose 4.5% – to €1.2 million – on 3 March 2021,” Ana Río said.\r\n‘No,’ he replied 😀.";
    for (end, _) in text.char_indices() {
        check(&pipeline.run(&Document::from_text(&text[..end])));
    }
}

#[test]
fn a_megabyte_in_one_line() {
    let sentence = "On 3 March 2021 Ana Río of Lumen Works said: “Sales rose 4.5% to €1.2 million.” ";
    let document = Document::from_text(sentence.repeat((1 << 20) / sentence.len()));
    for bare in [false, true] {
        check(&Pipeline::builder().bare(bare).build().run(&document));
    }
}

#[test]
fn a_pipeline_is_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let pipeline = Pipeline::standard();
    shared(&pipeline);
    let documents: Vec<Document> = fixtures().unwrap().iter().flat_map(|f| f.documents().unwrap()).collect();
    let alone: Vec<String> = documents.iter().map(|d| format!("{:?}", pipeline.run(d))).collect();
    let together: Vec<String> = documents.par_iter().map(|d| format!("{:?}", pipeline.run(d))).collect();
    assert_eq!(alone, together);
}
