//! Words and entity labels in columns, after the shared task of `CoNLL` 2003.

use std::fmt::Write as _;
use std::io;

use copydesk_pipeline::Record;
use copydesk_text::{Span, Text};

use crate::labels::{Scheme, names};

/// Writes the article's content as one word a line with its label in IOB2, an empty line after each sentence.
///
/// There are the four columns of CoNLL-2003, so that its readers read it; those of parts of speech and of chunks are
/// `-X-`. A line `-DOCSTART-` opens each document.
///
/// # Errors
/// Those of `out`.
pub fn write_conll(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    let content: Vec<Span> =
        record.article.blocks.iter().filter(|block| block.kind.is_content()).map(|block| block.span).collect();
    // The words that the pipeline saw; a record does not keep them.
    let text = Text::within(&record.document.text, &content);
    let mut names = names(record).into_iter().peekable();
    let mut page = String::from("-DOCSTART- -X- -X- O\n\n");
    for sentence in text.sentences() {
        for word in &text.words()[sentence.words()] {
            while names.next_if(|(span, _)| span.end() <= word.start()).is_some() {}
            let surface = text.str(word);
            let _ = match names.peek().filter(|(span, _)| span.overlaps(word.span())) {
                None => writeln!(page, "{surface} -X- -X- O"),
                Some((span, kind)) => {
                    let place = if word.start() <= span.start() { 'B' } else { 'I' };
                    writeln!(page, "{surface} -X- -X- {place}-{}", Scheme::Conll.label(*kind))
                }
            };
        }
        page.push('\n');
    }
    out.write_all(page.as_bytes())
}
