//! `[vendors]` that are read from: their hosts, keys and how old an answer may be.

use std::{collections::BTreeMap, path::PathBuf};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::CredentialClass;

/// One section: its keys with their defaults.
macro_rules! section {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $key:ident: $kind:ty = $default:expr,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$doc])* pub $key: $kind,)+ }

        impl Default for $name {
            fn default() -> Self {
                Self { $($key: $default,)+ }
            }
        }
    };
}

pub(super) use section;

section! {
    /// `[vendors.keepa]`: price histories of Amazon, deals, the product finder.
    Keepa {
        /// Use it at all.
        enabled: bool = false,
        /// The host.
        base_url: String = "https://api.keepa.com".into(),
        /// A file with `key`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The marketplace, a country code: `US`, `DE`, …
        marketplace: String = "US".into(),
        /// How old an answer may be, like `12h`.
        max_age: String = "12h".into(),
        /// Offers asked for with each product, 20 to 100; 0 asks for none. They cost tokens.
        offers: u32 = 0,
        /// How many days of a product's histories are kept, for backtests; 0 keeps none.
        history_days: u32 = 1_096,
        /// How long one call may take, in seconds.
        deadline_s: u64 = 60,
    }
}

section! {
    /// `[vendors.ebay]`: offers on eBay, and selling there.
    Ebay {
        /// Use it at all.
        enabled: bool = false,
        /// Sell through it, too: publish, set prices, read orders and money. Live mode only.
        sell: bool = false,
        /// What the keys are for, when it sells: those of a sandbox never touch a real listing.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The host.
        base_url: String = "https://api.ebay.com".into(),
        /// A file with `client_id`, `client_secret` and, to sell, `refresh_token`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The site: `EBAY_US`, `EBAY_DE`, …
        marketplace: String = "EBAY_US".into(),
        /// The country that goods are sent to, for shipping prices.
        ship_to_country: Option<String> = None,
        /// The postal code that goods are sent to, for shipping prices.
        ship_to_postal_code: Option<String> = None,
        /// How old an answer may be, like `1h`.
        max_age: String = "1h".into(),
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
        /// The host of payouts and fees.
        finance_url: String = "https://apiz.ebay.com".into(),
        /// Our user name there: what is ours is no competition, and no message of a buyer.
        seller_name: Option<String> = None,
        /// Read and answer messages of buyers: the consent must include them.
        messages: bool = false,
        /// The shipping policy of listings; unset is the only one of the account.
        fulfillment_policy_id: Option<String> = None,
        /// Their payment policy.
        payment_policy_id: Option<String> = None,
        /// Their return policy.
        return_policy_id: Option<String> = None,
        /// The key of the place that they are sent from.
        merchant_location: Option<String> = None,
        /// The number of the category where a listing names none; unset is what eBay suggests for its title.
        category_id: Option<String> = None,
    }
}

