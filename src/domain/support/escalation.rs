<<<<<<< HEAD
//! What always brings in a person.

use super::text::Folded;

/// Why a person must write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// `chargeback`, `legal`, `authority`, `fraud`, `counterfeit`, `safety`, `media`, `threat`, `person`, `complaint`,
    /// `credentials`, `instructions`, `your word`.
    pub reason: &'static str,
    /// The words that say so.
    pub found: String,
}

/// Reasons, the gravest first, with the phrases that say so; `*` stands for any ending.
const PHRASES: &[(&str, &[&str])] = &[
    (
        "instructions",
        &[
            "ignore previous*",
            "ignore your*",
            "ignore the above",
            "ignore all*",
            "ignore any*",
            "ignore the previous*",
            "ignore these*",
            "ignore every*",
            "disregard*",
            "forget everything",
            "forget all*",
            "forget your*",
            "forget previous*",
            "previous instruction*",
            "prior instruction*",
            "new instruction*",
            "your instruction*",
            "system prompt",
            "system notice",
            "system message",
            "system override",
            "developer mode",
            "jailbreak*",
            "prompt*",
            "you are now",
            "act as",
            "pretend*",
            "roleplay*",
            "role play*",
            "as an ai",
            "language model",
            "chatgpt",
            "gpt*",
            "llm*",
            "chatbot*",
            "ai assistant",
            "assistant approved",
            "override*",
            "system update",
            "admin mode",
            "debug mode",
            "execute*",
            "set the price*",
            "set every price*",
            "mark this ticket*",
            "issue a voucher",
            "voucher*",
            "purchasing bot",
            "buying bot",
            "budget limits",
            "buy 50*",
            "reply with",
            "respond with",
            "answer with",
            "repeat after*",
            "repeat the*",
            "print the*",
            "output the*",
            "say exactly",
            "confirm with",
            "simulat*",
            "encode*",
            "decode*",
            "base64",
            "hypothetical*",
            "opposite mode",
            "access granted",
            "access code",
            "ignoriere*",
            "vergiss*",
            "ignorez*",
            "oubliez*",
            "olvida*",
            "ignora*",
        ],
    ),
    (
        "safety",
        &[
            "injur*",
            "hurt*",
            "hospital*",
            "allerg*",
            "rash",
            "recall*",
            "poison*",
            "choke",
            "choked",
            "choking",
            "bleed*",
            "cut her*",
            "cut his*",
            "cut my*",
            "cut their*",
            "electric shock",
            "electrocut*",
            "caught fire",
            "on fire",
            "burn*",
            "smoke",
            "smoking",
            "explod*",
            "unsafe",
            "dangerous",
            "hazard*",
            "toxic*",
            "mold",
            "mould",
            "who is responsible",
            "emergency",
            "doctor",
            "died",
            "suicid*",
            "self harm",
        ],
    ),
    (
        "legal",
        &[
            "lawyer*",
            "attorney*",
            "solicitor*",
            "lawsuit*",
            "sue",
            "suing",
            "sued",
            "court",
            "legal*",
            "small claims",
            "liable",
            "liability",
            "breach of*",
            "gdpr",
            "data protection",
            "delete my data",
            "personal data",
            "subpoena*",
            "cease and desist",
            "copyright*",
            "trademark*",
            "infring*",
            "anwalt",
            "rechtsanwalt",
            "avocat",
            "abogado",
            "avvocato",
        ],
    ),
    (
        "authority",
        &[
            "police",
            "bbb",
            "better business bureau",
            "attorney general",
            "ftc",
            "trading standards",
            "consumer protection",
            "ombudsman",
            "report you",
            "reporting you",
            "reported you",
            "report this seller",
            "file a report",
            "cbp",
            "customs officer",
            "tax office",
            "irs",
            "polizei",
            "policia",
        ],
    ),
    (
        "chargeback",
        &[
            "chargeback*",
            "charge back*",
            "charged back",
            "dispute*",
            "disputing",
            "my bank",
            "credit card company",
            "card issuer",
            "a to z",
            "atoz",
            "claim against*",
            "open a claim",
            "opened a claim",
            "file a claim",
            "filed a claim",
            "filing a claim",
            "paypal claim",
            "open a case",
            "opened a case",
            "money back guarantee case",
            "stop the payment",
            "reverse the payment",
        ],
    ),
    (
        "fraud",
        &[
            "fraud*",
            "scam*",
            "thief",
            "thieves",
            "stolen",
            "stole",
            "steal*",
            "charged twice",
            "charged me twice",
            "double charged",
            "unauthorized*",
            "unauthorised*",
            "hacked",
            "betrug*",
            "estafa",
            "arnaque",
            "money laundering",
            "bait and switch",
        ],
    ),
    (
        "counterfeit",
        &[
            "counterfeit*",
            "fake*",
            "not authentic",
            "inauthentic",
            "not genuine",
            "not original",
            "not real",
            "knock off*",
            "knockoff*",
            "replica*",
            "bootleg*",
            "pirated",
            "is it real",
            "authenticity",
        ],
    ),
    (
        "media",
        &[
            "media",
            "newspaper*",
            "journalist*",
            "reporter*",
            "the press",
            "tv station",
            "news station",
            "go viral",
            "twitter",
            "tiktok",
            "facebook",
            "instagram",
            "reddit",
            "youtube",
            "trustpilot",
            "one star",
            "1 star",
            "bad review*",
            "negative review*",
            "negative feedback",
            "bad feedback",
        ],
    ),
    (
        "threat",
        &[
            "kill*",
            "i know where you*",
            "you will regret*",
            "youll regret*",
            "you will pay",
            "last warning",
            "final warning",
            "or else",
            "threat*",
            "consequences",
            "blackmail*",
            "bomb*",
            "weapon*",
            "gun",
        ],
    ),
    (
        "credentials",
        &[
            "password*",
            "passcode",
            "login",
            "log in",
            "credentials",
            "username*",
            "bank account*",
            "account below",
            "account number*",
            "iban",
            "routing number",
            "gift card*",
            "bitcoin*",
            "crypto*",
            "wire transfer",
            "western union",
            "compliance team",
            "verify your*",
            "verify the account",
            "security team",
            "buyer list",
            "customer list",
            "ssn",
            "social security",
            "whatsapp",
            "telegram",
            "text me at",
            "call me at",
            "api key",
            "secret key",
            "one time code",
            "verification code",
        ],
    ),
    (
        "complaint",
        &[
            "worst",
            "unacceptable",
            "outrageous",
            "disgust*",
            "third time i*",
            "second time i*",
            "never again",
            "nobody answers",
            "no one answers",
            "complaint*",
            "complain*",
            "rip off",
            "ripped off",
            "furious",
            "ridiculous",
            "appalling",
            "terrible",
            "horrible",
            "awful",
            "pathetic",
            "shame on*",
            "idiot*",
            "liar*",
            "lied",
            "lies",
        ],
    ),
    (
        "person",
        &[
            "human",
            "real person",
            "speak to a*",
            "speak with*",
            "talk to a*",
            "talk with*",
            "manager",
            "supervisor",
            "human agent",
            "an agent",
            "live agent",
            "call me",
        ],
    ),
];

