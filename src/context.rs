//! What every command is given: settings, voice, flags, the clock; later the store and the vendors.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use jiff::Timestamp;

use crate::{
    cli::Global,
    config::{Config, Origin},
    error,
    ui::Ui,
};

/// What every command is given.
pub struct Context {
    /// The settings in force.
    pub config: Config,
    /// Where each setting came from.
    pub origins: BTreeMap<String, Origin>,
    /// The folder of the user's own files.
    pub user_dir: Option<PathBuf>,
    /// The voice on stderr.
    pub ui: Ui,
    /// The global flags.
    pub global: Global,
    clock: Clock,
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
enum Clock {
    System,
    Fixed(Timestamp),
}

impl Context {
    /// Reads the settings and the environment.
    pub fn new(global: Global) -> Result<Self> {
        let user_dir = user_dir();
        let loaded = crate::config::load(global.config.as_deref(), user_dir, std::env::vars())?;
        let mut config = loaded.config;
        if let Some(db) = &global.db {
            config.db = Some(db.clone());
        }
        Ok(Self {
            config,
            origins: loaded.origins,
            user_dir: loaded.user_dir,
            ui: global.ui(),
            global,
            clock: clock_from_environment()?,
        })
    }

    /// The current time: the system's, or `ARB_NOW` where a test or a replay fixes it.
    pub fn now(&self) -> Timestamp {
        match self.clock {
            Clock::System => Timestamp::now(),
            Clock::Fixed(at) => at,
        }
    }
}

fn clock_from_environment() -> Result<Clock> {
    match std::env::var("ARB_NOW") {
        Err(_) => Ok(Clock::System),
        Ok(text) => text.parse().map(Clock::Fixed).map_err(|why| {
            error::config(format!("`ARB_NOW` is `{text}`: {why}")).hint("write it like `2026-06-01T12:00:00Z`").into()
        }),
    }
}

/// `$XDG_CONFIG_HOME/arb` or `~/.config/arb`.
fn user_dir() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    Some(etcetera::base_strategy::Xdg::new().ok()?.config_dir().join("arb"))
}
