//! What holds for every identifier there is.

use proptest::prelude::*;

use super::{Gtin, IdKind, Identifier, check::mod10, check::mod11, identify, parse_as, parse_cell, parse_isbn_cell};

fn digits(text: &str) -> Vec<u8> {
    text.bytes().collect()
}

proptest! {
    #[test]
    fn a_gtin_comes_back_as_it_was(body in "[0-9]{13}") {
        let text = format!("{body}{}", char::from(mod10(&digits(&body))));
        if let Ok(gtin) = Gtin::parse(&text) {
            prop_assert_eq!(gtin.as_str(), &text);
            prop_assert_eq!(Gtin::parse(gtin.short()), Ok(gtin));
        }
    }

    #[test]
    fn one_wrong_digit_never_passes_as_gtin(body in "[0-9]{12}", place in 0_usize..13, step in 1_u8..10) {
        let mut number = digits(&body);
        number.push(mod10(&number));
        number[place] = b'0' + (number[place] - b'0' + step) % 10;
        prop_assert!(Gtin::parse(std::str::from_utf8(&number).unwrap()).is_err());
    }

    #[test]
    fn one_wrong_digit_never_passes_as_isbn10(body in "[0-9]{9}", place in 0_usize..9, step in 1_u8..10) {
        let mut number = digits(&body);
        number.push(mod11(&number));
        number[place] = b'0' + (number[place] - b'0' + step) % 10;
        prop_assert!(parse_as(std::str::from_utf8(&number).unwrap(), IdKind::Isbn10).is_err());
    }

    #[test]
    fn two_swapped_neighbours_never_pass_as_isbn10(body in "[0-9]{9}", place in 0_usize..8) {
        let mut number = digits(&body);
        number.push(mod11(&number));
        prop_assume!(number[place] != number[place + 1]);
        number.swap(place, place + 1);
        prop_assert!(parse_as(std::str::from_utf8(&number).unwrap(), IdKind::Isbn10).is_err());
    }

    #[test]
    fn an_isbn10_goes_to_isbn13_and_back(body in "[0-9]{9}") {
        let text = format!("{body}{}", char::from(mod11(&digits(&body))));
        if let Ok(id) = parse_as(&text, IdKind::Isbn10) {
            let thirteen = id.isbn13().unwrap();
            let back = parse_as(&thirteen, IdKind::Isbn13).unwrap();
            prop_assert_eq!(back.isbn10(), Some(text));
            prop_assert_eq!(back.product_key(), id.product_key());
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,80}") {
        let found = identify(&text);
        prop_assert_eq!(found.ids.is_empty(), found.reason.is_some());
        let _ = parse_cell(&text);
        let _ = parse_isbn_cell(&text);
        for kind in IdKind::ALL {
            let _ = parse_as(&text, kind);
        }
    }

    #[test]
    fn nearly_right_text_does_not_either(text in "(ISBN|EAN13|upc|item|ASIN|\\$|amazon.com/dp/|ebay.com/itm/|M)?[-: #]{0,2}[0-9Xx .᭓½é–-]{0,24}(B0[0-9A-Z]{8})?") {
        let found = identify(&text);
        for id in &found.ids {
            let written = serde_json::to_string(id).unwrap();
            let back: Identifier = serde_json::from_str(&written).unwrap();
            prop_assert_eq!((back.kind, back.value(), back.product), (id.kind, id.value(), id.product));
        }
    }
}
