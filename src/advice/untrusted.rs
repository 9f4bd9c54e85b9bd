//! Text from outside on its way to a model: without what a reader does not see, cut, and without what is nobody's business.

use crate::ui::is_harmful;

/// A text that may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// What is left.
    pub text: String,
    /// Characters that were taken out because nobody sees them: few honest texts have any.
    pub hidden: usize,
}

/// Takes out control, bidirectional, zero-width and tag characters and variation selectors, makes blanks single, and cuts at
/// `most` characters.
pub fn clean(text: &str, most: usize) -> Cleaned {
    let mut cleaned = Cleaned::default();
    let mut left = most;
    for character in text.chars() {
        match character {
            _ if character.is_whitespace() && (cleaned.text.is_empty() || cleaned.text.ends_with(' ')) => continue,
            _ if character.is_whitespace() => {}
            // An emoji is drawn with one; hidden messages are written in the others.
            '\u{FE00}'..='\u{FE0F}' => continue,
            '\u{E0100}'..='\u{E01EF}' => {
                cleaned.hidden += 1;
                continue;
            }
            _ if is_harmful(character) => {
                cleaned.hidden += 1;
                continue;
            }
            _ => {}
        }
        if left == 0 {
            break;
        }
        left -= 1;
        cleaned.text.push(if character.is_whitespace() { ' ' } else { character });
    }
    let end = cleaned.text.trim_end().len();
    cleaned.text.truncate(end);
    cleaned
}

/// Takes out what names a person or an account: e-mail addresses, links, handles, and numbers of seven digits and more, the
/// way telephone, card and account numbers are written.
pub fn redact(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut digits = 0;
    for word in text.split(' ') {
        let lower = word.to_lowercase();
        let named = word.contains('@') || lower.contains("://") || lower.starts_with("www.");
        let count = word.chars().filter(|c| c.is_numeric()).count();
        let plain = word.chars().all(|c| c.is_numeric() || "+-()./#".contains(c));
        digits = if plain { digits + count } else { count };
        if named || digits >= 7 {
            // A number in groups began some words before.
            while digits > count && words.last().is_some_and(|last| last.chars().any(char::is_numeric)) {
                digits -= words.pop().map_or(0, |last| last.chars().filter(|c| c.is_numeric()).count());
            }
            digits = count;
            if words.last().is_none_or(|last| last != "[removed]") {
                words.push("[removed]".to_owned());
            }
            continue;
        }
        words.push(word.to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_taken_out_and_counted() {
        let check = |text: &str, expected: &str, hidden: usize| {
            assert_eq!(clean(text, 40), Cleaned { text: expected.to_owned(), hidden }, "{text:?}");
        };
        check("LEGO 10281\n\tBonsai ", "LEGO 10281 Bonsai", 0);
        check("bu\u{200b}y \u{202e}now", "buy now", 2);
        check("a\u{e0069}\u{e0067}b\u{1b}[31mc", "ab[31mc", 3);
        check("a\u{fe0f}b\u{e0100}c", "abc", 1);
        check(&"x".repeat(99), &"x".repeat(40), 0);
        check("   ", "", 0);
    }

    #[test]
    fn what_names_a_person_is_taken_out() {
        let check = |text: &str, expected: &str| assert_eq!(redact(text), expected);
        check("write to me@example.com please", "write to [removed] please");
        check("call +1 555 010 0199 now", "call [removed] now");
        check("card 4242 4242 4242 4242 ok", "card [removed] ok");
        check("order 12-34567-89012 is late", "order [removed] is late");
        check("see https://example.com/x and www.example.com", "see [removed] and [removed]");
        check("size 42, 3 of them", "size 42, 3 of them");
    }
}
