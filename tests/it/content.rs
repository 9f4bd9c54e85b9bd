//! What `arb list` writes into a listing: templates, text from outside, and the rules of the channel.

use super::kit::{
    Ran, Sandbox,
    stock::{NOW, Shelf},
};

const MUG: &str = "00012345600012";

/// A mug in stock that eBay shows at 40.00 under this title.
fn stocked(title: &str) -> Sandbox {
    let sandbox = Sandbox::new().now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    shelf.price(MUG, "ebay_us", "40.00", |row| row.title = Some(title.to_owned())).buy(MUG, 1, "8.00", true);
    drop(shelf);
    sandbox
}

fn arb(sandbox: &Sandbox, line: &str) -> Ran {
    sandbox.arb(["--db", "arb.db"].into_iter().chain(line.split(' '))).stdin_null().run()
}

fn template(sandbox: &Sandbox, text: &str) {
    sandbox.write("own/general.toml", text);
    sandbox.write("arb.toml", "[list]\ntemplates = \"own\"\n");
}

#[test]
fn text_from_outside_is_taken_apart_before_it_is_listed() {
    let sandbox = stocked("Mug <script>x</script>&amp; lid\u{202E} https://shop.example/mug");
    let ran = arb(&sandbox, "list --dry-run");
    ran.code(0).stderr_contains("left out of the text: title: a link");
    let listing = &ran.json_lines()[0]["listing"];
    assert_eq!(listing["title"], "Mug & lid");
    let why = listing["why"].as_array().unwrap();
    assert!(why.iter().any(|why| why == "left out of the text: title: a link"), "{why:?}");
}

#[test]
fn a_line_without_its_fact_is_left_out() {
    let ran = arb(&stocked("Mug"), "list --dry-run");
    ran.code(0).any_stderr();
    assert_eq!(ran.json_lines()[0]["listing"]["description"], format!("Mug\nCondition: New\nGTIN: {MUG}"));
}

#[test]
fn a_template_of_the_user_s_own_makes_the_text() {
    let sandbox = stocked("Mug");
    template(
        &sandbox,
        "title = [\"{title}\", \"by {brand}\", \"as shown\"]\ndescription = [\"Brand: {brand}\", \"It is {title}.\"]\n",
    );
    let ran = arb(&sandbox, "list --dry-run");
    ran.code(0).any_stderr();
    let listing = &ran.json_lines()[0]["listing"];
    assert_eq!(
        (listing["title"].as_str(), listing["description"].as_str()),
        (Some("Mug as shown"), Some("It is Mug."))
    );
}

#[test]
fn a_template_that_can_t_be_used_is_named_with_the_place() {
    let sandbox = stocked("Mug");
    template(&sandbox, "title = [\"{titel}\"]\n");
    let ran = arb(&sandbox, "list --dry-run");
    ran.code(3).stdout_is("").stderr_contains("the template `own/general.toml` can't be used");
    ran.stderr_contains("title: there is no fact `{titel}`: did you mean `{title}`?");
    sandbox.write("arb.toml", "[list]\ntemplates = \"nowhere\"\n");
    arb(&sandbox, "list --dry-run")
        .code(3)
        .stdout_is("")
        .stderr_contains("can't read the folder of templates `nowhere`");
}

#[test]
fn what_the_channel_would_refuse_is_not_published_and_not_exported() {
    let sandbox = stocked("Mug");
    template(&sandbox, "title = [\"{title}\"]\ndescription = [\"{title}\", \"Questions? Call 555-123-4567\"]\n");
    for line in ["list --dry-run", "list --yes", "list --export up.csv"] {
        let ran = arb(&sandbox, line);
        ran.code(4).any_stdout().stderr_contains("ebay_us would refuse its text: description: holds a phone number");
    }
    assert_eq!(sandbox.read("up.csv").lines().count(), 1);
    template(&sandbox, "title = [\"{title}\"]\ndescription = [\"{title}\"]\n");
    arb(&sandbox, "list --yes").any_stdout().code(0).stderr_contains("1 live");
}

#[test]
fn what_the_channel_advises_is_said_and_stops_nothing() {
    let sandbox = stocked("GREAT BLUE MUG");
    arb(&sandbox, "list --dry-run").code(0).any_stdout().stderr_contains("ebay_us advises: title: is all in capitals");
    arb(&sandbox, "list --yes").any_stdout().code(0).stderr_contains("1 live");
}
