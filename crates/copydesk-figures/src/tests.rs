use std::fmt::Write as _;

use copydesk_text::Text;
use proptest::prelude::*;

use crate::{Bound, Clues, Figure, Quantity, find, find_with};

/// A figure in one line: value, currency or unit, kind, and bound and change where there are any.
fn show(figure: &Figure) -> String {
    let mut line = match figure.quantity {
        Quantity::Exact(value) => value.to_string(),
        Quantity::Range(low, high) => format!("{low}..{high}"),
    };
    if let Some(code) = figure.currency.or(figure.currency_candidates.first().copied()) {
        let mark = if figure.currency.is_some() { "" } else { "?" };
        let _ = write!(line, " {code}{mark}");
    }
    if let Some(unit) = &figure.unit {
        let _ = write!(line, " {unit}");
    }
    let _ = write!(line, " {}", figure.kind.name());
    if figure.bound != Bound::Equal {
        let _ = write!(line, " {}", figure.bound.sign());
    }
    if let Some(change) = figure.change {
        let _ = write!(line, " {}", change.name());
    }
    line
}

fn read(source: &str) -> String {
    find(&Text::new(source)).iter().map(show).collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    for (source, figures) in cases {
        assert_eq!(read(source), *figures, "{source}");
    }
}

#[test]
fn money() {
    check(&[
        ("It cost US$539 million.", "539000000 USD money"),
        ("It cost $US1.2bn.", "1200000000 USD money"),
        ("It cost USD34.6 million.", "34600000 USD money"),
        ("It cost $500 US at most.", "500 USD money <="),
        ("It cost A$5m.", "5000000 AUD money"),
        ("It cost HK$216,925.", "216925 HKD money"),
        ("It cost S $1mil.", "1000000 SGD money"),
        ("It cost RM79 a month.", "79 MYR per month money"),
        ("It cost Rs 3 lakh crore.", "3000000000000 INR? money"),
        ("It cost Rs. 500.", "500 INR? money"),
        ("It cost €1,200.50.", "1200.5 EUR money"),
        ("It cost ¥590bn.", "590000000000 JPY? money"),
        ("It cost Y=590 billion.", "590000000000 JPY money"),
        ("It cost PS8.1bn.", "8100000000 GBP money"),
        ("It cost 100,000 Georgian lari.", "100000 GEL money"),
        ("It cost 420 million Finnish markka.", "420000000 FIM money"),
        ("It cost $2.1T.", "2100000000000 USD? money"),
        ("It cost -$5.", "-5 USD? money"),
        ("It cost $-50.8bn.", "-50800000000 USD? money"),
        ("Shares stood at 164p.", "164 GBP penny measure"),
        ("Oil is at US $58.24 per barrel.", "58.24 USD per barrel money"),
        ("She gave 5 million pounds to charity.", "5000000 GBP money"),
        ("The dog weighs 90 pounds.", "90 pound-mass measure"),
        ("Tens of millions of dollars went missing.", "10000000..100000000 USD? money"),
        ("It is a million dollar house.", "1000000 USD? money"),
    ]);
}

#[test]
fn a_bare_dollar_is_the_one_the_article_names() {
    check(&[
        ("Exports were US$5 million. Imports were $3 million.", "5000000 USD money; 3000000 USD money"),
        ("Exports were C$5 million. Imports were $3 million.", "5000000 CAD money; 3000000 CAD money"),
        ("It paid US$5, then A$6, then $7.", "5 USD money; 6 AUD money; 7 USD? money"),
    ]);
}

#[test]
fn a_bare_dollar_is_that_of_the_dateline_the_publisher_or_the_only_country() {
    let code = |source: &str, place: Option<&str>, url: Option<&str>| {
        find_with(&Text::new(source), &Clues { place, url })[0].currency
    };
    let cost = "It cost $5 million.";
    assert_eq!(code(cost, Some("SYDNEY"), None), Some("AUD"));
    assert_eq!(code(cost, Some("TORONTO, Canada"), None), Some("CAD"));
    assert_eq!(code(cost, None, Some("https://www.example.co.nz/a")), Some("NZD"));
    assert_eq!(code(cost, Some("WASHINGTON"), Some("https://example.com.au/")), None, "they contradict each other");
    assert_eq!(code(cost, Some("PARIS"), Some("https://example.com/")), None);
    assert_eq!(code("The U.S. Senate met. It cost $5 million.", None, None), Some("USD"));
    assert_eq!(code("Canada and Australia paid $5 million.", None, None), None);
    assert_eq!(code("The Indian firm paid 5 million rupees.", None, None), Some("INR"));
    assert_eq!(code("The firm paid Rs 5 million.", Some("KARACHI"), None), Some("PKR"));
}

