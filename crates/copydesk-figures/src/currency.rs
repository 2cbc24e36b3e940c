//! Currencies, and what a bare dollar sign stands for.

use copydesk_text::Text;

use crate::Figure;
use crate::tables::{CURRENCIES, PLACES};

/// A currency as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Currency {
    /// ISO 4217, or empty when several share the sign.
    pub(crate) code: &'static str,
    /// Those that share it.
    pub(crate) others: &'static [&'static str],
    pub(crate) side: Side,
    /// The name of the hundredth, when it is one.
    pub(crate) minor: &'static str,
}

/// Where a currency stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Before,
    After,
    Both,
    Glued,
    AfterGlued,
    Large,
}

/// The currency sign or code that begins at word `at`, directly before a number, and the words it takes.
pub(crate) fn before(text: &Text<'_>, at: usize, end: usize) -> Option<(&'static Currency, usize)> {
    let (currency, count) = CURRENCIES.longest(text, at, end)?;
    let words = text.words();
    let next = words.get(at + count).filter(|_| at + count < end)?;
    let inner_glued = words[at + 1..at + count].iter().all(copydesk_text::Word::is_glued);
    // "rs 5" and "rm 5" are no currency: letters before a number are capitalised,
    // and names are no prefixes: "Euro 2020".
    let word = &words[at];
    let capital = count > 1 || !word.is_letters() || word.is_capitalised() && word.span().len() <= 3;
    let fits = match currency.side {
        Side::Before | Side::Both => capital,
        Side::Glued => capital && inner_glued && next.is_glued(),
        Side::After | Side::AfterGlued | Side::Large => false,
    };
    fits.then_some((currency, count))
}

/// The currency that begins at word `at`, after a number, and the words it takes.
pub(crate) fn after(text: &Text<'_>, at: usize, end: usize, large: bool) -> Option<(&'static Currency, usize)> {
    let (currency, count) = CURRENCIES.longest(text, at, end)?;
    let fits = match currency.side {
        Side::After | Side::Both => true,
        Side::AfterGlued => text.words()[at].is_glued() && text.words()[at].case() == copydesk_text::Case::Lower,
        Side::Large => large,
        Side::Before | Side::Glued => false,
    };
    fits.then_some((currency, count))
}

/// What is known of an article beside its text, as evidence for signs that several currencies share.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Clues<'a> {
    /// The place of the dateline, as written: "SYDNEY", "WASHINGTON, D.C.".
    pub place: Option<&'a str>,
    /// The address of the article or of its site: `https://news.example.com.au/story`.
    pub url: Option<&'a str>,
}

/// Gives a sign that several currencies share the one that there is evidence for.
///
/// "US$539 million ... $48 million": the article says which dollar it means. Otherwise the dateline and the publisher's
/// country say it, or the only country with such a currency that the text speaks of. What contradicts itself is no
/// evidence, and without any the candidates stay.
pub(crate) fn settle(text: &Text<'_>, clues: &Clues<'_>, figures: &mut [Figure]) {
    let is_open = |figure: &Figure| figure.currency.is_none() && !figure.currency_candidates.is_empty();
    if !figures.iter().any(is_open) {
        return;
    }
    let mut named: Vec<&'static str> = Vec::new();
    for code in figures.iter().filter_map(|figure| figure.currency) {
        if !named.contains(&code) {
            named.push(code);
        }
    }
    let near: Vec<&'static str> =
        [clues.place.and_then(of_place), clues.url.and_then(of_host)].into_iter().flatten().collect();
    let mut spoken_of: Option<Vec<(&'static str, usize)>> = None;
    for figure in figures.iter_mut().filter(|figure| is_open(figure)) {
        let candidates = figure.currency_candidates;
        let mut spoken_of = || only_spoken_of(candidates, spoken_of.get_or_insert_with(|| countries(text)));
        let found = match (only(candidates, &named), only(candidates, &near)) {
            (Evidence::One(code), _) => Some((code, "money-named-in-article")),
            (Evidence::None, Evidence::One(code)) => Some((code, "money-dateline-or-publisher")),
            (Evidence::None, Evidence::None) => spoken_of().map(|code| (code, "money-country-in-text")),
            _ => None,
        };
        if let Some((code, why)) = found {
            (figure.currency, figure.currency_candidates, figure.why) = (Some(code), &[], why);
        }
    }
}

/// What a list of codes says about candidates.
enum Evidence {
    None,
    One(&'static str),
    Several,
}

fn only(candidates: &[&'static str], codes: &[&'static str]) -> Evidence {
    let mut found = candidates.iter().filter(|code| codes.contains(code));
    match (found.next(), found.next()) {
        (None, _) => Evidence::None,
        (Some(code), None) => Evidence::One(code),
        _ => Evidence::Several,
    }
}

/// The candidate whose country the text speaks of, if it speaks of the others' at most a third as often.
fn only_spoken_of(candidates: &[&'static str], countries: &[(&'static str, usize)]) -> Option<&'static str> {
    let of_candidates = || countries.iter().filter(|(code, _)| candidates.contains(code));
    let total: usize = of_candidates().map(|(_, count)| count).sum();
    let (code, most) = of_candidates().max_by_key(|(_, count)| *count)?;
    (most * 4 >= total * 3).then_some(*code)
}

/// How often a text names countries, by their currency.
fn countries(text: &Text<'_>) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let words = text.words();
    for at in (0..words.len()).filter(|&at| words[at].is_capitalised() || text.word_str(at) == "U.S.") {
        if let Some((code, _)) = PLACES.longest(text, at, words.len()) {
            match counts.iter_mut().find(|(known, _)| known == code) {
                Some((_, count)) => *count += 1,
                None => counts.push((code, 1)),
            }
        }
    }
    counts
}

/// The currency at the place of a dateline: its last part that is known, "SEOUL, South Korea" being in the country.
fn of_place(place: &str) -> Option<&'static str> {
    place.rsplit([',', '(', ')', '/']).find_map(|part| PLACES.lookup(part.trim()).copied())
}

/// The currency of the country that an address ends in.
fn of_host(url: &str) -> Option<&'static str> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next()?;
    let country = host.rsplit_once('.')?.1.to_ascii_lowercase();
    DOMAINS.iter().find(|(domain, _)| *domain == country).map(|(_, code)| *code)
}

/// Top-level domains of countries whose currency shares its sign or name.
const DOMAINS: [(&str, &str); 26] = [
    ("us", "USD"),
    ("gov", "USD"),
    ("mil", "USD"),
    ("ca", "CAD"),
    ("au", "AUD"),
    ("nz", "NZD"),
    ("sg", "SGD"),
    ("hk", "HKD"),
    ("jp", "JPY"),
    ("cn", "CNY"),
    ("in", "INR"),
    ("pk", "PKR"),
    ("lk", "LKR"),
    ("np", "NPR"),
    ("mx", "MXN"),
    ("ph", "PHP"),
    ("ar", "ARS"),
    ("cl", "CLP"),
    ("ch", "CHF"),
    ("se", "SEK"),
    ("no", "NOK"),
    ("dk", "DKK"),
    ("is", "ISK"),
    ("ke", "KES"),
    ("ug", "UGX"),
    ("tz", "TZS"),
];
