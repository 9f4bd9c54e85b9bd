<<<<<<< HEAD
//! The words that messages are told apart by.

use super::classify::Category::{self, Billing, Cancel, Change, Problem, Question, Refund, Return, Shipping, Thanks};

/// Phrases of a category and what each weighs; `*` stands for any ending.
pub(super) const PHRASES: &[(Category, u32, &[&str])] = &[
    (
        Shipping,
        4,
        &[
            "where is my",
            "wheres my",
            "where is the package",
            "where is the parcel",
            "track*",
            "has it shipped",
            "shipped yet",
            "been sent yet",
            "when will it arrive",
            "when will my",
            "when does my",
            "delivery time*",
            "delivery period",
            "delivery option*",
            "how long does delivery*",
            "how long does shipping*",
            "how long until",
            "estimated delivery*",
            "news on the shipment",
            "still waiting for my",
            "status of my",
            "status of purchase*",
            "status of order*",
            "eta of*",
            "shipping method*",
            "shipping option*",
            "when can i expect*",
            "delivery date*",
            "not arrived",
            "hasnt arrived",
            "hasnt come",
            "not received my",
            "supposed to be here",
            "whereabouts*",
        ],
    ),
    (
        Shipping,
        2,
        &[
            "shipment*",
            "shipping",
            "shipped",
            "deliver*",
            "parcel*",
            "package",
            "packages",
            "arrive*",
            "arriving",
            "courier",
            "carrier",
        ],
    ),
    (Shipping, 1, &["when", "waiting", "sent", "where", "eta", "how long", "status", "how soon"]),
    (
        Return,
        4,
        &[
            "return it",
            "return this",
            "return policy",
            "start a return",
            "return label",
            "want to return",
            "like to return",
            "send it back",
            "send this back",
            "exchange it",
            "exchange this",
            "return my*",
            "return the*",
            "return an*",
            "how do i return",
            "can i return",
        ],
    ),
    (
        Return,
        2,
        &[
            "return",
            "returns",
            "returning",
            "exchange*",
            "send back",
            "swap*",
            "wrong size",
            "by mistake",
            "not what i expected",
        ],
    ),
    (
        Refund,
        4,
        &["refund*", "money back", "reimburs*", "rebate*", "compensat*", "my money", "get my money*", "restitution*"],
    ),
    (
        Question,
        3,
        &[
            "compatible",
            "dimensions",
            "what size",
            "how big",
            "how heavy",
            "made of",
            "material",
            "suitable",
            "batteries",
            "newest edition",
            "which edition",
            "original packaging",
            "include*",
            "does it come",
            "come with",
            "what color",
            "what colour",
            "is it new",
            "in stock",
            "does it work",
            "does it fit",
            "fit*",
            "voltage",
            "warranty",
            "instructions for",
            "how old",
            "age range",
            "sealed",
            "first edition",
            "language is",
            "the description",
            "page does not say",
            "older model",
        ],
    ),
    (
        Question,
        1,
        &["question*", "edition", "size", "model", "version", "could you tell me", "is this", "does it", "is it"],
    ),
    (
        Cancel,
        5,
        &[
            "cancel*",
            "call off",
            "withdraw*",
            "termination fee*",
            "do not want it anymore",
            "dont want it anymore",
            "changed my mind",
        ],
    ),
    (Cancel, 2, &["no longer want*", "no longer need*", "cant afford*", "can no longer*", "dont want my*"]),
    (
        Change,
        5,
        &[
            "change the address",
            "change the delivery address",
            "change my address",
            "change the shipping address",
            "delivery address",
            "shipping address",
            "wrong address",
            "new address",
            "different address",
            "change my order",
            "change order*",
            "change purchase*",
            "change the order",
            "modify*",
            "edit my order",
            "edit order*",
            "edit purchase*",
            "update order*",
            "update purchase*",
            "update my order",
            "add an item*",
            "add item*",
            "add product*",
            "add something*",
            "remove an item*",
            "remove item*",
            "swap item*",
            "i moved",
            "address",
        ],
    ),
    (
        Problem,
        5,
        &[
            "damaged",
            "broken",
            "broke",
            "dented",
            "defect*",
            "cracked",
            "scratched",
            "does not work",
            "doesnt work",
            "not working",
            "stopped working",
            "missing",
            "wrong item",
            "wrong product",
            "wrong one",
            "not as described",
            "says delivered",
            "marked as delivered",
            "marked delivered",
            "nothing at my door",
            "nothing was delivered",
            "empty box",
            "leaking",
            "torn",
            "used item",
            "lost",
        ],
    ),
    (
        Billing,
        4,
        &[
            "invoice*",
            "bill",
            "bills",
            "receipt",
            "payment*",
            "pay",
            "paid",
            "tax",
            "vat",
            "charged",
            "credit card",
            "visa",
            "mastercard",
            "paypal",
        ],
    ),
    (
        Thanks,
        2,
        &[
            "thank you so much",
            "thanks a lot",
            "many thanks",
            "great seller",
            "love it",
            "very happy",
            "perfect",
            "works great",
            "arrived safely",
            "well packed",
        ],
    ),
    (Thanks, 1, &["thank you", "thanks", "thx"]),
];

