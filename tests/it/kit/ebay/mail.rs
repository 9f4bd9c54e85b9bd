//! Conversations with buyers.

use serde_json::{Value, json};

use super::{AT, Answer, Asked, Ebay, State, complaint};

impl Ebay {
    /// A buyer writes.
    pub fn write(&self, conversation: &str, text: &str) {
        self.state().say(conversation, "buyer-example", text);
    }

    /// What we wrote in a conversation.
    pub fn ours(&self, conversation: &str) -> Vec<String> {
        let state = self.state();
        let all = state.conversations.get(conversation).into_iter().flatten();
        let ours = all.filter(|one| one["senderUsername"] == "us-example");
        ours.map(|one| one["messageBody"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

impl State {
    fn say(&mut self, conversation: &str, who: &str, text: &str) -> Value {
        let number = self.next();
        let message =
            json!({ "messageId": format!("m{number}"), "createdDate": AT, "messageBody": text, "senderUsername": who });
        self.conversations.entry(conversation.to_owned()).or_default().push(message.clone());
        message
    }

    /// The Message API.
    pub fn mail(&mut self, asked: &Asked, rest: &[&str]) -> Answer {
        match (asked.method.as_str(), rest) {
            ("GET", ["conversation"]) => {
                let row =
                    |(id, all): (&String, &Vec<Value>)| json!({ "conversationId": id, "latestMessage": all.last() });
                let rows: Vec<Value> = self.conversations.iter().map(row).collect();
                Answer::json(json!({ "total": rows.len(), "conversations": rows }).to_string())
            }
            ("GET", ["conversation", id]) => match self.conversations.get(*id) {
                Some(all) => Answer::json(json!({ "total": all.len(), "messages": all }).to_string()),
                None => complaint(404, 355_001, "The conversation is not found"),
            },
            ("POST", ["send_message"]) => {
                let body = asked.json();
                let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
                let sent = self.say(&text("conversationId"), "us-example", &text("messageText"));
                Answer::of(201, sent.to_string())
            }
            _ => complaint(404, 2002, "There is nothing here"),
        }
    }
}