/// Marks of text that is laid out for a program, not for a reader.
const MARKS: &[&str] =
    &["<!--", "<|", "|>", "[inst", "[/inst", "<s>", "</", "```", "###", "{{", "}}", "\\n", "\\u", "<script", "://"];

/// Beginnings of a line that play another speaker.
const SPEAKERS: &[&str] =
    &["system", "assistant", "user", "ai", "bot", "admin", "developer", "agent", "instruction", "response"];

/// The gravest reason in a text, if there is one; `own` are words of the seller's own.
pub(super) fn find(raw: &str, folded: &Folded, own: &[String]) -> Option<Escalation> {
    if folded.hidden {
        return Some(Escalation { reason: "instructions", found: "characters that can't be seen".to_owned() });
    }
    let lower = raw.to_lowercase();
    if let Some(mark) = MARKS.iter().find(|mark| lower.contains(**mark)) {
        return Some(Escalation { reason: "instructions", found: (*mark).to_owned() });
    }
    if let Some(line) = lower.lines().find_map(played) {
        return Some(Escalation { reason: "instructions", found: line.to_owned() });
    }
    for (reason, phrases) in PHRASES {
        if let Some(phrase) = phrases.iter().find(|phrase| folded.has(phrase)) {
            return Some(Escalation { reason, found: phrase.trim_end_matches('*').to_owned() });
        }
    }
    own.iter()
        .map(|word| Folded::new(word).spaced.trim().to_owned())
        .find(|word| !word.is_empty() && folded.has(word))
        .map(|found| Escalation { reason: "your word", found })
}

/// The speaker that a line plays: `Assistant: approved`.
fn played(line: &str) -> Option<&'static str> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    SPEAKERS.iter().copied().find(|who| {
        line.strip_prefix(who).is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == ' ');
            rest.starts_with(':') && line.len() - rest.len() <= 24
        })
    })
=======
//! Words and situations that bring in a person, whatever the category.

