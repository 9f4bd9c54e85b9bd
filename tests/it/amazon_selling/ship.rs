//! Goods to Amazon's warehouses: one plan whatever is lost, its costs shown and agreed to by name, what lies there told.

use serde_json::{Value, json};

use super::{super::kit::amazon::Mood, Place, SKU};
use crate::it::kit::Ran;

/// The address that goods are sent from.
pub const SENDER: &str = "name = \"Kim Example\"\nline1 = \"1 Example Street\"\ncity = \"New York\"\nstate = \"NY\"\npostal_code = \"10001\"\n\
                      country = \"US\"\nphone = \"2125550100\"\n";

fn place() -> Place {
    let place = Place::new("ship_from = \"ship_from.toml\"");
    place.sandbox.write("ship_from.toml", SENDER);
    place
}

fn rows(ran: &Ran) -> Vec<Value> {
    ran.any_stderr().json_lines()
}

fn make(place: &Place) -> Vec<Value> {
    rows(&place.arb(&format!("ship {SKU}=2 --yes")))
}

/// `arb ship` about a plan; its name has spaces.
fn about(place: &Place, now: &str, plan: &str, words: &[&str]) -> Ran {
    *place.clock.borrow_mut() = now.to_owned();
    let all = ["--live", "ship", "--plan", plan].into_iter().chain(words.iter().copied());
    place.sandbox.arb(all).now(now).stdin_null().run()
}

#[test]
fn a_plan_goes_as_far_as_nothing_is_to_be_chosen_and_costs_are_agreed_to_by_name() {
    let place = place();
    let made = make(&place);
    assert_eq!((&made[0]["state"], &made[0]["step"]), (&json!("ready"), &json!("offer_packing")), "{made:?}");
    assert_eq!((&made[1]["what"], &made[1]["fee"]["amount"]), (&json!("packed together"), &json!("0.00")), "{made:?}");
    let plan = made[0]["plan"].as_str().unwrap().to_owned();
    let packing = made[1]["option"].as_str().unwrap().to_owned();
    // Again: nothing is done twice.
    assert_eq!(rows(&place.arb("ship")).len(), 2);
    assert_eq!(place.amazon.memory().inbound.done, ["create 2", "packingOptions"]);

    let placed = rows(&about(&place, "2026-06-01T12:01:00Z", &plan, &["--packing", &packing, "--yes"]));
    assert_eq!(placed[0]["step"], "offer_placement", "{placed:?}");
    let fees: Vec<&str> = placed[1..].iter().map(|row| row["fee"]["amount"].as_str().unwrap()).collect();
    assert_eq!(fees, ["12.50", "0.00"]);
    assert_eq!(place.amazon.memory().inbound.confirmed, [packing.as_str()], "no placement is agreed to unasked");
    let option = placed[1]["option"].as_str().unwrap().to_owned();

    // Without a yes nobody agrees; with one that is not offered, neither.
    about(&place, "2026-06-01T12:02:00Z", &plan, &["--placement", &option])
        .any_stdout()
        .code(5)
        .stderr_contains("a fee of $12.50");
    about(&place, "2026-06-01T12:02:00Z", &plan, &["--placement", "pl-other", "--yes"])
        .any_stdout()
        .code(2)
        .stderr_contains("is not offered");
    let carried = rows(&about(&place, "2026-06-01T12:03:00Z", &plan, &["--transport", &option]));
    assert_eq!((&carried[1]["fee"]["amount"], carried.len()), (&json!("7.31"), 2), "{carried:?}");
    let agreed = rows(&about(&place, "2026-06-01T12:04:00Z", &plan, &["--placement", &option, "--yes"]));
    assert_eq!((&agreed[0]["state"], &agreed[0]["step"]), (&json!("ready"), &json!("confirm_placement")), "{agreed:?}");
    assert_eq!(agreed[1]["status"], "ACCEPTED");
    let given_up = rows(&about(&place, "2026-06-01T12:05:00Z", &plan, &["--cancel", "--yes"]));
    assert_eq!(given_up[0]["state"], "cancelled");
    place.arb("ship").stdout_is("").stderr_contains("no plan is open");
    place.arb("verify").any_stdout().code(0).stderr_contains(" 0 problems");
}

