//! The question before the world is changed. It is read from the terminal, never from stdin, which is the data.

use std::io::IsTerminal;

use anyhow::Result;

use crate::{
    context::Context,
    error::{self, Failure, Kind},
};

/// Whether to go on. `--yes` answers; without a terminal, or with `--no-input`, nobody can: that is a refusal (exit 5).
pub fn confirm(ctx: &Context, question: &str) -> Result<bool> {
    if ctx.global.yes {
        return Ok(true);
    }
    if ctx.global.no_input || !can_ask() {
        return Err(error::refused(format!("there is nobody to ask: {question}"))
            .code("needs_yes")
            .hint("add `--yes` to answer yes beforehand, or `--dry-run` to see what would be done")
            .into());
    }
    let answer = dialoguer::Confirm::new().with_prompt(question).default(false).wait_for_newline(true).interact_opt();
    answer.map(|answer| answer.unwrap_or(false)).map_err(|dialoguer::Error::IO(why)| {
        if why.kind() == std::io::ErrorKind::Interrupted {
            return Failure::new(Kind::Interrupted, "interrupted: nothing was agreed to").into();
        }
        error::refused("the answer could not be read from the terminal")
            .hint("add `--yes` to answer yes")
            .because(why)
            .into()
    })
}

/// Whether a person sees the question (stderr) and has a terminal to answer at.
pub fn can_ask() -> bool {
    std::io::stderr().is_terminal() && has_terminal()
}

#[cfg(unix)]
fn has_terminal() -> bool {
    std::fs::File::options().read(true).write(true).open("/dev/tty").is_ok()
}

#[cfg(not(unix))]
fn has_terminal() -> bool {
    std::io::stdin().is_terminal()
}

/// A person who answers, and where: kept with the answer.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    place: &'a str,
}

impl<'a> Person<'a> {
    /// Whoever sits at, or calls, this.
    pub fn at(place: &'a str) -> Self {
        Self { place }
    }

    /// The login name and the place: `maria at the terminal`.
    pub fn name(self) -> String {
        let login = std::env::var("USER").ok().filter(|name| !name.trim().is_empty());
        format!("{} at {}", crate::ui::sanitize(login.as_deref().unwrap_or("somebody")), self.place)
    }
}

/// Who answers: `--yes` for the flag, else the login name, or `terminal`.
pub fn who(ctx: &Context) -> String {
    if ctx.global.yes {
        return "--yes".into();
    }
    std::env::var("USER").ok().filter(|name| !name.is_empty()).unwrap_or_else(|| "terminal".into())
}
