//! What a command says when it can't go on: a kind (the exit code), a stable code, a chain of causes, hints.
//!
//! Errors travel as [`anyhow::Error`]; a [`Failure`] somewhere in the chain decides the exit code.

use std::fmt;

/// Why a command stopped; each kind is one exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 1: something failed (I/O, disk, an unexpected reply).
    Failed,
    /// 2: the command line can't be understood.
    Usage,
    /// 3: configuration or credentials.
    Config,
    /// 4: finished, but some records failed or need attention.
    Partial,
    /// 5: refused or halted by a guard.
    Refused,
    /// 6: the books are wrong.
    Books,
    /// 75: try again later.
    TryAgain,
    /// 130: interrupted.
    Interrupted,
}

impl Kind {
    /// The process exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Config => 3,
            Self::Partial => 4,
            Self::Refused => 5,
            Self::Books => 6,
            Self::TryAgain => 75,
            Self::Interrupted => 130,
        }
    }

    /// The stable name used when no more exact code is given.
    fn code(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Usage => "usage",
            Self::Config => "config",
            Self::Partial => "partial",
            Self::Refused => "refused",
            Self::Books => "books_wrong",
            Self::TryAgain => "try_again",
            Self::Interrupted => "interrupted",
        }
    }
}

/// A failure with an exit code, a stable code string and hints.
#[derive(Debug)]
pub struct Failure {
    /// Decides the exit code.
    pub kind: Kind,
    /// A stable name for scripts: `limit_day`, `schema_newer`.
    pub code: &'static str,
    /// One sentence, no full stop.
    pub message: String,
    /// What to do about it, one sentence each.
    pub hints: Vec<String>,
    source: Option<anyhow::Error>,
}

impl Failure {
    /// A failure of a kind.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, code: kind.code(), message: message.into(), hints: Vec::new(), source: None }
    }

    /// Names the case for scripts.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Adds what the reader can do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<anyhow::Error>) -> Self {
        self.source = Some(cause.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|cause| cause.as_ref() as _)
    }
}

/// Something failed: exit 1.
pub fn failed(message: impl Into<String>) -> Failure {
    Failure::new(Kind::Failed, message)
}

/// The command line can't be understood: exit 2.
pub fn usage(message: impl Into<String>) -> Failure {
    Failure::new(Kind::Usage, message)
}

/// Configuration or credentials: exit 3.
pub fn config(message: impl Into<String>) -> Failure {
    Failure::new(Kind::Config, message)
}

/// A guard refuses: exit 5.
pub fn refused(message: impl Into<String>) -> Failure {
    Failure::new(Kind::Refused, message)
}

/// Another process is in the way: exit 75.
pub fn try_again(message: impl Into<String>) -> Failure {
    Failure::new(Kind::TryAgain, message)
}

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    /// 0: all done.
    #[default]
    Done,
    /// 4: finished, but some records failed or need attention; what and why has been said.
    Partial,
    /// 5: a guard refused part of the work; what and why has been said.
    Refused,
    /// 6: the books are wrong; the rows have been printed.
    Books,
    /// 75: another process is at part of the work; what and who has been said.
    TryAgain,
}

impl Exit {
    /// The process exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Partial => Kind::Partial.exit_code(),
            Self::Refused => Kind::Refused.exit_code(),
            Self::Books => Kind::Books.exit_code(),
            Self::TryAgain => Kind::TryAgain.exit_code(),
        }
    }
}

/// Whether the chain ends in a pipe that the reader closed: not an error, the reader has enough.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind).or_else(|| {
            match cause.downcast_ref::<csv::Error>()?.kind() {
                csv::ErrorKind::Io(io) => Some(io.kind()),
                _ => None,
            }
        });
        io == Some(std::io::ErrorKind::BrokenPipe)
    })
}
