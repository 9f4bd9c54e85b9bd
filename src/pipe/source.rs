//! Where input comes from: a file, stdin, or neither, and then the command takes the pending work in the database.

use std::{
    fmt,
    fs::File,
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use anyhow::Result;
use jiff::Timestamp;

use super::wide::widen;
use crate::error;

/// What stdin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stdin {
    /// A person.
    Terminal,
    /// `/dev/null`: cron and systemd.
    Null,
    /// A pipe, a socket, a regular file.
    Data,
}

/// What stdin is right now.
pub fn stdin_kind() -> Stdin {
    if io::stdin().is_terminal() {
        return Stdin::Terminal;
    }
    if stdin_is_null().unwrap_or(false) { Stdin::Null } else { Stdin::Data }
}

#[cfg(unix)]
fn stdin_is_null() -> io::Result<bool> {
    use std::os::{
        fd::AsFd,
        unix::fs::{FileTypeExt, MetadataExt},
    };
    let stdin = File::from(io::stdin().as_fd().try_clone_to_owned()?).metadata()?;
    Ok(stdin.file_type().is_char_device() && stdin.rdev() == std::fs::metadata("/dev/null")?.rdev())
}

#[cfg(not(unix))]
fn stdin_is_null() -> io::Result<bool> {
    Ok(false)
}

/// Where a stage takes its work from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// These inputs, in order.
    Read(Vec<Place>),
    /// What waits in the database.
    Pending,
}

/// Decides where work comes from: files named, or `-`, or stdin where it holds data, or else the database.
///
/// `pending` (`--pending`) insists on the database; with files it is a usage error.
pub fn choose(files: &[PathBuf], pending: bool, stdin: Stdin) -> Result<Work> {
    if pending {
        if !files.is_empty() {
            return Err(error::usage("`--pending` takes no files").hint("leave out the files, or `--pending`").into());
        }
        return Ok(Work::Pending);
    }
    if files.is_empty() {
        return Ok(if stdin == Stdin::Data { Work::Read(vec![Place::Stdin]) } else { Work::Pending });
    }
    Ok(Work::Read(files.iter().map(|path| Place::new(path)).collect()))
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Place {
    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        *self == Self::Stdin
    }

    /// The second of Unix time in a file's name, as exports have it: `tacticalarbitrage_1648483200.csv`.
    pub fn second_in_name(&self) -> Option<Timestamp> {
        let Self::File(path) = self else { return None };
        let stem = path.file_stem()?.to_str()?;
        let mut parts = stem.split(|c: char| !c.is_ascii_digit());
        let digits = parts.rfind(|part| part.len() == 10)?;
        Timestamp::from_second(digits.parse().ok()?).ok()
    }

    /// A file, or stdin for `-`.
    pub fn new(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// The name as typed; `-` for stdin.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// The file name without folder and extension, made fit for the first half of a record's id:
    /// `[a-z0-9_-]`, at most 40 characters; `stdin` where there is none.
    pub fn stem(&self) -> String {
        let Self::File(path) = self else { return "stdin".to_owned() };
        let stem = slug(&path.file_stem().unwrap_or_default().to_string_lossy());
        if stem.is_empty() { "file".to_owned() } else { stem }
    }

    /// Whether it is a file on a disk: reading it never waits for somebody to write.
    pub fn is_file(&self) -> bool {
        matches!(self, Self::File(path) if path.is_file())
    }

    /// Opens it; a folder and a missing file are told apart.
    pub fn open(&self) -> Result<Box<dyn Read + Send>> {
        match self {
            Self::Stdin => {
                widen(io::stdin());
                Ok(Box::new(io::stdin()))
            }
            Self::File(path) => Ok(Box::new(open_file(path)?)),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Stdin => f.write_str("stdin"),
        }
    }
}

/// Opens a file to read, with an error that names it.
pub fn open_file(path: &Path) -> Result<File> {
    let file = File::open(path).map_err(|why| cant_read(path, why))?;
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(error::failed(format!("can't read {}: it is a folder", path.display())).into());
    }
    Ok(file)
}

fn cant_read(path: &Path, why: io::Error) -> anyhow::Error {
    let failure = match why.kind() {
        io::ErrorKind::NotFound => error::failed(format!("there is no file {}", path.display())),
        _ => error::failed(format!("can't read {}", path.display())).because(why),
    };
    failure.into()
}

/// Text as part of an id: lower case, `[a-z0-9_-]`, runs of anything else become one `-`, at most 40 characters.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' | '_' => out.push(character),
            _ if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    let cut: String = out.trim_matches('-').chars().take(40).collect();
    cut.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_says_in_its_name_when_it_was_written() {
        let check = |name: &str, expected: Option<&str>| {
            let at = Place::new(Path::new(name)).second_in_name();
            assert_eq!(at.map(|at| at.to_string()).as_deref(), expected, "{name}");
        };
        check("exports/tacticalarbitrage_1648483200.csv", Some("2022-03-28T16:00:00Z"));
        check("tacticalarbitrage_1648483200 (1).csv", Some("2022-03-28T16:00:00Z"));
        check("list 9780441013593.csv", None);
        check("-", None);
    }

    #[test]
    fn work_comes_from_files_then_stdin_then_the_database() {
        let file = [PathBuf::from("a.csv")];
        let dash = [PathBuf::from("-")];
        let check = |files: &[PathBuf], pending, stdin, expected| {
            assert_eq!(choose(files, pending, stdin).unwrap(), expected);
        };
        check(&file, false, Stdin::Data, Work::Read(vec![Place::File("a.csv".into())]));
        check(&dash, false, Stdin::Terminal, Work::Read(vec![Place::Stdin]));
        check(&[], false, Stdin::Data, Work::Read(vec![Place::Stdin]));
        check(&[], false, Stdin::Terminal, Work::Pending);
        check(&[], false, Stdin::Null, Work::Pending);
        check(&[], true, Stdin::Data, Work::Pending);
        assert!(choose(&file, true, Stdin::Null).is_err());
    }

    #[test]
    fn a_file_name_becomes_a_source() {
        let check = |name: &str, expected: &str| assert_eq!(Place::new(Path::new(name)).stem(), expected);
        check("lists/Supplier B (2026).csv", "supplier-b-2026");
        check("-", "stdin");
        check("价格.csv", "file");
        check("acme_eu.xlsx", "acme_eu");
    }
}
