//! Cuts text that would wear the HTML parser out: some of its steps take time or room by the depth of the page, the number
//! of attributes of a tag or the number of open formatting elements, each times the number of tags.

use std::borrow::Cow;

/// The most tags of a page; long lists have some ten thousand.
const TAGS: usize = 150_000;
/// The deepest nesting, counting tags that are never closed.
const DEPTH: usize = 5_000;
/// Formatting elements that are open at once: each is made again in every paragraph that follows.
const FORMATTING: usize = 100;
/// The most attributes of one tag.
const ATTRIBUTES: usize = 300;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "path", "use", "circle", "rect", "li", "p", "option", "dt", "dd", "tr", "td", "th",
];
const FORMATS: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// The page without what is there to wear a parser out.
pub fn tame(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let mut from = 0;
    let (mut tags, mut depth, mut formats, mut foreign) = (0_usize, 0_usize, 0_usize, false);
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + offset;
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_at = start + 1 + usize::from(closing);
        let name = name_at_of(bytes, name_at);
        if name.is_empty() {
            at = start + 1;
            continue;
        }
        tags += 1;
        let is = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(name));
        match (closing, is(VOID), is(FORMATS)) {
            (_, true, _) => {}
            (false, _, true) => formats += 1,
            (true, _, true) => formats = formats.saturating_sub(1),
            (false, ..) => depth += 1,
            (true, ..) => depth = depth.saturating_sub(1),
        }
        foreign |= is(&["svg", "math"]);
        if tags > TAGS || depth > DEPTH || formats > FORMATTING {
            kept.push_str(&html[from..start]);
            return Cow::Owned(kept);
        }
        let (end, attributes) = tag_end(bytes, name_at + name.len());
        at = end;
        if attributes > ATTRIBUTES {
            kept.push_str(&html[from..start]);
            from = end;
        } else if !closing && !foreign && is(&["script", "style"]) {
            at = raw_end(bytes, end, name);
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[from..]);
    Cow::Owned(kept)
}

/// The name of a tag at this place; empty where there is none.
fn name_at_of(bytes: &[u8], at: usize) -> &str {
    let name = bytes.get(at..).unwrap_or_default();
    if !name.first().is_some_and(u8::is_ascii_alphabetic) {
        return "";
    }
    let length = name.iter().take(30).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    std::str::from_utf8(&name[..length]).unwrap_or_default()
}

/// Where the tag ends, and about how many attributes it has.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut at, mut attributes, mut gap) = (from, 0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, attributes),
            b'"' | b'\'' if at > from && bytes[..at].trim_ascii_end().ends_with(b"=") => {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                at += 1 + memchr::memchr(*byte, rest).unwrap_or(rest.len());
                gap = true;
            }
            b'/' => gap = true,
            byte if byte.is_ascii_whitespace() => gap = true,
            _ if gap => {
                gap = false;
                attributes += 1;
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), attributes)
}

/// Where a script or a style ends.
fn raw_end(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(offset) = memchr::memmem::find(&bytes[at..], b"</") {
        at += offset;
        if name_at_of(bytes, at + 2).eq_ignore_ascii_case(name) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}
