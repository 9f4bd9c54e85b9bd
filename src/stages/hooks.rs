//! What comes in from outside: each call's signature is checked, what it says is written down, then it is acknowledged;
//! what follows from it is done afterwards, once, whoever comes to it first.

use std::rc::Rc;

use anyhow::{Result, anyhow};
use jiff::Timestamp;
use p256::ecdsa::VerifyingKey;
use sha2::{Digest as _, Sha256};

use super::{approvals, buy::Ground};
use crate::{
    domain::{effect::Receipt, manners::Wish},
    effects::{self, Fate, Told},
    net::{Answering, Received},
    secret::{ExposeSecret as _, SecretString},
    store::{Effect, Hook, Store},
    vendors::{
        ebay::{Ebay, notice},
        messengers::MAIL,
        sendgrid,
        telegram::{self, Telegram},
        twilio::{self, Twilio},
    },
};

/// The most calls that are worked off at once.
const BATCH: usize = 100;

/// Who may call, each with what proves that it is them. Who is not here is not answered.
#[derive(Default)]
pub struct Doors {
    /// How the world reaches us: signatures are over it.
    pub public_url: Option<String>,
    /// Text messages.
    pub twilio: Option<Rc<Twilio>>,
    /// The key that SendGrid's events are signed with.
    pub events_key: Option<VerifyingKey>,
    /// The key that letters from SendGrid are signed with.
    pub parse_key: Option<VerifyingKey>,
    /// eBay, and the word that its challenge is answered with.
    pub ebay: Option<(Rc<Ebay>, SecretString)>,
    /// Presses of buttons.
    pub telegram: Option<Rc<Telegram>>,
}

impl Doors {
    /// The paths that are open.
    pub fn paths(&self) -> Vec<&'static str> {
        let all = [
            ("/twilio/sms", self.twilio.is_some()),
            ("/sendgrid/events", self.events_key.is_some()),
            ("/sendgrid/parse", self.parse_key.is_some()),
            ("/ebay/notices", self.ebay.is_some()),
            ("/telegram", self.telegram.is_some()),
        ];
        all.into_iter().filter(|(_, open)| *open).map(|(path, _)| path).collect()
    }

    /// The address of a path as the outside knows it.
    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_deref().unwrap_or_default().trim_end_matches('/'))
    }
}

/// What a call proved and said: its events, each with its id and its bytes, and the answer once they are on disk.
struct Taken {
    source: &'static str,
    events: Vec<(String, Vec<u8>)>,
    answer: Answering,
}

/// Answers a call. Only what is on disk is acknowledged: where that fails the caller is told to come again, and why is the
/// second half.
pub async fn receive(
    store: &mut Store,
    doors: &Doors,
    call: &Received,
    now: Timestamp,
) -> (Answering, Option<anyhow::Error>) {
    match taken(doors, call, now).await {
        Err(status) => (Answering::bare(status), None),
        Ok(Taken { source, events, answer }) => match store.keep_hooks(source, &events, now) {
            Ok(_) => (answer, None),
            Err(why) => (Answering::bare(503), Some(why)),
        },
    }
}

async fn taken(doors: &Doors, call: &Received, now: Timestamp) -> Result<Taken, u16> {
    match (call.method.as_str(), call.path.as_str()) {
        ("GET", "/health") => Ok(Taken { source: "", events: Vec::new(), answer: Answering::of("text/plain", "ok\n") }),
        ("POST", "/twilio/sms") => sms(doors, call),
        ("POST", "/sendgrid/events") => events(doors, call, now),
        ("POST", "/sendgrid/parse") => letter(doors, call, now),
        ("GET", "/ebay/notices") => challenge(doors, call),
        ("POST", "/ebay/notices") => closed_account(doors, call).await,
        ("POST", "/telegram") => press(doors, call),
        (_, "/twilio/sms" | "/sendgrid/events" | "/sendgrid/parse" | "/ebay/notices" | "/telegram") => Err(405),
        _ => Err(404),
    }
}

fn sms(doors: &Doors, call: &Received) -> Result<Taken, u16> {
    let twilio = doors.twilio.as_ref().ok_or(404_u16)?;
    let fields = twilio::hook::fields(&call.body);
    let query = if call.query.is_empty() { String::new() } else { format!("?{}", call.query) };
    let url = format!("{}{query}", doors.address(&call.path));
    let signature = call.header("x-twilio-signature").ok_or(403_u16)?;
    if !twilio::hook::is_signed(twilio.token(), &url, &fields, signature) {
        return Err(403);
    }
    let id = fields.iter().find(|(name, _)| name == "MessageSid").map(|(_, sid)| sid.clone());
    let id = id.filter(|sid| (1..=64).contains(&sid.len())).unwrap_or_else(|| digest(&call.body));
    let answer = Answering::of("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");
    Ok(Taken { source: "twilio", events: vec![(id, call.body.clone())], answer })
}

