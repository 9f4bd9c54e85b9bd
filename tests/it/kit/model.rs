//! A language model on loopback: it answers as it is told, in the shape of its vendor.

use serde_json::{Value, json};

use super::{
    Sandbox,
    stub::{Answer, Asked},
};

/// Whose shape an answer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// OpenAI's chat completions.
    OpenAi,
    /// Anthropic's messages.
    Anthropic,
    /// An endpoint of one's own that speaks as OpenAI.
    Local,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::OpenAi, Self::Anthropic, Self::Local];

    /// The vendor's name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::Anthropic => "anthropic",
            Self::Local => "local",
        }
    }

    /// A whole answer that holds this text where an answer stands.
    pub fn said(self, text: &str) -> Answer {
        Answer::json(self.body(text))
    }

    /// The body of such an answer.
    pub fn body(self, text: &str) -> String {
        match self {
            Self::OpenAi | Self::Local => json!({
                "id": "c", "object": "chat.completion", "created": 1, "model": "fake",
                "choices": [{ "index": 0, "finish_reason": "stop", "message": { "role": "assistant", "content": text } }],
                "usage": { "prompt_tokens": 900, "completion_tokens": 30, "total_tokens": 930 },
            })
            .to_string(),
            // What is no JSON makes the whole reply none, as it would if the vendor passed it on.
            Self::Anthropic => format!(
                "{{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"fake\",\"stop_reason\":\"tool_use\",\
                 \"content\":[{{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"TOOL\",\"input\":{text}}}],\
                 \"usage\":{{\"input_tokens\":900,\"output_tokens\":30}}}}"
            ),
        }
    }

    /// The same, as the answer to this question: Anthropic's names the tool it was given.
    pub fn to(self, asked: &Asked, text: &str) -> Answer {
        let tool = match self {
            Self::Anthropic => asked.json()["tools"][0]["name"].as_str().unwrap_or("none").to_owned(),
            Self::OpenAi | Self::Local => String::new(),
        };
        Answer::json(self.body(text).replace("TOOL", &tool))
    }

    /// What the question is about: the one object of the user's message.
    pub fn question(self, asked: &Asked) -> Value {
        let body = asked.json();
        let at = if self == Self::Anthropic { 0 } else { 1 };
        serde_json::from_str(body["messages"][at]["content"].as_str().expect("a message")).expect("one object")
    }

    /// Settings that ask it at this place, with more settings of `[advice]`.
    pub fn settings(self, url: &str, advice: &str) -> String {
        let name = self.name();
        format!(
            "[advice]\nmay_read = [\"acme\", \"book.csv\", \"book\", \"file\"]\n{advice}\n\
             [vendors.{name}]\nenabled = true\nbase_url = \"{url}\"\nmodel = \"fake\"\ndeadline_s = 5\n"
        )
    }

    /// A sandbox that has its key.
    pub fn sandbox(self) -> Sandbox {
        let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
        match self {
            Self::Local => sandbox,
            named => sandbox.env(&format!("ARB_{}_KEY", named.name().to_ascii_uppercase()), "k"),
        }
    }
}
