//! The format of a file, by its first bytes and, where these say nothing, its name.

use crate::Format;

/// Bytes that are looked at.
const HEAD: usize = 4096;

/// What a file is that starts with `head` and is none of the formats: by the signatures of kinds that lie in folders of
/// news beside its texts.
pub(crate) fn foreign(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 11] = [
        (b"%PDF-", "PDF"),
        (b"\x89PNG\r\n", "PNG image"),
        (b"\xFF\xD8\xFF", "JPEG image"),
        (b"GIF8", "GIF image"),
        (b"PK\x03\x04", "ZIP or office file"),
        (b"\xD0\xCF\x11\xE0", "office file"),
        (b"Rar!\x1A", "RAR archive"),
        (b"7z\xBC\xAF", "7z archive"),
        (b"\x7FELF", "program"),
        (b"SQLite format 3\0", "SQLite database"),
        (b"PAR1", "Parquet file"),
    ];
    SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)).map(|(_, kind)| *kind)
}

/// The format of input that starts with `head`, which may be cut anywhere.
pub(crate) fn sniff(head: &[u8], name: &str) -> Format {
    let head = &head[..head.len().min(HEAD)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match head.first() {
        Some(b'{') => json(head),
        Some(b'<') => markup(head, name),
        _ if head.starts_with(b"WARC/") => Format::Warc,
        _ => Format::Text,
    }
}

/// A ninjs item spread over lines, or JSONL.
fn json(head: &[u8]) -> Format {
    let line = memchr::memchr(b'\n', head).map_or(head, |end| &head[..end]).trim_ascii_end();
    let has = |field: &[u8]| memchr::memmem::find(head, field).is_some();
    let is_item = has(b"\"uri\"") && [&b"ersion"[..], b"\"body", b"\"bodies", b"\"headline"].iter().any(|f| has(f));
    if !line.ends_with(b"}") && is_item { Format::Ninjs } else { Format::Jsonl }
}

/// By the first element; text that happens to start with a bracket is text.
fn markup(head: &[u8], name: &str) -> Format {
    let mut rest = head;
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = &rest[at + 1..];
        let skipped = [(&b"?"[..], &b"?>"[..]), (b"!--", b"-->")];
        if let Some((_, end)) = skipped.iter().find(|(start, _)| rest.starts_with(start)) {
            rest = memchr::memmem::find(rest, end).map_or(&[][..], |at| &rest[at + end.len()..]);
            continue;
        }
        let word = |skip: usize| {
            let word = rest[skip..].trim_ascii_start();
            let end = word.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b':').unwrap_or(word.len());
            let word = String::from_utf8_lossy(&word[..end]).to_ascii_lowercase();
            word.rsplit(':').next().unwrap_or_default().to_owned()
        };
        let doctype = rest.get(..8).is_some_and(|d| d.eq_ignore_ascii_case(b"!doctype"));
        match word(if doctype { 8 } else { 0 }).as_str() {
            "rss" | "rdf" | "feed" => return Format::Feed,
            "nitf" => return Format::Nitf,
            "newsmessage" | "newsitem" => return Format::Newsml,
            "html" | "head" | "body" | "title" | "meta" | "script" => return Format::Html,
            _ if doctype => {}
            _ => break,
        }
    }
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
    if [".html", ".htm", ".xhtml"].iter().any(|end| name.ends_with(end)) { Format::Html } else { Format::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_known_by_its_signature() {
        assert_eq!(foreign(b"%PDF-1.7\n"), Some("PDF"));
        assert_eq!(foreign(b"PK\x03\x04\x14"), Some("ZIP or office file"));
        assert_eq!(foreign(b"PDF files are banned"), None);
        assert_eq!(foreign(b""), None);
    }

    #[test]
    fn formats() {
        for (head, name, expected) in [
            ("  {\"text\":", "-", Format::Jsonl),
            ("{\"uri\":\"x\",\"headline\":\"y\"}\n", "-", Format::Jsonl),
            ("{\n  \"uri\": \"x\",\n  \"headline\"", "-", Format::Ninjs),
            ("\u{FEFF}<!DOCTYPE html>", "-", Format::Html),
            ("<?xml version='1.0'?><!DOCTYPE html><html xmlns=", "-", Format::Html),
            ("<!-- saved --><div>", "page.htm.gz", Format::Html),
            ("<?xml version='1.0'?>\n<!-- made by hand -->\n<rss version='2.0'>", "-", Format::Feed),
            ("<rdf:RDF xmlns", "-", Format::Feed),
            ("<nitf>", "-", Format::Nitf),
            ("<newsItem xmlns=", "-", Format::Newsml),
            ("WARC/1.0\r\n", "-", Format::Warc),
            ("<laughs> and more", "-", Format::Text),
            ("Rain fell.", "page.html", Format::Text),
            ("", "-", Format::Text),
        ] {
            assert_eq!(sniff(head.as_bytes(), name), expected, "{head}");
        }
    }
}
