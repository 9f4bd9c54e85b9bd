//! `[vendors]`: the vendors that are spoken to, their hosts, and how far each is trusted.

use std::path::PathBuf;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Amazon, Anthropic, Bookscouter, Booksrun, Ebay, Files, Imap, Keepa, LocalModel, Mode, OpenAi, Reverb, Sendgrid,
    Smtp, Tcgplayer, Telegram, Twilio,
};

/// `[vendors]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Vendors {
    /// Amazon Business: buying.
    pub amazon_business: AmazonBusiness,
    /// Keepa: price histories and deals.
    pub keepa: Keepa,
    /// eBay: offers.
    pub ebay: Ebay,
    /// Amazon: catalog, prices, fees, restrictions.
    pub amazon: Amazon,
    /// Reverb: listings and price guide.
    pub reverb: Reverb,
    /// TCGplayer: catalog and market prices.
    pub tcgplayer: Tcgplayer,
    /// BooksRun: buyback prices.
    pub booksrun: Booksrun,
    /// BookScouter: buyback prices.
    pub bookscouter: Bookscouter,
    /// OpenAI: a language model.
    pub openai: OpenAi,
    /// Anthropic: a language model.
    pub anthropic: Anthropic,
    /// A language model of your own.
    pub local: LocalModel,
    /// Twilio: text messages.
    pub twilio: Twilio,
    /// SendGrid: mail.
    pub sendgrid: Sendgrid,
    /// A submission server: mail.
    pub smtp: Smtp,
    /// A mailbox that is read.
    pub imap: Imap,
    /// Telegram: approvals.
    pub telegram: Telegram,
    /// A folder of messages.
    pub files: Files,
}

impl Vendors {
    /// The class of the credentials that an effect would be sent with: live only where all are; none where no vendor is on.
    pub fn credentials(&self) -> Option<Mode> {
        let sells = [
            (self.amazon_business.enabled, self.amazon_business.credentials),
            (self.amazon.enabled && self.amazon.sell, self.amazon.credentials),
            (self.ebay.enabled && self.ebay.sell, self.ebay.credentials),
            (self.reverb.enabled && (self.reverb.sell || self.reverb.offers), self.reverb.credentials),
            (self.tcgplayer.enabled && self.tcgplayer.sell, self.tcgplayer.credentials),
            (self.twilio.enabled, self.twilio.credentials),
            (self.sendgrid.enabled, self.sendgrid.credentials),
            (self.smtp.enabled, self.smtp.credentials),
            (self.telegram.enabled, self.telegram.credentials),
        ];
        let used: Vec<CredentialClass> = sells.into_iter().filter(|(used, _)| *used).map(|(_, class)| class).collect();
        let all_live = used.iter().all(|class| *class == CredentialClass::Live);
        (!used.is_empty()).then_some(if all_live { Mode::Live } else { Mode::Paper })
    }
}

/// `[vendors.amazon_business]`: buying through the Amazon Business ordering API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AmazonBusiness {
    /// Use it at all.
    pub enabled: bool,
    /// The host that takes orders.
    pub base_url: String,
    /// Where the access token comes from.
    pub token_url: String,
    /// The marketplace, a country code: `US`, `DE`, …
    pub region: String,
    /// The buying group that orders.
    pub buying_group: Option<String>,
    /// The e-mail address of the user in whose name it orders.
    pub user_email: Option<String>,
    /// What the credentials are for.
    pub credentials: CredentialClass,
    /// A file with `client_id`, `client_secret` and `refresh_token`, mode 0600.
    pub credentials_file: Option<PathBuf>,
    /// How long one call may take, in seconds; 60 at most.
    pub deadline_s: u64,
    /// The most calls in a second; unset is what the vendor declares, and no bound for a server on this machine.
    pub calls_per_second: Option<Decimal>,
    /// Trust it less: `none` means that a repeat is not taken to be recognised.
    pub idem: Option<String>,
    /// Trust it less: `list`, or `none`.
    pub lookup: Option<String>,
    /// Trust it less: a longer time before "not found" counts, like `30m`.
    pub settle: Option<String>,
    /// Let it do less by itself: `approve`, `assist`, `off`.
    pub autonomy: Option<String>,
    /// Where goods are sent.
    pub ship_to: ShipTo,
}

impl Default for AmazonBusiness {
    fn default() -> Self {
        Self {
            enabled: false,
            base_url: "https://na.business-api.amazon.com".into(),
            token_url: "https://api.amazon.com/auth/o2/token".into(),
            region: "US".into(),
            buying_group: None,
            user_email: None,
            credentials: CredentialClass::Sandbox,
            credentials_file: None,
            deadline_s: 60,
            calls_per_second: None,
            idem: None,
            lookup: None,
            settle: None,
            autonomy: None,
            ship_to: ShipTo::default(),
        }
    }
}

/// What credentials are for: those of a sandbox never place a real order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialClass {
    /// A vendor's test system.
    #[default]
    Sandbox,
    /// Real money.
    Live,
}

/// `[vendors.amazon_business.ship_to]`: our own address, as the vendor writes addresses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShipTo {
    /// Who receives it.
    pub full_name: Option<String>,
    /// A telephone number for the carrier.
    pub phone: Option<String>,
    /// Street and number.
    pub line1: Option<String>,
    /// Flat, floor, unit.
    pub line2: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// State or region.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country code: `US`.
    pub country: Option<String>,
}
