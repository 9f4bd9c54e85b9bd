//! Offers to sellers on Reverb: each made once whatever happens, none above the top, and nothing sent where things stand
//! otherwise than when it was chosen.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::Value;

use super::super::kit::{
    reverb::{Fault, Reverb},
    selling::{Selling, nap},
};

/// The listing that is haggled over.
const BASS: u64 = 501;
const ASKED: &str = "22.40";
const NOW: &str = "2026-06-01T12:00:00Z";
const LATER: [&str; 4] =
    ["2026-06-01T12:00:40Z", "2026-06-01T12:12:00Z", "2026-06-01T12:13:00Z", "2026-06-01T12:14:00Z"];

/// A live place with so many listings on Reverb that are a buy at a lower price.
fn place(count: u64, autonomy: &str) -> (Reverb, Selling) {
    let reverb = Reverb::start();
    let section = format!("{}offers = true\n", reverb.section().replace("sell = true\n", ""));
    let place = Selling::new("amazon_us", &section, &[("ARB_REVERB_TOKEN", "hunter2")]);
    let settings = place.sandbox.read("arb.toml").replace("default = \"auto\"", &format!("default = \"{autonomy}\""));
    place.sandbox.write("arb.toml", settings.replace("program = \"fbm\"", "program = \"fba\""));
    let mut offers = String::from("sku,gtin,title,cost,qty\n");
    let mut book = String::from("gtin,title,category,buy_box,avg90,rank,monthly_sold,offers,weight,dims,restriction\n");
    for at in 0..count {
        let gtin = crate::it::negotiate::gtin(usize::try_from(at).unwrap());
        writeln!(offers, "{},{gtin},Walnut organizer {at},{ASKED},1", BASS + at).unwrap();
        writeln!(book, "{gtin},Walnut organizer,Toys & Games,39.90,39.90,1500,200,3,1 lb,8x5x1 in,allowed").unwrap();
        reverb.books().offered_for(BASS + at, ASKED);
    }
    place.sandbox.write("list.csv", offers);
    place.sandbox.write("book.csv", book);
    let judged = place.arb("analyze list.csv --source reverb --prices book.csv");
    judged.code(0).any_stderr();
    for line in judged.json_lines() {
        assert_eq!(line["analysis"]["verdict"], "negotiate", "{}", line["analysis"]);
    }
    (reverb, place)
}

/// The deal of the n-th listing, with its moves; nothing of ours is above its top.
fn deal(place: &Selling, number: usize) -> Value {
    let shown = place.arb(&format!("negotiate show {number}"));
    // What nobody knows the fate of is said by every command.
    assert!([0, 4].contains(&shown.any_stderr().exit()), "{shown}");
    let deal = shown.json_lines().remove(0);
    let top = amount(&deal["top"]);
    for one in deal["moves"].as_array().unwrap().iter().filter(|one| one["who"] == "us" && !one["price"].is_null()) {
        assert!(amount(&one["price"]) <= top, "{deal}");
    }
    deal
}

fn amount(value: &Value) -> Decimal {
    value["amount"].as_str().unwrap_or("0").parse().unwrap()
}

fn run(place: &Selling, now: &str, words: &str) -> i32 {
    place.arb_at(now, words).any_stdout().any_stderr().exit()
}

/// POSTs that were, or may have become, an offer on the n-th listing.
fn offered(reverb: &Reverb, listing: u64) -> usize {
    reverb.posted(&format!("/api/listings/{listing}/offer"))
}

