//! A buffer over an input that only grows when asked, and text encodings that are not UTF-8.

use std::{
    borrow::Cow,
    io::{self, Read},
    ops::Range,
};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much one read asks for.
const CHUNK: usize = 256 << 10;

/// Bytes that have been read and not yet used.
///
/// [`more`](Self::more) blocks only until *some* bytes are there, so a slow pipe hands over each record at once.
pub struct Bytes {
    input: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
}

impl Bytes {
    /// A buffer over `input`, empty so far.
    pub fn new(input: Box<dyn Read + Send>) -> Self {
        Self { input, buffer: Vec::new(), start: 0, end: 0, ended: false }
    }

    /// What is there.
    pub fn available(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Gives up the first `count` bytes.
    pub fn consume(&mut self, count: usize) {
        debug_assert!(count <= self.end - self.start);
        self.start += count;
    }

    /// Reads what is ready, at least one byte; `false` at the end.
    pub fn more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize((self.end + CHUNK).max(self.buffer.len() * 2), 0);
        }
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    return Ok(false);
                }
                Ok(count) => {
                    self.end += count;
                    return Ok(true);
                }
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(why),
            }
        }
    }

    /// Whether the input has ended and nothing is left.
    pub fn is_spent(&self) -> bool {
        self.ended && self.start == self.end
    }

    /// Takes off a byte-order mark; UTF-16 is made UTF-8 from here on.
    ///
    /// Without a mark, UTF-16 is told by the zero bytes of its first two ASCII characters.
    pub fn without_mark(mut self) -> io::Result<Self> {
        while self.available().len() < 4 && self.more()? {}
        let (encoding, mark) = match self.available() {
            [0xEF, 0xBB, 0xBF, ..] => {
                self.consume(3);
                return Ok(self);
            }
            [0xFF, 0xFE, ..] => (UTF_16LE, 2),
            [0xFE, 0xFF, ..] => (UTF_16BE, 2),
            [1..=0x7F, 0, 1..=0x7F, 0, ..] => (UTF_16LE, 0),
            [0, 1..=0x7F, 0, 1..=0x7F, ..] => (UTF_16BE, 0),
            _ => return Ok(self),
        };
        self.consume(mark);
        let decoder = encoding.new_decoder_without_bom_handling();
        Ok(Self::new(Box::new(Utf8From { bytes: self, decoder, done: false })))
    }

    /// Everything to the end, an error beyond `limit` bytes.
    pub fn to_end(mut self, limit: usize) -> io::Result<Vec<u8>> {
        while self.more()? {
            if self.available().len() > limit {
                return Err(io::Error::other(format!("it is larger than {} MiB", limit >> 20)));
            }
        }
        Ok(self.available().to_vec())
    }
}

/// Reads another encoding as UTF-8.
struct Utf8From {
    bytes: Bytes,
    decoder: Decoder,
    done: bool,
}

impl Read for Utf8From {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.done {
                return Ok(0);
            }
            let last = self.bytes.available().is_empty() && !self.bytes.more()?;
            let (result, read, written, _) = self.decoder.decode_to_utf8(self.bytes.available(), out, last);
            self.bytes.consume(read);
            self.done = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

/// Adds bytes to the text of a batch; where they stand in it.
pub(super) fn added(text: &mut Vec<u8>, more: &[u8]) -> Range<usize> {
    let start = text.len();
    text.extend_from_slice(more);
    start..text.len()
}

/// A long text, where it is UTF-8 throughout; checked many bytes at a time.
pub fn utf8(text: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(text).ok()
}

/// Text of one record: UTF-8, or else Windows-1252, which European spreadsheets write.
///
/// Valid UTF-8 with a letter beyond ASCII is not Windows-1252 text by accident, so each record decides for itself.
pub fn text(record: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(record) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(record).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &'static [u8]) -> String {
        let bytes = Bytes::new(Box::new(input)).without_mark().unwrap().to_end(1 << 20).unwrap();
        text(&bytes).into_owned()
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(read(b"\xEF\xBB\xBFsku,\xC3\xA9"), "sku,é");
        assert_eq!(read(b"\xFF\xFEs\0k\0\xE9\0"), "ské");
        assert_eq!(read(b"\xFE\xFF\0s\0k\0\xE9"), "ské");
        assert_eq!(read(b"s\0k\0u\0"), "sku");
        assert_eq!(read(b"caf\xE9 \x80 5"), "café € 5");
        assert_eq!(read(b""), "");
        assert_eq!(read(b"a"), "a");
    }
}
