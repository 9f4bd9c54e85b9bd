//! Stored replies, by the rules of RFC 9111 and by how old an answer the one who asks will take.

use std::time::{Duration, SystemTime};

use anyhow::Result;
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use jiff::Timestamp;
use reqwest::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use super::client::{Content, Reply, Request};
use crate::store::{Cache, Stored};

/// A question as the cache knows it. It holds no secret.
pub struct Question {
    key: String,
    request: http::Request<()>,
}

/// What the cache has for a question.
pub enum Kept {
    /// Nothing that helps.
    Nothing,
    /// An answer, and when it came.
    Fresh(Reply, Timestamp),
    /// One to ask the vendor about, with these headers.
    Old(Box<Stored>, Vec<(HeaderName, HeaderValue)>),
}

impl Question {
    /// Of this key at this host. A question that is posted counts as its bytes.
    pub fn new(host: &str, print: &str, request: &Request<'_>, fresh: Duration) -> Self {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        part(host.as_bytes());
        part(print.as_bytes());
        for piece in request.path {
            part(piece.as_bytes());
        }
        part(b"?");
        for (name, value) in request.query {
            part(name.as_bytes());
            part(value.as_bytes());
        }
        // What stands in a header changes the answer, too: the site, the place that goods are sent to.
        part(b"&");
        for (name, value) in request.headers {
            part(name.as_bytes());
            part(value.as_bytes());
        }
        part(b"#");
        match request.body {
            Some(Content::Json(bytes) | Content::Typed(_, bytes)) => part(bytes),
            Some(Content::Form(fields)) => {
                for (name, value) in fields {
                    part(name.as_bytes());
                    part(value.as_bytes());
                }
            }
            None => {}
        }
        let key: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        // A stored answer is matched by its key; the rules look at the headers alone.
        let mut asked = http::Request::new(());
        *asked.uri_mut() = http::Uri::from_static("https://kept.invalid/");
        for (name, value) in request.headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                asked.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        let wish = if fresh.is_zero() { "no-cache".to_owned() } else { format!("max-stale={}", fresh.as_secs()) };
        if let Ok(wish) = HeaderValue::from_str(&wish) {
            asked.headers_mut().insert(CACHE_CONTROL, wish);
        }
        Self { key, request: asked }
    }

    /// Looks.
    pub fn look(&self, cache: &Cache) -> Result<Kept> {
        let Some(stored) = cache.reply(&self.key)? else { return Ok(Kept::Nothing) };
        let Ok(policy) = serde_json::from_str::<CachePolicy>(&stored.policy) else { return Ok(Kept::Nothing) };
        match policy.before_request(&self.request, SystemTime::now()) {
            BeforeRequest::Fresh(_) => Ok(Kept::Fresh(reply_of(&stored), stored.at)),
            BeforeRequest::Stale { request, matches } if matches => {
                let conditions = request
                    .headers
                    .iter()
                    .filter(|(name, _)| name.as_str().starts_with("if-"))
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect();
                Ok(Kept::Old(Box::new(stored), conditions))
            }
            BeforeRequest::Stale { .. } => Ok(Kept::Nothing),
        }
    }

    /// Takes in what came: a new answer is stored where that is allowed; "not modified" brings the old one back.
    pub fn take(&self, cache: &mut Cache, vendor: &str, old: Option<Stored>, reply: Reply) -> Result<Reply> {
        let now = Timestamp::now();
        let response = response_of(&reply);
        if let Some(old) = old.filter(|_| reply.status == 304)
            && let Ok(policy) = serde_json::from_str::<CachePolicy>(&old.policy)
            && let AfterResponse::NotModified(policy, _) =
                policy.after_response(&self.request, &response, SystemTime::now())
        {
            let renewed = Stored { at: now, policy: serde_json::to_string(&policy)?, ..old };
            cache.keep_reply(&self.key, vendor, &renewed)?;
            return Ok(reply_of(&renewed));
        }
        if reply.status == 200 {
            let options = CacheOptions { shared: false, ..CacheOptions::default() };
            let policy = CachePolicy::new_options(&self.request, &response, SystemTime::now(), options);
            if is_storable(&policy, &reply) {
                let stored = Stored {
                    at: now,
                    policy: serde_json::to_string(&policy)?,
                    headers: headers_text(&reply.headers),
                    status: reply.status,
                    body: reply.body.clone(),
                };
                cache.keep_reply(&self.key, vendor, &stored)?;
            }
        }
        Ok(reply)
    }
}

