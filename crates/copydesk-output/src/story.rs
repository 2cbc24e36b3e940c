//! The clean story: as plain text, as Markdown, and as schema.org `NewsArticle` in JSON-LD.

use std::io;

use copydesk_pipeline::Record;
use copydesk_pipeline::article::BlockKind;
use serde_json::{Map, Value};

/// Writes the story as plain text: headline, byline and body, a blank line between paragraphs.
///
/// # Errors
/// Those of `out`.
pub fn write_text(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    if let Some(headline) = &record.article.headline {
        writeln!(out, "{headline}\n")?;
    }
    if !record.article.bylines.is_empty() {
        writeln!(out, "By {}\n", record.article.bylines.join(", "))?;
    }
    for (_, paragraph) in body(record) {
        writeln!(out, "{paragraph}\n")?;
    }
    Ok(())
}

/// Writes the story as `CommonMark`; characters that would be markup are escaped.
///
/// # Errors
/// Those of `out`.
pub fn write_markdown(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    if let Some(headline) = &record.article.headline {
        writeln!(out, "# {}\n", escape(headline))?;
    }
    if !record.article.bylines.is_empty() {
        writeln!(out, "*{}*\n", escape(&format!("By {}", record.article.bylines.join(", "))))?;
    }
    for (kind, paragraph) in body(record) {
        let mark = match kind {
            BlockKind::Subheading => "## ",
            BlockKind::ListItem => "- ",
            _ => "",
        };
        writeln!(out, "{mark}{}\n", escape(&paragraph))?;
    }
    Ok(())
}

/// Writes the story as one line of JSON-LD, a schema.org `NewsArticle`. What is not known is left out.
///
/// # Errors
/// Those of `out`.
pub fn write_json_ld(record: &Record<'_>, mut out: impl io::Write) -> io::Result<()> {
    let article = &record.article;
    let metadata = &record.document.metadata;
    let mut object = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            object.insert(key.to_owned(), value);
        }
    };
    let text = |value: &Option<String>| value.clone().map(Value::from);
    put("@context", Some("https://schema.org".into()));
    put("@type", Some("NewsArticle".into()));
    put("url", text(&metadata.url));
    put("headline", text(&article.headline));
    put("datePublished", article.published.map(|d| d.to_string().into()));
    put("dateModified", article.modified.map(|d| d.to_string().into()));
    put("dateline", text(&article.place));
    put("inLanguage", text(&article.language));
    put("articleSection", text(&metadata.section));
    let named = |kind: &str, name: &str| serde_json::json!({ "@type": kind, "name": name });
    let authors: Vec<Value> = article.bylines.iter().map(|name| named("Person", name)).collect();
    put("author", (!authors.is_empty()).then(|| authors.into()));
    put("publisher", metadata.publisher.as_deref().map(|name| named("Organization", name)));
    let paragraphs: Vec<String> = body(record).map(|(_, paragraph)| paragraph).collect();
    put("articleBody", (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n").into()));
    serde_json::to_writer(&mut out, &object)?;
    out.write_all(b"\n")
}

/// The blocks of the story's body, white space collapsed. A dateline goes with the paragraph that it opens.
fn body<'r>(record: &'r Record<'_>) -> impl Iterator<Item = (BlockKind, String)> + 'r {
    let mut dateline = String::new();
    record.article.blocks.iter().filter_map(move |block| {
        let words: Vec<&str> = block.span.of(&record.document.text).split_whitespace().collect();
        let text = words.join(" ");
        match block.kind {
            BlockKind::Dateline => {
                dateline = text + " ";
                None
            }
            BlockKind::Paragraph | BlockKind::Subheading | BlockKind::ListItem if !text.is_empty() => {
                Some((block.kind, std::mem::take(&mut dateline) + &text))
            }
            _ => None,
        }
    })
}

/// Text with the characters escaped that Markdown gives a meaning.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let opens_line =
            at == 0 && matches!(c, '#' | '+' | '-' | '>') || at == number && at > 0 && matches!(c, '.' | ')');
        if opens_line || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        for (text, expected) in [
            ("1. First", "1\\. First"),
            ("- not a list", "\\- not a list"),
            ("a*b_c [d] <e>", "a\\*b\\_c \\[d\\] \\<e>"),
            ("up 3.5% - again #1", "up 3.5% - again #1"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }

    #[test]
    fn a_story_of_one_paragraph() {
        let pipeline = copydesk_pipeline::Pipeline::builder().bare(true).build();
        let document = copydesk_pipeline::article::Document::from_text("Rain fell\non  Friday.");
        let record = pipeline.run(&document);
        let written = |write: fn(&Record<'_>, &mut Vec<u8>) -> io::Result<()>| {
            let mut out = Vec::new();
            write(&record, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(|r, o| write_text(r, o)), "Rain fell on Friday.\n\n");
        assert_eq!(written(|r, o| write_markdown(r, o)), "Rain fell on Friday.\n\n");
        assert!(written(|r, o| write_json_ld(r, o)).contains("\"articleBody\":\"Rain fell on Friday.\""));
    }
}
