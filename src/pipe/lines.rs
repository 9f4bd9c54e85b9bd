//! One line at a time, each at most [`MAX_RECORD`](super::MAX_RECORD) bytes.

use std::io;

use memchr::memchr;

use super::{
    bytes::{Bytes, added},
    reader::{Fault, Step, Unit},
};

/// How much of an over-long record is kept to show it.
const SHOWN: usize = 1 << 10;

/// Splits input at line feeds.
pub struct Lines {
    bytes: Bytes,
    line: u64,
    max: usize,
}

impl Lines {
    /// Lines of `bytes`, each at most `max` bytes.
    pub fn new(bytes: Bytes, max: usize) -> Self {
        Self { bytes, line: 0, max }
    }

    /// The next line without its line ending, added to `text`; with `block` off, only what has been read already.
    pub fn step(&mut self, block: bool, text: &mut Vec<u8>) -> io::Result<Step> {
        let mut searched = 0;
        loop {
            let available = self.bytes.available();
            if let Some(at) = memchr(b'\n', &available[searched..]).map(|at| at + searched) {
                if at > self.max {
                    return self.skip();
                }
                let line = self.unit(&available[..at], text);
                self.bytes.consume(at + 1);
                self.line += 1;
                return Ok(line);
            }
            searched = available.len();
            if searched > self.max {
                return self.skip();
            }
            if !block {
                return Ok(Step::NotReady);
            }
            if !self.bytes.more()? {
                let rest = self.bytes.available();
                if rest.is_empty() {
                    return Ok(Step::End);
                }
                let (line, count) = (self.unit(rest, text), rest.len());
                self.bytes.consume(count);
                self.line += 1;
                return Ok(line);
            }
        }
    }

    /// Adds lines that stand whole in what has been read already, until there are `most` units.
    pub fn plain(&mut self, most: usize, units: &mut Vec<Unit>, text: &mut Vec<u8>) {
        let available = self.bytes.available();
        let (base, mut at) = (text.len(), 0);
        while units.len() < most {
            let Some(length) = memchr(b'\n', &available[at..]).filter(|length| *length <= self.max) else { break };
            let line = &available[at..at + length];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            self.line += 1;
            units.push(Unit::Text { line: self.line, bytes: base + at..base + at + line.len() });
            at += length + 1;
        }
        text.extend_from_slice(&available[..at]);
        self.bytes.consume(at);
    }

    fn unit(&self, line: &[u8], text: &mut Vec<u8>) -> Step {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Step::Unit(Unit::Text { line: self.line + 1, bytes: added(text, line) })
    }

    /// Lets an over-long line pass by without holding it.
    fn skip(&mut self) -> io::Result<Step> {
        self.line += 1;
        let (raw, length) = skip_line(&mut self.bytes, b'\n')?;
        Ok(Step::Unit(Unit::Bad { line: self.line, fault: Box::new(too_long(length, self.max)), raw }))
    }
}

/// Drops everything to the end of the line; gives its first bytes and its length.
pub(super) fn skip_line(bytes: &mut Bytes, end: u8) -> io::Result<(Vec<u8>, u64)> {
    let shown = bytes.available();
    let raw = shown[..shown.len().min(SHOWN)].to_vec();
    let mut length = 0;
    loop {
        let available = bytes.available();
        if let Some(at) = memchr(end, available) {
            bytes.consume(at + 1);
            return Ok((raw, length + at as u64));
        }
        let count = available.len();
        length += count as u64;
        bytes.consume(count);
        if !bytes.more()? {
            return Ok((raw, length));
        }
    }
}

/// What is said of a record beyond the bound.
pub(super) fn too_long(length: u64, max: usize) -> Fault {
    let limit = if max >= 1 << 20 { format!("{} MiB", max >> 20) } else { format!("{max} bytes") };
    Fault::new(format!("the record is too long: {length} bytes, the limit is {limit}"))
        .hint("is it really one record a line? a file without line breaks is read with `--input-format json`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &'static [u8], max: usize) -> Vec<(u64, Result<String, String>)> {
        let mut lines = Lines::new(Bytes::new(Box::new(input)), max);
        let (mut seen, mut text) = (Vec::new(), Vec::new());
        loop {
            // What is there already comes first, two at a time.
            let mut units = Vec::new();
            lines.plain(2, &mut units, &mut text);
            for unit in units {
                let Unit::Text { line, bytes } = unit else { panic!("{unit:?}") };
                seen.push((line, Ok(String::from_utf8(text[bytes].to_vec()).unwrap())));
            }
            match lines.step(true, &mut text).unwrap() {
                Step::Unit(Unit::Text { line, bytes }) => {
                    seen.push((line, Ok(String::from_utf8(text[bytes].to_vec()).unwrap())));
                }
                Step::Unit(Unit::Bad { line, fault, .. }) => seen.push((line, Err(fault.reason))),
                _ => return seen,
            }
        }
    }

    #[test]
    fn lines_end_with_or_without_carriage_return_and_at_the_end() {
        assert_eq!(
            lines(b"a\r\nb\n\nc", 9),
            [(1, Ok("a".into())), (2, Ok("b".into())), (3, Ok(String::new())), (4, Ok("c".into()))]
        );
        assert_eq!(lines(b"", 9), []);
    }

    #[test]
    fn a_line_beyond_the_bound_is_skipped_and_the_rest_goes_on() {
        let seen = lines(b"ok\n0123456789\nok", 5);
        assert_eq!(seen[0].1, Ok("ok".into()));
        assert!(seen[1].1.as_ref().unwrap_err().contains("10 bytes"), "{seen:?}");
        assert_eq!(seen[2], (3, Ok("ok".into())));
    }
}
