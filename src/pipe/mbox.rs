//! A file of letters, one after the other: each begins with a line `From `, and a line of a letter that begins so has a `>`
//! before it (RFC 4155, and `mboxrd`, which escapes more and loses nothing).

use std::io::{BufRead, Read as _};

use super::MAX_RECORD;

/// The letters of such a file, in order. A letter that is too long is a sentence about it; the next one is read all the same.
pub struct Mbox<R> {
    from: R,
    line: u64,
    begun: bool,
    ended: bool,
}

/// A letter, and the line that it begins at.
pub struct Framed {
    /// The first line of it, counted from 1.
    pub line: u64,
    /// Its bytes.
    pub raw: Vec<u8>,
}

impl<R: BufRead> Mbox<R> {
    /// Reads from here.
    pub fn new(from: R) -> Self {
        Self { from, line: 0, begun: false, ended: false }
    }

    /// A line, as far as it is kept, and whether there was one. What is longer than a record is skipped without being held.
    fn next_line(&mut self, line: &mut Vec<u8>) -> std::io::Result<bool> {
        line.clear();
        let most = MAX_RECORD as u64 + 1;
        if self.from.by_ref().take(most).read_until(b'\n', line)? == 0 {
            return Ok(false);
        }
        self.line += 1;
        while !line.ends_with(b"\n") {
            let held = self.from.fill_buf()?;
            let Some(end) = held.iter().position(|byte| *byte == b'\n') else {
                let length = held.len();
                if length == 0 {
                    break;
                }
                self.from.consume(length);
                continue;
            };
            self.from.consume(end + 1);
            break;
        }
        Ok(true)
    }

    /// The next letter; `None` at the end. The inner error is about one letter, the outer one about the file.
    pub fn next_letter(&mut self) -> std::io::Result<Option<Result<Framed, (u64, String)>>> {
        let mut line = Vec::new();
        while !self.begun && !self.ended {
            if !self.next_line(&mut line)? {
                return Ok(None);
            }
            if line.starts_with(b"From ") {
                self.begun = true;
            } else if !line.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(self.no_mbox(&mut line)?));
            }
        }
        if self.ended {
            return Ok(None);
        }
        let (first, mut raw, mut too_long) = (self.line + 1, Vec::new(), false);
        loop {
            if !self.next_line(&mut line)? {
                self.ended = true;
                break;
            }
            if line.starts_with(b"From ") {
                break;
            }
            let quoted =
                line.iter().position(|byte| *byte != b'>').is_some_and(|at| at > 0 && line[at..].starts_with(b"From "));
            let line = if quoted { &line[1..] } else { &line[..] };
            if raw.len() + line.len() > MAX_RECORD {
                too_long = true;
            } else if !too_long {
                raw.extend_from_slice(line);
            }
        }
        if too_long {
            return Ok(Some(Err((first, format!("the letter is longer than {} MiB", MAX_RECORD >> 20)))));
        }
        Ok(Some(Ok(Framed { line: first, raw })))
    }

    /// What stands before the first `From ` is no letter of an mbox; the rest goes on behind it.
    fn no_mbox(&mut self, line: &mut Vec<u8>) -> std::io::Result<Result<Framed, (u64, String)>> {
        let at = self.line;
        loop {
            if !self.next_line(line)? {
                self.ended = true;
                break;
            }
            if line.starts_with(b"From ") {
                self.begun = true;
                break;
            }
        }
        Ok(Err((at, "it stands before the first line that begins with `From `: is the file an mbox?".to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &[u8]) -> Vec<Result<(u64, String), (u64, String)>> {
        let mut mbox = Mbox::new(text);
        let mut found = Vec::new();
        while let Some(next) = mbox.next_letter().unwrap() {
            found.push(next.map(|framed| (framed.line, String::from_utf8_lossy(&framed.raw).into_owned())));
        }
        found
    }

    #[test]
    fn letters_are_told_apart_and_their_own_lines_come_back() {
        let text = b"From a Mon Jun 1\nSubject: 1\n\n>From here\n>>From there\n\nFrom b Mon Jun 1\nSubject: 2\n\nx\n";
        let expected =
            [Ok((2, "Subject: 1\n\nFrom here\n>From there\n\n".to_owned())), Ok((8, "Subject: 2\n\nx\n".to_owned()))];
        assert_eq!(letters(text), expected);
        assert_eq!(letters(b""), []);
        assert_eq!(letters(b"\n\n"), []);
        let other = letters(b"{\"id\":1}\nFrom a\nSubject: x\n\ny");
        assert!(other[0].as_ref().unwrap_err().1.contains("is the file an mbox?"));
        assert_eq!(other[1], Ok((3, "Subject: x\n\ny".to_owned())));
    }

    #[test]
    fn a_letter_that_is_too_long_loses_no_other() {
        let mut text = b"From a\nSubject: long\n\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', MAX_RECORD + 10));
        text.extend_from_slice(b"\nmore\nFrom b\nSubject: short\n\nx\n");
        let found = letters(&text);
        assert_eq!(found.len(), 2);
        assert!(found[0].as_ref().unwrap_err().1.contains("longer than 8 MiB"));
        assert!(found[1].as_ref().unwrap().1.starts_with("Subject: short"));
    }
}
