//! The tables of the README, row by row; and what must hold for any text.

use copydesk_dates::{Basis, Clues, NaiveDate, Point, Reference, TimeExpr, TimeKind, find, infer_reference, resolve};
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

/// The rows of the tables of a chapter that have so many columns, as cells.
fn rows(chapter: &str, columns: usize) -> Vec<Vec<&'static str>> {
    let (_, chapter) = README.split_once(chapter).unwrap();
    let chapter = chapter.split_once("\n## ").map_or(chapter, |(chapter, _)| chapter);
    let (mut found, mut head) = (Vec::new(), true);
    for line in chapter.lines() {
        if !line.starts_with('|') {
            head = true;
            continue;
        }
        let row: Vec<_> = line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        // The two lines of the head stand before the rows.
        if !head && !line.starts_with("|---") && row.len() == columns {
            found.push(row);
        }
        head = false;
    }
    found
}

fn friday() -> Reference {
    Reference::day(day(2021, 2, 12), Basis::Given)
}

#[test]
fn every_row_is_read_so() {
    let table = rows("## What is read", 5);
    assert!(table.len() > 150, "{}", table.len());
    let mut wrong = Vec::new();
    for row in table {
        let written = row[0].replace("**", "");
        let bold = row[0].split("**").nth(1).unwrap();
        let expected = format!("{bold} {} {} {} {}", row[1], row[2], row[3], row[4]);
        let got: Vec<_> = read(&written, &friday())
            .iter()
            .map(|d| {
                let end = |point: Option<Point>| point.map_or(String::new(), |point| point.to_string());
                let interval = match (end(d.from), end(d.until)) {
                    (from, until) if from.is_empty() && until.is_empty() => String::new(),
                    (from, until) => format!("{from} .. {until}"),
                };
                let modifier = d.modifier.map_or("", |m| m.name());
                format!("{} {} {} {modifier} {}", d.span.of(&written), d.kind.name(), d.value, interval.trim())
            })
            .collect();
        if got != [expected.clone()] {
            wrong.push(format!("{written}: {got:?}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_text_is_read_so() {
    let mut wrong = Vec::new();
    for row in rows("### In a text", 3) {
        let dates = read(row[0], &friday());
        let values: Vec<_> = dates.iter().map(|d| d.value.as_str()).collect();
        let why = dates.last().map_or("", |d| d.why);
        if (values.join(", ").as_str(), why) != (row[1], row[2]) {
            wrong.push(format!("{}: {values:?} {why}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_found_in_the_traps() {
    let traps = rows("## What is no date", 2);
    assert!(traps.len() >= 60, "{}", traps.len());
    let found: Vec<_> = traps
        .iter()
        .flat_map(|row| read(row[0], &Reference::default()).into_iter().map(|date| (row[0], date.value)))
        .collect();
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

/// The interval of a full value, read by its form alone.
fn interval_of(value: &str) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<_> = value.split('-').collect();
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    let date = NaiveDate::from_ymd_opt;
    let months = |year: i32, first: u32, count: u32| {
        let last = first + count;
        Some((date(year, first, 1)?, date(year + i32::from(last > 12), (last - 1) % 12 + 1, 1)?))
    };
    match parts.as_slice() {
        [whole] => months(year(whole)?, 1, 12),
        [of, part] if part.starts_with('W') => {
            let monday = NaiveDate::from_isoywd_opt(year(of)?, part.get(1..)?.parse().ok()?, chrono::Weekday::Mon)?;
            Some((monday, monday + chrono::Days::new(7)))
        }
        [of, part] if part.starts_with('Q') => months(year(of)?, part.get(1..)?.parse::<u32>().ok()? * 3 - 2, 3),
        [of, part] if part.starts_with('H') => months(year(of)?, part.get(1..)?.parse::<u32>().ok()? * 6 - 5, 6),
        [of, "SP"] => months(year(of)?, 3, 3),
        [of, "SU"] => months(year(of)?, 6, 3),
        [of, "FA"] => months(year(of)?, 9, 3),
        [of, "WI"] => months(year(of)?, 12, 3),
        [of, month] => months(year(of)?, month.parse().ok().filter(|month| (1..=12).contains(month))?, 1),
        [of, month, day] => {
            let day = date(year(of)?, month.parse().ok()?, day.parse().ok()?)?;
            Some((day, day.succ_opt()?))
        }
        _ => None,
    }
}

/// A value and its interval say the same.
fn agrees(date: &TimeExpr) -> bool {
    match (interval_of(&date.value), date.from, date.until) {
        (Some((from, until)), given, end) if date.kind == TimeKind::Date => {
            (given, end) == (Some(Point::Day(from)), Some(Point::Day(until)))
        }
        (_, Some(Point::Day(from)), Some(Point::Day(until))) => from < until,
        (_, Some(Point::Moment(from)), Some(Point::Moment(until))) => from < until,
        _ => true,
    }
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
            assert!(agrees(date), "{source:?} {date:?}");
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

fn inferred(source: &str) -> Reference {
    let text = Text::new(source);
    infer_reference(&text, &find(&text), &Clues::default())
}

#[test]
fn a_dateline_and_the_weekday_below_it_leave_one_year() {
    let story =
        "ORLIN, March 3 (MPA) - A ferry caught fire on Wednesday. Fares rose in 2019. It will stay open until then.";
    let source = format!("{story}\n\n© 2021 Meridian Press");
    let text = Text::new(story);
    let around = copydesk_text::Span::new(story.len() + 2, source.len());
    let whole = Text::within(&source, &[copydesk_text::Span::new(0, story.len())]);
    let clues = Clues { around: vec![around], ..Clues::default() };
    assert_eq!(infer_reference(&whole, &find(&whole), &clues).date, Some(day(2021, 3, 3)));
    // Without the notice the years are open, and no day is stated.
    assert_eq!(infer_reference(&text, &find(&text), &Clues::default()).date, None);
}

#[test]
fn what_contradicts_is_set_aside_and_said() {
    let reference = inferred("President Reagan signed the treaty. President Biden praised it, and Covid-19 had begun.");
    assert_eq!((reference.from, reference.until), (Some(day(2021, 1, 20)), Some(day(2025, 1, 20))));
    let aside: Vec<_> = reference.evidence.iter().filter(|e| !e.holds).map(|e| (e.why, e.until)).collect();
    assert_eq!(aside, [("office", Some(day(1989, 1, 20)))]);
}

#[test]
fn names_and_former_offices_bound_the_day() {
    let reference = inferred("Former President Jimmy Carter met the West German minister in Bonn.");
    assert_eq!((reference.from, reference.until), (Some(day(1981, 1, 20)), Some(day(1990, 10, 3))));
    assert_eq!(inferred("Nothing here tells a time.").basis, Basis::Unknown);
}
