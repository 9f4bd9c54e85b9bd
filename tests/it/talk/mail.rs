//! Mail: letters out through a submission server, letters in from a file and from a mailbox.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use super::{
    once::LATER,
    servers::{Dovecot, Program, listens},
};
use crate::it::kit::{Sandbox, checkout, forks::InTurn as _, ports, talk::Talk, tool, vendor::Server};

/// Where a server says no, or nothing.
#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    None,
    /// No such recipient.
    NoRecipient,
    /// Come again later, before the letter.
    Later,
    /// It takes the letter and goes away without a word.
    LostReply,
    /// It has the letter and does not want it.
    NotThis,
}

/// A submission server on loopback that keeps what it takes.
struct Post {
    server: Server,
    letters: Arc<Mutex<Vec<String>>>,
}

impl Post {
    fn start(trouble: Trouble) -> Self {
        let letters = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&letters);
        Self { server: Server::start(move |stream| take(&stream, trouble, &kept)), letters }
    }

    fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

fn take(mut stream: &TcpStream, trouble: Trouble, kept: &Mutex<Vec<String>>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut reader = BufReader::new(stream);
    let mut say = |line: &str| stream.write_all(format!("{line}\r\n").as_bytes());
    say("220 post.example ESMTP")?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "EHLO" => say("250-post.example\r\n250 8BITMIME")?,
            "RCPT" if trouble == Trouble::NoRecipient => say("550 5.1.1 no such user")?,
            "RCPT" if trouble == Trouble::Later => say("451 4.3.0 come again later")?,
            "DATA" => {
                say("354 go on")?;
                let mut letter = String::new();
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line)? == 0 {
                        return Ok(());
                    }
                    if line == ".\r\n" {
                        break;
                    }
                    letter.push_str(line.strip_prefix('.').unwrap_or(&line));
                }
                if trouble == Trouble::NotThis {
                    say("554 5.7.1 not this one")?;
                    continue;
                }
                kept.lock().unwrap().push(letter);
                if trouble == Trouble::LostReply {
                    return Ok(());
                }
                say("250 2.0.0 queued as 1")?;
            }
            "QUIT" => {
                say("221 bye")?;
                return Ok(());
            }
            _ => say("250 ok")?,
        }
    }
}

fn by_post(address: SocketAddr) -> Talk {
    let settings = format!(
        "[vendors.smtp]\nenabled = true\ncredentials = \"live\"\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n\
         from = \"shop@example.com\"\nfrom_name = \"Shop\"\ndeadline_s = 5\n",
        address.port()
    );
    let talk = Talk::new(&settings, &[]);
    talk.receives("mail", "ann@example.com", &[("m1@example.com", "Where is my order?")]);
    talk
}

#[test]
fn a_letter_goes_out_once_with_what_it_answers() {
    let post = Post::start(Trouble::None);
    let talk = by_post(post.server.at());
    talk.answers().run().code(0).any_stdout().stderr_contains("1 answered");
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    let letters = post.letters();
    assert_eq!(letters.len(), 1);
    for line in [
        "From: Shop <shop@example.com>",
        "To: ann@example.com",
        "Subject: Re: Where is it?",
        "In-Reply-To: <m1@example.com>",
    ] {
        assert!(letters[0].contains(&format!("{line}\r\n")), "{line}: {}", letters[0]);
    }
    assert!(letters[0].contains("It is on its way."));
    talk.arb("vendors check smtp").run().code(0).any_stderr().stdout_contains("post.example takes letters");
}

#[test]
fn each_no_is_what_it_proves() {
    for (trouble, state, letters) in [
        (Trouble::NoRecipient, "failed", 0),
        (Trouble::NotThis, "failed", 0),
        (Trouble::Later, "ready", 0),
        (Trouble::LostReply, "manual", 1),
    ] {
        let post = Post::start(trouble);
        let talk = by_post(post.server.at());
        talk.answers().run().any_stdout().any_stderr().exit();
        for clock in LATER {
            talk.arb("support").now(clock).run().any_stdout().any_stderr().exit();
        }
        assert_eq!((talk.state(0).as_str(), post.letters().len()), (state, letters), "{:?}", talk.tickets()[0]);
    }
    // Nobody listens: nothing left, and it goes out when somebody does.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let talk = by_post(nobody);
    talk.answers().run().any_stdout().any_stderr().exit();
    assert_eq!(talk.state(0), "ready");
    // A server elsewhere is never spoken to in the clear.
    let settings = talk.sandbox.read("arb.toml").replace("127.0.0.1", "mail.example.com");
    talk.sandbox.write("arb.toml", settings);
    talk.arb("vendors check smtp")
        .run()
        .code(3)
        .any_stdout()
        .stderr_contains("without TLS a server is on this machine");
}

#[test]
fn aiosmtpd_takes_our_letters() {
    if !tool("aiosmtpd") {
        return;
    }
    let (address, folder) = (ports::free(), tempfile::tempdir().unwrap());
    let maildir = folder.path().join("maildir");
    let program = Command::new("aiosmtpd")
        .args(["-n", "-l", &address.to_string(), "-c", "aiosmtpd.handlers.Mailbox"])
        .arg(&maildir)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .start_in_turn();
    let _program = Program(program.unwrap());
    listens(address);
    let talk = by_post(address);
    talk.answers().run().code(0).any_stdout().stderr_contains("1 answered");
    let letters: Vec<_> = std::fs::read_dir(maildir.join("new")).unwrap().collect();
    assert_eq!(letters.len(), 1);
    let letter = std::fs::read_to_string(letters[0].as_ref().unwrap().path()).unwrap();
    assert!(letter.contains("X-RcptTo: ann@example.com") && letter.contains("It is on its way."), "{letter}");
}

