//! What of a text is counted: words, neighbouring words, pairs of words, and pieces of words.
//!
//! A feature is a number made of what it stands for, so that what is learned holds no customer's words.

/// The most words of a text that are looked at.
const MOST_WORDS: usize = 400;
/// The longest word that is cut into pieces, in characters; a longer one is its beginning.
const LONGEST_WORD: usize = 40;
/// How far apart two words of a pair may stand.
const REACH: usize = 12;
/// The lengths of pieces, in characters, the word's edges included.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;

/// Families of features. Each weighs the same in a text, however many of its features there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Words, and words beside each other.
    Words,
    /// Two words of the text, in whatever order.
    Pairs,
    /// Pieces of words: they see through endings and misspellings.
    Pieces,
}

impl Family {
    /// How many there are.
    pub const COUNT: usize = 3;

    /// The family of a feature.
    pub fn of(feature: u64) -> usize {
        usize::try_from(feature >> 62).unwrap_or(0)
    }

    fn mark(self) -> u64 {
        (self as u64) << 62
    }
}

/// One occurrence of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The feature: its family in the two highest bits, a hash in the rest.
    pub feature: u64,
    /// The word that it belongs to, by its place.
    pub word: u32,
    /// The other word of two.
    pub other: u32,
}

/// The words of a text: lower case, letters and digits alone, no apostrophes; every digit reads as `0`, for an order's
/// number says nothing about what is asked.
pub fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for character in text.chars() {
        let word = words.last_mut().expect("there is always a word");
        if character.is_numeric() {
            word.push('0');
        } else if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '’' | '‘' | '`') && !word.is_empty() {
            if words.len() == MOST_WORDS {
                break;
            }
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    for word in &mut words {
        if let Some((end, _)) = word.char_indices().nth(LONGEST_WORD) {
            word.truncate(end);
        }
    }
    words
}

/// Every occurrence of every feature in these words.
pub fn occurrences(words: &[String]) -> Vec<Occurrence> {
    let mut found = Vec::with_capacity(words.len() * 24);
    let mut see = |family: Family, hash: u64, word: usize, other: usize| {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        found.push(Occurrence { feature: hash >> 2 | family.mark(), word: place(word), other: place(other) });
    };
    let hashes: Vec<u64> = words.iter().map(|word| hash(1, word.bytes())).collect();
    for (at, word) in words.iter().enumerate() {
        see(Family::Words, hashes[at], at, at);
        // The edges of the text are neighbours, too.
        let before = at.checked_sub(1).map_or(EDGE, |before| hashes[before]);
        see(Family::Words, mixed(2, before, hashes[at]), at.saturating_sub(1), at);
        if at + 1 == words.len() {
            see(Family::Words, mixed(2, hashes[at], EDGE), at, at);
        }
        for (gap, next) in hashes[at + 1..].iter().take(REACH).enumerate() {
            let (low, high) = (hashes[at].min(*next), hashes[at].max(*next));
            see(Family::Pairs, mixed(3, low, high), at, at + 1 + gap);
        }
        let letters: Vec<char> = format!(" {word} ").chars().collect();
        for length in PIECES {
            for piece in letters.windows(length) {
                let mut bytes = [0; 4];
                let piece = piece
                    .iter()
                    .fold(hash(4, []), |so_far, letter| letter.encode_utf8(&mut bytes).bytes().fold(so_far, step));
                see(Family::Pieces, finished(piece), at, at);
            }
        }
    }
    found
}

/// Before the first word and after the last.
const EDGE: u64 = 0x9e37_79b9_7f4a_7c15;

/// FNV-1a with 64 bits, by its authors' constants (draft-eastlake-fnv).
fn hash(kind: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    let begun = (0xcbf2_9ce4_8422_2325 ^ kind).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.into_iter().fold(begun, step)
}

fn step(so_far: u64, byte: u8) -> u64 {
    (so_far ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn mixed(kind: u64, first: u64, second: u64) -> u64 {
    finished(hash(kind, first.to_le_bytes().into_iter().chain(second.to_le_bytes())))
}

/// Spreads the low bits, which FNV mixes best, over all of them.
fn finished(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_text_is_its_words_in_lower_case_with_digits_alike() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text), expected, "{text:?}");
        check("Where's my ORDER #A-1001?!", &["wheres", "my", "order", "a", "0000"]);
        check("  ", &[]);
        check("Größe　宝可梦", &["größe", "宝可梦"]);
        check(&"x".repeat(100), &[&"x".repeat(LONGEST_WORD)]);
        assert_eq!(words(&"word ".repeat(10_000)).len(), MOST_WORDS);
    }

    fn features(text: &str, family: Family) -> HashSet<u64> {
        let found = occurrences(&words(text)).into_iter().map(|found| found.feature);
        found.filter(|feature| Family::of(*feature) == family as usize).collect()
    }

    #[test]
    fn order_matters_to_neighbours_and_not_to_pairs() {
        assert_ne!(features("refund order", Family::Words), features("order refund", Family::Words));
        assert_eq!(features("refund my order", Family::Pairs), features("order my refund", Family::Pairs));
        assert_eq!(features("a b c", Family::Pairs).len(), 3);
        assert_eq!(features("a b", Family::Words).len(), 5, "two words, the pair, both edges");
    }

    #[test]
    fn a_misspelt_word_shares_pieces_with_the_right_one() {
        let (right, wrong) = (features("delivery", Family::Pieces), features("delivry", Family::Pieces));
        assert!(right.intersection(&wrong).count() >= 8, "{right:?}\n{wrong:?}");
        assert!(right.is_disjoint(&features("but", Family::Pieces)));
    }

    #[test]
    fn many_features_do_not_fall_together() {
        let text: Vec<String> = (0..MOST_WORDS)
            .map(|at| format!("{}{}", char::from(b'a' + (at % 26) as u8), "qz".repeat(at / 26)))
            .collect();
        assert_eq!(features(&text.join(" "), Family::Words).len(), 2 * MOST_WORDS + 1);
    }
}