fn signed(key: Option<&VerifyingKey>, call: &Received, now: Timestamp) -> Result<(), u16> {
    let key = key.ok_or(404_u16)?;
    let time = call.header("x-twilio-email-event-webhook-timestamp").ok_or(403_u16)?;
    let signature = call.header("x-twilio-email-event-webhook-signature").ok_or(403_u16)?;
    if sendgrid::hook::is_signed(key, &call.body, time, signature, now) { Ok(()) } else { Err(403) }
}

fn events(doors: &Doors, call: &Received, now: Timestamp) -> Result<Taken, u16> {
    signed(doors.events_key.as_ref(), call, now)?;
    let events = sendgrid::hook::events(&call.body).map_err(|_| 400_u16)?;
    let events = events.into_iter().map(|(event, bytes)| (event.sg_event_id, bytes)).collect();
    Ok(Taken { source: "sendgrid_event", events, answer: Answering::bare(204) })
}

fn letter(doors: &Doors, call: &Received, now: Timestamp) -> Result<Taken, u16> {
    signed(doors.parse_key.as_ref(), call, now)?;
    let kind = call.header("content-type").filter(|kind| kind.starts_with("multipart/form-data")).ok_or(415_u16)?;
    // The form is kept with the mark that its parts are told apart by.
    let kept = [kind.as_bytes(), b"\n", &call.body].concat();
    Ok(Taken { source: "sendgrid_parse", events: vec![(digest(&call.body), kept)], answer: Answering::bare(200) })
}

fn challenge(doors: &Doors, call: &Received) -> Result<Taken, u16> {
    let (_, token) = doors.ebay.as_ref().ok_or(404_u16)?;
    let mut query = url::form_urlencoded::parse(call.query.as_bytes());
    let (_, code) = query.find(|(name, _)| name == "challenge_code").ok_or(400_u16)?;
    let answer = notice::challenge_response(&code, token.expose_secret(), &doors.address(&call.path));
    let body = serde_json::to_string(&answer).map_err(|_| 500_u16)?;
    Ok(Taken { source: "", events: Vec::new(), answer: Answering::of("application/json", body) })
}

async fn closed_account(doors: &Doors, call: &Received) -> Result<Taken, u16> {
    let (ebay, _) = doors.ebay.as_ref().ok_or(404_u16)?;
    // 412 is what eBay asks for where a signature does not fit.
    let signature = call.header("x-ebay-signature").and_then(notice::Signature::read).ok_or(412_u16)?;
    let key = ebay.notice_key(&signature.key).await.map_err(|_| 503_u16)?;
    if !signature.is_over(&call.body, &key) {
        return Err(412);
    }
    let notice = notice::read(&call.body).map_err(|_| 400_u16)?;
    Ok(Taken { source: "ebay", events: vec![(notice.id, call.body.clone())], answer: Answering::bare(204) })
}