#[test]
fn percent() {
    check(&[
        ("It was 77.7 %.", "77.7 % percent"),
        ("It was 5 per cent.", "5 % percent"),
        ("It was 9 pct.", "9 % percent"),
        ("It was 1.38pc.", "1.38 % percent"),
        ("It led by three percentage points.", "3 pp percent"),
        ("Yields gained 40 basis points.", "40 bp percent up"),
        ("The forecast is 0 – 1%.", "0..1 % percent"),
        ("Growth of 4.8 to 4.7 percent is expected.", "4.8..4.7 % percent up"),
    ]);
}

#[test]
fn units() {
    check(&[
        ("A 5kW panel with 2.4GHz.", "5 kilowatt measure; 2.4 gigahertz measure"),
        ("It takes 25-40min.", "25..40 minute duration"),
        ("It was 30°C and 86F.", "30 celsius measure; 86 fahrenheit measure"),
        ("He is 6ft 3in tall.", "6.25 foot measure"),
        ("He is 12 ft 6 in tall.", "12.5 foot measure"),
        ("It did 12km/h.", "12 kilometre per hour measure"),
        ("It pumps 500,000 barrels a day.", "500000 barrel per day measure"),
        ("The 37m (121ft)-long ship.", "37 metre measure; 121 foot measure"),
        ("They sold 12.3m tonnes.", "12300000 tonne measure"),
        ("It covers 450 sq ft or 42 m2.", "450 square foot measure; 42 square metre measure"),
        ("It waited half an hour.", "0.5 hour duration"),
        ("A magnitude 6.3 quake.", "6.3 magnitude measure"),
        ("A quake with a magnitude of 4.0 hit.", "4 magnitude measure"),
        ("A 5.3-magnitude quake.", "5.3 magnitude measure"),
        ("A four-day meeting.", "4 day duration"),
        ("An 8- to 16-metre mirror.", "8..16 metre measure"),
        ("A 7- or 8-inch screen.", "7 inch measure; 8 inch measure"),
        ("It is 2.5×10^3 kilometres long.", "2500 kilometre measure"),
    ]);
}

#[test]
fn counts() {
    check(&[
        ("Police arrested 24 people.", "24 people count"),
        (
            "They hit 70 schools, seven health facilities and ten commercial buildings.",
            "70 school count; 7 health facility count; 10 commercial building count",
        ),
        (
            "Five Armed Forces personnel and one member of the guard died.",
            "5 Armed Forces personnel count; 1 member count",
        ),
        ("A five-storey block fell.", "5 storey count"),
        ("Dozens of occupants left.", "12..120 occupant count"),
        ("Several thousand people marched.", "1000..10000 people count"),
        ("Three or four shops closed.", "3 shop count; 4 shop count"),
        ("She lost all three of these states.", "3 state count"),
        ("The blast killed eleven.", "11 count"),
        ("There were 30 injured.", "30 count"),
        ("It runs three to four hundred shops.", "300..400 shop count"),
        ("Output rose tenfold.", "10 time count up"),
        ("It has 80 million followers.", "80000000 follower count"),
        ("Two more men were found.", "2 man count"),
    ]);
}

#[test]
fn ages() {
    check(&[
        ("A 47-year-old man.", "47 year age"),
        ("Ann Lee, 66, retired.", "66 year age"),
        ("Officers Ann Lee and Jo Day, 40 and 49, met.", "40 year age; 49 year age"),
        ("Children aged 7 to 12 went.", "7..12 year age"),
        ("She died aged about 68.", "68 year age ~"),
        ("Players over the age of 21.", "21 year age >"),
        ("She is in her 60s.", "60..69 year age"),
        ("He turned 50 in May.", "50 year age"),
        ("The baby is 18 months old.", "18 month age"),
    ]);
}

