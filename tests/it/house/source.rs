//! Reads Rust text as far as the house rules need it: words, marks, literals and paths, without comments and tests.

/// One token and its line, counted from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub line: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Word(String),
    Mark(char),
    /// The text between the quotes, escapes as written.
    Text(String),
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }

    fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// The tokens of a file; comments are left out, and so is every item under `#[cfg(test)]`.
pub fn tokens(text: &str) -> Vec<Token> {
    without_tests(&Lexer { rest: text, line: 1, tokens: Vec::new() }.run())
}

/// The names of the modules in files of their own that stand under `#[cfg(test)]`.
pub fn test_modules(text: &str) -> Vec<String> {
    let tokens = Lexer { rest: text, line: 1, tokens: Vec::new() }.run();
    let mut names = Vec::new();
    for at in (0..tokens.len()).filter(|at| is_cfg_test(&tokens[*at..])) {
        let item: Vec<&Token> = tokens[at + 7..].iter().take_while(|token| !token.is(';') && !token.is('{')).collect();
        let ends_there = tokens.get(at + 7 + item.len()).is_some_and(|token| token.is(';'));
        if let [.., keyword, name] = item[..]
            && ends_there
            && keyword.word() == Some("mod")
        {
            names.extend(name.word().map(str::to_owned));
        }
    }
    names
}

/// Every path with at least two parts, use trees spread out: `use a::{b, c::d}` gives `a::b` and `a::c::d`.
pub fn paths(tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = tokens[at].word().is_some() && !continues(tokens, at);
        at = if begins { path(tokens, at, &[], &mut found) } else { at + 1 };
    }
    found.retain(|(_, parts)| parts.len() > 1);
    found
}

/// Whether the word here is the middle of a path or a field.
fn continues(tokens: &[Token], at: usize) -> bool {
    let colons = at >= 3 && tokens[at - 1].is(':') && tokens[at - 2].is(':');
    colons && (tokens[at - 3].word().is_some() || tokens[at - 3].is('>'))
}

/// Reads the path or use tree at `at` and gives the place after it.
fn path(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let mut parts = before.to_vec();
    while let Some(token) = tokens.get(at) {
        if let Some(word) = token.word() {
            parts.push(word.to_owned());
            at += 1;
            let colons = tokens.get(at).is_some_and(|t| t.is(':')) && tokens.get(at + 1).is_some_and(|t| t.is(':'));
            let goes_on = tokens.get(at + 2).is_some_and(|t| t.word().is_some() || t.is('{') || t.is('*'));
            if colons && goes_on {
                at += 2;
                continue;
            }
        } else if token.is('{') {
            at += 1;
            while let Some(token) = tokens.get(at) {
                if token.is('}') {
                    return at + 1;
                }
                let start_of_branch = token.word().is_some_and(|word| word != "as") || token.is('{') || token.is('*');
                at = if start_of_branch { path(tokens, at, &parts, found) } else { at + 1 };
                if tokens.get(at).and_then(Token::word) == Some("as") {
                    at += 2;
                }
            }
            return at;
        } else {
            parts.push("*".to_owned());
            at += 1;
        }
        found.push((tokens[at - 1].line, parts));
        return at;
    }
    at
}

/// Leaves out `#[cfg(test)]` and the item that follows it, up to its `;` or its closing brace.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if !is_cfg_test(&tokens[at..]) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += 7;
        let mut depth = 0_i32;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token.kind {
                Kind::Mark('{' | '[' | '(') => depth += 1,
                Kind::Mark('}') if depth == 1 => break,
                Kind::Mark('}' | ']' | ')') => depth -= 1,
                Kind::Mark(';') if depth == 0 => break,
                _ => {}
            }
        }
    }
    kept
}

