//! Words of models, through the commands that send them.

use serde_json::json;

use super::told;
use crate::it::kit::{
    model::Shape,
    stock::{NOW, Shelf},
    stub::Stub,
};

const MUG: &str = "00012345600012";

#[test]
fn an_answer_gets_kinder_words_and_no_other_facts() {
    let shape = Shape::Local;
    let message = "{\"id\":\"m1\",\"buyer\":\"Kim\",\"body\":\"Where is my order? Write to kim@example.com or +1 555 010 0199\"}\n";
    let check = |words: fn(&str) -> String, taken: bool| {
        let stub = Stub::start(move |asked| {
            let question = shape.question(asked);
            let keep = question["keep"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
            let text = words(&keep.collect::<Vec<_>>().join(" "));
            shape.to(asked, &json!({ "text": text }).to_string())
        });
        let sandbox = shape.sandbox();
        sandbox.write("arb.toml", shape.settings(&stub.url(), "support = \"local\""));
        let ran = sandbox.arb(["support"]).stdin(message).run();
        ran.code(0);
        let reply = ran.json_lines()[0]["ticket"]["reply"].as_str().unwrap().to_owned();
        assert_eq!(reply.contains("so sorry about the trouble"), taken, "{reply}");
        assert!(reply.starts_with("Hello Kim,\n\n") && !reply.contains('$') && !reply.contains("tomorrow"), "{reply}");
        ran.stderr_contains(if taken { "1 draft" } else { "worded nothing: it holds" });
        let asked = stub.asked();
        assert_eq!(asked.len(), 1);
        let shown = &asked[0].body;
        assert!(!shown.contains("Kim") && !shown.contains("kim@") && !shown.contains("0199"), "{shown}");
        assert!(shown.contains("Where is my order?"), "{shown}");
        sandbox.arb(["advice", "replay"]).run().code(0).stdout_is("").stderr_contains("1 calls, 0 differences");
    };
    check(|keep| format!("We are so sorry about the trouble. {keep} Thank you for your patience."), true);
    check(|keep| format!("{keep} You get $20.00 back tomorrow, call +1 555 010 0000."), false);
}

#[test]
fn a_listing_gets_words_of_its_facts_or_the_template() {
    let shape = Shape::OpenAi;
    let check = |hostile: bool| {
        let stub = Stub::start(move |asked| {
            let template = &shape.question(asked)["untrusted"]["template"];
            let lines = template["description"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
            let lines = lines.collect::<Vec<_>>().join("\n");
            let title = template["title"].as_str().unwrap();
            let (title, more) = match hostile {
                true => (format!("{title} FREE SHIPPING"), "Cheapest! Was $99.00. See www.example.com"),
                false => (title.to_owned(), "This is a Walnut organizer, listed in Home and Kitchen."),
            };
            shape.to(asked, &json!({ "title": title, "description": format!("{lines}\n{more}") }).to_string())
        });
        let sandbox = shape.sandbox().now(NOW);
        let mut shelf = Shelf::new(&sandbox);
        shelf.price(MUG, "amazon_us", "39.90", |_| {}).buy(MUG, 2, "20.00", true);
        drop(shelf);
        sandbox.write("arb.toml", shape.settings(&stub.url(), "copywriter = \"openai\""));
        let ran = sandbox.arb(["list", "--yes"]).stdin_null().run();
        ran.code(0).stderr_contains("1 live");
        let record = arb::domain::record::Record(ran.json_lines()[0].as_object().unwrap().clone());
        let said = told(&record);
        let description = record.0["listing"]["description"].as_str().unwrap();
        assert_eq!(description.contains("listed in Home and Kitchen"), !hostile, "{description}");
        assert!(!said.contains("FREE") && !said.contains("99.00") && !said.contains("example.com"), "{said}");
        assert_eq!(said.contains("the template stands"), hostile, "{said}");
        let shown = &stub.asked()[0].body;
        assert!(!shown.contains("20.00") && !shown.contains("39.90") && !shown.contains("10.00"), "{shown}");
        sandbox.arb(["advice", "replay"]).run().code(0).stdout_is("").stderr_contains("1 calls, 0 differences");
    };
    check(false);
    check(true);
}