/// A plan whose placement is agreed to, and its shipment.
fn placed(place: &Place) -> (String, String) {
    let plan = make(place)[0]["plan"].as_str().unwrap().to_owned();
    let offered = rows(&about(place, "2026-06-01T12:01:00Z", &plan, &["--pack-later"]));
    let option = offered[1]["option"].as_str().unwrap().to_owned();
    rows(&about(place, "2026-06-01T12:02:00Z", &plan, &["--placement", &option, "--yes"]));
    rows(&about(place, "2026-06-01T12:03:00Z", &plan, &["--transport", &option]));
    (plan, "sh0001abcd-1234-abcd-5678-1234abcd5678".to_owned())
}

fn boxes(place: &Place, shipment: &str, units: u32) {
    boxes_of(place, shipment, units, "2.25");
}

fn boxes_of(place: &Place, shipment: &str, units: u32, weight: &str) {
    let text = format!(
        "[[box]]\nshipment = \"{shipment}\"\ncount = 1\nlength_cm = \"40\"\nwidth_cm = \"30.5\"\nheight_cm = \"20\"\n\
         weight_kg = \"{weight}\"\nitems = {{ \"{SKU}\" = {units} }}\n"
    );
    place.sandbox.write("boxes.toml", text);
}

#[test]
fn boxes_a_window_and_carriers_are_told_and_what_costs_is_agreed_to_by_name() {
    let place = place();
    let (plan, shipment) = placed(&place);
    boxes(&place, &shipment, 3);
    let wrong = about(&place, "2026-06-01T12:04:00Z", &plan, &["--boxes", "boxes.toml"]);
    wrong.stdout_is("").code(2).stderr_contains("has 2 units in the plan and 3 in the boxes");
    boxes(&place, &shipment, 2);
    let told = rows(&about(&place, "2026-06-01T12:05:00Z", &plan, &["--boxes", "boxes.toml"]));
    assert_eq!((&told[0]["state"], &told[0]["step"]), (&json!("ready"), &json!("describe_boxes")), "{told:?}");
    let one = place.amazon.memory().inbound.boxes[0].clone();
    assert_eq!((&one["dimensions"]["width"], &one["weight"]["value"]), (&json!(30.5), &json!(2.25)), "{one}");
    assert_eq!(one["items"][0]["quantity"], 2);

    let windows = rows(&about(&place, "2026-06-01T12:06:00Z", &plan, &["--window", &shipment]));
    assert_eq!(windows[1]["what"], "2026-06-10 to 2026-06-16 available", "{windows:?}");
    let window = format!("{shipment}={}", windows[1]["option"].as_str().unwrap());
    about(&place, "2026-06-01T12:07:00Z", &plan, &["--window", &window]).any_stdout().any_stderr().code(5);
    assert!(place.amazon.memory().inbound.windows.is_empty(), "nobody agreed");
    let chosen = rows(&about(&place, "2026-06-01T12:08:00Z", &plan, &["--window", &window, "--yes"]));
    assert_eq!(
        (&chosen[0]["step"], &chosen[1]["status"]),
        (&json!("confirm_window"), &json!("ACCEPTED")),
        "{chosen:?}"
    );

    let carrier = format!("{shipment}=to0001abcd-1234-abcd-5678-1234abcd5678");
    let unasked = about(&place, "2026-06-01T12:09:00Z", &plan, &["--carrier", &carrier]);
    unasked.any_stdout().code(5).stderr_contains("for a fee of $7.31");
    let other = about(&place, "2026-06-01T12:09:00Z", &plan, &["--carrier", &format!("{shipment}=to-other"), "--yes"]);
    other.any_stdout().code(2).stderr_contains("is not offered");
    let unknown = about(&place, "2026-06-01T12:09:00Z", &plan, &["--carrier", "sh9=to1", "--yes"]);
    unknown.any_stdout().code(2).stderr_contains("0 carriers are named for the shipment");
    assert!(place.amazon.memory().inbound.carriers.is_empty(), "nobody agreed");
    let hired = rows(&about(&place, "2026-06-01T12:10:00Z", &plan, &["--carrier", &carrier, "--yes"]));
    assert_eq!((&hired[0]["state"], &hired[0]["step"]), (&json!("ready"), &json!("confirm_transport")), "{hired:?}");
    assert_eq!(place.amazon.memory().inbound.carriers.len(), 1);
    let labels = rows(&about(&place, "2026-06-01T12:11:00Z", &plan, &["--labels"]));
    assert_eq!(labels[0]["what"], "https://labels.example/1.pdf");
    place.arb("verify").any_stdout().code(0).stderr_contains(" 0 problems");
}

