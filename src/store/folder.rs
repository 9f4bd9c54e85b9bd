//! The folder of a database: whose it is, and who else may write there.

use std::{fs, os::unix::fs::MetadataExt, path::Path};

use anyhow::{Context as _, Result};

use crate::{config::Mode, error};

/// Refuses a database that is a link: whoever made the link could have arb write anywhere.
pub(super) fn refuse_link(path: &Path) -> Result<()> {
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        return Ok(());
    }
    Err(error::refused(format!("the database {} is a link", path.display()))
        .code("database_is_link")
        .hint("name the file itself with `--db`")
        .into())
}

/// Refuses a folder in which others could replace the database, lift a stop or plant one.
///
/// For real money it is ours alone. On paper a group may write, as many systems set up new folders, and so may everybody
/// where each can only remove their own (`/tmp`).
pub(super) fn refuse_shared(path: &Path, mode: Mode) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = fs::metadata(folder).with_context(|| format!("can't look at the folder {}", folder.display()))?;
    let Some(fault) = fault(found.mode(), found.uid(), nix::unistd::geteuid().as_raw(), mode) else { return Ok(()) };
    Err(error::refused(format!("the folder {} {fault}", folder.display()))
        .code("folder_not_private")
        .hint(format!("keep the database in a folder of yours: `chmod 700 {}`, or `--db FILE`", folder.display()))
        .into())
}

/// What is wrong with a folder of these permission bits and this owner.
fn fault(bits: u32, owner: u32, me: u32, mode: Mode) -> Option<&'static str> {
    const STICKY: u32 = 0o1000;
    let live = mode == Mode::Live;
    let shared = bits & 0o002 != 0 && (live || bits & STICKY == 0);
    if owner != me && (live || owner != 0) {
        Some("belongs to somebody else")
    } else if shared {
        Some("can be written by everybody")
    } else if live && bits & 0o020 != 0 {
        Some("can be written by its group")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_money_needs_a_folder_of_ones_own() {
        let check = |bits: u32, owner: u32, paper: bool, live: bool| {
            assert_eq!(fault(bits, owner, 1000, Mode::Paper).is_none(), paper, "paper {bits:o} of {owner}");
            assert_eq!(fault(bits, owner, 1000, Mode::Live).is_none(), live, "live {bits:o} of {owner}");
        };
        check(0o700, 1000, true, true);
        check(0o755, 1000, true, true);
        check(0o775, 1000, true, false);
        check(0o777, 1000, false, false);
        check(0o1777, 0, true, false);
        check(0o755, 0, true, false);
        check(0o700, 1001, false, false);
    }

    #[test]
    fn a_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let link = dir.path().join("arb.db");
        std::os::unix::fs::symlink("elsewhere.db", &link).unwrap();
        let why = crate::store::Store::open(&link, crate::store::Create::IfMissing(Mode::Paper)).unwrap_err();
        assert_eq!(crate::ui::failure_in(&why).unwrap().code, "database_is_link");
        assert!(!dir.path().join("elsewhere.db").exists());
    }
}
