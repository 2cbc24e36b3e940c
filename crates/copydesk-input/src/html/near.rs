//! Authors and day of publication as the page shows them, near the headline.

use chrono::NaiveDate;
use html5ever::local_name;

use super::body::{Judged, Role, words};
use super::cue::Cue;
use super::render::Rendered;
use super::tree::Tree;
use crate::day::{Stamp, day};
use crate::names::names;

/// Lines before the story that are looked at, and words of a line that can be a byline or a stamp.
const WINDOW: usize = 40;
const MAX_WORDS: usize = 16;

/// What the page shows between its headline and its story.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<Stamp>,
    /// All stamps shown there.
    pub(crate) clocks: Vec<Stamp>,
}

/// Reads the lines around the headline.
pub(crate) fn shown(tree: &Tree, page: &Rendered, judged: &Judged) -> Shown {
    let body = judged.roles.iter().position(|r| *r == Role::Body).unwrap_or(page.lines.len().min(WINDOW));
    let head = judged.headline.filter(|h| *h < body).unwrap_or(body).saturating_sub(4);
    let window = head.max(body.saturating_sub(WINDOW))..(body + 1).min(page.lines.len());
    let near: Vec<usize> = window.filter(|&i| Some(i) != judged.headline).collect();
    let Some((&first, &last)) = near.first().zip(near.last()) else { return Shown::default() };
    let area = page.lines[first].span.cover(page.lines[last].span);
    let line = |index: usize| page.lines[index].span.of(&page.text);
    let short = |index: &usize| line(*index).split_ascii_whitespace().nth(MAX_WORDS).is_none();

    let marked = page.authors.iter().filter(|(span, _)| area.contains(*span)).map(|(span, _)| span.of(&page.text));
    let mut authors = people(marked);
    if authors.is_empty() {
        let is_by = |i: &usize| line(*i).get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
        authors = people(near.iter().copied().filter(short).filter(is_by).map(line));
    }
    if authors.is_empty() {
        let named = |i: &usize| matches!(judged.roles[*i], Role::Outside(Cue::Byline | Cue::Bio));
        authors = people(near.iter().copied().filter(short).filter(named).map(line).take(4));
    }
    if authors.is_empty() {
        // A name and the day in one line, or in two.
        let dated = |i: usize| near.contains(&i) && short(&i) && day(line(i)).is_some();
        let by_date = |i: &usize| dated(*i) || (judged.headline < Some(*i)) && dated(*i + 1);
        let mut fields = near.iter().copied().filter(short).filter(by_date).map(line);
        authors = fields
            .find_map(|f| Some(people([f].into_iter())).filter(|p| p.iter().any(|n| is_capitalised(n))))
            .unwrap_or_default();
    }

    let times = page.times.iter().filter(|(span, _)| area.contains(*span)).take(WINDOW);
    let stamped = times.flat_map(|&(span, at)| {
        let stated = tree.node(at as usize).attribute(&local_name!("datetime")).and_then(Stamp::read);
        stated.into_iter().chain(Stamp::read(span.of(&page.text)))
    });
    let written = near.iter().copied().filter(short).filter_map(|i| Stamp::read(line(i)));
    let clocks: Vec<Stamp> = stamped.chain(written).collect();
    Shown { authors, published: clocks.first().copied(), clocks }
}

/// Whether every word of a name has a capital, and there are two to four.
fn is_capitalised(name: &str) -> bool {
    let count = name.split(' ').count();
    (2..=4).contains(&count) && name.split(' ').all(|w| w.starts_with(char::is_uppercase))
}

/// The people named in some fields: names of two words or more.
fn people<'p>(fields: impl Iterator<Item = &'p str>) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for name in fields.filter(|f| f.len() < 200).flat_map(names) {
        if name.contains(' ') && !people.iter().any(|p| same(p, &name)) {
            people.push(name);
        }
    }
    people
}

/// The authors, from what metadata states and what the page shows.
///
/// Where both name the same person, metadata counts, in the page's spelling where that has the accents. Where they
/// differ, metadata counts too, unless it names no person: the site itself, a login, a role.
pub(crate) fn authors(mut stated: Vec<String>, shown: Vec<String>, publisher: Option<&str>) -> Vec<String> {
    let is_person = |name: &String| {
        name.contains(' ') && !name.contains(|c: char| c.is_ascii_digit()) && publisher.is_none_or(|p| !same(p, name))
    };
    if !stated.iter().any(is_person) && !shown.is_empty() {
        return shown;
    }
    for name in stated.iter_mut().filter(|name| name.is_ascii()) {
        let accented = |s: &&String| !s.is_ascii() && s.chars().count() == name.len() && same(s, name);
        if let Some(other) = shown.iter().find(accented) {
            name.clone_from(other);
        }
    }
    stated
}

/// Whether two names are most likely of one person: most words are the same, in any order.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|w| b.contains(w)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

/// The day of a stamp by the publisher's clock. Systems write stamps in UTC; the day of publication is the one on which
/// the page says it was published, or that is in its address.
pub(crate) fn local_day(stamp: Stamp, clocks: impl Iterator<Item = Stamp>, address: Option<NaiveDate>) -> NaiveDate {
    let beside = |day: &NaiveDate| day.succ_opt() == Some(stamp.day) || stamp.day.succ_opt() == Some(*day);
    let address = address.filter(|day| stamp.zone == Some(0) && stamp.time.is_some() && beside(day));
    clocks.into_iter().find_map(|clock| stamp.local_day(&clock)).or(address).unwrap_or(stamp.day)
}

/// The day in the path of an address: "/2021/02/12/", "/2021-02-12-", "/20210212/".
pub(crate) fn day_in_address(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    path.match_indices('/').find_map(|(at, _)| {
        let rest = &path[at + 1..];
        let number =
            |from: usize, to: usize| rest.get(from..to).filter(|n| n.bytes().all(|b| b.is_ascii_digit()))?.parse().ok();
        let year: u32 = number(0, 4)?;
        if !(1990..2100).contains(&year) {
            return None;
        }
        let (month, day) = match rest.as_bytes().get(4)? {
            b'/' | b'-' => {
                let mut parts = rest[5..].split(['/', '-']);
                (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
            }
            _ => (number(4, 6)?, number(6, 8)?),
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (url, expected) in [
            ("https://example.org/news/2021/02/12/rain", Some("2021-02-12")),
            ("https://example.org/2021-02-12-rain", Some("2021-02-12")),
            ("https://example.org/n/20210212/rain", Some("2021-02-12")),
            ("https://example.org/2021/feb/12/rain", None),
            ("https://example.org/1234567890", None),
            ("2021", None),
        ] {
            assert_eq!(day_in_address(url).map(|d| d.to_string()).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn conflicts() {
        let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let both = |stated: &[&str], shown: &[&str]| authors(list(stated), list(shown), Some("Harbour Post"));
        assert_eq!(both(&["Jane Doe", "John Roe"], &["Jane Doe Harbour Post"]), ["Jane Doe", "John Roe"]);
        assert_eq!(both(&["Solene Roe"], &["Solène Roe"]), ["Solène Roe"]);
        assert_eq!(both(&["Harbour Post"], &["Ann Low"]), ["Ann Low"]);
        assert_eq!(both(&["ann.low.12"], &["Ann Low"]), ["Ann Low"]);
        assert_eq!(both(&["Jane Doe"], &["Ann Low"]), ["Jane Doe"]);
    }
}
