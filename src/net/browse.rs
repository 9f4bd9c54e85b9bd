//! Pages of shops, read politely and safely. There are no credentials here and no place for any.
//!
//! A page is read from the hosts that the settings name and from no other, as their robots.txt allows, one after the other
//! with a pause that all processes keep. A redirect is a new address and is checked like one; the address that is checked is
//! the one that is connected to (see `resolver`).

use std::{
    cell::RefCell,
    collections::BTreeMap,
    rc::Rc,
    time::{Duration, Instant},
};

use jiff::{Timestamp, tz::TimeZone};
use reqwest::{
    Url,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION},
};
use robotxt::{AccessResult, Agent, Robots};

use super::{
    client::{self, Limits, Reply, Request},
    driver::Driver,
    origin::Origin,
    replies::{Kept, Question},
    room::{Allowance, NoTurn, Room},
};
use crate::{
    domain::limits::{Purpose, Quota},
    store::{Cost, Stored},
};

/// The name that robots.txt knows us by, and the one that calls are counted under.
const AGENT: &str = "arb";
const VENDOR: &str = "web";
/// The most redirects of one page.
const REDIRECTS: usize = 5;
/// How old a robots.txt may be.
const ROBOTS_AGE: Duration = Duration::from_secs(24 * 3600);
/// No pause is longer, whatever a robots.txt asks for: a shop that wants more is left alone.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How pages are read.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// The time between two pages of a host.
    pub delay: Duration,
    /// How old an answer may be.
    pub fresh: Duration,
    /// What one page may take.
    pub limits: Limits,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Its address, after redirects.
    pub url: Url,
    /// The header `Content-Type`.
    pub kind: String,
    /// The body.
    pub body: Vec<u8>,
    /// When the shop said so.
    pub at: Timestamp,
}

/// Why a page was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Astray {
    /// It is none that may be read: another host, a private address, a strange port.
    #[error("it is not read: {0}")]
    Refused(String),
    /// The shop asks machines to leave it alone.
    #[error("robots.txt asks machines to leave it alone")]
    Robots,
    /// No answer, or none that is a page.
    #[error("{0}")]
    Broken(String),
    /// The budget of the run is spent.
    #[error("the budget of this run is spent")]
    Budget,
}

/// Reads pages of some hosts.
pub struct Browser {
    room: Rc<Room>,
    hosts: Vec<Url>,
    here: Option<Origin>,
    manners: Manners,
    robots: RefCell<BTreeMap<String, Rc<Rules>>>,
    driver: Option<Driver>,
}

/// What a robots.txt says.
struct Rules {
    robots: Robots,
    pause: Option<Duration>,
}

impl Browser {
    /// For the hosts of these addresses, which come from the settings. This machine is one only where they name it.
    pub fn new(room: &Rc<Room>, starts: &[Url], manners: Manners) -> Result<Self, String> {
        let here = starts
            .iter()
            .find_map(|url| Origin::parse("start", &url[..url::Position::BeforePath]).ok().filter(Origin::is_loopback));
        for url in starts {
            Origin::of_page(url, here.as_ref())?;
        }
        let (room, hosts) = (Rc::clone(room), starts.to_vec());
        Ok(Self { room, hosts, here, manners, robots: RefCell::default(), driver: None })
    }

    /// With a browser that builds the pages.
    #[must_use]
    pub fn driven(mut self, driver: Driver) -> Self {
        self.driver = Some(driver);
        self
    }

    /// Nothing more is read.
    pub async fn end(&self) {
        if let Some(driver) = &self.driver {
            driver.end().await;
        }
    }

    /// Whether an address is at one of the hosts.
    pub fn is_ours(&self, url: &Url) -> bool {
        let bare = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        self.hosts.iter().any(|host| {
            let same_port = host.port() == url.port();
            same_port && host.scheme().starts_with("http") && bare(host) == bare(url)
        })
    }

