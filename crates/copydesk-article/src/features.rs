//! The features of lines for the model.

use copydesk_model::crf::feature;
use copydesk_text::Text;

use crate::facts::{Facts, Page, length, word_hash};
use crate::line::Line;

/// Appends the features of line `at`.
pub(crate) fn features(text: &Text<'_>, lines: &[Line], page: &Page, at: usize, out: &mut Vec<u32>) {
    let mut push = |template: u32, value: u32| out.push(feature(template, value));
    let facts = &page.facts;
    let (line, this) = (&lines[at], &facts[at]);
    let size = length(this.words);
    push(0, 0);
    push(1, size);
    push(2, this.code());
    push(3, this.code() * 16 + size);
    push(4, this.end as u32 * 16 + size);
    push(5, this.start as u32 * 16 + size);
    push(6, u32::from(this.capitals) * 16 + size);
    push(7, u32::from(this.function) * 16 + size);
    push(8, u32::from(this.stops) * 16 + this.end as u32);
    push(9, u32::from(this.shared) * 16 + size);
    push(10, u32::from(this.shared) * 128 + this.code());
    push(11, repeated(this) * 16 + size);
    push(12, u32::from(line.bullet) * 16 + size);
    push(13, u32::from(line.indent.min(12)));
    push(14, u32::from(this.prose) * 32 + this.end as u32 * 2 + u32::from(this.start == crate::facts::Start::Lower));
    for bit in (0..18).filter(|bit| this.cues.any & 1 << bit != 0) {
        push(15, bit * 16 + size);
    }

    // Its words.
    let words = &text.words()[line.words()];
    if let [first, ..] = words {
        push(16, word_hash(first));
    }
    if let [first, second, ..] = words {
        push(17, word_hash(first).rotate_left(7) ^ word_hash(second));
    }
    if let Some(last) = words.last().filter(|_| words.len() < 24) {
        push(18, word_hash(last));
    }
    for word in words.iter().take(if this.prose { 0 } else { 12 }).filter(|w| !w.is_sign()) {
        push(19, word_hash(word));
    }
    if words.len() <= 6 {
        push(20, words.iter().fold(0, |hash, word| hash.rotate_left(9) ^ word_hash(word)));
    }

    // Its place.
    let (from, until) = page.core;
    let place = if at < from {
        distance(from - at)
    } else if at >= until {
        16 + distance(at - until)
    } else {
        32 + distance(at - from).min(6) * 8 + distance(until - 1 - at).min(6)
    };
    push(21, place);
    push(22, place * 2 + u32::from(this.prose));
    push(23, place.min(33) * 128 + this.code());
    let near = |range: std::ops::Range<usize>| facts[range].iter().filter(|f| f.prose).count() as u32;
    let before = near(at.saturating_sub(6)..at);
    let after = near((at + 1).min(facts.len())..(at + 7).min(facts.len()));
    push(24, before * 16 + after);
    push(25, (before * 16 + after) * 2 + u32::from(this.prose));
    push(26, (before.min(3) * 4 + after.min(3)) * 16 + size);

    // Its neighbours.
    let seen = |offset: isize| at.checked_add_signed(offset).and_then(|i| facts.get(i));
    let whole = |offset| seen(offset).map_or(u32::MAX, Facts::signature);
    let coarse = |offset| seen(offset).map_or(u32::MAX, Facts::coarse);
    push(27, whole(-1));
    push(28, whole(1));
    push(29, coarse(-2));
    push(30, coarse(2));
    push(31, coarse(-3));
    push(32, coarse(3));
    push(33, coarse(-1).wrapping_mul(1024) ^ this.coarse());
    push(34, coarse(1).wrapping_mul(1024) ^ this.coarse());
    push(35, (coarse(-1).wrapping_mul(1024) ^ coarse(1)).wrapping_mul(1024) ^ this.coarse());
    push(36, coarse(-2).wrapping_mul(1024) ^ coarse(-1));
    push(37, coarse(1).wrapping_mul(1024) ^ coarse(2));
    let end = |offset| seen(offset).map_or(15, |f| f.end as u32);
    push(38, end(-1) * 16 + this.start as u32);
    push(39, end(-1) * 256 + end(1) * 16 + size);
    if let Some(before) = at.checked_sub(1).map(|i| &text.words()[lines[i].words()]) {
        if let [first, ..] = before {
            push(40, word_hash(first));
        }
        if before.len() <= 6 {
            push(41, before.iter().fold(0, |hash, word| hash.rotate_left(9) ^ word_hash(word)));
        }
    }
    if let Some([first, ..]) = lines.get(at + 1).map(|next| &text.words()[next.words()]) {
        push(42, word_hash(first));
    }
}

fn repeated(facts: &Facts) -> u32 {
    u32::from(facts.repeated.0) * 2 + u32::from(facts.repeated.1)
}

fn distance(lines: usize) -> u32 {
    match lines {
        0..=3 => lines as u32,
        4..=5 => 4,
        6..=9 => 5,
        10..=19 => 6,
        20..=49 => 7,
        _ => 8,
    }
}
