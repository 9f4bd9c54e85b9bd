//! What every call to TCGplayer has in common: its token, its envelope.

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::wire;
use crate::{
    config,
    domain::limits::Purpose,
    net::{Ask, Auth, Content, Failed, Host, Login, Reply, Request, Room, Trouble, Verb, Why},
    vendors::{credentials, reader::Place},
};

/// TCGplayer's API.
#[derive(Clone)]
pub struct Api {
    host: Host,
}

impl Api {
    /// Checks the settings and reads the keys. Where a store is sold through, its access token makes the bearer carry the
    /// store's rights.
    pub fn open(config: &config::Tcgplayer, room: &Rc<Room>) -> Result<Self> {
        let file = config.credentials_file.as_deref();
        let (public, private, access) = if config.sell {
            let [public, private, access] =
                credentials::read("tcgplayer", file, ["public_key", "private_key", "access_token"])?;
            (public, private, Some(access))
        } else {
            let [public, private] = credentials::read("tcgplayer", file, ["public_key", "private_key"])?;
            (public, private, None)
        };
        let place = Place {
            vendor: "tcgplayer",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let token_url = format!("{}/token", config.base_url.trim_end_matches('/'));
        let form = vec![("grant_type", "client_credentials".into()), ("client_id", public), ("client_secret", private)];
        let mut login = Login::new(place.login("base_url", &token_url)?, form);
        if let Some(access) = access {
            login = login.showing("x-tcg-access-token", access);
        }
        let login = Rc::new(login.shared(Rc::clone(room)));
        Ok(Self { host: place.host(room, Auth::Token("authorization", "Bearer ", login))?.explaining(wire::said) })
    }

    /// The host.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Asks. A reply that says it failed is a refusal, whatever its status.
    pub async fn ask<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&[u8]>,
        fresh: Duration,
    ) -> Result<(wire::Reply<T>, Timestamp), Trouble> {
        let purpose = if fresh.is_zero() && body.is_none() { Purpose::Reconcile } else { Purpose::Other };
        let ask = Ask { fresh, purpose, ..Ask::default() };
        let headers = [("accept", "application/json")];
        let request = Request { path, query, headers: &headers, body: body.map(Content::Json), ..Request::default() };
        let (reply, at): (wire::Reply<T>, Timestamp) = self.host.json(Ask { request, ..ask }).await?;
        match reply.failure() {
            Some(why) => Err(self.host.trouble(ask.what, Why::Refused(200, why))),
            // Nothing found is a list without rows; no list is no answer.
            None if !reply.has_rows() => Err(self.host.unreadable(ask.what, "it holds no results")),
            None => Ok((reply, at)),
        }
    }

    /// Sends what changes something: once, `permit` asked before its first byte leaves. What is sent is a state, never a
    /// step.
    pub async fn put(&self, path: &[&str], body: &[u8], permit: &dyn Fn() -> Result<()>) -> Result<Reply, Failed> {
        let headers = [("accept", "application/json")];
        let body = Some(Content::Json(body));
        let request = Request { path, headers: &headers, body, verb: Verb::Put, ..Request::default() };
        self.host.send("calls", request, permit).await
    }
}
