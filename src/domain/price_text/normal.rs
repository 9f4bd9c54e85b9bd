//! One spelling for the many ways of writing the same character: digits, spaces, dashes, apostrophes.

/// More than this many characters is no price; the rest is not looked at.
const LONGEST: usize = 2_000;

/// The zero of every decimal digit block in common use; the nine digits after it follow in order.
const ZEROS: [u32; 29] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA9D0,
];

/// Writes `text` with ASCII digits, plain spaces, `-`, `'` and without marks that take no room.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    let mut raised = false;
    for c in text.chars().take(LONGEST) {
        // `$12⁹⁹`: raised digits after a digit are the cents.
        if let Some(digit) = raised_digit(c) {
            if !raised && out.ends_with(|before: char| before.is_ascii_digit()) {
                out.push('.');
            }
            raised = true;
            out.push(digit);
            continue;
        }
        raised = false;
        match c {
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' => {}
            // Full-width ASCII.
            '\u{FF01}'..='\u{FF5E}' => out.push(ascii(u32::from(c) - 0xFF01 + 0x21)),
            '￥' => out.push('¥'),
            '￡' => out.push('£'),
            '￠' => out.push('¢'),
            '￦' => out.push('₩'),
            '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{2032}' | '\u{00B4}' | '`' => out.push('\''),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => out.push('-'),
            // The Arabic decimal mark, the Arabic thousands mark, the Arabic comma, the raised point of old price tags.
            '\u{066B}' | '·' => out.push('.'),
            '\u{066C}' => out.push('\''),
            '\u{060C}' => out.push(','),
            _ if c.is_whitespace() || c.is_control() => out.push(' '),
            _ => out.push(plain_digit(c).unwrap_or(c)),
        }
    }
    out.trim().to_owned()
}

fn plain_digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let code = u32::from(c);
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)).map(|zero| ascii(code - zero + 0x30))
}

fn raised_digit(c: char) -> Option<char> {
    let value = match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' => 0,
        '⁴'..='⁹' => u32::from(c) - 0x2070,
        _ => return None,
    };
    Some(ascii(value + 0x30))
}

fn ascii(code: u32) -> char {
    char::from_u32(code).expect("the ranges above map into ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_many_spellings_become_one() {
        let check = |input: &str, expected: &str| assert_eq!(clean(input), expected, "{input}");
        check("\u{200F}١٢٣٫٥٠ ر.س", "123.50 ر.س");
        check("1\u{202F}234,50\u{00A0}€", "1 234,50 €");
        check("ＵＳ＄１２．５０", "US$12.50");
        check("CHF 1’049", "CHF 1'049");
        check("$12⁹⁹", "$12.99");
        check("−5", "-5");
    }
}