#[test]
fn an_offer_goes_out_once_is_countered_met_and_taken() {
    let (reverb, place) = place(1, "auto");
    place.arb("negotiate").code(0).any_stdout().stderr_contains("1 messages sent");
    let opening = amount(&deal(&place, 1)["offer"]);
    assert_eq!(reverb.books().bids(BASS), [opening.to_string()]);
    assert!(amount(&deal(&place, 1)["held"]) >= opening, "what may be taken is put aside");
    // Nothing is said twice while it stands.
    assert_eq!(run(&place, LATER[0], "negotiate"), 0);
    assert_eq!(offered(&reverb, BASS), 1);
    // The seller asks for less: a second offer follows, as a counter in the same negotiation.
    reverb.books().seller_offers(BASS, "22.00", "2026-06-01T12:05:00Z");
    reverb.books().now = "2026-06-01T12:06:00Z".into();
    assert_eq!(run(&place, "2026-06-01T12:06:00Z", "negotiate"), 0);
    let second = amount(&deal(&place, 1)["offer"]);
    assert!(second > opening);
    assert_eq!(reverb.books().bids(BASS), [opening.to_string(), second.to_string()]);
    // The seller takes it.
    reverb.books().haggle_becomes(BASS, "accepted");
    assert_eq!(run(&place, "2026-06-01T12:10:00Z", "negotiate"), 0);
    let agreed = deal(&place, 1);
    assert_eq!((agreed["state"].as_str(), amount(&agreed["agreed"])), (Some("agreed"), second));
    assert_eq!(offered(&reverb, BASS), 1);
    // Each message of the seller's was written down once.
    let moves = agreed["moves"].as_array().unwrap();
    assert_eq!(moves.iter().filter(|one| one["who"] == "seller").count(), 2, "{agreed}");
    place.agrees();
    place.arb("audit verify").code(0).any_stdout().any_stderr();
}

#[test]
fn what_the_seller_asks_within_the_ladder_is_taken_at_exactly_that() {
    let (reverb, place) = place(1, "auto");
    assert_eq!(run(&place, NOW, "negotiate"), 0);
    let opening = amount(&deal(&place, 1)["offer"]);
    let low = opening + Decimal::new(5, 2);
    reverb.books().seller_offers(BASS, &low.to_string(), "2026-06-01T12:05:00Z");
    assert_eq!(run(&place, "2026-06-01T12:06:00Z", "negotiate"), 0);
    let taken = deal(&place, 1);
    assert_eq!((taken["state"].as_str(), amount(&taken["agreed"])), (Some("agreed"), low));
    let talk = reverb.books().haggles[0].clone();
    assert_eq!((talk["state"].as_str(), talk["offers"].as_array().unwrap().len()), (Some("accepted"), 2));
}

#[test]
fn a_lost_reply_is_found_in_the_negotiation_and_never_offered_again() {
    for fault in [Fault::Lost, Fault::Fails, Fault::Silent] {
        let (reverb, place) = place(1, "auto");
        reverb.books().faults = vec![fault];
        let first = run(&place, NOW, "negotiate");
        assert!([0, 4].contains(&first), "{fault:?}: {first}");
        assert!(amount(&deal(&place, 1)["held"]) > Decimal::ZERO, "{fault:?}");
        // Nobody knows whether it may be taken: its money is not let go.
        assert_eq!(run(&place, NOW, "negotiate drop 1"), 5, "{fault:?}");
        for now in LATER {
            assert_eq!(run(&place, now, "negotiate"), 0, "{fault:?} {now}");
        }
        assert_eq!((offered(&reverb, BASS), reverb.books().bids(BASS).len()), (1, 1), "{fault:?}");
        assert_eq!(deal(&place, 1)["state"], "open", "{fault:?}");
        place.agrees();
    }
}

#[test]
fn an_offer_that_never_was_waits_for_a_person_and_a_refusal_says_why() {
    let (reverb, place) = place(1, "auto");
    reverb.books().faults = vec![Fault::Down];
    assert_eq!(run(&place, NOW, "negotiate"), 4);
    for now in LATER {
        assert_eq!(run(&place, now, "negotiate"), 4, "{now}");
    }
    // Whether it will still arrive nobody can tell: its money stays put aside, and it is not sent again by itself.
    assert_eq!((offered(&reverb, BASS), reverb.books().bids(BASS).len()), (1, 0));
    assert!(amount(&deal(&place, 1)["held"]) > Decimal::ZERO);
    let resolve = "resolve message:1 --void --evidence looked --yes";
    assert_eq!(run(&place, LATER[3], resolve), 0);
    assert_eq!(run(&place, LATER[3], "negotiate"), 4);
    assert_eq!(deal(&place, 1)["state"], "person");

    for (fault, why) in [(Fault::Refuses, "title: is too short"), (Fault::Locked, "credentials")] {
        let (reverb, place) = self::place(1, "auto");
        reverb.books().faults = vec![fault];
        assert_eq!(run(&place, NOW, "negotiate"), 4);
        let refused = deal(&place, 1);
        assert_eq!((refused["state"].as_str(), reverb.books().bids(BASS).len()), (Some("person"), 0), "{fault:?}");
        assert!(refused["reason"].as_str().unwrap().contains(why), "{refused}");
        assert_eq!(run(&place, LATER[0], "negotiate drop 1"), 0);
        assert_eq!(amount(&deal(&place, 1)["held"]), Decimal::ZERO);
    }
}

