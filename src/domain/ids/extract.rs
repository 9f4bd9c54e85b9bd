//! Identifiers in free text: titles, descriptions, lines of a chat, or a bare number.

use serde::Serialize;

use super::{
    asin::Asin,
    cell,
    digits::{self, Digits},
    identifier::Identifier,
    isbn,
    kind::IdKind,
    label::{self, Label, SIZES},
    links, look_alike, marketplace,
    note::Note,
    read,
    reason::Reason,
    spans::{self, Chunk},
};

/// The most identifiers taken from one text.
const MOST: usize = 256;

/// The most groups a number is written in.
const GROUPS: usize = 8;

/// The identifiers of a text, products first, and the reason when there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// Each thing once, products first, at most 256.
    pub ids: Vec<Identifier>,
    /// Why there is none.
    pub reason: Option<Reason>,
}

impl Findings {
    pub(super) fn one(found: Result<Identifier, Reason>) -> Self {
        match found {
            Ok(id) => Self { ids: vec![id], reason: None },
            Err(reason) => Self { ids: Vec::new(), reason: Some(reason) },
        }
    }

    /// The one product named: `None` when there is none, or two that differ.
    pub fn only_product(&self) -> Option<&Identifier> {
        let mut products = self.ids.iter().filter(|id| id.product);
        let first = products.next()?;
        products.all(|other| other.is_same_thing(first)).then_some(first)
    }

    fn add(&mut self, found: Result<Identifier, Reason>) -> bool {
        match found {
            Ok(id) => {
                if self.ids.len() < MOST
                    && !self.ids.iter().any(|known| known.is_same_thing(&id) && known.product == id.product)
                {
                    self.ids.push(id);
                }
                true
            }
            Err(reason) => {
                if self.reason.is_none_or(|known| known.weight() < reason.weight()) {
                    self.reason = Some(reason);
                }
                false
            }
        }
    }

    fn finish(mut self) -> Self {
        self.ids.sort_by_key(|id| !id.product);
        self.reason = if self.ids.is_empty() { self.reason.or(Some(Reason::NoneFound)) } else { None };
        self
    }
}

/// Finds the identifiers in a text.
///
/// A text that is one number from end to end is read by its length. In running text a number counts when a label
/// stands before it (`ISBN`, `UPC`, `EAN`, …), when it is grouped as books print it, or when it has 12 or 13 digits, a
/// right check digit and a prefix in use. A bare ten-digit number counts only in a text about books.
pub fn identify(text: &str) -> Findings {
    let mut found = Findings::default();
    let whole = text.trim();
    if whole.is_empty() {
        return Findings::one(Err(Reason::Empty));
    }
    if let Some(id) = marketplace::namespaced(whole) {
        return Findings::one(id);
    }
    if let Some(reason) = look_alike::of(whole) {
        return Findings::one(Err(reason));
    }
    if let Some(done) = whole_number(whole, &mut found) {
        return done.finish();
    }
    let rest = read_links(whole, &mut found);
    let rest = rest.as_deref().unwrap_or(whole);
    read_asins(rest, &mut found);
    read_numbers(rest, &mut found);
    found.finish()
}

/// A text that is one number from end to end. `None` when it is not, or when it may be several.
fn whole_number(text: &str, found: &mut Findings) -> Option<Findings> {
    let bare = digits::trim(text.strip_prefix('=').unwrap_or(text));
    if bare.len() == 10 && bare.starts_with(['b', 'B']) {
        return Some(Findings::one(Asin::parse(bare).map(Identifier::from_asin)));
    }
    if bare.starts_with(['M', 'm'])
        && let Ok(id) = read::parse_as(bare, IdKind::Ismn)
    {
        return Some(Findings::one(Ok(id)));
    }
    let (bare, decimals) = cell::without_decimals(bare);
    let note = Note { decimals, ..Note::default() };
    let digits = match Digits::read(bare) {
        Ok(digits) => digits,
        Err(why @ (Reason::NonAsciiDigit(_) | Reason::Phone)) => return Some(Findings::one(Err(why))),
        Err(Reason::Character(_)) => return None,
        Err(why) => {
            found.add(Err(why));
            return None;
        }
    };
    match digits.bytes().len() {
        8 => {
            let kinds = [IdKind::Ean8, IdKind::UpcE, IdKind::Issn];
            eight(&digits, &kinds, note, found);
        }
        9 => {
            found.add(cell::restored(&digits, 10, IdKind::Isbn10, note));
        }
        11 if cell::restored(&digits, 12, IdKind::UpcA, note).is_ok() => {
            found.add(Err(Reason::LostZero));
        }
        _ => {
            found.add(read::by_length(&digits).map(|id| id.noted(note)));
        }
    }
    let several = digits.groups > 1 && found.ids.is_empty() && bare.contains([' ', '\t']);
    (!several).then(|| std::mem::take(found))
}

