//! Example -> value, and what must hold on any input.

use copydesk_text::Text;
use proptest::prelude::*;

use crate::{Quote, QuoteKind, find};

/// "kind: content | cue | speaker" of each quote, pieces parted by " + ".
fn marked(source: &str) -> Vec<String> {
    let show = |q: &Quote| {
        let pieces: Vec<&str> = q.spans.iter().map(|s| s.of(source)).collect();
        let part = |s: Option<copydesk_text::Span>| s.map_or("-", |s| s.of(source));
        format!("{}: {} | {} | {}", q.kind.name(), pieces.join(" + "), part(q.cue), part(q.speaker))
    };
    find(&Text::new(source)).iter().map(show).collect()
}

#[test]
fn frames() {
    for (source, expected) in [
        ("The mayor said the bridge would reopen.", "indirect: the bridge would reopen | said | The mayor"),
        ("“We are late,” Ann Lee said.", "direct: “We are late,” | said | Ann Lee"),
        ("“We are late,” said Ann Lee. “Go home.”", "direct: “We are late,” + “Go home.” | said | Ann Lee"),
        (
            "“We are late,” said Ann Lee, “and it is dark.”",
            "direct: “We are late,” + “and it is dark.” | said | Ann Lee",
        ),
        ("\"Is it over?\" Smith asked.", "direct: \"Is it over?\" | asked | Smith"),
        ("«It is over», the captain said.", "direct: «It is over» | said | the captain"),
        ("‘It is over,’ the captain said.", "direct: ‘It is over,’ | said | the captain"),
        (
            "Prices fell in May, according to a draft report.",
            "indirect: Prices fell in May | according to | a draft report",
        ),
        ("According to the union, pay fell last year.", "indirect: pay fell last year | According to | the union"),
        ("She told reporters that the deal was dead.", "indirect: the deal was dead | told | She"),
        (
            "The ship sank in an hour, state media reported.",
            "indirect: The ship sank in an hour | reported | state media",
        ),
        ("The agency said: “The plan has failed.”", "direct: “The plan has failed.” | said | The agency"),
        ("''We are late,'' said Ann Lee. ''Go home.''", "direct: ''We are late,'' + ''Go home.'' | said | Ann Lee"),
        (
            "“It is what he calls “fun” now,” Ann Lee said. “So be it.”",
            "direct: “It is what he calls “fun” now,” + “So be it.” | said | Ann Lee",
        ),
        ("“We left,” Ann Lee said at 4:40 p.m.", "direct: “We left,” | said | Ann Lee"),
        ("The mayor called the lamp “a disgrace”.", "direct: “a disgrace” | called | The mayor"),
        (
            "The head of the union, Ann Lee, said the strike would go on.",
            "indirect: the strike would go on | said | Ann Lee",
        ),
        ("Lee, the head of the union, said the strike would go on.", "indirect: the strike would go on | said | Lee"),
    ] {
        assert_eq!(marked(source), [expected], "{source}");
    }
}

#[test]
fn a_quoted_paragraph_goes_to_the_speaker_before() {
    let source = "The agency said: “The plan has failed.”\n\n“Nobody could tell us why it was ever tried.”";
    assert_eq!(
        marked(source),
        [
            "direct: “The plan has failed.” | said | The agency",
            "direct: “Nobody could tell us why it was ever tried.” | - | The agency",
        ]
    );
}

#[test]
fn a_quotation_runs_on_over_paragraphs() {
    let source = "“The plan has failed,” said Ann Lee. “We tried it twice.\n\n“We will not try it again.”";
    assert_eq!(
        marked(source),
        ["direct: “The plan has failed,” + “We tried it twice. + “We will not try it again.” | said | Ann Lee"]
    );
}

#[test]
fn no_quotations() {
    for source in [
        "",
        "It ended.\n\n‘All Roads Lead Home.’\n\nIt rained.",
        "The band played “Blue Moon” at noon.",
        "The so-called “smart” lamp broke.",
        "It rained.",
    ] {
        assert_eq!(marked(source), [""; 0], "{source}");
    }
}

#[test]
fn an_unclosed_mark_does_not_lose_the_rest() {
    let source = "“We are late, said Lee.\n\nThe mayor said the bridge would reopen.";
    let quotes = find(&Text::new(source));
    assert!(
        quotes.iter().any(|q| q.kind == QuoteKind::Indirect && q.speaker.is_some_and(|s| s.of(source) == "The mayor"))
    );
}

fn check(source: &str) {
    let quotes = find(&Text::new(source));
    assert!(quotes.is_sorted_by_key(|q| q.spans[0]));
    for quote in &quotes {
        assert!(quote.spans.is_sorted());
        for span in quote.spans.iter().chain(&quote.speaker).chain(&quote.cue) {
            assert!(!span.of(source).is_empty(), "{span:?}");
        }
        assert!(quote.probability.is_none_or(|p| (0.0..=1.0).contains(&p)));
    }
    assert_eq!(quotes, find(&Text::new(source)));
}

proptest! {
    #[test]
    fn any_text(source in any::<String>()) {
        check(&source);
    }

    #[test]
    fn any_words(words in prop::collection::vec(
        prop::sample::select(vec![
            "Kim", "said", "the", "“", "”", "\"", "'", "’s", ",", ".", ":", "that", "according", "to", "he", "told",
            "plan", "\n\n", "of", "-", "―", "(", ")", "was", "by", "``", "''", "called", "for", "?", "and", "who", "«", "»",
        ]),
        0..60,
    ), glue in any::<bool>()) {
        check(&words.join(if glue { "" } else { " " }));
    }
}
