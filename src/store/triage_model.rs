//! The file of what was learned from labelled messages: beside the database, for its owner alone.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use nix::fcntl::OFlag;

use crate::{
    domain::triage::{self, Damage, MOST_BYTES, Model},
    error,
};

/// The model's file: the database's name and `.triage`.
pub fn triage_path(db: &Path) -> PathBuf {
    let mut name = db.to_owned().into_os_string();
    name.push(".triage");
    name.into()
}

/// Reads the model beside a database; `None` where none was trained. One that can't be read is an error: which messages go
/// to whom must not change in silence.
pub fn read_triage(db: &Path) -> Result<Option<Model>> {
    let path = triage_path(db);
    let cant = || format!("can't read the trained model {}", path.display());
    let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK;
    let file = match OpenOptions::new().read(true).custom_flags(flags.bits()).open(&path) {
        Ok(file) => file,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(why).with_context(cant),
    };
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes).with_context(cant)?;
    triage::decode(&bytes).map(Some).map_err(|why| {
        let code = if matches!(why, Damage::Version(_)) { "model_version" } else { "model_damaged" };
        error::failed(format!("the trained model {} can't be used: {why}", path.display()))
            .code(code)
            .hint("`arb support train FILE` writes it anew")
            .hint(format!("to go on with the rules alone, remove it: `rm {}`", path.display()))
            .into()
    })
}

/// Writes the model beside a database, whole or not at all. Returns its path.
pub fn write_triage(db: &Path, model: &Model) -> Result<PathBuf> {
    let path = triage_path(db);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        // A temporary file is made with mode 0600, and takes the name when it is whole.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&triage::encode(model))?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        File::open(folder)?.sync_all()
    };
    write().with_context(|| format!("can't write the trained model {}", path.display()))?;
    Ok(path)
}

/// Removes the model beside a database. Returns whether there was one.
pub fn forget_triage(db: &Path) -> Result<bool> {
    let path = triage_path(db);
    match fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(false),
        Err(why) => Err(why).with_context(|| format!("can't remove {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::domain::triage::{Example, train};

    fn model() -> Model {
        let example = |text: &str| Example {
            text: text.into(),
            label: text.split(' ').next().map(str::to_owned),
            is_grave: false,
        };
        let texts = ["where is it", "where is the book", "where now", "refund it", "refund the book", "refund now"];
        train(&texts.map(example)).unwrap().model
    }

    #[test]
    fn a_model_is_kept_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("arb.db");
        assert_eq!(read_triage(&db).unwrap(), None);
        let path = write_triage(&db, &model()).unwrap();
        assert_eq!(path, dir.path().join("arb.db.triage"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(read_triage(&db).unwrap(), Some(model()));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing else is left");
        assert!(forget_triage(&db).unwrap() && !forget_triage(&db).unwrap());
    }

    #[test]
    fn a_damaged_model_and_a_link_are_not_used() {
        let dir = tempfile::tempdir().unwrap();
        let db = dir.path().join("arb.db");
        let path = write_triage(&db, &model()).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let why = read_triage(&db).unwrap_err();
        assert_eq!(crate::ui::failure_in(&why).unwrap().code, "model_damaged");
        fs::rename(&path, dir.path().join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", &path).unwrap();
        assert!(read_triage(&db).is_err());
    }
}
