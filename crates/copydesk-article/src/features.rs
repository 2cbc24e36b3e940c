//! The features of lines for the model.

use copydesk_model::crf::feature;
use copydesk_text::Text;

use crate::facts::{Facts, Page, length, word_hash};
use crate::line::Line;

/// Appends the features of line `at`.
pub(crate) fn features(text: &Text<'_>, lines: &[Line], page: &Page, at: usize, out: &mut Vec<u32>) {
    let mut push = |template: u32, value: u32| out.push(feature(template, value));
    let (line, this) = (&lines[at], &page.facts[at]);
    let size = length(this.words);
    let class = page.around[at].class;
    push(0, 0);

    // Its form.
    push(1, this.code() * 16 + size);
    push(2, (this.end as u32 * 16 + this.start as u32) * 16 + size);
    push(3, (u32::from(this.capitals / 2) * 8 + u32::from(this.function.min(5))) * 16 + size);
    push(4, (u32::from(this.shared) * 4 + repeated(this)) * 16 + size);
    push(5, (u32::from(this.stops) * 16 + this.end as u32) * 2 + u32::from(this.prose));
    push(6, (u32::from(this.address) * 2 + u32::from(this.report)) * 16 + size);
    push(7, u32::from(this.shared) * 64 + this.code());
    push(8, (u32::from(line.bullet) * 2 + u32::from(line.indent > 0)) * 16 + size);
    push(39, u32::from(this.cohesion) * 64 + class);
    push(40, (u32::from(this.cohesion) * 8 + u32::from(this.shared)) * 16 + size);
    for bit in (0..18).filter(|bit| this.cues.any & 1 << bit != 0) {
        push(9, bit * 16 + size);
    }

    // Blank lines around it tell something only where some lines have them and some have none.
    let blank = |at: usize| lines.get(at).is_none_or(|line| line.after_blank);
    let blanks = if page.spaced { 1 + u32::from(blank(at)) + 2 * u32::from(blank(at + 1)) } else { 0 };
    push(37, blanks * 64 + class);
    push(38, (blanks * 4 + u32::from(line.bullet) * 2 + u32::from(line.indent > 0)) * 16 + size);

    // Its words.
    let words = &text.words()[line.words()];
    if let [first, ..] = words {
        push(10, word_hash(first));
    }
    if let [first, second, ..] = words {
        push(11, word_hash(first).rotate_left(7) ^ word_hash(second));
    }
    if let Some(last) = words.last().filter(|_| words.len() < 24) {
        push(12, word_hash(last));
    }
    for word in words.iter().take(if this.prose { 0 } else { 8 }).filter(|w| !w.is_sign()) {
        push(13, word_hash(word));
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
    push(14, place);
    push(15, place.min(33) * 64 + class);
    let around = &page.around;
    let end = around.len() - 1;
    let prose = |from: usize, until: usize| around[until.min(end)].prose - around[from.min(end)].prose;
    let (above, below) = (prose(at.saturating_sub(6), at), prose(at + 1, at + 7));
    push(16, (above * 8 + below) * 64 + class);
    push(17, above * 8 + below);
    let (far_above, far_below) = (prose(at.saturating_sub(20), at), prose(at + 1, at + 21));
    push(18, (amount(far_above) * 8 + amount(far_below)) * 64 + class);
    let all = around[end].words.max(1);
    let tenth = around[at].words * 10 / all;
    push(19, tenth * 64 + class);
    push(20, tenth * 8 + amount(around[end].prose));
    let section = around[at].section.map_or(0, |(cue, head)| (cue as u32 + 1) * 16 + distance(at - head as usize));
    push(21, section);
    push(22, section * 64 + class);

    // Its neighbours.
    let seen = |offset: isize| at.checked_add_signed(offset).and_then(|i| around.get(i)).unwrap_or(&around[end]);
    let near = |offset| seen(offset).class;
    push(23, seen(-1).signature);
    push(24, seen(1).signature);
    push(25, near(-1) * 64 + class);
    push(26, near(1) * 64 + class);
    push(27, (near(-1) * 64 + near(1)) * 64 + class);
    push(28, (near(-2) * 64 + near(-1)) * 64 + class);
    push(29, (near(1) * 64 + near(2)) * 64 + class);
    push(30, (near(-3) * 64 + near(-2)) * 64 + near(-1));
    push(31, (near(1) * 64 + near(2)) * 64 + near(3));
    let same = |offset| u32::from(near(offset) == class);
    push(32, (same(-1) + same(1) * 2 + same(-2) * 4 + same(2) * 8 + same(-3) * 16 + same(3) * 32) * 64 + class);
    let ending =
        |offset: isize| at.checked_add_signed(offset).and_then(|i| page.facts.get(i)).map_or(15, |f| f.end as u32);
    push(33, (ending(-1) * 16 + this.start as u32) * 16 + size);
    push(34, (ending(-1) * 16 + ending(1)) * 16 + size);
    if let Some([first, ..]) = at.checked_sub(1).map(|i| &text.words()[lines[i].words()]) {
        push(35, word_hash(first));
    }
    if let Some([first, ..]) = lines.get(at + 1).map(|next| &text.words()[next.words()]) {
        push(36, word_hash(first));
    }
}

fn repeated(facts: &Facts) -> u32 {
    u32::from(facts.repeated.0) * 2 + u32::from(facts.repeated.1)
}

/// A number of lines in steps that widen.
const fn amount(lines: u32) -> u32 {
    match lines {
        0..=2 => lines,
        3..=5 => 3,
        6..=9 => 4,
        10..=14 => 5,
        15..=24 => 6,
        _ => 7,
    }
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
