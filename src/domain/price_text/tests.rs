//! Price texts as data.

use rust_decimal::dec;

use super::*;

fn read(text: &str) -> PriceText {
    parse_price(text, &PriceHint::default())
}

/// Checks `text` → `amount currency high`, with `-` for unknown.
fn check(text: &str, expected: &str) {
    let price = read(text);
    let show = |amount: Option<Decimal>| amount.map_or("-".to_owned(), |amount| amount.normalize().to_string());
    let currency = price.currency.map_or("-".to_owned(), |currency| currency.to_string());
    let mut found = format!("{} {currency}", show(price.amount));
    if price.high.is_some() {
        found = format!("{found} {}", show(price.high));
    }
    assert_eq!(found, expected, "{text}: {price:?}");
}

#[test]
fn prices_of_many_countries() {
    check("CHF 1'049,95", "1049.95 CHF");
    check("$1,234.50", "1234.5 USD");
    check("12,50 €", "12.5 EUR");
    check("1.234.567,89 €", "1234567.89 EUR");
    check("₹1,23,456.78", "123456.78 INR");
    check("1\u{202F}299,00\u{A0}kr", "1299 -");
    check("3万円", "30000 JPY");
    check("١٬٢٣٤٫٥٠ ر.س", "1234.5 SAR");
    check("R273.00", "273 ZAR");
    check("1 299:-", "1299 -");
    check("KD 4.250", "4.25 KWD");
    check("45,900 TND", "45.9 TND");
    check("1,250.500 OMR", "1250.5 OMR");
    check("2000 zl", "2000 PLN");
    check("50 Dhs", "50 AED");
    check("12€50", "12.5 EUR");
    check("3500円税込", "3500 JPY");
    check("99¢", "0.99 USD");
    check("85p", "0.85 GBP");
    check("1080p", "- GBP");
    check("50 - $2.00 100 - $2.75", "2 USD");
}

#[test]
fn ranges_keep_both_ends() {
    check("$29.99 – $74.99", "29.99 USD 74.99");
    check("£6.95 to £9.95", "6.95 GBP 9.95");
    check("10,00 € - 20,00 €", "10 EUR 20");
    check("$10-20", "10 USD 20");
    check("100-200 руб.", "100 RUB 200");
    check("от 100 до 200 руб", "100 RUB 200");
    check("10,00 - 20,00 kr", "10 - 20");
}

#[test]
fn what_is_no_price_is_unknown() {
    check("40% OFF", "- -");
    check("15.08.2017", "- -");
    check("2017-08-15", "- -");
    check("July, 2004", "- -");
    check("12:30", "- -");
    check("5 kg", "- -");
    check("Call for price", "- -");
    check("1.5e10", "- -");
    check("99999999999999999999999999999999999999 €", "- EUR");
    check("Free Shipping on Orders $49+", "- USD");
    check("2½ €", "- EUR");
    check("(¢", "- USD");
}

#[test]
fn the_words_around_choose_the_price() {
    check("Was $120.00 Now $60.00", "60 USD");
    check("12x de R$ 44,00 sem juros", "44 BRL");
    check("2 for $10", "10 USD");
    check("$19.99 + Free Shipping", "19.99 USD");
    check("$1.2 million", "1200000 USD");
    check("$5k", "5000 USD");
    check("Save $5.00 $20.00", "20 USD");
    check("25 $ CAD", "25 CAD");
    check("CLP$ 25.000", "25000 CLP");
}

#[test]
fn a_minus_counts_only_where_it_is_written_against_the_price() {
    check("-$44.99", "-44.99 USD");
    check("$-44.99", "-44.99 USD");
    check("−5,00 €", "-5 EUR");
    check("- $44.99", "44.99 USD");
}

#[test]
fn free_is_nothing_to_pay() {
    assert_eq!((read("FREE!").amount, read("FREE!").free), (Some(dec!(0)), true));
    assert!(!read("Free returns").free);
    assert!(!read("$0.00").free);
}

#[test]
fn a_hint_decides_what_the_sign_leaves_open() {
    let with = |text: &str, code: &str| {
        let price = parse_price(text, &PriceHint { currency: Currency::parse(code), ..PriceHint::default() });
        (price.currency.map(|c| c.to_string()).unwrap_or_default(), price.note.is_some())
    };
    assert_eq!(with("$5", "AUD"), ("AUD".into(), false));
    assert_eq!(with("$5", "EUR"), ("USD".into(), true));
    assert_eq!(with("199 kr", "NOK"), ("NOK".into(), false));
    assert_eq!(with("¥500", "CNY"), ("CNY".into(), false));
    assert_eq!(with("£5", "USD"), ("GBP".into(), false));
    assert_eq!(with("5", "CHF"), ("CHF".into(), false));
}

#[test]
fn what_was_assumed_is_said() {
    let note = |text: &str| read(text).note.unwrap_or_default();
    assert_eq!(note("$5"), "`$` read as USD");
    assert_eq!(note("5 kr"), "`kr` can be SEK, NOK, DKK, ISK");
    assert_eq!(
        note("94,000 تومان"),
        "`تومان` is ten IRR and has no code of its own; `,` before three digits read as thousands"
    );
    assert_eq!(note("73,460 €"), "`,` before three digits read as thousands");
    assert_eq!(note("12.50 EUR"), "");
    assert_eq!(note("$25 USD"), "");
    assert_eq!(note("14.99 / month"), "per month");
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Writes an amount the way a country does.
    fn written(minor: i64, grouping: &str, decimal: &str) -> String {
        let whole = (minor / 100).to_string();
        let mut grouped = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                grouped.push_str(grouping);
            }
            grouped.push(digit);
        }
        format!("{grouped}{decimal}{:02}", minor % 100)
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), near in any::<String>()) {
            parse_price(&text, &PriceHint { text: Some(&near), ..PriceHint::default() });
        }

        #[test]
        fn no_price_like_text_makes_it_panic(text in "[0-9.,' €$£¥kрRs%xпM/:()٣½＄-]{0,24}") {
            parse_price(&text, &PriceHint::default());
        }

        #[test]
        fn an_amount_written_in_any_style_is_read_back(minor in 0_i64..100_000_000_000) {
            let styles = [
                (",", ".", "$", "", "USD"), (".", ",", "", " €", "EUR"), ("'", ".", "CHF ", "", "CHF"),
                (" ", ",", "", " zł", "PLN"), ("\u{202F}", ",", "", "\u{A0}€", "EUR"), ("’", ",", "CHF\u{A0}", "", "CHF"),
                ("", ".", "£", "", "GBP"), ("", ",", "", " Kč", "CZK"), (".", ",", "R$ ", "", "BRL"),
            ];
            for (grouping, decimal, before, after, code) in styles {
                let text = format!("{before}{}{after}", written(minor, grouping, decimal));
                let price = read(&text);
                prop_assert_eq!(price.amount, Some(Decimal::new(minor, 2)), "{}", text);
                prop_assert_eq!(price.currency, Currency::parse(code), "{}", text);
            }
        }

        #[test]
        fn money_shown_to_people_is_read_back(minor in -1_000_000_000_i64..1_000_000_000) {
            for currency in [Currency::USD, Currency::EUR, Currency::GBP, Currency::parse("CHF").unwrap()] {
                let money = crate::domain::money::Money::from_minor(minor, currency);
                let price = read(&money.to_string());
                prop_assert_eq!(price.amount, Some(money.amount()), "{}", money);
                prop_assert_eq!(price.currency, Some(currency), "{}", money);
            }
        }
    }
}
