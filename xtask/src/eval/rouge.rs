//! ROUGE-LSum (Lin 2004): how many of a reference's words lie on longest common subsequences of its sentences with
//! those of the system.

use std::collections::HashMap;

use super::{f1, is_word, share};

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 34] = [
    "Mr", "Mrs", "Ms", "Dr", "Gen", "Gov", "Sen", "Rep", "Lt", "Col", "Sgt", "St", "Jr", "Sr", "vs", "etc", "Inc",
    "Co", "Corp", "Ltd", "U.S", "U.K", "a.m", "p.m", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec",
    "No",
];

/// F1 of the words of two texts, each a paragraph a line.
pub(super) fn lsum(reference: &str, system: &str) -> f64 {
    let mut numbers = HashMap::new();
    let reference = sentences(reference, &mut numbers);
    let system = sentences(system, &mut numbers);
    let (wanted, given): (usize, usize) = (reference.iter().map(Vec::len).sum(), system.iter().map(Vec::len).sum());
    let mut left = [counts(&reference), counts(&system)];
    let mut hits = 0;
    for sentence in &reference {
        for place in union(sentence, &system) {
            let word = sentence[place];
            if left.iter().all(|side| side.get(&word).is_some_and(|&n| n > 0)) {
                hits += 1;
                for side in &mut left {
                    *side.entry(word).or_default() -= 1;
                }
            }
        }
    }
    f1(share(f64::from(hits), given as f64), share(f64::from(hits), wanted as f64))
}

fn counts(sentences: &[Vec<usize>]) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(*word).or_default() += 1;
    }
    counts
}

/// The places in a sentence that lie on a longest common subsequence with any of the system's.
fn union(sentence: &[usize], system: &[Vec<usize>]) -> Vec<usize> {
    if system.iter().any(|other| other == sentence) {
        return (0..sentence.len()).collect();
    }
    let mut hit = vec![false; sentence.len()];
    for other in system {
        if other.iter().any(|word| sentence.contains(word)) {
            mark(sentence, other, &mut hit);
        }
    }
    (0..sentence.len()).filter(|&place| hit[place]).collect()
}

/// Marks one longest common subsequence of `a` and `b` in `a`. Of several, the one that a walk back from the ends finds
/// that drops from `a` first: a choice must be made, and this is the choice of the common implementation.
fn mark(a: &[usize], b: &[usize], hit: &mut [bool]) {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    hit[..prefix].fill(true);
    let (a, b, hit) = (&a[prefix..], &b[prefix..], &mut hit[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (columns, rows) = (a.len() - suffix, b.len() - suffix);
    hit[columns..].fill(true);
    // The length of the longest common subsequence of b[..row] and a[..column].
    let mut length = vec![vec![0_usize; columns + 1]; rows + 1];
    for row in 1..=rows {
        for column in 1..=columns {
            length[row][column] = if a[column - 1] == b[row - 1] {
                length[row - 1][column - 1] + 1
            } else {
                length[row - 1][column].max(length[row][column - 1])
            };
        }
    }
    let (mut row, mut column) = (rows, columns);
    while row > 0 && column > 0 {
        if length[row][column] == length[row][column - 1] {
            column -= 1;
            continue;
        }
        row -= 1;
        if row == 0 || length[row][column] == length[row][column - 1] {
            column -= 1;
            hit[column] = true;
        }
    }
}

/// The sentences of a text as numbered words.
fn sentences(text: &str, numbers: &mut HashMap<String, usize>) -> Vec<Vec<usize>> {
    let mut sentences = Vec::new();
    for paragraph in text.split('\n') {
        let mut from = 0;
        for at in breaks(paragraph) {
            let sentence = paragraph[from..at].trim();
            if sentence.ends_with(['.', '!', '?']) && !is_abbreviation(sentence) {
                sentences.push(sentence);
                from = at;
            }
        }
        sentences.push(paragraph[from..].trim());
    }
    let mut number = |word: &str| {
        let next = numbers.len();
        *numbers.entry(word.to_owned()).or_insert(next)
    };
    let words = |sentence: &&str| -> Vec<usize> {
        let lower = sentence.to_lowercase();
        let words = lower.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
        words.filter(|word| !word.is_empty()).map(&mut number).collect()
    };
    let numbered: Vec<Vec<usize>> = sentences.iter().map(words).collect();
    numbered.into_iter().filter(|sentence| !sentence.is_empty()).collect()
}

/// The places after a mark that ends sentences, where only closing marks stand before the next white space.
fn breaks(paragraph: &str) -> impl Iterator<Item = usize> + '_ {
    paragraph.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).filter(|&at| {
        let rest = paragraph[at..].trim_start_matches(['"', '”', '’', '\'', ')', ']']);
        rest.starts_with(char::is_whitespace)
    })
}

/// Whether a sentence ends in an abbreviation or an initial.
fn is_abbreviation(sentence: &str) -> bool {
    let Some(body) = sentence.strip_suffix('.') else { return false };
    let after_boundary = |start: &str| !start.ends_with(is_word);
    let initial = body.chars().next_back().filter(char::is_ascii_uppercase);
    initial.is_some_and(|_| after_boundary(&body[..body.len() - 1]))
        || ABBREVIATIONS.iter().any(|known| body.strip_suffix(known).is_some_and(after_boundary))
}