#[test]
fn a_yes_of_a_person_sends_what_was_shown_and_nothing_where_things_moved() {
    let (reverb, place) = place(3, "approve");
    assert_eq!(run(&place, NOW, "negotiate"), 4);
    assert_eq!(reverb.books().haggles.len(), 0, "nothing goes out without a yes");
    place.arb("negotiate send 1").code(0).any_stdout().any_stderr();
    assert_eq!(reverb.books().bids(BASS), [amount(&deal(&place, 1)["offer"]).to_string()]);
    // The second listing got cheaper than the offer, the third is gone.
    for listing in &mut reverb.books().listings {
        if listing["id"] == BASS + 1 {
            listing["price"]["amount"] = "9.00".into();
        }
        if listing["id"] == BASS + 2 {
            listing["state"]["slug"] = "sold".into();
        }
    }
    for (number, why) in [(2, "asks $9.00 now"), (3, "not for sale")] {
        assert_eq!(run(&place, LATER[0], &format!("negotiate send {number}")), 4);
        let stays = deal(&place, number);
        assert!(stays["reason"].as_str().unwrap().contains(why), "{stays}");
    }
    assert_eq!(reverb.books().haggles.len(), 1);
    // A yes to a counter that moved meanwhile is no yes to the new one.
    reverb.books().seller_offers(BASS, "15.00", "2026-06-01T12:05:00Z");
    assert_eq!(run(&place, "2026-06-01T12:06:00Z", "negotiate"), 4);
    reverb.books().seller_offers(BASS, "22.30", "2026-06-01T12:07:00Z");
    run(&place, "2026-06-01T12:08:00Z", "negotiate send 1");
    assert_eq!(reverb.books().haggles[0]["state"], "active", "{}", reverb.books().haggles[0]);
    assert_ne!(deal(&place, 1)["state"], "agreed");
    // Nor is one that was agreed here, and not told there yet, bought.
    run(&place, "2026-06-01T12:09:00Z", "buy --yes");
    assert!(!place.sandbox.path("by-hand").exists());
}

#[test]
fn a_yes_that_was_said_on_the_marketplace_by_hand_is_a_yes() {
    let (reverb, place) = place(1, "approve");
    assert_eq!(run(&place, NOW, "negotiate"), 4);
    place.arb("negotiate send 1").code(0).any_stdout().any_stderr();
    let low = amount(&deal(&place, 1)["offer"]) + Decimal::new(5, 2);
    reverb.books().seller_offers(BASS, &low.to_string(), "2026-06-01T12:05:00Z");
    assert_eq!(run(&place, "2026-06-01T12:06:00Z", "negotiate"), 4);
    // Our yes waits for a person, who says it on Reverb's page instead.
    reverb.books().haggle_becomes(BASS, "accepted");
    run(&place, "2026-06-01T12:07:00Z", "negotiate send 1");
    let agreed = deal(&place, 1);
    assert_eq!((agreed["state"].as_str(), amount(&agreed["agreed"])), (Some("agreed"), low), "{agreed}");
    assert!(amount(&agreed["held"]) >= low, "it is owed: {agreed}");
    let id = reverb.books().haggles[0]["id"].to_string();
    let accept = format!("/api/my/negotiations/{}/accept", id.trim_matches('"'));
    assert_eq!(reverb.posted(&accept), 0, "nothing was left to be sent");
}

