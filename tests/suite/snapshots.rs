//! Every fixture's record and its marked text, beside the input. To review changes: `cargo insta review`, or
//! `INSTA_UPDATE=always cargo test --package copydesk-tests` and `git diff`.

use copydesk_output::{JsonOptions, Palette, write_json, write_marked};
use copydesk_pipeline::Pipeline;
use copydesk_tests::{Fixture, fixtures, lay_out};

#[test]
fn record() {
    let options = JsonOptions { text: false, ..JsonOptions::default() };
    each(|pipeline, fixture| {
        let documents = fixture.documents()?;
        let records = documents.iter().map(|document| {
            let mut json = Vec::new();
            write_json(&pipeline.run(document), &options, &mut json)?;
            Ok(lay_out(&serde_json::from_slice(&json)?))
        });
        Ok(("record", records.collect::<anyhow::Result<Vec<_>>>()?.join("\n")))
    });
}

#[test]
fn marked() {
    each(|pipeline, fixture| {
        let mut page = Vec::new();
        for document in fixture.documents()? {
            write_marked(&pipeline.run(&document), Palette::Plain, &mut page)?;
        }
        Ok(("marked", String::from_utf8(page)?))
    });
}

/// Compares what a view shows of every fixture with its snapshot; all differences are reported, not the first alone.
fn each(view: impl Fn(&Pipeline, &Fixture) -> anyhow::Result<(&'static str, String)>) {
    let pipeline = Pipeline::standard();
    let mut changed = Vec::new();
    for fixture in fixtures().unwrap() {
        let (name, page) = view(&pipeline, &fixture).unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&fixture.folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let same =
            settings.bind(|| std::panic::catch_unwind(|| insta::assert_snapshot!(name, page.trim_end())).is_ok());
        if !same {
            changed.push(fixture.name);
        }
    }
    assert!(changed.is_empty(), "changed: {}", changed.join(", "));
}
