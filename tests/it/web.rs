//! A shop whose pages are read: politely, within its bounds, and with what is broken named.

use super::kit::{
    Ran, Sandbox,
    pages::{Answer, Pages},
};

/// A product page whose signals say these prices, and which leads on to these places.
fn product(sku: &str, marked: &str, shown: &str, links: &[&str]) -> Answer {
    let links: String = links.iter().map(|to| format!("<a href=\"{to}\">x</a>")).collect();
    Answer::html(format!(
        r#"<html><head><title>Brick {sku}</title><script type="application/ld+json">
        {{"@type":"Product","name":"Brick {sku}","sku":"{sku}","gtin13":"4006381333931",
          "offers":{{"price":"{marked}","priceCurrency":"EUR","availability":"InStock",}}}}</script></head>
        <body><h1>Brick {sku}</h1><span class="price">{shown}</span>{links}</body></html>"#
    ))
}

fn list(links: &[&str]) -> Answer {
    Answer::html(links.iter().map(|to| format!("<p><a href=\"{to}\">x</a></p>")).collect::<String>())
}

/// A sandbox with this shop and more keys of its section.
fn sandbox(shop: &Pages, more: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let start = shop.url("/");
    sandbox.write("arb.toml", format!("[shops.bricks]\nstart = [\"{start}\"]\ndelay = \"1ms\"\n{more}\n"));
    sandbox
}

fn scan(sandbox: &Sandbox) -> Ran {
    sandbox.arb(["scan", "--source", "bricks", "--all", "--format", "jsonl"]).run()
}