/// Eight digits under every kind they may be; each says what else they could be.
fn eight(digits: &Digits, kinds: &[IdKind], note: Note, found: &mut Findings) -> bool {
    let mut valid: Vec<Identifier> = kinds.iter().filter_map(|kind| read::from_digits(digits, *kind).ok()).collect();
    // Number system 1 is hardly printed as UPC-E: with no label and no other reading it is a chance hit.
    if kinds.len() > 1 && valid.iter().all(|id| id.kind == IdKind::UpcE) && !digits.bytes().starts_with(b"0") {
        valid.clear();
    }
    for id in &valid {
        let also = valid.iter().map(|other| other.kind).find(|kind| *kind != id.kind);
        found.add(Ok(id.noted(Note { also, ..note })));
    }
    !valid.is_empty() || found.add(Err(Reason::CheckDigit))
}

/// Reads addresses of known shops and gives the text with addresses blanked out, when there were any.
fn read_links(text: &str, found: &mut Findings) -> Option<String> {
    let mut rest = None;
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '(' | ')' | '[' | ']' | '|')) {
        let known = links::read(word);
        // Other addresses are full of numbers; only a book's number is plain enough there.
        let opaque = known.is_none() && word.contains("://") && !word.contains("978") && !word.contains("979");
        if known.is_some() || opaque {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let blank: &mut String = rest.get_or_insert_with(|| text.to_owned());
            blank.replace_range(start..start + word.len(), &" ".repeat(word.len()));
        }
        if let Some(id) = known {
            found.add(id);
        }
    }
    rest
}

/// `B0…` in upper case standing alone, or in either case behind `ASIN`.
fn read_asins(text: &str, found: &mut Findings) {
    for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let (tail, place) =
            word.rsplit_once(['-', '_']).map_or((word, start), |(head, tail)| (tail, start + head.len() + 1));
        if tail.len() != 10 || !tail.is_ascii() {
            continue;
        }
        let labelled = label::before(&text[..place]) == Label::Asin;
        let alone = tail.len() == word.len() && tail.starts_with("B0") && !tail.bytes().any(|b| b.is_ascii_lowercase());
        if labelled || alone {
            found.add(Asin::parse(tail).map(Identifier::from_asin));
        }
    }
}

fn read_numbers(text: &str, found: &mut Findings) {
    let chunks = spans::chunks(text);
    let of_books = label::speaks_of_books(text);
    let mut place = 0;
    while let Some(chunk) = chunks.get(place) {
        let label = label::before(&text[..chunk.start]);
        let known = !matches!(label, Label::Silent | Label::Against);
        if known && let Some(used) = labelled(text, &chunks[place..], label, found) {
            place += used;
            continue;
        }
        let cluster = 1 + chunks[place + 1..].iter().take_while(|next| next.tied).count();
        let used = spaced(text, &chunks[place..], label, found);
        if used == 0 {
            alone(text, &chunks[place..place + cluster], label, of_books, found);
        }
        place += used.max(cluster);
    }
}

