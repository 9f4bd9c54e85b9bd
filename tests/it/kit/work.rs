//! Work of ours on a runtime of one thread, and what came of a change.

use std::future::Future;

use arb::vendors::Outcome;

use super::alone;

/// Works to the end.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// Works to the end, while no program is being started: for work that takes locks.
pub fn wait<T>(work: impl Future<Output = T>) -> T {
    alone(|| run(work))
}

/// What came of a change, as the tables of faults name it.
pub fn named(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::Refused(_) => "refused",
        Outcome::NotSent(_) => "not sent",
        Outcome::Unknown { .. } => "unknown",
    }
}
