//! Records as `TimeML`: the text with its time expressions in TIMEX3 tags.

use std::fmt::Write as _;
use std::io;

use copydesk_pipeline::Record;
use copydesk_pipeline::dates::{NaiveDate, TimeExpr, TimeKind};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE TimeML SYSTEM \"TimeML.dtd\">\n<TimeML>\n";

/// Writes a `TimeML` document, in the form of the `TempEval-3` files: `DOCID`, the reference date as `t0` in `DCT` when
/// it is known to the day, and the whole text in `TEXT`.
///
/// Without its tags `TEXT` is the document's text. Only characters that XML cannot hold become U+FFFD.
///
/// # Errors
/// Those of `out`.
pub fn write_timeml(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    let mut page = String::from(HEAD);
    if let Some(id) = &record.document.id {
        page.push_str("<DOCID>");
        escape(id, &mut page);
        page.push_str("</DOCID>\n");
    }
    if let Some(date) = record.reference.as_ref().and_then(|reference| reference.date) {
        creation_time(date, &mut page);
    }
    page.push_str("<TEXT>");
    let source = record.document.text.as_str();
    let mut at = 0;
    for (number, date) in (1..).zip(record.dates.iter().flatten()) {
        escape(&source[at..date.span.start()], &mut page);
        timex(number, date, source, &mut page);
        at = date.span.end();
    }
    escape(&source[at..], &mut page);
    page.push_str("</TEXT>\n</TimeML>\n");
    out.write_all(page.as_bytes())
}

fn creation_time(date: NaiveDate, page: &mut String) {
    let _ = writeln!(
        page,
        "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{date}\" temporalFunction=\"false\" \
         functionInDocument=\"CREATION_TIME\">{date}</TIMEX3></DCT>"
    );
}

fn timex(number: usize, date: &TimeExpr, source: &str, page: &mut String) {
    let _ = write!(page, "<TIMEX3 tid=\"t{number}\" type=\"{}\" value=\"", date.kind.name());
    escape(&date.value, page);
    page.push('"');
    if let Some(modifier) = date.modifier {
        let _ = write!(page, " mod=\"{}\"", modifier.name());
    }
    let surface = date.span.of(source);
    if let Some(quantifier) = quantifier(date, surface) {
        let _ = write!(page, " quant=\"{quantifier}\"");
    }
    page.push('>');
    escape(surface, page);
    page.push_str("</TIMEX3>");
}

/// The word that quantifies over a set, as it is written: `TimeML` asks for the literal.
fn quantifier(date: &TimeExpr, surface: &str) -> Option<String> {
    let first = surface.split_whitespace().next().filter(|_| date.kind == TimeKind::Set)?.to_uppercase();
    matches!(first.as_str(), "EVERY" | "EACH" | "ALL" | "SOME").then_some(first)
}

/// Adds a text as XML. A carriage return is written as a reference, as parsers would make a line feed of it.
fn escape(text: &str, page: &mut String) {
    for c in text.chars() {
        match c {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\r' => page.push_str("&#13;"),
            '\t' | '\n' => page.push(c),
            '\0'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}' => page.push('\u{FFFD}'),
            c => page.push(c),
        }
    }
}
