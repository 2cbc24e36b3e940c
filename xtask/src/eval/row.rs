//! A line of the scoreboard.

use std::fmt;

/// Scores under their names.
#[derive(Default)]
pub(super) struct Row(Vec<(String, Cell)>);

enum Cell {
    Count(usize),
    Score(f64, usize),
    Row(Row),
}

impl Row {
    /// Adds a number of things.
    pub(super) fn count(mut self, name: &str, count: usize) -> Self {
        self.0.push((name.to_owned(), Cell::Count(count)));
        self
    }

    /// Adds a share, shown as a percentage with one decimal.
    pub(super) fn percent(self, name: &str, share: f64) -> Self {
        self.score(name, 100.0 * share, 1)
    }

    /// Adds a score, shown with so many decimals.
    pub(super) fn score(mut self, name: &str, score: f64, decimals: usize) -> Self {
        self.0.push((name.to_owned(), Cell::Score(score, decimals)));
        self
    }

    /// Adds a group of scores.
    pub(super) fn group(mut self, name: &str, group: Self) -> Self {
        self.0.push((name.to_owned(), Cell::Row(group)));
        self
    }

    /// Adds the scores of another row.
    pub(super) fn extend(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl fmt::Display for Row {
    /// As JSON, for people and programs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (number, (name, cell)) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str(", ")?;
            }
            write!(f, "\"{name}\": ")?;
            match cell {
                Cell::Count(count) => write!(f, "{count}")?,
                Cell::Score(score, decimals) => {
                    let rounded = format!("{score:.decimals$}");
                    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
                    let fraction = fraction.trim_end_matches('0');
                    write!(f, "{whole}.{}", if fraction.is_empty() { "0" } else { fraction })?;
                }
                Cell::Row(row) => write!(f, "{row}")?,
            }
        }
        f.write_str("}")
    }
}