    /// Reads a page.
    pub async fn page(&self, url: &Url) -> Result<Fetched, Astray> {
        match &self.driver {
            Some(driver) => self.built(driver, url).await,
            None => self.plain(url).await,
        }
    }

    /// Reads a file as it comes, scripts or not: a sitemap.
    pub async fn plain(&self, url: &Url) -> Result<Fetched, Astray> {
        self.follow(url, self.manners.fresh, true).await
    }

    /// Has the browser build a page. Its address is checked before, and where it ended after.
    async fn built(&self, driver: &Driver, url: &Url) -> Result<Fetched, Astray> {
        let mut url = url.clone();
        url.set_fragment(None);
        let (_, pause) = self.admitted(&url, true).await?;
        let store = |why: anyhow::Error| Astray::Broken(format!("the cache: {why:#}"));
        let fresh = if self.room.refreshes() { Duration::ZERO } else { self.manners.fresh };
        let path = [url.as_str()];
        let question = Question::new("built page", "-", &Request { path: &path, ..Request::default() }, fresh);
        let kind = || "text/html; charset=utf-8".to_owned();
        if let Kept::Fresh(reply, at) = self.room.with_cache(|cache| question.look(cache)).map_err(store)? {
            self.room.count(VENDOR, |spent| spent.cached += 1);
            return Ok(Fetched { url, kind: kind(), body: reply.body, at });
        }
        self.turn(&url, pause).await?;
        self.room.count(VENDOR, |spent| spent.calls += 1);
        let (there, body) = driver.read(&url).await.map_err(Astray::Broken)?;
        self.admitted(&there, true).await?;
        let reply = Reply { status: 200, retry_after: None, headers: HeaderMap::new(), body };
        let reply = self.room.with_cache(|cache| question.take(cache, VENDOR, None, reply)).map_err(store)?;
        Ok(Fetched { url: there, kind: kind(), body: reply.body, at: Timestamp::now() })
    }

    /// Whether an address may be read, at which host, and after which pause.
    async fn admitted(&self, url: &Url, asks_robots: bool) -> Result<(Origin, Duration), Astray> {
        let origin = Origin::of_page(url, self.here.as_ref()).map_err(Astray::Refused)?;
        if !self.is_ours(url) {
            let host = url.host_str().unwrap_or_default();
            return Err(Astray::Refused(format!("`{host}` is no host of the shop")));
        }
        let mut pause = self.manners.delay;
        if asks_robots {
            let rules = Box::pin(self.rules(url)).await?;
            if !rules.robots.is_url_allowed(url) {
                return Err(Astray::Robots);
            }
            pause = rules.pause.map_or(pause, |asked| asked.max(pause));
        }
        Ok((origin, pause))
    }

    /// Follows redirects, each checked as a new address.
    async fn follow(&self, url: &Url, fresh: Duration, asks_robots: bool) -> Result<Fetched, Astray> {
        let mut url = url.clone();
        for _ in 0..=REDIRECTS {
            url.set_fragment(None);
            let (origin, pause) = self.admitted(&url, asks_robots).await?;
            let (reply, at) = self.ask(&origin, &url, fresh, pause).await?;
            match reply.status {
                200..=299 => {
                    let kind = reply.header(CONTENT_TYPE.as_str()).unwrap_or_default().to_owned();
                    return Ok(Fetched { url, kind, body: reply.body, at });
                }
                301 | 302 | 303 | 307 | 308 => {
                    let to = reply.header(LOCATION.as_str()).unwrap_or_default();
                    url = url.join(to).map_err(|why| Astray::Broken(format!("it leads nowhere: {why}")))?;
                }
                status => return Err(Astray::Broken(format!("the shop answers {status}"))),
            }
        }
        Err(Astray::Broken(format!("it leads on more than {REDIRECTS} times")))
    }

