//! Records as an account: every value with its place, the rule that gave it, and the readings that were passed over.

use std::fmt::Write as _;
use std::io;

use copydesk_pipeline::Record;
use copydesk_text::Span;

use crate::lines::Lines;
use crate::marked::{day, value};

/// Most characters of the text that one line of the account shows.
const SHOWN: usize = 60;

/// Writes why each value of a record is what it is, in the order of the text: `line:column  layer  "text"  value  rule`.
///
/// # Errors
/// Those of `out`.
pub fn write_explained(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    let mut account = Account { text: &record.document.text, entries: Vec::new() };
    account.layers(record);
    account.entries.sort_by_key(|e| (e.span.start(), std::cmp::Reverse(e.span.end())));
    let mut page = String::new();
    if let Some(id) = &record.document.id {
        let _ = writeln!(page, "{id}");
    }
    if let Some(reference) = &record.reference {
        let _ = writeln!(page, "reference date: {} ({})", day(reference), reference.basis.name());
        for evidence in &reference.evidence {
            let word = if evidence.holds { "because" } else { "set aside:" };
            let _ = writeln!(page, "    {word} {}  [{}]", evidence.says, evidence.why);
        }
    }
    let lines = Lines::new(account.text);
    for entry in &account.entries {
        let (line, column) = lines.place(account.text, entry.span.start());
        let surface = shorten(entry.span.of(account.text));
        let _ = writeln!(page, "{line}:{column}  {}  \"{surface}\"  {}  [{}]", entry.layer, entry.value, entry.why);
        for (value, why) in &entry.rejected {
            let _ = writeln!(page, "    not {value}  [{why}]");
        }
    }
    for problem in &record.problems {
        let _ = writeln!(page, "{}: {}  [{}]", problem.severity.name(), problem.message, problem.code);
    }
    page.push('\n');
    out.write_all(page.as_bytes())
}

struct Entry<'r> {
    span: Span,
    layer: &'static str,
    value: String,
    why: &'r str,
    rejected: Vec<(&'r str, &'r str)>,
}

struct Account<'r> {
    text: &'r str,
    entries: Vec<Entry<'r>>,
}

impl<'r> Account<'r> {
    fn layers(&mut self, record: &'r Record<'_>) {
        for block in &record.article.blocks {
            self.add(block.span, "block", block.kind.name().to_owned(), block.why);
        }
        for date in record.dates.iter().flatten() {
            let modifier = date.modifier.map(|m| format!(" {}", m.name())).unwrap_or_default();
            let end = |p: Option<copydesk_pipeline::dates::Point>| p.map_or("..".to_owned(), |p| p.to_string());
            let value = format!(
                "{} {}{modifier}, {} to before {}",
                date.kind.name(),
                date.value,
                end(date.from),
                end(date.until)
            );
            self.add(date.span, "date", value, date.why);
            if let Some(entry) = self.entries.last_mut() {
                entry.rejected = date.rejected.iter().map(|r| (r.value.as_str(), r.why)).collect();
            }
        }
        for figure in record.figures.iter().flatten() {
            self.add(figure.span, "figure", format!("{} {}", figure.kind.name(), value(figure)), figure.why);
        }
        for entity in record.entities.iter().flatten() {
            for mention in &entity.mentions {
                let chance = mention.probability.map(|p| format!(", probability {p:.2}")).unwrap_or_default();
                let joined = mention.linked.map(|rule| format!(", linked by {rule}")).unwrap_or_default();
                let value = format!("{} {} ({}{chance}{joined})", entity.kind.name(), entity.name, mention.form.name());
                self.add(mention.span, "entity", value, mention.why);
            }
        }
        for attributed in record.quotes.iter().flatten() {
            let quote = &attributed.quote;
            let said = |span: Option<Span>| span.map_or("nobody named", |s| s.of(self.text));
            let cue = quote.cue.map(|c| format!(", cue \"{}\"", c.of(self.text))).unwrap_or_default();
            let value = format!("{} by {}{cue}", quote.kind.name(), said(quote.speaker));
            if let Some(span) = quote.spans.iter().copied().reduce(Span::cover) {
                self.add(span, "quote", value, quote.why);
            }
        }
    }

    fn add(&mut self, span: Span, layer: &'static str, value: String, why: &'r str) {
        self.entries.push(Entry { span, layer, value, why, rejected: Vec::new() });
    }
}

/// A text on one line, its middle left out when it is long.
fn shorten(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let length = line.chars().count();
    if length <= SHOWN {
        return line;
    }
    let head: String = line.chars().take(SHOWN / 2).collect();
    let tail: String = line.chars().skip(length - SHOWN / 2 + 3).collect();
    format!("{head}...{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_lose_their_middle() {
        assert_eq!(shorten("a \n b"), "a b");
        let long = shorten(&"word ".repeat(40));
        assert!(long.contains("...") && long.chars().count() == SHOWN, "{long}");
    }
}