/// The number behind a label: the first chunk, or as many as make a valid number. Gives how many chunks it used.
fn labelled(text: &str, chunks: &[Chunk], label: Label, found: &mut Findings) -> Option<usize> {
    let first = chunks.first()?;
    let run = 1 + chunks[1..].iter().take(GROUPS).take_while(|next| next.near).count();
    let mut lengths: Vec<usize> = (1..=run.min(GROUPS)).rev().collect();
    // A number written without gaps is preferred to one with whatever follows it.
    lengths.rotate_right(1);
    for used in lengths {
        let last = &chunks[used - 1];
        let cut = chunks.get(used).is_some_and(|next| next.tied);
        if !last.glued_after && !cut && read_label(&text[first.start..last.end], label, found) {
            return Some(used);
        }
    }
    let size = &text[first.start..first.end];
    let size_is_label = chunks.get(1).is_some_and(|next| !SIZES.contains(&&text[next.start..next.end]));
    if run > 1 && size_is_label && SIZES.contains(&size) {
        return labelled(text, &chunks[1..], label, found).map(|used| used + 1);
    }
    // EAN131334567890125: the label's size runs into the number.
    let inner = SIZES.iter().find_map(|known| size.strip_prefix(known))?;
    let glued = text[..first.start].chars().next_back().is_some_and(char::is_alphabetic);
    (glued && !first.glued_after && run == 1 && inner.len() >= 8 && read_label(inner, label, found)).then_some(1)
}

fn read_label(number: &str, label: Label, found: &mut Findings) -> bool {
    if let Label::Market(kind) = label {
        return found.add(marketplace::number(number).map(|number| Identifier::from_number(kind, number)));
    }
    let Ok(digits) = Digits::read(number) else { return false };
    match (label, digits.bytes().len()) {
        (Label::Isbn, 9) => found.add(read::from_digits(&digits, IdKind::Sbn)),
        (Label::Isbn, 10 | 13) => found.add(read::by_length(&digits)),
        (Label::Asin, 10) => found.add(Asin::parse(number).map(Identifier::from_asin)),
        (Label::Issn, 8) => found.add(read::from_digits(&digits, IdKind::Issn)),
        (Label::Ismn, 13) => {
            found.add(read::from_digits(&digits, IdKind::Ean13).and_then(|_| read::by_length(&digits)))
        }
        (Label::Ean, 8) => found.add(read::from_digits(&digits, IdKind::Ean8)),
        (Label::Upc, 8) => eight(&digits, &[IdKind::UpcE], Note::default(), found),
        (Label::Gtin, 8) => eight(&digits, &[IdKind::Ean8], Note::default(), found),
        (Label::Ean | Label::Upc | Label::Gtin, 12..=14) => found.add(read::by_length(&digits)),
        _ => false,
    }
}

/// `978 0 439 02348 1`, `0 36000 29145 2`, `4 006381 333931`: groups with spaces as they are printed.
fn spaced(text: &str, chunks: &[Chunk], label: Label, found: &mut Findings) -> usize {
    let book = ["978", "979"].iter().any(|prefix| text[chunks[0].start..].starts_with(prefix));
    let run = 1 + chunks[1..].iter().take(GROUPS).take_while(|next| next.near).count();
    let mut lengths = [0_usize; GROUPS];
    for used in 1..=run.min(lengths.len()) {
        let last = &chunks[used - 1];
        lengths[used - 1] = last.end - last.start;
        let printed = matches!(lengths[..used], [1, 5, 5, 1] | [1, 6, 6]) && label != Label::Against;
        let cut = chunks.get(used).is_some_and(|next| next.tied);
        if used < 2 || cut || chunks[0].glued_before || last.glued_after || !(book || printed) {
            continue;
        }
        let Ok(digits) = Digits::read(&text[chunks[0].start..last.end]) else { continue };
        let fits = digits.bytes().len() == if matches!(lengths[..used], [1, 5, 5, 1]) { 12 } else { 13 };
        if fits && found.add(read::by_length(&digits)) {
            return used;
        }
    }
    0
}

