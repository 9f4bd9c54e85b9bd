//! Texts that are no ordinary customer message: orders to a machine, links, hidden characters, code.

use crate::domain::listing_text::is_invisible;

/// Marks of a text that wants to steer whoever reads it, lower-case. They only ever make things stricter, so a customer who
/// happens to use one waits for a person and nothing else.
const MARKS: &[&str] = &[
    "ignore",
    "disregard",
    "forget",
    "override",
    "bypass",
    "instruction",
    "prompt",
    "system",
    "assistant",
    "developer",
    "jailbreak",
    "pretend",
    "role",
    "act as",
    "you are",
    "you're now",
    "language model",
    " ai ",
    " ai.",
    "chatgpt",
    "gpt",
    "llm",
    "openai",
    "password",
    "secret",
    "access code",
    "access granted",
    "access denied",
    "say ",
    "repeat",
    "print",
    "output",
    "respond with",
    "reply with",
    "write ",
    "translate",
    "execute",
    "command",
    "admin",
    "root",
    "sudo",
    "http",
    "www.",
    "base64",
    "```",
    "<|",
    "|>",
    "{{",
    "}}",
    "</",
    "[inst",
    "###",
    "approve",
    "authorize",
    "must send",
    "gift card",
    "bitcoin",
    "crypto",
    "wire transfer",
    "western union",
    "whatsapp",
    "telegram",
];

/// What is odd, if anything.
pub(super) fn find(text: &str) -> Option<String> {
    if text.chars().any(|c| is_invisible(c) || c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Some("hidden characters".to_owned());
    }
    let plain = format!(" {} ", text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "));
    if let Some(mark) = MARKS.iter().find(|mark| plain.contains(*mark)) {
        return Some(format!("it says `{}`", mark.trim()));
    }
    let odd = text
        .chars()
        .filter(|c| !c.is_alphanumeric() && !c.is_whitespace() && !".,!?'’\"-#$€£:;()&/".contains(*c))
        .count();
    (odd > 2).then(|| "unusual characters".to_owned())
}
