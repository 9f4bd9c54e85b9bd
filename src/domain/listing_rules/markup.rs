//! Tags in a text, as far as a channel's rules ask about them. Not a parser: what looks like a tag is one.

/// The names of the tags in a text, lower case; `script` also stands for what runs inside another tag.
pub(super) fn tags(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let inside = rest.strip_prefix('/').unwrap_or(rest);
        let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
        let Some(end) = inside.find('>').filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic())) else {
            continue;
        };
        let name = name.to_ascii_lowercase();
        let attributes = inside[name.len()..end].to_ascii_lowercase();
        if runs(&attributes) {
            found.push("script".to_owned());
        }
        found.push(name);
    }
    found
}

/// Whether attributes hold a handler (`onclick=`) or a script as an address.
fn runs(attributes: &str) -> bool {
    let handler = attributes.split_whitespace().any(|word| {
        word.strip_prefix("on").and_then(|rest| rest.split_once('=')).is_some_and(|(name, _)| !name.is_empty())
    });
    handler || attributes.contains("javascript:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_signs() {
        let check = |text: &str, expected: &[&str]| assert_eq!(tags(text), expected, "{text}");
        check("<p>a<br/>b</P>", &["p", "br", "p"]);
        check("<10 lb, a < b > c", &[]);
        check("a <b", &[]);
        check("<a onclick=x>", &["script", "a"]);
        check("<a href=\"JavaScript:x\">", &["script", "a"]);
        check("<on click>", &["on"]);
    }
}
