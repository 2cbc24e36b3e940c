//! WARC and WET: records framed by a header and a length (ISO 28500).

use std::io::{self, BufRead, Read};

use chrono::NaiveDate;
use nom::bytes::complete::{tag, take_till, take_until, take_while1};
use nom::character::complete::{digit1, space0, space1};
use nom::combinator::opt;
use nom::multi::many0;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use crate::Format;
use crate::compress::Input;
use crate::day::day;

/// Bytes that a record's header may have.
const MAX_HEADER: u64 = 1 << 16;

/// The page or text of a record.
pub(crate) struct Payload {
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
    pub(crate) url: Option<String>,
    pub(crate) charset: Option<String>,
    /// The day on which it was fetched.
    pub(crate) fetched: Option<NaiveDate>,
}

/// What comes next in a file of records.
pub(crate) enum Record {
    /// A document.
    Page(Payload),
    /// A record that holds no document: a request, a picture, a failed fetch.
    Other,
    /// A record that cannot be read, and why; the reader stands behind it.
    Bad(String),
    /// A document of more bytes than are allowed.
    TooLarge,
    /// The end of the file.
    End,
}

/// Reads the next record.
pub(crate) fn next(input: &mut dyn Input, limit: usize) -> io::Result<Record> {
    let header = match header(input) {
        Ok(Some(header)) => header,
        Ok(None) => return Ok(Record::End),
        Err(error) => return recover(input, &error),
    };
    let Ok((_, fields)) = record_header(&header) else {
        return skip(input, "no WARC record starts here");
    };
    let field = |name: &str| get(&fields, name);
    let Some(length) = field("content-length").and_then(|l| l.parse::<u64>().ok()) else {
        return skip(input, "a record without Content-Length");
    };
    let wanted = matches!(field("warc-type").as_deref(), Some("response" | "resource" | "conversion"));
    if !wanted || length > limit as u64 {
        if let Err(error) = io::copy(&mut input.take(length), &mut io::sink()) {
            return recover(input, &error);
        }
        return Ok(if wanted { Record::TooLarge } else { Record::Other });
    }
    let mut block = Vec::with_capacity(length.min(1 << 20) as usize);
    if let Err(error) = input.take(length).read_to_end(&mut block) {
        return recover(input, &error);
    }
    if (block.len() as u64) < length {
        return Ok(Record::Bad(format!("the file ends inside a record: {} of {length} bytes", block.len())));
    }
    Ok(payload(block, &fields, limit).map_or(Record::Other, Record::Page))
}

/// Goes on at the next line that starts a record.
fn skip(input: &mut dyn Input, problem: &str) -> io::Result<Record> {
    match to_next_record(input) {
        Ok(true) => Ok(Record::Bad(format!("{problem}; skipped to the next"))),
        Ok(false) => Ok(Record::Bad(format!("{problem}, nor further on"))),
        Err(error) => recover(input, &error),
    }
}

/// After an error of decompression: goes on with the next member, if there is one.
fn recover(input: &mut dyn Input, error: &io::Error) -> io::Result<Record> {
    if input.resync() {
        return Ok(Record::Bad(format!("a broken record: {error}; skipped to the next")));
    }
    Err(io::Error::new(error.kind(), error.to_string()))
}

/// The bytes of a header up to the blank line, blank lines before it left out; none at the end.
fn header(input: &mut dyn Input) -> io::Result<Option<Vec<u8>>> {
    let mut header = Vec::new();
    let mut limited = input.take(MAX_HEADER);
    loop {
        let before = header.len();
        if limited.read_until(b'\n', &mut header)? == 0 {
            return Ok((!header.is_empty()).then_some(header));
        }
        if header[before..].trim_ascii().is_empty() {
            if before > 0 {
                return Ok(Some(header));
            }
            header.clear();
        }
    }
}

/// Skips to the next line that starts a record and leaves it unread; whether there is one.
fn to_next_record(input: &mut dyn Input) -> io::Result<bool> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        if buffer.starts_with(b"WARC/") {
            return Ok(true);
        }
        let at = memchr::memmem::find(buffer, b"\nWARC/").map(|at| at + 1);
        let size = at.unwrap_or(buffer.len());
        input.consume(size);
        if at.is_some() {
            return Ok(true);
        }
    }
}

