//! The inferred day of writing, on texts written for a day that is known: what is claimed of it must hold.

use copydesk_dates::{Clues, NaiveDate, Reference, find, infer_reference};
use copydesk_text::Text;
use proptest::prelude::*;

use chrono::{Datelike, Days};

/// American presidents, with the first years of which each held the office to the last day, and the number of years.
const PRESIDENTS: [(&str, i32, i32); 4] =
    [("Ronald Reagan", 1981, 8), ("Bill Clinton", 1993, 8), ("Barack Obama", 2009, 8), ("Joe Biden", 2021, 4)];

fn inferred(source: &str) -> Reference {
    let text = Text::new(source);
    infer_reference(&text, &find(&text), &Clues::default())
}

/// Whether a day is one that a reference allows.
fn allows(reference: &Reference, day: NaiveDate) -> bool {
    reference.from.is_none_or(|from| from <= day)
        && reference.until.is_none_or(|until| day < until)
        && reference.date.is_none_or(|date| date == day)
}

fn ordinal(number: i32) -> String {
    let suffix = match (number % 10, number % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// A sentence of a kind that is true on a day; `near` is a number of days and `far` one of years.
fn sentence(kind: u8, day: NaiveDate, near: u64, far: i32) -> String {
    let year = day.year();
    let before = day.checked_sub_days(Days::new(near)).unwrap_or(day);
    let after = day.checked_add_days(Days::new(near)).unwrap_or(day);
    match kind {
        0 => format!("The firm bought the pier in {}.", year - far),
        1 => format!("Prices have risen since {}.", year - far),
        2 => format!("The station opened in {}.", before.format("%B %Y")),
        3 => format!("The strike began on {}.", before.format("%-d %B %Y")),
        4 => format!("The line will open in {}.", year + far),
        5 => format!("The vote will be held on {}.", after.format("%B %-d, %Y")),
        6 => format!("The mine closed in {}, {} years ago.", year - far - 1, far + 1),
        7 => format!("They marked the {} anniversary of the {} landing.", ordinal(far + 1), year - far - 1),
        8 => format!("Last year sales rose 5 percent from {}.", year - 2 - far),
        9 => format!("The council met on {}.", before.format("%A, %B %-d")),
        10 => format!("The council will meet on {}.", after.format("%A, %B %-d")),
        11 => format!("The strike began on {}.", before.format("%B %-d")),
        12 => format!("The board met today ({}).", day.format("%B %-d")),
        13 => format!("The board met yesterday ({}).", day.pred_opt().unwrap_or(day).format("%-d %B %Y")),
        14 => format!("The firm told its {} net earnings.", year - 1),
        15 => "It was a quiet day on the coast.".to_owned(),
        _ => {
            // Terms begin on 20 January.
            let holds = |first: i32, years: i32| (first + 1..first + years).contains(&year);
            let president = PRESIDENTS.iter().find(|(_, first, years)| holds(*first, *years));
            president
                .map_or_else(String::new, |(name, ..)| format!("President {name} said so on a visit to the coast."))
        }
    }
}

proptest! {
    #[test]
    fn what_is_true_on_a_day_allows_it(
        number in 723_000..738_800_i32, // 1980 to 2023
        claims in proptest::collection::vec((0_u8..17, 0_u64..250, 0..25_i32), 1..12),
    ) {
        let Some(day) = NaiveDate::from_num_days_from_ce_opt(number) else { return Ok(()) };
        let sentences: Vec<String> = claims.iter().map(|&(kind, near, far)| sentence(kind, day, near, far)).collect();
        let source = sentences.join("\n\n");
        let reference = inferred(&source);
        prop_assert!(allows(&reference, day), "{day}: {source}\n{reference:#?}");
        let spans = reference.evidence.iter().filter_map(|evidence| evidence.span);
        prop_assert!(spans.into_iter().all(|span| source.get(span.range()).is_some()));
    }
}

#[test]
fn each_kind_of_evidence_gives_what_it_says() {
    let bounds = |source: &str| {
        let reference = inferred(source);
        let day = |day: Option<NaiveDate>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        format!("{} {}", day(reference.from), day(reference.until))
    };
    for (source, expected) in [
        ("The firm bought the pier in 2014.", "2014-01-01 .."),
        ("The firm bought the pier in May 2014.", "2014-05-01 2020-05-01"),
        ("Prices have risen since 2016.", "2016-01-01 .."),
        ("Last year the ferries carried 3.8 million, up 4 percent from 2019.", "2021-01-01 .."),
        ("The firm told its 1986 net earnings.", "1985-01-01 1989-01-01"),
        ("The mine closed in 1996, two years ago.", "1998-01-01 2000-01-01"),
        ("They marked the 20th anniversary of the 1991 landing.", "2010-01-01 2013-01-01"),
        ("The line will open in 2030.", ".. 2031-01-01"),
        ("The vote will be held on 3 March 2030.", ".. 2030-03-04"),
        ("The board met today (9 March 2020).", "2020-03-09 2020-03-10"),
        ("The board met yesterday (8 March 2020).", "2020-03-09 2020-03-10"),
        ("The board met on Monday (9 March 2020).", "2020-03-03 2020-03-16"),
        ("A possible Trump administration is feared.", ".. .."),
        (
            "He admitted theft between May 2012 and December 2015. It came to light in February last year. She told the police on 8 February, a \
          Monday. Judge Hugh Carrow QC said so.",
            "2017-01-01 2022-09-08",
        ),
    ] {
        assert_eq!(bounds(source), expected, "{source}");
    }
}
