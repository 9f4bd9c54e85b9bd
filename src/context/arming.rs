//! Real money needs four switches, each set by hand: the setting, the flag, the database, the credentials. One that is
//! missing is enough to stop, and all that are missing are named at once.

use crate::{
    config::Mode,
    error::{self, Failure},
};

/// How the switches stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// The setting `mode`.
    pub setting: Mode,
    /// Whether `--live` was given.
    pub flag: bool,
    /// What the database was made as; none where there is no database.
    pub database: Option<Mode>,
    /// The class of the vendor's credentials; none while no vendor is asked to change anything.
    pub credentials: Option<Mode>,
}

impl Switches {
    /// Paper or live; an error where real money is meant by one switch and not by all.
    ///
    /// The setting alone means nothing yet: without `--live` a paper database stays paper. The credentials of a
    /// simulated market are never looked at.
    pub fn decide(self) -> Result<Mode, Failure> {
        let live = Some(Mode::Live);
        if !self.flag && self.database != live {
            return Ok(Mode::Paper);
        }
        let missing: Vec<Missing> = [
            (self.setting == Mode::Live, Missing::Setting),
            (self.flag, Missing::Flag),
            (self.database == live, if self.database.is_some() { Missing::LiveDatabase } else { Missing::Database }),
            (self.credentials.is_none_or(|class| class == Mode::Live), Missing::Credentials),
        ]
        .into_iter()
        .filter_map(|(set, missing)| (!set).then_some(missing))
        .collect();
        match missing.as_slice() {
            [] => Ok(Mode::Live),
            [one] => {
                let (code, hint) = one.code_and_hint();
                Err(error::refused(format!("not armed for real money: {}", one.text())).code(code).hint(hint))
            }
            many => {
                let list: Vec<&str> = many.iter().map(|missing| missing.text()).collect();
                let refusal =
                    error::refused(format!("not armed for real money: {}", list.join("; "))).code("not_armed");
                Err(many.iter().fold(refusal, |refusal, missing| refusal.hint(missing.code_and_hint().1)))
            }
        }
    }
}

/// A switch that is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Setting,
    Flag,
    Database,
    LiveDatabase,
    Credentials,
}

impl Missing {
    fn text(self) -> &'static str {
        match self {
            Self::Setting => "`mode = \"live\"` is not in the settings",
            Self::Flag => "this database is live, and `--live` was not given",
            Self::Database => "there is no live database",
            Self::LiveDatabase => "this database is paper",
            Self::Credentials => "the vendor's credentials are not of class `live`",
        }
    }

    fn code_and_hint(self) -> (&'static str, &'static str) {
        match self {
            Self::Setting => (
                "not_armed",
                "set `mode = \"live\"` in arb.toml when you mean real money; `arb config show` says where settings come from",
            ),
            Self::Flag => ("database_is_live", "add `--live`, or name a paper database with `--db`"),
            Self::Database => ("database_missing", "`arb db init --live` makes one"),
            Self::LiveDatabase => (
                "database_is_paper",
                "`arb db init --live` makes a live one; paper records are never turned into live ones",
            ),
            Self::Credentials => (
                "credentials_not_live",
                "name production credentials in the vendor's section of arb.toml, class `live`",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_all_combinations_one_is_live_and_none_with_a_switch_missing() {
        let mut lives = 0;
        for setting in [Mode::Paper, Mode::Live] {
            for flag in [false, true] {
                for database in [None, Some(Mode::Paper), Some(Mode::Live)] {
                    for credentials in [None, Some(Mode::Paper), Some(Mode::Live)] {
                        let switches = Switches { setting, flag, database, credentials };
                        let live = setting == Mode::Live && flag && database == Some(Mode::Live);
                        let meant = flag || database == Some(Mode::Live);
                        match switches.decide() {
                            Ok(Mode::Live) => {
                                assert!(live && credentials != Some(Mode::Paper), "{switches:?}");
                                lives += usize::from(credentials.is_some());
                            }
                            Ok(Mode::Paper) => assert!(!meant, "{switches:?}"),
                            Err(why) => {
                                assert!(meant && !(live && credentials != Some(Mode::Paper)), "{switches:?}");
                                assert_eq!(why.kind, error::Kind::Refused);
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(lives, 1);
    }

    #[test]
    fn every_switch_that_is_missing_is_named_at_once() {
        let check = |switches: Switches, code: &str, parts: &[&str]| {
            let why = switches.decide().unwrap_err();
            assert_eq!((why.code, why.hints.len()), (code, parts.len()), "{why}");
            parts.iter().for_each(|part| assert!(why.message.contains(part), "{why} lacks {part}"));
        };
        let armed =
            Switches { setting: Mode::Live, flag: true, database: Some(Mode::Live), credentials: Some(Mode::Live) };
        check(Switches { setting: Mode::Paper, ..armed }, "not_armed", &["`mode"]);
        check(Switches { flag: false, ..armed }, "database_is_live", &["`--live`"]);
        check(Switches { database: Some(Mode::Paper), ..armed }, "database_is_paper", &["is paper"]);
        check(Switches { database: None, ..armed }, "database_missing", &["no live database"]);
        check(Switches { credentials: Some(Mode::Paper), ..armed }, "credentials_not_live", &["credentials"]);
        let none = Switches { setting: Mode::Paper, database: None, credentials: Some(Mode::Paper), ..armed };
        check(none, "not_armed", &["`mode", "no live database", "credentials"]);
    }
}