fn press(doors: &Doors, call: &Received) -> Result<Taken, u16> {
    let telegram = doors.telegram.as_ref().ok_or(404_u16)?;
    if !telegram.is_genuine(call.header("x-telegram-bot-api-secret-token")) {
        return Err(403);
    }
    let number = telegram::wire::number(&call.body).ok_or(400_u16)?;
    Ok(Taken {
        source: "telegram",
        events: vec![(number.to_string(), call.body.clone())],
        answer: Answering::bare(200),
    })
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What came of the calls that were worked off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Worked {
    /// Messages and letters taken in.
    pub messages: usize,
    /// Plans that were approved or rejected.
    pub answers: usize,
    /// People whose messages were erased.
    pub forgotten: usize,
    /// Calls that came to nothing: `arb approvals` and the database say why.
    pub nothing: usize,
}

/// Works off what was written down. A call that can't be worked off stops no other. What was erased by the way is still on the
/// disk afterwards: [`Store::tidy`] takes it off, once for all of them.
pub async fn work(
    store: &mut Store,
    ground: &Ground<'_>,
    telegram: Option<&Telegram>,
    now: Timestamp,
) -> Result<Worked> {
    let mut worked = Worked::default();
    for hook in store.open_hooks(BATCH)? {
        let outcome = match hook.source.as_str() {
            "twilio" => text_message(store, &hook, &mut worked, now),
            "sendgrid_parse" => parsed_letter(store, &hook, &mut worked, now).await,
            "sendgrid_event" => match event(store, &hook, now).transpose() {
                Some(outcome) => outcome,
                // It is worked off when the letter's sender has done its part.
                None => continue,
            },
            "ebay" => account_closed(store, &hook, &mut worked, now),
            "telegram" => {
                let answered = approvals::take(store, ground, telegram, &hook.raw, now).await?;
                worked.answers += usize::from(answered.counted);
                if answered.counted { Ok(answered.outcome) } else { Err(anyhow!(answered.outcome)) }
            }
            other => Err(anyhow!("nobody knows what `{other}` says")),
        };
        let outcome = match outcome {
            Ok(outcome) => outcome,
            // What the books can't take now is tried again; what makes no sense never will.
            Err(why) if why.downcast_ref::<crate::error::Failure>().is_some() => return Err(why),
            Err(why) => {
                worked.nothing += 1;
                format!("{why:#}")
            }
        };
        store.hook_done(hook.id, &outcome, now)?;
    }
    Ok(worked)
}

fn text_message(store: &mut Store, hook: &Hook, worked: &mut Worked, now: Timestamp) -> Result<String> {
    let message = twilio::hook::read(&twilio::hook::fields(&hook.raw), hook.received_at).map_err(|why| anyhow!(why))?;
    worked.messages += store.store_messages("twilio", &[message], now)?;
    Ok("a message".to_owned())
}

async fn parsed_letter(store: &mut Store, hook: &Hook, worked: &mut Worked, now: Timestamp) -> Result<String> {
    let end = hook.raw.iter().position(|byte| *byte == b'\n').ok_or_else(|| anyhow!("it was kept in part"))?;
    let (kind, body) = (String::from_utf8_lossy(&hook.raw[..end]).into_owned(), &hook.raw[end + 1..]);
    let message = sendgrid::hook::parsed(&kind, body, hook.received_at).await.map_err(|why| anyhow!(why))?;
    worked.messages += store.store_messages(MAIL, &[message], now)?;
    Ok("a letter".to_owned())
}

/// What an event is worth; `None` where that can't be said yet.
fn event(store: &mut Store, hook: &Hook, now: Timestamp) -> Result<Option<String>> {
    let event: sendgrid::hook::Event = serde_json::from_slice(&hook.raw)?;
    if matches!(event.event.as_str(), "unsubscribe" | "group_unsubscribe" | "spamreport") {
        let at = Timestamp::from_second(event.timestamp).unwrap_or(now).min(now);
        store.note_wish(MAIL, &event.email, Wish::Stop, &event.sg_event_id, at)?;
    }
    if event.event == "group_resubscribe" {
        let at = Timestamp::from_second(event.timestamp).unwrap_or(now).min(now);
        store.note_wish(MAIL, &event.email, Wish::Start, &event.sg_event_id, at)?;
    }
    let more = match settled(store, &event, now)? {
        Told::Settled(_) => ", which nobody knew the fate of",
        Told::Nothing => "",
        Told::Busy => return Ok(None),
    };
    Ok(Some(format!("a letter: {:.40}{more}", event.event)))
}

/// How far SendGrid's clock and ours may be apart.
const SLACK_S: i64 = 300;

/// Settles the letter of ours that an event is about, where its reply was lost.
fn settled(store: &mut Store, event: &sendgrid::hook::Event, now: Timestamp) -> Result<Told> {
    let (Some(name), Some(fate)) = (event.arb_letter.as_deref(), event.fate()) else { return Ok(Told::Nothing) };
    let fate = match fate {
        Ok(id) => Fate::Happened(Receipt { id, amount: None, at: now }),
        Err(why) => Fate::Never(why),
    };
    // The same words to the same person before are another letter.
    let is_it = |effect: &Effect| {
        sendgrid::letter_name(&effect.request).as_deref() == Some(name)
            && event.timestamp >= effect.first_sent.as_second() - SLACK_S
    };
    let evidence = format!("its event {} ({:.40})", event.sg_event_id, event.event);
    effects::told(store, "sendgrid", &is_it, &fate, &evidence, now)
}

fn account_closed(store: &mut Store, hook: &Hook, worked: &mut Worked, now: Timestamp) -> Result<String> {
    let notice = notice::read(&hook.raw).map_err(|why| anyhow!(why))?;
    let names: Vec<&str> = notice.username.as_deref().into_iter().chain(notice.user_id.as_deref()).collect();
    let erased = store.forget("ebay", &names, &notice.id, now)?;
    worked.forgotten += 1;
    Ok(format!("an account was closed: {} messages erased", erased.messages))
}
