//! The file `HALT` beside the database: the stop that works without one.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use jiff::Timestamp;

use super::{By, Halted, Scope};

/// The name; whatever has it, a file, a folder or a link to nowhere, stops every effect.
const NAME: &str = "HALT";

/// The longest reason that is read back, in characters.
const LONGEST: usize = 500;

/// The folder of a database, where the file stands; none for a database in memory.
pub(super) fn folder(db: &Path) -> Option<PathBuf> {
    if db == Path::new(":memory:") {
        return None;
    }
    let folder = db.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.to_owned())
}

/// What the file says. A folder that can't be looked into counts as a stop: the file may be in it.
pub(super) fn look(db: &Path) -> Option<Halted> {
    let folder = folder(db)?;
    let path = folder.join(NAME);
    let unreadable = |why: &std::io::Error| Halted {
        scope: Scope::All,
        reason: format!("can't look for the file {} ({why})", path.display()),
        since: None,
        by: By::Blind,
    };
    match fs::symlink_metadata(&path) {
        Ok(found) => Some(Halted {
            scope: Scope::All,
            reason: reason(&path).unwrap_or_else(|| "no reason was written".to_owned()),
            since: found.modified().ok().and_then(|at| Timestamp::try_from(at).ok()),
            by: By::File(path),
        }),
        Err(why) if why.kind() == ErrorKind::NotFound => fs::read_dir(&folder).err().map(|why| unreadable(&why)),
        Err(why) => Some(unreadable(&why)),
    }
}

/// The first line, where there is one. A link is not followed and a pipe is not waited for.
fn reason(path: &Path) -> Option<String> {
    use std::io::Read;
    let flags = nix::fcntl::OFlag::O_NOFOLLOW | nix::fcntl::OFlag::O_NONBLOCK;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits()).open(path).ok()?;
    let mut bytes = Vec::new();
    file.take(4 * LONGEST as u64).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line: String = text.lines().next()?.trim().chars().take(LONGEST).collect();
    (!line.is_empty()).then_some(line)
}

/// Makes the file, durably; one that is there stays as it is. Returns its path and whether it was made just now.
pub(super) fn raise(db: &Path, reason: &str) -> Result<(PathBuf, bool)> {
    let folder = folder(db).context("a database in memory has no folder for the file `HALT`")?;
    let path = folder.join(NAME);
    let make = || -> std::io::Result<bool> {
        if !folder.exists() {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        }
        let made = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => {
                // The name alone stops: a disk too full for the reason changes nothing.
                let _ = writeln!(file, "{}", reason.lines().next().unwrap_or_default());
                file.sync_all()?;
                true
            }
            Err(why) if why.kind() == ErrorKind::AlreadyExists => false,
            Err(why) => return Err(why),
        };
        File::open(&folder)?.sync_all()?;
        Ok(made)
    };
    let made = make().with_context(|| format!("can't write the file {}", path.display()))?;
    Ok((path, made))
}

/// Takes the file away, durably. Returns whether there was one.
pub(super) fn lift(db: &Path) -> Result<bool> {
    let Some(folder) = folder(db) else { return Ok(false) };
    let path = folder.join(NAME);
    match fs::remove_file(&path) {
        Ok(()) => {
            let sync = || File::open(&folder)?.sync_all();
            sync().with_context(|| format!("can't write the folder {}", folder.display()))?;
            Ok(true)
        }
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(false),
        Err(why) => Err(why).with_context(|| format!("can't remove {}", path.display())),
    }
}
