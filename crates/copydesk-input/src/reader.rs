//! Files and streams to items.

use std::io::{self, BufRead, Read};

use crate::error::{Error, Place};
use crate::sniff::sniff;
use crate::{Format, Item, Options};

/// The documents of one file or stream, undecoded, in order.
///
/// A document that is too large is one error; the reader then goes on with the next.
pub struct Reader<R> {
    input: R,
    place: Place,
    options: Options,
    format: Option<Format>,
    record: u64,
    done: bool,
}

impl<R: BufRead> Reader<R> {
    /// Reads from `input`; `file` is its name, "-" for standard input.
    pub fn new(input: R, file: &str, options: Options) -> Self {
        let place = Place { file: file.to_owned(), record: None };
        Self { input, place, options, format: options.format, record: 0, done: false }
    }

    fn read(&mut self) -> io::Result<Option<Result<Item, Error>>> {
        let format = match self.format {
            Some(format) => format,
            None => *self.format.insert(sniff(self.input.fill_buf()?, &self.place.file)),
        };
        match format {
            Format::Jsonl => self.line(),
            Format::Text | Format::Html => self.whole(format).map(Some),
        }
    }

    /// The next line that is not blank.
    fn line(&mut self) -> io::Result<Option<Result<Item, Error>>> {
        let limit = self.options.max_bytes as u64;
        loop {
            let mut bytes = Vec::new();
            if self.input.by_ref().take(limit + 1).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.record += 1;
            let place = Place { record: Some(self.record), ..self.place.clone() };
            if bytes.len() as u64 > limit && bytes.last() != Some(&b'\n') {
                self.input.skip_until(b'\n')?;
                return Ok(Some(Err(Error::too_large(place, self.options.max_bytes))));
            }
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Ok(Item { place, format: Format::Jsonl, bytes })));
            }
        }
    }

    /// All there is, as one document.
    fn whole(&mut self, format: Format) -> io::Result<Result<Item, Error>> {
        self.done = true;
        let limit = self.options.max_bytes as u64;
        let mut bytes = Vec::new();
        self.input.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
        let place = self.place.clone();
        Ok(if bytes.len() as u64 > limit {
            Err(Error::too_large(place, self.options.max_bytes))
        } else {
            Ok(Item { place, format, bytes })
        })
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.read() {
            Ok(item) => item,
            Err(source) => {
                self.done = true;
                Some(Err(Error::Io { place: self.place.clone(), source }))
            }
        }
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
