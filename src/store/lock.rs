//! One kernel lock per effect: held from before it is written down until its outcome is, freed by the kernel when the
//! process dies, kept while it is merely stopped. So nobody recovers an effect whose sender may still wake and send.
//!
//! On Linux it is one byte of one file, locked for the open file (`F_OFD_SETLK`); the place of the byte is the effect's
//! id. Elsewhere the whole file is locked: correct, but one effect at a time. The file is never deleted.

use std::{fs::File, path::Path};

use anyhow::{Context as _, Result};

/// The right to settle one effect. Dropping it lets go.
#[derive(Debug)]
pub struct EffectLock {
    _file: Option<File>,
}

impl EffectLock {
    /// Takes the lock of an effect, or says that its owner is alive.
    pub(super) fn try_take(database: &Path, effect: i64) -> Result<Option<Self>> {
        if database.as_os_str() == ":memory:" {
            return Ok(Some(Self { _file: None }));
        }
        let mut name = database.to_owned().into_os_string();
        name.push(".effects.lock");
        let path = Path::new(&name);
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).with_context(|| format!("can't open the lock {}", path.display()))?;
        let free = lock_byte(&file, effect).with_context(|| format!("can't lock {}", path.display()))?;
        Ok(free.then_some(Self { _file: Some(file) }))
    }
}

#[cfg(target_os = "linux")]
fn lock_byte(file: &File, place: i64) -> Result<bool> {
    use nix::{
        errno::Errno,
        fcntl::{FcntlArg, fcntl},
        libc,
    };
    let range = libc::flock {
        l_type: libc::c_short::try_from(libc::F_WRLCK)?,
        l_whence: libc::c_short::try_from(libc::SEEK_SET)?,
        l_start: place,
        l_len: 1,
        l_pid: 0,
    };
    match fcntl(file, FcntlArg::F_OFD_SETLK(&range)) {
        Ok(_) => Ok(true),
        Err(Errno::EAGAIN | Errno::EACCES) => Ok(false),
        Err(why) => Err(why.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn lock_byte(file: &File, _place: i64) -> Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(std::fs::TryLockError::WouldBlock) => Ok(false),
        Err(std::fs::TryLockError::Error(why)) => Err(why.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_locked_once_and_only_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("arb.db");
        let take = |id| EffectLock::try_take(&path, id).unwrap();
        let first = take(7);
        assert!(first.is_some());
        assert!(take(7).is_none(), "held within the process too");
        assert!(take(8).is_some(), "another effect is free");
        drop(first);
        assert!(take(7).is_some());
    }
}