#[test]
fn a_step_of_a_shipment_whose_reply_is_lost_is_found_and_taken_once() {
    for step in ["describe_boxes", "offer_window", "confirm_window", "confirm_transport"] {
        let place = place();
        let (plan, shipment) = placed(&place);
        boxes(&place, &shipment, 2);
        if step == "confirm_window" {
            rows(&about(&place, "2026-06-01T12:04:00Z", &plan, &["--window", &shipment]));
        }
        let before = place.amazon.memory().inbound.done.len();
        place.amazon.memory().inbound.moods = vec![Mood::Lost];
        let option = |id: &str| format!("{shipment}={id}0001abcd-1234-abcd-5678-1234abcd5678");
        let words = match step {
            "describe_boxes" => vec!["--boxes".to_owned(), "boxes.toml".to_owned()],
            "offer_window" => vec!["--window".to_owned(), shipment.clone()],
            "confirm_window" => vec!["--yes".to_owned(), "--window".to_owned(), option("dw")],
            _ => vec!["--yes".to_owned(), "--carrier".to_owned(), option("to")],
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let lost = about(&place, "2026-06-01T12:05:00Z", &plan, &words);
        assert_eq!(lost.any_stderr().code(4).json_lines()[0]["state"], "unknown", "{step}");
        place.at("2026-06-01T12:25:00Z", "ship").any_stdout().any_stderr().exit();
        let stands = rows(&place.at("2026-06-01T12:26:00Z", "ship"));
        assert_eq!((&stands[0]["state"], &stands[0]["step"]), (&json!("ready"), &json!(step)), "{stands:?}");
        assert_eq!(place.amazon.memory().inbound.done.len(), before + 1, "{step}");
    }
}

#[test]
fn a_plan_whose_reply_is_lost_is_found_by_its_name_and_made_once() {
    for mood in [Mood::Lost, Mood::FailedAfter] {
        let place = place();
        place.amazon.memory().inbound.moods = vec![mood];
        let ran = place.arb(&format!("ship {SKU}=2 --yes"));
        assert_eq!(ran.any_stderr().code(4).json_lines()[0]["state"], "unknown", "{mood:?}");
        place.at("2026-06-01T12:20:00Z", "ship").any_stdout().any_stderr().exit();
        let stands = rows(&place.at("2026-06-01T12:21:00Z", "ship"));
        assert_eq!(stands[0]["step"], "offer_packing", "{mood:?}: {stands:?}");
        let memory = place.amazon.memory();
        assert_eq!((memory.inbound.plans.len(), memory.inbound.done.len()), (1, 2), "{mood:?}");
    }
    // What was proven not to have happened is tried again.
    let place = place();
    place.amazon.memory().inbound.moods = vec![Mood::FailedBefore];
    place.arb(&format!("ship {SKU}=2 --yes")).any_stdout().any_stderr().code(4);
    for minute in [20, 40, 41] {
        place.at(&format!("2026-06-01T12:{minute}:00Z"), "ship").any_stdout().any_stderr().exit();
    }
    assert_eq!(place.amazon.memory().inbound.plans.len(), 1);
}

#[test]
fn what_amazon_refuses_or_can_not_do_is_said_in_its_words() {
    let refused = place();
    refused.amazon.memory().inbound.moods = vec![Mood::Refused];
    let ran = refused.arb(&format!("ship {SKU}=2 --yes"));
    let row = ran.any_stderr().code(4).json_lines().remove(0);
    assert_eq!(row["state"], "rejected");
    assert!(row["why"].as_str().unwrap().contains("not like this"), "{row}");

    let failed = place();
    failed.amazon.memory().inbound.problem = "The label owner is missing".into();
    let row = failed.arb(&format!("ship {SKU}=2 --yes")).any_stderr().code(4).json_lines().remove(0);
    assert_eq!((&row["state"], &row["step"]), (&json!("failed"), &json!("create")));
    assert!(row["why"].as_str().unwrap().contains("FBA_INB_0182: The label owner is missing"), "{row}");

    let slow = place();
    slow.amazon.memory().inbound.slow = 20;
    let row = rows(&slow.arb(&format!("ship {SKU}=2 --yes"))).remove(0);
    assert_eq!(row["state"], "working", "{row}");
    slow.amazon.memory().inbound.slow = 0;
    assert_eq!(rows(&slow.arb("ship"))[0]["step"], "offer_packing");
}

#[test]
fn no_more_is_sent_than_is_there_and_nothing_without_an_address() {
    let place = place();
    place
        .arb(&format!("ship {SKU}=3 --yes"))
        .stdout_is("")
        .code(5)
        .stderr_contains("3 units can't be sent, 2 are on hand");
    place.arb(&format!("ship {SKU}=0")).stdout_is("").code(2).stderr_contains("one unit at least");
    place.arb(&format!("--dry-run ship {SKU}=2")).stdout_is("").code(0).stderr_contains("2 units of 1 SKUs");
    let nobody = Place::new("");
    nobody.arb(&format!("ship {SKU}=2 --yes")).stdout_is("").code(3).stderr_contains("`ship_from`");
    // What was never made is given up without a word to Amazon.
    let plan = nobody.store().inbounds(false).unwrap()[0].name.clone();
    let given_up = about(&nobody, "2026-06-01T12:01:00Z", &plan, &["--cancel", "--yes"]);
    assert_eq!(given_up.any_stderr().code(4).json_lines()[0]["why"], "given up before it was made");
    let channel = place.arb(&format!("ship {SKU}=2 --channel ebay_us --yes"));
    channel.stdout_is("").code(2).stderr_contains("nobody takes goods into warehouses for `ebay_us`");
    assert!(place.amazon.memory().inbound.done.is_empty());
}

#[test]
fn what_lies_in_the_warehouses_is_told_and_what_is_not_said_is_unknown() {
    let place = place();
    make(&place);
    place.amazon.memory().inbound.stock = vec![json!({ "sellerSku": SKU, "fnSku": "X001", "inventoryDetails": {
        "fulfillableQuantity": 1, "inboundWorkingQuantity": 0, "inboundShippedQuantity": 1, "inboundReceivingQuantity": 0,
        "reservedQuantity": { "totalReservedQuantity": 0 } } })];
    place.arb("sync").any_stdout().any_stderr().code(0);
    let row = rows(&place.arb("ship --stock")).remove(0);
    assert_eq!(
        (&row["on_hand"], &row["inbound"], &row["unfulfillable"]),
        (&json!(1), &json!(1), &Value::Null),
        "{row}"
    );
    let asked = place.amazon.asked_for("/fba/inventory");
    assert_eq!((asked[0].query("sellerSkus"), asked[0].query("granularityType")), (SKU, "Marketplace"));
}

#[test]
fn what_was_wanted_and_never_sent_is_taken_again_or_shown_as_not_done() {
    use arb::domain::effect::{InboundCarrier, InboundStep};
    let now = || "2026-06-01T12:03:30Z".parse().unwrap();
    let place = place();
    let plan = make(&place)[0]["plan"].as_str().unwrap().to_owned();
    let id = place.store().inbounds(false).unwrap()[0].id;
    // Whoever wanted it ended before it was sent.
    place.store().want_inbound(id, &InboundStep::OfferPacking, now()).unwrap();
    let stands = rows(&place.at("2026-06-01T12:04:00Z", "ship"));
    assert_eq!((&stands[0]["state"], stands.len()), (&json!("ready"), 2), "{stands:?}");
    assert_eq!(place.amazon.memory().inbound.done, ["create 2", "packingOptions", "packingOptions"]);
    place
        .store()
        .want_inbound(id, &InboundStep::ConfirmTransport { carriers: Vec::<InboundCarrier>::new() }, now())
        .unwrap();
    let stands = place.at("2026-06-01T12:05:00Z", "ship").any_stderr().code(4).json_lines();
    assert_eq!((&stands[0]["state"], &stands[0]["step"]), (&json!("failed"), &json!("confirm_transport")));
    assert!(stands[0]["why"].as_str().unwrap().contains("is not sent"), "{stands:?}");
    // A halt leaves it as it stands, and what comes to nothing again and again is tried once a run.
    place.store().want_inbound(id, &InboundStep::OfferPacking, now()).unwrap();
    place.arb("halt test").any_stdout().any_stderr().code(0);
    about(&place, "2026-06-01T12:06:00Z", &plan, &["--cancel", "--yes"]).any_stdout().any_stderr().exit();
    assert_eq!(place.store().inbound(id).unwrap().step, "offer_packing");
    place.arb("resume --reason known --yes").any_stdout().any_stderr().code(0);
    place.amazon.memory().inbound.problem = "no luck".into();
    let before = place.amazon.memory().inbound.done.len();
    place.at("2026-06-01T12:07:00Z", "ship").any_stdout().any_stderr().code(4);
    assert_eq!(place.amazon.memory().inbound.done.len(), before + 1);
}

#[test]
fn a_placement_is_agreed_to_for_what_was_shown_and_nothing_more() {
    let place = place();
    let plan = make(&place)[0]["plan"].as_str().unwrap().to_owned();
    let offered = rows(&about(&place, "2026-06-01T12:01:00Z", &plan, &["--pack-later"]));
    let option = offered[1]["option"].as_str().unwrap().to_owned();
    let refused = |fees: Vec<Value>, until: Value, why: &str| {
        {
            let mut memory = place.amazon.memory();
            (memory.inbound.fees, memory.inbound.until) = (fees, until);
        }
        let ran = about(&place, "2026-06-01T12:02:00Z", &plan, &["--placement", &option, "--yes"]);
        ran.stdout_is("").code(5).stderr_contains(why);
        assert!(place.amazon.memory().inbound.confirmed.is_empty(), "{why}");
        let stands = place.store().inbounds(false).unwrap().remove(0);
        assert_eq!((stands.state.as_str(), stands.step.as_str()), ("ready", "offer_placement"), "{why}");
    };
    refused(vec![json!(12.5), json!(13)], Value::Null, "a fee of $13.00 by now, and was shown for a fee of $12.50");
    refused(vec![json!(12.5), Value::Null], Value::Null, "a fee that is not known by now");
    refused(vec![Value::Null], Value::Null, "`--yes` agrees to no such placement");
    refused(Vec::new(), json!("2026-06-01T12:02Z"), "it was offered until 2026-06-01T12:02:00Z");
    {
        let mut memory = place.amazon.memory();
        (memory.inbound.fees, memory.inbound.until) = (vec![json!(12.5), json!(11)], json!("2026-06-01T12:04Z"));
    }
    let agreed = rows(&about(&place, "2026-06-01T12:03:00Z", &plan, &["--placement", &option, "--yes"]));
    assert_eq!(agreed[0]["step"], "confirm_placement", "{agreed:?}");
}

#[test]
fn carriers_are_of_the_placement_that_is_agreed_to_and_cost_what_was_shown() {
    let place = place();
    let plan = make(&place)[0]["plan"].as_str().unwrap().to_owned();
    let offered = rows(&about(&place, "2026-06-01T12:01:00Z", &plan, &["--pack-later"]));
    let option = |row: usize| offered[row]["option"].as_str().unwrap().to_owned();
    let shipment = "sh0001abcd-1234-abcd-5678-1234abcd5678";
    let carrier = format!("{shipment}=to0001abcd-1234-abcd-5678-1234abcd5678");
    let window = format!("{shipment}=dw0001abcd-1234-abcd-5678-1234abcd5678");
    // Asked about only: nothing follows from it.
    rows(&about(&place, "2026-06-01T12:02:00Z", &plan, &["--transport", &option(1)]));
    rows(&about(&place, "2026-06-01T12:02:30Z", &plan, &["--window", shipment]));
    for words in [["--carrier", carrier.as_str(), "--yes"], ["--window", &window, "--yes"]] {
        let early = about(&place, "2026-06-01T12:03:00Z", &plan, &words);
        early.stdout_is("").code(2).stderr_contains("no placement of it is agreed to");
    }
    rows(&about(&place, "2026-06-01T12:04:00Z", &plan, &["--placement", &option(1), "--yes"]));
    // A look at another one changes nothing.
    rows(&about(&place, "2026-06-01T12:05:00Z", &plan, &["--transport", &option(2)]));
    let other = about(
        &place,
        "2026-06-01T12:06:00Z",
        &plan,
        &["--window", "sh0002abcd-1234-abcd-5678-1234abcd5678=x", "--yes"],
    );
    other.stdout_is("").code(2).stderr_contains("is no shipment of it");
    for (quotes, why) in [
        (vec![json!(7.31), json!(7.32)], "a fee of $7.32 by now, and was shown for a fee of $7.31"),
        (vec![json!(7.31), Value::Null], "a fee that is not known by now"),
        (vec![Value::Null], "`--yes` agrees to no such carriage"),
    ] {
        place.amazon.memory().inbound.quotes = quotes;
        let ran = about(&place, "2026-06-01T12:07:00Z", &plan, &["--carrier", &carrier, "--yes"]);
        ran.stdout_is("").code(5).stderr_contains(why);
    }
    rows(&about(&place, "2026-06-01T12:08:00Z", &plan, &["--window", &window, "--yes"]));
    assert!(place.amazon.memory().inbound.carriers.is_empty());
    let hired = rows(&about(&place, "2026-06-01T12:09:00Z", &plan, &["--carrier", &carrier, "--yes"]));
    assert_eq!((&hired[0]["state"], &hired[0]["step"]), (&json!("ready"), &json!("confirm_transport")), "{hired:?}");
}

#[test]
fn what_was_told_or_worked_out_before_does_not_answer_for_a_new_question_that_is_lost() {
    for (step, arrives) in
        [("describe_boxes", false), ("describe_boxes", true), ("offer_window", false), ("offer_transport", false)]
    {
        let place = place();
        let (plan, shipment) = placed(&place);
        boxes(&place, &shipment, 2);
        let words: Vec<&str> = match step {
            "describe_boxes" => vec!["--boxes", "boxes.toml"],
            "offer_window" => vec!["--window", &shipment],
            _ => vec!["--transport", "pl0001abcd-1234-abcd-5678-1234abcd5678"],
        };
        rows(&about(&place, "2026-06-01T12:04:00Z", &plan, &words));
        boxes_of(&place, &shipment, 2, "22.5");
        place.amazon.memory().inbound.moods = vec![if arrives { Mood::Lost } else { Mood::FailedBefore }];
        about(&place, "2026-06-01T12:05:00Z", &plan, &words).any_stdout().any_stderr().code(4);
        for minute in [25, 45, 46] {
            place.at(&format!("2026-06-01T12:{minute}:00Z"), "reconcile").any_stdout().any_stderr().exit();
        }
        let stands = place.store().inbounds(false).unwrap().remove(0);
        assert_eq!(stands.step, step);
        let state = match step {
            "describe_boxes" if arrives => "ready",
            "describe_boxes" => "manual",
            _ => "failed",
        };
        assert_eq!(stands.state, state, "{step}: {:?}", stands.reason);
    }
}
