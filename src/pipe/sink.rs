//! Where bytes go: stdout, or a file that takes its name only when it is whole.

use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::wide::widen;
use crate::error;

/// A place to write to.
pub struct Sink {
    out: BufWriter<Box<dyn Write + Send>>,
    name: String,
    /// The temporary file and the name it takes.
    pending: Option<(PathBuf, PathBuf)>,
    terminal: bool,
}

impl Sink {
    /// Stdout for `None` and `-`, or else the file; devices and pipes are written directly.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            let terminal = io::stdout().is_terminal();
            return Ok(Self { out: buffered(stdout()), name: "stdout".into(), pending: None, terminal });
        };
        let name = path.display().to_string();
        let cant = |why: io::Error| error::failed(format!("can't write {name}")).because(why);
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let there = fs::metadata(&target).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(error::failed(format!("can't write {name}: it is a folder")).into());
        }
        if there.as_ref().is_some_and(|meta| !meta.is_file()) {
            let file = File::options().write(true).open(&target).map_err(cant)?;
            let terminal = file.is_terminal();
            return Ok(Self { out: buffered(Box::new(file)), name, pending: None, terminal });
        }
        let mut beside = target.clone().into_os_string();
        beside.push(format!(".{}.tmp", std::process::id()));
        let beside = PathBuf::from(beside);
        let file = File::create(&beside).map_err(cant)?;
        if let Some(meta) = there {
            file.set_permissions(meta.permissions()).map_err(cant)?;
        }
        Ok(Self { out: buffered(Box::new(file)), name, pending: Some((beside, target)), terminal: false })
    }

    /// Nowhere at all.
    pub fn nowhere() -> Self {
        Self { out: buffered(Box::new(io::sink())), name: "nowhere".into(), pending: None, terminal: false }
    }

    /// Writes; what is small waits for [`Sink::flush`].
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).with_context(|| format!("can't write {}", self.name))
    }

    /// Hands on what waits.
    pub fn flush(&mut self) -> Result<()> {
        self.out.flush().with_context(|| format!("can't write {}", self.name))
    }

    /// Whether somebody may be reading while we write.
    pub fn is_watched(&self) -> bool {
        self.pending.is_none()
    }

    /// Whether it is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Hands on what waits and gives the file its name.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        if let Some((beside, target)) = &self.pending {
            fs::rename(beside, target).with_context(|| format!("can't write {}", self.name))?;
            self.pending = None;
        }
        Ok(())
    }
}

/// A file that was not finished is taken away.
impl Drop for Sink {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.pending {
            // It may be gone already, and there is nobody to tell.
            let _ = fs::remove_file(beside);
        }
    }
}

fn buffered(out: Box<dyn Write + Send>) -> BufWriter<Box<dyn Write + Send>> {
    BufWriter::with_capacity(64 << 10, out)
}

/// Stdout without the line buffer that the standard library puts before it.
#[cfg(unix)]
fn stdout() -> Box<dyn Write + Send> {
    use std::os::fd::AsFd;
    widen(io::stdout());
    match io::stdout().as_fd().try_clone_to_owned() {
        Ok(fd) => Box::new(File::from(fd)),
        Err(_) => Box::new(io::stdout()),
    }
}

#[cfg(not(unix))]
fn stdout() -> Box<dyn Write + Send> {
    Box::new(io::stdout())
}
