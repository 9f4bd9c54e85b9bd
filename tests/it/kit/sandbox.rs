//! A place of its own for each test: an empty folder, an empty home, an almost empty environment, a fixed clock.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

use super::run::Run;

/// The time in every sandbox until a test says otherwise.
pub const NOW: &str = "2026-06-01T12:00:00Z";

/// A place of its own: `work/` is the current folder, `home/` is `HOME` and holds the XDG folders.
pub struct Sandbox {
    root: tempfile::TempDir,
    env: Vec<(OsString, OsString)>,
}

impl Sandbox {
    /// An empty one.
    pub fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        for folder in ["work", "home", "tmp"] {
            std::fs::create_dir(root.path().join(folder)).expect("a folder in the sandbox");
        }
        let home = root.path().join("home");
        let env = [
            ("PATH", search_path()),
            ("HOME", home.clone().into()),
            ("XDG_CONFIG_HOME", home.join(".config").into()),
            ("XDG_DATA_HOME", home.join(".local/share").into()),
            ("XDG_STATE_HOME", home.join(".local/state").into()),
            ("XDG_CACHE_HOME", home.join(".cache").into()),
            ("XDG_RUNTIME_DIR", root.path().join("tmp").into()),
            ("TMPDIR", root.path().join("tmp").into()),
            ("ARB_NOW", NOW.into()),
        ];
        Self { env: env.map(|(name, value)| (name.into(), value)).into(), root }
    }

    /// Sets a variable for every later run.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.retain(|(known, _)| known != name);
        self.env.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// Moves the clock: `2026-06-08T12:00:00Z`.
    pub fn now(self, at: &str) -> Self {
        self.env("ARB_NOW", at)
    }

    /// `arb` with these arguments, stdin as cron gives it (`/dev/null`). Nothing runs before `.run()`.
    pub fn arb<I, S>(&self, args: I) -> Run<'_>
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let program = OsString::from(env!("CARGO_BIN_EXE_arb"));
        self.program(std::iter::once(program).chain(args.into_iter().map(|arg| arg.as_ref().to_owned())).collect())
    }

    /// A shell line with `arb` first in `PATH`; it fails when any part of a pipe fails.
    pub fn sh(&self, line: &str) -> Run<'_> {
        self.program(["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c", line].map(OsString::from).into())
    }

    /// A shell line in a terminal of this many columns: its stdin, stdout and stderr are the terminal, so both
    /// streams are in stdout. `None` with a message where `script` is not installed.
    pub fn pty(&self, columns: u16, line: &str) -> Option<Run<'_>> {
        if !super::tool("script") {
            return None;
        }
        let inner = format!("stty cols {columns} rows 50; {line}");
        let run = self.program(["script", "-qec", &inner, "/dev/null"].map(OsString::from).into());
        Some(run.env("TERM", "xterm-256color").env("SHELL", "/bin/bash").env("LC_ALL", "C.UTF-8"))
    }

    /// A file or folder below the current folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join("work").join(name)
    }

    /// A file or folder below the home folder.
    pub fn home(&self, name: &str) -> PathBuf {
        self.root.path().join("home").join(name)
    }

    /// Writes a file below the current folder (folders are made) and gives its path.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        write(&self.path(name), text.as_ref())
    }

    /// Writes a file below the home folder, such as `.config/arb/arb.toml`.
    pub fn write_home(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        write(&self.home(name), text.as_ref())
    }

    /// The text of a file below the current folder.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    /// Whether a file or folder is there.
    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The names in the current folder, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("")).expect("the current folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn program(&self, words: Vec<OsString>) -> Run<'_> {
        Run::new(self.root.path(), words, &self.env)
    }
}

/// The folder of the binary under test, then the tester's own search path.
fn search_path() -> OsString {
    let binary = Path::new(env!("CARGO_BIN_EXE_arb"));
    let mut folders = vec![binary.parent().expect("a binary is in a folder").to_owned()];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    std::env::join_paths(folders).expect("folders of a search path can be joined")
}

fn write(path: &Path, bytes: &[u8]) -> PathBuf {
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder in the sandbox");
    std::fs::write(path, bytes).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    path.to_owned()
}
