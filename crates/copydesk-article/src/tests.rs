//! Properties of the whole stage.

use copydesk_model::Model;
use proptest::prelude::*;

use crate::{Article, Document, parse};

fn read(text: &str, model: &Model) -> Article {
    parse(&Document::from_text(text), model.lines())
}

fn assert_tiles(text: &str, article: &Article) {
    let mut at = 0;
    for block in &article.blocks {
        assert_eq!(block.span.start(), at, "{text:?}");
        assert!(!block.span.is_empty(), "{text:?}");
        assert!(text.is_char_boundary(block.span.end()), "{text:?}");
        at = block.span.end();
    }
    assert_eq!(at, text.len(), "{text:?}");
}

#[test]
fn blocks_tile_whatever_the_size() {
    let model = Model::embedded();
    let page = "Menu\r\n\r\nHarbour reopens\r\nBy Jane Doe | 2 March 2024\r\n\u{FEFF}\r\nELM BAY (Reuters) - The harbour at Elm \
                Bay reopened on Friday, and “all were glad”.\n\n\n * one\n * two\n— Jane (@jane) March 2, 2024\n";
    for end in (0..=page.len()).filter(|end| page.is_char_boundary(*end)) {
        assert_tiles(&page[..end], &read(&page[..end], &model));
    }
    let long = "a b. ".repeat(100_000);
    assert_tiles(&long, &read(&long, &model));
    assert_eq!(read("", &model).blocks, []);
}

proptest! {
    #[test]
    fn any_text_is_tiled_and_gives_the_same_again(text in "(\\PC{0,12}|By |\\(AP\\) - |Read more|[A-Z][a-z]{1,8} |12/1/2020|\n|\r|\u{A0}|日本){0,40}") {
        let model = Model::embedded();
        let article = read(&text, &model);
        assert_tiles(&text, &article);
        prop_assert_eq!(&article, &read(&text, &model));
    }
}