/// A number that nothing explains, in one piece or tied by hyphens.
fn alone(text: &str, cluster: &[Chunk], label: Label, of_books: bool, found: &mut Findings) {
    let (Some(first), Some(last)) = (cluster.first(), cluster.last()) else { return };
    if first.glued_before || last.glued_after {
        return;
    }
    let written = &text[first.start..last.end];
    let Ok(digits) = Digits::read(written) else { return };
    let bytes = digits.bytes();
    let whole = cluster.len() == 1;
    let hyphens = !written.contains('.');
    let against = label == Label::Against;
    match bytes.len() {
        13 if whole || bytes.starts_with(b"978") || bytes.starts_with(b"979") => {
            let id = read::by_length(&digits);
            let doubtful = |id: &Identifier| {
                against && id.isbn13().is_none() || id.gtin14().is_some_and(|gtin| gtin.prefix_is_unassigned())
            };
            found.add(if id.as_ref().is_ok_and(doubtful) { Err(Reason::NoContext) } else { id });
        }
        12 if whole && !against => {
            found.add(read::by_length(&digits));
        }
        14 if whole && !against && bytes[0] == b'0' => {
            found.add(read::by_length(&digits));
        }
        10 if !whole && hyphens && digits.last_group == 1 && (3..=4).contains(&digits.groups) && !against => {
            found.add(read::by_length(&digits));
        }
        10 if whole => {
            let plausible = bytes.ends_with(b"X") || isbn::is_english_group(bytes);
            let id = read::by_length(&digits);
            let told = !against && plausible && of_books;
            found.add(if told || id.is_err() { id } else { Err(Reason::NoContext) });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = identify(text);
        let shown: Vec<String> = found.ids.iter().map(|id| format!("{} {}", id.kind, id.value())).collect();
        assert_eq!(shown, expected, "{text}: {:?}", found.reason);
        assert_eq!(found.reason.is_none(), !expected.is_empty(), "{text}");
    }

    #[test]
    fn a_bare_number_is_read_by_its_length() {
        check("9780439023481", &["isbn13 9780439023481"]);
        check("(978-0439023481)", &["isbn13 9780439023481"]);
        check("0-439-02348-3", &["isbn10 9780439023481"]);
        check("439023483", &["isbn10 9780439023481"]);
        check("036000291452", &["upca 036000291452"]);
        check("0036000291452", &["ean13 036000291452"]);
        check("12345670", &["ean8 12345670", "upce 123456000070"]);
        check("1562-6865", &["issn 1562-6865"]);
        check("10036000291459", &["gtin14 10036000291459"]);
        check("M-2306-7118-7", &["ismn 9790230671187"]);
    }

    #[test]
    fn labels_and_prints_are_read_in_running_text() {
        check("HARRY POTTER hardcover ISBN-10: 0545010225, ISBN-13: 978-0-545-01022-1 VG+", &["isbn10 9780545010221"]);
        check("EAN131334567890125", &["ean13 1334567890125"]);
        check("EAN1334567890125", &["ean13 1334567890125"]);
        check("gtin8 : 12345670", &["ean8 12345670"]);
        check("Lego set, UPC 6 73419 35718 0, sealed", &["upca 673419357180"]);
        check("crackers 0 36000 29145 2 family size", &["upca 036000291452"]);
        check("two: 9780439023481 9780545010221", &["isbn13 9780439023481", "isbn13 9780545010221"]);
        check("old one, ISBN 0-8412-0473-X, 1980", &["isbn10 9780841204737"]);
        check("Kindle (ASIN: b0088puepk) like new", &["asin B0088PUEPK"]);
        check("see https://www.amazon.com/dp/B0088PUEPK?th=1 and B00IAPNWG6", &["asin B0088PUEPK", "asin B00IAPNWG6"]);
        check("eBay item number: 273344490183", &["ebay_item 273344490183"]);
        check("a paperback, 0545010225, good", &["isbn10 9780545010221"]);
    }

    #[test]
    fn numbers_that_name_nothing_are_left_alone() {
        for text in [
            "SKU-0593440412A",
            "HD978193-INT3624341",
            "TSF8UP-R407-26A44",
            "LEGO 10281 Bonsai 2021",
            "call 415-555-0132 or 0545010225",
            "text 0545010225",
            "bike, 0545010225",
            "order 113-1234567-1234567",
            "20240115 12:34:56.789",
            "978-1-56619-909-5",
            "ISBN",
            "paid 1700000000000 at noon",
            "SKU 036000291452",
            "978-90245᭓8270",
            "1:18 scale 2024 $1,234.50",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_hostile_line_is_read_in_linear_time() {
        for piece in ["1a", "0545010225 ", "1-", "1 ", "ISBN 10 10 ", "10 ", "978 ", "a/b ", "://", "B0-", ": "] {
            let text = piece.repeat((1 << 17) / piece.len());
            assert!(identify(&text).ids.len() <= MOST);
        }
        let many: String = (0..10_000).map(|n| format!("978{:09}{} ", n * 7919, n % 10)).collect();
        assert_eq!(identify(&many).ids.len(), MOST);
    }
}
