//! Every question `arb` asks, held against the vendor's own contract: what it sends is accepted, and the same with its most
//! important part taken out is refused, so that the contract is known to look.

use super::kit::{
    Sandbox,
    contract::{Contract, Exchange},
};

/// How `arb` is set up for it and what is run.
struct Trial<'a> {
    vendor: &'a str,
    settings: String,
    env: &'a [(&'a str, &'a str)],
    runs: &'a [&'a str],
    /// For each operation: what its request begins with, and what is put in place of what so that it must be refused.
    operations: &'a [(&'a str, &'a str, &'a str)],
}

/// Rules by which nearly everything is worth an offer.
const LENIENT: &str = "[demand]\nmax_days = 0\nunknown = \"ignore\"\n[price]\nmin_points = 0\nmin_signals = 0\nthin = \"ignore\"\n\
    stale = \"ignore\"\n[too_good]\nroi_pct = \"100000\"\n[risk]\nmax_score = \"100\"\n[facts]\nneeds_approval = \"ignore\"\n\
    not_eligible = \"ignore\"\nrestriction_unknown = \"ignore\"\nhazmat = \"ignore\"\n[profit]\nmin_roi_pct = \"1\"\n\
    min_profit = \"0\"\nmax_loss_chance_pct = \"100\"\n[postage]\nfixed = \"3\"\n";

fn try_all(contract: &Contract, trial: &Trial<'_>) {
    let mut sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    for (name, value) in trial.env {
        sandbox = sandbox.env(name, value);
    }
    sandbox.write("arb.toml", &trial.settings);
    sandbox.write("list.csv", "sku,asin,cost\n1,B07N4M94X4,2.00\n");
    // Whatever the contract makes up about a product, it is worth buying: then fees are asked for.
    sandbox.write("rules.toml", LENIENT);
    sandbox.write("messages.jsonl", "{\"id\":\"m1\",\"body\":\"Where is my order?\"}\n");
    let mut exchanges: Vec<Exchange> = Vec::new();
    for words in trial.runs {
        // What the server makes up about quotas is not to be remembered.
        drop(std::fs::remove_file(sandbox.path("cache.db")));
        let ran = sandbox.arb(words.split(' ')).run();
        ran.any_stdout().any_stderr().exit();
        let shown = format!("{ran}");
        assert!(!shown.contains("panicked"), "{shown}");
        let now = contract.take();
        assert!(!now.is_empty(), "{}: `{words}` asked nothing: {shown}", trial.vendor);
        exchanges.extend(now);
    }
    hold(trial.vendor, contract, &exchanges, trial.operations);
}

/// Holds what was asked against the contract: all of it was accepted, and each operation is refused once its most important
/// part is taken out.
pub fn hold(vendor: &str, contract: &Contract, exchanges: &[Exchange], operations: &[(&str, &str, &str)]) {
    if std::env::var_os("ARB_SHOW_CONTRACTS").is_some() {
        exchanges.iter().for_each(|exchange| eprintln!("{exchange:?}"));
    }
    for exchange in exchanges {
        let (line, status) = (exchange.line(), exchange.status);
        assert!((200..300).contains(&status), "{}: {line} was answered with {status}: {}", vendor, exchange.violations);
        // What the vendor's own example of an answer breaks is not ours.
        let ours = !exchange.violations.is_empty() && !exchange.violations.contains("\"location\":[\"response\"");
        assert!(!ours, "{}: {line}: {}", vendor, exchange.violations);
    }
    for (begins, part, other) in operations {
        let exchange = exchanges
            .iter()
            .find(|exchange| exchange.line().starts_with(begins))
            .unwrap_or_else(|| panic!("{vendor}: nothing was asked like `{begins}`"));
        assert!(exchange.request.contains(part), "{begins}: no `{part}` in {}", exchange.request);
        let broken = with_length(&exchange.request.replacen(part, other, 1));
        let status = contract.send(&broken);
        assert!((400..500).contains(&status), "{vendor}: `{begins}` without `{part}` was answered with {status}");
    }
    eprintln!(
        "contract of {}: {} operations, {} requests accepted, {} broken ones refused",
        vendor,
        operations.len(),
        exchanges.len(),
        operations.len()
    );
}