#[test]
fn what_a_seller_writes_beside_an_offer_counts_as_it_can_be_read_and_once() {
    let (reverb, place) = place(1, "auto");
    assert_eq!(run(&place, NOW, "negotiate"), 0);
    let wrote = |number: u64, text: &str, at: &str| serde_json::json!({ "id": number, "body": text, "created_at": at, "sender_id": 88 });
    let talk = |messages: Vec<Value>| vec![serde_json::json!({ "id": 31, "listing_id": BASS, "messages": messages })];
    // Words beside an offer that Reverb shows are that offer.
    reverb.books().seller_offers(BASS, "22.00", "2026-06-01T12:05:00Z");
    reverb.books().talks = talk(vec![wrote(1, "best I can do", "2026-06-01T12:05:00Z")]);
    reverb.books().now = "2026-06-01T12:06:00Z".into();
    assert_eq!(run(&place, "2026-06-01T12:06:00Z", "negotiate"), 0);
    let after = deal(&place, 1);
    assert_eq!(after["moves"].as_array().unwrap().len(), 3, "{after}");
    // While our offer stands a yes in words binds nobody: it waits for a person.
    reverb.books().talks = talk(vec![wrote(2, "Deal!", "2026-06-01T12:10:00Z")]);
    for now in ["2026-06-01T12:11:00Z", "2026-06-01T12:12:00Z"] {
        assert_eq!(run(&place, now, "negotiate"), 4);
    }
    let waits = deal(&place, 1);
    assert_eq!((waits["state"].as_str(), waits["moves"].as_array().unwrap().len()), (Some("person"), 4), "{waits}");
    assert_eq!(reverb.books().bids(BASS).len(), 2);
    // What is said there afterwards is heard all the same.
    reverb.books().haggle_becomes(BASS, "accepted");
    reverb.books().talks = talk(vec![wrote(3, "Deal, thanks!", "2026-06-01T12:19:00Z")]);
    assert_eq!(run(&place, "2026-06-01T12:20:00Z", "negotiate"), 0);
    assert_eq!(deal(&place, 1)["state"], "agreed");
    place.agrees();
}

#[test]
fn an_offer_that_stands_there_keeps_its_money_however_late_it_is() {
    let (reverb, place) = place(1, "auto");
    assert_eq!(run(&place, NOW, "negotiate"), 0);
    place.arb("negotiate drop 1").code(5).any_stdout().stderr_contains("our offer stands at `reverb` still");
    // Nor is it let go where Reverb is not asked any more.
    let settings = place.sandbox.read("arb.toml");
    place.sandbox.write("arb.toml", settings.replace("offers = true", "offers = false"));
    place.arb("negotiate drop 1").code(5).any_stdout().stderr_contains("`reverb` is not asked any more");
    place.sandbox.write("arb.toml", settings);
    let much_later = "2026-06-20T12:00:00Z";
    for words in ["reconcile", "digest --ack", "negotiate"] {
        run(&place, much_later, words);
    }
    let stands = deal(&place, 1);
    assert_eq!(stands["state"], "open", "{stands}");
    assert!(amount(&stands["held"]) > Decimal::ZERO);
    assert_eq!(offered(&reverb, BASS), 1, "no nudge is a second offer");
    // Reverb ended it: a person is told.
    reverb.books().haggle_becomes(BASS, "expired");
    assert_eq!(run(&place, "2026-06-20T12:01:00Z", "negotiate"), 4);
    assert!(deal(&place, 1)["reason"].as_str().unwrap().contains("needs a person"));
    assert_eq!(run(&place, "2026-06-20T12:02:00Z", "negotiate drop 1"), 0);
    assert_eq!(amount(&deal(&place, 1)["held"]), Decimal::ZERO);
}

#[test]
fn with_buying_halted_nothing_is_offered() {
    let (reverb, place) = place(1, "auto");
    place.arb("halt test").code(0).any_stdout().any_stderr();
    assert_eq!(run(&place, NOW, "negotiate"), 5);
    assert_eq!(reverb.books().haggles.len(), 0);
}

#[test]
fn killed_at_any_moment_an_offer_is_made_once() {
    const KILLS: u64 = 8;
    for kill in 0..KILLS {
        let (reverb, place) = place(2, "auto");
        let going = place.begin("negotiate");
        nap(kill * 120);
        going.signal("KILL");
        going.wait().any_stdout().any_stderr().exit();
        for now in LATER {
            place.arb_at(now, "negotiate").any_stdout().any_stderr().exit();
        }
        for listing in [BASS, BASS + 1] {
            assert!(offered(&reverb, listing) <= 1, "killed after {} ms", kill * 120);
            assert!(reverb.books().bids(listing).len() <= 1);
        }
        place.agrees();
    }
}