#[test]
fn ratios() {
    check(&[
        ("Hollins Town 3-2 Marden Rovers", "3..2 score"),
        ("Roughly a third of the staff left.", "0.333333333333 ratio ~"),
        ("A third of voters stayed home.", "0.333333333333 ratio"),
        ("Nearly two-thirds agreed.", "0.666666666667 ratio ~"),
        ("One in five agreed.", "0.2 ratio"),
        ("Nine out of 10 agreed.", "0.9 ratio"),
        ("Half of them agreed.", "0.5 ratio"),
        ("He scored in the first half.", ""),
        ("A third man was held.", ""),
    ]);
}

#[test]
fn ranges_keep_their_order_and_scale() {
    check(&[
        ("It costs $10 to $15 billion.", "10000000000..15000000000 USD? money"),
        ("It costs between US$300 and 400 billion.", "300000000000..400000000000 USD money"),
        ("It fell from 208 pounds to 193.", "208..193 pound-mass measure"),
        ("It went from $350 per kg to $680 per kg.", "350..680 USD? per kilogram money"),
        ("Donors gave $3 and $5 billion.", "3 USD? money; 5000000000 USD? money"),
        ("Sales rose 60% in 2018 to 3.9 million units.", "60 % percent up; 3900000 unit count"),
        ("It won 51 percent to 24 percent.", "51 % percent; 24 % percent"),
    ]);
}

#[test]
fn bounds() {
    check(&[
        ("About 90% left.", "90 % percent ~"),
        ("More than 80% left.", "80 % percent >"),
        ("At least 45 people left.", "45 people count >="),
        ("As many as 32 people left.", "32 people count <="),
        ("Up to 400 people left.", "400 people count <="),
        ("Fewer than 20 people left.", "20 people count <"),
        ("Under-age: 20 or more people left.", "20 count >="),
        ("It held 300+ people.", "300 count >="),
        ("Infections surpassed one million.", "1000000 count >"),
    ]);
}

#[test]
fn direction_belongs_to_the_amount() {
    check(&[
        ("It made a net loss of £3 million.", "3000000 GBP money"),
        ("It reported a £3 million loss.", "3000000 GBP money"),
        ("It means the loss of 500 jobs.", "500 job count down"),
        ("Profit saw a drop of £3 million.", "3000000 GBP money down"),
        ("Trade plunged more than 80% last year.", "80 % percent > down"),
        ("Imports dropped 80.9% to $491 million.", "80.9 % percent down; 491000000 USD? money"),
        ("Exports were $48 million, 77.7 % down.", "48000000 USD? money; 77.7 % percent down"),
        ("Shares rose 6.5% to 164p.", "6.5 % percent up; 164 GBP penny measure"),
        ("A 5% increase was agreed.", "5 % percent up"),
        ("A 5% pay rise was agreed.", "5 % percent up"),
        ("An increase of 5% was agreed.", "5 % percent up"),
        ("It cut its forecast for the year by 3%.", "3 % percent down"),
        ("The index rose 64.06 points to 4,577.10.", "64.06 point index up; 4577.1 point index"),
        ("DAX -1.6%", "-1.6 % percent down"),
        ("The party lost a net of 20 seats.", "20 seat count down"),
        ("The firm lost $5 million.", "5000000 USD? money"),
    ]);
}

#[test]
fn no_figures() {
    for source in [
        // Years and dates.
        "In 2020 they met.",
        "The 2012-13 season.",
        "From 2008 to 2016 he ruled.",
        "On February 11 they met.",
        "On 11 February they met.",
        "It opens Sept. 20-24.",
        "It began in the 1990s.",
        "In the '90s they met.",
        "Three years ago they met.",
        // Clock times.
        "At 19:00 local time.",
        "At 7:37 p.m. they met.",
        "At 9 a.m. they met.",
        "At 1800 GMT they met.",
        "At 18.02 BST they met.",
        // Ordinals.
        "The 22nd amendment.",
        "The twenty-first century.",
        "He came second.",
        // Names.
        "A Boeing 737 landed.",
        "Take Route 66 home.",
        "COVID-19 spread.",
        "The G20 met.",
        "The S&P 500 met.",
        "An iPhone 14 was sold.",
        "He played Game 7 there.",
        "Marine One landed.",
        "It is at 36 Quai des Lilas.",
        "He lives at 10 Downing Street.",
        "The F-150 and the TA-35 were there.",
        "A 3D printer.",
        "It was a phase 3 trial.",
        // Codes.
        "Call 555-1234 now.",
        "Version 1.2.3 is out.",
        "It runs 24/7.",
        "The 9/11 attacks.",
        // Results.
        "It ended 2-0.",
        "They led at half-time.",
        // One.
        "No one left.",
        "One of them left.",
        "This one left.",
        "She was the one who left.",
        // Vague words without a number.
        "Several people left.",
        "It doubled.",
        "A few left.",
    ] {
        assert_eq!(read(source), "", "{source}");
    }
}