/// The request with the length of the body that it has now.
fn with_length(request: &str) -> String {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return request.to_owned() };
    let head: Vec<String> = head
        .split("\r\n")
        .map(|line| match line.to_ascii_lowercase().starts_with("content-length:") {
            true => format!("content-length: {}", body.len()),
            false => line.to_owned(),
        })
        .collect();
    format!("{}\r\n\r\n{body}", head.join("\r\n"))
}

#[test]
fn keepa() {
    let specs = [("/", "keepa/keepa.openapi.json")];
    let Some(contract) = Contract::start(&specs) else { return };
    let settings = format!(
        "[vendors.keepa]\nenabled = true\nbase_url = \"{}\"\n\
         [searches.deals]\nsources = [\"keepa\"]\nlimit = 1\nown.keepa.deals = {{ isLowest = true }}\n\
         [searches.finder]\nsources = [\"keepa\"]\nlimit = 1\nown.keepa.finder = {{ current_SALES_lte = 20000 }}\n\
         [searches.best]\nsources = [\"keepa\"]\nlimit = 1\nown.keepa.bestsellers = 172282\n\
         [searches.seller]\nsources = [\"keepa\"]\nlimit = 1\nseller = \"A2L77EE7U53NWQ\"\n",
        contract.url()
    );
    try_all(
        &contract,
        &Trial {
            vendor: "keepa",
            settings,
            env: &[("ARB_KEEPA_KEY", "k")],
            runs: &[
                "vendors check keepa",
                "scan --source keepa --code B0D8W1YVBX --wait 5",
                "scan --source keepa --code 036000291452 --wait 5",
                "scan --source keepa --keyword mug --limit 1 --wait 5",
                "scan --saved deals --wait 5",
                "scan --saved finder --wait 5",
                "scan --saved best --wait 5",
                "scan --saved seller --wait 5",
            ],
            operations: &[
                ("GET /token", "key=k", "x=y"),
                ("GET /product?domain=1&asin=", "domain=1", "domain=7"),
                ("GET /product?domain=1&code=", "code-limit=10", "code-limit=ten"),
                ("GET /search", "type=product", "type=shop"),
                ("GET /deal", "selection=", "choice="),
                ("GET /query", "selection=", "choice="),
                ("GET /bestsellers", "category=", "kind="),
                ("GET /seller", "storefront=1", "storefront=9"),
            ],
        },
    );
}

#[test]
fn ebay() {
    let specs =
        [("/", "ebay/specs-prefixed/buy_browse_v1_oas3.json"), ("/identity", "ebay-oauth/ebay-oauth.openapi.json")];
    let Some(contract) = Contract::start(&specs) else { return };
    let settings = format!(
        "[vendors.ebay]\nenabled = true\nbase_url = \"{}\"\nship_to_country = \"US\"\nship_to_postal_code = \"98101\"\n",
        contract.url()
    );
    try_all(
        &contract,
        &Trial {
            vendor: "ebay",
            settings,
            env: &[("ARB_EBAY_CLIENT_ID", "id"), ("ARB_EBAY_CLIENT_SECRET", "sec")],
            runs: &[
                "scan --source ebay --keyword lego --min-price 10 --max-price 50 --condition new --limit 5 --wait 5",
                "scan --source ebay --code 036000291452 --limit 5 --wait 5",
            ],
            operations: &[
                ("POST /identity/v1/oauth2/token", "authorization: Basic", "x-authorization: Basic"),
                ("GET /buy/browse/v1/item_summary/search", "authorization: Bearer", "x-authorization: Bearer"),
            ],
        },
    );
}

#[test]
fn reverb() {
    let specs = [("/", "reverb/reverb.swagger2.vendor-copy.json")];
    let Some(contract) = Contract::start(&specs) else { return };
    let settings = format!("[vendors.reverb]\nenabled = true\nbase_url = \"{}\"\n", contract.url());
    try_all(
        &contract,
        &Trial {
            vendor: "reverb",
            settings,
            env: &[("ARB_REVERB_TOKEN", "t")],
            runs: &["scan --source reverb --keyword fender --max-price 900 --limit 5 --wait 5"],
            operations: &[("GET /listings/all", "per_page=5", "per_page=five")],
        },
    );
}

