use std::fmt::Write as _;

use copydesk_text::Text;
use proptest::prelude::*;

use crate::{Number, numeral, numeral_at};

/// What is read at the start of `text`: value, form and the words left over.
fn read(source: &str) -> String {
    let text = Text::new(source);
    let Some(n) = numeral(text.words(), &text) else { return "-".to_owned() };
    let rest: String = text.words()[n.words..].iter().fold(String::new(), |mut rest, w| {
        let _ = write!(rest, " {}", text.str(w));
        rest
    });
    format!("{:?} {:?}{}{rest}", n.value, n.form, if rest.is_empty() { "" } else { " |" })
}

fn check(form: &str, cases: &[(&str, &str)]) {
    for (source, value) in cases {
        assert_eq!(read(source), format!("{value} {form}"), "{source}");
    }
}

#[test]
fn digits() {
    check(
        "Digits",
        &[
            ("539", "539"),
            ("1,234.5", "1234.5"),
            ("12,34,567", "1234567"),
            ("1 234 567", "1234567"),
            ("1\u{A0}234", "1234"),
            ("1\u{202F}234\u{202F}567.5", "1234567.5"),
            ("1.234.567", "1234567"),
            (".5", "0.5"),
            ("0.001", "0.001"),
            ("٣٤", "34"),
            ("-5", "-5"),
            ("−3.2", "-3.2"),
            ("minus-5", "-5"),
            ("+7", "7"),
            ("1.5e6", "1500000"),
            ("2.5×10^3", "2500"),
            ("4×10−2", "0.04"),
            ("3 million and a half", "3500000"),
        ],
    );
}

#[test]
fn scales() {
    check(
        "Digits",
        &[
            ("3.5 million", "3500000"),
            ("1.2bn", "1200000000"),
            ("1.2 bn", "1200000000"),
            ("5m", "5000000"),
            ("40k", "40000"),
            ("7 mln", "7000000"),
            ("2tn", "2000000000000"),
            ("3 lakh crore", "3000000000000"),
            ("25 lakh", "2500000"),
            ("5-million", "5000000"),
            ("100 thousand million", "100000000000"),
            ("3 million 200 thousand", "3200000"),
            ("4 dozen", "48"),
        ],
    );
    assert_eq!(read("5 m"), "5 Digits | m", "a spaced m is a metre");
    assert_eq!(read("5kW"), "5 Digits | kW");
    assert_eq!(read("3 million 200 people"), "3000000 Digits | 200 people");
}

#[test]
fn words() {
    check(
        "Words",
        &[
            ("zero", "0"),
            ("nineteen", "19"),
            ("twenty-one", "21"),
            ("Forty two", "42"),
            ("a hundred", "100"),
            ("one hundred and five", "105"),
            ("two hundred fifty thousand", "250000"),
            ("fifteen hundred", "1500"),
            ("a million", "1000000"),
            ("six-hundred-and-twelve", "612"),
            ("three million two hundred thousand and six", "3200006"),
            ("one trillion", "1000000000000"),
            ("two dozen", "24"),
            ("a dozen", "12"),
            ("hundred", "100"),
            ("three point two five million", "3250000"),
            ("minus forty", "-40"),
            ("one and a half", "1.5"),
            ("two-and-a-half", "2.5"),
            ("two and a half million", "2500000"),
            ("a million and a half", "1500000"),
            ("two million and three fifths", "2600000"),
            ("six and three quarters", "6.75"),
        ],
    );
    assert_eq!(read("one thousand and two thousand"), "1000 Words | and two thousand");
    assert_eq!(read("one hundred and two hundred"), "100 Words | and two hundred");
    assert_eq!(read("twenty thirty"), "20 Words | thirty");
    assert_eq!(read("five-year plan"), "5 Words | - year plan");
}

#[test]
fn fractions() {
    check(
        "Fraction",
        &[
            ("a third", "1/3"),
            ("one-third", "1/3"),
            ("two-thirds", "2/3"),
            ("three quarters", "0.75"),
            ("half", "0.5"),
            ("a half", "0.5"),
            ("½", "0.5"),
            ("1/3", "1/3"),
            ("half a million", "500000"),
            ("half-million", "500000"),
            ("a quarter of a million", "250000"),
            ("three-quarters of a billion", "750000000"),
            ("half a dozen", "6"),
            ("nine tenths", "0.9"),
            ("twenty fifths", "4"),
            ("three millionths", "0.000003"),
            ("1⁄128", "0.0078125"),
            ("50⁄50", "1"),
        ],
    );
    check(
        "Digits",
        &[("2 1/2", "2.5"), ("2½", "2.5"), ("3-1/4", "3.25"), ("10 and a half", "10.5"), ("4½ million", "4500000")],
    );
    assert_eq!(read("half of them"), "0.5 Fraction | of them");
    assert_eq!(read("quarter"), "-", "a quarter is a fraction only with its numerator");
    assert_eq!(read("one hundred and thirty fifths"), "100 Words | and thirty fifths");
    assert_eq!(read("two quarters"), "2 Words | quarters", "three months each");
    assert_eq!(read("two halves"), "2 Words | halves");
    assert_eq!(read("a third quarter"), "-", "the third of its kind");
}

