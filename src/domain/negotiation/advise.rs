//! What a model may say about the next move, and the most that comes of it: the engine's move, or less.

use serde::{Deserialize, Serialize};

use super::{Event, Next, Ours, last_offer};
use crate::config::OnFailure;

/// What a model may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// Say this one of the prices that it was shown.
    PickRung {
        /// Its place among them, from 0.
        rung: u8,
    },
    /// Say no and go.
    Walk {},
    /// A person should look.
    AskHuman {},
}

/// What is done in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effective {
    /// This is said.
    Say(Ours),
    /// A person looks.
    Person,
}

/// The prices among which a model may choose, the engine's own last and highest.
pub fn choices(engine: Ours, history: &[Event]) -> Vec<i64> {
    let Some(price) = engine.price() else { return Vec::new() };
    let Ours::Offer(_) = engine else { return vec![price] };
    let Some(last) = last_offer(history) else { return vec![price] };
    let mut prices = vec![last + (price - last) / 2, price];
    prices.retain(|one| *one > last);
    prices.dedup();
    prices
}

/// What is done when engine and model both had their say; an error where the model asks for what it was not shown.
pub fn meet(engine: Ours, choices: &[i64], act: Act) -> Result<Effective, &'static str> {
    Ok(match act {
        Act::Walk {} => Effective::Say(Ours::Walk),
        Act::AskHuman {} => Effective::Person,
        Act::PickRung { rung } => {
            let price = choices.get(usize::from(rung)).copied().ok_or("it picks a price that it was not shown")?;
            let highest = engine.price().ok_or("it names a price where none is offered")?;
            if price > highest {
                return Err("it offers more than the engine");
            }
            Effective::Say(match engine {
                Ours::Offer(_) => Ours::Offer(price),
                other => other,
            })
        }
    })
}

/// What is done where no model could be heard.
pub fn without(engine: Ours, choices: &[i64], way: OnFailure) -> Effective {
    match (way, engine) {
        (OnFailure::Review, _) => Effective::Person,
        (OnFailure::Tighter, Ours::Offer(_)) => {
            Effective::Say(choices.first().map_or(engine, |lowest| Ours::Offer(*lowest)))
        }
        (OnFailure::Rules | OnFailure::Tighter, _) => Effective::Say(engine),
    }
}

impl Next {
    /// What is to be said.
    pub fn say(self) -> Option<Ours> {
        if let Self::Say(ours) = self { Some(ours) } else { None }
    }
}
