//! The rules and what was learned from labelled messages, side by side.
//!
//! What was learned may choose another category, bring in a person and make an answer wait. It never takes away an escalation
//! that the rules found, and never makes more of a text than the rules can understand of it.

use super::{Category, Classified, Escalation};
use crate::domain::{ticket::Reading, triage::Verdict};

/// What rules and model say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Combined {
    /// What is decided on.
    pub classified: Classified,
    /// What it is called: the model's own label, where that is no category with an answer of its own.
    pub label: String,
    /// Why an answer must wait, whatever the confidence.
    pub waits: Option<String>,
    /// What the model says, kept with the ticket.
    pub reading: Option<Reading>,
}

/// The rules alone.
pub fn by_rules(classified: Classified) -> Combined {
    Combined { label: classified.category.name().to_owned(), classified, waits: None, reading: None }
}

/// The rules and the model.
pub fn combined(rules: &Classified, verdict: &Verdict) -> Combined {
    let reading = reading(verdict);
    let escalation = rules.escalation.clone().or_else(|| {
        let (label, _) = verdict.grave.as_ref()?;
        Some(Escalation { reason: "learned", found: label.clone() })
    });
    let category = verdict.label.as_deref().and_then(Category::named).unwrap_or(Category::Other);
    let waits = match &verdict.label {
        None => Some(format!("it is like nothing that was learned; `{}` is nearest", verdict.nearest)),
        Some(label) if rules.category != Category::Other && rules.category != category => {
            Some(format!("learned as `{label}`, by the rules it is `{}`", rules.category.name()))
        }
        Some(_) => None,
    };
    let confidence_pct = reading.confidence_pct.min(rules.ceiling_pct);
    Combined {
        label: verdict.label.clone().unwrap_or_else(|| Category::Other.name().to_owned()),
        classified: Classified { category, confidence_pct, ceiling_pct: rules.ceiling_pct, escalation },
        waits,
        reading: Some(reading),
    }
}

fn reading(verdict: &Verdict) -> Reading {
    let percent = |share: f32| (share * 100.0).floor().clamp(0.0, 99.0) as u8;
    Reading {
        label: verdict.label.clone(),
        nearest: verdict.nearest.clone(),
        confidence_pct: percent(verdict.confidence),
        words: verdict.words.iter().map(|word| format!("{} {} %", word.word, percent(word.share))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::classify, *};
    use crate::domain::triage::Word;

    fn verdict(label: Option<&str>, confidence: f32, grave: Option<(String, f32)>) -> Verdict {
        let words = vec![Word { word: "order".into(), share: 0.6 }];
        Verdict {
            label: label.map(str::to_owned),
            nearest: label.unwrap_or("shipping").into(),
            confidence,
            grave,
            words,
        }
    }

    fn check(text: &str, said: &Verdict) -> Combined {
        combined(&classify(text, &[], &[]), said)
    }

    #[test]
    fn an_escalation_of_the_rules_stands_whatever_was_learned() {
        for said in [
            verdict(Some("shipping"), 0.99, None),
            verdict(None, 0.0, None),
            verdict(Some("x"), 0.9, Some(("x".into(), 0.9))),
        ] {
            let found = check("where is my order? i will file a chargeback", &said).classified.escalation.unwrap();
            assert_eq!(found.reason, "chargeback");
        }
    }

    #[test]
    fn what_was_learned_brings_in_a_person_too() {
        let said = verdict(Some("shipping"), 0.9, Some(("battery".into(), 0.3)));
        let found = check("where is my order", &said).classified.escalation.unwrap();
        assert_eq!((found.reason, found.found.as_str()), ("learned", "battery"));
    }

    #[test]
    fn confidence_is_never_above_what_the_text_allows() {
        let sure = verdict(Some("shipping"), 0.97, None);
        assert_eq!(check("where is my order", &sure).classified.confidence_pct, 97);
        assert_eq!(check("where is my order xqz wqv bnm kjh lkj", &sure).classified.confidence_pct, 44);
        assert_eq!(check(&"where is my order ".repeat(40), &sure).classified.confidence_pct, 50);
    }

    #[test]
    fn where_the_two_differ_or_nothing_fits_it_waits() {
        let agreed = check("where is my order", &verdict(Some("shipping"), 0.9, None));
        assert_eq!((agreed.waits, agreed.label.as_str()), (None, "shipping"));
        let differs = check("where is my order", &verdict(Some("return"), 0.9, None));
        assert_eq!(differs.waits.as_deref(), Some("learned as `return`, by the rules it is `shipping`"));
        assert_eq!(differs.classified.category, Category::Return);
        let own = check("hello there", &verdict(Some("card_arrival"), 0.9, None));
        assert_eq!((own.classified.category, own.label.as_str(), own.waits), (Category::Other, "card_arrival", None));
        let none = check("hello there", &verdict(None, 0.2, None));
        assert_eq!((none.label.as_str(), none.classified.category), ("other", Category::Other));
        assert!(none.waits.unwrap().contains("`shipping` is nearest"));
        assert_eq!(agreed.reading.unwrap().words, ["order 60 %"]);
    }
}
