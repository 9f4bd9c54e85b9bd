//! The question before the world is changed: asked at the terminal, never of stdin, which is the data.

use anyhow::Result;
use dialoguer::console::Term;

use crate::{context::Context, error};

/// Asks; `--yes` answers. Without a terminal to ask at, or with `--no-input`, it is refused (exit 5).
pub fn confirm(ctx: &Context, question: &str) -> Result<bool> {
    if ctx.global.yes {
        return Ok(true);
    }
    let term = Term::stderr();
    if ctx.global.no_input || !term.is_term() || !has_terminal() {
        return Err(error::refused(format!("{question} There is nobody to ask"))
            .code("needs_answer")
            .hint("answer beforehand with `--yes`; `--dry-run` shows what would be done")
            .into());
    }
    Ok(dialoguer::Confirm::new().with_prompt(question).default(false).interact_on(&term)?)
}

/// The terminal itself, whatever stdin is.
fn has_terminal() -> bool {
    std::fs::File::options().read(true).write(true).open("/dev/tty").is_ok()
}

/// Who answers: the login name, or `terminal`; `--yes` for a flag.
pub fn who(ctx: &Context) -> String {
    if ctx.global.yes {
        return "--yes".into();
    }
    std::env::var("USER").ok().filter(|name| !name.is_empty()).unwrap_or_else(|| "terminal".into())
}
