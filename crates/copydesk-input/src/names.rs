//! Authors' names as metadata and bylines write them.

use crate::day::month;

/// The names in one author field: "By Jane Doe and John Roe, Staff Writers" is two.
///
/// What is no name is dropped: addresses, roles, "Updated", numbers. Names of organisations are kept as they are.
pub(crate) fn names(field: &str) -> Vec<String> {
    let mut names = Vec::new();
    let field = field.split(['|', '\n', '•', '·', '—', '–']).map(str::trim).find(|f| !f.is_empty()).unwrap_or_default();
    let mut field = without_date(field);
    for lead in ["written by", "story by", "posted by", "reported by", "words by", "by:", "by", "author:", "von", "par"]
    {
        if let Some(rest) = strip(field, lead) {
            field = rest;
            break;
        }
    }
    for (number, part) in field.split([',', ';', '&']).flat_map(|p| p.split(" and ")).enumerate() {
        let mut part = part.trim().trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '\''));
        for lead in ["by", "and"] {
            part = strip(part, lead).unwrap_or(part);
        }
        let part = part.split(['(', '@', '<', '/']).next().unwrap_or_default();
        let part = part.find(" for ").map_or(part, |at| &part[..at]).trim();
        if is_suffix(part) {
            if let Some(last) = names.last_mut() {
                *last = format!("{last} {part}");
            }
        } else if is_name(part, number == 0) && !names.iter().any(|n: &String| n.eq_ignore_ascii_case(part)) {
            names.push(part.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    names
}

/// The field up to the first number, and without a month before that: "Jane Doe Dec 18, 2023" is a name and a date.
fn without_date(field: &str) -> &str {
    let is_gap = |c: char| c.is_whitespace() || c == ',';
    let Some(at) = field
        .match_indices(is_gap)
        .map(|(i, gap)| i + gap.len())
        .find(|&i| field[i..].starts_with(|c: char| c.is_ascii_digit()))
    else {
        return field;
    };
    let head = field[..at].trim_end_matches(is_gap);
    let last = head.rfind(is_gap).map_or(0, |i| i + head[i..].chars().next().map_or(0, char::len_utf8));
    let head = if month(&head[last..]).is_some() { &head[..last] } else { head };
    head.trim_end_matches([' ', ',', '-', '|'])
}

/// What follows a lead word, if the field starts with it.
fn strip<'f>(field: &'f str, lead: &str) -> Option<&'f str> {
    let head = field.get(..lead.len())?;
    let rest = &field[lead.len()..];
    (head.eq_ignore_ascii_case(lead) && rest.starts_with([' ', '\u{a0}', ':']))
        .then(|| rest.trim_start_matches([' ', '\u{a0}', ':']))
}

fn is_suffix(part: &str) -> bool {
    matches!(part.trim_end_matches('.').to_ascii_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Words that a person's role, an outlet's desk or a button has, and a name has not.
const NOT_NAMES: [&str; 58] = [
    "reporter",
    "editor",
    "writer",
    "correspondent",
    "staff",
    "contributor",
    "contributing",
    "senior",
    "journalist",
    "columnist",
    "producer",
    "director",
    "manager",
    "chief",
    "author",
    "admin",
    "administrator",
    "published",
    "updated",
    "posted",
    "read",
    "more",
    "share",
    "follow",
    "twitter",
    "facebook",
    "email",
    "minutes",
    "ago",
    "about",
    "analyst",
    "photographer",
    "freelance",
    "columns",
    "special",
    "view",
    "profile",
    "all",
    "articles",
    "posts",
    "phd",
    "md",
    "rd",
    "mba",
    "dietitian",
    "specialist",
    "expert",
    "founder",
    "ceo",
    "president",
    "professor",
    "fellow",
    "assistant",
    "deputy",
    "associate",
    "unknown",
    "none",
    "null",
];

fn is_name(part: &str, first: bool) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    if words.is_empty()
        || words.len() > 6
        || letters < 2
        || part.len() > 80
        || part.contains("http")
        || part.contains("www.")
    {
        return false;
    }
    let is_role = words.iter().any(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
        NOT_NAMES.contains(&w.as_str()) || w.parse::<u32>().is_ok()
    });
    // A handle or an outlet may stand alone as the first part, not as a later one.
    !is_role && (first || words.len() > 1)
        || (first && words.len() <= 4 && part.to_ascii_lowercase().ends_with(" staff"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for (field, expected) in [
            ("By Jane Doe and John Roe, Staff Writers", &["Jane Doe", "John Roe"][..]),
            ("Jane Doe, John Roe & Ann Low", &["Jane Doe", "John Roe", "Ann Low"]),
            ("JANE DOE", &["JANE DOE"]),
            ("Sam Hill, Jr.", &["Sam Hill Jr."]),
            ("Jane Doe | Senior Reporter", &["Jane Doe"]),
            ("Jane Doe for the Daily Post", &["Jane Doe"]),
            ("https://example.org/jane", &[]),
            ("Associated Press", &["Associated Press"]),
            ("Byron Low", &["Byron Low"]),
            ("By Ann Low December 22, 2023", &["Ann Low"]),
            ("April May - January 24, 2020", &["April May"]),
            ("", &[]),
        ] {
            assert_eq!(names(field), expected, "{field}");
        }
    }
}
