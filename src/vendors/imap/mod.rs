//! A mailbox that is read by IMAP: letters since the last look, by their numbers. It is opened read-only and letters are
//! peeked at, so nothing in it is marked, moved or deleted.

mod wire;

use anyhow::Result;
use jiff::Timestamp;

use super::{Call, Check, Inbox, Left, credentials, smtp::host_of};
use crate::{
    config,
    domain::message::Message,
    error,
    net::{Account, MailHost},
};

/// The most letters that one look takes.
const MOST: usize = 200;

/// A mailbox.
pub struct Imap {
    host: MailHost,
    account: Account,
    folder: String,
}

impl Imap {
    /// Checks the settings and reads the keys.
    pub fn open(config: &config::Imap) -> Result<Self> {
        let [user, password] = credentials::read("imap", config.credentials_file.as_deref(), ["user", "password"])?;
        Ok(Self {
            host: host_of("imap", config.server())?,
            account: Account { user, password },
            folder: config.folder.clone(),
        })
    }

    async fn within<T>(&self, work: impl Future<Output = Result<T, String>>) -> Result<T> {
        let done = tokio::time::timeout(self.host.deadline(), work).await;
        let done = done.unwrap_or_else(|_| Err("no answer in time".to_owned()));
        done.map_err(|why| {
            error::try_again(format!("the mailbox can't be read: {}", crate::ui::sanitize(&why)))
                .code("mail_unreachable")
                .into()
        })
    }
}

impl Inbox for Imap {
    /// The cursor is the folder's validity in the upper half and the letter's number in the lower: where the server numbers
    /// its letters anew, the validity rises and all of them are read again, which changes nothing.
    fn messages<'a>(&'a self, after: u64) -> Call<'a, Vec<Message>> {
        Box::pin(self.within(async move {
            let mut session = wire::enter(&self.host, &self.account, &self.folder).await?;
            let letters = session.after(after, MOST, Timestamp::now()).await;
            session.leave().await;
            letters
        }))
    }
}

impl Check for Imap {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let letters = self
                .within(async {
                    let session = wire::enter(&self.host, &self.account, &self.folder).await?;
                    let letters = session.letters();
                    session.leave().await;
                    Ok(letters)
                })
                .await?;
            Ok(format!("`{}` holds {letters} letters", crate::ui::sanitize(&self.folder)))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        Ok(Vec::new())
    }
}
