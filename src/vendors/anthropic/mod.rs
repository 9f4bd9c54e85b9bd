//! Anthropic's messages. The answer is asked for as the input of the one tool the model is given and must use: every model
//! of the vendor can do that, and the vendor holds the input against the tool's schema.

mod wire;

use std::rc::Rc;

use anyhow::Result;

use super::{
    Call, Check, Left, Model, Prompt, Said, TokenPrice, credentials,
    openai::{LONGEST, model_named},
    reader::{self, Place},
};
use crate::{
    config,
    net::{Ask, Auth, Content, Host, Request, Room, Trouble},
};

/// The version of the interface that is spoken.
const VERSION: (&str, &str) = ("anthropic-version", "2023-06-01");

/// Anthropic.
pub struct Anthropic {
    host: Host,
    model: String,
    price: Option<TokenPrice>,
}

impl Anthropic {
    /// Checks the settings and reads the key.
    pub fn open(config: &config::Anthropic, room: &Rc<Room>) -> Result<Self> {
        let [key] = credentials::read("anthropic", config.credentials_file.as_deref(), ["key"])?;
        let place =
            Place { vendor: "anthropic", base_url: &config.base_url, deadline_s: config.deadline_s, longest: LONGEST };
        let price = config.input_per_million.zip(config.output_per_million);
        Ok(Self {
            host: place.host(room, Auth::Header("x-api-key", key))?.explaining(wire::said),
            model: model_named("anthropic", &config.model)?,
            price: price.map(|(input, output)| TokenPrice { input, output }),
        })
    }
}

impl Model for Anthropic {
    fn name(&self) -> &'static str {
        "anthropic"
    }

    fn model(&self) -> &str {
        &self.model
    }

    fn price(&self) -> Option<TokenPrice> {
        self.price
    }

    fn say<'a>(&'a self, prompt: &'a Prompt) -> Call<'a, Said> {
        Box::pin(async move {
            let body = wire::request(&self.model, prompt);
            let request = Request {
                path: &["v1", "messages"],
                headers: &[VERSION],
                body: Some(Content::Json(body.as_bytes())),
                ..Request::default()
            };
            let ask = Ask { request, once: true, ..Ask::default() };
            let (reply, _): (wire::Message, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            reply.said(prompt.name).map_err(|why| self.host.unreadable("calls", why).failure().into())
        })
    }
}

impl Check for Anthropic {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let body = wire::count(&self.model);
            let request = Request {
                path: &["v1", "messages", "count_tokens"],
                headers: &[VERSION],
                body: Some(Content::Json(body.as_bytes())),
                ..Request::default()
            };
            let ask = Ask { what: "count", request, ..Ask::default() };
            let (counted, _): (wire::Counted, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            Ok(format!("`{}` counts {} tokens in one word", self.model, counted.input_tokens))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}
