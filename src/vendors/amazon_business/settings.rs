//! `[vendors.amazon_business]` checked: hosts, credentials, and how far it is trusted.

use std::time::Duration;

use anyhow::Result;
use jiff::SignedDuration;
use serde::de::DeserializeOwned;

use crate::{
    config::{AmazonBusiness as Config, ShipTo},
    domain::{
        effect::{Autonomy, Idempotency, Kind, Lookup, Replies, Terms},
        money::Currency,
    },
    error::{self, Failure},
    net::{Client, Login, Origin},
    secret::SecretString,
    vendors::{credentials, declarations},
};

/// Checked settings.
pub struct Settings {
    /// Where orders go.
    pub api: Origin,
    /// Where the access token comes from.
    pub login: Origin,
    /// How long a call may take.
    pub deadline: Duration,
    /// The marketplace.
    pub region: String,
    /// What it charges in.
    pub currency: Currency,
    /// The buying group.
    pub buying_group: Option<String>,
    /// The user.
    pub user_email: Option<String>,
    /// Where goods go.
    pub ship_to: ShipTo,
    /// What is promised for a purchase, as far as the operator believes it.
    pub purchase: Terms,
    /// What replies to a purchase prove.
    pub replies: Replies,
    /// Who we are.
    pub credentials: Credentials,
}

/// Who we are to Login with Amazon.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Of the application.
    pub client_id: SecretString,
    /// Of the application.
    pub client_secret: SecretString,
    /// Of the business account.
    pub refresh_token: SecretString,
}

impl Settings {
    /// Checks the settings and reads the credentials.
    pub fn new(config: &Config) -> Result<Self> {
        let api = Origin::parse("vendors.amazon_business.base_url", &config.base_url)?;
        let login = Origin::parse("vendors.amazon_business.token_url", &config.token_url)?;
        if !(1..=60).contains(&config.deadline_s) {
            return Err(bad("deadline_s", &config.deadline_s.to_string(), "it is between 1 and 60 seconds").into());
        }
        let region = config.region.to_ascii_uppercase();
        let currency = currency_of(&region)
            .ok_or_else(|| bad("region", &config.region, "Amazon Business has no marketplace there that we know"))?;
        let declared = declarations::of("amazon_business")?;
        let (Some(terms), Some(replies)) = (declared.terms.get(&Kind::Purchase), declared.replies.get(&Kind::Purchase))
        else {
            return Err(error::config("`amazon_business` declares nothing about purchases")
                .code("no_declaration")
                .into());
        };
        Ok(Self {
            purchase: lowered(terms, config, api.is_loopback())?,
            replies: replies.clone(),
            deadline: Duration::from_secs(config.deadline_s),
            credentials: Credentials::read(config)?,
            region,
            currency,
            buying_group: config.buying_group.clone(),
            user_email: config.user_email.clone(),
            ship_to: config.ship_to.clone(),
            api,
            login,
        })
    }
}

/// What a marketplace charges in. The list is where Amazon Business is, by Amazon's own account.
fn currency_of(region: &str) -> Option<Currency> {
    Currency::parse(match region {
        "US" => "USD",
        "CA" => "CAD",
        "MX" => "MXN",
        "GB" | "UK" => "GBP",
        "DE" | "ES" | "FR" | "IT" => "EUR",
        "IN" => "INR",
        "JP" => "JPY",
        _ => return None,
    })
}

/// The declared terms, believed as far as the operator says: less than declared, never more.
fn lowered(declared: &Terms, config: &Config, loopback: bool) -> Result<Terms> {
    let idem: Option<Idempotency> = word("idem", config.idem.as_deref())?;
    if idem.is_some_and(|idem| idem != Idempotency::None && idem != declared.idem) {
        return Err(raised("idem", config.idem.as_deref(), "only `none` is less than what is declared").into());
    }
    let lookup: Option<Lookup> = word("lookup", config.lookup.as_deref())?;
    if lookup.is_some_and(|lookup| lookup > declared.lookup) {
        return Err(raised("lookup", config.lookup.as_deref(), "it is more than what is declared").into());
    }
    let autonomy: Option<Autonomy> = word("autonomy", config.autonomy.as_deref())?;
    if autonomy.is_some_and(|autonomy| autonomy > declared.autonomy_max) {
        return Err(raised("autonomy", config.autonomy.as_deref(), "it is more than what is declared").into());
    }
    let mut terms = declared.clone().lowered(idem, lookup, autonomy);
    if let Some(text) = config.settle.as_deref() {
        let settle: SignedDuration = text.parse().map_err(|_| bad("settle", text, "write it like `30m`"))?;
        // A server on this machine is a stand-in whose lag was not declared by anyone.
        if settle.is_negative() || (settle < declared.settle && !loopback) {
            return Err(raised("settle", Some(text), "it is shorter than what is declared").into());
        }
        terms.settle = settle;
        terms.lookup_lag_p99 = terms.lookup_lag_p99.min(settle / 2);
    }
    Ok(terms)
}

