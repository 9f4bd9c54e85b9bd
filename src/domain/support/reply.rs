//! Answers: templates with typed slots. No answer promises a refund, a date that is not known, or anything of value.

use super::Category;
use crate::domain::listing_text::clean;

/// What is known about the order a message is about. A slot that is unknown is left out, never invented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// The channel's order number.
    pub order: Option<String>,
    /// The tracking number.
    pub tracking: Option<String>,
    /// The carrier's own estimate, as text.
    pub delivery_estimate: Option<String>,
    /// Signed under the answer.
    pub signature: String,
}

/// A drafted answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The template's name.
    pub template: &'static str,
    /// The text.
    pub body: String,
    /// Slots that the template wanted and nobody knows; with any, it is a draft.
    pub unknown: Vec<&'static str>,
}

/// The answer to a category of message.
pub fn reply(category: Category, slots: &Slots) -> Reply {
    let mut unknown = Vec::new();
    let known = |slot: &Option<String>| slot.as_deref().map(clean).filter(|text| !text.is_empty());
    let order = known(&slots.order).map_or_else(
        || {
            unknown.push("order");
            "your order".to_owned()
        },
        |number| format!("order {number}"),
    );
    let (template, text) = match category {
        Category::Shipping => {
            let tracking = known(&slots.tracking);
            if tracking.is_none() {
                unknown.push("tracking");
            }
            let tracking = tracking.map(|number| format!(" The tracking number is {number}.")).unwrap_or_default();
            let estimate = known(&slots.delivery_estimate)
                .map(|date| format!(" The carrier's current estimate is {date}."))
                .unwrap_or_default();
            (
                "shipping_status",
                format!(
                    "thank you for asking about {order}.{tracking}{estimate} We follow the parcel until it is with you."
                ),
            )
        }
        Category::Return => (
            "return_steps",
            format!(
                "thank you for telling us about {order}. Please start the return from the order page of the marketplace: it \
                 shows the address and the terms that apply. Keep the item with everything that came with it."
            ),
        ),
        Category::Refund => (
            "refund_received",
            format!("thank you for your message about {order}. A person looks at it and answers you here."),
        ),
        Category::Cancel | Category::ChangeOrder | Category::Address => (
            "change_received",
            format!(
                "thank you for your message about {order}. A person checks whether it can still be changed and answers you here."
            ),
        ),
        Category::Question => {
            ("question_received", "thank you for your question. A person answers it here.".to_owned())
        }
        _ => ("received", "thank you for your message. A person reads it and answers you here.".to_owned()),
    };
    if !matches!(category, Category::Shipping | Category::Return) {
        unknown.clear();
    }
    let body = format!("Hello,\n\n{text}\n\n{}", clean(&slots.signature));
    Reply { template, body: body.trim_end().to_owned(), unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_slots_are_left_out_and_named() {
        let slots = Slots { order: Some("112-1\u{202E}".into()), signature: "Best regards".into(), ..Slots::default() };
        let found = reply(Category::Shipping, &slots);
        assert_eq!(found.unknown, ["tracking"]);
        assert!(found.body.contains("order 112-1.") && !found.body.contains("tracking number"), "{}", found.body);
    }

    #[test]
    fn no_answer_promises_money() {
        for category in [
            Category::Shipping,
            Category::Return,
            Category::Refund,
            Category::Cancel,
            Category::Complaint,
            Category::Other,
        ] {
            let body = reply(category, &Slots::default()).body.to_lowercase();
            for word in ["refund", "we will pay", "credit", "free", "guarantee", "discount"] {
                assert!(!body.contains(word), "{word} in {body}");
            }
        }
    }
}
