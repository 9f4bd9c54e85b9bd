//! JSON that is not one object a line: an array, one object, or objects one after another over several lines.
//!
//! The elements of an array come one by one; the array is never held whole.

use std::io;

use super::{
    bytes::{Bytes, added},
    lines::too_long,
    reader::{Fault, Step, Unit},
};

/// Splits input into JSON values.
pub struct JsonValues {
    bytes: Bytes,
    /// Line feeds that have gone by.
    breaks: u64,
    max: usize,
    inside_array: bool,
    over: bool,
}

/// Where a scan inside one value stands.
#[derive(Default)]
struct Inside {
    at: usize,
    depth: u64,
    text: bool,
    escaped: bool,
    breaks: u64,
}

impl JsonValues {
    /// Values of `bytes`, each at most `max` bytes.
    pub fn new(bytes: Bytes, max: usize) -> Self {
        Self { bytes, breaks: 0, max, inside_array: false, over: false }
    }

    /// The next value; with `block` off, only what has been read already.
    pub fn step(&mut self, block: bool, text: &mut Vec<u8>) -> io::Result<Step> {
        if self.over {
            return Ok(Step::End);
        }
        loop {
            let Some(&first) = self.bytes.available().first() else {
                if !block && !self.bytes.is_spent() {
                    return Ok(Step::NotReady);
                }
                if self.bytes.more()? {
                    continue;
                }
                self.over = true;
                if self.inside_array {
                    return Ok(self.bad(Fault::new("the array is never closed: the input is cut off"), Vec::new()));
                }
                return Ok(Step::End);
            };
            match first {
                b'\n' => self.breaks += 1,
                b' ' | b'\t' | b'\r' | b',' | 0x1E => {}
                b'[' if !self.inside_array => self.inside_array = true,
                b']' if self.inside_array => self.inside_array = false,
                _ => return self.value(block, text),
            }
            self.bytes.consume(1);
        }
    }

    fn value(&mut self, block: bool, text: &mut Vec<u8>) -> io::Result<Step> {
        let mut inside = Inside::default();
        loop {
            if let Some(length) = inside.scan(self.bytes.available()) {
                let line = self.breaks + 1;
                let value = &self.bytes.available()[..length];
                let unit = if length > self.max {
                    let raw = value[..value.len().min(1 << 10)].to_vec();
                    Unit::Bad { line, fault: Box::new(too_long(length as u64, self.max)), raw }
                } else {
                    Unit::Text { line, bytes: added(text, value) }
                };
                self.bytes.consume(length);
                self.breaks += inside.breaks;
                return Ok(Step::Unit(unit));
            }
            if self.bytes.available().len() > self.max {
                return self.skip(inside);
            }
            if !block {
                return Ok(Step::NotReady);
            }
            if !self.bytes.more()? {
                let raw = self.bytes.available().to_vec();
                self.bytes.consume(raw.len());
                if inside.depth == 0 && !inside.text {
                    // A bare number or word may end with the input.
                    return Ok(Step::Unit(Unit::Text { line: self.breaks + 1, bytes: added(text, &raw) }));
                }
                self.over = true;
                return Ok(self.bad(Fault::new("the JSON is cut off: a bracket or a quote is never closed"), raw));
            }
        }
    }

    /// Lets an over-long value pass by without holding it.
    fn skip(&mut self, mut inside: Inside) -> io::Result<Step> {
        let shown = self.bytes.available();
        let raw = shown[..shown.len().min(1 << 10)].to_vec();
        let line = self.breaks + 1;
        let mut length = 0;
        loop {
            let gone = inside.at.min(self.bytes.available().len());
            self.bytes.consume(gone);
            inside.at = 0;
            length += gone as u64;
            if !self.bytes.more()? {
                self.over = true;
                break;
            }
            if let Some(rest) = inside.scan(self.bytes.available()) {
                self.bytes.consume(rest);
                length += rest as u64;
                break;
            }
        }
        self.breaks += inside.breaks;
        Ok(Step::Unit(Unit::Bad { line, fault: Box::new(too_long(length, self.max)), raw }))
    }

    fn bad(&self, fault: Fault, raw: Vec<u8>) -> Step {
        Step::Unit(Unit::Bad { line: self.breaks + 1, fault: Box::new(fault), raw })
    }
}

impl Inside {
    /// Goes on from where it stood; the length of the value once its end is seen.
    fn scan(&mut self, bytes: &[u8]) -> Option<usize> {
        while let Some(&byte) = bytes.get(self.at) {
            self.at += 1;
            if self.text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.text = false,
                    b'\n' => self.breaks += 1,
                    _ => {}
                }
                if !self.text && self.depth == 0 {
                    return Some(self.at);
                }
                continue;
            }
            match byte {
                b'"' => self.text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(self.at);
                    }
                }
                b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => {
                    // The end of a bare number or word; a lone closing bracket is a value that no JSON reader takes.
                    let length = if self.at == 1 { 1 } else { self.at - 1 };
                    return Some(length);
                }
                b'\n' => self.breaks += 1,
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(input: &[u8], max: usize) -> Vec<String> {
        let mut values = JsonValues::new(Bytes::new(Box::new(io::Cursor::new(input.to_vec()))), max);
        let (mut seen, mut text) = (Vec::new(), Vec::new());
        loop {
            match values.step(true, &mut text).unwrap() {
                Step::Unit(Unit::Text { line, bytes }) => {
                    seen.push(format!("{line}: {}", String::from_utf8_lossy(&text[bytes])));
                }
                Step::Unit(Unit::Bad { line, fault, .. }) => seen.push(format!("{line}! {}", fault.reason)),
                Step::Unit(Unit::Cells { .. }) | Step::NotReady | Step::End => return seen,
            }
        }
    }

    #[test]
    fn arrays_objects_and_sequences_come_apart() {
        let check = |input: &str, expected: &[&str]| assert_eq!(values(input.as_bytes(), 1000), expected, "{input:?}");
        check(r#"[{"a":1},{"b":"],}"}]"#, &[r#"1: {"a":1}"#, r#"1: {"b":"],}"}"#]);
        check("[\n{\"a\":\n1},\n{\"b\":2}\n]\n", &["2: {\"a\":\n1}", "4: {\"b\":2}"]);
        check("{\n\"a\":1\n}\n{\"b\":2}", &["1: {\n\"a\":1\n}", "4: {\"b\":2}"]);
        check("[1, \"x\\\"y\", null]", &["1: 1", "1: \"x\\\"y\"", "1: null"]);
        check("[]", &[]);
        check("", &[]);
        check("[{\"a\":1}", &["1: {\"a\":1}", "1! the array is never closed: the input is cut off"]);
        check("{\"a\":", &["1! the JSON is cut off: a bracket or a quote is never closed"]);
    }

    #[test]
    fn a_value_beyond_the_bound_is_skipped() {
        let long = format!("[{{\"a\":\"{}\"}},{{\"b\":2}}]", "x".repeat(3000));
        let seen = values(long.as_bytes(), 1000);
        assert!(seen[0].contains("too long"), "{seen:?}");
        assert_eq!(seen[1], "1: {\"b\":2}");
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(input in prop::collection::vec(any::<u8>(), 0..300), max in 1_usize..50) {
            values(&input, max);
        }
    }
}
