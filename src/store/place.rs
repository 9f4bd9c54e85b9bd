//! Where the database lies: whose folder it is, on what kind of disk, with how much room.

use std::{
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use nix::sys::statfs::statfs;

use crate::error;

/// File systems that are another machine's or another program's, by the magic number of statfs(2). A write-ahead log
/// needs memory shared by all who write, which they do not give.
const NETWORK: &[(u32, &str)] = &[
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x0102_1997, "9p"),
    (0x6573_5546, "FUSE"),
    (0x5346_414F, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00C3_6400, "Ceph"),
    (0x0116_1970, "GFS2"),
    (0x7461_636F, "OCFS2"),
    (0x0BD0_0BD3, "Lustre"),
    (0x0102_3456, "VirtualBox share"),
];

/// The folder of a database.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder.
    pub folder: PathBuf,
    /// Its permissions: `0o700`.
    pub permissions: u32,
    /// Whether it is ours.
    pub ours: bool,
    /// The kind of network file system that it lies on.
    pub network: Option<&'static str>,
    /// Room that is left, in bytes.
    pub free_bytes: u64,
}

/// Looks at the folder of a database.
pub fn place(db: &Path) -> Result<Place> {
    let folder = match db.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let named = || format!("can't look at the folder {}", folder.display());
    let seen = std::fs::metadata(&folder).with_context(named)?;
    let disk = statfs(&folder).with_context(named)?;
    let block = u64::try_from(disk.block_size()).unwrap_or(0);
    Ok(Place {
        permissions: seen.mode() & 0o7777,
        ours: seen.uid() == nix::unistd::geteuid().as_raw(),
        network: network(disk.filesystem_type().0),
        free_bytes: disk.blocks_available().saturating_mul(block),
        folder,
    })
}

/// The name of a network file system, by its magic number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is 32 bits, in a type that differs by machine"
)]
fn network(magic: nix::libc::c_long) -> Option<&'static str> {
    let magic = magic as u32;
    NETWORK.iter().find(|(known, _)| *known == magic).map(|(_, name)| *name)
}

/// Refuses a database of real money on a network file system, unless the settings allow it.
pub fn refuse_network(db: &Path, allowed: bool) -> Result<()> {
    if allowed {
        return Ok(());
    }
    let Some(kind) = place(db)?.network else { return Ok(()) };
    Err(error::refused(format!("the database {} is on a network file system ({kind})", db.display()))
        .code("database_on_network")
        .hint("keep it on a local disk: two machines that write would damage it")
        .hint("where only one ever writes, set `allow_network_state = true`")
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_file_system_is_known_by_its_number() {
        let check = |magic: nix::libc::c_long, name: Option<&str>| assert_eq!(network(magic), name, "{magic:#x}");
        check(0x6969, Some("NFS"));
        check(0xFF53_4D42, Some("CIFS"));
        check(0x0102_1997, Some("9p"));
        check(0x6573_5546, Some("FUSE"));
        check(0xEF53, None);
        check(0x0102_1994, None);
    }

    #[test]
    fn a_folder_says_whose_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o750);
        std::fs::set_permissions(dir.path(), mode).unwrap();
        let place = place(&dir.path().join("arb.db")).unwrap();
        assert!(place.ours && place.free_bytes > 0);
        assert_eq!(place.permissions, 0o750);
    }
}
