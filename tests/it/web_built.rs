//! Pages that a script builds, read through a real headless Chromium: what it builds is read, and where it may not go it does
//! not get.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use super::kit::{
    Sandbox,
    pages::{Answer, Pages},
    tool,
};

/// A driver of browsers on a port of its own; it ends with its browsers when dropped.
struct Chromedriver {
    port: u16,
    child: Child,
}

impl Chromedriver {
    fn start() -> Option<Self> {
        if !tool("chromedriver") {
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "chromedriver does not listen");
            sleep(Duration::from_millis(50));
        }
        Some(Self { port, child })
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A page that is empty until its script has asked the shop for what it sells.
fn built(elsewhere: &str) -> Answer {
    Answer::html(format!(
        r#"<html><head><title>Shop</title></head><body><div id="app">Loading</div><script>
        fetch("{elsewhere}").catch(() => {{}});
        setTimeout(() => fetch("/api/7").then((reply) => reply.json()).then((thing) => {{
            const data = document.createElement("script");
            data.type = "application/ld+json";
            data.textContent = JSON.stringify({{"@type": "Product", "name": thing.name, "sku": "7", "gtin13": "4006381333931",
                "offers": {{"price": thing.price, "priceCurrency": "EUR", "availability": "InStock"}}}});
            document.head.append(data);
            document.getElementById("app").innerHTML = "<h1>" + thing.name + "</h1><span class=price>" + thing.price + " €</span>";
        }}), 300);
        </script></body></html>"#
    ))
}

#[test]
fn what_a_script_builds_is_read_and_nothing_else_is_reached() {
    let Some(driver) = Chromedriver::start() else { return };
    let (shop, inside) = (Pages::start(), Pages::start());
    inside.put("/secret", Answer::text("a secret of this machine"));
    shop.put("/robots.txt", Answer::text("User-agent: *\nDisallow: /away\n"));
    shop.put("/p/7", built(&inside.url("/secret")));
    shop.put("/api/7", Answer::text(r#"{"name":"A built kettle","price":"24.90"}"#));
    let sandbox = Sandbox::new();
    let section = |webdriver: &str| {
        format!(
            "[shops.built]\nstart = [\"{}\"]\nproducts = [\"/p/*\"]\ndelay = \"1ms\"\n{webdriver}",
            shop.url("/p/7")
        )
    };
    let scan = |sandbox: &Sandbox| sandbox.arb(["scan", "--source", "built", "--all", "--format", "jsonl"]).run();
    // As it comes there is nothing on the page.
    sandbox.write("arb.toml", section(""));
    scan(&sandbox).code(4).any_stdout().stderr_contains("no price was found on it");
    sandbox.write("arb.toml", section(&format!("webdriver = \"{}\"\n", driver.url())));
    let ran = scan(&sandbox);
    let offer = ran.code(0).any_stderr().json_lines().remove(0)["offer"].clone();
    assert_eq!((&offer["price"]["amount"], &offer["price"]["currency"]), (&"24.90".into(), &"EUR".into()), "{offer}");
    assert_eq!((&offer["title"], &offer["unsure"]), (&"A built kettle".into(), &serde_json::Value::Null), "{offer}");
    assert_eq!(inside.asked().len(), 0, "a script reached another server of this machine");
    // A second run is answered by the cache: no browser is started.
    let before = shop.asked().len();
    scan(&sandbox).code(0).any_stdout().any_stderr();
    assert_eq!(shop.asked().len(), before);
}

#[test]
fn a_browser_that_is_not_there_or_not_here_is_said() {
    let shop = Pages::start();
    let sandbox = Sandbox::new();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let write = |webdriver: &str| {
        let start = shop.url("/p/7");
        sandbox.write(
            "arb.toml",
            format!("[shops.built]\nstart = [\"{start}\"]\nwebdriver = \"{webdriver}\"\ndelay = \"1ms\"\n"),
        );
    };
    let scan = || sandbox.arb(["scan", "--source", "built"]).run();
    write(&format!("http://127.0.0.1:{port}"));
    scan().code(4).any_stdout().stderr_contains("the browser does not answer");
    write("https://browsers.example");
    scan().code(3).any_stdout().stderr_contains("a browser is driven on this machine");
}
