//! What happened in the seeds played.

use std::fmt;

/// Counts, over one seed or many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub commands: u64,
    /// Killed where they waited, or at a commit.
    pub killed: u64,
    /// Ended by a disk that failed.
    pub failed: u64,
    /// Stopped for hours, and gone on.
    pub slept: u64,
    pub lost: u64,
    pub doubled: u64,
    /// Refunds that the feed told of.
    pub told: u64,
    pub acts: u64,
    /// Settled by a person.
    pub parked: u64,
    pub halts: u64,
}

impl Tally {
    fn all(&self) -> [u64; 10] {
        let Self { commands, killed, failed, slept, lost, doubled, told, acts, parked, halts } = *self;
        [commands, killed, failed, slept, lost, doubled, told, acts, parked, halts]
    }

    pub fn add(&mut self, other: &Self) {
        let mut sums = self.all();
        sums.iter_mut().zip(other.all()).for_each(|(sum, more)| *sum += more);
        let [commands, killed, failed, slept, lost, doubled, told, acts, parked, halts] = sums;
        *self = Self { commands, killed, failed, slept, lost, doubled, told, acts, parked, halts };
    }

    /// Whether everything that can go wrong did.
    pub fn is_eventful(&self) -> bool {
        self.all().iter().all(|count| *count > 0)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { commands, killed, failed, slept, lost, doubled, told, acts, parked, halts } = self;
        write!(
            f,
            "{commands} commands ({killed} killed, {failed} ended by the disk, {slept} stopped for hours), {lost} requests \
             or answers lost, {doubled} doubled by the network, {acts} effects at the vendor, {told} refunds told by the \
             feed, {parked} settled by a person, {halts} halts"
        )
    }
}
