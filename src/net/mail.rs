//! Connections of mail: to a server that takes letters and to one that keeps them. The same addresses are allowed as for
//! HTTP, TLS is the same stack, and nothing goes in the clear but on this machine.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Result;
use lettre::{
    Address,
    transport::smtp::{
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, AsyncTokioStream},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use rustls_platform_verifier::Verifier;
use secrecy::{ExposeSecret, SecretString};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        self,
        pki_types::{CertificateDer, pem::PemObject as _},
    },
};

use super::{
    client,
    client::Failed,
    origin::Origin,
    resolver,
    starttls::{self, Greeted},
};
use crate::secret;

/// A server of mail, by the settings.
#[derive(Clone, Debug)]
pub struct MailHost {
    origin: Origin,
    port: u16,
    cover: Cover,
    deadline: Duration,
    authorities: Arc<[CertificateDer<'static>]>,
}

/// How a connection is closed to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// TLS from the first byte.
    Tls,
    /// TLS after a word in the clear.
    StartTls,
    /// Not at all: on this machine alone.
    None,
}

/// Who we are to a server; none where it asks nobody.
#[derive(Clone)]
pub struct Account {
    /// The name.
    pub user: SecretString,
    /// The password.
    pub password: SecretString,
}

/// A connection, whatever covers it.
pub trait Wire: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug> Wire for T {}

