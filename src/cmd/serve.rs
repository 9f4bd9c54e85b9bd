//! `arb serve`: takes what vendors send: text messages, parsed mail and its events, eBay's notices, Telegram's answers.
//!
//! Each call is proven by its signature, written down, then acknowledged; afterwards it becomes a message, an answer, an
//! erasure. Nothing is sent to a customer: `arb support` does that. Behind a proxy that speaks TLS.

use std::{collections::BTreeMap, io::Write as _, rc::Rc, time::Duration};

use anyhow::Result;
use serde_json::json;

use super::recovery;
use crate::{
    context::Context,
    error::{self, Exit},
    net::{Answering, Bounds, Received, Server, Service},
    secret,
    stages::{
        buy::Ground,
        hooks::{self, Doors, Worked},
    },
    vendors::{credentials, ebay::Ebay, sendgrid, telegram::Telegram, twilio::Twilio},
};

/// Take what vendors send: text messages, parsed mail, eBay's notices, Telegram's answers
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Only what is switched on and has a key is taken; every call must be signed. It ends on SIGINT and SIGTERM, after the
calls that are in work.

Paths: /twilio/sms  /sendgrid/parse  /sendgrid/events  /ebay/notices  /telegram  /health

Example:
  arb serve --live      listens where `[serve]` says; a proxy in front of it speaks TLS"
)]
pub struct Args {
    /// Listen here instead of where `[serve]` says: `127.0.0.1:8787`
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
}

/// Runs `arb serve`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    if ctx.global.dry_run {
        return Err(error::usage("`arb serve` has no dry run: what it takes is written down").into());
    }
    let doors = doors(ctx)?;
    let paths = doors.paths();
    if paths.is_empty() {
        return Err(error::config("nobody could call: no vendor with a webhook is set up")
            .code("nothing_to_serve")
            .hint("`[serve]` in arb.toml.example says what each needs")
            .into());
    }
    let settings = ctx.config.serve.clone();
    let bounds = Bounds {
        connections: settings.connections.clamp(1, 10_000),
        body: settings.body_kib.clamp(1, 64 << 10) << 10,
        request: Duration::from_secs(settings.request_s.clamp(1, 60)),
        stop: Duration::from_secs(settings.stop_s.min(60)),
    };
    // What a run before this one took and did not come to.
    work_off(ctx).await?;
    let server = Server::bind(args.listen.as_deref().unwrap_or(&settings.listen), bounds).await?;
    let address = server.address()?;
    if !ctx.global.for_eyes() {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", json!({ "listening": address.to_string(), "paths": paths }))?;
        out.flush()?;
    }
    ctx.ui.note(&format!("serve: listening at {address} for {}", paths.join(", ")));
    let mut desk = Desk { ctx, doors, answered: BTreeMap::new(), worked: Worked::default() };
    server.run(&mut desk).await?;
    let Desk { ctx, answered, worked, .. } = desk;
    let calls: u64 = answered.values().sum();
    let by_status: Vec<String> = answered.iter().map(|(status, count)| format!("{count} × {status}")).collect();
    ctx.ui.note(&format!(
        "serve: stopped after {calls} calls ({}): {} messages, {} answers, {} people forgotten, {} that came to nothing",
        by_status.join(", "),
        worked.messages,
        worked.answers,
        worked.forgotten,
        worked.nothing
    ));
    Ok(Exit::Done)
}

/// What answers the calls.
struct Desk<'a> {
    ctx: &'a mut Context,
    doors: Doors,
    answered: BTreeMap<u16, u64>,
    worked: Worked,
}

impl Service for Desk<'_> {
    async fn answer(&mut self, call: Received) -> Answering {
        let now = self.ctx.now();
        let (answer, trouble) = match self.ctx.store() {
            Ok(store) => hooks::receive(store, &self.doors, &call, now).await,
            Err(why) => (Answering::bare(503), Some(why)),
        };
        if let Some(why) = trouble {
            self.ctx.ui.warn(&format!("serve: a call could not be written down and will come again: {why:#}"));
        }
        *self.answered.entry(answer.status).or_default() += 1;
        answer
    }

    async fn afterwards(&mut self) {
        match work_off(self.ctx).await {
            Ok(worked) => {
                self.worked.messages += worked.messages;
                self.worked.answers += worked.answers;
                self.worked.forgotten += worked.forgotten;
                self.worked.nothing += worked.nothing;
            }
            Err(why) => self.ctx.ui.warn(&format!("serve: what came in waits to be worked off: {why:#}")),
        }
    }
}

/// Works off what came in by webhook or from a bot and is written down.
pub async fn work_off(ctx: &mut Context) -> Result<Worked> {
    let now = ctx.now();
    if ctx.store()?.open_hooks(1)?.is_empty() {
        return Ok(Worked::default());
    }
    let telegram = telegram(ctx)?;
    let (rules, tax_pct) = (ctx.rules(None)?.version, ctx.config.costs.tax_pct);
    let ground = Ground { rules: &rules, tax_pct };
    let worked = hooks::work(ctx.store()?, &ground, telegram.as_deref(), now).await;
    recovery::tidy(ctx)?;
    worked
}

fn telegram(ctx: &mut Context) -> Result<Option<Rc<Telegram>>> {
    let settings = ctx.config.vendors.telegram.clone();
    if !settings.enabled {
        return Ok(None);
    }
    let room = ctx.readers()?.room()?;
    Ok(Some(Rc::new(Telegram::open(&settings, &room)?)))
}

/// Who may call, by the settings.
fn doors(ctx: &mut Context) -> Result<Doors> {
    let (vendors, serve) = (ctx.config.vendors.clone(), ctx.config.serve.clone());
    let mut doors = Doors { public_url: serve.public_url.clone(), ..Doors::default() };
    let public = |vendor: &str| match &serve.public_url {
        Some(_) => Ok(()),
        None => {
            Err(error::config(format!("`serve.public_url` is not set, and the signatures of `{vendor}` are over it"))
                .code("no_public_url")
                .hint("write the address by which the world reaches this: `https://hooks.example.com`"))
        }
    };
    let room = ctx.readers()?.room()?;
    if vendors.twilio.enabled {
        public("twilio")?;
        doors.twilio = Some(Rc::new(Twilio::open(&vendors.twilio, &room)?));
    }
    let key = |name: &str, text: &Option<String>| -> Result<_> {
        let Some(text) = text else { return Ok(None) };
        let read = sendgrid::hook::key(text);
        read.map(Some).ok_or_else(|| {
            error::config(format!("the setting `vendors.sendgrid.{name}` is no public key"))
                .code("bad_setting")
                .hint("copy it from SendGrid as it is shown there")
                .into()
        })
    };
    doors.events_key = key("webhook_key", &vendors.sendgrid.webhook_key)?;
    doors.parse_key = key("parse_key", &vendors.sendgrid.parse_key)?;
    let named = serve.credentials_file.is_some()
        || secret::of_the_service("serve")?.is_some()
        || secret::of_the_environment("ARB_SERVE_EBAY_VERIFICATION_TOKEN").is_some();
    if named && vendors.ebay.enabled {
        public("ebay")?;
        let [token] = credentials::read("serve", serve.credentials_file.as_deref(), ["ebay_verification_token"])?;
        doors.ebay = Some((Rc::new(Ebay::open(&vendors.ebay, &room)?), token));
    }
    doors.telegram = telegram(ctx)?.filter(|bot| bot.has_webhook());
    Ok(doors)
}
