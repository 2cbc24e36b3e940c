//! The format of a file, by its first bytes and, where these say nothing, its name.

use std::borrow::Cow;

use crate::Format;
use crate::encoding::utf16;

/// Bytes that are looked at.
const HEAD: usize = 4096;

/// What a file is that starts with `head` and is none of the formats: by the signatures of kinds that lie in folders of
/// news beside its texts.
pub(crate) fn foreign(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 13] = [
        (b"%PDF-", "a PDF"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"PK\x03\x04", "a ZIP or office file"),
        (b"\xD0\xCF\x11\xE0", "an office file"),
        (b"Rar!\x1A", "a RAR archive"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"\xFD7zXZ\0", "an xz file"),
        (b"BZh", "a bzip2 file"),
        (b"\x7FELF", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"PAR1", "a Parquet file"),
    ];
    let start = head.trim_ascii_start();
    let signed = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature)).map(|(_, kind)| *kind);
    let head = &head[..head.len().min(HEAD)];
    let share = |of: fn(&u8) -> bool| head.iter().filter(|b| of(b)).count() * 100 / head.len().max(1);
    let is_control = |b: &u8| *b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    signed
        .filter(|kind| *kind != "a bzip2 file" || !head.is_ascii())
        // A space is 0x40 there, and no byte of a text is an ASCII space.
        .or_else(|| (share(|b| *b == b'@') >= 8 && share(|b| *b == b' ') == 0).then_some("a file in EBCDIC"))
        .or_else(|| match utf16(head) {
            None => (share(is_control) >= 10).then_some("a binary file"),
            Some(_) => matches!(sniff(head, ""), Format::Jsonl).then_some("a JSONL file in UTF-16"),
        })
}

/// The ASCII characters of UTF-16, or the bytes as they are.
fn ascii(head: &[u8]) -> Cow<'_, [u8]> {
    match utf16(head) {
        Some(_) => head.iter().copied().filter(u8::is_ascii).filter(|b| *b != 0).collect(),
        None => head.into(),
    }
}

/// The format of input that starts with `head`, which may be cut anywhere.
pub(crate) fn sniff(head: &[u8], name: &str) -> Format {
    let head = &ascii(&head[..head.len().min(HEAD)]);
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
        assert_eq!(foreign(b"%PDF-1.7\n"), Some("a PDF"));
        assert_eq!(foreign(b"PK\x03\x04\x14"), Some("a ZIP or office file"));
        assert_eq!(foreign(b"PDF files are banned"), None);
        assert_eq!(foreign(b"BZh is how files of bzip2 begin"), None);
        assert_eq!(foreign(b"\r\n%PDF-1.4"), Some("a PDF"));
        assert_eq!(
            foreign(b"\xD9\x81\x89\x95@\x86\x85\x93\x93@\x96\x95@\xC6\x99\x89\x84\x81\xA8K"),
            Some("a file in EBCDIC")
        );
        assert_eq!(foreign(b"story.txt\0\0\0\0\0\0\0\0\0\0\0Rain fell."), Some("a binary file"));
        assert_eq!(foreign(b"Rain\0fell on Friday."), None, "a slip");
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(foreign(&wide("Rain fell on Friday.")), None);
        assert_eq!(foreign(&wide("{\"text\": \"Rain fell.\"}")), Some("a JSONL file in UTF-16"));
        assert_eq!(sniff(&wide("<!DOCTYPE html><p>"), "-"), Format::Html);
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
