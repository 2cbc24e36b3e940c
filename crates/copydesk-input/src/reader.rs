//! Files and streams to items.

use std::io::BufRead;

use crate::error::{Error, Place};
use crate::{Format, Item, Options};

/// The documents of one file or stream, undecoded, in order.
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

    fn read(&mut self) -> std::io::Result<Option<Item>> {
        let format = match self.format {
            Some(format) => format,
            None => {
                let start = self.input.fill_buf()?;
                let first = start.iter().find(|b| !b.is_ascii_whitespace());
                let format = match first {
                    Some(b'{') => Format::Jsonl,
                    _ => Format::Text,
                };
                *self.format.insert(format)
            }
        };
        let mut bytes = Vec::new();
        let mut place = self.place.clone();
        if format == Format::Jsonl {
            loop {
                bytes.clear();
                if self.input.read_until(b'\n', &mut bytes)? == 0 {
                    return Ok(None);
                }
                self.record += 1;
                if !bytes.trim_ascii().is_empty() {
                    place.record = Some(self.record);
                    return Ok(Some(Item { place, format, bytes }));
                }
            }
        }
        self.done = true;
        self.input.read_to_end(&mut bytes)?;
        let _ = self.options.max_bytes;
        Ok(Some(Item { place, format, bytes }))
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.read()
            .map_err(|source| {
                self.done = true;
                Error::Io { place: self.place.clone(), source }
            })
            .transpose()
    }
}
