//! A progress line on stderr for what takes longer than a second, drawn by the last tool of a pipe only.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What takes less than this needs no progress line.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts something that goes on.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    since: Instant,
    shown: Cell<bool>,
}

impl Progress {
    /// Starts counting `what`, like `rows`. Nothing is drawn yet.
    pub fn new(what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {human_pos} {msg} · {per_sec} · {elapsed}");
        let bar = bar.with_style(style.expect("the template is right")).with_message(what);
        Self { bar, since: Instant::now(), shown: Cell::new(false) }
    }

    /// So many are done.
    pub fn at(&self, count: u64) {
        if !self.shown.get() && self.since.elapsed() > PATIENCE {
            self.shown.set(true);
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(count);
    }

    /// So many are done of each part.
    pub fn parts(&self, parts: &[(String, u64)]) {
        let words: Vec<String> = parts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        self.bar.set_message(words.join(" · "));
        self.at(parts.iter().map(|(_, count)| count).sum());
    }

    /// Does something that writes to the terminal, with the progress line out of the way.
    pub fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