fn is_storable(policy: &CachePolicy, reply: &Reply) -> bool {
    policy.is_storable() && !reply.body.is_empty()
}

fn response_of(reply: &Reply) -> http::Response<()> {
    let mut response = http::Response::new(());
    *response.status_mut() = http::StatusCode::from_u16(reply.status).unwrap_or(http::StatusCode::BAD_GATEWAY);
    *response.headers_mut() = reply.headers.clone();
    response
}

fn reply_of(stored: &Stored) -> Reply {
    let mut headers = HeaderMap::new();
    for (name, value) in serde_json::from_str::<Vec<(String, String)>>(&stored.headers).unwrap_or_default() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(&value)) {
            headers.append(name, value);
        }
    }
    Reply { status: stored.status, retry_after: None, headers, body: stored.body.clone() }
}

fn headers_text(headers: &HeaderMap) -> String {
    let pairs: Vec<(&str, &str)> =
        headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(headers: &[(&'static str, &'static str)], status: u16, body: &str) -> Reply {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_static(value));
        }
        Reply { status, retry_after: None, headers: map, body: body.into() }
    }

    fn kept(cache: &Cache, fresh: u64) -> &'static str {
        let question = Question::new("h", "k", &Request::default(), Duration::from_secs(fresh));
        match question.look(cache).unwrap() {
            Kept::Nothing => "nothing",
            Kept::Fresh(..) => "fresh",
            Kept::Old(_, conditions) if conditions.is_empty() => "old",
            Kept::Old(..) => "to ask about",
        }
    }

    #[test]
    fn what_the_headers_and_the_asker_allow_comes_from_the_cache() {
        let check = |headers: &[(&'static str, &'static str)], fresh: u64, expected: &str| {
            let mut cache = Cache::in_memory().unwrap();
            let question = Question::new("h", "k", &Request::default(), Duration::from_secs(60));
            question.take(&mut cache, "v", None, reply(headers, 200, "{}")).unwrap();
            assert_eq!(kept(&cache, fresh), expected, "{headers:?} {fresh}");
        };
        check(&[], 60, "fresh");
        check(&[], 0, "old");
        check(&[("cache-control", "max-age=60")], 1, "fresh");
        check(&[("cache-control", "max-age=60")], 0, "old");
        check(&[("cache-control", "no-store")], 60, "nothing");
        check(&[("cache-control", "private, max-age=60")], 60, "fresh");
        check(&[("etag", "\"a\"")], 0, "to ask about");
        check(&[("cache-control", "must-revalidate, max-age=0"), ("etag", "\"a\"")], 60, "to ask about");
    }

    #[test]
    fn not_modified_brings_the_old_answer_back_and_an_error_is_not_kept() {
        let mut cache = Cache::in_memory().unwrap();
        let question = Question::new("h", "k", &Request::default(), Duration::ZERO);
        question.take(&mut cache, "v", None, reply(&[("etag", "\"a\"")], 200, "first")).unwrap();
        let Kept::Old(old, _) = question.look(&cache).unwrap() else { panic!() };
        let back = question.take(&mut cache, "v", Some(*old), reply(&[("etag", "\"a\"")], 304, "")).unwrap();
        assert_eq!((back.status, back.body), (200, b"first".to_vec()));
        question.take(&mut cache, "v", None, reply(&[], 500, "sorry")).unwrap();
        let Kept::Old(old, _) = question.look(&cache).unwrap() else { panic!() };
        assert_eq!(old.body, b"first");
    }

    #[test]
    fn other_questions_keys_and_hosts_have_other_answers() {
        let ask =
            |host: &str, print: &str, request: &Request<'_>| Question::new(host, print, request, Duration::ZERO).key;
        let (a, b): (&[&str], &[&str]) = (&["ab"], &["a", "b"]);
        let keys = [
            ask("h", "k", &Request { path: a, ..Request::default() }),
            ask("h", "k", &Request { path: b, ..Request::default() }),
            ask("h", "l", &Request { path: a, ..Request::default() }),
            ask("i", "k", &Request { path: a, ..Request::default() }),
            ask("h", "k", &Request { path: a, query: &[("q", "1")], ..Request::default() }),
            ask("h", "k", &Request { path: a, headers: &[("q", "1")], ..Request::default() }),
            ask("h", "k", &Request { path: a, body: Some(Content::Json(b"{}")), ..Request::default() }),
        ];
        let unique: std::collections::BTreeSet<&String> = keys.iter().collect();
        assert_eq!(unique.len(), keys.len());
    }
}