fn ids(ran: &Ran) -> Vec<String> {
    let lines = ran.any_stderr().json_lines();
    lines.iter().map(|record| record["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_shop_is_read_from_link_to_link_and_what_agrees_is_told_from_what_does_not() {
    let shop = Pages::start();
    shop.put("/robots.txt", Answer::text("User-agent: *\nDisallow: /private\n"));
    shop.put("/", list(&["p/1", "/p/2", "p/gone", "/private/3", "mailto:a@b.example", "javascript:x()", "#top"]));
    shop.put("/p/1", product("A1", "1299.00", "1.299,00 €", &["../", "2"]));
    shop.put("/p/2", product("A2", "10.00", "12,50 €", &[]));
    shop.put("/private/3", product("A3", "1.00", "1,00 €", &[]));
    let sandbox = sandbox(&shop, "");
    let ran = scan(&sandbox);
    ran.code(4).stderr_contains("/p/gone").stderr_contains("the shop answers 404");
    let records = ran.json_lines();
    assert_eq!(records.len(), 2, "{records:?}");
    let (one, two) = (&records[0]["offer"], &records[1]["offer"]);
    assert_eq!(
        (&records[0]["id"], &one["price"]["amount"], &one["price"]["currency"]),
        (&"bricks:A1".into(), &"1299.00".into(), &"EUR".into())
    );
    assert_eq!(one["product"]["key"], "gtin:04006381333931");
    assert_eq!(one["notes"], serde_json::Value::Null, "{one}");
    assert_eq!(one["url"], shop.url("/p/1"));
    assert!(two["notes"].to_string().contains("low confidence: the page says several prices"), "{two}");
    let asked = shop.asked();
    assert!(asked.iter().all(|one| !one.path.starts_with("/private")), "{asked:?}");
    assert_eq!(asked.iter().filter(|one| one.path == "/robots.txt").count(), 1);
    for one in &asked {
        let agent = &one.headers["user-agent"];
        assert!(agent.starts_with("arb/") && agent.contains("automated"), "{agent}");
        let secrets = ["authorization", "cookie", "referer", "proxy-authorization"];
        assert!(secrets.iter().all(|name| !one.headers.contains_key(*name)), "{one:?}");
    }
}

#[test]
fn depth_and_pages_are_bounded_and_what_was_not_read_is_not_gone() {
    let shop = Pages::start();
    shop.put("/", list(&["/1"]));
    shop.put("/1", product("A1", "1.00", "1,00 €", &["/2"]));
    shop.put("/2", product("A2", "2.00", "2,00 €", &["/3"]));
    shop.put("/3", product("A3", "3.00", "3,00 €", &[]));
    let deep = sandbox(&shop, "");
    assert_eq!(ids(&scan(&deep)), ["bricks:A1", "bricks:A2"]);
    let deeper = sandbox(&shop, "max_depth = 3");
    assert_eq!(ids(&scan(&deeper)), ["bricks:A1", "bricks:A2", "bricks:A3"]);
    shop.paths();
    let start = shop.url("/");
    deeper.write(
        "arb.toml",
        format!(
            "[shops.bricks]\nstart = [\"{start}\"]\ndelay = \"1ms\"\nmax_depth = 3\nmax_pages = 2\nmax_age = \"0s\"\n"
        ),
    );
    let ran = scan(&deeper);
    assert_eq!(ids(&ran), ["bricks:A1"]);
    ran.any_stderr().code(0).stderr_lacks("gone");
    assert_eq!(shop.paths(), ["/robots.txt", "/", "/1"]);
}

#[test]
fn a_redirect_elsewhere_is_not_followed_and_one_at_home_is() {
    let (shop, other) = (Pages::start(), Pages::start());
    other.put("/steal", product("EVIL", "1.00", "1,00 €", &[]));
    shop.put("/", list(&["/moved", "/away", &other.url("/steal"), "/loop"]));
    shop.put("/moved", Answer::to("/here?x=1"));
    shop.put("/here?x=1", product("A1", "1.00", "1,00 €", &[]));
    shop.put("/away", Answer::to(other.url("/steal")));
    shop.put("/loop", Answer::to("/loop"));
    let ran = scan(&sandbox(&shop, ""));
    assert_eq!(ids(&ran), ["bricks:A1"]);
    ran.code(4).stderr_contains("leads on more than 5 times");
    assert_eq!(other.asked().len(), 0, "nobody else is asked for anything");
}

#[test]
fn a_second_run_asks_only_whether_something_changed() {
    let shop = Pages::start();
    shop.put("/", list(&["/1"]).tagged("l"));
    shop.put("/1", product("A1", "1.00", "1,00 €", &[]).tagged("a"));
    let sandbox = sandbox(&shop, "max_age = \"0s\"");
    assert_eq!(ids(&scan(&sandbox)), ["bricks:A1"]);
    let before = shop.asked().len();
    assert_eq!(ids(&scan(&sandbox)), ["bricks:A1"]);
    let again = shop.asked().split_off(before);
    let pages: Vec<u16> = again.iter().filter(|one| one.path != "/robots.txt").map(|one| one.status).collect();
    assert_eq!(pages, [304, 304], "{again:?}");
}

#[test]
fn a_robots_file_that_cannot_be_read_forbids_everything() {
    let shop = Pages::start();
    shop.put("/robots.txt", Answer::status(503));
    shop.put("/", product("A1", "1.00", "1,00 €", &[]));
    let ran = scan(&sandbox(&shop, ""));
    ran.code(4).any_stdout().stderr_contains("robots.txt asks machines to leave it alone");
    assert_eq!(shop.paths(), ["/robots.txt"]);
}

#[test]
fn the_sections_patterns_selectors_and_sitemaps_hold() {
    let shop = Pages::start();
    shop.put("/", list(&["/blog/1"]));
    shop.put("/map.xml", Answer::text(format!("<urlset><url><loc>{}</loc></url></urlset>", shop.url("/p/9"))));
    shop.put("/p/9", Answer::html("<h1>Plain</h1><i id=x>9,99</i><s class=price>20,00 €</s>"));
    let map = shop.url("/map.xml");
    let more = format!(
        "sitemaps = [\"{map}\"]\nproducts = [\"/p/*\"]\nskip = [\"/blog*\"]\ncurrency = \"CHF\"\nselectors = {{ price = \"#x\" }}"
    );
    let ran = scan(&sandbox(&shop, &more));
    let records = ran.any_stderr().code(0).json_lines();
    assert_eq!(records[0]["id"], "bricks:p/9");
    assert_eq!(records[0]["offer"]["price"], serde_json::json!({"amount": "9.99", "currency": "CHF"}));
    assert!(shop.paths().iter().all(|path| !path.starts_with("/blog")));
}

#[test]
fn a_section_that_cannot_be_is_said_before_anything_is_asked() {
    let check = |section: &str, part: &str| {
        let sandbox = Sandbox::new();
        sandbox.write("arb.toml", format!("[shops.bricks]\n{section}\n"));
        scan(&sandbox).code(3).any_stdout().stderr_contains(part);
    };
    check("start = []", "it names no page");
    check("start = [\"ftp://a.example/\"]", "no way to read a page");
    check("start = [\"https://10.0.0.1/\"]", "a private network");
    check("start = [\"https://a.example:8443/\"]", "no page is read on port 8443");
    check("start = [\"https://me:pw@a.example/\"]", "a name or a password");
    check("start = [\"https://a.example/\"]\nselectors = { price = \"><\" }", "no CSS selector");
    check("start = [\"https://a.example/\"]\nselectors = { prize = \"b\" }", "no such field");
    check("start = [\"https://a.example/\"]\ndelay = \"soon\"", "write it like");
}