#[test]
fn tcgplayer() {
    let specs = [("/", "tcgplayer/tcgplayer.openapi.json")];
    let Some(contract) = Contract::start(&specs) else { return };
    let settings = format!("[vendors.tcgplayer]\nenabled = true\nbase_url = \"{}\"\n", contract.url());
    try_all(
        &contract,
        &Trial {
            vendor: "tcgplayer",
            settings,
            env: &[("ARB_TCGPLAYER_PUBLIC_KEY", "pub"), ("ARB_TCGPLAYER_PRIVATE_KEY", "priv")],
            runs: &["scan --source tcgplayer --keyword lotus --limit 5 --wait 5"],
            operations: &[
                ("POST /token", "grant_type=", "kind="),
                ("POST /catalog/categories/1/search", "authorization: Bearer", "x-authorization: Bearer"),
                ("GET /catalog/products/", "authorization: Bearer", "x-authorization: Bearer"),
                ("GET /pricing/product/", "authorization: Bearer", "x-authorization: Bearer"),
            ],
        },
    );
}

#[test]
fn amazon() {
    let specs = [
        ("/auth", "amazon-lwa/lwa-token.openapi.json"),
        ("/catalog", "amazon-sp-api/models/catalogItems_2022-04-01.json"),
        ("/products/pricing", "amazon-sp-api/models/productPricingV0.json"),
        ("/batches/products/pricing", "amazon-sp-api/models/productPricingV0.json"),
        ("/listings", "amazon-sp-api/models/listingsRestrictions_2021-08-01.json"),
        ("/sellers", "amazon-sp-api/models/sellers.json"),
        ("/products/fees", "amazon-sp-api/models/productFeesV0.json"),
    ];
    let Some(contract) = Contract::start(&specs) else { return };
    // What is made up about offers is no answer; with one that is, what may be sold is asked next.
    contract.answering(
        "/batches/products/pricing",
        r#"{"responses":[{"status":{"statusCode":200,"reasonPhrase":"OK"},"request":{"Asin":"B07N4M94X4","ItemCondition":"New",
        "MarketplaceId":"ATVPDKIKX0DER"},"headers":{},"body":{"payload":{"ASIN":"B07N4M94X4","ItemCondition":"New","status":"Success",
        "Identifier":{"MarketplaceId":"ATVPDKIKX0DER","ASIN":"B07N4M94X4","ItemCondition":"New"},
        "Summary":{"TotalOfferCount":1,"NumberOfOffers":[{"condition":"new","fulfillmentChannel":"Amazon","OfferCount":1}],
        "LowestPrices":[{"condition":"new","fulfillmentChannel":"Amazon","LandedPrice":{"CurrencyCode":"USD","Amount":19.99},
        "ListingPrice":{"CurrencyCode":"USD","Amount":19.99}}],"BuyBoxPrices":[{"condition":"new",
        "LandedPrice":{"CurrencyCode":"USD","Amount":19.99},"ListingPrice":{"CurrencyCode":"USD","Amount":19.99}}]},"Offers":[]}}}]}"#,
    );
    // No buy box is known: the offers are asked for. With prices, what may be sold and what is charged is asked next.
    contract.answering("/products/pricing/v0/competitivePrice", r#"{"payload":[]}"#);
    contract.answering("/listings/2021-08-01/restrictions", r#"{"restrictions":[]}"#);
    contract.answering(
        "/catalog/2022-04-01/items",
        r#"{"numberOfResults":1,"items":[{"asin":"B07N4M94X4","summaries":[{"marketplaceId":"ATVPDKIKX0DER","itemName":"Blocks"}],
        "salesRanks":[{"marketplaceId":"ATVPDKIKX0DER","displayGroupRanks":[{"title":"Toys & Games","rank":900}]}]}]}"#,
    );
    let settings = format!(
        "[vendors.amazon]\nenabled = true\nbase_url = \"{0}\"\ntoken_url = \"{0}/auth/o2/token\"\nseller_id = \"A1EXAMPLE\"\n",
        contract.url()
    );
    try_all(
        &contract,
        &Trial {
            vendor: "amazon",
            settings,
            env: &[
                ("ARB_AMAZON_CLIENT_ID", "id"),
                ("ARB_AMAZON_CLIENT_SECRET", "secret"),
                ("ARB_AMAZON_REFRESH_TOKEN", "Atzr"),
            ],
            runs: &[
                "vendors check amazon",
                "scan --source amazon --keyword tv --limit 5 --wait 5",
                "scan --source amazon --code 036000291452 --limit 5 --wait 5",
                "analyze list.csv --market amazon_us,amazon --wait 20 --check-fees --rules rules.toml --program fbm",
            ],
            operations: &[
                ("POST /auth/o2/token", "grant_type=refresh_token", "grant_type=password"),
                ("GET /catalog/2022-04-01/items", "marketplaceIds=", "marketplace="),
                ("POST /batches/products/pricing/v0/itemOffers", "\"MarketplaceId\"", "\"Marketplace\""),
                ("GET /listings/2021-08-01/restrictions", "sellerId=", "seller="),
                ("GET /products/pricing/v0/competitivePrice", "ItemType=", "Type="),
                ("GET /products/pricing/v0/competitivePrice", "MarketplaceId=", "Marketplace="),
                ("POST /products/fees/v0/feesEstimate", "\"MarketplaceId\"", "\"Marketplace\""),
                ("POST /products/fees/v0/feesEstimate", "\"IdType\":\"ASIN\"", "\"IdType\":\"EAN\""),
                ("GET /sellers/v1/marketplaceParticipations", "GET /sellers", "DELETE /sellers"),
            ],
        },
    );
}

