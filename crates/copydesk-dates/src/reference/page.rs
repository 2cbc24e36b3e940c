//! Dates in addresses, and in the copyright notices around an article.

use chrono::NaiveDate;
use copydesk_text::{Span, Text, WordKind};

use super::claim::{Claim, Rule};
use super::days::Days;

/// The claims of addresses in the text, and of notices around it.
pub(crate) fn claims(text: &Text<'_>, around: &[Span], claims: &mut Vec<Claim>) {
    for word in text.words().iter().filter(|word| word.kind() == WordKind::Link) {
        if let Some(day) = day_in(text.str(word)) {
            claims.push(Claim { rule: Rule::Address, span: word.span(), days: Days::since(day) });
        }
    }
    for &part in around {
        if let Some((span, year)) = notice(text.as_str(), part) {
            claims.push(Claim { rule: Rule::Notice, span, days: Days::years(0, year + 1) });
        }
    }
}

/// The day in the path of an address: "/2021/02/12/".
fn day_in(address: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = address.split(['/', '-', '.', '_']).collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        let number = |part: &str, len: usize| (part.len() == len).then(|| part.parse::<u32>().ok()).flatten();
        let year = number(year, 4).filter(|year| (1990..2100).contains(year))?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month, 2)?, number(day, 2)?)
    })
}

/// The last year of a copyright notice: "© 2021", "Copyright 2001-2021".
fn notice(source: &str, part: Span) -> Option<(Span, i32)> {
    let words = part.of(source);
    let sign = ["©", "Copyright", "(c)", "COPYRIGHT"].iter().filter_map(|sign| words.find(sign)).min()?;
    // A notice names its years near its sign.
    let near = words[sign..].char_indices().nth(60).map_or(words.len(), |(at, _)| sign + at);
    let mut last = None;
    let mut at = sign;
    for piece in words[sign..near].split(|c: char| !c.is_ascii_digit()) {
        let year = (piece.len() == 4).then(|| piece.parse::<i32>().ok()).flatten();
        if let Some(year) = year.filter(|year| (1990..2100).contains(year)) {
            last = Some((Span::new(part.start() + at, part.start() + at + 4), year));
        }
        at += piece.len() + words[at + piece.len()..].chars().next().map_or(0, char::len_utf8);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_and_addresses_have_years_and_days() {
        let year = |source: &str| {
            notice(source, Span::new(0, source.len())).map(|(span, year)| (span.of(source).to_owned(), year))
        };
        assert_eq!(year("© 2021 Meridian Press"), Some(("2021".to_owned(), 2021)));
        assert_eq!(year("Copyright Orlin News 2001-2019. All rights reserved"), Some(("2019".to_owned(), 2019)));
        assert_eq!(year("All of 2019"), None);
        assert_eq!(day_in("https://orlin.example/2021/02/12/bakers"), NaiveDate::from_ymd_opt(2021, 2, 12));
        assert_eq!(day_in("https://orlin.example/id/20210212"), None);
    }
}
