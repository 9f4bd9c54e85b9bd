//! As much gzip as a vendor needs to misbehave: stored bytes, and a very long run of one byte.

/// Bytes in a gzip frame, not compressed.
pub fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = header();
    let mut chunks = bytes.chunks(0xffff).peekable();
    while let Some(chunk) = chunks.next() {
        out.push(u8::from(chunks.peek().is_none()));
        let length = u16::try_from(chunk.len()).expect("a chunk is short");
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(chunk);
    }
    trailer(out, crc32(bytes.iter().copied()), bytes.len())
}

/// Megabytes of spaces, about 158 times smaller.
pub fn bomb(megabytes: usize) -> Vec<u8> {
    // A literal space, then matches of 258 bytes at distance one, with the fixed codes of deflate.
    let matches = megabytes * 1024 * 1024 / 258;
    let mut bits = Bits { out: header(), held: 0, count: 0 };
    bits.number(1, 1);
    bits.number(1, 2);
    bits.code(0x30 + u32::from(b' '), 8);
    for _ in 0..matches {
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    bits.code(0, 7);
    let length = 1 + matches * 258;
    let out = bits.finish();
    trailer(out, crc32(std::iter::repeat_n(b' ', length)), length)
}

struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn number(&mut self, value: u32, bits: u32) {
        for bit in 0..bits {
            self.push((value >> bit) & 1);
        }
    }

    fn code(&mut self, value: u32, bits: u32) {
        for bit in (0..bits).rev() {
            self.push((value >> bit) & 1);
        }
    }

    fn push(&mut self, bit: u32) {
        self.held |= bit << self.count;
        self.count += 1;
        if self.count == 8 {
            self.out.push(u8::try_from(self.held).expect("eight bits"));
            (self.held, self.count) = (0, 0);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        while self.count > 0 {
            self.push(0);
        }
        self.out
    }
}

fn header() -> Vec<u8> {
    vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
}

fn trailer(mut out: Vec<u8>, crc: u32, length: usize) -> Vec<u8> {
    out.extend(crc.to_le_bytes());
    out.extend(u32::try_from(length).expect("a test body is short").to_le_bytes());
    out
}

fn crc32(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut table = [0_u32; 256];
    for (at, entry) in table.iter_mut().enumerate() {
        let mut value = u32::try_from(at).expect("a byte");
        for _ in 0..8 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
        }
        *entry = value;
    }
    !bytes.fold(!0, |crc, byte| (crc >> 8) ^ table[usize::from((crc as u8) ^ byte)])
}
