//! A reply's body, taken in piece by piece: never more than the limits, packed or not.

use std::io::Write as _;

use flate2::write::GzDecoder;

use super::client::Limits;

/// Unpacked this many packed bytes at a time, a piece can't grow to more than a megabyte.
const STEP: usize = 1024;

/// A body as it grows.
pub struct Body {
    limits: Limits,
    packed: usize,
    to: To,
}

enum To {
    Plain(Vec<u8>),
    Gzip(Box<GzDecoder<Vec<u8>>>),
}

impl Body {
    /// An empty one; `encoding` is the header `Content-Encoding`. An error for an encoding that was not asked for.
    pub fn new(encoding: Option<&str>, limits: Limits) -> Result<Self, String> {
        let to = match encoding.map(str::trim) {
            None | Some("" | "identity") => To::Plain(Vec::new()),
            Some(name) if name.eq_ignore_ascii_case("gzip") => To::Gzip(Box::new(GzDecoder::new(Vec::new()))),
            Some(other) => return Err(format!("the reply is packed as `{other:.20}`, which was not asked for")),
        };
        Ok(Self { limits, packed: 0, to })
    }

    /// Takes in a piece.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), String> {
        for step in piece.chunks(STEP) {
            self.packed += step.len();
            let length = match &mut self.to {
                To::Plain(bytes) => {
                    bytes.extend_from_slice(step);
                    bytes.len()
                }
                To::Gzip(decoder) => {
                    decoder.write_all(step).map_err(|why| format!("the reply can't be unpacked: {why}"))?;
                    decoder.get_ref().len()
                }
            };
            if length > self.limits.body {
                return Err(format!("the reply is longer than {} bytes", self.limits.body));
            }
            if length > self.packed.saturating_mul(self.limits.ratio) {
                return Err(format!("the reply unpacks to more than {} times its size", self.limits.ratio));
            }
        }
        Ok(())
    }

    /// The whole body; an error where a packed one stops in the middle.
    pub fn finish(self) -> Result<Vec<u8>, String> {
        match self.to {
            To::Plain(bytes) => Ok(bytes),
            To::Gzip(decoder) => decoder.finish().map_err(|why| format!("the reply can't be unpacked: {why}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(encoding: Option<&str>, pieces: &[&[u8]]) -> Result<Vec<u8>, String> {
        let limits = Limits { body: 1 << 20, ..Limits::default() };
        let mut body = Body::new(encoding, limits)?;
        for piece in pieces {
            body.take(piece)?;
        }
        body.finish()
    }

    #[test]
    fn plain_and_packed_come_out_whole() {
        assert_eq!(read(None, &[b"ab", b"c"]).unwrap(), b"abc");
        let text = br#"{"orders":[1,2,3]}"#;
        let packed = packed(text);
        let (left, right) = packed.split_at(7);
        assert_eq!(read(Some("gzip"), &[left, right]).unwrap(), text);
    }

    #[test]
    fn what_is_cut_too_long_or_too_dense_is_an_error() {
        let check = |encoding: Option<&str>, bytes: &[u8], part: &str| {
            let why = read(encoding, &[bytes]).unwrap_err();
            assert!(why.contains(part), "{why}");
        };
        let noise: Vec<u8> = (0..40_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let good = packed(&noise);
        assert_eq!(read(Some("gzip"), &[&good]).unwrap(), noise);
        check(Some("gzip"), &good[..good.len() / 2], "can't be unpacked");
        check(Some("gzip"), b"plain text", "can't be unpacked");
        check(Some("gzip"), &packed(&vec![b' '; 1 << 19]), "100 times");
        check(Some("gzip"), &packed(&vec![b' '; 1 << 26]), "100 times");
        check(None, &vec![b' '; (1 << 20) + 1], "longer than");
        check(Some("br"), b"", "not asked for");
        check(Some("gzip, gzip"), b"", "not asked for");
    }
}
