//! Files and streams to items.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use crate::compress::{Input, decompressed};
use crate::error::{Error, Place};
use crate::item::{Content, Origin};
use crate::sniff::{foreign, sniff};
use crate::story::Story;
use crate::xml::Xml;
use crate::{Format, Item, Options, encoding, feed, warc, wire};

/// The documents of one file or stream, undecoded, in order.
///
/// Gzip and Zstandard are seen through. A document that cannot be read or is too large is one error; the reader then
/// goes on with the next.
pub struct Reader<'r> {
    /// None before the first read, and after the end.
    state: State<'r>,
    place: Place,
    options: Options,
    record: u64,
    /// Documents of a file that is read as a whole.
    ready: VecDeque<Item>,
}

enum State<'r> {
    New(Box<dyn BufRead + 'r>),
    Open(Box<dyn Input + 'r>, Format),
    Done,
}

type Next = Option<Result<Item, Error>>;

impl<'r> Reader<'r> {
    /// Reads from `input`; `file` is its name, "-" for standard input.
    pub fn new(input: impl BufRead + 'r, file: &str, options: Options) -> Self {
        let place = Place { file: file.to_owned(), record: None };
        Self { state: State::New(Box::new(input)), place, options, record: 0, ready: VecDeque::new() }
    }

    fn read(&mut self) -> io::Result<Next> {
        if let Some(item) = self.ready.pop_front() {
            return Ok(Some(Ok(item)));
        }
        let (mut input, format) = match std::mem::replace(&mut self.state, State::Done) {
            State::Done => return Ok(None),
            State::Open(input, format) => (input, format),
            State::New(input) => {
                let mut input = decompressed(input)?;
                let head = input.fill_buf()?;
                let foreign = self.options.format.is_none().then(|| foreign(head)).flatten();
                if let Some(kind) = foreign {
                    let message = format!("this is {kind}; convert it to text or HTML in UTF-8 first");
                    return Ok(Some(Err(Error::Document { place: self.place.clone(), message })));
                }
                let format = self.options.format.unwrap_or_else(|| sniff(head, &self.place.file));
                (input, format)
            }
        };
        let next = match format {
            Format::Jsonl => self.line(&mut *input)?,
            Format::Warc => self.warc(&mut *input)?,
            // Files that are read as a whole: nothing is left to read.
            _ => return self.whole(&mut *input, format),
        };
        if next.is_some() {
            self.state = State::Open(input, format);
        }
        Ok(next)
    }

    /// The place of the next record.
    fn count(&mut self) -> Place {
        self.record += 1;
        Place { record: Some(self.record), ..self.place.clone() }
    }

    /// The next line that is not blank.
    fn line(&mut self, input: &mut dyn Input) -> io::Result<Next> {
        let limit = self.options.max_bytes;
        loop {
            let mut bytes = Vec::new();
            if input.take(limit as u64 + 1).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            let place = self.count();
            if bytes.len() > limit && bytes.last() != Some(&b'\n') {
                input.skip_until(b'\n')?;
                return Ok(Some(Err(Error::too_large(place, limit))));
            }
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Ok(Item::of_bytes(place, Format::Jsonl, bytes))));
            }
        }
    }

    /// The next record that is a document.
    fn warc(&mut self, input: &mut dyn Input) -> io::Result<Next> {
        loop {
            let record = warc::next(input, self.options.max_bytes)?;
            if matches!(record, warc::Record::End) {
                return Ok(None);
            }
            let place = self.count();
            return Ok(Some(match record {
                warc::Record::Page(page) => {
                    let origin = Origin { url: page.url, charset: page.charset, fetched: page.fetched };
                    Ok(Item { place, format: page.format, content: Content::Bytes(page.bytes), origin })
                }
                warc::Record::Bad(message) => Err(Error::Document { place, message }),
                warc::Record::TooLarge => Err(Error::too_large(place, self.options.max_bytes)),
                warc::Record::Other | warc::Record::End => continue,
            }));
        }
    }

    /// All there is: one document, or those of a feed.
    fn whole(&mut self, input: &mut dyn Input, format: Format) -> io::Result<Next> {
        let limit = self.options.max_bytes;
        let mut bytes = Vec::new();
        input.take(limit as u64 + 1).read_to_end(&mut bytes)?;
        let place = self.place.clone();
        if bytes.len() > limit {
            return Ok(Some(Err(Error::too_large(place, limit))));
        }
        let split: fn(&Xml) -> Result<Vec<Story>, String> = match format {
            Format::Feed => feed::stories,
            Format::Newsml => wire::newsml,
            _ => return Ok(Some(Ok(Item::of_bytes(place, format, bytes)))),
        };
        let declared = encoding::declared_in(&bytes);
        let text = encoding::decode(bytes, declared.as_deref());
        match Xml::parse(&text).and_then(|xml| split(&xml)) {
            Ok(stories) => {
                for story in stories {
                    let place = self.count();
                    let content = Content::Story(Box::new(story));
                    self.ready.push_back(Item { place, format, content, origin: Origin::default() });
                }
                Ok(self.ready.pop_front().map(Ok))
            }
            Err(message) => Ok(Some(Err(Error::Document { place, message }))),
        }
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("place", &self.place).field("record", &self.record).finish_non_exhaustive()
    }
}

impl Iterator for Reader<'_> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().unwrap_or_else(|source| {
            self.state = State::Done;
            // Of a file of many documents it helps to know how far it can be read.
            let place = if self.record > 0 { self.count() } else { self.place.clone() };
            Some(Err(Error::Io { place, source }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str, options: Options) -> Vec<String> {
        let reader = Reader::new(input.as_bytes(), "in", options);
        reader
            .map(|item| match item.and_then(Item::decode) {
                Ok(document) => document.text,
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn lines_that_fail_do_not_stop_the_stream() {
        let input = "\u{FEFF}{\"text\":\"one\"}\r\n\r\n{\"text\":2}\n  \n{\"text\":\"three\"}";
        let found = all(input, Options::default());
        assert_eq!((found.len(), found[0].as_str(), found[2].as_str()), (3, "one", "three"));
        assert!(found[1].starts_with("in:3: "), "{}", found[1]);
    }

    #[test]
    fn too_large_names_place_and_remedy() {
        let options = Options { max_bytes: 20, ..Options::default() };
        let found = all("{\"text\":\"a long line, too long\"}\n{\"text\":\"short\"}\n", options);
        insta::assert_snapshot!(found.join("\n"), @r"
        in:1: larger than 20 bytes; --max-bytes sets the limit for one document
        short
        ");
        assert_eq!(all("a text of more than twenty bytes", options).len(), 1);
    }

    #[test]
    fn plain_text_is_kept_byte_for_byte() {
        let text = "\u{FEFF}One\0two\r\n\r\n\u{7}three\u{AD}";
        assert_eq!(all(text, Options::default()), [text]);
        assert_eq!(all("", Options::default()), [""]);
    }
}
