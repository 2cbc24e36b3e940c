//! The tables of the README, row by row; and what must hold for any text.

use copydesk_dates::{Basis, Clues, NaiveDate, Reference, TimeExpr, find, infer_reference, resolve};
use copydesk_text::Text;
use proptest::prelude::*;

const README: &str = include_str!("../README.md");

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn read(source: &str, reference: &Reference) -> Vec<TimeExpr> {
    let text = Text::new(source);
    resolve(&text, &find(&text), reference)
}

/// The rows of the first table after a heading, as cells.
fn rows(heading: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let (_, section) = README.split_once(heading).unwrap();
    let table = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    table.skip(2).map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect())
}

#[test]
fn every_row_of_the_table_is_read_so() {
    let reference = Reference::day(day(2021, 2, 12), Basis::Given);
    let mut wrong = Vec::new();
    for row in rows("## What is read") {
        let got: Vec<_> = read(row[0], &reference)
            .iter()
            .map(|d| format!("{} {} {}", d.kind.name(), d.value, d.modifier.map_or("", |m| m.name())))
            .collect();
        let expected = format!("{} {} {}", row[1], row[2], row[3]);
        if got != [expected.clone()] && !(row[0].contains(" on 3 ") && got.contains(&expected)) {
            wrong.push(format!("{}: {got:?}, expected {expected}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_found_in_the_traps() {
    let reference = Reference::default();
    let found: Vec<_> = rows("## What is no date").flat_map(|row| read(row[0], &reference)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_story_proves_its_day() {
    let text = Text::new(
        "The board met on February 11 and closed two mines. Output fell by half last year, to 3 million tonnes in 2020, \
         the company said. The meeting ended on Thursday, and the miners were told on February 12.",
    );
    let mentions = find(&text);
    let reference = infer_reference(&text, &mentions, &Clues::default());
    assert_eq!(reference.date, Some(day(2021, 2, 12)));
    let values: Vec<_> = resolve(&text, &mentions, &reference).into_iter().map(|d| d.value).collect();
    assert_eq!(values, ["2021-02-11", "2020", "2020", "2021-02-11", "2021-02-12"]);
}

#[test]
fn an_office_gives_an_interval_and_what_agrees_on_it_has_a_value() {
    let text = Text::new("President Reagan spoke in March. Output fell in the 1970s.");
    let mentions = find(&text);
    let reference = infer_reference(&text, &mentions, &Clues::default());
    assert_eq!((reference.date, reference.until), (None, Some(day(1989, 1, 20))));
    let values: Vec<_> = resolve(&text, &mentions, &reference).into_iter().map(|d| d.value).collect();
    assert_eq!(values, ["XXXX-03", "197"]);
}

#[test]
fn a_line_that_is_a_date_is_the_day() {
    let text = Text::new("Two mines closed\n\nTuesday, October 22, 2019\n\nThe board met on Monday.");
    let mentions = find(&text);
    let reference = infer_reference(&text, &mentions, &Clues::default());
    assert_eq!((reference.date, reference.basis), (Some(day(2019, 10, 22)), Basis::Dateline));
}

#[test]
fn a_history_counts_from_the_date_told() {
    let source = "In 1861 the war began. The fleet sailed in 1862. Of 1863 little is known. In 1864 peace was near. \
                  The treaty of 1865 failed. On December 30, 1866 the fort fell. On January 2 the garrison left. \
                  The following day the town burned.";
    let values: Vec<_> =
        read(source, &Reference::day(day(2009, 12, 19), Basis::Given)).into_iter().map(|d| d.value).collect();
    assert_eq!(values[5..], ["1866-12-30", "1867-01-02", "1867-01-03"]);
}

/// Text made of the words that the grammar knows, so that its corners are met.
fn words() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "the",
        "last",
        "this",
        "next",
        "past",
        "a",
        "two",
        "2021",
        "1990",
        "s",
        "'",
        "-",
        "/",
        ".",
        ",",
        ":",
        "12",
        "31",
        "February",
        "May",
        "Thursday",
        "Sat",
        "year",
        "years",
        "week",
        "quarter",
        "third",
        "half",
        "of",
        "ago",
        "later",
        "earlier",
        "p.m.",
        "GMT",
        "early",
        "end",
        "mid",
        "about",
        "over",
        "every",
        "morning",
        "night",
        "Easter",
        "BC",
        "fiscal",
        "Q3",
        "30",
        "00",
        "99",
        "9999",
        "from",
        "before",
        "yesterday",
        "and",
        "to",
        "é",
        "…",
        "\n\n",
        "summer",
    ];
    proptest::collection::vec((proptest::sample::select(WORDS), any::<bool>()), 0..40).prop_map(|words| {
        words.into_iter().map(|(word, space)| if space { format!("{word} ") } else { word.to_owned() }).collect()
    })
}

fn check(source: &str) {
    let text = Text::new(source);
    let mentions = find(&text);
    assert_eq!(mentions, find(&text));
    let inferred = infer_reference(&text, &mentions, &Clues::default());
    for reference in [Reference::default(), Reference::day(day(2020, 2, 29), Basis::Given), inferred] {
        let dates = resolve(&text, &mentions, &reference);
        assert_eq!(dates.len(), mentions.len());
        let mut end = 0;
        for date in &dates {
            assert!(date.span.start() >= end && !date.span.is_empty(), "{source:?} {dates:?}");
            assert!(source.get(date.span.range()).is_some());
            assert!(!date.value.is_empty() && !date.why.is_empty(), "{source:?} {date:?}");
            end = date.span.end();
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read(source in "\\PC{0,80}") {
        check(&source);
    }

    #[test]
    fn any_words_of_the_grammar_are_read(source in words()) {
        check(&source);
    }
}
