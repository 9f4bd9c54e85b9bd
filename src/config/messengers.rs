//! `[vendors]` that carry messages: SMS, mail, chat, a folder; and the mailbox that is read.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{CredentialClass, readers::section};

section! {
    /// `[vendors.twilio]`: text messages.
    Twilio {
        /// Use it at all. Messages go out in live mode only.
        enabled: bool = false,
        /// What the keys are for: those of a sandbox never write to a customer.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The host.
        base_url: String = "https://api.twilio.com".into(),
        /// A file with `account_sid` and `auth_token`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// Our number, like `+15005550006`.
        from: Option<String> = None,
        /// A messaging service in its place, `MG…`.
        messaging_service: Option<String> = None,
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.sendgrid]`: mail through SendGrid.
    Sendgrid {
        /// Use it at all. Mail goes out in live mode only.
        enabled: bool = false,
        /// What the key is for: that of a sandbox never writes to a customer.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The host and the path that calls begin with.
        base_url: String = "https://api.sendgrid.com/v3".into(),
        /// A file with `key`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// Our address, which SendGrid knows as a sender.
        from: Option<String> = None,
        /// The name beside it.
        from_name: Option<String> = None,
        /// The public key that events are signed with, as SendGrid shows it; unset takes none.
        webhook_key: Option<String> = None,
        /// The public key that parsed mail is signed with; unset takes none.
        parse_key: Option<String> = None,
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.smtp]`: mail through a submission server.
    Smtp {
        /// Use it at all. Mail goes out in live mode only; where SendGrid is on too, this one sends.
        enabled: bool = false,
        /// What the server is: a sandbox's never writes to a customer.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The server.
        host: Option<String> = None,
        /// Its port: 465 for `tls`, 587 for `starttls`.
        port: u16 = 465,
        /// `tls`, `starttls`, or `none` for a server on this machine.
        security: Security = Security::Tls,
        /// Certificates of an authority of your own (PEM), trusted beside those of the machine.
        ca_file: Option<PathBuf> = None,
        /// A file with `user` and `password`, mode 0600; a server on this machine may want none.
        credentials_file: Option<PathBuf> = None,
        /// Our address.
        from: Option<String> = None,
        /// The name beside it.
        from_name: Option<String> = None,
        /// How long one letter may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.imap]`: the mailbox that customers write to. It is only read: nothing is marked, moved or deleted.
    Imap {
        /// Use it at all.
        enabled: bool = false,
        /// The server.
        host: Option<String> = None,
        /// Its port: 993 for `tls`, 143 for `starttls`.
        port: u16 = 993,
        /// `tls`, `starttls`, or `none` for a server on this machine.
        security: Security = Security::Tls,
        /// Certificates of an authority of your own (PEM), trusted beside those of the machine.
        ca_file: Option<PathBuf> = None,
        /// A file with `user` and `password`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The folder.
        folder: String = "INBOX".into(),
        /// How long one look may take, in seconds.
        deadline_s: u64 = 60,
    }
}

/// Where a server of mail is and how it is spoken to.
#[derive(Clone, Copy, Debug)]
pub struct MailServer<'a> {
    /// The server.
    pub host: Option<&'a str>,
    /// Its port.
    pub port: u16,
    /// How the connection is closed to others.
    pub security: Security,
    /// Authorities that are trusted beside those of the machine.
    pub ca_file: Option<&'a Path>,
    /// How long one piece of work may take, in seconds.
    pub deadline_s: u64,
}

/// What the sections of mail servers have in common.
macro_rules! mail_servers {
    ($($section:ident),+) => {$(
        impl $section {
            /// The server that it names.
            pub fn server(&self) -> MailServer<'_> {
                let Self { host, port, security, ca_file, deadline_s, .. } = self;
                MailServer {
                    host: host.as_deref(),
                    port: *port,
                    security: *security,
                    ca_file: ca_file.as_deref(),
                    deadline_s: *deadline_s,
                }
            }
        }
    )+};
}

mail_servers!(Smtp, Imap);

section! {
    /// `[vendors.telegram]`: plans to say yes or no to, in one chat.
    Telegram {
        /// Use it at all. Plans are sent in live mode only.
        enabled: bool = false,
        /// What the bot is for: that of a sandbox approves nothing.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The host.
        base_url: String = "https://api.telegram.org".into(),
        /// A file with `token` and, for a webhook, `webhook_secret`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The one chat that plans are sent to, by its number.
        chat: Option<i64> = None,
        /// The one user whose answer counts, by their number.
        user: Option<i64> = None,
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.files]`: answers to messages from files, as files for another program.
    Files {
        /// Use it at all. Files are written in live mode only.
        enabled: bool = false,
        /// The folder: one JSON file a message, there whole or not at all.
        outbox: Option<PathBuf> = None,
    }
}

/// How a connection is closed to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS after a word in the clear.
    Starttls,
    /// Not at all: on this machine alone.
    None,
}

section! {
    /// `[serve]`: where `arb serve` listens and what it takes.
    Serve {
        /// The address and port.
        listen: String = "127.0.0.1:8787".into(),
        /// How the world reaches it, through a proxy that speaks TLS: `https://hooks.example.com`. Signatures are over it.
        public_url: Option<String> = None,
        /// A file with `ebay_verification_token`, mode 0600: needed for eBay's notices.
        credentials_file: Option<PathBuf> = None,
        /// The most connections at once; more wait.
        connections: usize = 64,
        /// The longest body, in KiB.
        body_kib: usize = 1024,
        /// How long a request may take to come in, in seconds.
        request_s: u64 = 10,
        /// How long requests that are in work may take to end when it stops, in seconds.
        stop_s: u64 = 10,
    }
}
