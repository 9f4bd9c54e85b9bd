//! Somebody between a mail server and us, who can't break TLS and writes before it begins: nothing of that is taken for a word
//! of the server's, and neither password nor letter goes.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    sync::{Arc, Mutex},
    time::Duration,
};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

use super::{
    mail_tls::by_post,
    servers::{Authority, Certificate},
};
use crate::it::kit::vendor::Server;

/// When what is injected comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Never.
    Never,
    /// With the answer that TLS begins after.
    WithIt,
    /// After it, once we have begun TLS.
    After,
}

/// A server whose TLS is sound, reached through somebody who adds to what it says in the clear.
struct Between {
    server: Server,
    heard: Arc<Mutex<Vec<String>>>,
}

/// What is injected: an answer to the words that we say first under TLS.
const INJECTED: &[u8] = b"250-evil.example\r\n250 AUTH PLAIN\r\n";

impl Between {
    fn start(certificate: &Certificate, when: When) -> Self {
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from_pem_file(&certificate.certificate).unwrap()],
                PrivateKeyDer::from_pem_file(&certificate.key).unwrap(),
            )
            .unwrap();
        let (config, heard) = (Arc::new(config), Arc::<Mutex<Vec<String>>>::default());
        let kept = Arc::clone(&heard);
        Self { server: Server::start(move |stream| serve(stream, &config, when, &kept)), heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: TcpStream,
    config: &Arc<ServerConfig>,
    when: When,
    heard: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.write_all(b"220 post.example ESMTP\r\n")?;
    line(&mut stream)?;
    stream.write_all(b"250-post.example\r\n250 STARTTLS\r\n")?;
    line(&mut stream)?;
    let go = b"220 go ahead\r\n";
    stream.write_all(&if when == When::WithIt { [go, INJECTED].concat() } else { go.to_vec() })?;
    if when == When::After {
        stream.peek(&mut [0])?;
        stream.write_all(INJECTED)?;
    }
    let mut wire = BufReader::new(StreamOwned::new(ServerConnection::new(Arc::clone(config)).unwrap(), stream));
    loop {
        let mut said = String::new();
        if wire.read_line(&mut said)? == 0 {
            return Ok(());
        }
        let word = said.split_whitespace().next().unwrap_or_default().to_owned();
        heard.lock().unwrap().push(word.clone());
        let answer: &[u8] = match word.as_str() {
            "EHLO" => b"250-post.example\r\n250 AUTH PLAIN\r\n",
            "AUTH" => b"235 welcome\r\n",
            "DATA" => {
                wire.get_mut().write_all(b"354 go on\r\n")?;
                while said != ".\r\n" {
                    said.clear();
                    wire.read_line(&mut said)?;
                }
                b"250 taken\r\n"
            }
            _ => b"250 ok\r\n",
        };
        wire.get_mut().write_all(answer)?;
    }
}

/// A line in the clear, and not a byte after it.
fn line(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut byte = [0];
    while byte != *b"\n" {
        stream.read_exact(&mut byte)?;
    }
    Ok(())
}

#[test]
fn what_somebody_writes_before_tls_is_no_answer_under_it() {
    let Some(authority) = Authority::new() else { return };
    let (certificate, file) = (authority.signs("IP:127.0.0.1"), authority.file());
    for when in [When::WithIt, When::After] {
        let between = Between::start(&certificate, when);
        let talk = by_post(between.server.at(), "starttls", Some(&file));
        talk.answers().run().any_stdout().any_stderr().exit();
        assert_eq!(talk.state(0), "ready", "{when:?}: {:?}", talk.tickets()[0]);
        assert_eq!(between.heard(), [""; 0], "{when:?}: nothing is said to whoever that is");
    }
    let alone = Between::start(&certificate, When::Never);
    let talk = by_post(alone.server.at(), "starttls", Some(&file));
    talk.answers().run().code(0).any_stdout().stderr_contains("1 answered");
    let heard = alone.heard();
    assert_eq!(heard[..5], ["EHLO", "AUTH", "MAIL", "RCPT", "DATA"], "{heard:?}");
}
