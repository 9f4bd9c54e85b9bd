//! Servers of others' making, for the tests of mail: they run as whoever runs the tests and end with them.

use std::{
    net::{SocketAddr, TcpStream},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::it::kit::{forks::InTurn as _, ports, tool};

/// A certificate made by a test, and its key, as PEM.
pub struct Certificate {
    /// The certificate.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

/// An authority of our own.
pub struct Authority {
    folder: tempfile::TempDir,
}

impl Authority {
    /// One that signs for the names of tests; `None` with a message where there is no openssl.
    pub fn new() -> Option<Self> {
        if !tool("openssl") {
            return None;
        }
        let authority = Self { folder: tempfile::tempdir().unwrap() };
        let more = ["-x509", "-days", "2", "-subj", "/CN=authority of a test", "-out", "ca.pem", "-keyout", "ca.key"];
        authority
            .openssl(&[&["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"], &more[..]].concat());
        // A server that is not run by us reads its certificate as somebody else.
        std::fs::set_permissions(authority.folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        Some(authority)
    }

    /// Its own certificate.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// A certificate for a name: `IP:127.0.0.1`, `DNS:mail.example.com`.
    pub fn signs(&self, name: &str) -> Certificate {
        let file = |end: &str| format!("{}.{end}", name.replace([':', '.'], "-"));
        let (key, asked, signed, more) = (file("key"), file("csr"), file("pem"), file("ext"));
        std::fs::write(self.folder.path().join(&more), format!("subjectAltName={name}\nextendedKeyUsage=serverAuth\n"))
            .unwrap();
        let ec = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=server"];
        self.openssl(&[&ec[..], &["-keyout", &key, "-out", &asked]].concat());
        let by = ["x509", "-req", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"];
        self.openssl(&[&by[..], &["-in", &asked, "-out", &signed, "-extfile", &more]].concat());
        Certificate { certificate: self.folder.path().join(signed), key: self.folder.path().join(key) }
    }

    fn openssl(&self, words: &[&str]) {
        let made = Command::new("openssl").args(words).current_dir(self.folder.path()).output_in_turn().unwrap();
        assert!(made.status.success(), "{words:?}: {}", String::from_utf8_lossy(&made.stderr));
    }
}

/// A server of its own kind, ended with the test.
pub struct Program(pub Child);

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Waits until somebody does.
pub fn listens(address: SocketAddr) {
    let begun = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody listens at {address}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// A real IMAP server with one user and one folder, as whoever runs the tests.
pub struct Dovecot {
    _program: Program,
    /// Where it is spoken to in the clear at first.
    pub address: SocketAddr,
    /// Where TLS begins at once.
    pub implicit: SocketAddr,
    folder: tempfile::TempDir,
}

impl Dovecot {
    /// One without TLS; `None` with a message where there is no dovecot here.
    pub fn start() -> Option<Self> {
        Self::with(None)
    }

    /// One that takes no password but under TLS, where it gets a certificate: TLS begins later at one port, at once at the other.
    pub fn with(certificate: Option<&Certificate>) -> Option<Self> {
        let program =
            ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].into_iter().find(|path| Path::new(path).is_file());
        let Some(program) = program else {
            let required = std::env::var("ARB_TEST_TOOLS").is_ok_and(|value| value == "required");
            assert!(!required, "dovecot is not installed and ARB_TEST_TOOLS is `required`");
            eprintln!("skipped: dovecot is not installed (`tests/run` installs what it can)");
            return None;
        };
        let (address, folder) = (ports::free(), tempfile::tempdir().unwrap());
        let base = folder.path();
        let us = nix::unistd::User::from_uid(nix::unistd::geteuid()).ok()??;
        let group = nix::unistd::Group::from_gid(nix::unistd::getegid()).ok()??.name;
        // It runs as whoever runs the tests; only root it does not trust, and so it has users of its own there.
        let is_root = us.uid.is_root();
        let us = us.name.as_str();
        let (login, internal, internal_group, owner, group) = match is_root {
            true => ("dovenull", "dovecot", "dovecot", "nobody", "nogroup"),
            false => (us, us, group.as_str(), us, group.as_str()),
        };
        for name in ["mail", "mail/cur", "mail/new", "mail/tmp", "run"] {
            std::fs::create_dir_all(base.join(name)).unwrap();
            if is_root {
                let all = std::fs::Permissions::from_mode(0o777);
                std::fs::set_permissions(base.join(name), all).unwrap();
            }
        }
        if is_root {
            std::fs::set_permissions(base, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let base_shown = base.display();
        let implicit = ports::free();
        let tls = match certificate {
            None => "ssl = no\ndisable_plaintext_auth = no".to_owned(),
            Some(one) => format!(
                "ssl = required\ndisable_plaintext_auth = yes\nssl_cert = <{}\nssl_key = <{}",
                one.certificate.display(),
                one.key.display()
            ),
        };
        let imaps = if certificate.is_some() { implicit.port() } else { 0 };
        std::fs::write(base.join("users"), format!("ann:{{PLAIN}}canary-word::::{base_shown}::\n")).unwrap();
        let config = format!(
            "base_dir = {base_shown}/run\nlog_path = {base_shown}/log\nprotocols = imap\n{tls}\nlisten = 127.0.0.1\nmail_location = maildir:{base_shown}/mail\n\
             default_login_user = {login}\ndefault_internal_user = {internal}\ndefault_internal_group = {internal_group}\n\
             mail_uid = {owner}\nmail_gid = {group}\nfirst_valid_uid = 1\nfirst_valid_gid = 0\n\
             service anvil {{\n  chroot =\n}}\nservice imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = {}\n  }}\n  inet_listener imaps {{\n    port = {imaps}\n  }}\n}}\n\
             service stats {{\n  chroot =\n}}\n\
             passdb {{\n  driver = passwd-file\n  args = {base_shown}/users\n}}\nuserdb {{\n  driver = passwd-file\n  args = {base_shown}/users\n}}\n",
            address.port()
        );
        std::fs::write(base.join("dovecot.conf"), config).unwrap();
        let child = Command::new(program)
            .args(["-F", "-c"])
            .arg(base.join("dovecot.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .start_in_turn();
        let dovecot = Self { _program: Program(child.unwrap()), address, implicit, folder };
        listens(address);
        Some(dovecot)
    }

    /// A letter arrives.
    pub fn receives(&self, name: &str, letter: &str) {
        let place = self.folder.path().join("mail");
        std::fs::write(place.join("tmp").join(name), letter.replace('\n', "\r\n")).unwrap();
        std::fs::rename(place.join("tmp").join(name), place.join("new").join(name)).unwrap();
    }

    /// The names in the folder, marks and all.
    pub fn names(&self) -> Vec<String> {
        let mut all = Vec::new();
        for part in ["new", "cur"] {
            for entry in std::fs::read_dir(self.folder.path().join("mail").join(part)).unwrap() {
                all.push(entry.unwrap().file_name().into_string().unwrap());
            }
        }
        all.sort();
        all
    }
}
