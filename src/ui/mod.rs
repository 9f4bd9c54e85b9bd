//! What is said to the person at the terminal: always on stderr, never on stdout, which is data.

mod progress;

use std::{
    borrow::Cow,
    io::{IsTerminal, Write},
    rc::Rc,
};

use progress::Progress;

use crate::error::{Failure, Kind};

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether to colour a stream, knowing whether it is a terminal and what the environment wishes.
    pub fn wanted(self, stream_is_terminal: bool, plain_environment: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => stream_is_terminal && !plain_environment,
        }
    }
}

/// Colours by meaning; the terminal's own palette decides the shade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good: a buy, a profit.
    Good,
    /// Take care: negotiate, review.
    Care,
    /// Bad: an error, a loss.
    Bad,
    /// Background: skip, unknown.
    Dim,
    /// A heading.
    Strong,
}

impl Tone {
    /// `text` in this tone, when `color` is on.
    pub fn paint(self, text: &str, color: bool) -> String {
        if !color {
            return text.to_owned();
        }
        let code = match self {
            Self::Good => "32",
            Self::Care => "33",
            Self::Bad => "31",
            Self::Dim => "2",
            Self::Strong => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// The voice of a command.
#[derive(Clone, Debug, Default)]
pub struct Ui {
    /// Say only what needs a person.
    pub quiet: bool,
    /// Say nothing at all: another voice tells the story.
    pub silent: bool,
    /// Say more; counts.
    pub verbose: u8,
    /// Colour on stderr.
    pub color: bool,
    /// Errors as one JSON object a line.
    pub json: bool,
    /// What is being counted on stderr, where somebody can watch.
    pub progress: Option<Rc<Progress>>,
}

impl Ui {
    /// Something worth knowing; silent with `--quiet`.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.line(text);
        }
    }

    /// A detail, with `--verbose`.
    pub fn detail(&self, text: &str) {
        if self.verbose > 0 {
            self.line(&Tone::Dim.paint(text, self.color));
        }
    }

    /// Something that needs a person, quiet or not.
    pub fn warn(&self, text: &str) {
        self.line(&format!("{} {text}", Tone::Care.paint("warning:", self.color)));
    }

    /// What to do next or instead.
    pub fn hint(&self, text: &str) {
        if !self.quiet {
            self.line(&format!("{} {text}", Tone::Dim.paint("hint:", self.color)));
        }
    }

    /// One bad record: it is named, the rest goes on.
    pub fn bad_record(&self, text: &str) {
        self.line(&format!("{} {text}", Tone::Bad.paint("error:", self.color)));
    }

    /// The error that ends the command, with its causes and hints.
    pub fn error(&self, error: &anyhow::Error) {
        let failure = failure_in(error);
        let kind = failure.map_or(Kind::Failed, |f| f.kind);
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        let hints = failure.map_or(&[][..], |f| &f.hints);
        if self.json {
            let code = failure.map_or("failed", |f| f.code);
            let record = serde_json::json!({
                "error": causes.first(), "code": code, "causes": causes.get(1..), "hints": hints, "exit": kind.exit_code(),
            });
            self.line(&json_line(record.to_string()));
            return;
        }
        let word = if kind == Kind::Refused { "refused:" } else { "error:" };
        for (place, cause) in causes.iter().enumerate() {
            let label = if place == 0 { Tone::Bad.paint(word, self.color) } else { "caused by:".to_owned() };
            self.line(&format!("{label} {}", sanitize(cause)));
        }
        for hint in hints {
            self.line(&format!("{} {}", Tone::Dim.paint("hint:", self.color), sanitize(hint)));
        }
    }

    /// Begins to count `what` on stderr, where a person can watch; drawn once it takes longer than a second.
    pub fn begin(&mut self, what: &'static str) {
        self.progress = self.shows_progress().then(|| Rc::new(Progress::new(what)));
    }

    /// So many are done.
    pub fn at(&self, count: u64) {
        if let Some(progress) = &self.progress {
            progress.at(count);
        }
    }

    /// So many are done of each part.
    pub fn parts(&self, parts: &[(String, u64)]) {
        if let Some(progress) = &self.progress {
            progress.parts(parts);
        }
    }

    /// Counting is over; its line is gone.
    pub fn end(&mut self) {
        self.progress = None;
    }

    /// Does something that writes to the terminal, with the progress line out of the way.
    pub fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        match &self.progress {
            Some(progress) => progress.aside(work),
            None => work(),
        }
    }

    /// Whether a person can watch a progress bar: stderr is a terminal and stdout does not feed another tool.
    pub fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal() && std::io::stdout().is_terminal()
    }

    fn line(&self, text: &str) {
        if self.silent {
            return;
        }
        // Nobody is left to tell when stderr is closed.
        let write = || drop(writeln!(std::io::stderr().lock(), "{text}"));
        self.aside(write);
    }
}

/// The failure that decides the exit code, if the chain has one.
pub fn failure_in(error: &anyhow::Error) -> Option<&Failure> {
    error.chain().find_map(|cause| cause.downcast_ref::<Failure>())
}

/// Text from outside made harmless for a terminal or a log: control, escape, bidirectional and invisible
/// characters become `\u{…}`; line breaks become spaces.
pub fn sanitize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => out.push(' '),
            '\r' => {}
            _ if is_harmful(character) => out.extend(character.escape_unicode()),
            _ => out.push(character),
        }
    }
    out
}

/// JSON of one line that is harmless on a terminal and in a log: what [`is_harmful`] names is written as `\u…`, which reads
/// back as the same text.
pub fn json_line(json: String) -> String {
    if let Cow::Owned(line) = json_in_a_line(&json) { line } else { json }
}

/// The same of JSON that somebody keeps.
pub fn json_in_a_line(json: &str) -> Cow<'_, str> {
    if is_harmless(json) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_harmful(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// Whether nothing in a text [`is_harmful`]. JSON writes control characters as escapes but for the last, so that plain ASCII
/// is the rule: many bytes are looked at together, and one by one where that is not so.
fn is_harmless(text: &str) -> bool {
    let plain = |part: &[u8]| part.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    let mut from = 0;
    while from < text.len() {
        let to = text.floor_char_boundary(from + 64);
        let part = &text[from..to];
        if !plain(part.as_bytes()) && part.chars().any(is_harmful) {
            return false;
        }
        from = to;
    }
    true
}

/// Control, bidirectional, zero-width and tag characters: they change what a reader sees.
pub fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_cannot_steer_the_terminal() {
        assert_eq!(sanitize("a\x1b[31mb\nc\r"), "a\\u{1b}[31mb c");
        assert_eq!(sanitize("safe\u{202E}evil"), "safe\\u{202e}evil");
        assert_eq!(sanitize("a line\u{2028}another"), "a line\\u{2028}another");
        assert_eq!(sanitize("Pokémon 宝可梦"), "Pokémon 宝可梦");
    }

    #[test]
    fn harmless_json_reads_back_as_it_was() {
        let text = "a\u{1b}[31m\u{9b}2J\u{7f}\u{202e}x\u{200d}\u{e0041}\n宝\"";
        let line = json_line(serde_json::to_string(text).unwrap());
        assert!(!line.chars().any(is_harmful), "{line:?}");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[test]
    fn colour_follows_flag_then_stream_then_environment() {
        assert!(Color::Always.wanted(false, true));
        assert!(!Color::Never.wanted(true, false));
        assert!(Color::Auto.wanted(true, false));
        assert!(!Color::Auto.wanted(true, true));
        assert!(!Color::Auto.wanted(false, false));
    }
}
