//! The format of a file, by its first bytes and, where these say nothing, its name.

use crate::Format;

/// The format of input that starts with `head`, which may be cut anywhere.
pub(crate) fn sniff(head: &[u8], name: &str) -> Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let starts = |with: &[u8]| head.get(..with.len()).is_some_and(|h| h.eq_ignore_ascii_case(with));
    if head.first() == Some(&b'{') {
        return Format::Jsonl;
    }
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if starts(b"<!doctype html")
        || starts(b"<html")
        || starts(b"<head")
        || starts(b"<body")
        || head.first() == Some(&b'<') && matches!(extension.as_str(), "html" | "htm" | "xhtml")
        || head.first() == Some(&b'<') && memchr::memmem::find(&head[..head.len().min(2048)], b"<html").is_some()
    {
        return Format::Html;
    }
    Format::Text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (head, name, expected) in [
            ("  {\"text\":", "-", Format::Jsonl),
            ("\u{FEFF}<!DOCTYPE html>", "-", Format::Html),
            ("<?xml version='1.0'?><!DOCTYPE html><html xmlns=", "-", Format::Html),
            ("<!-- saved --><div>", "page.htm", Format::Html),
            ("<laughs> and more", "-", Format::Text),
            ("Rain fell.", "page.html", Format::Text),
            ("", "-", Format::Text),
        ] {
            assert_eq!(sniff(head.as_bytes(), name), expected, "{head}");
        }
    }
}
