//! Problems as compilers print them.

use std::io;

use copydesk_pipeline::Record;

use crate::lines::Lines;

/// Writes a line for each problem: `story.txt:12:5: warning: message [code]`, with one-based line and column in
/// characters; without them for a problem of the whole document.
///
/// # Errors
/// Those of `out`.
pub fn write_problems(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    let text = record.document.text.as_str();
    let id = record.document.id.as_deref().unwrap_or("-");
    let lines = Lines::new(text);
    for problem in &record.problems {
        let place = problem.span.map(|span| lines.place(text, span.start()));
        let place = place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        writeln!(out, "{id}{place}: {}: {} [{}]", problem.severity.name(), problem.message, problem.code)?;
    }
    Ok(())
}
