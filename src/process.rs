//! What this process is to its machine: it leaves nothing readable behind, no core, and dies of no full quota.

use std::process;

use nix::sys::{
    resource::{Resource, setrlimit},
    signal::{SigSet, Signal},
    stat::{Mode, umask},
};

use crate::{error::Kind, ui::Ui};

/// Hardens the process. To be called once, before any other thread starts. What a machine does not allow is left as it is:
/// none of it is worth not running.
pub fn harden() {
    umask(Mode::from_bits_truncate(0o077));
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = nix::sys::prctl::set_dumpable(false);
    // A quota that is reached shall be an error of the write, which is reported, and not the end of the process. The
    // signal is blocked rather than ignored: that needs no unsafe code, and the write fails all the same.
    let mut blocked = SigSet::empty();
    blocked.add(Signal::SIGXFSZ);
    let _ = blocked.thread_block();
}

/// From now on Ctrl-C says so and ends the process with 130, wherever it stands: every instruction may be the last one, so
/// nothing is tidied up. To be called before any other thread starts.
pub fn end_on_interrupt(ui: &Ui) {
    let mut awaited = SigSet::empty();
    awaited.add(Signal::SIGINT);
    // Who starts a program with the signal ignored, as `nohup` and `&` do in a script, keeps it so.
    if is_ignored(Signal::SIGINT) || awaited.thread_block().is_err() {
        return;
    }
    let (json, color) = (ui.json, ui.color);
    let wait = move || {
        if awaited.wait().is_ok() {
            let why = crate::error::Failure::new(Kind::Interrupted, "interrupted")
                .hint("what had left is on record; the next run finds out what became of it");
            Ui { json, color, ..Ui::default() }.error(&why.into());
            process::exit(Kind::Interrupted.exit_code().into());
        }
    };
    // Without the thread the signal has to do what it always does.
    if std::thread::Builder::new().name("interrupt".into()).spawn(wait).is_err() {
        let _ = awaited.thread_unblock();
    }
}

/// Whether whoever started this process had it ignore a signal.
fn is_ignored(signal: Signal) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.is_some_and(|mask| mask & (1 << (signal as u32 - 1)) != 0)
}