section! {
    /// `[vendors.amazon]`: Amazon's catalog, prices, fees and restrictions, through its Selling Partner API.
    Amazon {
        /// Use it at all.
        enabled: bool = false,
        /// Sell through it, too: publish, set prices, read orders and money. Live mode only.
        sell: bool = false,
        /// What the keys are for, when it sells: those of a sandbox never touch a real listing.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The host of the region.
        base_url: String = "https://sellingpartnerapi-na.amazon.com".into(),
        /// Where the access token comes from.
        token_url: String = "https://api.amazon.com/auth/o2/token".into(),
        /// A file with `client_id`, `client_secret` and `refresh_token`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The marketplace, a country code: `US`, `DE`, …
        marketplace: String = "US".into(),
        /// Our seller id: needed to sell, and to ask what we may sell.
        seller_id: Option<String> = None,
        /// The product type that offers are put under; `PRODUCT` fits every one.
        product_type: String = "PRODUCT".into(),
        /// The days until we send what we ship ourselves; unset is what the account says.
        handling_days: Option<u32> = None,
        /// Amazon's id of the shipping template of what we ship ourselves; unset is the account's own.
        shipping_group: Option<String> = None,
        /// The date from which orders and money are read, like `2026-06-01`; unset is a week before the first sync.
        sales_since: Option<String> = None,
        /// A file with the address that goods are sent to Amazon's warehouses from; unset, none are sent.
        ship_from: Option<PathBuf> = None,
        /// Who puts labels on what is sent there: `SELLER`, `AMAZON` or `NONE`.
        label_owner: String = "SELLER".into(),
        /// Who prepares what is sent there: `SELLER`, `AMAZON` or `NONE`.
        prep_owner: String = "SELLER".into(),
        /// How long a run waits for Amazon to show what it accepted, in seconds.
        read_back_s: u64 = 2,
        /// How old an answer may be, like `1h`.
        max_age: String = "1h".into(),
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.reverb]`: listings and price guide of Reverb.
    Reverb {
        /// Use it at all.
        enabled: bool = false,
        /// Sell through it, too: publish, set prices, read orders and money. Live mode only.
        sell: bool = false,
        /// Make offers to sellers through it: `arb negotiate`. Live mode only.
        offers: bool = false,
        /// What the keys are for, when it sells or makes offers: those of a sandbox never touch a real listing.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The host and the path that calls begin with.
        base_url: String = "https://api.reverb.com/api".into(),
        /// A file with `token`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The shipping profile of a new listing; unset is the shop's only one.
        shipping_profile_id: Option<String> = None,
        /// The category of what names none, by its full name or its UUID.
        category: Option<String> = None,
        /// The region that others' shipping is asked for, in Reverb's codes: `US_CON`.
        shipping_region: Option<String> = None,
        /// How old an answer may be, like `6h`.
        max_age: String = "6h".into(),
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.tcgplayer]`: catalog and market prices of trading cards.
    Tcgplayer {
        /// Use it at all.
        enabled: bool = false,
        /// Sell through it, too: publish, set prices, read orders and money. Live mode only.
        sell: bool = false,
        /// What the keys are for, when it sells: those of a sandbox never touch a real listing.
        credentials: CredentialClass = CredentialClass::Sandbox,
        /// The host.
        base_url: String = "https://api.tcgplayer.com".into(),
        /// A file with `public_key` and `private_key`, and `access_token` where it sells, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The store that is sold through; unset is the one whose access token it is.
        store_key: Option<String> = None,
        /// The channel of the store: 0 is the marketplace.
        channel_id: u32 = 0,
        /// The category that is searched: 1 is Magic, 3 Pokémon.
        category: u32 = 1,
        /// How old an answer may be, like `12h`.
        max_age: String = "12h".into(),
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.booksrun]`: what BooksRun pays for a book.
    Booksrun {
        /// Use it at all.
        enabled: bool = false,
        /// The host and the path that calls begin with.
        base_url: String = "https://booksrun.com/api".into(),
        /// A file with `key`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// How old an answer may be, like `6h`.
        max_age: String = "6h".into(),
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.bookscouter]`: what buyback vendors pay for a book. The vendor publishes no contract: an experiment.
    Bookscouter {
        /// Use it at all.
        enabled: bool = false,
        /// The host and the path that calls begin with.
        base_url: String = "https://api.bookscouter.com/services/v1".into(),
        /// A file with `key`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// How old an answer may be, like `6h`.
        max_age: String = "6h".into(),
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[searches.NAME]`: what `arb scan --saved NAME` looks for.
    Search {
        /// The sources that are asked.
        sources: Vec<String> = Vec::new(),
        /// All of these words are in the title.
        keywords: Vec<String> = Vec::new(),
        /// None of these is.
        exclude: Vec<String> = Vec::new(),
        /// The category contains this.
        category: Option<String> = None,
        /// The brand is this.
        brand: Option<String> = None,
        /// At least this price.
        min_price: Option<Decimal> = None,
        /// At most this price.
        max_price: Option<Decimal> = None,
        /// The condition: `new`, `used`.
        condition: Option<String> = None,
        /// Only offers of this seller.
        seller: Option<String> = None,
        /// Barcodes, ISBNs or ASINs that are looked up.
        codes: Vec<String> = Vec::new(),
        /// The most offers from each source.
        limit: Option<u64> = None,
        /// When it is meant to run, for you and for cron: `0 6 * * *`.
        schedule: Option<String> = None,
        /// What one source alone understands, by its name, as the vendor writes it.
        own: BTreeMap<String, toml::Table> = BTreeMap::new(),
    }
}

section! {
    /// `[shops.NAME]`: a shop whose pages are read.
    Shop {
        /// The pages to begin with; the hosts in them are the only ones that are spoken to.
        start: Vec<String> = Vec::new(),
        /// Sitemaps whose pages are read, too.
        sitemaps: Vec<String> = Vec::new(),
        /// Links that are followed, by path, `*` standing for anything.
        follow: Vec<String> = Vec::new(),
        /// Links that are not.
        skip: Vec<String> = Vec::new(),
        /// Pages that are products.
        products: Vec<String> = Vec::new(),
        /// CSS selectors of what the pages do not mark up, by field.
        selectors: BTreeMap<String, String> = BTreeMap::new(),
        /// How many links deep.
        max_depth: u32 = 2,
        /// The most pages of a run.
        max_pages: u32 = 200,
        /// A browser on this machine that builds the pages, by WebDriver; unset reads them as they come.
        webdriver: Option<String> = None,
        /// The time between two pages, like `2s`; a longer one in robots.txt holds.
        delay: String = "2s".into(),
        /// The currency of prices that name none.
        currency: Option<String> = None,
        /// How old an answer may be, like `6h`.
        max_age: String = "6h".into(),
        /// How long one page may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.openai]`: a language model, through OpenAI's chat completions.
    OpenAi {
        /// Use it at all.
        enabled: bool = false,
        /// The host and the path that calls begin with.
        base_url: String = "https://api.openai.com/v1".into(),
        /// A file with `key`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The model.
        model: Option<String> = None,
        /// What a million tokens that it reads cost, in the account currency.
        input_per_million: Option<Decimal> = None,
        /// What a million tokens that it writes cost.
        output_per_million: Option<Decimal> = None,
        /// Tokens that it may think with before it answers: they count, and cost what writing costs.
        thinking_tokens: u32 = 0,
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.anthropic]`: a language model, through Anthropic's messages.
    Anthropic {
        /// Use it at all.
        enabled: bool = false,
        /// The host.
        base_url: String = "https://api.anthropic.com".into(),
        /// A file with `key`, mode 0600.
        credentials_file: Option<PathBuf> = None,
        /// The model.
        model: Option<String> = None,
        /// What a million tokens that it reads cost, in the account currency.
        input_per_million: Option<Decimal> = None,
        /// What a million tokens that it writes cost.
        output_per_million: Option<Decimal> = None,
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}

section! {
    /// `[vendors.local]`: a language model behind any endpoint that speaks as OpenAI's chat completions, like Ollama.
    LocalModel {
        /// Use it at all.
        enabled: bool = false,
        /// The host and the path that calls begin with.
        base_url: String = "http://127.0.0.1:11434/v1".into(),
        /// A file with `key`, mode 0600, where the endpoint wants one.
        credentials_file: Option<PathBuf> = None,
        /// The model.
        model: Option<String> = None,
        /// What a million tokens that it reads cost, in the account currency.
        input_per_million: Option<Decimal> = None,
        /// What a million tokens that it writes cost.
        output_per_million: Option<Decimal> = None,
        /// Tokens that it may think with before it answers: they count, and cost what writing costs.
        thinking_tokens: u32 = 0,
        /// How long one call may take, in seconds.
        deadline_s: u64 = 30,
    }
}