#[test]
fn letters_of_a_file_become_messages_once_and_the_broken_one_is_named() {
    let talk = Talk::new("", &[]);
    talk.sandbox.write(
        "inbox.mbox",
        "From a Mon Jun  1 12:00:00 2026\nFrom: Ann <ann@example.com>\nMessage-ID: <m1@example.com>\nSubject: Order\n\nWhere is my order?\n\n\
         From b Mon Jun  1 12:00:00 2026\nSubject: nobody\n\nx\n\n\
         From c Mon Jun  1 12:00:00 2026\nFrom: robot@example.com\nMessage-ID: <m2@example.com>\nAuto-Submitted: auto-replied\n\nI am away.\n",
    );
    for new in [2, 0] {
        let ran = talk.arb("support mail inbox.mbox").run();
        ran.code(4)
            .stderr_contains("inbox.mbox:9: it names no address")
            .stderr_contains(&format!("2 letters, {new} new, 1 rejected"));
    }
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    let tickets = talk.tickets();
    assert_eq!(tickets.len(), 2);
    assert_eq!(
        (tickets[0].message.buyer.as_str(), tickets[0].message.subject.as_deref()),
        ("ann@example.com", Some("Order"))
    );
    assert!(
        tickets[1].message.machine().is_some() && tickets[1].state != "ready" && tickets[1].state != "sent",
        "{:?}",
        tickets[1]
    );
    talk.sandbox.arb(["--live", "support", "mail", "none.mbox"]).run().code(2).any_stderr();
    talk.arb("support mail --dry-run inbox.mbox").run().code(4).stderr_contains("nothing written down");
}

#[test]
fn the_example_inbox_is_read_and_sorted() {
    let sandbox = Sandbox::new();
    sandbox.write("inbox.mbox", std::fs::read(checkout("examples/inbox.mbox")).unwrap());
    let read = sandbox.arb(["support", "mail", "inbox.mbox"]).run();
    read.code(4).stderr_contains("4 letters, 4 new, 1 rejected");
    let sorted = sandbox.arb(["support", "--format", "jsonl"]).run();
    sorted.code(0).any_stderr();
    let tickets: Vec<serde_json::Value> =
        sorted.json_lines().into_iter().filter(|row| row["ticket"]["channel"] == "mail").collect();
    // Who wants no more letters asks nothing.
    assert_eq!(tickets.len(), 3, "{tickets:?}");
    let text = |place: usize| tickets[place]["ticket"]["text"].as_str().unwrap().to_owned();
    assert!(text(1).contains("schön verpackt") && text(1).ends_with("[attached: cup.png]"), "{}", text(1));
    assert!(tickets.iter().all(|row| row["ticket"]["state"] != "sent"), "{tickets:?}");
}

#[test]
fn a_mailbox_is_read_on_from_the_last_letter_and_left_as_it_is() {
    let Some(dovecot) = Dovecot::start() else { return };
    let settings = format!(
        "[vendors.imap]\nenabled = true\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\ndeadline_s = 30\n",
        dovecot.address.port()
    );
    let talk = Talk::new(&settings, &[("ARB_IMAP_USER", "ann"), ("ARB_IMAP_PASSWORD", "canary-word")]);
    dovecot.receives("1.a", "From: ann@example.com\nMessage-ID: <m1@example.com>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nWo ist es? sch=F6n\n");
    dovecot.receives("2.a", "Subject: nobody\n\nx\n");
    dovecot
        .receives("3.a", &format!("From: big@example.com\nMessage-ID: <m3@example.com>\n\n{}\n", "x".repeat(9 << 20)));
    talk.arb("support").run().code(0).any_stdout().any_stderr();
    let bodies = || -> Vec<String> { talk.tickets().into_iter().map(|ticket| ticket.message.body).collect() };
    let first = bodies();
    assert_eq!(first.len(), 3, "{first:?}");
    assert_eq!(first[0], "Wo ist es? schön");
    assert!(first[1].contains("it names no address"), "{first:?}");
    assert!(first[2].contains("too long"), "{first:?}");
    // Nothing is marked as seen: a mark is a letter after the comma in a name.
    assert!(
        dovecot.names().iter().all(|name| !name.split(",").nth(2).is_some_and(|marks| marks.contains('S'))),
        "{:?}",
        dovecot.names()
    );
    let names = dovecot.names().len();
    dovecot.receives("4.a", "From: ann@example.com\nMessage-ID: <m4@example.com>\n\nAnd now?\n");
    for _ in 0..2 {
        talk.arb("support").run().code(0).any_stdout().any_stderr();
        assert_eq!((bodies().len(), bodies()[3].as_str()), (4, "And now?"));
    }
    assert_eq!(dovecot.names().len(), names + 1);
    talk.arb("vendors check imap").run().code(0).any_stderr().stdout_contains("`INBOX` holds 4 letters");
    let wrong = talk.arb("vendors check imap").env("ARB_IMAP_PASSWORD", "canary-other").run();
    wrong.code(75).any_stdout().stderr_contains("neither name nor password").stderr_lacks("canary");
}