#[test]
fn bookscouter() {
    let specs = [("/", "bookscouter/bookscouter.observed.openapi.json")];
    let Some(contract) = Contract::start(&specs) else { return };
    let settings = format!("[vendors.bookscouter]\nenabled = true\nbase_url = \"{}\"\n", contract.url());
    try_all(
        &contract,
        &Trial {
            vendor: "bookscouter",
            settings,
            env: &[("ARB_BOOKSCOUTER_KEY", "k")],
            // Several at once are asked by `isbns[]`, which Prism refuses though the file allows it: see `readers::buyback`.
            runs: &["vendors check bookscouter"],
            operations: &[("GET /cachedPrices/", "/cachedPrices/978", "/cachedPrices/abc")],
        },
    );
}

/// A model is asked by the one command that needs no market: the words of an answer to a customer.
fn of_a_model(contract: &Contract, vendor: &str, key: &str, base: &str, operations: &[(&str, &str, &str)]) {
    let settings = format!(
        "[advice]\nsupport = \"{vendor}\"\nmay_read = [\"file\"]\n\
         [vendors.{vendor}]\nenabled = true\nbase_url = \"{base}\"\nmodel = \"some-model\"\n"
    );
    let (check, env) = (format!("vendors check {vendor}"), [(key, "k")]);
    // The counting of tokens begins like the asking, which is looked for first.
    let runs = ["support messages.jsonl", check.as_str()];
    try_all(contract, &Trial { vendor, settings, env: &env, runs: &runs, operations });
}

#[test]
fn openai() {
    let Some(contract) = Contract::start(&[("/", "openai/openai.mock.openapi.json")]) else { return };
    let base = contract.url();
    let operations = [
        ("GET /models", "/models", "/model"),
        ("POST /chat/completions", "\"role\":\"system\"", "\"role\":\"wizard\""),
        ("POST /chat/completions", "\"type\":\"json_schema\"", "\"type\":\"json_scheme\""),
    ];
    of_a_model(&contract, "openai", "ARB_OPENAI_KEY", &base, &operations);
}

#[test]
fn anthropic() {
    let Some(contract) = Contract::start(&[("/", "anthropic/anthropic.mock.openapi.json")]) else { return };
    let base = contract.url();
    let operations = [
        ("POST /v1/messages/count_tokens", "\"messages\"", "\"message\""),
        ("POST /v1/messages", "\"max_tokens\"", "\"most_tokens\""),
        ("POST /v1/messages", "\"role\":\"user\"", "\"role\":\"wizard\""),
    ];
    of_a_model(&contract, "anthropic", "ARB_ANTHROPIC_KEY", &base, &operations);
}