/// Words that a message may use without being unclear.
pub(super) const PLAIN: &str = "\
a about after again all already also am an and any anything are as ask asked asking at available away back be because \
been before best better bought box but buy buying by can cannot cant check come comes coming could couldnt day days \
dear delay delayed deliver delivered delivering delivery did didnt do does doesnt doing done dont door down due each \
early eta evening exchange expect expected expecting far fast few fine first for friday friend from get getting gift \
give go going good got had happen happened happening has hasnt have havent he hello help her here hey hi him his home \
hope hour hours house how i id if ill im in info information inquire is isnt it item items its ive just kind kindly know label last \
late later let like long look looking lot made mail me mean might mistake monday month months more morning most moved \
much must my need needed neighbor neighbour never new news next no not nothing now number of off ok okay on one only \
or order ordered orders our out over package packages page parcel part past period please policy possible post \
post problem product products purchase purchased quick quickly quite really received receive regarding regards return \
returned returning returns right same saturday say says see seller send sending sent shall she ship shipped shipping \
shipment should since sir size so some someone something soon sorry started start state status still store sunday sure take \
takes taking than thank thanks that the their them then there theres these they thing things think this those thursday \
thx till time times to today together tomorrow too took track tracking tried trying tuesday two until up update \
updated updates us use very via wait waited waiting want wanted was wasnt way we wednesday week weekend weeks well \
were what whats when whens where wheres whether which while who why will wish with within without wonder wondering \
wont work would wrong yes yesterday yet you your yours advance afternoon any arrive arrived arrives arriving wondering \
birthday christmas courier carrier date estimated else exactly find found great love perfect happy";
=======
//! The words of support: what points at which category, and what is ordinary talk around it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::Category::{self, *};

