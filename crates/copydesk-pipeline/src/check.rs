//! What a copy editor would ask the writer: weekdays that are not, names in two spellings, quotations that never end.

use chrono::{Datelike, NaiveDate, Weekday};
use copydesk_dates::{TimeExpr, TimeKind};
use copydesk_entities::{Entity, EntityKind, Form};
use copydesk_text::{Span, Text, Word};

use crate::{Draft, Problem, Severity, Stage};

/// Checks the layers that are there.
pub(crate) struct Check;

impl Stage for Check {
    fn name(&self) -> &'static str {
        "check"
    }

    fn run(&self, draft: &mut Draft<'_>) {
        let source = draft.text.as_str();
        let record = &draft.record;
        let mut found: Vec<Problem> = Vec::new();
        found.extend(record.dates.iter().flatten().filter_map(|date| weekday(date, source)));
        found.extend(record.entities.iter().flatten().flat_map(|entity| spellings(entity, source)));
        if record.quotes.is_some() && draft.foreign.is_none() {
            found.extend(open_quotations(&draft.text));
        }
        found.sort_by_key(|problem| problem.span);
        draft.record.problems.append(&mut found);
    }
}

/// "Thursday, 12 February 2021", which was a Friday. Only a date with its year says so by itself.
fn weekday(date: &TimeExpr, source: &str) -> Option<Problem> {
    let surface = date.span.of(source);
    let day: NaiveDate = date.value.parse().ok().filter(|_| date.kind == TimeKind::Date)?;
    let mut words = surface.split(|c: char| !c.is_alphanumeric());
    let says = words.clone().find_map(|word| word.parse::<Weekday>().ok()).filter(|says| *says != day.weekday())?;
    words.find(|word| date.value.starts_with(word) && word.len() == 4)?;
    let message = format!("{day} is a {}, not a {}", name(day.weekday()), name(says));
    Some(Problem::new("weekday", Severity::Warning, Some(date.span), message))
}

const fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// A person's name that is one letter away from how it is spelled elsewhere in the article.
fn spellings<'e>(entity: &'e Entity, source: &'e str) -> impl Iterator<Item = Problem> + 'e {
    let misspelled = entity
        .mentions
        .iter()
        .filter(|mention| entity.kind == EntityKind::Person && mention.form != Form::Acronym)
        .filter(|mention| mention.linked == Some("spelling"));
    misspelled.map(|mention| {
        let message = format!("“{}” is spelled “{}” elsewhere", mention.span.of(source), entity.name);
        Problem::new("spelling", Severity::Warning, Some(mention.span), message)
    })
}

/// Opening quotation marks that nothing closes: neither their paragraph nor, where it goes on in the next, that one.
fn open_quotations(text: &Text<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    for paragraph in text.paragraphs() {
        let words = &text.words()[paragraph.words()];
        // A paragraph that goes on with the quotation begins with an opening mark of its own.
        let goes_on = words.first().is_some_and(|word| matches!(text.str(word), "“" | "\""));
        if let Some(mark) = open.take().filter(|_| !goes_on) {
            found.push(Problem::new("open-quotation", Severity::Warning, Some(mark), "this quotation is never closed"));
        }
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.is_sign()) {
            // A straight mark after a number is one of inches or seconds.
            let before_word = !word.is_glued() && words.get(at + 1).is_some_and(Word::is_glued);
            match text.str(word) {
                "“" => open = open.or(Some(word.span())),
                "\"" if open.is_none() && before_word => open = Some(word.span()),
                "”" | "\"" => open = None,
                _ => {}
            }
        }
    }
    found.extend(
        open.map(|mark| {
            Problem::new("open-quotation", Severity::Warning, Some(mark), "this quotation is never closed")
        }),
    );
    found
}

#[cfg(test)]
mod tests {
    use copydesk_article::Document;

    use crate::Pipeline;

    /// The problems of a text as their codes and the text they lie on.
    fn problems(text: &str) -> Vec<String> {
        let document = Document::from_text(text);
        let record = Pipeline::builder().bare(true).build().run(&document);
        let show =
            |problem: &crate::Problem| format!("{}: {}", problem.code, problem.span.map_or("", |span| span.of(text)));
        record.problems.iter().map(show).collect()
    }

    #[test]
    fn what_is_asked() {
        for (text, expected) in [
            ("He came on Thursday, February 12, 2021.", &["weekday: Thursday, February 12, 2021"][..]),
            ("He came on Friday, February 12, 2021.", &[]),
            ("He came on Thursday.", &[]),
            ("The court heard Pavel Soleymani. Then Soleimani left.", &["spelling: Soleimani"]),
            ("“It is late, she said.\n\nThe rain went on.", &["open-quotation: “"]),
            ("“It is late.\n\n“It rains,” she said.", &[]),
            ("“It is late,” she said. “It rains.", &["open-quotation: “"]),
            ("\"It is late,\" she said. \"It rains.", &["open-quotation: \""]),
            ("\"It is late,\" she said. A 6'2\" man came in.", &[]),
        ] {
            assert_eq!(problems(text), expected, "{text}");
        }
    }
}
