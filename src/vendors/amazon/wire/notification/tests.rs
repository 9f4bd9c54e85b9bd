//! Notifications as they lie in a queue.

use rust_decimal::dec;
use serde_json::{Value, json};

use super::*;
use crate::domain::money::{Currency, Money};

const OURS: &str = "A1OURS";

fn money(amount: f64) -> Value {
    json!({ "Amount": amount, "CurrencyCode": "USD" })
}

fn notification(id: &str, at: &str) -> Value {
    let offer = |seller: &str, price: f64| {
        json!({ "SellerId": seller, "SubCondition": "new", "ListingPrice": money(price), "Shipping": money(0.0),
                "SellerFeedbackRating": { "FeedbackCount": 9, "SellerPositiveFeedbackRating": 90 },
                "ShippingTime": { "MinimumHours": 10, "MaximumHours": 30 }, "IsFulfilledByAmazon": true })
    };
    json!({
        "NotificationVersion": "1.0", "NotificationType": "ANY_OFFER_CHANGED", "PayloadVersion": "1.0",
        "EventTime": "2026-06-01T12:00:09Z",
        "NotificationMetadata": { "ApplicationId": "a", "SubscriptionId": "s", "PublishTime": at, "NotificationId": id },
        "Payload": { "AnyOfferChangedNotification": {
            "SellerId": OURS,
            "OfferChangeTrigger": { "MarketplaceId": "ATVPDKIKX0DER", "ASIN": "B0D8W1YVBX", "ItemCondition": "new",
                                    "TimeOfOfferChange": at, "OfferChangeType": "External" },
            "Summary": {
                "NumberOfOffers": [{ "Condition": "new", "FulfillmentChannel": "Amazon", "OfferCount": 2 }],
                "BuyBoxPrices": [{ "Condition": "new", "LandedPrice": money(20.10) }],
                "CompetitivePriceThreshold": money(22.5) },
            "Offers": [offer(OURS, 21.0), offer("A2", 20.10)] } },
    })
}

fn read(text: &str) -> Result<Vec<Noticed>> {
    competitions_from_notification(text.as_bytes(), OURS)
}

const AT: &str = "2026-06-01T12:00:00Z";

#[test]
fn a_change_of_offers_is_a_competition_at_a_time() {
    let noticed = read(&notification("n1", AT).to_string()).unwrap().remove(0);
    assert_eq!((noticed.id.as_str(), noticed.asin.as_str()), ("n1", "B0D8W1YVBX"));
    assert_eq!((noticed.channel, noticed.condition.as_str()), (Some("amazon_us"), "New"));
    assert_eq!((noticed.at.to_string().as_str(), noticed.seller.as_str()), (AT, OURS));
    let seen = noticed.competition.unwrap();
    let usd = |amount| Some(Money::new(amount, Currency::USD));
    assert_eq!((seen.buy_box, seen.ours, seen.threshold), (usd(dec!(20.1)), false, usd(dec!(22.5))));
    assert_eq!(seen.rivals.len(), 1);
    assert_eq!((seen.rivals[0].seller.as_str(), seen.rivals[0].handling_h), ("A2", Some(30)));
}

#[test]
fn every_envelope_that_a_queue_wraps_around_it_is_opened() {
    let one = notification("n1", AT);
    let text = one.to_string();
    let check = |wrapped: String| {
        let found = read(&wrapped).unwrap_or_else(|why| panic!("{wrapped}: {why:#}"));
        assert_eq!(found.len(), 1, "{wrapped}");
        assert_eq!(found[0].id, "n1");
    };
    check(text.clone());
    check(json!([one]).to_string());
    check(json!({ "MessageId": "m", "ReceiptHandle": "r", "Body": text }).to_string());
    check(json!({ "Messages": [{ "MessageId": "m", "Body": text }] }).to_string());
    check(json!({ "Records": [{ "messageId": "m", "body": text }] }).to_string());
    check(json!({ "version": "0", "detail-type": "ANY_OFFER_CHANGED", "detail": one }).to_string());
    check(json!({ "Body": json!({ "Type": "Notification", "Message": text }).to_string() }).to_string());
    // Twice in a row, one a line, is once.
    check(format!("{text}\n{text}\n"));
    assert_eq!(read(&json!({ "Messages": [] }).to_string()).unwrap(), []);
    assert_eq!(read("").unwrap(), []);
}

