//! A folder with a database, a vendor and nothing else, in which the real binary runs; cheap to copy.

use std::{
    fmt,
    fs::{self, File},
    io::Read as _,
    os::unix::process::ExitStatusExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// The time until a test says otherwise.
pub const NOW: &str = "2026-06-01T12:00:00Z";

/// How long any program may take. Generous: nothing here is about speed.
const PATIENCE: Duration = Duration::from_secs(120);

/// A current folder that is its own home, on a disk in memory where there is one.
pub struct Place {
    root: TempDir,
    database: PathBuf,
}

impl Place {
    /// An empty one.
    pub fn new() -> Self {
        Self { root: folder(), database: "arb.db".into() }
    }

    /// What is in it, in memory. Nothing may be running here.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::of(self.root.path())
    }

    /// A file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// `arb` with these words, on `arb.db` of this place.
    pub fn arb(&self, words: &str) -> Step<'_> {
        Step {
            place: self,
            wrapper: Vec::new(),
            words: words.split_whitespace().map(str::to_owned).collect(),
            env: vec![("ARB_NOW".into(), NOW.into())],
            stdout: Stdout::Kept,
        }
    }

    /// The database of this place.
    pub fn database(&self) -> PathBuf {
        self.root.path().join(&self.database)
    }

    /// The same with its database in another folder; the vendor's file stays where it is.
    pub fn with_database_in(mut self, folder: &Path) -> Self {
        fs::copy(self.path("arb.db"), folder.join("arb.db")).unwrap();
        fs::remove_file(self.path("arb.db")).unwrap();
        std::os::unix::fs::symlink(self.path("paper.db"), folder.join("paper.db")).unwrap();
        self.database = folder.join("arb.db");
        self
    }

    /// Leaves the folder where it is, for a person to look at.
    pub fn keep(mut self) -> PathBuf {
        self.root.disable_cleanup(true);
        self.root.path().to_owned()
    }
}

/// A state that places are made of.
#[derive(Clone)]
pub struct Snapshot {
    files: Vec<(PathBuf, Arc<[u8]>)>,
}

impl Snapshot {
    /// What lies in a folder.
    pub fn of(folder: &Path) -> Self {
        let mut files = Vec::new();
        read_files(folder, Path::new(""), &mut files);
        Self { files }
    }

    /// A place in this state.
    pub fn place(&self) -> Place {
        let place = Place::new();
        for (name, bytes) in &self.files {
            let path = place.root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        place
    }
}

/// One program that has not been started.
#[derive(Clone)]
pub struct Step<'a> {
    place: &'a Place,
    wrapper: Vec<String>,
    words: Vec<String>,
    env: Vec<(String, String)>,
    stdout: Stdout,
}

/// Where stdout goes.
#[derive(Clone)]
enum Stdout {
    Kept,
    Device(PathBuf),
    /// A pipe that is closed once so many bytes have been read.
    Read(usize),
}

impl<'a> Step<'a> {
    /// A file of its place.
    pub fn path(&self, name: &str) -> PathBuf {
        self.place.path(name)
    }

    /// The clock reads this.
    pub fn now(self, at: &str) -> Self {
        self.env("ARB_NOW", at)
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.retain(|(known, _)| known != name);
        self.env.push((name.into(), value.into()));
        self
    }

    /// Adds global flags.
    pub fn flag(mut self, flags: &str) -> Self {
        self.words.splice(0..0, flags.split_whitespace().map(str::to_owned));
        self
    }

    /// The program runs inside this one: `strace …`.
    pub fn within(mut self, wrapper: &[String]) -> Self {
        self.wrapper = wrapper.to_vec();
        self
    }

    /// Stdout goes to this device.
    pub fn stdout_to(mut self, device: &str) -> Self {
        self.stdout = Stdout::Device(device.into());
        self
    }

    /// Stdout goes to a new file of its place.
    pub fn stdout_to_file(mut self, name: &str) -> Self {
        let path = self.path(name);
        File::create(&path).unwrap();
        self.stdout = Stdout::Device(path);
        self
    }

    /// Stdout is a pipe whose reader goes away after so many bytes.
    pub fn stdout_read(mut self, bytes: usize) -> Self {
        self.stdout = Stdout::Read(bytes);
        self
    }

    /// Runs it to its end.
    pub fn run(self) -> Ended {
        self.start().wait()
    }

