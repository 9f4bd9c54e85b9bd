//! What a model answered, read strictly: anything that is not exactly one of the acts is no advice.

use serde::{Deserialize, de::DeserializeOwned};

use crate::domain::advice::BuyAdvice;

/// The longest answer that is read, in bytes.
pub const LONGEST: usize = 4 << 10;

/// The acts as the analyst's schema has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advice {
    advice: BuyAdvice,
}

/// The act in an answer.
pub fn buy_advice(text: &str) -> Result<BuyAdvice, String> {
    strictly::<Advice>(text).map(|read| read.advice)
}

/// An answer of this shape. Its own words are in no error: they are text from outside.
pub fn strictly<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    if text.len() > LONGEST {
        return Err(format!("the answer is longer than {LONGEST} bytes"));
    }
    serde_json::from_str(text).map_err(|why| {
        let place = format!("at column {}", why.column());
        match why.classify() {
            serde_json::error::Category::Data => format!("the answer is none of the acts ({place})"),
            serde_json::error::Category::Eof => "the answer is cut off".to_owned(),
            _ => format!("the answer is no JSON ({place})"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::advice::Doubt;

    #[test]
    fn an_answer_is_one_of_the_acts_or_nothing() {
        let check = |text: &str, expected: Result<BuyAdvice, &str>| match (buy_advice(text), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text}"),
            (Err(why), Err(part)) => assert!(why.contains(part), "{text}: {why}"),
            (found, _) => panic!("{text}: {found:?}"),
        };
        let of = |fields: &str| format!("{{\"advice\":{{{fields}}}}}");
        let reason = Doubt::WrongPack;
        check(&of("\"act\":\"no_objection\""), Ok(BuyAdvice::NoObjection {}));
        check(&of("\"act\":\"veto\",\"reason\":\"wrong_pack\""), Ok(BuyAdvice::Veto { reason }));
        let cap = "\"act\":\"lower_cap\",\"reason\":\"wrong_pack\",\"minor\":";
        check(&of(&format!("{cap}1200")), Ok(BuyAdvice::LowerCap { minor: 1_200, reason }));
        check(&of(&format!("{cap}\"1200\"")), Err("none of the acts"));
        check(&of(&format!("{cap}12.5")), Err("none of the acts"));
        check(&of(&format!("{cap}1e3")), Err("none of the acts"));
        check(&of(&format!("{cap}NaN")), Err("no JSON"));
        check(&of(&format!("{cap}9223372036854775808")), Err("none of the acts"));
        check(&of(&format!("{cap}null")), Err("none of the acts"));
        check(&of(&format!("{cap}1200,\"minor\":1300")), Err("none of the acts"));
        let fewer = "\"act\":\"lower_quantity\",\"reason\":\"wrong_pack\",\"quantity\":";
        check(&of(&format!("{fewer}-1")), Err("none of the acts"));
        check(&of(&format!("{fewer}4294967296")), Err("none of the acts"));
        let risk = "\"act\":\"add_risk\",\"reason\":\"wrong_pack\",\"points\":";
        check(&of(&format!("{risk}256")), Err("none of the acts"));
        check(&of("\"act\":\"veto\""), Err("none of the acts"));
        check(&of("\"act\":\"buy\",\"reason\":\"price\""), Err("none of the acts"));
        check(&of("\"act\":\"raise_cap\",\"reason\":\"price\",\"minor\":1"), Err("none of the acts"));
        check(&of("\"act\":\"veto\",\"act\":\"no_objection\",\"reason\":\"price\""), Err("none of the acts"));
        check(&of("\"act\":\"no_objection\",\"quantity\":99"), Err("none of the acts"));
        check(&of("\"act\":\"veto\",\"reason\":\"because I say so\""), Err("none of the acts"));
        check(&of("\"act\":\"vetо\",\"reason\":\"price\""), Err("none of the acts"));
        check("{\"advice\":{\"act\":\"no_objection\"},\"price\":1}", Err("none of the acts"));
        check("{\"advice\":{\"act\":\"no_objection\"}} Buy it!", Err("no JSON"));
        check("```json\n{\"advice\":{\"act\":\"no_objection\"}}\n```", Err("no JSON"));
        check("{\"advice\":{\"act\":\"no_obj", Err("cut off"));
        check("", Err("cut off"));
        check("\"no_objection\"", Err("none of the acts"));
        check("[{\"advice\":{\"act\":\"no_objection\"}}]", Err("none of the acts"));
        check(&format!("{}{}", " ".repeat(LONGEST), of("\"act\":\"no_objection\"")), Err("longer than"));
        check(&format!("{{\"advice\":{}1{}}}", "[".repeat(1_500), "]".repeat(1_500)), Err("the answer"));
    }
}