/// One of the words of the declaration.
fn word<T: DeserializeOwned>(key: &str, text: Option<&str>) -> Result<Option<T>> {
    let Some(text) = text else { return Ok(None) };
    match serde_json::from_value(serde_json::Value::from(text)) {
        Ok(word) => Ok(Some(word)),
        Err(why) => Err(bad(key, text, &why.to_string()).into()),
    }
}

/// A setting that can't be what it is.
pub fn bad(key: &str, text: &str, why: &str) -> Failure {
    error::config(format!("the setting `vendors.amazon_business.{key}` can't be `{text}`: {why}")).code("bad_setting")
}

fn raised(key: &str, text: Option<&str>, why: &str) -> Failure {
    bad(key, text.unwrap_or_default(), why).hint("a setting may trust a vendor less than its declaration, never more")
}

impl Credentials {
    /// The login that they are for.
    pub fn login(&self, host: Client) -> Login {
        Login::new(
            host,
            vec![
                ("grant_type", "refresh_token".into()),
                ("client_id", self.client_id.clone()),
                ("client_secret", self.client_secret.clone()),
                ("refresh_token", self.refresh_token.clone()),
            ],
        )
    }

    fn read(config: &Config) -> Result<Self> {
        let names = ["client_id", "client_secret", "refresh_token"];
        let file = config.credentials_file.as_deref();
        let [client_id, client_secret, refresh_token] = credentials::read("amazon_business", file, names)?;
        Ok(Self { client_id, client_secret, refresh_token })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared() -> Terms {
        declarations::of("amazon_business").unwrap().terms[&Kind::Purchase].clone()
    }

    #[test]
    fn a_setting_trusts_less_and_never_more() {
        let check = |change: fn(&mut Config), loopback: bool, expected: Result<fn(&Terms) -> bool, &str>| {
            let mut config = Config::default();
            change(&mut config);
            match (lowered(&declared(), &config, loopback), expected) {
                (Ok(terms), Ok(fits)) => assert!(fits(&terms), "{terms:?}"),
                (Err(why), Err(part)) => assert!(why.to_string().contains(part), "{why}"),
                (found, _) => panic!("{config:?} gave {found:?}"),
            }
        };
        check(|_| {}, false, Ok(|terms| *terms == declared()));
        check(|c| c.idem = Some("none".into()), false, Ok(|terms| terms.idem == Idempotency::None));
        check(|c| c.idem = Some("body_ref".into()), false, Ok(|terms| terms.idem == Idempotency::BodyRef));
        check(|c| c.idem = Some("header".into()), false, Err("only `none`"));
        check(|c| c.idem = Some("maybe".into()), false, Err("unknown variant `maybe`"));
        check(|c| c.lookup = Some("list".into()), false, Ok(|terms| terms.lookup == Lookup::List));
        check(|c| c.lookup = Some("none".into()), false, Ok(|terms| terms.lookup == Lookup::None));
        check(|c| c.autonomy = Some("approve".into()), false, Ok(|terms| terms.autonomy_max == Autonomy::Approve));
        check(|c| c.settle = Some("30m".into()), false, Ok(|terms| terms.settle == SignedDuration::from_mins(30)));
        check(|c| c.settle = Some("2s".into()), false, Err("shorter than what is declared"));
        check(|c| c.settle = Some("2s".into()), true, Ok(|terms| terms.settle == SignedDuration::from_secs(2)));
        check(|c| c.settle = Some("-2s".into()), true, Err("shorter"));
        check(|c| c.settle = Some("soon".into()), false, Err("write it like `30m`"));
    }

    #[test]
    fn nothing_prints_a_credential() {
        let credentials = Credentials {
            client_id: "hunter-id".into(),
            client_secret: "hunter-secret".into(),
            refresh_token: "hunter-token".into(),
        };
        assert!(!format!("{credentials:?}").contains("hunter"));
    }
}
