//! Mail under TLS, against real servers with certificates made by the test: what is trusted is spoken to, and to what is not
//! no password and no letter goes, nor anything but the words that begin TLS.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use super::servers::{Authority, Certificate, Dovecot, Program, listens};
use crate::it::kit::{forks::InTurn as _, ports, talk::Talk, tool, vendor::Server};

/// What aiosmtpd does with what it is given: every login and every letter is a line in a file.
const HANDLER: &str = r#"
import base64
from aiosmtpd.smtp import SMTP, AuthResult

made = SMTP.__init__

# Under TLS from the first byte it takes no login of itself: it looks for STARTTLS alone.
def making(self, *args, **more):
    made(self, *args, **{**more, "auth_require_tls": False})

class Post:
    def __init__(self, path):
        self.path = path

    @classmethod
    def from_cli(cls, parser, path, *at_once):
        if at_once:
            SMTP.__init__ = making
        return cls(path)

    def note(self, line):
        with open(self.path, "a") as kept:
            kept.write(line + "\n")

    async def auth_PLAIN(self, server, args):
        given = base64.b64decode(args[1] if len(args) > 1 else await server.challenge_auth("")).split(b"\0")
        self.note("login " + given[1].decode())
        return AuthResult(success=True)

    async def handle_DATA(self, server, session, envelope):
        self.note("letter to " + ",".join(envelope.rcpt_tos))
        return "250 OK"
"#;

/// aiosmtpd with a certificate: TLS from the first byte, or after a word.
struct Post {
    _program: Program,
    address: SocketAddr,
    folder: tempfile::TempDir,
}

