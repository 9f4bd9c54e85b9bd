//! Where a page leads, as absolute addresses, and what a sitemap lists.

use scraper::{Html, Node};
use url::Url;

/// The most links of one page.
const MOST: usize = 5_000;
/// The longest address.
const LONGEST: usize = 2_000;

/// Where a page leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The addresses, each once, in order, without what stands behind `#`.
    pub to: Vec<String>,
    /// Whether the page asks machines not to follow them.
    pub nofollow: bool,
    /// Whether it asks machines not to keep what it says.
    pub noindex: bool,
}

/// The links of a page at this address.
pub fn links(html: &Html, url: &str) -> Links {
    let mut links = Links::default();
    let Ok(mut base) = Url::parse(url) else { return links };
    let mut seen = std::collections::BTreeSet::new();
    for node in html.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        match element.name() {
            "base" => {
                if let Some(found) = element.attr("href").and_then(|href| base.join(href.trim()).ok()) {
                    base = found;
                }
            }
            "meta" => {
                let name = element.attr("name").unwrap_or_default().to_ascii_lowercase();
                let content = element.attr("content").unwrap_or_default().to_ascii_lowercase();
                if ["robots", "arb"].contains(&name.as_str()) {
                    links.nofollow |= content.contains("nofollow") || content.contains("none");
                    links.noindex |= content.contains("noindex") || content.contains("none");
                }
            }
            "a" | "area" if links.to.len() < MOST => {
                let nofollow = element.attr("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("nofollow"));
                let href = element.attr("href").filter(|href| !nofollow && href.len() <= LONGEST);
                if let Some(link) = href.and_then(|href| absolute(&base, href))
                    && seen.insert(link.clone())
                {
                    links.to.push(link);
                }
            }
            _ => {}
        }
    }
    links
}

/// A link as an absolute address; `None` where it leads to no page.
fn absolute(base: &Url, href: &str) -> Option<String> {
    let mut url = base.join(href.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_fragment(None);
    Some(url.into())
}

/// The addresses in a sitemap or an index of sitemaps: whether each is a sitemap itself, and the address.
pub fn sitemap(text: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    let index = text.contains("<sitemapindex");
    while let Some((_, after)) = rest.split_once("<loc>") {
        let Some((address, behind)) = after.split_once("</loc>") else { break };
        let address = address.trim();
        let address = address.strip_prefix("<![CDATA[").and_then(|a| a.strip_suffix("]]>")).unwrap_or(address).trim();
        if address.len() <= LONGEST && found.len() < 50_000 {
            found.push((index, address.replace("&amp;", "&")));
        }
        rest = behind;
    }
    if found.is_empty() && !text.contains('<') {
        found.extend(
            text.lines().map(str::trim).filter(|line| line.starts_with("http")).map(|line| (false, line.to_owned())),
        );
    }
    found
}
