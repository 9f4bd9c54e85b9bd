//! Starting programs beside tests that hold locks themselves: between its fork and its exec a child has every lock of
//! ours as well, so nobody forks while such a test works.

use std::{
    io,
    process::{Child, Command, Output, Stdio},
    sync::{PoisonError, RwLock},
};

static FORKS: RwLock<()> = RwLock::new(());

/// Works while no program is being started.
pub fn alone<T>(work: impl FnOnce() -> T) -> T {
    let _nobody_forks = FORKS.write().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// Starts programs in their turn.
pub trait InTurn {
    /// `spawn`, which returns when the program runs.
    fn start_in_turn(&mut self) -> io::Result<Child>;
    /// `output`.
    fn output_in_turn(&mut self) -> io::Result<Output>;
}

impl InTurn for Command {
    fn start_in_turn(&mut self) -> io::Result<Child> {
        let _turn = FORKS.read().unwrap_or_else(PoisonError::into_inner);
        self.spawn()
    }

    fn output_in_turn(&mut self) -> io::Result<Output> {
        self.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).start_in_turn()?.wait_with_output()
    }
}