/// Words (or their beginnings) that together point at a category, with points. A phrase counts when all its words occur.
const PHRASES: &[(&[&str], Category, u32)] = &[
    (&["where", "order"], Shipping, 4),
    (&["where", "packag"], Shipping, 4),
    (&["where", "item"], Shipping, 3),
    (&["track"], Shipping, 4),
    (&["eta"], Shipping, 5),
    (&["deliver"], Shipping, 4),
    (&["shipment"], Shipping, 4),
    (&["shipping"], Shipping, 3),
    (&["shipped"], Shipping, 4),
    (&["ship"], Shipping, 3),
    (&["packag"], Shipping, 3),
    (&["parcel"], Shipping, 4),
    (&["arriv"], Shipping, 4),
    (&["status", "order"], Shipping, 5),
    (&["status", "purchas"], Shipping, 5),
    (&["locat"], Shipping, 4),
    (&["received", "not"], Shipping, 4),
    (&["courier"], Shipping, 3),
    (&["late"], Shipping, 2),
    (&["when", "order"], Shipping, 2),
    (&["expect"], Shipping, 2),
    (&["deliver", "option"], Shipping, 3),
    (&["order", "from"], Shipping, 1),
    (&["return"], Return, 5),
    (&["send", "back"], Return, 5),
    (&["exchang"], Return, 4),
    (&["wrong", "size"], Return, 5),
    (&["not", "fit"], Return, 3),
    (&["rma"], Return, 5),
    (&["wrong", "item"], Return, 4),
    (&["refund"], Refund, 6),
    (&["reimburs"], Refund, 6),
    (&["rebat"], Refund, 6),
    (&["money", "back"], Refund, 7),
    (&["compensat"], Refund, 6),
    (&["restitut"], Refund, 6),
    (&["money"], Refund, 2),
    (&["cancel"], Cancel, 5),
    (&["call", "off"], Cancel, 4),
    (&["terminat"], Cancel, 5),
    (&["withdraw"], Cancel, 6),
    (&["cancel", "order"], Cancel, 2),
    (&["cancel", "purchas"], Cancel, 2),
    (&["no", "longer", "pay"], Cancel, 6),
    (&["don't", "want", "last"], Cancel, 3),
    (&["chang", "order"], ChangeOrder, 5),
    (&["chang", "purchas"], ChangeOrder, 5),
    (&["edit", "order"], ChangeOrder, 5),
    (&["modif", "order"], ChangeOrder, 5),
    (&["edit", "purchas"], ChangeOrder, 5),
    (&["modif", "purchas"], ChangeOrder, 5),
    (&["add", "order"], ChangeOrder, 5),
    (&["add", "purchas"], ChangeOrder, 5),
    (&["remov", "order"], ChangeOrder, 5),
    (&["remov", "purchas"], ChangeOrder, 5),
    (&["delet", "order"], ChangeOrder, 5),
    (&["delet", "purchas"], ChangeOrder, 5),
    (&["swap"], ChangeOrder, 6),
    (&["updat", "order"], ChangeOrder, 5),
    (&["updat", "purchas"], ChangeOrder, 5),
    (&["correct", "order"], ChangeOrder, 5),
    (&["item", "order"], ChangeOrder, 1),
    (&["chang", "item"], ChangeOrder, 5),
    (&["swap", "item"], ChangeOrder, 2),
    (&["address"], Address, 9),
    (&["payment"], Payment, 6),
    (&["pay"], Payment, 3),
    (&["card"], Payment, 2),
    (&["declin"], Payment, 3),
    (&["charged"], Payment, 4),
    (&["paypal"], Payment, 3),
    (&["invoic"], Invoice, 7),
    (&["bill"], Invoice, 7),
    (&["receipt"], Invoice, 5),
    (&["buy"], Question, 4),
    (&["purchasing"], Question, 2),
    (&["acquir"], Question, 6),
    (&["place", "order"], Question, 5),
    (&["shop"], Question, 5),
    (&["order", "some"], Question, 3),
    (&["order", "product"], Question, 4),
    (&["order", "article"], Question, 4),
    (&["earn"], Question, 4),
    (&["purchas", "product"], Question, 4),
    (&["purchas", "article"], Question, 4),
    (&["purchas", "item"], Question, 3),
    (&["make", "order"], Question, 3),
    (&["in", "stock"], Question, 5),
    (&["availab"], Question, 4),
    (&["does", "come"], Question, 4),
    (&["battery"], Question, 2),
    (&["batteries"], Question, 2),
    (&["compatib"], Question, 5),
    (&["dimension"], Question, 4),
    (&["what", "size"], Question, 3),
    (&["complain"], Complaint, 7),
    (&["claim"], Complaint, 5),
    (&["awful"], Complaint, 4),
    (&["terribl"], Complaint, 4),
    (&["unhappy"], Complaint, 4),
    (&["disappoint"], Complaint, 4),
    (&["broken"], Complaint, 3),
    (&["damag"], Complaint, 3),
    (&["defect"], Complaint, 3),
    (&["complaint"], Complaint, 2),
    (&["reclam"], Complaint, 5),
    (&["review"], Feedback, 6),
    (&["feedback"], Feedback, 6),
    (&["opinion"], Feedback, 6),
    (&["comment"], Feedback, 4),
    (&["testimon"], Feedback, 5),
    (&["account"], Account, 6),
    (&["password"], Account, 7),
    (&["pin"], Account, 6),
    (&["login"], Account, 5),
    (&["log", "in"], Account, 4),
    (&["sign", "up"], Account, 6),
    (&["signup"], Account, 6),
    (&["regist"], Account, 6),
    (&["profil"], Account, 5),
    (&["newsletter"], Account, 9),
    (&["subscri"], Account, 5),
    (&["access", "key"], Account, 6),
    (&["passcode"], Account, 6),
    (&["user"], Account, 3),
    (&["freemium"], Account, 4),
    (&["platinum"], Account, 4),
    (&["pro"], Account, 2),
    (&["account", "cancel"], Account, 2),
    (&["pass"], Account, 3),
    (&["human"], Contact, 7),
    (&["agent"], Contact, 7),
    (&["operator"], Contact, 7),
    (&["customer", "service"], Contact, 7),
    (&["customer", "support"], Contact, 7),
    (&["customer", "assist"], Contact, 7),
    (&["customer", "care"], Contact, 7),
    (&["speak"], Contact, 5),
    (&["talk"], Contact, 5),
    (&["someone"], Contact, 3),
    (&["person"], Contact, 5),
    (&["call"], Contact, 2),
    (&["contact"], Contact, 4),
    (&["phone"], Contact, 3),
    (&["representativ"], Contact, 7),
    (&["assistant"], Contact, 6),
    (&["assist", "talk"], Contact, 3),
];

