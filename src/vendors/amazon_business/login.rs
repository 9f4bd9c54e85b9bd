//! Login with Amazon: a refresh token becomes an access token, which is kept until shortly before it ends.

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use super::{settings::Credentials, wire::AccessToken};
use crate::{
    net::{Client, Content, Request},
    secret::{ExposeSecret, SecretString},
};

/// Taken off the life of a token, so that none ends on its way.
const EARLY: Duration = Duration::from_secs(30);

/// The login of this process.
pub struct Login {
    host: Client,
    credentials: Credentials,
    held: RefCell<Option<(SecretString, Instant)>>,
}

impl Login {
    /// Not logged in yet.
    pub fn new(host: Client, credentials: Credentials) -> Self {
        Self { host, credentials, held: RefCell::new(None) }
    }

    /// An access token; the error is one sentence and holds no secret.
    pub async fn token(&self) -> Result<SecretString, String> {
        if let Some((token, _)) = self.held.borrow().as_ref().filter(|(_, ends)| Instant::now() < *ends) {
            return Ok(token.clone());
        }
        let fields = [
            ("grant_type", "refresh_token"),
            ("client_id", self.credentials.client_id.expose_secret()),
            ("client_secret", self.credentials.client_secret.expose_secret()),
            ("refresh_token", self.credentials.refresh_token.expose_secret()),
        ];
        let request = Request { body: Some(Content::Form(&fields)), ..Request::default() };
        let reply = self.host.read(request).await.map_err(|why| format!("the login failed: {why}"))?;
        if reply.status != 200 {
            return Err(format!("the login was refused with {}: check the credentials", reply.status));
        }
        let token: AccessToken =
            serde_json::from_slice(&reply.body).map_err(|_| "the reply to the login can't be read".to_owned())?;
        let life = Duration::from_secs(token.expires_in.min(3600)).saturating_sub(EARLY);
        *self.held.borrow_mut() = Some((token.access_token.clone(), Instant::now() + life));
        Ok(token.access_token)
    }

    /// Forgets the token: the vendor did not take it.
    pub fn forget(&self) {
        *self.held.borrow_mut() = None;
    }
}
