//! OpenAI's chat completions, and every endpoint that speaks like them: a model of your own behind Ollama, llama.cpp, vLLM.
//!
//! It is asked through `net` like every other vendor, and not through a client library: such a library brings its own HTTP
//! calls, and with them loses the one host a key may go to, the guarded addresses, the bound on a reply's size, the quota
//! that all processes share, and the promise that a question which may have cost something is not asked again.

mod wire;

use std::rc::Rc;

use anyhow::Result;
use rust_decimal::Decimal;
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    Call, Check, Left, Model, Prompt, Said, TokenPrice, credentials,
    reader::{self, Place},
};
use crate::{
    config, error,
    net::{Ask, Auth, Content, Host, Request, Room, Trouble},
    secret,
};

/// The longest reply: an answer is short, and what is not is none.
pub(super) const LONGEST: usize = 256 << 10;

/// A model that is spoken to as OpenAI's are.
pub struct OpenAi {
    name: &'static str,
    host: Host,
    model: String,
    price: Option<TokenPrice>,
    thinks: u32,
}

impl OpenAi {
    /// OpenAI itself. Checks the settings and reads the key.
    pub fn open(config: &config::OpenAi, room: &Rc<Room>) -> Result<Self> {
        let [key] = credentials::read("openai", config.credentials_file.as_deref(), ["key"])?;
        Self::at("openai", &config.base_url, config.deadline_s, &config.model, bearer(&key), room)
            .map(|open| open.priced(config.input_per_million, config.output_per_million, config.thinking_tokens))
    }

    /// A model of your own, which may need no key.
    pub fn local(config: &config::LocalModel, room: &Rc<Room>) -> Result<Self> {
        let file = config.credentials_file.as_deref();
        let named = file.is_some()
            || secret::of_the_service("local")?.is_some()
            || secret::of_the_environment("ARB_LOCAL_KEY").is_some();
        let auth = if named {
            let [key] = credentials::read("local", file, ["key"])?;
            bearer(&key)
        } else {
            Auth::Nobody
        };
        Self::at("local", &config.base_url, config.deadline_s, &config.model, auth, room)
            .map(|open| open.priced(config.input_per_million, config.output_per_million, config.thinking_tokens))
    }

    fn at(
        name: &'static str,
        base_url: &str,
        deadline_s: u64,
        model: &Option<String>,
        auth: Auth,
        room: &Rc<Room>,
    ) -> Result<Self> {
        let place = Place { vendor: name, base_url, deadline_s, longest: LONGEST };
        let host = place.host(room, auth)?.explaining(wire::said);
        Ok(Self { name, host, model: model_named(name, model)?, price: None, thinks: 0 })
    }

    fn priced(self, input: Option<Decimal>, output: Option<Decimal>, thinks: u32) -> Self {
        let price = input.zip(output).map(|(input, output)| TokenPrice { input, output });
        Self { price, thinks, ..self }
    }

    /// A model that is not OpenAI's knows the bound of its answer by the older name.
    fn is_own(&self) -> bool {
        self.name == "local"
    }
}

/// The model that the settings name: there is no default, for models come and go.
pub(super) fn model_named(vendor: &str, model: &Option<String>) -> Result<String> {
    let named = model.as_deref().map(str::trim).filter(|name| !name.is_empty());
    named.map(str::to_owned).ok_or_else(|| {
        error::config(format!("`vendors.{vendor}.model` names no model"))
            .code("no_model")
            .hint(format!("write `model = \"…\"` into `[vendors.{vendor}]`, as the vendor names it"))
            .into()
    })
}

fn bearer(key: &SecretString) -> Auth {
    Auth::Header("authorization", SecretString::from(format!("Bearer {}", key.expose_secret())))
}

impl Model for OpenAi {
    fn name(&self) -> &'static str {
        self.name
    }

    fn model(&self) -> &str {
        &self.model
    }

    fn price(&self) -> Option<TokenPrice> {
        self.price
    }

    fn thinks(&self) -> u32 {
        self.thinks
    }

    fn say<'a>(&'a self, prompt: &'a Prompt) -> Call<'a, Said> {
        Box::pin(async move {
            let most = prompt.most_tokens.saturating_add(self.thinks);
            let body = wire::request(&self.model, prompt, most, self.is_own());
            let request = Request {
                path: &["chat", "completions"],
                body: Some(Content::Json(body.as_bytes())),
                ..Request::default()
            };
            let ask = Ask { request, once: true, ..Ask::default() };
            let (reply, _): (wire::Completion, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            reply.said().map_err(|why| self.host.unreadable("calls", why).failure().into())
        })
    }
}

impl Check for OpenAi {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let request = Request { path: &["models"], ..Request::default() };
            let ask = Ask { what: "models", request, ..Ask::default() };
            let (models, _): (wire::Models, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            let known = models.data.iter().any(|one| one.id == self.model);
            let known = if known { "is one of them" } else { "is none of them" };
            Ok(format!("{} models, `{}` {known}", models.data.len(), self.model))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}
