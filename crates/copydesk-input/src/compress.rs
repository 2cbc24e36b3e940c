//! Gzip and Zstandard, member by member: a broken member costs itself, not what follows.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
/// Bytes of a plain buffer between a decoder and its reader.
const BUFFER: usize = 1 << 16;
/// Decoded bytes that a Zstandard frame may ask to be kept: eight times what its standard recommends.
const MAX_WINDOW: u64 = 64 << 20;

/// A stream of bytes that can find its footing again after an error.
pub(crate) trait Input: BufRead {
    /// Skips to the next member after a decoding error; whether there may be one.
    fn resync(&mut self) -> bool;
}

/// The stream, decompressed when its first bytes are those of gzip or Zstandard.
pub(crate) fn decompressed<'r>(mut input: impl BufRead + 'r) -> io::Result<Box<dyn Input + 'r>> {
    let head = input.fill_buf()?;
    Ok(if head.starts_with(GZIP) {
        Box::new(BufReader::with_capacity(BUFFER, Gzip { member: Some(GzDecoder::new(input)) }))
    } else if head.starts_with(ZSTD) || is_skippable(head) {
        let mut frame = FrameDecoder::new();
        frame.set_max_window_size(MAX_WINDOW);
        Box::new(BufReader::with_capacity(BUFFER, Zstd { input, frame, open: false }))
    } else {
        Box::new(Plain(input))
    })
}

/// A skippable frame of Zstandard; the magic numbers differ in their last four bits.
fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// Skips to the next place where `magic` stands; whether there is one. One that straddles two buffers is missed.
fn skip_to(input: &mut impl BufRead, magic: &[u8]) -> bool {
    loop {
        let Ok(buffer) = input.fill_buf() else { return false };
        if buffer.is_empty() {
            return false;
        }
        if let Some(at) = memchr::memmem::find(buffer, magic) {
            input.consume(at);
            return true;
        }
        let size = buffer.len();
        input.consume(size);
    }
}

struct Plain<R>(R);

impl<R: BufRead> Read for Plain<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: BufRead> BufRead for Plain<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}

impl<R: BufRead> Input for Plain<R> {
    fn resync(&mut self) -> bool {
        false
    }
}

/// Members of gzip, one after the other.
struct Gzip<R> {
    /// None only at the end of the input.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let count = member.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.member = self.member.take().map(GzDecoder::into_inner).and_then(|mut input| {
                // What follows the last member is padding.
                let more = input.fill_buf().is_ok_and(|head| head.starts_with(&GZIP[..1]));
                more.then(|| GzDecoder::new(input))
            });
        }
        Ok(0)
    }
}

impl<R: BufRead> Input for BufReader<Gzip<R>> {
    fn resync(&mut self) -> bool {
        let Some(mut input) = self.get_mut().member.take().map(GzDecoder::into_inner) else { return false };
        let found = skip_to(&mut input, GZIP);
        self.get_mut().member = found.then(|| GzDecoder::new(input));
        found
    }
}

/// Frames of Zstandard, one after the other.
struct Zstd<R> {
    input: R,
    frame: FrameDecoder,
    /// Whether a frame has begun.
    open: bool,
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.open {
                let head = self.input.fill_buf()?;
                if head.is_empty() {
                    return Ok(0);
                }
                if is_skippable(head) {
                    let mut header = [0; 8];
                    self.input.read_exact(&mut header)?;
                    let size = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
                    io::copy(&mut self.input.by_ref().take(size.into()), &mut io::sink())?;
                    continue;
                }
                self.frame.init(&mut self.input).map_err(io::Error::other)?;
                self.open = true;
            }
            if self.frame.can_collect() > 0 {
                return self.frame.read(buffer);
            }
            if self.frame.is_finished() {
                self.open = false;
                continue;
            }
            self.frame
                .decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBlocks(1))
                .map_err(io::Error::other)?;
        }
    }
}

impl<R: BufRead> Input for BufReader<Zstd<R>> {
    fn resync(&mut self) -> bool {
        let zstd = self.get_mut();
        zstd.open = false;
        skip_to(&mut zstd.input, ZSTD)
    }
}