fn is_cfg_test(tokens: &[Token]) -> bool {
    let shape: Vec<String> = tokens
        .iter()
        .take(7)
        .map(|token| match &token.kind {
            Kind::Word(word) => word.clone(),
            Kind::Mark(mark) => mark.to_string(),
            Kind::Text(_) => String::new(),
        })
        .collect();
    shape == ["#", "[", "cfg", "(", "test", ")", "]"]
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn run(mut self) -> Vec<Token> {
        while let Some(first) = self.rest.chars().next() {
            if self.rest.starts_with("//") {
                self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.block_comment();
            } else if let Some(hashes) = raw_string(self.rest) {
                self.raw_string(hashes);
            } else if first == '"' || self.rest.starts_with("b\"") || self.rest.starts_with("c\"") {
                self.skip(self.rest.find('"').unwrap_or(0));
                self.string();
            } else if first == '\'' {
                self.quote();
            } else if is_word(first) {
                let word = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
                self.push(Kind::Word(self.rest[..word].to_owned()));
                self.skip(word);
            } else {
                if !first.is_whitespace() {
                    self.push(Kind::Mark(first));
                }
                self.skip(first.len_utf8());
            }
        }
        self.tokens
    }

    fn push(&mut self, kind: Kind) {
        self.tokens.push(Token { line: self.line, kind });
    }

    fn skip(&mut self, bytes: usize) {
        self.line += self.rest[..bytes].matches('\n').count();
        self.rest = &self.rest[bytes..];
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            let open = self.rest.find("/*").unwrap_or(usize::MAX);
            let close = self.rest.find("*/").unwrap_or(usize::MAX);
            if open < close {
                depth += 1;
                self.skip(open + 2);
            } else if close < usize::MAX {
                depth -= 1;
                self.skip(close + 2);
            } else {
                self.skip(self.rest.len());
            }
            if depth == 0 || self.rest.is_empty() {
                return;
            }
        }
    }

    fn raw_string(&mut self, hashes: usize) {
        self.skip(self.rest.find('"').unwrap_or(0) + 1);
        let end = format!("\"{}", "#".repeat(hashes));
        let length = self.rest.find(&end).unwrap_or(self.rest.len());
        self.push(Kind::Text(self.rest[..length].to_owned()));
        self.skip((length + end.len()).min(self.rest.len()));
    }

    fn string(&mut self) {
        let mut escaped = false;
        let end = self.rest[1..].find(|c| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        let end = end.map_or(self.rest.len(), |at| at + 1);
        self.push(Kind::Text(self.rest[1..end].to_owned()));
        self.skip((end + 1).min(self.rest.len()));
    }

    /// A character, or a lifetime.
    fn quote(&mut self) {
        let mut rest = self.rest[1..].chars();
        let first = rest.next();
        if first == Some('\\') {
            let end = self.rest[3..].find('\'').map_or(self.rest.len(), |at| at + 4);
            self.skip(end);
        } else if rest.next() == Some('\'') {
            self.skip(2 + first.map_or(0, char::len_utf8));
        } else {
            self.skip(1);
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The number of hashes when a raw string begins here.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(['b', 'c']).strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    (text.len() - rest.len() <= 2 && rest[hashes..].starts_with('"')).then_some(hashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> =
            paths(&tokens(text)).into_iter().map(|(line, parts)| format!("{line} {}", parts.join("::"))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn paths_are_found_where_they_stand() {
        check("use crate::store;", &["1 crate::store"]);
        check(
            "use crate::{a, b::{c as d, e::*},\n f};",
            &["1 crate::a", "1 crate::b::c", "1 crate::b::e::*", "2 crate::f"],
        );
        check(
            "fn f() -> crate::a::B<std::fs::File> { super::x::y() }",
            &["1 crate::a::B", "1 std::fs::File", "1 super::x::y"],
        );
        check(
            "let v = ::std::env::var(\"X\"); Vec::<std::net::IpAddr>::new()",
            &["1 std::env::var", "1 std::net::IpAddr"],
        );
        check("match x { A::B { c } => D::E, _ => F }", &["1 A::B", "1 D::E"]);
    }

    #[test]
    fn a_module_of_tests_is_known_by_its_declaration() {
        let text = "mod a;\n#[cfg(test)]\nmod b;\n#[cfg(test)]\npub(crate) mod c;\n#[cfg(test)]\nmod d { mod e; }\n#[cfg(test)]\nuse f;";
        assert_eq!(test_modules(text), ["b", "c"]);
    }

    #[test]
    fn comments_text_and_tests_say_nothing() {
        check("// crate::a::b\n/* crate::c /* crate::d */ crate::e */ crate::f::g", &["2 crate::f::g"]);
        check(r##"let a = "crate::a \" crate::b"; let c = r#"crate::c" "#; crate::d::e"##, &["1 crate::d::e"]);
        check("let q = '\"'; let e = '\\''; fn f<'a>(x: &'a crate::a::B) {}", &["1 crate::a::B"]);
        check("#[cfg(test)]\nmod tests { use crate::a::b; fn f() { {} } }\nuse crate::c::d;", &["3 crate::c::d"]);
        check("#[cfg(test)]\nmod tests;\nuse crate::c::d;", &["3 crate::c::d"]);
    }
}
