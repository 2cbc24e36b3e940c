use copydesk_model::Model;
use copydesk_text::Text;
use proptest::prelude::*;

use crate::{EntityKind, Features, Tagger};

/// The names of a text as "kind:name".
fn names(model: &Model, text: &str) -> Vec<String> {
    let text = Text::new(text);
    let mentions = Tagger::new(model).tag(&text);
    mentions.iter().map(|m| format!("{}:{}", m.kind.name(), m.span.of(text.as_str()))).collect()
}

#[test]
fn names_in_news() {
    let model = Model::embedded();
    for (text, expected) in [
        (
            "President Amina Diallo flew from Nairobi to Paris on Monday.",
            &["person:Amina Diallo", "place:Nairobi", "place:Paris"][..],
        ),
        (
            "German police arrested two men in Hamburg, Reuters reported.",
            &["group:German", "place:Hamburg", "organization:Reuters"],
        ),
        ("The weather was fine and nobody came.", &[]),
    ] {
        assert_eq!(names(&model, text), expected, "{text}");
    }
}

#[test]
fn probabilities_lie_between_nothing_and_certainty() {
    let text = Text::new("Boris Johnson met Angela Merkel in Berlin. The Ostrovia Group declined to comment.");
    let model = Model::embedded();
    let mentions = Tagger::new(&model).tag(&text);
    assert!(mentions.iter().all(|m| m.probability.is_some_and(|p| (0.0..=1.0).contains(&p))));
    assert!(mentions.iter().any(|m| m.kind == EntityKind::Person && m.probability.is_some_and(|p| p > 0.9)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text(text in "([A-Z]{0,3}[a-z]{0,4}[ .,'“’\\-\n]|\\PC){0,60}") {
        let model = Model::embedded();
        let text = Text::new(&text);
        let mentions = Tagger::new(&model).tag(&text);
        prop_assert!(mentions.iter().all(|m| !m.span.is_empty() && text.as_str().get(m.span.range()).is_some()));
        prop_assert!(mentions.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
        prop_assert_eq!(&mentions, &Tagger::new(&model).tag(&text));
        let (all, mut features) = (Features::new(&model, &text), Vec::new());
        for at in 0..=text.words().len() {
            all.of(at, &mut features);
            prop_assert!(at < text.words().len() || features.is_empty());
        }
    }
}