/// Ordinary talk around the matter.
const PLAIN: &str = "a about after all already also am an and any are around as ask asking at away back be because been before but by can can't
cannot check checking come comes could couldn't customer date day days did didn't do does doesn't don't dear do done ever fast few find first for
friday from fully get getting give go going gone good got had has hasn't have haven't hello help her here hey hi him his how however i i'd i'll i'm i've if in
information into is isn't it it's item items its just keep know kindly last let like long look looking lot love made make many may me mine monday month more much must my
need new next no not now number of off ok on once one online only or order ordered other our out page placed please possible problem product products
purchase purchased question quick quickly really regarding saturday say says see seem seems seller send sent set she should show since so some something soon sorry still store such sunday
sure take tell than thank thanks that that's the their them then there they thing things think this those though thursday time to today tomorrow tonight too two
tuesday up update updated us use very want wanna was wasn't way we wednesday week weeks well were what what's when where which while who why will wish with within won't would
wrong yes yesterday yet you you'd your yours size fit fits color colour small large big old open opened box bought gift order's id hours hour minutes early monday's didnt dont cant havent hasnt im ive u ur";

/// The words of a text, lower-case, apostrophes kept, everything else that is no letter or digit left out.
pub(super) fn split(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('’', "'")
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .take(400)
        .collect()
}

/// What the words of a message point at.
pub(super) struct Reading {
    /// Points by category, the most first; equal points keep the order of the categories.
    pub scores: Vec<(Category, u32)>,
    /// For every word, the categories it is part of a phrase of; `None` for ordinary talk.
    points: Vec<Option<Vec<Category>>>,
}

/// Reads the beginning of a message; one that is longer is not understood anyway.
pub(super) fn read(words: &[String]) -> Reading {
    let words = &words[..words.len().min(80)];
    let table = &*TABLE;
    let hits: Vec<Vec<usize>> = words
        .iter()
        .map(|word| (0..table.stems.len()).filter(|index| hit(word, table.stems[*index])).collect())
        .collect();
    let mut seen = vec![false; table.stems.len()];
    hits.iter().flatten().for_each(|index| seen[*index] = true);
    let mut points = BTreeMap::new();
    for (stems, category, weight) in &table.phrases {
        if stems.iter().all(|index| seen[*index]) {
            *points.entry(*category).or_insert(0) += weight;
        }
    }
    let mut scores: Vec<_> = points.into_iter().collect();
    scores.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
    let categories = |hits: &Vec<usize>| {
        let about = table.phrases.iter().filter(|(stems, ..)| stems.iter().any(|index| hits.contains(index)));
        about.map(|(_, category, _)| *category).collect()
    };
    let points = words
        .iter()
        .zip(&hits)
        .map(|(word, hits)| {
            let ordinary = word.bytes().all(|b| b.is_ascii_digit()) || table.plain.contains(word.as_str());
            if ordinary { None } else { Some(categories(hits)) }
        })
        .collect();
    Reading { scores, points }
}

impl Reading {
    /// How many words are neither ordinary talk nor about this category.
    pub fn strangers(&self, category: Category) -> usize {
        self.points.iter().flatten().filter(|categories| !categories.contains(&category)).count()
    }
}

struct Table {
    stems: Vec<&'static str>,
    phrases: Vec<(Vec<usize>, Category, u32)>,
    plain: BTreeSet<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut stems: Vec<&str> = PHRASES.iter().flat_map(|(stems, ..)| stems.iter().copied()).collect();
    stems.sort_unstable();
    stems.dedup();
    let place = |stem: &&str| stems.binary_search(stem).expect("every stem is in its own list");
    let phrases =
        PHRASES.iter().map(|(words, category, weight)| (words.iter().map(place).collect(), *category, *weight));
    Table { phrases: phrases.collect(), plain: PLAIN.split_whitespace().collect(), stems }
});

/// A word that begins with a stem; longer ones may have one letter wrong.
fn hit(word: &str, stem: &str) -> bool {
    if stem.len() <= 3 {
        return word == stem;
    }
    if word.starts_with(stem) {
        return true;
    }
    // Stems are ASCII. A slip rarely hits both of the first two letters.
    let length = stem.len();
    let (w, t) = (word.as_bytes(), stem.as_bytes());
    if length < 6 || w.len() + 1 < length || w[0] != t[0] && w.get(1) != t.get(1) {
        return false;
    }
    [length - 1, length, length + 1].into_iter().any(|take| {
        let start: String = word.chars().take(take).collect();
        start.chars().count() >= length - 1 && strsim::damerau_levenshtein(&start, stem) <= 1
    })
}
>>>>>>> analysis
