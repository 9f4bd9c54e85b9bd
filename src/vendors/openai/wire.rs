//! What OpenAI's chat completions say, in their own words.

use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

use crate::vendors::{Prompt, Said};

#[derive(Serialize)]
struct Ask<'a> {
    model: &'a str,
    messages: [Message<'a>; 2],
    response_format: Format<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    /// What was asked is not kept for others to look at.
    #[serde(skip_serializing_if = "Option::is_none")]
    store: Option<bool>,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Serialize)]
struct Format<'a> {
    r#type: &'static str,
    json_schema: Schema<'a>,
}

#[derive(Serialize)]
struct Schema<'a> {
    name: &'a str,
    strict: bool,
    schema: &'a Value,
}

/// The body of a question whose answer and thinking take `most` tokens at most. An endpoint of your own knows `max_tokens` and nothing of storing.
pub fn request(model: &str, prompt: &Prompt, most: u32, own: bool) -> String {
    let ask = Ask {
        model,
        messages: [Message { role: "system", content: prompt.system }, Message { role: "user", content: &prompt.user }],
        response_format: Format {
            r#type: "json_schema",
            json_schema: Schema { name: prompt.name, strict: true, schema: &prompt.schema },
        },
        max_completion_tokens: (!own).then_some(most),
        max_tokens: own.then_some(most),
        store: (!own).then_some(false),
    };
    serde_json::to_string(&ask).expect("a question serializes")
}

/// A reply to it.
#[derive(Debug, Deserialize)]
pub struct Completion {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Debug, Deserialize)]
struct Choice {
    finish_reason: Option<String>,
    message: Answer,
}

#[derive(Debug, Deserialize)]
struct Answer {
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
    #[serde(default)]
    tool_calls: Option<Box<RawValue>>,
}

#[derive(Debug, Deserialize)]
struct Usage {
    #[serde(default)]
    prompt_tokens: Option<u64>,
    #[serde(default)]
    completion_tokens: Option<u64>,
}

impl Completion {
    /// The one answer, where it came to its normal end.
    pub fn said(self) -> Result<Said, String> {
        let usage = self.usage;
        let mut choices = self.choices.into_iter();
        let (Some(choice), None) = (choices.next(), choices.next()) else {
            return Err("it holds not exactly one answer".to_owned());
        };
        if let Some("length" | "content_filter" | "tool_calls" | "function_call") = choice.finish_reason.as_deref() {
            return Err(format!("the answer ended by `{}`", choice.finish_reason.unwrap_or_default()));
        }
        if choice.finish_reason.as_deref() != Some("stop") {
            return Err("the answer did not come to its end".to_owned());
        }
        if choice.message.refusal.is_some_and(|refusal| !refusal.is_empty()) {
            return Err("the model refuses to answer".to_owned());
        }
        // Some endpoints write an empty list where there is none.
        let calls = choice.message.tool_calls.is_some_and(|calls| !matches!(calls.get().trim(), "null" | "[]"));
        match choice.message.content {
            Some(text) if !calls => Ok(Said {
                text,
                input: usage.as_ref().and_then(|usage| usage.prompt_tokens),
                output: usage.as_ref().and_then(|usage| usage.completion_tokens),
            }),
            Some(_) => Err("it calls tools that it was not given".to_owned()),
            None => Err("it holds no text".to_owned()),
        }
    }
}

/// The models there are.
#[derive(Debug, Deserialize)]
pub struct Models {
    /// Each.
    pub data: Vec<Known>,
}

/// A model.
#[derive(Debug, Deserialize)]
pub struct Known {
    /// Its name.
    pub id: String,
}

/// What an error body says.
pub fn said(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Wrong {
        error: Said,
    }
    #[derive(Deserialize)]
    struct Said {
        message: String,
        #[serde(default)]
        code: Option<String>,
    }
    let Wrong { error: Said { message, code } } = serde_json::from_slice(body).ok()?;
    Some(code.map_or(message.clone(), |code| format!("{message} ({code})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_where_it_came_to_its_normal_end() {
        let check = |choice: &str, expected: Result<&str, &str>| {
            let body = format!("{{\"choices\":[{choice}],\"usage\":{{\"prompt_tokens\":7,\"completion_tokens\":3}}}}");
            let read: Result<Completion, _> = serde_json::from_str(&body);
            match (read.map_err(|why| why.to_string()).and_then(Completion::said), expected) {
                (Ok(said), Ok(text)) => {
                    assert_eq!((said.text.as_str(), said.input, said.output), (text, Some(7), Some(3)));
                }
                (Err(why), Err(part)) => assert!(why.contains(part), "{choice}: {why}"),
                (found, _) => panic!("{choice}: {found:?}"),
            }
        };
        let of = |end: &str, message: &str| format!("{{\"finish_reason\":{end},\"message\":{{{message}}}}}");
        check(&of("\"stop\"", "\"content\":\"yes\",\"refusal\":null"), Ok("yes"));
        check(&of("\"stop\"", "\"content\":\"yes\",\"tool_calls\":[]"), Ok("yes"));
        check(&of("\"length\"", "\"content\":\"yes\""), Err("ended by `length`"));
        check(&of("\"content_filter\"", "\"content\":\"yes\""), Err("ended by `content_filter`"));
        check(&of("null", "\"content\":\"yes\""), Err("did not come to its end"));
        check(&of("\"done\"", "\"content\":\"yes\""), Err("did not come to its end"));
        check(&of("\"stop\"", "\"content\":null"), Err("no text"));
        check(&of("\"stop\"", "\"content\":\"\",\"refusal\":\"I can't\""), Err("refuses"));
        check(&of("\"stop\"", "\"content\":\"x\",\"tool_calls\":[{\"id\":\"1\"}]"), Err("tools"));
        check("", Err("not exactly one"));
        let two = of("\"stop\"", "\"content\":\"yes\"");
        check(&format!("{two},{two}"), Err("not exactly one"));
        check("{\"message\":\"yes\"}", Err("invalid type"));
    }

    #[test]
    fn an_endpoint_of_your_own_is_asked_with_the_older_name_of_the_bound() {
        let prompt = Prompt {
            system: "s",
            user: "{}".into(),
            name: "advice",
            schema: serde_json::json!({"type": "object"}),
            most_tokens: 9,
        };
        let own = request("m", &prompt, 9, true);
        assert!(own.contains("\"max_tokens\":9") && !own.contains("max_completion_tokens") && !own.contains("store"));
        let theirs = request("m", &prompt, 9, false);
        assert!(theirs.contains("\"max_completion_tokens\":9,\"store\":false") && !theirs.contains("\"max_tokens\""));
        assert!(theirs.contains("\"type\":\"json_schema\",\"json_schema\":{\"name\":\"advice\",\"strict\":true"));
    }

    #[test]
    fn an_error_says_its_code() {
        let quota =
            br#"{"error":{"message":"You exceeded your quota","type":"x","param":null,"code":"insufficient_quota"}}"#;
        assert_eq!(said(quota).as_deref(), Some("You exceeded your quota (insufficient_quota)"));
        assert_eq!(said(br#"{"error":"no"}"#), None);
    }
}