#[test]
fn the_order_is_that_of_the_changes() {
    let text = format!("{}\n{}", notification("late", "2026-06-01T12:05:00Z"), notification("early", AT));
    let ids: Vec<String> = read(&text).unwrap().into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["early", "late"]);
}

#[test]
fn what_is_not_for_us_or_of_another_kind_is_passed_over() {
    let mut other = notification("n1", AT);
    other["Payload"]["AnyOfferChangedNotification"]["SellerId"] = "A9".into();
    assert_eq!(read(&other.to_string()).unwrap(), []);
    let feed = json!({ "notificationType": "FEED_PROCESSING_FINISHED", "payload": { "feedId": 7 } });
    assert_eq!(read(&feed.to_string()).unwrap(), []);
}

#[test]
fn a_notification_without_offers_proves_nothing_and_a_broken_one_is_an_error() {
    let mut empty = notification("n1", AT);
    empty["Payload"]["AnyOfferChangedNotification"]["Offers"] = json!([]);
    assert!(read(&empty.to_string()).unwrap()[0].competition.as_ref().unwrap_err().contains("shows none of them"));
    let mut place = notification("n1", AT);
    place["Payload"]["AnyOfferChangedNotification"]["OfferChangeTrigger"]["MarketplaceId"] = "X".into();
    let noticed = read(&place.to_string()).unwrap().remove(0);
    assert!(noticed.channel.is_none() && noticed.competition.is_err());
    let check = |change: &dyn Fn(&mut Value), part: &str| {
        let mut broken = notification("n1", AT);
        change(&mut broken);
        let why = format!("{:#}", read(&broken.to_string()).unwrap_err());
        assert!(why.contains(part), "{why}");
    };
    check(&|one| one["Payload"] = json!({}), "not what Amazon documents");
    check(&|one| one["NotificationMetadata"] = json!(null), "no `NotificationId`");
    let timeless = |one: &mut Value| {
        one["EventTime"] = json!("soon");
        one["Payload"]["AnyOfferChangedNotification"]["OfferChangeTrigger"]["TimeOfOfferChange"] = json!(null);
    };
    check(&timeless, "when the offers changed");
    for broken in ["{", "7", "{\"a\":1}", "<html>"] {
        assert!(read(broken).is_err(), "{broken}");
    }
    let deep = format!("{}{}", "[".repeat(12), "]".repeat(12));
    assert!(read(&deep).is_err());
}

#[test]
fn amazons_own_example_is_read() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/specs");
    let folder = std::env::var_os("ARB_SPECS").map_or_else(|| beside.into(), std::path::PathBuf::from);
    let file = folder.join("amazon-sp-api/schemas/notifications/AnyOfferChangedNotification.json");
    let Ok(text) = std::fs::read(&file) else {
        eprintln!("skipped: {} is not there (set ARB_SPECS to the folder of the specifications)", file.display());
        return;
    };
    let schema: Value = serde_json::from_slice(&text).unwrap();
    let example = schema["examples"][0].to_string();
    let seen = competitions_from_notification(example.as_bytes(), "A3TH9S8BH6GOGM").unwrap().remove(0);
    assert_eq!((seen.asin.as_str(), seen.id.as_str()), ("123", "d0e9e693-c3ad-4373-979f-ed4ec98dd746"));
    let competition = seen.competition.unwrap();
    let usd = |amount| Money::new(amount, Currency::USD);
    assert_eq!((competition.buy_box, competition.threshold), (Some(usd(dec!(10))), Some(usd(dec!(22)))));
    assert_eq!((competition.rivals[0].landed, competition.rivals[0].ratings), (usd(dec!(133)), Some(9)));
}
