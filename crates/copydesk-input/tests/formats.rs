//! Every input format, from a fixture to documents, and what happens to broken input.

use std::io::Write as _;

use copydesk_article::{Document, HintKind};
use copydesk_input::{Format, Options, Reader};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Documents as "id | title | authors | published | text", errors as they are.
fn read(bytes: &[u8], file: &str) -> Vec<String> {
    let reader = Reader::new(bytes, file, Options::default());
    reader
        .map(|item| item.and_then(copydesk_input::Item::decode).map_or_else(|e| e.to_string(), |d| show(&d)))
        .collect()
}

fn show(document: &Document) -> String {
    let metadata = &document.metadata;
    format!(
        "{} | {} | {} | {} | {}",
        document.id.as_deref().unwrap_or("-"),
        metadata.title.as_deref().unwrap_or("-"),
        metadata.authors.join(" + "),
        metadata.published.map_or("-".to_owned(), |d| d.to_string()),
        document.text.trim_end().replace('\n', " / "),
    )
}

#[test]
fn rss() {
    insta::assert_snapshot!(read(include_bytes!("fixtures/feed.rss"), "feed.rss").join("\n"), @r"
    ferry-1 | Ferry & tram stop | Ann Low | 2021-02-12 | Ferry & tram stop / The ferry will stop on Monday. / The ferry in 1921. / No tickets after noon.
    rain-2 | Rain |  | - | Rain / Rain fell.
    ");
}

#[test]
fn atom() {
    insta::assert_snapshot!(read(include_bytes!("fixtures/feed.atom"), "-").join("\n"), @"urn:a1 | Snow & ice | John Roe | 2021-02-12 | Snow & ice / Snow fell on Friday – 3 cm of it.");
}

#[test]
fn ninjs() {
    let text = include_str!("fixtures/item.ninjs.json");
    let expected = "urn:newsml:example.org:20210212:1 | Ferry stops | Ann Low + John Roe | 2021-02-12 | \
        Ferry stops / By Ann Low and John Roe / The ferry will stop on Monday. / Old ship / It was built in 1921.";
    assert_eq!(read(text.as_bytes(), "item.json"), [expected]);
    assert_eq!(read(text.replace('\n', " ").as_bytes(), "-"), [expected], "on one line, as JSONL");
}

#[test]
fn nitf() {
    insta::assert_snapshot!(read(include_bytes!("fixtures/item.nitf.xml"), "-").join("\n"), @"nitf-1 | Ferry stops | Ann Low | 2021-02-12 | Ferry stops / By Ann Low / The ferry will stop on Monday. / Old ship / It was built in 1921. / The ferry.");
}

#[test]
fn newsml() {
    insta::assert_snapshot!(read(include_bytes!("fixtures/message.newsml.xml"), "-").join("\n"), @r"
    urn:g2:1 | Ferry stops | Ann Low | 2021-02-12 | Ferry stops / By Ann Low / The ferry will stop on Monday.
    urn:g2:2 | Rain |  | - | Rain / Rain fell. / It fell all day.
    ");
}

/// A WARC record with its block.
fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let header = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {}\r\n\r\n", block.len());
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// An archive of three documents among other records.
fn archive() -> Vec<Vec<u8>> {
    let page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<title>Caf\xE9</title><p>The caf\xE9 at the harbour will close its doors for good on Monday, its owner said.</p>";
    let uri = "WARC-Target-URI: <https://example.org/cafe>\r\nWARC-Date: 2021-02-12T08:00:00Z\r\n";
    vec![
        record("warcinfo", "", b"software: none\r\n"),
        record("response", &format!("{uri}Content-Type: application/http; msgtype=response\r\n"), page),
        record(
            "response",
            "Content-Type: application/http\r\n",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No",
        ),
        record("conversion", "Content-Type: text/plain\r\n", "Rain fell.\n".as_bytes()),
        record("conversion", "Content-Type: text/plain\r\n", "Snow fell.\n".as_bytes()),
    ]
}

const DOCUMENTS: [&str; 3] = [
    "a.warc:2 | Café |  | - | The café at the harbour will close its doors for good on Monday, its owner said.",
    "a.warc:4 | - |  | - | Rain fell.",
    "a.warc:5 | - |  | - | Snow fell.",
];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn warc_plain_and_compressed() {
    assert_eq!(read(&archive().concat(), "a.warc"), DOCUMENTS);
    for compress in [gzip, zstd] {
        let members: Vec<u8> = archive().iter().flat_map(|record| compress(record)).collect();
        assert_eq!(read(&members, "a.warc"), DOCUMENTS);
    }
    // Zstandard archives begin with a skippable frame, a dictionary.
    let skippable = [&[0x5D, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3][..], &zstd(&archive().concat())].concat();
    assert_eq!(read(&skippable, "a.warc"), DOCUMENTS);
}

#[test]
fn bad_records_are_reported_and_skipped() {
    let mut records = archive();
    records[3] = b"WARC/1.0\r\nno field here\r\n\r\nlost\r\n\r\n".to_vec();
    let found = read(&records.concat(), "a.warc");
    assert_eq!((found.len(), found[0].as_str(), found[2].as_str()), (3, DOCUMENTS[0], DOCUMENTS[2]), "{found:#?}");
    assert!(found[1].starts_with("a.warc:4: "), "{}", found[1]);

    let mut members: Vec<Vec<u8>> = archive().iter().map(|record| gzip(record)).collect();
    let middle = members[3].len() / 2;
    members[3][middle] ^= 0xFF;
    let found = read(&members.concat(), "a.warc");
    assert_eq!(found.first().map(String::as_str), Some(DOCUMENTS[0]));
    assert!(found.last().is_some_and(|last| last.ends_with("Snow fell.")), "{found:#?}");
    assert!(found.iter().any(|f| f.contains("broken record")), "{found:#?}");

    let cut = archive().concat();
    assert!(read(&cut[..cut.len() - 10], "a.warc").last().unwrap().contains("ends inside a record"));
}

#[test]
fn any_format_compressed() {
    for (plain, name) in [(&b"Rain fell."[..], "a.txt"), (include_bytes!("fixtures/feed.rss"), "feed.rss")] {
        assert_eq!(read(&gzip(plain), name), read(plain, name));
        assert_eq!(read(&zstd(plain), name), read(plain, name));
    }
    let cut = gzip(&[b"Rain fell. ".as_slice(); 400].concat());
    assert!(read(&cut[..cut.len() - 12], "a.txt.gz")[0].starts_with("a.txt.gz: cannot be read"));
}

/// How far a broken archive can be read, and where it breaks.
#[test]
fn a_cut_archive_of_lines_gives_the_lines_before() {
    let lines: Vec<String> = (0..2000).map(|n| format!("{{\"text\": \"Rain fell on day {n}.\"}}\n")).collect();
    let whole = gzip(lines.concat().as_bytes());
    let found = read(&whole[..whole.len() / 2], "a.jsonl.gz");
    assert!(found.len() > 100, "{}", found.len());
    let last = found.last().unwrap();
    assert!(last.starts_with(&format!("a.jsonl.gz:{}: cannot be read", found.len())), "{last}");
}

#[test]
fn utf_16_is_read_and_other_bytes_are_refused() {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let page = "<html><title>Ferry</title><p>The ferry to the island will stop running on Monday, he said.</p></html>";
    let text = "a | Ferry |  | - | The ferry to the island will stop running on Monday, he said.";
    assert_eq!(read(&wide(page), "a"), [text]);
    assert_eq!(read(&[&b"\xFE\xFF"[..], &wide(page)].concat(), "a"), [text]);
    let lines = read(&wide("{\"text\": \"Rain fell.\"}\n"), "a");
    assert_eq!(lines, ["a: this is a JSONL file in UTF-16; convert it to text or HTML in UTF-8 first"]);
    let noise: Vec<u8> = (0..600_u32).flat_map(|n| (n * n * 311).to_le_bytes()).collect();
    assert_eq!(read(&noise, "a"), ["a: this is a binary file; convert it to text or HTML in UTF-8 first"]);
}

/// Feeds and messages tell for each field what states it; of a page, every source is told, the chosen one first.
#[test]
fn sources_of_metadata() {
    let said = |bytes: &[u8]| {
        let document = Reader::new(bytes, "a", Options::default()).next().unwrap().unwrap().decode().unwrap();
        let lines = document.metadata.said.iter().map(|s| format!("{} {} {}", s.field, s.source, s.value));
        lines.collect::<Vec<_>>()
    };
    insta::assert_snapshot!(said(include_bytes!("fixtures/feed.rss")).join("\n"), @r"
        headline feed Ferry & tram stop
        bylines feed Ann Low
        published feed 2021-02-12T08:00:00+00:00
        tags feed Transport
        url feed https://example.org/ferry
    ");
    insta::assert_snapshot!(said(include_bytes!("fixtures/page.html")).join("\n"), @r"
        headline json-ld Ferry stops
        bylines json-ld Ann Low
        modified json-ld 2021-02-13T08:00:00+00:00
        tags json-ld ferry; harbour
        headline title Ferry stops
        url meta https://example.org/2021/02/12/ferry
        language page en-GB
        published address 2021-02-12
    ");
    let line = br#"{"html": "<meta property=article:published_time content=2021-02-11><p>Rain.", "date": "2021-02-12T08:00:00Z", "section": "weather", "tags": ["rain", "wind"]}"#;
    assert_eq!(
        said(line),
        [
            "published jsonl 2021-02-12T08:00:00+00:00",
            "published meta 2021-02-11",
            "section jsonl weather",
            "tags jsonl rain; wind",
        ]
    );
}

#[test]
fn errors_name_place_and_problem() {
    for (format, bytes) in [
        (Format::Feed, &b"<rss><channel><item></rss>"[..]),
        (Format::Feed, b"<html></html>"),
        (Format::Nitf, b"<nitf><body>"),
        (Format::Nitf, b"<rss></rss>"),
        (Format::Newsml, b"<newsMessage></newsMessage>"),
        (Format::Ninjs, b"{\"headline\": 1}"),
        (Format::Ninjs, b"[1]"),
        (Format::Warc, b"nonsense"),
    ] {
        let options = {
            let mut o = Options::default();
            o.format = Some(format);
            o
        };
        let found: Vec<_> =
            Reader::new(bytes, "f", options).map(|item| item.and_then(copydesk_input::Item::decode)).collect();
        assert_eq!(found.len(), 1, "{format:?}");
        let message = found.into_iter().next().unwrap().unwrap_err().to_string();
        assert!(message.starts_with('f'), "{message}");
    }
}

#[test]
fn a_page() {
    let page = include_bytes!("fixtures/page.html");
    let mut items = Reader::new(&page[..], "page.html", Options::default());
    let document = items.next().unwrap().unwrap().decode().unwrap();
    assert_eq!(
        show(&document).split(" | ").take(4).collect::<Vec<_>>(),
        ["page.html", "Ferry stops", "Ann Low", "2021-02-12"]
    );
    assert_eq!(document.metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(document.metadata.tags, ["ferry", "harbour"]);
    assert!(!document.text.contains("unseen"));
    let of = |kind| {
        let spans = document.layout.iter().filter(move |h| h.kind == kind).map(|h| h.span.of(&document.text));
        spans.collect::<Vec<_>>()
    };
    assert_eq!(
        of(HintKind::Main),
        [
            "The ferry to the island will stop running on Monday, the harbour said.",
            "It has carried passengers since 1921.",
            "Old ship",
            "Nobody wants to see it go, said the captain, who is 70.",
        ]
    );
    assert_eq!(of(HintKind::Headline), ["Ferry stops"]);
    assert!(of(HintKind::Caption).contains(&"The ferry in 1921."));
    assert_eq!(of(HintKind::Related).len(), 1);
}
