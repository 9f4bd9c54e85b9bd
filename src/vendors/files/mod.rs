//! Answers as files: one JSON file a message in a folder, for a program that sends them its own way. A file is there whole
//! or not at all, and its name follows from what it answers, so that a repeat is the same file.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write as _,
    path::PathBuf,
};

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{
    Call, Change, Check, Gateway, Kind, Left, Look, Outcome, Permit, Receipt, Sealed, Terms, declarations, reader::bad,
};
use crate::config;

/// A folder of outgoing messages.
pub struct Files {
    outbox: PathBuf,
    terms: BTreeMap<Kind, Terms>,
}

impl Files {
    /// Checks the settings.
    pub fn open(config: &config::Files) -> Result<Self> {
        let outbox = config.outbox.clone();
        let outbox = outbox.ok_or_else(|| bad("files", "outbox", "", "name a folder"))?;
        Ok(Self { outbox, terms: declarations::of("files")?.terms })
    }

    /// The file of a key.
    fn path(&self, key: &str) -> (String, PathBuf) {
        let digest: String = Sha256::digest(key).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{digest}.json");
        let path = self.outbox.join(&name);
        (name, path)
    }

    fn write(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let (name, path) = self.path(&sealed.key);
        let not_sent = |why: std::io::Error| Outcome::NotSent(format!("{}: {why}", path.display()));
        if let Err(why) = fs::create_dir_all(&self.outbox) {
            return Ok(not_sent(why));
        }
        let made = tempfile::Builder::new().prefix(".arb-").tempfile_in(&self.outbox);
        let mut file = match made.and_then(|mut file| file.write_all(&sealed.request).map(|()| file)) {
            Ok(file) => file,
            Err(why) => return Ok(not_sent(why)),
        };
        if let Err(why) = file.as_file_mut().sync_all() {
            return Ok(not_sent(why));
        }
        if let Err(why) = permit.check() {
            return Ok(Outcome::NotSent(format!("{why:#}")));
        }
        if let Err(why) = file.persist(&path) {
            return Ok(not_sent(why.error));
        }
        File::open(&self.outbox).and_then(|folder| folder.sync_all()).context("the folder can't be written through")?;
        Ok(Outcome::Done(Receipt { id: name, amount: None, at: Timestamp::now() }))
    }
}

impl Gateway for Files {
    fn name(&self) -> &'static str {
        "files"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    fn by_address(&self) -> bool {
        true
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        let Change::Write(writing) = change else { bail!("`files` can't do a {}", change.kind()) };
        let message =
            json!({ "to": writing.to, "subject": writing.subject, "answers": writing.answers, "body": writing.body });
        let mut bytes = serde_json::to_vec_pretty(&message)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn before<'a>(&'a self, _change: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(std::future::ready(self.write(sealed, permit)))
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        let (name, path) = self.path(&sealed.key);
        Box::pin(async move {
            match fs::read(&path) {
                Ok(there) if there == sealed.request => {
                    Ok(Look::Ours(Receipt { id: name, amount: None, at: sealed.first_sent }))
                }
                Ok(_) => Ok(Look::Unclear(format!("{} holds something else", path.display()))),
                // No proof that it never was there: the other program may have taken it away and sent it.
                Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                    Ok(Look::Unclear(format!("{} is not there: it was taken away, or never written", path.display())))
                }
                Err(why) => Err(why).with_context(|| format!("can't read {}", path.display())),
            }
        })
    }
}

impl Check for Files {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let about = fs::metadata(&self.outbox).with_context(|| format!("can't see {}", self.outbox.display()))?;
            anyhow::ensure!(about.is_dir(), "{} is no folder", self.outbox.display());
            Ok(format!("{} is there", self.outbox.display()))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        Ok(Vec::new())
    }
}
