//! JSON-LD: every object of a page's blocks, those that are broken in the usual ways included.

use std::borrow::Cow;

use scraper::{Html, Selector};
use serde_json::Value;

/// The longest block that is read.
const LONGEST: usize = 2 << 20;
/// The most blocks of a page.
const BLOCKS: usize = 200;

/// The values of all blocks, in order.
pub fn values(html: &Html) -> Vec<Value> {
    let Ok(scripts) = Selector::parse("script[type]") else { return Vec::new() };
    let is_ld = |kind: &str| kind.trim().to_ascii_lowercase().starts_with("application/ld+json");
    let mut found = Vec::new();
    for script in html.select(&scripts).filter(|script| script.attr("type").is_some_and(is_ld)).take(BLOCKS) {
        let text: String = script.text().collect();
        if text.len() <= LONGEST {
            found.extend(read(&text));
        }
    }
    found
}

/// Reads one block: as it is, else repaired, else what of it can be read.
pub fn read(text: &str) -> Vec<Value> {
    let text = bare(text);
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let mended = mended(text);
    let values = stream(&mended);
    if !values.is_empty() || !text.contains("&quot;") {
        return values;
    }
    let plain = text.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&");
    stream(&self::mended(&plain))
}

/// Several values in a row; what follows a broken one is lost.
fn stream(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().map_while(Result::ok).collect()
}

/// Without comment and CDATA marks around it.
fn bare(text: &str) -> &str {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        let before = text.len();
        for start in ["<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "// <![CDATA["] {
            text = text.strip_prefix(start).unwrap_or(text).trim_start();
        }
        for end in ["-->", "//]]>", "]]>", "/*]]>*/", "/* ]]> */", "// ]]>", "//", ";"] {
            text = text.strip_suffix(end).unwrap_or(text).trim_end();
        }
        if text.len() == before {
            return text;
        }
    }
}

/// Comments and commas too many are left out; control characters in strings become spaces, and marks that are no escape
/// lose their backslash.
fn mended(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut in_string = false;
    while let Some(c) = chars.next() {
        if in_string {
            match c {
                '"' => {
                    in_string = false;
                    out.push(c);
                }
                '\\' => match chars.next() {
                    Some(next) if "\"\\/bfnrtu".contains(next) => out.extend(['\\', next]),
                    Some(next) if next.is_control() => out.push(' '),
                    Some(next) => out.push(next),
                    None => {}
                },
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            continue;
        }
        match c {
            '"' => {
                in_string = true;
                out.push(c);
            }
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            '/' if chars.peek() == Some(&'*') => {
                chars.next();
                let mut star = false;
                for c in chars.by_ref() {
                    if star && c == '/' {
                        break;
                    }
                    star = c == '*';
                }
            }
            '}' | ']' => {
                let length = out.trim_end().len();
                if out[..length].ends_with(',') {
                    out.truncate(length - 1);
                }
                out.push(c);
            }
            // A list that begins with a comma, or has two in a row.
            ',' if out.trim_end().ends_with([',', '[', '{']) => {}
            c if c.is_control() => out.push(' '),
            '\u{a0}' | ';' => out.push(' '),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_in_the_usual_ways_is_read() {
        let check = |text: &str, expected: &str| {
            let found = read(text);
            assert_eq!(serde_json::to_string(&found).unwrap(), expected, "{text}");
        };
        check(r#"{"a":1}"#, r#"[{"a":1}]"#);
        check("<!-- {\"a\":1} -->", r#"[{"a":1}]"#);
        check("//<![CDATA[\n{\"a\":1};\n//]]>", r#"[{"a":1}]"#);
        check(r#"{"a":[1,2,],}"#, r#"[{"a":[1,2]}]"#);
        check("{\"a\":\"x\ny\tz\u{1}\"}", r#"[{"a":"x y z "}]"#);
        check(r"{'a':1}", "[]");
        check(r#"{"a":"it\'s"}"#, r#"[{"a":"it's"}]"#);
        check("{\"a\": /* why */ 1, // because\n\"b\":2}", r#"[{"a":1,"b":2}]"#);
        check(r#"{"a":1}{"b":2}"#, r#"[{"a":1},{"b":2}]"#);
        check("{&quot;a&quot;:1}", r#"[{"a":1}]"#);
        check(r#"{"a":"5 &quot; wide"}"#, r#"[{"a":"5 &quot; wide"}]"#);
        check(r#"{"a":1"#, "[]");
        check("", "[]");
        check(&"[".repeat(100_000), "[]");
    }
}
