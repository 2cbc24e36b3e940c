//! Records as readable text: every block on its own, every value marked where it stands.

use std::fmt::Write as _;
use std::io;

use copydesk_pipeline::Record;
use copydesk_pipeline::dates::Reference;
use copydesk_pipeline::figures::{Figure, Quantity};
use copydesk_text::Span;

/// Terminal colours, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Plain text.
    Plain,
    /// ANSI escape sequences.
    Ansi,
}

/// The layers in the view, with their SGR colour codes.
#[derive(Clone, Copy)]
enum Colour {
    Date = 36,
    Figure = 33,
    Entity = 32,
    Quote = 35,
    Dim = 2,
    Bold = 1,
}

/// Writes a record for people: each block under its kind, values in square brackets behind what they stand for.
///
/// # Errors
/// Those of `out`.
pub fn write_marked(record: &Record<'_>, palette: Palette, mut out: impl io::Write) -> io::Result<()> {
    let mut page = Page { palette, text: String::new() };
    page.head(record);
    let marks = marks(record);
    let mut next = 0;
    for block in &record.article.blocks {
        page.paint(&format!("{:<11}", block.kind.name()), Colour::Dim);
        let body = block.span.of(&record.document.text);
        let visible = Span::new(block.span.start(), block.span.start() + body.trim_end().len());
        while next < marks.len() && marks[next].at < visible.start() {
            next += 1;
        }
        let mut at = visible.start();
        while next < marks.len() && marks[next].at <= visible.end() {
            let mark = &marks[next];
            page.body(Span::new(at, mark.at).of(&record.document.text));
            page.paint(&mark.label, mark.colour);
            at = mark.at;
            next += 1;
        }
        page.body(Span::new(at, visible.end()).of(&record.document.text));
        page.text.push('\n');
    }
    for problem in &record.problems {
        let _ = writeln!(page.text, "{}: {} [{}]", problem.severity.name(), problem.message, problem.code);
    }
    out.write_all(page.text.as_bytes())?;
    out.write_all(b"\n")
}

struct Page {
    palette: Palette,
    text: String,
}

impl Page {
    fn paint(&mut self, text: &str, colour: Colour) {
        let _ = match self.palette {
            Palette::Plain => write!(self.text, "{text}"),
            Palette::Ansi => write!(self.text, "\x1b[{}m{text}\x1b[0m", colour as u8),
        };
    }

    /// Text of the document; line breaks are indented, control characters are made visible.
    fn body(&mut self, text: &str) {
        for c in text.trim_start_matches(['\n', '\r']).chars() {
            match c {
                '\n' => self.text.push_str("\n           "),
                '\r' => {}
                '\t' => self.text.push(' '),
                c if c.is_control() => self.text.push('\u{FFFD}'),
                c => self.text.push(c),
            }
        }
    }

    fn head(&mut self, record: &Record<'_>) {
        if let Some(id) = &record.document.id {
            self.paint(id, Colour::Bold);
            self.text.push('\n');
        }
        let article = &record.article;
        let mut line = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                self.paint(&format!("{name:<11}"), Colour::Dim);
                self.text.push_str(&value);
                self.text.push('\n');
            }
        };
        line("by", Some(article.bylines.join(", ")));
        line("agency", article.agency.clone());
        line("place", article.place.clone());
        line("published", article.published.map(|d| d.to_string()));
        if let Some(reference) = &record.reference {
            line("date", Some(format!("{} ({})", day(reference), reference.basis.name())));
            for evidence in reference.evidence.iter().filter(|evidence| evidence.holds) {
                line("", Some(evidence.says.clone()));
            }
        }
    }
}

/// A reference date in words: the day, the interval, or "unknown".
pub(crate) fn day(reference: &Reference) -> String {
    match (reference.date, reference.from, reference.until) {
        (Some(date), ..) => date.to_string(),
        (None, None, None) => "unknown".to_owned(),
        (None, Some(from), None) => format!("{from} or later"),
        (None, None, Some(until)) => format!("before {until}"),
        (None, Some(from), Some(until)) => format!("{from} to before {until}"),
    }
}

/// A label at a place in the text.
struct Mark {
    at: usize,
    /// Sorts marks at one place: closing labels of short spans before those of long ones, opening ones last.
    order: usize,
    label: String,
    colour: Colour,
}

fn marks(record: &Record<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut close = |span: Span, label: String, colour| {
        marks.push(Mark { at: span.end(), order: span.len(), label: format!("[{label}]"), colour });
    };
    for date in record.dates.iter().flatten() {
        let modifier = date.modifier.map(|m| format!(" {}", m.name())).unwrap_or_default();
        close(date.span, format!("{}:{}{modifier}", date.kind.name().to_lowercase(), date.value), Colour::Date);
    }
    for figure in record.figures.iter().flatten() {
        close(figure.span, format!("{}:{}", figure.kind.name(), value(figure)), Colour::Figure);
    }
    for (id, entity) in record.entities.iter().flatten().enumerate() {
        for mention in &entity.mentions {
            close(mention.span, format!("{}:{id}", entity.kind.name()), Colour::Entity);
        }
    }
    for (number, attributed) in record.quotes.iter().flatten().enumerate() {
        let quote = &attributed.quote;
        let speaker = quote.speaker.map_or("?", |s| s.of(&record.document.text));
        for (i, span) in quote.spans.iter().enumerate() {
            let label = if i == 0 { format!("{}:{speaker}", quote.kind.name()) } else { "…".to_owned() };
            marks.push(Mark {
                at: span.start(),
                order: usize::MAX - span.len(),
                label: format!("{{q{number} "),
                colour: Colour::Quote,
            });
            marks.push(Mark { at: span.end(), order: span.len(), label: format!(" {label}}}"), colour: Colour::Quote });
        }
    }
    marks.sort_by_key(|m| (m.at, m.order));
    marks
}

pub(crate) fn value(figure: &Figure) -> String {
    let mut text = figure.bound.sign().trim_matches('=').to_owned();
    if figure.bound.sign().len() == 2 {
        text.push('=');
    }
    if let Some(change) = figure.change {
        text.push_str(if change.name() == "up" { "+" } else { "-" });
    }
    let _ = match figure.quantity {
        Quantity::Exact(value) => write!(text, "{value}"),
        Quantity::Range(min, max) => write!(text, "{min}..{max}"),
    };
    let currency = figure
        .currency
        .map(str::to_owned)
        .or_else(|| (!figure.currency_candidates.is_empty()).then(|| figure.currency_candidates.join("|")));
    for part in currency.iter().map(String::as_str).chain(figure.unit.as_deref()) {
        let _ = write!(text, " {part}");
    }
    text
}
