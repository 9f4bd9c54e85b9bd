//! A model that remembers every customer and tells each of them about the others: none of it is in a draft, in a record, or in
//! a letter that leaves.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::it::{
    kit::{model::Shape, stub::Stub, talk::Talk},
    talk::once::sendgrid,
};

/// A customer, and what nobody but they may read of themselves.
struct Person {
    mail: &'static str,
    words: &'static str,
    own: [&'static str; 4],
}

const PEOPLE: [Person; 4] = [
    Person {
        mail: "zebulon.quistgaard@example.com",
        words: "Where is my order 902-1111111-1111111? I am Zebulon Quistgaard of Elm Grove",
        own: ["zebulon", "quistgaard", "902-1111111-1111111", "elm grove"],
    },
    Person {
        mail: "marigold.featherstone@example.net",
        words: "Has my parcel 902-2222222-2222222 for Marigold Featherstone been sent to Harbour Row?",
        own: ["marigold", "featherstone", "902-2222222-2222222", "harbour row"],
    },
    Person {
        mail: "ottokar.brennecke@example.org",
        words: "How do I return the Steiff bear? Ottokar Brennecke, 902-3333333-3333333",
        own: ["ottokar", "brennecke", "902-3333333-3333333", "steiff"],
    },
    Person {
        mail: "ludmilla.papadaki@example.com",
        words: "Thank you! Your Ludmilla Papadaki, order 902-4444444-4444444, who pays with a gold card",
        own: ["ludmilla", "papadaki", "902-4444444-4444444", "gold card"],
    },
];

/// Ways to tell one customer about another, each with what must be said and the other's words, name, order and address.
fn leaks(keep: &str, other: &Person) -> Vec<String> {
    let [first, last, order, fact] = other.own;
    vec![
        format!("{keep} {}", other.words),
        format!("{keep} Thank you, {first} {last}."),
        format!("{keep} Please write to {}.", other.mail),
        format!("{keep} The order {order} was sent."),
        format!("Hello {first}, {keep}"),
        format!("{keep} Thank you — {fact}!"),
        keep.replacen("Your order", order, 1) + " " + last,
        format!("{keep} {}", first.chars().map(|c| format!("{c} ")).collect::<String>()),
        format!("{keep} {}", last.to_uppercase()),
        format!("{keep} Best regards, {}{}", &first[..1].to_uppercase(), &first[1..]),
        format!("{keep} {}", first.chars().rev().collect::<String>()),
    ]
}

/// Whom a text names.
fn named(text: &str) -> Vec<usize> {
    let own = |person: &Person| person.own.iter().any(|own| text.contains(own)) || text.contains(person.mail);
    (0..PEOPLE.len()).filter(|place| own(&PEOPLE[*place])).collect()
}

#[test]
fn what_a_model_remembers_of_other_customers_is_in_no_draft_and_no_letter() {
    let shape = Shape::Local;
    // The last way is courtesy alone, which is taken.
    let ways = leaks("", &PEOPLE[0]).len() + 1;
    let shown = Arc::new(Mutex::new(Vec::<String>::new()));
    let memory = Arc::clone(&shown);
    let model = Stub::start(move |asked| {
        let question = shape.question(asked);
        let mut memory = memory.lock().unwrap();
        let count = memory.len();
        memory.push(asked.body.to_lowercase());
        let keep: Vec<&str> = question["keep"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        let keep = keep.join(" ");
        // Each is told about the one who was shown before.
        let other = &PEOPLE[(count + PEOPLE.len() - 1) % PEOPLE.len()];
        let leaks = leaks(&keep, other);
        let text = leaks.get(count / PEOPLE.len()).cloned();
        let text = text.unwrap_or_else(|| format!("We appreciate your patience. {keep}"));
        shape.to(asked, &json!({ "text": text }).to_string())
    });
    let (post, taken) = sendgrid(0);
    let settings = format!(
        "[support.manners]\nquiet = \"\"\n\
         [vendors.sendgrid]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{}\"\nfrom = \"shop@example.com\"\n{}",
        post.url(),
        shape.settings(&model.url(), "support = \"local\"").replace("\"acme\", ", "\"acme\", \"mail\", ")
    );
    let talk = Talk::new(&settings, &[("ARB_SENDGRID_KEY", "SG.canary")]);
    for way in 0..ways {
        for (place, person) in PEOPLE.iter().enumerate() {
            // Another letter each time, from another address of theirs: an answer that is kept is asked for once.
            let (id, words) = (format!("m{way}-{place}@example.com"), format!("{} {way}.", person.words));
            talk.receives("mail", &person.mail.replace('@', &format!("+{way}@")), &[(&id, &words)]);
        }
    }
    let drafted = talk.arb("support").run();
    drafted.any_stderr().exit();
    // Every question is about one person: nobody else's words are shown beside them.
    let shown = shown.lock().unwrap().clone();
    assert_eq!(shown.len(), ways * PEOPLE.len());
    for (count, question) in shown.iter().enumerate() {
        assert!(named(question).iter().all(|place| *place == count % PEOPLE.len()), "{question}");
    }
    for (place, ticket) in talk.tickets().iter().enumerate() {
        if place % 3 == 0 {
            talk.arb(&format!("support approve {}", ticket.id)).run().code(0).any_stdout().any_stderr();
        }
    }
    // What is said to whom: in records, in the books, in the bytes that leave, and in what was taken.
    let mut said: Vec<(usize, String)> = Vec::new();
    let who = |message: &str| message.split_once('-').unwrap().1[..1].parse::<usize>().unwrap();
    let listed: Vec<Value> = talk.arb("support list --all").run().json_lines();
    for record in drafted.json_lines().into_iter().chain(listed) {
        let reply = record["ticket"]["reply"].as_str().unwrap_or_default().to_lowercase();
        said.push((who(record["ticket"]["message"].as_str().unwrap()), reply));
    }
    let mut taken_up = 0;
    for ticket in talk.tickets() {
        let courteous = ticket.message.id.starts_with(&format!("m{}-", ways - 1));
        assert_eq!(ticket.body.contains("We appreciate your patience."), courteous, "{}", ticket.body);
        taken_up += usize::from(courteous);
        said.push((who(&ticket.message.id), ticket.body.to_lowercase()));
    }
    assert_eq!(taken_up, PEOPLE.len(), "words are taken where they are harmless");
    let whose = |address: &str| {
        let mail = format!("{}@{}", address.split('+').next().unwrap(), address.split('@').nth(1).unwrap());
        PEOPLE.iter().position(|person| person.mail == mail).expect("a customer")
    };
    for effect in talk.store().effects(&[]).unwrap() {
        let request: Value = serde_json::from_slice(&effect.request).unwrap();
        let to = request["personalizations"][0]["to"][0]["email"].as_str().unwrap();
        said.push((whose(to), request.to_string().to_lowercase()));
    }
    let letters = taken.lock().unwrap().clone();
    said.extend(letters.iter().map(|(to, text)| (whose(to), text.to_lowercase())));
    for (to, text) in &said {
        assert!(named(text).iter().all(|place| place == to), "customer {to} is told of another: {text}");
        // Spelled, or turned round.
        let plain: String = text.chars().filter(char::is_ascii_alphabetic).collect();
        for person in PEOPLE.iter().enumerate().filter(|(place, _)| place != to).map(|(_, person)| person) {
            let back: String = person.own[0].chars().rev().collect();
            let spelled = [person.own[0], person.own[1], &back].iter().any(|name| plain.contains(*name));
            assert!(!spelled, "customer {to}: {text}");
        }
    }
    eprintln!(
        "{} questions, {} letters, {} texts: none tells of another customer",
        shown.len(),
        letters.len(),
        said.len()
    );
    assert_eq!(letters.len(), ways * PEOPLE.len() / 3);
}
