//! Records as spaCy writes its `Doc` in JSON.

use std::io;

use copydesk_pipeline::Record;
use copydesk_text::{OffsetMap, Span, Text, Unit};
use serde::Serialize;

use crate::labels::{Scheme, names};

/// Writes a line of JSON that `spacy.tokens.Doc.from_json` reads: text, names, sentences and tokens, all offsets in
/// characters.
///
/// The tokens give the text back: white space other than one space behind a word is a token of its own, as in spaCy.
///
/// # Errors
/// Those of `out`.
pub fn write_spacy(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    let source = record.document.text.as_str();
    let offsets = OffsetMap::new(source, Unit::Chars);
    let place = |span: Span| {
        let [start, end] = offsets.span(span);
        Place { start, end }
    };
    let text = Text::new(source);
    let mut tokens = Tokens { source, spans: Vec::new(), end: 0 };
    let mut starts = Vec::new();
    for sentence in text.sentences() {
        let mut words = text.words()[sentence.words()].iter();
        if let Some(first) = words.next() {
            tokens.push(first.span());
            starts.push(tokens.spans.len() - 1);
        }
        words.for_each(|word| tokens.push(word.span()));
    }
    tokens.fill(source.len());
    let tokens = tokens.spans;
    // What stands before the first sentence is of the first, what stands between two is of the one before.
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
    let sents = starts.iter().zip(ends).map(|(&from, until)| place(tokens[from].cover(tokens[until - 1])));
    let doc = Doc {
        id: record.document.id.as_deref(),
        text: source,
        ents: names(record)
            .into_iter()
            .map(|(span, kind)| Ent { place: place(span), label: Scheme::OntoNotes.label(kind) })
            .collect(),
        sents: sents.collect(),
        tokens: tokens.iter().enumerate().map(|(id, span)| Token { id, place: place(*span) }).collect(),
    };
    serde_json::to_writer(&mut out, &doc)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Doc<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    text: &'r str,
    ents: Vec<Ent>,
    sents: Vec<Place>,
    tokens: Vec<Token>,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Ent {
    #[serde(flatten)]
    place: Place,
    label: &'static str,
}

#[derive(Serialize)]
struct Token {
    id: usize,
    #[serde(flatten)]
    place: Place,
}

/// Tokens in the making: words, and what lies between them.
struct Tokens<'r> {
    source: &'r str,
    spans: Vec<Span>,
    /// Where the last token ends, the space that belongs to it included.
    end: usize,
}

impl Tokens<'_> {
    fn push(&mut self, word: Span) {
        self.fill(word.start());
        self.spans.push(word);
        self.end = word.end();
        if self.source[word.end()..].starts_with(' ') {
            self.end += 1;
        }
    }

    /// Makes a token of what is left before a place.
    fn fill(&mut self, until: usize) {
        if self.end < until {
            self.spans.push(Span::new(self.end, until));
        }
    }
}
