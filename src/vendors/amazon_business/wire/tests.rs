//! What replies come to, whole, cut and bent.

use super::*;

const ASKED: &str = r#"{"externalId":"arb1-x","lineItems":[{"externalId":"1","quantity":2,"attributes":[],"expectations":[{"expectationType":"ExpectedUnitPrice","amount":{"currencyCode":"USD","amount":11.00}}]}]}"#;
const ID: &str = r#"{"acceptanceArtifactType":"OrderIdentifier","identifier":"112-7"}"#;

fn charge(category: &str, kind: &str, amount: &str) -> String {
    format!(
        r#"{{"acceptanceArtifactType":"Charge","category":"{category}","type":"{kind}","amount":{{"currencyCode":"USD","amount":{amount}}}}}"#
    )
}

fn reply(order: &str, accepted: u32, charges: &str, rejected: u32) -> String {
    format!(
        r#"{{"lineItems":[{{"externalId":"1","acceptedItems":[{{"quantity":{accepted},"artifacts":[{charges}]}}],"rejectedItems":[{{"quantity":{rejected},"artifacts":[{{"rejectionArtifactType":"RejectionMessage","message":"no stock"}}]}}]}}],"acceptanceArtifacts":[{order}],"rejectionArtifacts":[],"later":{{"more":[1]}}}}"#
    )
}

fn said(text: &str) -> Result<Said, serde_json::Error> {
    let asked: Asked = serde_json::from_str(ASKED).unwrap();
    Ok(serde_json::from_str::<OrderResult>(text)?.said(&asked, Timestamp::UNIX_EPOCH))
}

#[test]
fn charges_of_the_order_and_its_lines_add_up() {
    let check = |charges: &[String], expected: &str| {
        let (of_order, of_line) = charges.split_at(charges.len() / 2);
        let order = [&[ID.to_owned()], of_order].concat().join(",");
        let found = match said(&reply(&order, 2, &of_line.join(","), 0)).unwrap() {
            Said::Done(receipt) => format!("{:?}", receipt.amount.unwrap()),
            other => format!("{other:?}"),
        };
        assert!(found.contains(expected), "{found}");
    };
    check(&[charge("SUBTOTAL", "PRINCIPAL", "20.00")], "20.00 USD");
    check(&[charge("SHIPPING", "PRINCIPAL", "4.99"), charge("SUBTOTAL", "principal", "20")], "24.99 USD");
    let all = ["PRINCIPAL", "TAX", "DISCOUNT"].map(|kind| charge("SUBTOTAL", kind, "10.10"));
    check(&all, "10.10 USD");
    check(&[charge("SUBTOTAL", "PRINCIPAL", "20"), charge("SUBTOTAL", "DISCOUNT", "-5")], "15.00 USD");
    check(&[charge("SUBTOTAL", "DISCOUNT", "5")], "was charged");
    check(&[], "names no amount");
    check(&[charge("SUBTOTAL", "TAX", "-1"), charge("SUBTOTAL", "PRINCIPAL", "5")], "nothing we know");
    check(&vec![charge("SUBTOTAL", "PRINCIPAL", "79228162514264337593543950335"); 2], "too large");
}

#[test]
fn all_refused_is_a_no_and_part_of_it_is_neither() {
    let total = charge("SUBTOTAL", "PRINCIPAL", "20");
    let check = |text: &str, expected: &str| {
        let found = format!("{:?}", said(text).unwrap());
        assert!(found.starts_with(expected), "{found}");
    };
    check(&reply(ID, 2, &total, 0), "Done");
    check(&reply("", 0, "", 2), "Refused(\"no stock");
    check(&reply(ID, 1, &total, 1), "Unclear");
    check(&reply(ID, 0, "", 2), "Unclear");
    check(&reply("", 0, "", 1), "Unclear");
    check(&reply("", 1, &total, 2), "Unclear");
    check(&reply("", 2, &total, 0), "Unclear");
    check(&reply(ID, u32::MAX, &total, 0), "Unclear");
    check(&reply(&format!("{ID},{}", ID.replace("112-7", "112-8")), 2, &total, 0), "Unclear");
    check(&reply(&format!("{ID},{ID}"), 2, &total, 0), "Done");
    check(&reply(&ID.replace("112-7", "112 7"), 2, &total, 0), "Unclear");
}

#[test]
fn a_reply_cut_or_bent_anywhere_is_never_a_no() {
    let good = reply(ID, 2, &charge("SUBTOTAL", "PRINCIPAL", "20"), 0);
    for at in 0..good.len() {
        assert!(said(&good[..at]).is_err(), "{at}");
        for bent in ["0", "\"", "}", "]", ",", "x"] {
            let text = format!("{}{bent}{}", &good[..at], &good[at + 1..]);
            let found = said(&text);
            assert!(!matches!(found, Ok(Said::Refused(_))), "{text}");
        }
    }
}

#[test]
fn a_code_is_read_only_where_there_is_one_error() {
    let check = |text: &str, expected: Option<&str>| {
        let code = serde_json::from_str::<ErrorList>(text).ok().and_then(|errors| errors.code());
        assert_eq!(code.as_deref(), expected, "{text}");
    };
    check(r#"{"errors":[{"code":"InvalidInput","message":"bad"}]}"#, Some("InvalidInput"));
    check(r#"{"errors":[{"code":"InvalidInput"}]}"#, Some("InvalidInput"));
    check(r#"{"errors":[{"code":"InvalidInput","message":"ExternalId exists"}]}"#, Some("DuplicateExternalId"));
    check(r#"{"errors":[{"code":"A"},{"code":"InvalidInput"}]}"#, None);
    check(r#"{"errors":[]}"#, None);
    check("<html>", None);
}
