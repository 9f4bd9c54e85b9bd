//! Text from outside is data: no markup, nothing invisible, no way to reach somebody beside the channel.

use super::contacts::{self, Contact};
use crate::domain::{page, support};

/// Text beyond this many characters is not looked at; no field is as long.
const MOST_CHARACTERS: usize = 20_000;

/// A text made harmless, on one line, and the contacts that were taken out of it.
pub(super) fn clean(text: &str) -> (String, Vec<Contact>) {
    let head: String = text.chars().take(MOST_CHARACTERS).filter(|c| !support::is_hidden(*c)).collect();
    let mut plain = head;
    if is_markup(&plain) {
        plain = page::plain(&plain);
        // Entities may have stood for a tag, or for something hidden.
        if is_markup(&plain) {
            plain = plain.replace(['<', '>'], " ");
        }
    }
    let shown: String =
        plain.chars().filter(|c| !support::is_hidden(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (shown, found) = contacts::without(&shown);
    (harmless(&shown.split_whitespace().collect::<Vec<_>>().join(" ")), found)
}

/// A blank after each `<` that could begin a tag together with a `>` in another fact.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        if after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            out.push(' ');
        }
        rest = after;
    }
    out + rest
}

/// Whether it holds a tag or an entity: `a < b & c` holds neither.
fn is_markup(text: &str) -> bool {
    let after = |mark: char, inside: fn(&str) -> bool| text.match_indices(mark).any(|(at, _)| inside(&text[at + 1..]));
    let tag =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') && rest.contains('>');
    let entity = |rest: &str| {
        let name = rest.split(';').next().unwrap_or_default();
        name.len() < rest.len()
            && (2..=8).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    };
    after('<', tag) || after('&', entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_from_outside_is_words() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text).0, expected, "{text:?}");
        check("<b>Mug</b>, 12&nbsp;oz &amp; lid", "Mug, 12 oz & lid");
        check("Mug<script>alert(1)</script><p>blue<br>white</p>", "Mug blue white");
        check("a < b & c", "a < b & c");
        check("a <b", "a < b");
        check("<10 lb; >5 lb", "<10 lb; >5 lb");
        check("M\u{202E}gu\u{200B}\u{7} x\n y", "Mgu x y");
        check("Mug&#8238;x", "Mugx");
        check("&lt;script&gt; Mug", "script Mug");
        check("Mug <a href=\"https://x.example\">here</a> https://x.example", "Mug here");
        check(" ", "");
    }

    #[test]
    fn a_very_long_text_is_cut() {
        assert_eq!(clean(&"a".repeat(1 << 20)).0.len(), MOST_CHARACTERS);
    }
}