#[test]
fn spans_leave_the_counted_noun_out() {
    let source = "Some 5,000 people paid US$20 million for a ten-day trip.";
    let spans: Vec<&str> = find(&Text::new(source)).iter().map(|f| f.span.of(source)).collect();
    assert_eq!(spans, ["5,000", "US$20 million", "ten-day"]);
}

proptest! {
    #[test]
    fn printed_money_is_read(n in 1_i64..1_000_000, cents in 0_u8..100, sign in 0_usize..4, scale in 0_usize..3) {
        let (code, before) = [("USD", "US$"), ("EUR", "€"), ("GBP", "£"), ("JPY", "JPY ")][sign];
        let (word, factor) = [("", 1_i64), (" million", 1_000_000), ("bn", 1_000_000_000)][scale];
        let text = format!("It cost {before}{n}.{cents:02}{word} then.");
        let figures = find(&Text::new(&text));
        prop_assert_eq!(figures.len(), 1);
        prop_assert_eq!(figures[0].currency, Some(code));
        let exact: copydesk_numeral::Number = format!("{n}.{cents:02}").parse().unwrap();
        let exact = exact.checked_mul(copydesk_numeral::Number::from_int(factor)).unwrap();
        prop_assert_eq!(figures[0].quantity, Quantity::Exact(exact));
    }

    #[test]
    fn printed_measures_are_read(n in 1_i64..1_000_000, unit in 0_usize..6, glue in 0_usize..3) {
        let (short, name) = [("km", "kilometre"), ("kg", "kilogram"), ("GHz", "gigahertz"), ("hectares", "hectare"),
            ("mph", "mile per hour"), ("ml", "millilitre")][unit];
        let text = format!("It was {n}{}{short} then.", ["", " ", "-"][glue]);
        let figures = find(&Text::new(&text));
        prop_assert_eq!(figures.len(), 1);
        prop_assert_eq!(figures[0].unit.as_deref(), Some(name));
        prop_assert_eq!(figures[0].quantity, Quantity::Exact(copydesk_numeral::Number::from_int(n)));
    }

    #[test]
    fn ranges_stay_in_the_order_written(a in 1_i64..1000, b in 1_i64..1000) {
        let figures = find(&Text::new(&format!("It fell from {a} to {b} tonnes.")));
        let number = copydesk_numeral::Number::from_int;
        prop_assert_eq!(figures[0].quantity, Quantity::Range(number(a), number(b)));
    }

    #[test]
    fn never_panics_and_stays_in_order(
        source in "([0-9]{1,4}|[-–,./:()$£%°'+×^ ]|US|a |an |and |to |or |of |from |between |one |half |third|million|m|bn|km|feet |inches |years|old|aged |per |rose |by |up |down |more |than |people |dozens |[A-Z][a-z]{0,3} |[^ ]){0,24}",
    ) {
        let text = Text::new(&source);
        let figures = find(&text);
        for figure in &figures {
            prop_assert!(!figure.span.is_empty() && source.get(figure.span.range()).is_some());
        }
        for pair in figures.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        prop_assert_eq!(figures, find(&text));
    }
}

#[test]
fn what_digits_torn_or_grouped_otherwise_mean_is_left_open() {
    check(&[
        ("Sales grew 6 . 2 % in May.", ""),
        ("Der Umsatz stieg um 1,4 Millionen Euro.", ""),
        ("A force nine gale blew for 3 days.", "3 day duration"),
    ]);
}

#[test]
fn a_noun_of_change_before_what_it_is_of() {
    check(&[
        ("A drop in sales of 8% hurt the group.", "8 % percent down"),
        ("The rise in exports to China of 12% came late.", "12 % percent up"),
        ("The group had a share in the market of 8%.", "8 % percent"),
    ]);
}
