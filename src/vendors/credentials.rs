//! The keys of a vendor: from the file of its settings, else from the service manager, else from the environment.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;

use crate::{
    error,
    secret::{self, ExposeSecret, SecretString},
};

/// Every secret that is read, by vendor: those of a file, of the service manager and of the environment alike.
pub const SECRETS: &[(&str, &[&str])] = &[
    ("amazon", &["client_id", "client_secret", "refresh_token"]),
    ("amazon_business", &["client_id", "client_secret", "refresh_token"]),
    ("anthropic", &["key"]),
    ("bookscouter", &["key"]),
    ("booksrun", &["key"]),
    ("ebay", &["client_id", "client_secret", "refresh_token", "signing_key", "signing_key_jwe"]),
    ("imap", &["user", "password"]),
    ("keepa", &["key"]),
    ("local", &["key"]),
    ("openai", &["key"]),
    ("reverb", &["token"]),
    ("sendgrid", &["key"]),
    ("serve", &["ebay_verification_token"]),
    ("smtp", &["user", "password"]),
    ("tcgplayer", &["public_key", "private_key", "access_token"]),
    ("telegram", &["token", "webhook_secret"]),
    ("twilio", &["account_sid", "auth_token"]),
];

/// The variable of the environment that a secret may come from.
pub fn variable(vendor: &str, name: &str) -> String {
    format!("ARB_{}_{}", vendor.to_ascii_uppercase(), name.to_ascii_uppercase())
}

/// Reads the named secrets of a vendor; every one must be there.
pub fn read<const N: usize>(vendor: &str, file: Option<&Path>, names: [&'static str; N]) -> Result<[SecretString; N]> {
    read_some(vendor, file, names, []).map(|(needed, [])| needed)
}

/// The same, and those that may be there.
pub fn read_some<const N: usize, const M: usize>(
    vendor: &str,
    file: Option<&Path>,
    names: [&'static str; N],
    optional_names: [&'static str; M],
) -> Result<([SecretString; N], [Option<SecretString>; M])> {
    let (needed, optional) = found(vendor, file, names, optional_names)?;
    let there = optional.iter().zip(optional_names).filter_map(|(secret, name)| Some((secret.as_ref()?, name)));
    // An address that one signs in with stands in letters and orders, too.
    needed.iter().zip(names).chain(there).filter(|(_, name)| *name != "user").for_each(|(it, _)| secret::remember(it));
    Ok((needed, optional))
}

fn found<const N: usize, const M: usize>(
    vendor: &str,
    file: Option<&Path>,
    names: [&'static str; N],
    optional: [&'static str; M],
) -> Result<([SecretString; N], [Option<SecretString>; M])> {
    let listed = |name: &&str| SECRETS.iter().any(|(known, all)| *known == vendor && all.contains(name));
    debug_assert!(names.iter().chain(&optional).all(listed), "the secrets of {vendor} stand in `SECRETS`");
    let found = match file {
        Some(path) => Some((path.display().to_string(), secret::read(path)?)),
        None => secret::of_the_service(vendor)?.map(|text| ("CREDENTIALS_DIRECTORY".to_owned(), text)),
    };
    let lines = names.map(|name| format!("`{name}`")).join(", ");
    if let Some((place, text)) = found {
        // The parser's own words would show the line, and the line is the secret.
        let bad = |why: &str| {
            error::config(format!("the credentials in `{place}` can't be read{why}"))
                .code("bad_credentials")
                .hint(format!("write {lines}, one `name = \"value\"` a line"))
        };
        let mut table: BTreeMap<String, SecretString> = toml::from_str(text.expose_secret()).map_err(|_| bad(""))?;
        let mut taken = Vec::with_capacity(N);
        for name in names {
            taken.push(table.remove(name).ok_or_else(|| bad(&format!(": `{name}` is missing")))?);
        }
        let more = optional.map(|name| table.remove(name));
        if let Some(unknown) = table.keys().next() {
            return Err(bad(&format!(": `{unknown}` is nothing that {vendor} needs")).into());
        }
        return Ok((taken.try_into().expect("one was taken for each name"), more));
    }
    let variable = |name: &str| variable(vendor, name);
    let mut taken = Vec::with_capacity(N);
    for name in names {
        let variable = variable(name);
        taken.push(secret::of_the_environment(&variable).ok_or_else(|| {
            error::config(format!("there are no credentials for `{vendor}`"))
                .code("no_credentials")
                .hint(format!("name a file with {lines} in `vendors.{vendor}.credentials_file`, or set `{variable}`"))
        })?);
    }
    let more = optional.map(|name| secret::of_the_environment(&variable(name)));
    Ok((taken.try_into().expect("one was taken for each name"), more))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_file_holds_just_what_the_vendor_needs() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys.toml");
        let check = |text: &str, expected: Result<&str, &str>| {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
            match (read("ebay", Some(&path), ["client_id", "client_secret"]), expected) {
                (Ok([id, _]), Ok(expected)) => assert_eq!(id.expose_secret(), expected),
                (Err(why), Err(part)) => {
                    let shown = format!("{why:#}");
                    assert!(shown.contains(part) && !shown.contains("hunter2"), "{shown}");
                }
                (found, _) => panic!("{text}: {}", found.is_ok()),
            }
        };
        check("client_id = \"a\"\nclient_secret = \"hunter2\"", Ok("a"));
        check("client_id = \"hunter2\"", Err("`client_secret` is missing"));
        check("client_id = \"a\"\nclient_secret = \"hunter2\"\nextra = \"hunter2\"", Err("`extra` is nothing"));
        check("client_id = hunter2", Err("can't be read"));
    }

    #[test]
    fn what_may_be_there_is_taken_where_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys.toml");
        let check = |text: &str, expected: Option<&str>| {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
            let ([id], [more]) = read_some("ebay", Some(&path), ["client_id"], ["refresh_token"]).unwrap();
            assert_eq!((id.expose_secret(), more.as_ref().map(ExposeSecret::expose_secret)), ("a", expected));
        };
        check("client_id = \"a\"", None);
        check("client_id = \"a\"\nrefresh_token = \"r\"", Some("r"));
    }
}