impl MailHost {
    /// The server in the setting `key`. Without TLS it is on this machine.
    pub fn new(key: &str, host: &str, port: u16, cover: Cover, deadline: Duration) -> Result<Self> {
        // A name is held to the same rules as the host of a call; the port is a mail server's own.
        let shown = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() };
        let origin = Origin::parse(key, &format!("https://{shown}"))?;
        if cover == Cover::None && !origin.is_loopback() {
            return Err(crate::error::config(format!("`{key}` is `{host}`: without TLS a server is on this machine"))
                .code("bad_host")
                .hint("write `security = \"tls\"` or `\"starttls\"`")
                .into());
        }
        Ok(Self { origin, port, cover, deadline, authorities: Arc::new([]) })
    }

    /// The same, trusting these authorities beside those of the machine: certificates as PEM. An error says why they are none.
    pub fn trusting(self, pem: &[u8]) -> Result<Self, String> {
        let authorities = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        match authorities.map_err(|why| why.to_string())? {
            none if none.is_empty() => Err("there is no certificate in it".to_owned()),
            authorities => Ok(Self { authorities: authorities.into(), ..self }),
        }
    }

    fn name(&self) -> String {
        self.origin.host().trim_start_matches('[').trim_end_matches(']').to_owned()
    }

    async fn addresses(&self) -> Result<Vec<SocketAddr>, String> {
        let (name, port) = (self.name(), self.port);
        let found = resolver::addresses(&self.origin, &name).await?;
        Ok(found.into_iter().map(|address| SocketAddr::new(address.ip(), port)).collect())
    }

    async fn connected(&self) -> Result<TcpStream, String> {
        let addresses = self.addresses().await?;
        TcpStream::connect(addresses.as_slice()).await.map_err(|why| why.to_string())
    }

    /// A connection for reading letters. `greeted` is read in the clear before TLS, where TLS begins later.
    pub async fn open(&self) -> Result<Box<dyn Wire>, String> {
        let stream = self.connected().await?;
        match self.cover {
            Cover::Tls => Ok(Box::new(self.covered(stream).await?)),
            Cover::None | Cover::StartTls => Ok(Box::new(stream)),
        }
    }

    /// A connection for handing letters over, under TLS where it is to be.
    async fn handing(&self, us: &ClientId) -> Result<Box<dyn AsyncTokioStream>, String> {
        let mut stream = self.connected().await?;
        let peer = stream.peer_addr().map_err(|why| why.to_string())?;
        Ok(match self.cover {
            Cover::None => Box::new(stream),
            Cover::Tls => Box::new(Greeted::not_yet(self.covered(stream).await?, peer)),
            Cover::StartTls => {
                starttls::begin(&mut stream, &us.to_string()).await?;
                Box::new(Greeted::before(self.covered(stream).await?, peer))
            }
        })
    }

    /// Whether TLS begins after a word in the clear.
    pub fn starts_tls(&self) -> bool {
        self.cover == Cover::StartTls
    }

    /// How long one piece of work may take.
    pub fn deadline(&self) -> Duration {
        self.deadline
    }

    /// The same connection under TLS.
    pub async fn covered<T: AsyncRead + AsyncWrite + Unpin>(&self, stream: T) -> Result<TlsStream<T>, String> {
        client::install_provider();
        let said = |why: rustls::Error| why.to_string();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = Verifier::new_with_extra_roots(self.authorities.iter().cloned(), Arc::clone(&provider));
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(said)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier.map_err(said)?))
            .with_no_client_auth();
        let name = rustls::pki_types::ServerName::try_from(self.name()).map_err(|why| why.to_string())?;
        TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(|why| why.to_string())
    }

    /// Hands a letter over, once. `permit` is asked when the server waits for it and before a byte of it is written; until
    /// then nothing was sent. Returns what the server said.
    pub async fn hand_over(
        &self,
        account: Option<&Account>,
        from: &str,
        to: &str,
        letter: &[u8],
        permit: &dyn Fn() -> Result<()>,
    ) -> Result<String, Handed> {
        let begun = std::cell::Cell::new(false);
        let work = async {
            let mut connection = self.greeted(account).await?;
            let not_sent = |why: lettre::transport::smtp::Error| said_before(&why);
            let address = |text: &str| text.parse::<Address>().map_err(|why| Handed::Refused(format!("{text}: {why}")));
            connection.command(Mail::new(Some(address(from)?), vec![])).await.map_err(not_sent)?;
            connection.command(Rcpt::new(address(to)?, vec![])).await.map_err(not_sent)?;
            connection.command(Data).await.map_err(not_sent)?;
            if let Err(why) = permit() {
                // Without a word: one more line would be a line of the letter.
                drop(connection);
                return Err(Handed::Failed(Failed::NotSent(format!("{why:#}"))));
            }
            begun.set(true);
            match connection.message(letter).await {
                Ok(reply) => {
                    // The letter is theirs; how we part changes nothing.
                    drop(connection.quit().await);
                    Ok(secret::taken_out_of(reply.first_line().unwrap_or_default()))
                }
                // An answer to the whole letter is a no to it. Everything else says nothing.
                Err(why) if why.is_permanent() => Err(Handed::Refused(told(&why))),
                Err(why) if why.is_transient() => Err(Handed::Failed(Failed::NotSent(told(&why)))),
                Err(why) => Err(Handed::Failed(Failed::Broke(told(&why)))),
            }
        };
        match tokio::time::timeout(self.deadline, work).await {
            Ok(done) => done,
            Err(_) if begun.get() => Err(Handed::Failed(Failed::Broke("no answer to the letter in time".into()))),
            Err(_) => Err(Handed::Failed(Failed::NotSent("the server was not ready in time".into()))),
        }
    }

    /// Asks whether a letter could be handed over; says who answers.
    pub async fn greet(&self, account: Option<&Account>) -> Result<String, String> {
        let work = async {
            let mut connection = self.greeted(account).await.map_err(|why| why.to_string())?;
            let name = secret::taken_out_of(connection.server_info().name());
            drop(connection.quit().await);
            Ok(name)
        };
        tokio::time::timeout(self.deadline, work).await.unwrap_or_else(|_| Err("no answer in time".into()))
    }

    async fn greeted(&self, account: Option<&Account>) -> Result<AsyncSmtpConnection, Handed> {
        let not_sent = |why: String| Handed::Failed(Failed::NotSent(why));
        let us = ClientId::default();
        let wire = self.handing(&us).await.map_err(not_sent)?;
        let greeted = AsyncSmtpConnection::connect_with_transport(wire, &us).await;
        let mut connection = greeted.map_err(|why| not_sent(told(&why)))?;
        if let Some(account) = account {
            let pair =
                Credentials::new(account.user.expose_secret().to_owned(), account.password.expose_secret().to_owned());
            // The words of a refusal may repeat what was sent.
            let refused = |why: lettre::transport::smtp::Error| match why.status() {
                Some(code) => not_sent(format!("the server takes neither name nor password ({code})")),
                None => not_sent("the server went away while we logged in".into()),
            };
            connection.auth(DEFAULT_MECHANISMS, &pair).await.map_err(refused)?;
        }
        Ok(connection)
    }
}

/// A letter that was not handed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Handed {
    /// The server does not want it, and said so.
    #[error("{0}")]
    Refused(String),
    /// Something came between.
    #[error("{0}")]
    Failed(Failed),
}

/// What went wrong before a byte of the letter was written: a lasting no is one, the rest may be tried again.
fn said_before(why: &lettre::transport::smtp::Error) -> Handed {
    if why.is_permanent() { Handed::Refused(told(why)) } else { Handed::Failed(Failed::NotSent(told(why))) }
}

/// What a server says, without a secret of ours that it repeats.
fn told(why: &lettre::transport::smtp::Error) -> String {
    secret::taken_out_of(why.to_string())
}
