//! One run of a program in a sandbox: what it is given, and how long it may take.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{Cursor, Read},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

use super::{forks::InTurn as _, ran::Ran};

/// A run that has not begun.
pub struct Run<'a> {
    root: &'a Path,
    words: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    stdin: Input,
    stdout: Option<OsString>,
    patience: Duration,
}

enum Input {
    Null,
    Pipe(Box<dyn Read + Send>),
    File(OsString),
}

impl<'a> Run<'a> {
    pub(super) fn new(root: &'a Path, words: Vec<OsString>, env: &[(OsString, OsString)]) -> Self {
        let patience = Duration::from_secs(60);
        Self { root, words, env: env.to_owned(), stdin: Input::Null, stdout: None, patience }
    }

    /// These bytes come through a pipe.
    pub fn stdin(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin_from(Cursor::new(bytes.into()))
    }

    /// Whatever this reader yields comes through a pipe: for input that is long or endless.
    pub fn stdin_from(mut self, reader: impl Read + Send + 'static) -> Self {
        self.stdin = Input::Pipe(Box::new(reader));
        self
    }

    /// Stdin is `/dev/null`, as under cron. This is the default.
    pub fn stdin_null(mut self) -> Self {
        self.stdin = Input::Null;
        self
    }

    /// Stdin is this file, as after `<`.
    pub fn stdin_file(mut self, path: impl AsRef<OsStr>) -> Self {
        self.stdin = Input::File(path.as_ref().to_owned());
        self
    }

    /// Stdout goes to this file or device, such as `/dev/full`.
    pub fn stdout_to(mut self, path: impl AsRef<OsStr>) -> Self {
        self.stdout = Some(path.as_ref().to_owned());
        self
    }

    /// Adds a variable to the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// The clock reads this.
    pub fn now(self, at: &str) -> Self {
        self.env("ARB_NOW", at)
    }

    /// Waits this long instead of a minute.
    pub fn patience(mut self, seconds: u64) -> Self {
        self.patience = Duration::from_secs(seconds);
        self
    }

    /// Runs it to its end; panics when that does not come in time.
    pub fn run(self) -> Ran {
        self.start().wait()
    }

    /// Starts it, for a test that does something meanwhile.
    pub fn start(self) -> Going<'a> {
        let shown = self.words.iter().skip(1).map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
        let mut command = without_terminal(&self.words);
        command.current_dir(self.root.join("work")).env_clear().envs(self.env).stderr(Stdio::piped());
        command.stdout(self.stdout.map_or_else(Stdio::piped, |path| {
            File::options().write(true).create(true).truncate(false).open(&path).expect("a place for stdout").into()
        }));
        let mut source = None;
        command.stdin(match self.stdin {
            Input::Null => Stdio::null(),
            Input::File(path) => File::open(self.root.join("work").join(path)).expect("a file for stdin").into(),
            Input::Pipe(reader) => {
                source = Some(reader);
                Stdio::piped()
            }
        });

        let mut child = command.start_in_turn().unwrap_or_else(|why| panic!("`{shown}` does not start: {why}"));
        if let Some(mut reader) = source {
            let mut pipe = child.stdin.take().expect("stdin is a pipe");
            // A program that closes its stdin early has had enough: that is for the test to judge by its output.
            // The thread is not joined: an endless reader ends when the pipe does.
            thread::spawn(move || std::io::copy(&mut reader, &mut pipe));
        }
        let stdout = child.stdout.take().map(collect);
        let stderr = child.stderr.take().map(collect);
        Going { root: self.root, shown, child, stdout, stderr, patience: self.patience, done: false }
    }
}

/// A run that has begun; ended with all it started when this goes out of scope.
pub struct Going<'a> {
    root: &'a Path,
    shown: String,
    child: Child,
    stdout: Option<thread::JoinHandle<Vec<u8>>>,
    stderr: Option<thread::JoinHandle<Vec<u8>>>,
    patience: Duration,
    done: bool,
}

impl Going<'_> {
    /// Whether it still runs, or is stopped.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a child can be asked").is_none()
    }

    /// Sends a signal to it and all it started: `KILL`, `STOP`, `CONT`.
    pub fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Waits for its end; panics when that does not come in time.
    pub fn wait(mut self) -> Ran {
        let status = wait(&mut self.child, self.patience);
        self.done = true;
        let text = |reader: Option<thread::JoinHandle<Vec<u8>>>| {
            reader.map(|thread| thread.join().expect("output is read")).unwrap_or_default()
        };
        let (stdout, stderr) = (text(self.stdout.take()), text(self.stderr.take()));
        let Some(status) = status else {
            panic!(
                "`{}` was not done after {:?}\nstdout: {}\nstderr: {}",
                self.shown,
                self.patience,
                String::from_utf8_lossy(&stdout),
                String::from_utf8_lossy(&stderr)
            );
        };
        Ran::new(std::mem::take(&mut self.shown), self.root, code(status), stdout, stderr)
    }
}

impl Drop for Going<'_> {
    fn drop(&mut self) {
        if !self.done {
            self.signal("KILL");
            let _ = self.child.wait();
        }
    }
}

/// A session of its own: no terminal to ask, however the tests were started, and one group to end.
fn without_terminal(words: &[OsString]) -> Command {
    use std::os::unix::process::CommandExt;
    static SETSID: OnceLock<bool> = OnceLock::new();
    if *SETSID.get_or_init(|| Command::new("setsid").arg("true").output_in_turn().is_ok()) {
        let mut command = Command::new("setsid");
        command.args(words);
        return command;
    }
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).process_group(0);
    command
}

fn collect(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("output can be read");
        bytes
    })
}

/// The end of the child, or `None` when it had to be ended, with the group it started.
fn wait(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    let begin = Instant::now();
    let mut pause = Duration::from_millis(1);
    while begin.elapsed() < patience {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return Some(status);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
    if !signal(child, "KILL") {
        let _ = child.kill();
    }
    let _ = child.wait();
    None
}

/// Sends a signal to the group of a child; whether that was possible.
fn signal(child: &Child, name: &str) -> bool {
    let group = format!("-{}", child.id());
    Command::new("kill")
        .args([&format!("-{name}"), "--", &group])
        .output_in_turn()
        .is_ok_and(|output| output.status.success())
}

/// The exit code; a signal is 128 and its number, as a shell says it.
fn code(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0))
}
