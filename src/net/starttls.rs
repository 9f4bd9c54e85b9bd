//! The few words of SMTP in the clear after which TLS begins (RFC 3207), and nothing more: what somebody puts between them is
//! never taken for a word of the server's.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};

/// The longest answer, in bytes.
const LONGEST: usize = 16 * 1024;

/// Speaks until TLS begins, as whoever `us` is. After that the wire holds nothing that was sent in the clear: where more came
/// than was asked for, it is refused, for under TLS it would count as the server's answer.
pub async fn begin<T: AsyncRead + AsyncWrite + Unpin>(wire: &mut T, us: &str) -> Result<(), String> {
    expect(&heard(wire).await?, "220")?;
    let offers = said(wire, &format!("EHLO {us}")).await?;
    expect(&offers, "250")?;
    if !offers.lines().any(|line| line.get(4..).is_some_and(|word| word.trim().eq_ignore_ascii_case("STARTTLS"))) {
        return Err("the server offers no TLS".to_owned());
    }
    expect(&said(wire, "STARTTLS").await?, "220")
}

async fn said<T: AsyncRead + AsyncWrite + Unpin>(wire: &mut T, line: &str) -> Result<String, String> {
    let written = async {
        wire.write_all(format!("{line}\r\n").as_bytes()).await?;
        wire.flush().await
    };
    written.await.map_err(|why| why.to_string())?;
    heard(wire).await
}

/// One answer, whole: its last line has a blank after the code. Nothing may come with it that it does not end.
async fn heard<T: AsyncRead + Unpin>(wire: &mut T) -> Result<String, String> {
    let mut answer = Vec::new();
    loop {
        if let Some(end) = end_of(&answer) {
            if end < answer.len() {
                return Err(
                    "more came than was asked for, in the clear: somebody may be between the server and us".to_owned()
                );
            }
            return String::from_utf8(answer).map_err(|_| "the server answers in no text".to_owned());
        }
        if answer.len() > LONGEST {
            return Err("the server's answer does not end".to_owned());
        }
        if wire.read_buf(&mut answer).await.map_err(|why| why.to_string())? == 0 {
            return Err("the server ends the connection".to_owned());
        }
    }
}

/// Where the first answer in these bytes ends.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let mut end = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if line.ends_with(b"\n") && line.get(3) != Some(&b'-') {
            return Some(end);
        }
    }
    None
}

fn expect(answer: &str, code: &str) -> Result<(), String> {
    if answer.starts_with(code) { Ok(()) } else { Err(format!("the server says `{:.120}`", answer.trim_end())) }
}

/// A wire on which the first answer is one that was heard before.
#[derive(Debug)]
pub struct Greeted<T> {
    greeting: &'static [u8],
    wire: T,
    peer: SocketAddr,
}

impl<T> Greeted<T> {
    /// A wire to a server that greets us still.
    pub fn not_yet(wire: T, peer: SocketAddr) -> Self {
        Self { greeting: b"", wire, peer }
    }

    /// A wire to a server that has greeted us.
    pub fn before(wire: T, peer: SocketAddr) -> Self {
        Self { greeting: b"220 \r\n", wire, peer }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Greeted<T> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.greeting.is_empty() {
            return Pin::new(&mut this.wire).poll_read(context, into);
        }
        let (now, later) = this.greeting.split_at(this.greeting.len().min(into.remaining()));
        into.put_slice(now);
        this.greeting = later;
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Greeted<T> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().wire).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().wire).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().wire).poll_shutdown(context)
    }
}

impl<T: AsyncRead + AsyncWrite + Send + Sync + Unpin + std::fmt::Debug> AsyncTokioStream for Greeted<T> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What came of a server that says these pieces, each after a line of ours, and the lines that it heard.
    fn spoken(pieces: &[&'static str]) -> (Result<(), String>, Vec<String>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (mut ours, mut theirs) = tokio::io::duplex(64 * 1024);
            let (begun, lines) = tokio::join!(begin(&mut ours, "[127.0.0.1]"), async {
                let mut lines = Vec::new();
                for (place, piece) in pieces.iter().enumerate() {
                    if place > 0 {
                        let mut line = Vec::new();
                        while !line.ends_with(b"\r\n") && theirs.read_buf(&mut line).await.is_ok_and(|read| read > 0) {}
                        lines.push(String::from_utf8(line).unwrap().trim_end().to_owned());
                    }
                    if theirs.write_all(piece.as_bytes()).await.is_err() {
                        break;
                    }
                }
                drop(theirs);
                lines
            });
            (begun, lines)
        })
    }

    const EHLO: &str = "250-post.example\r\n250-SIZE 1\r\n250 starttls\r\n";

    #[test]
    fn tls_begins_after_three_answers() {
        let (begun, lines) = spoken(&["220-post\r\n220 post\r\n", EHLO, "220 go\r\n"]);
        assert_eq!((begun, lines), (Ok(()), vec!["EHLO [127.0.0.1]".to_owned(), "STARTTLS".to_owned()]));
    }

    #[test]
    fn what_nobody_asked_for_is_refused() {
        let check = |pieces: &[&'static str], why: &str| {
            let (begun, lines) = spoken(pieces);
            let told = begun.unwrap_err();
            assert!(told.contains(why), "{pieces:?}: {told}");
            assert!(
                lines.iter().all(|line| line.is_empty() || line == "STARTTLS" || line.starts_with("EHLO")),
                "{lines:?}"
            );
        };
        let more = "more came than was asked for";
        check(&["220 post\r\n", EHLO, "220 go\r\n250-evil\r\n250 AUTH PLAIN\r\n"], more);
        check(&["220 post\r\n", EHLO, "220 go\r\nx"], more);
        check(&["220 post\r\n", "250 STARTTLS\r\n220 go\r\n"], more);
        check(&["220 post\r\n250 STARTTLS\r\n"], more);
        check(&["220 post\r\n", "250-post\r\n250 AUTH PLAIN\r\n"], "offers no TLS");
        check(&["220 post\r\n", EHLO, "454 not now\r\n"], "454 not now");
        check(&["554 no\r\n"], "554 no");
        check(&["220 post"], "ends the connection");
        check(&["\u{fffd}\r\n"], "says");
    }
}