    /// What the robots.txt of a host says, asked once a run.
    async fn rules(&self, url: &Url) -> Result<Rc<Rules>, Astray> {
        let key = url[..url::Position::BeforePath].to_owned();
        if let Some(rules) = self.robots.borrow().get(&key) {
            return Ok(Rc::clone(rules));
        }
        let there = robotxt::robots_url(url).map_err(|why| Astray::Refused(why.to_string()))?;
        let found = self.follow(&there, ROBOTS_AGE, false).await;
        let text = found.as_ref().map(|page| page.body.as_slice()).unwrap_or_default();
        let access = match &found {
            Err(Astray::Budget) => return Err(Astray::Budget),
            Ok(_) => AccessResult::Successful(text),
            // Not there is not forbidden; what can't be asked is.
            Err(Astray::Broken(why)) if why.ends_with(" 404") || why.ends_with(" 410") => AccessResult::Unavailable,
            Err(_) => AccessResult::Unreachable,
        };
        let robots = Robots::from_access(access, Agent::Exact(AGENT));
        let pause = crawl_delay(text, robots.user_agent());
        if pause.is_some_and(|pause| pause > LONGEST_PAUSE) {
            return Err(Astray::Broken("its robots.txt asks for more than a minute between two pages".into()));
        }
        let rules = Rc::new(Rules { robots, pause });
        self.robots.borrow_mut().insert(key, Rc::clone(&rules));
        Ok(rules)
    }

    /// One address: from the cache where that is fresh enough, else asked, with what the cache knows as conditions.
    async fn ask(
        &self,
        origin: &Origin,
        url: &Url,
        fresh: Duration,
        pause: Duration,
    ) -> Result<(Reply, Timestamp), Astray> {
        let store = |why: anyhow::Error| Astray::Broken(format!("the cache: {why:#}"));
        let fresh = if self.room.refreshes() { Duration::ZERO } else { fresh };
        let path = [url.as_str()];
        let question = Question::new("page", "-", &Request { path: &path, ..Request::default() }, fresh);
        let mut old: Option<(Stored, Vec<(HeaderName, HeaderValue)>)> = None;
        match self.room.with_cache(|cache| question.look(cache)).map_err(store)? {
            Kept::Fresh(reply, at) => {
                self.room.count(VENDOR, |spent| spent.cached += 1);
                return Ok((reply, at));
            }
            Kept::Old(stored, conditions) => old = Some((*stored, conditions)),
            Kept::Nothing => {}
        }
        let conditions = old.as_ref().map(|(_, conditions)| conditions.as_slice()).unwrap_or_default();
        self.turn(url, pause).await?;
        self.room.count(VENDOR, |spent| spent.calls += 1);
        let reply = client::page(origin, url.clone(), conditions, self.manners.limits).await;
        let reply = reply.map_err(|why| Astray::Broken(why.to_string()))?;
        let old = old.map(|(stored, _)| stored);
        let reply = self.room.with_cache(|cache| question.take(cache, VENDOR, old, reply)).map_err(store)?;
        Ok((reply, Timestamp::now()))
    }

    /// Waits for the host's turn; all processes share it.
    async fn turn(&self, url: &Url, pause: Duration) -> Result<(), Astray> {
        let millis = i64::try_from(pause.as_millis().max(1)).unwrap_or(i64::MAX);
        let per_second = (1_000_000 / millis).max(1);
        let quota = Quota { most: 1000, per_second };
        let allowance = Allowance { quota, per_day: None, zone: TimeZone::UTC };
        let key = format!("{VENDOR}:pages:{}", &url[url::Position::BeforeHost..url::Position::AfterPort]);
        let ends = Instant::now() + self.room.patience().max(pause * 2);
        let turn = self.room.turn(&key, &allowance, Cost::Exactly(1000), Purpose::Other, ends).await;
        match turn.map_err(|why| Astray::Broken(format!("the cache: {why:#}")))? {
            Ok(_) => Ok(()),
            Err(NoTurn::Budget) => Err(Astray::Budget),
            Err(NoTurn::Never) => Err(Astray::Broken("its turn never comes".into())),
            Err(NoTurn::Before(at)) => Err(Astray::Broken(format!("its turn does not come before {at}"))),
        }
    }
}

