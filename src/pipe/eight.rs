//! Eight bytes looked at together, in a plain register of any machine: for texts too short to be worth a search that has to
//! be set up.

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

/// The top bit of every byte of the word that is this one.
#[inline]
pub(super) fn equal(word: u64, byte: u8) -> u64 {
    let differs = word ^ (ONES * u64::from(byte));
    !(((differs & !TOPS) + !TOPS) | differs) & TOPS
}

/// The same, quicker and less sure: none where no byte of the word is this one, but maybe one too many above one that is.
#[inline]
pub(super) fn may_be(word: u64, byte: u8) -> u64 {
    let differs = word ^ (ONES * u64::from(byte));
    differs.wrapping_sub(ONES) & !differs & TOPS
}

/// The top bit of every byte of the word that is below another one, which is at most 0x80; maybe one too many above one that is.
#[inline]
pub(super) fn may_be_below(word: u64, byte: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(byte)) & !word & TOPS
}

/// Hands on a text in words of eight bytes, the first byte lowest, and where each begins, until one says `None`; what is
/// beyond the end looks like dots.
#[inline]
pub(super) fn each_word(text: &[u8], mut take: impl FnMut(usize, u64) -> Option<()>) -> Option<()> {
    let mut at = 0;
    for part in text.chunks(8) {
        let word = match part.first_chunk::<8>() {
            Some(whole) => *whole,
            None => {
                let mut last = [b'.'; 8];
                last[..part.len()].copy_from_slice(part);
                last
            }
        };
        // The one place where it is called, so that it becomes a part of this loop.
        take(at, u64::from_le_bytes(word))?;
        at += 8;
    }
    Some(())
}

/// Hands on where a byte stands, which is not a dot, until one place is answered with `None`.
#[inline]
pub(super) fn each_place(text: &[u8], byte: u8, mut take: impl FnMut(usize) -> Option<()>) -> Option<()> {
    each_word(text, |at, word| {
        let mut marks = equal(word, byte);
        while marks != 0 {
            take(at + marks.trailing_zeros() as usize / 8)?;
            marks &= marks - 1;
        }
        Some(())
    })
}

/// The number that up to eight digits at the front of a text are, and how many they are.
#[inline]
pub fn digits(text: &[u8]) -> (u32, usize) {
    let Some(front) = text.first_chunk::<8>() else { return one_by_one(text) };
    // A digit becomes its value; whatever is above nine gets its top bit set, and may spoil only what stands behind it.
    let values = u64::from_le_bytes(*front) ^ (ONES * u64::from(b'0'));
    let others = (values.wrapping_add(ONES * 0x76) | values) & TOPS;
    let count = (others.trailing_zeros() / 8).min(8);
    if count == 0 {
        return (0, 0);
    }
    // The digits to the back, zeros before them; then two, four and eight of them at once.
    let eight = values << (64 - 8 * count);
    let pairs = (eight.wrapping_mul(10) + (eight >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    let all = fours.wrapping_mul(10_000) + (fours >> 32);
    (all as u32, count as usize)
}

fn one_by_one(text: &[u8]) -> (u32, usize) {
    let count = text.iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    (text[..count].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')), count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_together_are_digits_one_by_one(text in "[0-9]{0,9}[0-9/:,x\\-\u{7F}-\u{FF}]{0,9}") {
            prop_assert_eq!(digits(text.as_bytes()), one_by_one(text.as_bytes()), "{}", text);
        }

        #[test]
        fn a_byte_is_found_wherever_it_stands(text in prop::collection::vec(prop::sample::select(vec![0, 1, b'a', b',', 0x80, 0xFF]), 0..40)) {
            let expected: Vec<usize> = (0..text.len()).filter(|at| text[*at] == b',').collect();
            let (mut found, mut zero) = (Vec::new(), false);
            each_place(&text, b',', |at| { found.push(at); Some(()) });
            prop_assert_eq!(found, expected);
            each_word(&text, |_, word| { zero |= may_be(word, 0) != 0; Some(()) });
            prop_assert_eq!(zero, text.contains(&0));
            let mut low = None;
            each_word(&text, |at, word| {
                let marks = may_be_below(word, b',');
                low = (marks != 0).then(|| at + marks.trailing_zeros() as usize / 8);
                low.is_none().then_some(())
            });
            prop_assert_eq!(low, text.iter().position(|byte| *byte < b','));
        }
    }
}
