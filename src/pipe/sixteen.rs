//! Sixteen bytes looked at together, in one wide register: for rows, which are a few dozen to a few hundred bytes long.

use ::wide::u8x16;

/// Sixteen bytes, of which the first few may have been looked at before.
#[derive(Clone, Copy)]
pub(super) struct Block {
    bytes: u8x16,
    seen: u32,
}

impl Block {
    /// A bit for each byte that is this one and was not looked at before, that of the first such byte lowest.
    #[inline]
    pub(super) fn equal(self, byte: u8) -> u32 {
        self.bytes.simd_eq(u8x16::splat(byte)).to_bitmask() >> self.seen
    }
}

/// Hands on a text in blocks and where each begins, until one says `None`; what is beyond the end looks like dots.
#[inline]
pub(super) fn each_block(text: &[u8], mut take: impl FnMut(usize, Block) -> Option<()>) -> Option<()> {
    let (whole, rest) = text.as_chunks::<16>();
    // The last bytes are looked at together with some before them; only a text that is shorter is copied.
    let mut short = [b'.'; 16];
    let last = match text.last_chunk::<16>() {
        Some(last) => last,
        None => {
            short[..text.len()].copy_from_slice(text);
            &short
        }
    };
    let seen = if text.len() < 16 { 0 } else { 16 - rest.len() };
    let ends = (!rest.is_empty()).then_some((last, seen));
    for (number, (block, seen)) in whole.iter().map(|block| (block, 0)).chain(ends).enumerate() {
        // The one place where it is called, so that it becomes a part of this loop.
        take(number * 16, Block { bytes: u8x16::new(*block), seen: seen as u32 })?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_byte_is_found_wherever_it_stands(text in prop::collection::vec(prop::sample::select(vec![0, 1, b'a', b',', 0x80, 0xFF]), 0..70)) {
            for byte in [0, b',', 0xFF] {
                let expected: Vec<usize> = (0..text.len()).filter(|at| text[*at] == byte).collect();
                let mut found = Vec::new();
                each_block(&text, |at, block| {
                    found.extend((0..16).filter(|place| block.equal(byte) >> place & 1 == 1).map(|place| at + place));
                    Some(())
                });
                prop_assert_eq!(found, expected);
            }
        }
    }
}