    /// Starts it in a session of its own: there is no terminal to ask, and one group to end.
    pub fn start(self) -> Running {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let shown = self.to_string();
        let log = |stream: &str| {
            let path = self.place.path(&format!("{stream}.{count}.log"));
            (File::create(&path).unwrap(), path)
        };
        let ((out, out_path), (err, err_path)) = (log("stdout"), log("stderr"));
        let mut command = Command::new("setsid");
        command
            .args(&self.wrapper)
            .arg(env!("CARGO_BIN_EXE_arb"))
            .arg("--db")
            .arg(&self.place.database)
            .args(&self.words);
        command.current_dir(self.place.root.path()).env_clear().env("HOME", self.place.root.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.envs(self.env);
        command.stdin(Stdio::null());
        match self.stdout {
            Stdout::Kept => command.stdout(out),
            Stdout::Device(path) => command.stdout(File::options().write(true).open(path).unwrap()),
            Stdout::Read(bytes) => {
                let (reader, writer) = std::io::pipe().unwrap();
                // Ends by itself: with the bytes, or with the last writer.
                thread::spawn(move || std::io::copy(&mut reader.take(bytes as u64), &mut std::io::sink()));
                command.stdout(writer)
            }
        };
        command.stderr(err);
        let child = command.spawn().unwrap_or_else(|why| panic!("`{shown}` does not start: {why}"));
        Running { child, shown, out: out_path, err: err_path, done: false }
    }
}

impl fmt::Display for Step<'_> {
    /// The line that a person would type in the place's folder.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.env {
            write!(f, "{name}='{value}' ")?;
        }
        for word in &self.wrapper {
            write!(f, "{word} ")?;
        }
        write!(f, "arb --db {} {}", self.place.database.display(), self.words.join(" "))?;
        match &self.stdout {
            Stdout::Kept => Ok(()),
            Stdout::Device(path) => write!(f, " > {}", path.display()),
            Stdout::Read(bytes) => write!(f, " | head -c {bytes}"),
        }
    }
}

/// A program at work; ended with all it started when this goes out of scope.
pub struct Running {
    child: Child,
    shown: String,
    out: PathBuf,
    err: PathBuf,
    done: bool,
}

impl Running {
    /// Whether it still runs (or is stopped).
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Sends a signal to its whole group.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), "--", &format!("-{}", self.child.id())]).status();
        assert!(sent.is_ok(), "`kill` does not start");
    }

    /// Waits for its end; panics when that does not come.
    pub fn wait(mut self) -> Ended {
        let begin = Instant::now();
        let mut pause = Duration::from_millis(1);
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(begin.elapsed() < PATIENCE, "`{}` was not done after {PATIENCE:?}", self.shown);
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(8));
        };
        self.done = true;
        let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0));
        let text = |path: &Path| {
            let mut text = Vec::new();
            File::open(path).unwrap().read_to_end(&mut text).unwrap();
            let _ = fs::remove_file(path);
            String::from_utf8_lossy(&text).into_owned()
        };
        Ended { code, shown: self.shown.clone(), stdout: text(&self.out), stderr: text(&self.err) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.done {
            self.signal("KILL");
            let _ = self.child.wait();
        }
    }
}

/// How a program ended.
pub struct Ended {
    /// The exit code; a signal is 128 and its number.
    pub code: i32,
    /// All of stdout.
    pub stdout: String,
    /// All of stderr.
    pub stderr: String,
    shown: String,
}

impl Ended {
    /// Killed by `SIGKILL`.
    pub fn is_killed(&self) -> bool {
        self.code == 137
    }

    /// One of these exit codes.
    #[track_caller]
    pub fn code(self, expected: &[i32]) -> Self {
        assert!(expected.contains(&self.code), "expected {expected:?}: {self}");
        self
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short =
            |text: &str| text.char_indices().nth(1500).map_or(text.to_owned(), |(at, _)| format!("{}…", &text[..at]));
        let (stdout, stderr) = (short(&self.stdout), short(&self.stderr));
        write!(f, "`{}` ended with {}\n--- stdout\n{stdout}\n--- stderr\n{stderr}\n---", self.shown, self.code)
    }
}

/// A folder on `/dev/shm` where that can be written.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a temporary folder")
}

fn read_files(root: &Path, below: &Path, files: &mut Vec<(PathBuf, Arc<[u8]>)>) {
    for entry in fs::read_dir(root.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = below.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            read_files(root, &name, files);
        } else {
            files.push((name, fs::read(entry.path()).unwrap().into()));
        }
    }
}
