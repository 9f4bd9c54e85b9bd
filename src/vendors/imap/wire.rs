//! A session of IMAP4rev1 (RFC 3501), read-only.

use async_imap::{Client, Session};
use futures_util::StreamExt as _;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::{
    domain::message::Message,
    net::{Account, MailHost, Wire},
    pipe::{MAX_RECORD, letter},
    secret::{self, ExposeSecret as _},
};

/// Letters asked for at once.
const BATCH: usize = 20;

/// A folder that is open.
pub struct Folder {
    session: Session<Box<dyn Wire>>,
    validity: u32,
    letters: u32,
}

/// Logs in and opens a folder read-only.
pub async fn enter(host: &MailHost, account: &Account, folder: &str) -> Result<Folder, String> {
    let mut client = Client::new(host.open().await?);
    client.read_response().await.map_err(told)?.ok_or("the server ends the connection at once")?;
    if host.starts_tls() {
        client.run_command_and_check_ok("STARTTLS", None).await.map_err(told)?;
        // What came before belongs to nobody: the connection begins anew under TLS.
        let covered: Box<dyn Wire> = Box::new(host.covered(client.into_inner()).await?);
        client = Client::new(covered);
    }
    let login = client.login(account.user.expose_secret(), account.password.expose_secret()).await;
    // The words of a refusal may repeat what was sent.
    let mut session = login.map_err(|_| "the server takes neither name nor password".to_owned())?;
    let mailbox = session.examine(folder).await.map_err(told)?;
    let validity = mailbox.uid_validity.ok_or("the server does not say which numbering its letters have")?;
    Ok(Folder { session, validity, letters: mailbox.exists })
}

impl Folder {
    /// How many letters are in it.
    pub fn letters(&self) -> u32 {
        self.letters
    }

    /// The first letters after a cursor, in order. One that can't be answered, or is too long, is skipped with its place.
    pub async fn after(&mut self, after: u64, most: usize, now: Timestamp) -> Result<Vec<Message>, String> {
        let (validity, last) = split(after);
        let from = if validity == self.validity { last.saturating_add(1) } else { 1 };
        let found = self.session.uid_search(format!("UID {from}:*")).await.map_err(told)?;
        // `n:*` always names the last letter, even where its number is below n.
        let mut uids: Vec<u32> = found.into_iter().filter(|uid| *uid >= from).collect();
        uids.sort_unstable();
        uids.truncate(most);
        let mut messages = Vec::new();
        for batch in uids.chunks(BATCH) {
            let (long, short) = self.by_length(batch).await?;
            self.fetch(&short, "BODY.PEEK[]", now, &mut messages).await?;
            // Of a letter that is too long the head is enough to know whom it is from.
            self.fetch(&long, "BODY.PEEK[HEADER]", now, &mut messages).await?;
        }
        messages.sort_by_key(|message| message.cursor);
        Ok(messages)
    }

    async fn by_length(&mut self, uids: &[u32]) -> Result<(Vec<u32>, Vec<u32>), String> {
        let mut lengths = self.session.uid_fetch(list(uids), "RFC822.SIZE").await.map_err(told)?;
        let (mut long, mut short) = (Vec::new(), Vec::new());
        while let Some(next) = lengths.next().await {
            let next = next.map_err(told)?;
            let (Some(uid), Some(size)) = (next.uid, next.size) else { continue };
            if size as usize > MAX_RECORD { long.push(uid) } else { short.push(uid) }
        }
        Ok((long, short))
    }

    async fn fetch(
        &mut self,
        uids: &[u32],
        what: &str,
        now: Timestamp,
        messages: &mut Vec<Message>,
    ) -> Result<(), String> {
        if uids.is_empty() {
            return Ok(());
        }
        let validity = self.validity;
        let mut letters = self.session.uid_fetch(list(uids), format!("(UID {what})")).await.map_err(told)?;
        while let Some(next) = letters.next().await {
            let next = next.map_err(told)?;
            let Some(uid) = next.uid.filter(|uid| uids.contains(uid)) else { continue };
            let whole = next.body();
            let Some(raw) = whole.or_else(|| next.header()) else { continue };
            let digest: String = Sha256::digest(raw).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            let cursor = (u64::from(validity) << 32) | u64::from(uid);
            messages.push(match letter::read(raw, &digest, now) {
                Ok(read) if whole.is_some() => Message { cursor, ..read },
                Ok(read) => Message { cursor, body: "(the letter is too long to be read here)".into(), ..read },
                // Nobody can answer it, and it is there: a person may want to look.
                Err(why) => Message {
                    cursor,
                    id: digest,
                    at: now,
                    buyer: "(unknown)".into(),
                    body: format!("(a letter that can't be read: {why})"),
                    automatic: Some("a letter that can't be read".to_owned()),
                    ..Message::default()
                },
            });
        }
        Ok(())
    }

    /// Ends the session.
    pub async fn leave(mut self) {
        // A server that does not answer any more has ended it itself.
        drop(self.session.logout().await);
    }
}

fn split(cursor: u64) -> (u32, u32) {
    ((cursor >> 32) as u32, (cursor & u64::from(u32::MAX)) as u32)
}

fn list(uids: &[u32]) -> String {
    uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

fn told(why: impl std::fmt::Display) -> String {
    let why = secret::taken_out_of(why.to_string());
    // A no comes as the reader's own structure, with the server's words at its end.
    let words = why.rsplit_once("Some(\"").and_then(|(_, rest)| rest.split_once("\")"));
    words.map_or_else(|| format!("{why:.300}"), |(words, _)| format!("the server says `{words:.300}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_holds_the_numbering_and_the_number() {
        assert_eq!(split((7 << 32) | 12), (7, 12));
        assert_eq!(split(0), (0, 0));
        // What the store keeps is signed: a numbering is below 2^31 in the life of any mailbox numbered by seconds.
        assert!(i64::try_from((u64::from(u32::MAX >> 1) << 32) | u64::from(u32::MAX)).is_ok());
        assert_eq!(list(&[1, 5]), "1,5");
    }
}
