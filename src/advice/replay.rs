//! The log, worked out again: from the answer as it came and from what bounded it, the act and what held. Where that differs
//! from what was written down, the log or the program changed.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{analyst, copywriter, negotiator, support};
use crate::store::AdviceCall;

/// Something that comes out differently.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The call.
    pub call: i64,
    /// `analyst`, `copywriter`, `support`.
    pub role: String,
    /// The record, the SKU or the ticket.
    pub subject: String,
    /// `bounds`, `act` or `effective`.
    pub what: &'static str,
    /// What was written down.
    pub logged: Value,
    /// What comes out now.
    pub now: Value,
}

/// What comes out of a call differently now.
pub fn replay(call: &AdviceCall) -> Vec<Difference> {
    if call.is_erased() {
        return Vec::new();
    }
    let differs = |what, logged: Value, now: Value| Difference {
        call: call.call,
        role: call.role.clone(),
        subject: call.subject.clone(),
        what,
        logged,
        now,
    };
    let again = match call.role.as_str() {
        "analyst" => {
            again(call, analyst::understood, |within, act| serde_json::to_value(analyst::effective(within, act)))
        }
        "copywriter" => again(call, copywriter::understood, |within: &copywriter::Within, act| {
            serde_json::to_value(act.as_ref().unwrap_or(&within.template))
        }),
        "support" => again(call, support::understood, |within: &support::Within, act| {
            let template = support::Words { text: within.template.clone() };
            serde_json::to_value(act.as_ref().unwrap_or(&template))
        }),
        "negotiator" => {
            again(call, negotiator::understood, |within, act| serde_json::to_value(negotiator::effective(within, act)))
        }
        _ => Err("no such role".to_owned()),
    };
    let (act, effective) = match again {
        Ok(found) => found,
        Err(why) => return vec![differs("bounds", call.bounds.clone(), why.into())],
    };
    let mut found = Vec::new();
    // Without an answer there is nothing to understand: why there was none is not worked out again.
    if call.act.clone() != act {
        found.push(differs("act", call.act.clone().unwrap_or_default(), act.unwrap_or_default()));
    }
    if call.effective != effective {
        found.push(differs("effective", call.effective.clone(), effective));
    }
    found
}

/// The act and what held, worked out again.
fn again<W: DeserializeOwned, A: Serialize>(
    call: &AdviceCall,
    understood: impl Fn(&str, &W) -> Result<A, String>,
    effective: impl Fn(&W, &Result<A, String>) -> serde_json::Result<Value>,
) -> Result<(Option<Value>, Value), String> {
    let told = |why: serde_json::Error| format!("it can't be read: {why}");
    let within: W = serde_json::from_value(call.bounds.clone()).map_err(told)?;
    let act = call.reply.as_deref().ok_or_else(String::new).and_then(|text| understood(text, &within));
    let holds = effective(&within, &act).map_err(told)?;
    let act = act.ok().map(|act| serde_json::to_value(act)).transpose().map_err(told)?;
    Ok((act, holds))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_log_that_was_changed_is_seen() {
        let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
        let engine = json!({ "verdict": "buy", "price": usd("10.00"), "cap": usd("12.00"), "quantity": 3, "risk": "30",
            "max_risk": "60" });
        let effective = json!({ "verdict": "buy", "cap": usd("11.00"), "quantity": 3, "risk": "30" });
        let sound = AdviceCall {
            call: 7,
            at: jiff::Timestamp::UNIX_EPOCH,
            role: "analyst".into(),
            subject: "acme:1".into(),
            provider: "local".into(),
            model: "m".into(),
            prompt_sha256: String::new(),
            bounds: json!({ "engine": engine, "on_failure": "rules" }),
            reply: Some(r#"{"advice":{"act":"lower_cap","minor":1100,"reason":"price"}}"#.into()),
            act: Some(json!({ "act": "lower_cap", "minor": 1100, "reason": "price" })),
            effective,
            why: None,
            kept: None,
            input_tokens: None,
            output_tokens: None,
            cost_millionths: None,
        };
        let check = |change: &dyn Fn(&mut AdviceCall), expected: &[&str]| {
            let mut call = sound.clone();
            change(&mut call);
            let found: Vec<&str> = replay(&call).iter().map(|difference| difference.what).collect();
            assert_eq!(found, expected, "{:?}", replay(&call));
        };
        check(&|_| {}, &[]);
        check(&|call| call.effective["cap"] = usd("12.50"), &["effective"]);
        check(&|call| call.effective["quantity"] = 4.into(), &["effective"]);
        check(&|call| call.act = None, &["act"]);
        check(&|call| call.reply = Some("{}".into()), &["act", "effective"]);
        check(&|call| (call.reply, call.act) = (None, None), &["effective"]);
        check(&|call| call.bounds["engine"]["cap"] = usd("10.50"), &["act", "effective"]);
        check(&|call| call.bounds = json!({}), &["bounds"]);
        check(&|call| call.role = "buyer".into(), &["bounds"]);
    }
}
