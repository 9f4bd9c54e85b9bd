//! The front door: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    arb::process::harden();
    ExitCode::from(arb::run(std::env::args_os()))
}
