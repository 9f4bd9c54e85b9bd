//! Amazon's marketplaces: their ids, the host that serves them, and what they are called here.

use crate::domain::money::Currency;

/// A marketplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marketplace {
    /// Its country code.
    pub region: &'static str,
    /// Amazon's id of it.
    pub id: &'static str,
    /// The end of the name of the host that serves it: `na`, `eu` or `fe`.
    pub host: &'static str,
    /// The fee channel.
    pub channel: &'static str,
    /// Its currency.
    pub currency: Currency,
    /// The end of its own domain.
    pub domain: &'static str,
    /// Amazon's own seller id there, where that is known for sure.
    pub retailer: Option<&'static str>,
}

impl Marketplace {
    /// The fulfilment channel of goods that Amazon ships there.
    pub fn fulfilment(&self) -> &'static str {
        match (self.region, self.host) {
            ("IN", _) => "AMAZON_IN",
            ("JP", _) => "AMAZON_JP",
            ("AU", _) => "AMAZON_AU",
            ("SG", _) => "AMAZON_SG",
            (_, "na") => "AMAZON_NA",
            _ => "AMAZON_EU",
        }
    }

    /// Whether Amazon itself collects the buyers' sales tax and hands it on, so that it is never ours.
    pub fn remits_tax(&self) -> bool {
        matches!(self.region, "US" | "CA")
    }

    /// The page of a product.
    pub fn page_of(&self, asin: &str) -> String {
        format!("https://www.amazon.{}/dp/{asin}", self.domain)
    }
}

/// The marketplace of a country code.
pub fn marketplace(region: &str) -> Option<Marketplace> {
    let code = |code| Currency::parse(code).expect("a currency has three letters");
    let (region, id, host, channel, currency, domain) = match region {
        "US" => ("US", "ATVPDKIKX0DER", "na", "amazon_us", Currency::USD, "com"),
        "CA" => ("CA", "A2EUQ1WTGCTBG2", "na", "amazon_ca", code("CAD"), "ca"),
        "MX" => ("MX", "A1AM78C64UM0Y8", "na", "amazon_mx", code("MXN"), "com.mx"),
        "BR" => ("BR", "A2Q3Y263D00KWC", "na", "amazon_br", code("BRL"), "com.br"),
        "GB" | "UK" => ("UK", "A1F83G8C2ARO7P", "eu", "amazon_uk", Currency::GBP, "co.uk"),
        "DE" => ("DE", "A1PA6795UKMFR9", "eu", "amazon_de", Currency::EUR, "de"),
        "FR" => ("FR", "A13V1IB3VIYZZH", "eu", "amazon_fr", Currency::EUR, "fr"),
        "IT" => ("IT", "APJ6JRA9NG5V4", "eu", "amazon_it", Currency::EUR, "it"),
        "ES" => ("ES", "A1RKKUPIHCS9HS", "eu", "amazon_es", Currency::EUR, "es"),
        "NL" => ("NL", "A1805IZSGTT6HS", "eu", "amazon_nl", Currency::EUR, "nl"),
        "TR" => ("TR", "A33AVAJ2PDY3EV", "eu", "amazon_tr", code("TRY"), "com.tr"),
        "AE" => ("AE", "A2VIGQ35RCS4UG", "eu", "amazon_ae", code("AED"), "ae"),
        "IN" => ("IN", "A21TJRUUN4KGV", "eu", "amazon_in", code("INR"), "in"),
        "SG" => ("SG", "A19VAU5U5O7RUS", "fe", "amazon_sg", code("SGD"), "sg"),
        "AU" => ("AU", "A39IBJ37TRP1C6", "fe", "amazon_au", code("AUD"), "com.au"),
        "JP" => ("JP", "A1VC38T7YXB528", "fe", "amazon_jp", Currency::JPY, "co.jp"),
        _ => return None,
    };
    // In the United States Amazon sells under the id of the marketplace itself.
    let retailer = (region == "US").then_some(id);
    Some(Marketplace { region, id, host, channel, currency, domain, retailer })
}

/// The marketplace of Amazon's id.
pub fn marketplace_of(id: &str) -> Option<Marketplace> {
    const ALL: [&str; 16] =
        ["US", "CA", "MX", "BR", "UK", "DE", "FR", "IT", "ES", "NL", "TR", "AE", "IN", "SG", "AU", "JP"];
    ALL.into_iter().filter_map(marketplace).find(|place| place.id == id)
}
