//! The front door: parse, run, exit code.

use std::process::ExitCode;

use nix::sys::signal::{SigSet, Signal};

fn main() -> ExitCode {
    // A file that may grow no more is an error of that one write. The signal would end the program wherever it is, and
    // that may be between an effect and its record. Threads inherit this.
    let mut held = SigSet::empty();
    held.add(Signal::SIGXFSZ);
    let _ = held.thread_block();
    ExitCode::from(arb::run(std::env::args_os()))
}
