//! Mentions lie in order within the text, and linking keeps every one of them.
#![no_main]

use std::sync::OnceLock;

use copydesk_entities::{Tagger, link};
use copydesk_fuzz::sorted;
use copydesk_model::Model;
use copydesk_text::Text;
use libfuzzer_sys::fuzz_target;

static MODEL: OnceLock<Model> = OnceLock::new();

fuzz_target!(|source: &str| {
    let text = Text::new(source);
    let model = MODEL.get_or_init(Model::embedded);
    let mentions = Tagger::new(model).tag(&text);
    sorted(&text, mentions.iter().map(|mention| mention.span));
    let entities = link(&mentions, &text, model.gazetteer());
    entities.iter().for_each(|entity| sorted(&text, entity.mentions.iter().map(|mention| mention.span)));
    assert!(entities.iter().map(|entity| entity.mentions.len()).sum::<usize>() >= mentions.len());
});