/// The `Crawl-delay` of the group for this agent.
fn crawl_delay(text: &[u8], agent: &str) -> Option<Duration> {
    let text = String::from_utf8_lossy(text);
    let (mut ours, mut in_head, mut found) = (false, false, None);
    for line in text.lines().take(20_000) {
        let line = line.split('#').next().unwrap_or_default();
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "user-agent" => {
                ours = (ours && in_head) || value.eq_ignore_ascii_case(agent);
                in_head = true;
            }
            "crawl-delay" if ours => {
                in_head = false;
                let seconds = value.parse::<f64>().ok().filter(|seconds| (0.0..1e6).contains(seconds));
                found = found.or(seconds.map(Duration::from_secs_f64));
            }
            _ => in_head = false,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser(start: &str) -> Browser {
        let room = Rc::new(Room::in_memory().unwrap().patient(Duration::from_secs(5)));
        let manners = Manners { delay: Duration::ZERO, fresh: Duration::ZERO, limits: Limits::default() };
        Browser::new(&room, &[Url::parse(start).unwrap()], manners).unwrap()
    }

    #[test]
    fn nothing_inside_is_ever_connected_to() {
        // Each of them would be a connection to this machine or its neighbours if it were tried.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let browser = browser("https://shop.example/");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for text in [
            "http://127.0.0.1/",
            "http://0.0.0.0/",
            "http://10.0.0.1/",
            "http://172.16.0.1/",
            "http://192.168.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://100.64.0.1/",
            "http://[::1]/",
            "http://[fc00::1]/",
            "http://[fe80::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://0x7f000001/",
            "https://shop.example@127.0.0.1/",
            "https://me:pw@shop.example/",
            "http://localhost/",
            "http://a.localhost/",
            "file:///etc/passwd",
            "gopher://shop.example/",
            "ftp://shop.example/",
            "https://shop.example:8443/",
            "https://shop.example:22/",
            "https://evil.example/",
            &format!("http://127.0.0.1:{port}/"),
            &format!("http://localhost:{port}/"),
        ] {
            let url = Url::parse(text).unwrap();
            let found = runtime.block_on(browser.page(&url));
            assert!(matches!(found, Err(Astray::Refused(_))), "{text}: {found:?}");
        }
        assert!(listener.accept().is_err(), "somebody connected");
    }

    #[test]
    fn a_shop_on_this_machine_is_its_own_port_and_no_other() {
        let browser = browser("http://127.0.0.1:8123/shop");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for text in ["http://127.0.0.1:8124/", "http://127.0.0.1/", "http://localhost:8123/", "https://127.0.0.1:8123/"]
        {
            let found = runtime.block_on(browser.page(&Url::parse(text).unwrap()));
            assert!(matches!(found, Err(Astray::Refused(_))), "{text}: {found:?}");
        }
    }

    #[test]
    fn the_pause_is_that_of_our_group() {
        let check = |text: &str, agent: &str, expected: Option<u64>| {
            assert_eq!(crawl_delay(text.as_bytes(), agent), expected.map(Duration::from_millis), "{text}");
        };
        check("User-agent: *\nCrawl-delay: 2.5\n", "*", Some(2500));
        check("User-agent: arb\nUser-agent: b\nDisallow: /x\nCrawl-delay: 3 # slow\n", "arb", Some(3000));
        check("User-agent: b\nCrawl-delay: 3\nUser-agent: *\nDisallow:\n", "*", None);
        check("Crawl-delay: 3", "*", None);
        check("User-agent: *\nCrawl-delay: -1\n", "*", None);
    }
}
