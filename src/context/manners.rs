//! How people are written to, by the settings.

use anyhow::Result;
use jiff::{civil::Time, tz::TimeZone};

use super::Context;
use crate::{domain::manners::Manners, error};

impl Context {
    /// The manners of `[support.manners]`; an error where a setting makes no sense.
    pub fn manners(&self) -> Result<Manners> {
        let settings = &self.config.support.manners;
        let bad = |key: &str, text: &str, hint: &str| {
            error::config(format!("the setting `support.manners.{key}` can't be `{text}`"))
                .code("bad_setting")
                .hint(hint.to_owned())
        };
        let mut zones = std::collections::BTreeMap::new();
        for line in &settings.zones {
            let hint = "write each like `+44 Europe/London`";
            let (part, name) = line.trim().split_once(' ').ok_or_else(|| bad("zones", line, hint))?;
            let zone = TimeZone::get(name.trim()).map_err(|why| bad("zones", line, hint).because(why))?;
            zones.insert(part.to_owned(), zone);
        }
        let hours = settings.quiet.trim();
        let quiet = if hours.is_empty() {
            None
        } else {
            let read = hours.split_once('-').and_then(|(from, to)| Some((time(from)?, time(to)?)));
            let read = read.filter(|(from, to)| from != to);
            Some(read.ok_or_else(|| bad("quiet", hours, "write it like `21:00-08:00`, or empty for none"))?)
        };
        Ok(Manners {
            quiet,
            quiet_channels: settings.quiet_channels.clone(),
            zones,
            own_zone: self.zone()?,
            per_person_per_day: settings.per_person_per_day,
        })
    }
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
