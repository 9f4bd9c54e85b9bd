//! By when a message is to be answered, and when a ticket is to be done.

use jiff::{SignedDuration, Timestamp};

/// Hours that a marketplace gives for the first answer, weekends and holidays among them, by how its inbox is called.
/// Amazon: "respond within 24 hours", Seller Central help, buyer-seller messaging.
const DUTIES: &[(&str, u32)] = &[("amazon", 24)];

/// How long a first answer and a ticket may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Hours to the first answer.
    pub first_answer_hours: u32,
    /// Hours until nothing more is needed.
    pub resolve_hours: u32,
}

impl Clock {
    /// The clock of an inbox: the settings, or a marketplace's own duty where that is shorter.
    #[must_use]
    pub fn of(self, inbox: &str) -> Self {
        let name = inbox.to_ascii_lowercase();
        let duty = DUTIES.iter().find(|(start, _)| name.starts_with(start)).map(|(_, hours)| *hours);
        Self {
            first_answer_hours: duty.map_or(self.first_answer_hours, |duty| duty.min(self.first_answer_hours)),
            ..self
        }
    }

    /// When a message of that moment is to be answered.
    pub fn answer_due(self, at: Timestamp) -> Timestamp {
        after(at, self.first_answer_hours)
    }

    /// When nothing more is to be needed about a message of that moment.
    pub fn resolve_due(self, at: Timestamp) -> Timestamp {
        after(at, self.resolve_hours)
    }
}

fn after(at: Timestamp, hours: u32) -> Timestamp {
    at.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marketplaces_duty_holds_where_the_settings_give_more_time() {
        let check = |inbox: &str, hours: u32, expected: u32| {
            let clock = Clock { first_answer_hours: hours, resolve_hours: 72 }.of(inbox);
            assert_eq!(clock.first_answer_hours, expected, "{inbox}");
        };
        check("ebay", 48, 48);
        check("amazon_us", 48, 24);
        check("amazon", 12, 12);
        let at: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let clock = Clock { first_answer_hours: 24, resolve_hours: 72 };
        assert_eq!(clock.answer_due(at).to_string(), "2026-06-02T12:00:00Z");
        assert_eq!(clock.resolve_due(at).to_string(), "2026-06-04T12:00:00Z");
    }
}