impl Post {
    fn start(certificate: &Certificate, at_once: bool) -> Self {
        let (address, folder) = (ports::free(), tempfile::tempdir().unwrap());
        fs::write(folder.path().join("arb_test_post.py"), HANDLER).unwrap();
        let (cert, key) = if at_once { ("--smtpscert", "--smtpskey") } else { ("--tlscert", "--tlskey") };
        let program = Command::new("aiosmtpd")
            .args(["-n", "-l", &address.to_string(), cert])
            .arg(&certificate.certificate)
            .arg(key)
            .arg(&certificate.key)
            .args(["-c", "arb_test_post.Post"])
            .arg(folder.path().join("kept"))
            .args(at_once.then_some("at-once"))
            .env("PYTHONPATH", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .start_in_turn();
        let post = Self { _program: Program(program.unwrap()), address, folder };
        listens(address);
        post
    }

    fn kept(&self) -> Vec<String> {
        let kept = fs::read_to_string(self.folder.path().join("kept")).unwrap_or_default();
        kept.lines().map(str::to_owned).collect()
    }
}

const KEYS: [(&str, &str); 4] = [
    ("ARB_SMTP_USER", "shop"),
    ("ARB_SMTP_PASSWORD", "canary-word"),
    ("ARB_IMAP_USER", "ann"),
    ("ARB_IMAP_PASSWORD", "canary-word"),
];

/// The line that trusts an authority.
fn trusting(file: Option<&Path>) -> String {
    file.map(|file| format!("ca_file = \"{}\"\n", file.display())).unwrap_or_default()
}

pub(super) fn by_post(address: SocketAddr, security: &str, authority: Option<&Path>) -> Talk {
    let settings = format!(
        "[vendors.smtp]\nenabled = true\ncredentials = \"live\"\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"{security}\"\n\
         from = \"shop@example.com\"\ndeadline_s = 10\n{}",
        address.port(),
        trusting(authority)
    );
    let talk = Talk::new(&settings, &KEYS);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
    talk
}

#[test]
fn a_letter_goes_under_tls_to_a_server_that_is_trusted_and_to_no_other() {
    let Some(authority) = Authority::new().filter(|_| tool("aiosmtpd")) else { return };
    let (right, wrong) = (authority.signs("IP:127.0.0.1"), authority.signs("DNS:mail.example.com"));
    let file = authority.file();
    for (security, at_once) in [("tls", true), ("starttls", false)] {
        let post = Post::start(&right, at_once);
        let talk = by_post(post.address, security, Some(&file));
        talk.answers().run().code(0).any_stdout().stderr_contains("1 answered");
        assert_eq!(post.kept(), ["login shop", "letter to ann@example.com"], "{security}");
        talk.arb("vendors check smtp").run().code(0).any_stderr().stdout_contains("takes letters");
        // The authority is not one of this machine's.
        let stranger = Post::start(&right, at_once);
        // It is, and signed for another name.
        let other = Post::start(&wrong, at_once);
        for (post, trusted) in [(&stranger, None), (&other, Some(file.as_path()))] {
            let talk = by_post(post.address, security, trusted);
            talk.answers().run().any_stdout().any_stderr().exit();
            assert_eq!((talk.state(0).as_str(), post.kept().len()), ("ready", 0), "{security} {:?}", talk.tickets()[0]);
            let checked = talk.arb("vendors check smtp").run();
            checked.any_stdout().stderr_contains("certificate").stderr_lacks("canary");
            assert_ne!(checked.exit(), 0);
        }
    }
}

#[test]
fn a_mailbox_is_read_under_tls_from_a_server_that_is_trusted_and_from_no_other() {
    let Some(authority) = Authority::new() else { return };
    let (right, wrong) = (authority.signs("IP:127.0.0.1"), authority.signs("DNS:mail.example.com"));
    let Some(dovecot) = Dovecot::with(Some(&right)) else { return };
    let other = Dovecot::with(Some(&wrong)).expect("there is one");
    let file = authority.file();
    let by = |address: SocketAddr, security: &str, trusted: Option<&Path>| {
        let settings = format!(
            "[vendors.imap]\nenabled = true\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"{security}\"\ndeadline_s = 20\n{}",
            address.port(),
            trusting(trusted)
        );
        Talk::new(&settings, &KEYS)
    };
    dovecot.receives("1.a", "From: ann@example.com\nMessage-ID: <m1@example.com>\n\nWhere is it?\n");
    for (security, address) in [("tls", dovecot.implicit), ("starttls", dovecot.address)] {
        let talk = by(address, security, Some(&file));
        talk.arb("support").run().code(0).any_stdout().any_stderr();
        assert_eq!(talk.tickets()[0].message.body, "Where is it?", "{security}");
        talk.arb("vendors check imap").run().code(0).any_stderr().stdout_contains("holds 1 letters");
        let other = if security == "tls" { other.implicit } else { other.address };
        for (address, trusted) in [(address, None), (other, Some(file.as_path()))] {
            let ran = by(address, security, trusted).arb("vendors check imap").run();
            ran.code(75).any_stdout().stderr_contains("certificate").stderr_lacks("canary");
        }
    }
    let talk = by(dovecot.address, "starttls", None);
    // A file that holds no certificate is said.
    talk.sandbox.write("none.pem", "nothing");
    let settings = format!("{}ca_file = \"none.pem\"\n", talk.sandbox.read("arb.toml"));
    talk.sandbox.write("arb.toml", settings);
    let ran = talk.arb("vendors check imap").run();
    ran.code(3).any_stdout().stderr_contains("vendors.imap.ca_file").stderr_contains("no certificate");
}

/// A server on loopback that keeps every line it gets in the clear, and does not what it promises.
struct Clear {
    server: Server,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Clear {
    fn start(greeting: &'static str, answer: impl Fn(&str) -> String + Send + 'static) -> Self {
        let lines = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&lines);
        let server = Server::start(move |mut stream| {
            stream.set_read_timeout(Some(Duration::from_secs(20)))?;
            stream.write_all(greeting.as_bytes())?;
            let mut reader = BufReader::new(stream.try_clone()?);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line)? > 0 {
                let text = String::from_utf8_lossy(&line).trim_end().to_owned();
                line.clear();
                drop(stream.write_all(answer(&text).as_bytes()));
                kept.lock().unwrap().push(text);
            }
            Ok(())
        });
        Self { server, lines }
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

/// Whether a line is one that nobody may hear in the clear.
fn is_secret(line: &str) -> bool {
    let line = line.to_ascii_uppercase();
    ["AUTH", "LOGIN", "MAIL ", "RCPT", "DATA", "CANARY", "SHOP@", "ANN"].iter().any(|word| line.contains(word))
}

#[test]
fn to_a_server_that_does_not_begin_tls_neither_password_nor_letter_goes() {
    let ehlo = |offers: bool| {
        move |line: &str| match line.split(' ').next().unwrap_or_default() {
            "EHLO" if offers => "250-post.example\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS\r\n".to_owned(),
            "EHLO" => "250-post.example\r\n250 AUTH PLAIN LOGIN\r\n".to_owned(),
            "STARTTLS" => "220 go ahead\r\n235 and not a word of TLS\r\n".to_owned(),
            _ => "250 ok\r\n".to_owned(),
        }
    };
    for offers in [false, true] {
        let clear = Clear::start("220 post.example ESMTP\r\n", ehlo(offers));
        let talk = by_post(clear.server.at(), "starttls", None);
        talk.answers().run().any_stdout().any_stderr().exit();
        assert_eq!(talk.state(0), "ready");
        let lines = clear.lines();
        assert!(lines.iter().any(|line| line.starts_with("EHLO")), "{lines:?}");
        assert!(!lines.iter().any(|line| is_secret(line)), "{lines:?}");
    }
    // Nor where TLS is to begin at once, whatever is said first.
    let clear = Clear::start("220 post.example ESMTP\r\n250 AUTH PLAIN\r\n", ehlo(true));
    by_post(clear.server.at(), "tls", None).answers().run().any_stdout().any_stderr().exit();
    assert!(!clear.lines().iter().any(|line| is_secret(line)), "{:?}", clear.lines());

    for refused in [false, true] {
        let clear = Clear::start("* OK mail.example IMAP4rev1\r\n", move |line| {
            let tag = line.split(' ').next().unwrap_or_default().to_owned();
            if refused {
                format!("{tag} NO not here\r\n")
            } else {
                format!("{tag} OK begin\r\n* OK nothing of TLS\r\n")
            }
        });
        let settings = format!(
            "[vendors.imap]\nenabled = true\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"starttls\"\ndeadline_s = 5\n",
            clear.server.at().port()
        );
        Talk::new(&settings, &KEYS).arb("vendors check imap").run().code(75).any_stdout().any_stderr();
        let lines = clear.lines();
        assert!(lines[0].ends_with("STARTTLS") && !lines.iter().any(|line| is_secret(line)), "{lines:?}");
    }
}

#[test]
fn a_mail_server_that_repeats_the_password_is_not_quoted() {
    let said = |word: &str| format!("{word} {} is no reader of ours", KEYS[1].1);
    let clear = Clear::start("220 post.example ESMTP\r\n", move |line| match line.get(..4) {
        Some("EHLO") => "250-post.example\r\n250 AUTH PLAIN\r\n".to_owned(),
        Some("AUTH") => "235 2.7.0 come in\r\n".to_owned(),
        Some("RCPT") => said("550 5.1.1") + "\r\n",
        _ => "250 ok\r\n".to_owned(),
    });
    let settings = format!(
        "[vendors.smtp]\nenabled = true\ncredentials = \"live\"\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n\
         from = \"shop@example.com\"\ndeadline_s = 5\ncredentials_file = \"keys.toml\"\n",
        clear.server.at().port()
    );
    let talk = Talk::new(&settings, &[]);
    talk.sandbox.write("keys.toml", format!("user = \"shop\"\npassword = \"{}\"\n", KEYS[1].1));
    fs::set_permissions(talk.sandbox.path("keys.toml"), fs::Permissions::from_mode(0o600)).unwrap();
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
    let ran = talk.answers().run();
    ran.any_stdout().any_stderr().exit();
    assert!(
        clear.lines().iter().any(|line| line.starts_with("AUTH PLAIN ")),
        "it got the password: {:?}",
        clear.lines()
    );
    assert_eq!(talk.state(0), "failed");
    let known = talk.arb("support show 1").run();
    known.code(0).any_stdout().any_stderr();
    let letters = Clear::start("* OK mail.example IMAP4rev1\r\n", move |line| {
        let (tag, rest) = line.split_once(' ').unwrap_or_default();
        if rest.starts_with("LOGIN") { format!("{tag} OK in\r\n") } else { said(&format!("{tag} NO")) + "\r\n" }
    });
    let settings = format!(
        "[vendors.imap]\nenabled = true\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\ndeadline_s = 5\n",
        letters.server.at().port()
    );
    let asked = Talk::new(&settings, &KEYS).arb("vendors check imap").run();
    asked.code(75).any_stdout().any_stderr();
    let said = [ran.stdout(), ran.stderr(), known.stdout(), asked.stderr()].concat();
    assert!(
        said.contains("[secret] is no reader of ours")
            && asked.stderr().contains("the server says `[secret] is no reader of ours`"),
        "{said}"
    );
    assert!(!said.contains(KEYS[1].1), "{said}");
    let kept = fs::read(talk.sandbox.path("arb.db")).unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains(KEYS[1].1));
}