#[test]
fn ordinals() {
    check(
        "Ordinal",
        &[
            ("first", "1"),
            ("21st", "21"),
            ("1,000th", "1000"),
            ("twenty-third", "23"),
            ("fortieth", "40"),
            ("hundredth", "100"),
            ("two hundred and fifth", "205"),
        ],
    );
}

#[test]
fn no_numbers() {
    for source in ["", "a", "an hour", "and", "1.2.3", "11.02.2021", "several", "U.S.", "-"] {
        assert_eq!(read(source), "-", "{source}");
    }
    assert_eq!(read("22,24,26"), "-", "a list");
    for source in ["9/11", "24/7", "1/2/2020"] {
        assert!(read(source).contains("Digits |"), "{source} is no fraction");
    }
    assert_eq!(read("555 123 4567"), "555 Digits | 123 4567", "no grouped number");
    let text = Text::new("2012-13");
    assert_eq!(numeral_at(&text, 1, 3), None, "the hyphen of a range is no minus");
}

#[test]
fn precision() {
    let half = |source: &str| {
        let text = Text::new(source);
        numeral(text.words(), &text).and_then(|n| n.half_unit()).map(|n| n.to_string())
    };
    assert_eq!(half("539 million").as_deref(), Some("500000"));
    assert_eq!(half("1.20").as_deref(), Some("0.005"));
    assert_eq!(half("$"), None);
    assert_eq!(half("twelve"), None);
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number in British English words.
fn spell(n: u64) -> String {
    let below_thousand = |n: u64| {
        let small = |n: u64| match n {
            0..20 => UNITS[n as usize].to_owned(),
            _ if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
            _ => format!("{}-{}", TENS[n as usize / 10], UNITS[n as usize % 10]),
        };
        match (n / 100, n % 100) {
            (0, rest) => small(rest),
            (hundreds, 0) => format!("{} hundred", UNITS[hundreds as usize]),
            (hundreds, rest) => format!("{} hundred and {}", UNITS[hundreds as usize], small(rest)),
        }
    };
    let mut parts = Vec::new();
    for (scale, name) in [
        (1_000_000_000_000, " trillion"),
        (1_000_000_000, " billion"),
        (1_000_000, " million"),
        (1000, " thousand"),
        (1, ""),
    ] {
        let group = n / scale % 1000;
        if group > 0 || n == 0 && scale == 1 {
            let and = if scale == 1 && group < 100 && !parts.is_empty() { "and " } else { "" };
            parts.push(format!("{and}{}{name}", below_thousand(group)));
        }
    }
    parts.join(" ")
}

/// Digits in groups of three.
fn group(n: u64, separator: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

proptest! {
    #[test]
    fn what_is_spelled_is_read(n in 0_u64..1_000_000_000_000_000) {
        prop_assert_eq!(read(&spell(n)), format!("{n} Words"));
    }

    #[test]
    fn what_is_printed_is_read(n in 0_u64..1_000_000_000_000_000, decimals in 0_u32..1000, scaled in 0_usize..4) {
        let (scale, power) = [("", 0), (" million", 6), ("bn", 9), ("k", 3)][scaled];
        let expected = |n: Number| Number::decimal(1, power).and_then(|s| s.checked_mul(n)).unwrap();
        for separator in ["", ",", "\u{A0}", " "] {
            let text = format!("{}{scale}", group(n, separator));
            prop_assert_eq!(read(&text), format!("{:?} Digits", expected(Number::decimal(i128::from(n), 0).unwrap())));
        }
        let exact: Number = format!("{n}.{decimals:03}").parse().unwrap();
        let text = format!("{}.{decimals:03}{scale}", group(n, ","));
        prop_assert_eq!(read(&text), format!("{:?} Digits", expected(exact)));
    }

    #[test]
    fn never_panics_and_stays_in_bounds(source in "([0-9]{1,3}[-,./ ]?|a |and |half |one |two|twenty|hundred|thousand|million|third|s|th|½|point|-| |[^ ]){0,12}") {
        let text = Text::new(&source);
        for at in 0..=text.words().len() {
            if let Some(n) = numeral_at(&text, at, text.words().len()) {
                prop_assert!(n.words >= 1 && at + n.words <= text.words().len());
                prop_assert_eq!(numeral(&text.words()[at..], &text), Some(n));
            }
        }
    }
}
