//! Which links are meant: patterns over the path and query of an address, `*` standing for anything.

/// Patterns.
#[derive(Clone, Debug, Default)]
pub struct Paths(Vec<String>);

impl Paths {
    /// These; a pattern without a `*` at its end is the whole path.
    pub fn new(patterns: &[String]) -> Self {
        Self(patterns.to_vec())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them is this path and query.
    pub fn has(&self, path: &str) -> bool {
        self.0.iter().any(|pattern| is_match(pattern, path))
    }
}

/// Takes the first place for each part: no pattern makes it slow.
fn is_match(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(head) else { return false };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return text.ends_with(part);
        }
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        let check = |pattern: &str, text: &str, expected: bool| {
            assert_eq!(is_match(pattern, text), expected, "{pattern} {text}");
        };
        check("/p/*", "/p/1", true);
        check("/p/*", "/q/1", false);
        check("/p", "/p", true);
        check("/p", "/p/1", false);
        check("*/reviews*", "/p/1/reviews?page=2", true);
        check("/*.html", "/a/b.html", true);
        check("/*.html", "/a/b.html?x", false);
        check("/a*b*c", "/axbxc", true);
        check("/a*b*c", "/axc", false);
        check("*", "", true);
    }
}
