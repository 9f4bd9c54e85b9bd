//! How a run ended. Code, stdout and stderr are all asserted: what a test does not mention must be 0, empty and empty.

use std::{
    cell::Cell,
    fmt,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// How a run ended. Each question returns the result itself, so that they chain.
///
/// In text, the sandbox's own folder reads `SANDBOX`. When the result goes out of scope, a stream that was never asked
/// about must be empty and a code that was never asked about must be 0.
pub struct Ran {
    shown: String,
    root: PathBuf,
    code: i32,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    asked: Asked,
}

#[derive(Default)]
struct Asked {
    code: Cell<bool>,
    stdout: Cell<bool>,
    stderr: Cell<bool>,
}

impl Ran {
    pub(super) fn new(shown: String, root: &Path, code: i32, stdout: Vec<u8>, stderr: Vec<u8>) -> Self {
        Self { shown, root: root.to_owned(), code, stdout, stderr, asked: Asked::default() }
    }

    /// Done: code 0, nothing said on stderr.
    #[track_caller]
    pub fn ok(&self) -> &Self {
        self.code(0).stderr_is("")
    }

    /// This exit code.
    #[track_caller]
    pub fn code(&self, expected: i32) -> &Self {
        self.asked.code.set(true);
        assert!(self.code == expected, "exit code {}, expected {expected}\n{self}", self.code);
        self
    }

    /// Exactly this on stdout.
    #[track_caller]
    pub fn stdout_is(&self, expected: &str) -> &Self {
        let text = self.stdout();
        assert!(text == expected, "stdout is not\n{expected:?}\n{self}");
        self
    }

    /// This somewhere on stdout.
    #[track_caller]
    pub fn stdout_contains(&self, part: &str) -> &Self {
        assert!(self.stdout().contains(part), "stdout lacks {part:?}\n{self}");
        self
    }

    /// This nowhere on stdout.
    #[track_caller]
    pub fn stdout_lacks(&self, part: &str) -> &Self {
        assert!(!self.stdout().contains(part), "stdout has {part:?}\n{self}");
        self
    }

    /// Exactly this on stderr.
    #[track_caller]
    pub fn stderr_is(&self, expected: &str) -> &Self {
        let text = self.stderr();
        assert!(text == expected, "stderr is not\n{expected:?}\n{self}");
        self
    }

    /// This somewhere on stderr.
    #[track_caller]
    pub fn stderr_contains(&self, part: &str) -> &Self {
        assert!(self.stderr().contains(part), "stderr lacks {part:?}\n{self}");
        self
    }

    /// This nowhere on stderr.
    #[track_caller]
    pub fn stderr_lacks(&self, part: &str) -> &Self {
        assert!(!self.stderr().contains(part), "stderr has {part:?}\n{self}");
        self
    }

    /// Anything on stdout: for a test that is about something else.
    pub fn any_stdout(&self) -> &Self {
        self.asked.stdout.set(true);
        self
    }

    /// Anything on stderr: for a test that is about something else.
    pub fn any_stderr(&self) -> &Self {
        self.asked.stderr.set(true);
        self
    }

    /// The exit code itself.
    pub fn exit(&self) -> i32 {
        self.asked.code.set(true);
        self.code
    }

    /// All of stdout.
    pub fn stdout(&self) -> String {
        self.asked.stdout.set(true);
        self.text(&self.stdout)
    }

    /// All of stderr.
    pub fn stderr(&self) -> String {
        self.asked.stderr.set(true);
        self.text(&self.stderr)
    }

    /// All of stdout, byte for byte.
    pub fn stdout_bytes(&self) -> &[u8] {
        self.asked.stdout.set(true);
        &self.stdout
    }

    /// The lines of stdout.
    pub fn lines(&self) -> Vec<String> {
        self.stdout().lines().map(str::to_owned).collect()
    }

    /// Stdout as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout()).unwrap_or_else(|why| panic!("stdout is no JSON: {why}\n{self}"))
    }

    /// Stdout as JSON Lines.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|why| panic!("{why} in {line}\n{self}"));
        self.stdout().lines().map(parse).collect()
    }

    fn text(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).replace(&*self.root.to_string_lossy(), "SANDBOX")
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |bytes| {
            let text = self.text(bytes);
            let end = text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at);
            if end < text.len() { format!("{}…", &text[..end]) } else { text }
        };
        let (stdout, stderr) = (short(&self.stdout), short(&self.stderr));
        write!(f, "`{}` ended with {}\n--- stdout\n{stdout}\n--- stderr\n{stderr}\n---", self.shown, self.code)
    }
}

impl Drop for Ran {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        assert!(self.asked.code.get() || self.code == 0, "nobody expected this exit code\n{self}");
        assert!(self.asked.stdout.get() || self.stdout.is_empty(), "nobody asked about stdout (`any_stdout`)\n{self}");
        assert!(self.asked.stderr.get() || self.stderr.is_empty(), "nobody asked about stderr (`any_stderr`)\n{self}");
    }
}
