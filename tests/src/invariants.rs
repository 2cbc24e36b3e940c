//! What holds of every record, whatever the input.

use copydesk_pipeline::Record;
use copydesk_text::Span;

/// Checks that a record breaks no invariant.
///
/// # Panics
/// When it breaks one, saying what and where.
pub fn check(record: &Record<'_>) {
    blocks_tile(record);
    let content: Vec<Span> =
        record.article.blocks.iter().filter(|block| block.kind.is_content()).map(|block| block.span).collect();
    let text = &record.document.text;
    let written = |what: &str, span: Span| {
        let written = text.get(span.range());
        assert!(written.is_some_and(|w| !w.is_empty()), "{what} at {span:?} is no part of {text:?}");
    };
    let sound = |what: &str, span: Span| {
        written(what, span);
        let inside = content.iter().any(|block| block.contains(span));
        assert!(inside, "{what} {:?} at {span:?} lies in no block of the article: {text:?}", span.of(text));
    };

    let dates = record.dates.as_deref().unwrap_or_default();
    ascending("dates", text, dates.iter().map(|date| date.span));
    for date in dates {
        sound("date", date.span);
        let ordered = date.from.zip(date.until).is_none_or(|(from, until)| from.to_string() < until.to_string());
        assert!(ordered, "{date:?} ends before it begins: {text:?}");
    }
    let evidence = record.reference.iter().flat_map(|reference| &reference.evidence);
    // The page around the article dates it too: "© 2021".
    evidence.filter_map(|e| e.span).for_each(|span| written("evidence", span));

    let figures = record.figures.as_deref().unwrap_or_default();
    ascending("figures", text, figures.iter().map(|figure| figure.span));
    for figure in figures {
        sound("figure", figure.span);
    }

    let entities = record.entities.as_deref().unwrap_or_default();
    for entity in entities {
        assert!(!entity.mentions.is_empty() && !entity.name.is_empty(), "{entity:?} is empty");
        entity.mentions.iter().for_each(|mention| sound("mention", mention.span));
        ascending("mentions", text, entity.mentions.iter().map(|mention| mention.span));
    }
    ascending("entities", text, entities.iter().filter_map(|e| e.mentions.first()).map(|mention| mention.span));

    let quotes = record.quotes.as_deref().unwrap_or_default();
    for attributed in quotes {
        let quote = &attributed.quote;
        assert!(!quote.spans.is_empty(), "{quote:?} has no words");
        quote.spans.iter().for_each(|span| sound("quote", *span));
        ascending("pieces of a quote", text, quote.spans.iter().copied());
        quote.speaker.into_iter().for_each(|span| sound("speaker", span));
        quote.cue.into_iter().for_each(|span| sound("cue", span));
        assert!(attributed.entity.is_none_or(|id| id < entities.len()), "the speaker of {quote:?} is no entity");
    }
    ascending("quotes", text, quotes.iter().filter_map(|q| q.quote.spans.first()).copied());

    for problem in &record.problems {
        problem.span.into_iter().for_each(|span| assert!(text.get(span.range()).is_some(), "{problem:?}"));
    }
}

/// Concatenated, the blocks are the text, and none is empty.
fn blocks_tile(record: &Record<'_>) {
    let text = &record.document.text;
    let mut at = 0;
    for block in &record.article.blocks {
        assert!(block.span.start() == at && !block.span.is_empty(), "{block:?} does not follow byte {at} of {text:?}");
        assert!(text.is_char_boundary(block.span.end()), "{block:?} cuts a character of {text:?}");
        at = block.span.end();
    }
    assert_eq!(at, text.len(), "the blocks end early in {text:?}");
}

fn ascending(what: &str, text: &str, spans: impl Iterator<Item = Span>) {
    let mut previous = 0;
    for span in spans {
        assert!(span.start() >= previous, "{what} are out of order at {span:?}: {text:?}");
        previous = span.start();
    }
}
