//! Keys, tokens, passwords: where they are read from, and that nothing prints them.
//!
//! A secret is never a flag and never a setting: it comes from a file that only we can read, from the folder a service
//! manager prepared, or, last, from the environment.

use std::{
    fs::File,
    io::Read as _,
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Mutex,
};

use anyhow::Result;
use nix::fcntl::OFlag;
pub use secrecy::{ExposeSecret, SecretString};

use crate::error;

/// A file of secrets is short; a longer one is the wrong file.
const LONGEST: u64 = 64 * 1024;

/// The text of a file of secrets. It must be ours and closed to everyone else: `chmod 600`.
pub fn read(path: &Path) -> Result<SecretString> {
    checked(path, &[nix::unistd::geteuid().as_raw()], 0o077)
}

/// The text of the file of this name in the folder that systemd prepared (`LoadCredential=`), where there is one.
pub fn of_the_service(name: &str) -> Result<Option<SecretString>> {
    let Some(folder) = std::env::var_os("CREDENTIALS_DIRECTORY") else { return Ok(None) };
    let path = PathBuf::from(folder).join(name);
    if !path.exists() {
        return Ok(None);
    }
    // systemd may keep the file as root and let our user in by an access list, which shows as the group's bits.
    checked(&path, &[nix::unistd::geteuid().as_raw(), 0], 0o007).map(Some)
}

fn checked(path: &Path, owners: &[u32], closed: u32) -> Result<SecretString> {
    let refuse = |why: String| error::config(format!("the secrets in `{}` are not read: {why}", path.display()));
    let file = File::options()
        .read(true)
        .custom_flags((OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits())
        .open(path)
        .map_err(|why| refuse(why.to_string()).code("no_secret"))?;
    let about = file.metadata().map_err(|why| refuse(why.to_string()))?;
    if !about.is_file() {
        return Err(refuse("it is no file".into()).code("open_secret").into());
    }
    if !owners.contains(&about.uid()) {
        return Err(refuse("it belongs to somebody else".into()).code("open_secret").into());
    }
    if about.mode() & closed != 0 {
        let failure = refuse(format!("others can open it (mode {:o})", about.mode() & 0o777)).code("open_secret");
        return Err(failure.hint(format!("close it with `chmod 600 {}`", path.display())).into());
    }
    let mut text = String::new();
    file.take(LONGEST + 1).read_to_string(&mut text).map_err(|why| refuse(why.to_string()))?;
    if text.len() as u64 > LONGEST {
        return Err(refuse(format!("it is longer than {LONGEST} bytes")).into());
    }
    Ok(text.into())
}

/// A variable of the environment, where it is set and not empty.
pub fn of_the_environment(name: &str) -> Option<SecretString> {
    std::env::var(name).ok().filter(|text| !text.is_empty()).map(SecretString::from)
}

/// The shortest secret that is looked for in what others say: a shorter one is part of many words.
const SHORTEST: usize = 8;

/// Every secret that was read.
static READ: Mutex<Vec<SecretString>> = Mutex::new(Vec::new());

/// Remembers a secret, so that it is taken out of what others say to us: some vendors repeat the key that they refuse.
pub fn remember(secret: &SecretString) {
    let mut read = READ.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !read.iter().any(|known| known.expose_secret() == secret.expose_secret()) {
        read.push(secret.clone());
    }
}

/// A text from outside without our secrets: those that were read, and those that were `shown`, such as a whole header.
pub fn taken_out(mut text: Vec<u8>, shown: &[&SecretString]) -> Vec<u8> {
    let read = READ.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    for secret in read.iter().chain(shown.iter().copied()) {
        // A header has a word before the secret: `Bearer …`.
        let secret = secret.expose_secret();
        let secret = secret.rsplit_once(' ').map_or(secret, |(_, last)| last);
        let in_address: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        for form in [secret, &secret.replace('/', "\\/"), &in_address] {
            if form.len() >= SHORTEST {
                text = without(text, form.as_bytes());
            }
        }
    }
    text
}

/// The same of a sentence.
pub fn taken_out_of(text: impl Into<String>) -> String {
    String::from_utf8_lossy(&taken_out(text.into().into_bytes(), &[])).into_owned()
}

fn without(text: Vec<u8>, part: &[u8]) -> Vec<u8> {
    let mut places = memchr::memmem::find_iter(&text, part).peekable();
    if places.peek().is_none() {
        return text;
    }
    let (mut rest, mut from) = (Vec::with_capacity(text.len()), 0);
    for at in places {
        rest.extend_from_slice(&text[from..at]);
        rest.extend_from_slice(b"[secret]");
        from = at + part.len();
    }
    rest.extend_from_slice(&text[from..]);
    rest
}

/// A word that nobody can guess: 128 random bits, in hexadecimal.
pub fn word() -> Result<String> {
    let mut bytes = [0; 16];
    let random = rustls::crypto::ring::default_provider().secure_random;
    random.fill(&mut bytes).map_err(|_| error::failed("the system gives no random numbers"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_others_repeat_of_our_secrets_is_taken_out() {
        remember(&"read/from-a-file".to_owned().into());
        let header = SecretString::from("Bearer shown-in-a-header");
        let check = |text: &str, expected: &str| {
            let left = taken_out(text.as_bytes().to_vec(), &[&header, &"k".into()]);
            assert_eq!(String::from_utf8(left).unwrap(), expected);
        };
        check("no key shown-in-a-header, shown-in-a-header!", "no key [secret], [secret]!");
        check("read/from-a-file read\\/from-a-file read%2Ffrom-a-file", "[secret] [secret] [secret]");
        check("a k stays, and so does Bearer", "a k stays, and so does Bearer");
        check("", "");
    }

    #[test]
    fn a_file_that_others_can_open_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        std::fs::write(&path, "hunter2").unwrap();
        let check = |mode: u32, expected: bool| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let found = read(&path);
            assert_eq!(found.is_ok(), expected, "{mode:o}: {found:?}");
            assert!(!format!("{found:?}").contains("hunter2"));
        };
        check(0o600, true);
        check(0o400, true);
        check(0o640, false);
        check(0o604, false);
        check(0o620, false);
        check(0o644, false);
    }

    #[test]
    fn a_link_a_folder_and_nothing_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("key"), dir.path().join("link"));
        std::fs::write(&path, "hunter2").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        for refused in [link, dir.path().to_owned(), dir.path().join("none")] {
            assert!(read(&refused).is_err(), "{}", refused.display());
        }
    }
}
