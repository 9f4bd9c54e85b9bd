//! Words that say nothing about goods, money, time or what anybody will do: all that a model may add of its own.

use std::{collections::HashSet, sync::LazyLock};

use serde::{Deserialize, Serialize};

/// A set of harmless words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vocabulary {
    /// None.
    None,
    /// Those that join facts in the text of a listing.
    Listing,
    /// Courtesy in a letter.
    Letter,
}

/// No word here denies, promises, praises, counts, or says what fits what.
const LISTING: &str = "a an and the of by this is it its here item product article title name named brand maker made \
    condition described description as in detail details about listed listing offered known also identified";

/// No word here denies, promises, pays, sends, counts, or names a time.
const LETTER: &str = "hello hi dear good greetings thank thanks you your yours for so very much many kindly kind please we our \
    us i me my am are is be been it this that these those the a an and or of to in on at with from as by about here there \
    reading writing wrote write written message messages question questions note contacting touch reaching reach out know if \
    anything else any more other need help helping helpful glad happy pleased pleasure appreciate appreciated patience \
    understanding understand understood sorry apologize apologise apologies inconvenience trouble concern concerns hope \
    hoping wish wishes nice great lovely warm best regards sincerely truly can may have has had do does letting asking asked \
    ask see looking look forward below above following details information find what how happened hear heard always \
    welcome team let reply";

impl Vocabulary {
    /// Whether it holds a word, in lower case.
    pub fn has(self, word: &str) -> bool {
        static WORDS: LazyLock<[HashSet<&str>; 2]> =
            LazyLock::new(|| [LISTING, LETTER].map(|words| words.split_whitespace().collect()));
        match self {
            Self::None => false,
            Self::Listing => WORDS[0].contains(word),
            Self::Letter => WORDS[1].contains(word),
        }
    }
}

/// Words of the trade that promise: they stand only where the facts have them, as a whole phrase.
const CLAIMS: &str = "new used sealed unused unopened mint genuine authentic original official certified tested working works \
    complete perfect pristine flawless excellent good acceptable best rare limited exclusive vintage antique collectible investment \
    waterproof fireproof safe approved organic natural pure real gold silver diamond leather silk free bonus gift cheap \
    cheapest discount sale deal bargain guaranteed guarantee warranty refund refunds returns shipping ships fast same day \
    compatible fits not no never without non only all every any replaces cures heals treats prevents";

/// Whether a word claims something that only a whole phrase of the facts may claim.
pub fn is_claim(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| CLAIMS.split_whitespace().collect());
    WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_harmless_word_denies_promises_counts_or_names_a_time() {
        let telling = "not no never none cannot money refund refunded return returned back pay paid price cost free replace \
            replacement send sent ship shipped tomorrow today soon now week day days hours will shall would promise guarantee \
            one two three first once twice half double all every only new used get receive got credit discount cancel \
            cancelled voucher coupon gift bank account transfer phone call email mail www http com";
        for word in telling.split_whitespace() {
            for vocabulary in [Vocabulary::None, Vocabulary::Listing, Vocabulary::Letter] {
                assert!(!vocabulary.has(word), "{word}");
            }
        }
        assert!(LISTING.split_whitespace().all(|word| !is_claim(word)));
        assert!(
            Vocabulary::Letter.has("sorry") && Vocabulary::Listing.has("brand") && !Vocabulary::Listing.has("sorry")
        );
    }
}