type Fields<'h> = Vec<(&'h [u8], &'h [u8])>;

fn record_header(input: &[u8]) -> IResult<&[u8], Fields<'_>> {
    let mut version = (tag("WARC/"), digit1, tag("."), digit1, line_end);
    let (input, _) = version.parse(input)?;
    fields(input)
}

/// The status of an HTTP response and its fields; what follows is the body.
fn http_header(input: &[u8]) -> IResult<&[u8], (u16, Fields<'_>)> {
    let (input, (_, _, _, status, _, _)) = (
        tag("HTTP/"),
        take_while1(|b: u8| b.is_ascii_digit() || b == b'.'),
        space1,
        digit1,
        take_till(|b| b == b'\n'),
        tag("\n"),
    )
        .parse(input)?;
    let (input, fields) = fields(input)?;
    let (input, _) = opt(line_end).parse(input)?;
    let status = std::str::from_utf8(status).ok().and_then(|s| s.parse().ok()).unwrap_or(0);
    Ok((input, (status, fields)))
}

fn fields(input: &[u8]) -> IResult<&[u8], Fields<'_>> {
    many0(field).parse(input)
}

/// "Name: value"; a line that starts with white space goes on with the value of the line before, and is passed over.
fn field(input: &[u8]) -> IResult<&[u8], (&[u8], &[u8])> {
    let name = take_while1(|b: u8| !matches!(b, b':' | b'\r' | b'\n' | b' ' | b'\t'));
    let (input, (name, _, _, value)) =
        (name, tag(":"), space0, terminated(take_until("\n"), tag("\n"))).parse(input)?;
    let (input, _) = many0((space1, take_until("\n"), tag("\n"))).parse(input)?;
    Ok((input, (name, value.trim_ascii())))
}

fn line_end(input: &[u8]) -> IResult<&[u8], ()> {
    (opt(tag("\r")), tag("\n")).map(|_| ()).parse(input)
}

fn get(fields: &Fields<'_>, name: &str) -> Option<String> {
    let (_, value) = fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name.as_bytes()))?;
    Some(String::from_utf8_lossy(value).trim_matches(['<', '>']).to_owned())
}

/// The document in a record, if it is one.
fn payload(block: Vec<u8>, fields: &Fields<'_>, limit: usize) -> Option<Payload> {
    let mut kind = get(fields, "content-type").unwrap_or_default();
    let mut bytes = block;
    if kind.starts_with("application/http") {
        let (body, (status, http)) = http_header(&bytes).ok()?;
        if !(200..300).contains(&status) {
            return None;
        }
        kind = get(&http, "content-type").unwrap_or_default();
        let is = |name: &str, value: &str| get(&http, name).is_some_and(|v| v.to_ascii_lowercase().contains(value));
        let mut body = body.to_vec();
        if is("transfer-encoding", "chunked") {
            body = unchunked(&body).unwrap_or(body);
        }
        if is("content-encoding", "gzip") && body.starts_with(&[0x1F, 0x8B]) {
            let mut plain = Vec::new();
            let decoder = flate2::read::MultiGzDecoder::new(body.as_slice());
            decoder.take(limit as u64).read_to_end(&mut plain).ok()?;
            body = plain;
        }
        bytes = body;
    }
    let kind = kind.to_ascii_lowercase();
    let format = match kind.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => Format::Html,
        "text/plain" => Format::Text,
        _ => return None,
    };
    let charset = kind.split_once("charset=").map(|(_, c)| c.trim_matches(['"', '\'', ' ']).to_owned());
    Some(Payload {
        format,
        bytes,
        url: get(fields, "warc-target-uri"),
        charset,
        fetched: get(fields, "warc-date").and_then(|d| day(&d)),
    })
}

/// The body without the chunk sizes of HTTP/1.1; none where they do not hold.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(body.get(end + 1..)?.get(..size)?);
        body = body[end + 1 + size..].trim_ascii_start();
    }
}