use serde::{Deserialize, Serialize};

/// Why a person must answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Escalation(pub String);

impl Escalation {
    pub(super) fn of(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

/// Beginnings of words, with what they mean.
const STEMS: &[(&str, &str)] = &[
    ("chargeback", "chargeback"),
    ("dispute", "dispute"),
    ("lawyer", "legal"),
    ("attorney", "legal"),
    ("solicitor", "legal"),
    ("lawsuit", "legal"),
    ("litigat", "legal"),
    ("sue", "legal"),
    ("suing", "legal"),
    ("court", "legal"),
    ("legal", "legal"),
    ("illegal", "legal"),
    ("police", "police"),
    ("fraud", "fraud"),
    ("scam", "fraud"),
    ("stolen", "fraud"),
    ("thief", "fraud"),
    ("thieves", "fraud"),
    ("counterfeit", "counterfeit"),
    ("fake", "counterfeit"),
    ("knockoff", "counterfeit"),
    ("replica", "counterfeit"),
    ("injur", "safety"),
    ("hospital", "safety"),
    ("burned", "safety"),
    ("burnt", "safety"),
    ("bleed", "safety"),
    ("poison", "safety"),
    ("allerg", "safety"),
    ("explod", "safety"),
    ("smoke", "safety"),
    ("choke", "safety"),
    ("choking", "safety"),
    ("unsafe", "safety"),
    ("dangerous", "safety"),
    ("electrocut", "safety"),
    ("recall", "recall"),
    ("recalled", "recall"),
    ("bbb", "authority"),
    ("ftc", "authority"),
    ("ombudsman", "authority"),
    ("journalist", "media"),
    ("reporter", "media"),
    ("newspaper", "media"),
    ("kill", "threat"),
    ("bomb", "threat"),
    ("suicid", "threat"),
    ("gdpr", "privacy"),
    ("ccpa", "privacy"),
    ("infring", "rights"),
    ("trademark", "rights"),
    ("copyright", "rights"),
    ("discriminat", "discrimination"),
    ("racist", "discrimination"),
];

/// Phrases in the plain text, lower-case and single-spaced.
const PHRASES: &[(&str, &str)] = &[
    ("charge back", "chargeback"),
    ("charge-back", "chargeback"),
    ("contact my bank", "chargeback"),
    ("credit card company", "chargeback"),
    ("paypal claim", "dispute"),
    ("a-to-z", "dispute"),
    ("a to z claim", "dispute"),
    ("open a case", "dispute"),
    ("better business", "authority"),
    ("attorney general", "authority"),
    ("consumer protection", "authority"),
    ("trading standards", "authority"),
    ("report you", "authority"),
    ("social media", "media"),
    ("go viral", "media"),
    ("to the press", "media"),
    ("to the media", "media"),
    ("caught fire", "safety"),
    ("on fire", "safety"),
    ("got hurt", "safety"),
    ("got sick", "safety"),
    ("electric shock", "safety"),
    ("where you live", "threat"),
    ("come to your", "threat"),
    ("you will regret", "threat"),
    ("you'll regret", "threat"),
    ("or else", "threat"),
    ("delete my data", "privacy"),
    ("my personal data", "privacy"),
    ("data protection", "privacy"),
    ("speak to a human", "wants a person"),
    ("talk to a human", "wants a person"),
    ("real person", "wants a person"),
    ("your manager", "wants a person"),
    ("your supervisor", "wants a person"),
    ("a supervisor", "wants a person"),
    ("a manager", "wants a person"),
];

/// The first reason found: the user's own words, then the built-in ones.
pub(super) fn find(text: &str, words: &[String], own: &[String]) -> Option<Escalation> {
    let plain = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    let own_word = own
        .iter()
        .map(|word| word.trim().to_lowercase())
        .find(|word| !word.is_empty() && plain.contains(word.as_str()));
    if let Some(word) = own_word {
        return Some(Escalation(format!("your word `{word}`")));
    }
    // Letters set apart to slip through are read together.
    let letters: String = words.iter().filter(|word| word.chars().count() == 1).map(String::as_str).collect();
    let hit = |word: &str, stem: &str| if stem.len() <= 4 { word == stem } else { word.starts_with(stem) };
    let by_word = STEMS
        .iter()
        .find(|(stem, _)| words.iter().any(|word| hit(word, stem)) || stem.len() > 4 && letters.contains(stem));
    let by_phrase = PHRASES.iter().find(|(phrase, _)| plain.contains(phrase));
    by_word.or(by_phrase).map(|(_, reason)| Escalation::of(reason))
>>>>>>> analysis
}
