//! The one host a client may speak to, taken from a setting and from nothing else.

use std::{fmt, net::IpAddr};

use anyhow::Result;
use reqwest::Url;

use super::address;
use crate::error::{self, Failure};

/// A vendor's host: scheme, name, port, and the path that all calls begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    base: Url,
    loopback: bool,
}

impl Origin {
    /// Reads the base URL in the setting `key`. A host is public and spoken to over TLS on port 443, unless the setting
    /// itself names `localhost` or a loopback address: that is a test server or a sandbox on this machine.
    pub fn parse(key: &str, text: &str) -> Result<Self> {
        let refuse = |why: &str| -> Failure {
            error::config(format!("the setting `{key}` can't be `{}`: {why}", without_password(text)))
                .code("bad_host")
                .hint("write it like `https://api.example.com`")
        };
        let base = Url::parse(text).map_err(|why| refuse(&why.to_string()))?;
        if !base.username().is_empty() || base.password().is_some() {
            return Err(refuse("a URL carries no name and no password").into());
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(refuse("only scheme, host, port and path are taken").into());
        }
        let Some(host) = base.host_str().filter(|host| !host.is_empty()) else {
            return Err(refuse("it names no host").into());
        };
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let loopback = host == "localhost" || literal.is_some_and(|address| address.is_loopback());
        if let Some(why) = literal.filter(|_| !loopback).and_then(address::refused) {
            return Err(refuse(&format!("the address is {why}")).into());
        }
        match base.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(refuse("plain `http` is for this machine alone").into()),
            other => return Err(refuse(&format!("`{other}` is no way to speak to a vendor")).into()),
        }
        if !loopback && base.port_or_known_default() != Some(443) {
            return Err(refuse("a vendor listens on port 443").into());
        }
        Ok(Self { base, loopback })
    }

    /// The host of a page that anyone may read: `http` on port 80 or `https` on port 443, at a public address. `here` is this
    /// machine, where a setting names it: its pages are on its own port and on no other.
    pub(super) fn of_page(url: &Url, here: Option<&Self>) -> Result<Self, String> {
        if !url.username().is_empty() || url.password().is_some() {
            return Err("the address carries a name or a password".into());
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or("the address names no host")?;
        if let Some(here) = here.filter(|here| here.base.origin() == url.origin()) {
            return Ok(here.clone());
        }
        match (url.scheme(), url.port_or_known_default()) {
            ("http", Some(80)) | ("https", Some(443)) => {}
            ("http" | "https", port) => return Err(format!("no page is read on port {}", port.unwrap_or_default())),
            (other, _) => return Err(format!("`{other}` is no way to read a page")),
        }
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        if let Some(why) = literal.and_then(address::refused) {
            return Err(format!("the address is {why}"));
        }
        if host == "localhost" || host.ends_with(".localhost") {
            return Err("the address is this machine".into());
        }
        Ok(Self { base: url.clone(), loopback: false })
    }

    /// Whether the setting names this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// The name or address of the host.
    pub fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// The host with its port, where that is not the usual one, and the path as a call to it names them.
    pub fn target(&self, path: &[&str]) -> (String, String) {
        let url = self.url(path, &[]);
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        (format!("{}{port}", url.host_str().unwrap_or_default()), url.path().to_owned())
    }

    /// Whether it is spoken to over TLS.
    pub fn is_encrypted(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// The URL of a call: path segments, each escaped, below the base, and a query. Nothing in them leads elsewhere.
    pub(super) fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path.iter().filter(|part| !matches!(**part, "." | "..")));
        }
        // The URL standard leaves `|` as it is in a path; RFC 3986, and with it some vendors, wants it escaped.
        if url.path().contains('|') {
            let escaped = url.path().replace('|', "%7C");
            url.set_path(&escaped);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.host())
    }
}

/// The text without what stands before an `@`: it may be a password.
fn without_password(text: &str) -> String {
    match (text.find("://"), text.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => format!("{}://…{}", &text[..scheme], &text[at..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_host_over_tls_or_this_machine() {
        let check = |text: &str, part: &str| match Origin::parse("vendors.x.base_url", text) {
            Ok(origin) => assert_eq!(part, "ok", "{text} was taken: {origin:?}"),
            Err(why) => {
                let shown = why.to_string();
                assert!(part != "ok" && shown.contains(part), "{text}: {shown}");
                assert!(!shown.contains("hunter2"), "{shown}");
            }
        };
        check("https://na.business-api.amazon.com", "ok");
        check("https://na.business-api.amazon.com/v1/", "ok");
        check("https://na.business-api.amazon.com:443", "ok");
        check("http://127.0.0.1:8080", "ok");
        check("http://localhost:8080", "ok");
        check("http://[::1]:8080", "ok");
        check("https://127.0.0.1:8443", "ok");
        check("http://na.business-api.amazon.com", "plain `http`");
        check("https://na.business-api.amazon.com:8443", "port 443");
        check("https://na.business-api.amazon.com:22", "port 443");
        check("https://me:hunter2@na.business-api.amazon.com", "no password");
        check("https://na.business-api.amazon.com@evil.example", "no password");
        check("https://a.example/?x=1", "only scheme");
        check("file:///etc/passwd", "no host");
        check("gopher://a.example", "`gopher`");
        check("ftp://a.example", "`ftp`");
        check("a.example", "relative");
        check("https://10.0.0.1", "a private network");
        check("https://169.254.169.254", "link-local");
        check("https://100.64.1.1", "carrier");
        check("https://0.0.0.0", "this network");
        check("https://[fc00::1]", "a private network");
        check("https://[fe80::1]", "link-local");
        check("https://[::ffff:10.0.0.1]", "a private network");
        check("https://[64:ff9b::a00:1]", "a private network");
        check("https://0xa000001", "a private network");
        check("https://167772161", "a private network");
        check("https://012.0.0.1", "a private network");
    }

    #[test]
    fn a_number_that_is_loopback_in_disguise_is_this_machine() {
        for text in ["http://2130706433:80", "http://0x7f.1", "http://0177.0.0.1"] {
            assert!(Origin::parse("k", text).unwrap().is_loopback(), "{text}");
        }
        assert!(Origin::parse("k", "https://[::ffff:127.0.0.1]").is_err());
    }

    #[test]
    fn nothing_in_a_path_or_query_leads_elsewhere() {
        let origin = Origin::parse("k", "https://a.example/base/").unwrap();
        let check = |path: &[&str], query: &[(&str, &str)], expected: &str| {
            assert_eq!(origin.url(path, query).as_str(), expected);
        };
        check(&["orders", "x 1"], &[], "https://a.example/base/orders/x%201");
        check(&["orders", "../../secret"], &[], "https://a.example/base/orders/..%2F..%2Fsecret");
        check(&["orders", ".."], &[], "https://a.example/base/orders");
        check(&["//evil.example"], &[], "https://a.example/base/%2F%2Fevil.example");
        check(&["item", "v1|1|0 %7C"], &[], "https://a.example/base/item/v1%7C1%7C0%20%257C");
        check(&["a?b#c"], &[("q", "1&2=3")], "https://a.example/base/a%3Fb%23c?q=1%262%3D3");
    }
}
