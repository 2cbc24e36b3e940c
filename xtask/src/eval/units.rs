//! Names of units, made comparable: gold data and systems call one unit by many names.

use std::collections::HashMap;

/// Other names of units, from `units.tsv`.
pub(super) struct Units(HashMap<&'static str, &'static str>);

impl Units {
    pub(super) fn new() -> Self {
        let lines = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        Self(pairs.flat_map(|(name, others)| others.split('|').map(move |other| (other, name))).collect())
    }

    /// The name under which a unit is compared.
    pub(super) fn canonical(&self, unit: &str) -> String {
        let unit = if unit.is_empty() { "-" } else { unit };
        let unit = unit.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(name) = self.0.get(&*unit) {
            return (*name).to_owned();
        }
        if !unit.starts_with("parts") {
            for separator in [" per ", "/"] {
                if let Some((a, b)) = unit.split_once(separator) {
                    return format!("{} per {}", self.canonical(a), self.canonical(b));
                }
            }
        }
        let singular = match unit.rsplit_once(' ') {
            Some((before, last)) => format!("{before} {}", singular(last)),
            None => singular(&unit),
        };
        self.0.get(&*singular).map_or(singular, |name| (*name).to_owned())
    }
}

fn singular(word: &str) -> String {
    let irregular = match word {
        "children" => "child",
        "men" => "man",
        "women" => "woman",
        "feet" => "foot",
        "people" => "people",
        "inches" => "inch",
        "companies" => "company",
        "fishermen" => "fisherman",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    let length = word.chars().count();
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word {
        _ if length > 3 && word.ends_with("ies") => format!("{}y", &word[..word.len() - 3]),
        _ if length > 4 && ends(&["sses", "shes", "ches", "xes", "zes"]) => word[..word.len() - 2].to_owned(),
        _ if length > 3 && word.ends_with('s') && !ends(&["ss", "us", "is", "hertz", "celsius", "series"]) => {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Units;

    #[test]
    fn one_name() {
        let units = Units::new();
        for (written, name) in [
            ("percent", "percentage"),
            ("Miles", "mile"),
            ("km/h", "kilometre per hour"),
            ("euros per months", "euro per month"),
            ("", "-"),
            ("new cases", "new case"),
            ("glasses", "glass"),
        ] {
            assert_eq!(units.canonical(written), name);
        }
    }
}
