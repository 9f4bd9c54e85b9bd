//! `strace` around the program under test: it kills it, stops it or lets a system call fail at the n-th time, or writes
//! down what it does.

use std::{collections::BTreeMap, fs, process::Command, sync::OnceLock};

use super::place::Step;
use crate::kit;

/// The system calls between which a death could matter: whatever reaches a disk, a socket or a lock.
pub const CALLS: [&str; 15] = [
    "pwrite64",
    "fdatasync",
    "fsync",
    "ftruncate",
    "unlink",
    "rename",
    "connect",
    "sendto",
    "sendmsg",
    "writev",
    "write",
    "recvfrom",
    "read",
    "close",
    "fcntl",
];

/// Whether `strace` is here and may trace; says that a test is skipped where it is not.
pub fn is_possible() -> bool {
    static POSSIBLE: OnceLock<bool> = OnceLock::new();
    *POSSIBLE.get_or_init(|| {
        if !kit::tool("strace") {
            return false;
        }
        let tried = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).output();
        let works = tried.is_ok_and(|tried| tried.status.success());
        if !works {
            let required = std::env::var("ARB_TEST_TOOLS").is_ok_and(|value| value == "required");
            assert!(!required, "`strace` may not trace here and ARB_TEST_TOOLS is `required`");
            eprintln!("skipped: `strace` may not trace here");
        }
        works
    })
}

/// Does something at the n-th call: `signal=KILL`, `signal=STOP`, `error=ENOSPC`.
pub fn inject(call: &str, what: &str, n: &str) -> Vec<String> {
    let rule = format!("inject={call}:{what}:when={n}");
    let trace = format!("trace={call}");
    // Without `trace` nothing is injected, and what is traced must go somewhere.
    ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &rule].map(str::to_owned).into()
}

/// Kills it when it is about to make the n-th of these calls.
pub fn kill_at(call: &str, n: usize) -> Vec<String> {
    inject(call, "signal=KILL", &n.to_string())
}

/// Runs a step to its end and writes down these calls, one a line, with the files that are behind their numbers.
pub fn record(step: Step<'_>, calls: &[&str]) -> (super::place::Ended, Vec<String>) {
    let file = step.path("calls.trace");
    let trace = format!("trace={}", calls.join(","));
    let wrapper = ["strace", "-f", "-qq", "-y", "-s", "16", "-o", "calls.trace", "-e", &trace].map(str::to_owned);
    let ended = step.within(&wrapper).run();
    let text = fs::read(&file).unwrap();
    let _ = fs::remove_file(file);
    // `1234  write(…)`: without the process.
    let bare = |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned();
    (ended, String::from_utf8_lossy(&text).lines().map(bare).collect())
}

/// How often a step makes each call of [`CALLS`].
pub fn count(step: Step<'_>) -> BTreeMap<&'static str, usize> {
    let (_, lines) = record(step, &CALLS);
    let mut counts = BTreeMap::new();
    for call in lines.iter().filter_map(|line| line.split_once('(')) {
        if let Some(known) = CALLS.iter().find(|known| **known == call.0) {
            *counts.entry(*known).or_default() += 1;
        }
    }
    counts
}
