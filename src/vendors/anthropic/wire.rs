//! What Anthropic's messages say, in their own words.

use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

use crate::vendors::{Prompt, Said};

#[derive(Serialize)]
struct Ask<'a> {
    model: &'a str,
    max_tokens: u32,
    system: &'a str,
    messages: [Turn<'a>; 1],
    tools: [Tool<'a>; 1],
    tool_choice: Choice<'a>,
}

#[derive(Serialize)]
struct Turn<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'a str,
    description: &'static str,
    input_schema: &'a Value,
}

#[derive(Serialize)]
struct Choice<'a> {
    r#type: &'static str,
    name: &'a str,
}

/// The body of a question.
pub fn request(model: &str, prompt: &Prompt) -> String {
    let ask = Ask {
        model,
        max_tokens: prompt.most_tokens,
        system: prompt.system,
        messages: [Turn { role: "user", content: &prompt.user }],
        tools: [Tool { name: prompt.name, description: "Give your answer.", input_schema: &prompt.schema }],
        tool_choice: Choice { r#type: "tool", name: prompt.name },
    };
    serde_json::to_string(&ask).expect("a question serializes")
}

/// The body that asks how many tokens one word is: it costs nothing.
pub fn count(model: &str) -> String {
    serde_json::json!({ "model": model, "messages": [{ "role": "user", "content": "hello" }] }).to_string()
}

/// A reply.
#[derive(Debug, Deserialize)]
pub struct Message {
    content: Vec<Block>,
    stop_reason: Option<String>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Debug, Deserialize)]
struct Block {
    r#type: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    input: Option<Box<RawValue>>,
}

#[derive(Debug, Deserialize)]
struct Usage {
    #[serde(default)]
    input_tokens: Option<u64>,
    #[serde(default)]
    output_tokens: Option<u64>,
    #[serde(default)]
    cache_creation_input_tokens: Option<u64>,
    #[serde(default)]
    cache_read_input_tokens: Option<u64>,
}

impl Message {
    /// The input of the one tool, where the answer came to its normal end: that is the use of the tool.
    pub fn said(self, tool: &str) -> Result<Said, String> {
        match self.stop_reason.as_deref() {
            Some("tool_use") => {}
            Some(other) => {
                let known = ["end_turn", "max_tokens", "stop_sequence", "pause_turn", "refusal"];
                let end = known.into_iter().find(|known| *known == other).unwrap_or("something unknown");
                return Err(format!("the answer ended by `{end}`"));
            }
            None => return Err("the answer did not come to its end".to_owned()),
        }
        let mut uses = self.content.into_iter().filter(|block| block.r#type == "tool_use");
        let (Some(used), None) = (uses.next(), uses.next()) else {
            return Err("it holds not exactly one answer".to_owned());
        };
        if used.name.as_deref() != Some(tool) {
            return Err("it uses a tool that it was not given".to_owned());
        }
        let Some(input) = used.input else { return Err("its answer is empty".to_owned()) };
        let usage = self.usage;
        let input_tokens = usage.as_ref().and_then(|usage| {
            let cached = [usage.cache_creation_input_tokens, usage.cache_read_input_tokens];
            let cached = cached.into_iter().flatten().fold(0_u64, u64::saturating_add);
            Some(usage.input_tokens?.saturating_add(cached))
        });
        let output = usage.as_ref().and_then(|usage| usage.output_tokens);
        Ok(Said { text: input.get().to_owned(), input: input_tokens, output })
    }
}

/// How many tokens there are.
#[derive(Debug, Deserialize)]
pub struct Counted {
    /// In what would be read.
    pub input_tokens: u64,
}

/// What an error body says.
pub fn said(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Wrong {
        error: Said,
    }
    #[derive(Deserialize)]
    struct Said {
        #[serde(rename = "type")]
        kind: String,
        message: String,
    }
    let Wrong { error: Said { kind, message } } = serde_json::from_slice(body).ok()?;
    Some(format!("{message} ({kind})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_where_the_one_tool_was_used_once() {
        let check = |stop: &str, content: &str, expected: Result<&str, &str>| {
            let body = format!(
                "{{\"type\":\"message\",\"stop_reason\":{stop},\"content\":[{content}],\
                 \"usage\":{{\"input_tokens\":7,\"cache_read_input_tokens\":2,\"output_tokens\":3}}}}"
            );
            let read: Result<Message, _> = serde_json::from_str(&body);
            match (read.map_err(|why| why.to_string()).and_then(|it| it.said("advice")), expected) {
                (Ok(said), Ok(text)) => {
                    assert_eq!((said.text.as_str(), said.input, said.output), (text, Some(9), Some(3)));
                }
                (Err(why), Err(part)) => assert!(why.contains(part), "{content}: {why}"),
                (found, _) => panic!("{stop} {content}: {found:?}"),
            }
        };
        let used = r#"{"type":"tool_use","id":"t","name":"advice","input":{"a":1}}"#;
        let text = r#"{"type":"text","text":"Sure."}"#;
        check("\"tool_use\"", used, Ok("{\"a\":1}"));
        check("\"tool_use\"", &format!("{text},{used}"), Ok("{\"a\":1}"));
        check("\"max_tokens\"", used, Err("ended by `max_tokens`"));
        check("\"refusal\"", used, Err("ended by `refusal`"));
        check("\"end_turn\"", text, Err("ended by `end_turn`"));
        check("\"\\u001b[31m\"", used, Err("something unknown"));
        check("null", used, Err("did not come to its end"));
        check("\"tool_use\"", text, Err("not exactly one"));
        check("\"tool_use\"", &format!("{used},{used}"), Err("not exactly one"));
        check("\"tool_use\"", &used.replace("advice", "buy"), Err("not given"));
        check("\"tool_use\"", r#"{"type":"tool_use","name":"advice"}"#, Err("empty"));
    }

    #[test]
    fn a_refused_question_says_why() {
        let body = br#"{"type":"error","error":{"type":"rate_limit_error","message":"slow down"},"request_id":"r"}"#;
        assert_eq!(said(body).as_deref(), Some("slow down (rate_limit_error)"));
    }
}
