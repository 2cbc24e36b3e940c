//! Bytes to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes of a page in which its `<meta>` may declare the encoding: more than the 1,024 of the HTML standard, because
/// pages put scripts first.
const DECLARED_WITHIN: usize = 8192;
/// Bytes from which the encoding is guessed.
const GUESSED_FROM: usize = 1 << 20;

/// The text of `bytes`, owned.
///
/// Valid UTF-8 is taken as it is, byte for byte, whatever is declared: no other encoding looks like it by chance, but
/// UTF-16 of ASCII letters, which its zeros tell. Then
/// count a byte order mark, `declared` (a label of the Encoding Standard), and last the letter frequencies, by
/// chardetng as in Firefox.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> String {
    match String::from_utf8(bytes) {
        // English in UTF-16 is valid UTF-8 with a zero after every letter.
        Ok(text) => match utf16(text.as_bytes()) {
            Some(encoding) => encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned(),
            None => text,
        },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            decode_legacy(error.as_bytes(), valid, declared).into_owned()
        }
    }
}

/// Text of bytes that are not UTF-8.
fn decode_legacy<'b>(bytes: &'b [u8], valid: usize, declared: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // A declared UTF-16 that has no byte order mark is what the declaration itself disproves: it was read as ASCII.
    let declared = declared.filter(|e| *e != UTF_16LE && *e != UTF_16BE);
    let encoding = match declared.or_else(|| utf16(bytes)) {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => {
            if is_nearly_utf8(bytes, valid) {
                return String::from_utf8_lossy(bytes);
            }
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
            detector.feed(&bytes[..bytes.len().min(GUESSED_FROM)], bytes.len() <= GUESSED_FROM);
            detector.guess(None, chardetng::Utf8Detection::Allow)
        }
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// Whether bytes are UTF-8 with a few slips: a cut at a limit, one pasted byte.
fn is_nearly_utf8(bytes: &[u8], valid: usize) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes[valid.saturating_sub(4096)..].utf8_chunks().take(10_000) {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4 || bytes.len() - valid < 4
}

/// UTF-16 by its byte order mark or, without one, by its zeros.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let head = &bytes[..bytes.len().min(1024)];
    memchr::memchr(0, head)?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 10 > head.len() * 3;
    match (zeros(0), zeros(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page declares for itself in `<meta charset>`, `<meta http-equiv>` or an XML declaration.
pub(crate) fn declared_in(page: &[u8]) -> Option<String> {
    let head = &page[..page.len().min(DECLARED_WITHIN)];
    let mut at = 0;
    loop {
        let found = memchr::memmem::find(head.get(at..)?, b"<")?;
        at += found + 1;
        let tag = &head[at..];
        let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
        let tag = tag[..end].to_ascii_lowercase();
        let key: &[u8] = match &tag {
            t if t.starts_with(b"meta") => b"charset",
            t if t.starts_with(b"?xml") => b"encoding",
            _ => continue,
        };
        if let Some(found) = memchr::memmem::find(&tag, key) {
            let value = tag[found + key.len()..].trim_ascii_start();
            let Some(value) = value.strip_prefix(b"=") else { continue };
            let label: Vec<u8> = value
                .iter()
                .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\''))
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
                .copied()
                .collect();
            return String::from_utf8(label).ok().filter(|l| !l.is_empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let encode =
            |label: &str, text: &str| Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned();
        let text = "Der Bürgermeister von Köln sagte, die Straße werde für drei Wochen gesperrt.";
        assert_eq!(decode(text.as_bytes().to_vec(), Some("windows-1252")), text, "UTF-8 declared as something else");
        assert_eq!(decode(encode("windows-1252", text), Some("windows-1252")), text);
        assert_eq!(decode(encode("windows-1252", text), Some("utf-8")), text, "declared wrongly");
        assert_eq!(decode(encode("windows-1252", text), None), text, "guessed");
        assert_eq!(
            decode(encode("shift_jis", "首相は木曜日に会見した。"), Some("shift_jis")),
            "首相は木曜日に会見した。"
        );
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode([&[0xFF, 0xFE][..], &utf16].concat(), None), text);
        assert_eq!(decode(utf16, None), text, "no byte order mark");
        assert_eq!(decode(b"a\0b\x07c".to_vec(), None), "a\0b\u{7}c", "controls are kept");
        assert_eq!(decode("\u{FEFF}x".as_bytes().to_vec(), None), "\u{FEFF}x", "as it is, byte for byte");
        assert_eq!(decode([text.as_bytes(), &[0xFF], text.as_bytes()].concat(), None).matches("Köln").count(), 2);
    }

    #[test]
    fn declarations() {
        for (page, expected) in [
            (&b"<html><head><meta charset=\"ISO-8859-2\">"[..], Some("iso-8859-2")),
            (b"<META http-equiv='Content-Type' content='text/html; charset=gbk'>", Some("gbk")),
            (b"<?xml version='1.0' encoding='koi8-r'?>", Some("koi8-r")),
            (b"<meta name=charset><p>charset=x", None),
            (b"<<<", None),
        ] {
            assert_eq!(declared_in(page).as_deref(), expected);
        }
    }
}
