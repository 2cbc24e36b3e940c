//! Trains the weights of `copydesk-quotes`: a log-linear choice among readings, fitted with Adagrad.

// Statistics are floating point by nature.
#![allow(clippy::cast_precision_loss)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use copydesk_quotes::{Judge, Question};
use copydesk_text::{OffsetMap, Span, Text, Unit};
use serde::Deserialize;

const SIZE: usize = 1 << 18;
/// Weights are stored as signed bytes in sixteenths.
const SCALE: f32 = 16.0;

#[derive(Deserialize)]
struct Document {
    text: String,
    quotes: Vec<GoldQuote>,
}

#[derive(Deserialize)]
struct GoldQuote {
    spans: Vec<[usize; 2]>,
    speaker: Option<GoldPart>,
    cue: Option<GoldPart>,
}

#[derive(Deserialize)]
struct GoldPart {
    start: usize,
    end: usize,
}

/// An attribution as annotated, in bytes.
struct Gold {
    content: Vec<Span>,
    speaker: Option<Span>,
    cue: Span,
}

/// One decision with its right options.
struct Example {
    options: Vec<Vec<u32>>,
    right: Vec<bool>,
    /// Whether it is a choice of a reading, not of an edge.
    reading: bool,
}

/// Reads annotated documents and writes the weights; with `check`, other documents, to say how often they choose right.
pub(crate) fn train(gold: &Path, target: &Path, check: Option<&Path>) -> anyhow::Result<()> {
    let oracle = consult(gold)?;
    let Oracle { examples, total, reached, .. } = oracle;
    println!("{} decisions; {reached} of {total} attributions within reach", examples.len());
    let weights: Vec<f32> = fit(&examples).iter().map(|w| (w * SCALE).round().clamp(-127.0, 127.0)).collect();
    let bytes: Vec<u8> = weights.iter().map(|w| (*w as i8).cast_unsigned()).collect();
    println!("{} weights", bytes.iter().filter(|b| **b != 0).count());
    if let Some(check) = check {
        let examples = consult(check)?.examples;
        for (what, reading) in [("readings", true), ("edges", false)] {
            let asked: Vec<&Example> =
                examples.iter().filter(|e| e.reading == reading && e.options.len() > 1).collect();
            let right = asked.iter().filter(|e| e.right[best(e, &weights)]).count();
            println!("{what}: {right} of {} right, {:.2}%", asked.len(), 100.0 * right as f32 / asked.len() as f32);
        }
    }
    fs::write(target, bytes).with_context(|| target.display().to_string())
}

/// All decisions about annotated documents.
fn consult(gold: &Path) -> anyhow::Result<Oracle> {
    let mut oracle = Oracle::default();
    for line in fs::read_to_string(gold).with_context(|| gold.display().to_string())?.lines() {
        let document: Document = serde_json::from_str(line)?;
        let map = OffsetMap::new(&document.text, Unit::Chars);
        let span = |a: usize, b: usize| Span::new(map.to_bytes(a), map.to_bytes(b));
        oracle.gold = document
            .quotes
            .iter()
            .filter_map(|q| {
                Some(Gold {
                    content: q.spans.iter().map(|s| span(s[0], s[1])).collect(),
                    speaker: q.speaker.as_ref().map(|s| span(s.start, s.end)),
                    cue: q.cue.as_ref().map(|c| span(c.start, c.end))?,
                })
            })
            .collect();
        oracle.taken.clear();
        copydesk_quotes::consult(&Text::new(&document.text), &mut oracle);
        oracle.total += oracle.gold.len();
        oracle.reached += oracle.taken.len();
    }
    Ok(oracle)
}

/// The option that the weights choose.
fn best(example: &Example, weights: &[f32]) -> usize {
    let score = |option: &Vec<u32>| option.iter().map(|&f| weights[f as usize]).sum::<f32>();
    let scores = example.options.iter().map(score);
    scores.enumerate().fold((0, f32::MIN), |top, option| if option.1 > top.1 { option } else { top }).0
}

/// Chooses as the annotation does, and remembers the decision.
#[derive(Default)]
struct Oracle {
    /// Features since the last question, and where the part that is being made begins.
    features: Vec<u32>,
    opened: usize,
    gold: Vec<Gold>,
    /// The annotated attribution whose reading was chosen last: its edges are asked next.
    current: usize,
    taken: HashSet<usize>,
    examples: Vec<Example>,
    total: usize,
    reached: usize,
}

/// A range of the features noted.
type Part = (usize, usize);

impl Judge for Oracle {
    type Part = Part;

    fn add(&mut self, feature: u32) {
        self.features.push(feature);
    }

    fn close(&mut self) -> Part {
        (std::mem::replace(&mut self.opened, self.features.len()), self.features.len())
    }

    fn admits(&mut self, cue: Span, part: Part) -> bool {
        let right = self.gold.iter().any(|g| g.cue.overlaps(cue));
        let features = self.features[part.0..part.1].to_vec();
        self.features.clear();
        self.opened = 0;
        self.examples.push(Example { options: vec![Vec::new(), features], right: vec![!right, right], reading: false });
        true
    }

    fn choose(&mut self, question: &Question<'_>, options: &[[Part; 4]]) -> (usize, f32) {
        let choice = if question.is_reading() { self.reading(question, options) } else { self.edge(question, options) };
        // The parts of a reading are not used again.
        self.features.clear();
        self.opened = 0;
        (choice, 1.0)
    }
}

impl Oracle {
    fn reading(&mut self, question: &Question<'_>, options: &[[Part; 4]]) -> usize {
        let cue = question.cue();
        let near: Vec<usize> = (0..self.gold.len()).filter(|&g| self.gold[g].cue.overlaps(cue)).collect();
        let mut best = (0, 0.0_f32, Vec::new());
        for &g in near.iter().filter(|g| !self.taken.contains(g)) {
            let scores: Vec<f32> = (0..options.len()).map(|i| fit_of(&self.gold[g], question, i)).collect();
            let top = scores.iter().copied().fold(0.0, f32::max);
            if top > best.1 {
                best = (g, top, scores);
            }
        }
        let (g, top, scores) = best;
        if near.is_empty() {
            let right = (0..options.len()).map(|i| i == 0).collect();
            self.remember(options, right, true);
            return 0;
        }
        if top < 1.0 {
            // Out of reach: not an example of anything.
            return 0;
        }
        let right: Vec<bool> = scores.iter().map(|s| *s >= top - 0.02).collect();
        let choice = right.iter().position(|r| *r).unwrap_or(0);
        self.taken.insert(g);
        self.current = g;
        self.remember(options, right, true);
        choice
    }

    fn edge(&mut self, question: &Question<'_>, options: &[[Part; 4]]) -> usize {
        let (before, after) = halves(&self.gold[self.current].content, question.cue());
        let scores: Vec<f32> = (0..options.len())
            .map(|i| {
                let answer = question.answer(i);
                let (part, half) = match answer.before {
                    Some(before_part) => (before_part, &before),
                    None => (answer.after.unwrap_or_default(), &after),
                };
                similarity(&[part], half)
            })
            .collect();
        let top = scores.iter().copied().fold(0.0, f32::max);
        let choice = scores.iter().position(|s| *s >= top).unwrap_or(0);
        if top >= 0.5 {
            self.remember(options, scores.iter().map(|s| *s >= top - 0.02).collect(), false);
        }
        choice
    }

    fn remember(&mut self, options: &[[Part; 4]], right: Vec<bool>, reading: bool) {
        let features = |option: &[Part; 4]| option.iter().flat_map(|p| &self.features[p.0..p.1]).copied().collect();
        self.examples.push(Example { options: options.iter().map(features).collect(), right, reading });
    }
}

/// How well a reading fits: at least 1 when speaker and content are right as far as scoring is concerned.
fn fit_of(gold: &Gold, question: &Question<'_>, option: usize) -> f32 {
    if option == 0 {
        return 0.0;
    }
    let answer = question.answer(option);
    let speaker = match (gold.speaker, answer.source) {
        (None, None) => 1.0,
        (Some(a), Some(b)) if a.overlaps(b) => 0.8 + 0.2 * similarity(&[a], &[b]),
        _ => return 0.0,
    };
    let cue = question.cue();
    let (gold_before, gold_after) = halves(&gold.content, cue);
    // The open edges of a reading are taken as the annotation has them.
    let before =
        answer.before.and_then(|b| gold_before.first().map(|first| Span::new(first.start().max(b.start()), b.end())));
    let after = answer.after.and_then(|a| gold_after.last().map(|last| Span::new(a.start(), last.end().min(a.end()))));
    if answer.before.is_some() != before.is_some() || answer.after.is_some() != after.is_some() {
        return 0.0;
    }
    let parts: Vec<Span> = before.into_iter().chain(after).filter(|s| !s.is_empty()).collect();
    let content = similarity(&parts, &gold.content);
    if content < 0.5 { 0.0 } else { 1.0 + content + speaker }
}

/// The content before and after a cue; what the cue stands in counts as after.
fn halves(content: &[Span], cue: Span) -> (Vec<Span>, Vec<Span>) {
    content.iter().partition(|s| s.end() <= cue.start())
}

/// Intersection over union, in bytes.
fn similarity(a: &[Span], b: &[Span]) -> f32 {
    let shared: usize =
        a.iter().flat_map(|x| b.iter().map(|y| x.end().min(y.end()).saturating_sub(x.start().max(y.start())))).sum();
    let size = |s: &[Span]| s.iter().map(|x| x.len()).sum::<usize>();
    let union = size(a) + size(b) - shared.min(size(a) + size(b));
    if union == 0 { 0.0 } else { shared as f32 / union as f32 }
}

/// Passes over the examples; of the weights after each from `SETTLED` on the mean is taken.
const EPOCHS: usize = 20;
const SETTLED: usize = 4;
/// The first step of Adagrad, and how strongly weights are drawn to 0.
const RATE: f32 = 0.08;
const DECAY: f32 = 0.02;
/// Features of so few examples are left out.
const RARE: u32 = 2;

/// Maximises the likelihood of the right options, several of which share theirs.
fn fit(examples: &[Example]) -> Vec<f32> {
    let (mut weights, mut squares, mut average) = (vec![0.0_f32; SIZE], vec![1.0_f32; SIZE], vec![0.0_f32; SIZE]);
    let common = common(examples);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    for epoch in 0..EPOCHS {
        // Fisher–Yates with xorshift: the same order on every machine.
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        let mut loss = 0.0_f64;
        for &i in &order {
            loss += f64::from(step(&examples[i], &mut weights, &mut squares, &common));
        }
        println!("epoch {epoch}: loss {:.4}", loss / examples.len() as f64);
        if epoch >= SETTLED {
            for (mean, weight) in average.iter_mut().zip(&weights) {
                *mean += weight / (EPOCHS - SETTLED) as f32;
            }
        }
    }
    average
}

/// Whether each feature is in more than a few examples.
fn common(examples: &[Example]) -> Vec<bool> {
    let mut count = vec![0_u32; SIZE];
    let mut seen = HashSet::new();
    for example in examples {
        seen.clear();
        for &feature in example.options.iter().flatten() {
            if seen.insert(feature) {
                count[feature as usize] += 1;
            }
        }
    }
    count.into_iter().map(|n| n > RARE).collect()
}

/// One step of stochastic gradient ascent; the loss before it.
fn step(example: &Example, weights: &mut [f32], squares: &mut [f32], common: &[bool]) -> f32 {
    let scores: Vec<f32> = example.options.iter().map(|o| o.iter().map(|&f| weights[f as usize]).sum()).collect();
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let odds: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let all: f32 = odds.iter().sum();
    let right: f32 = odds.iter().zip(&example.right).filter(|(_, r)| **r).map(|(o, _)| *o).sum::<f32>().max(1e-12);
    for ((odd, good), features) in odds.iter().zip(&example.right).zip(&example.options) {
        let gradient = if *good { odd / right } else { 0.0 } - odd / all;
        if gradient.abs() < 1e-4 {
            continue;
        }
        for &feature in features {
            let f = feature as usize;
            if !common[f] {
                continue;
            }
            let slope = gradient - DECAY * weights[f];
            squares[f] += slope * slope;
            weights[f] += RATE * slope / squares[f].sqrt();
        }
    }
    -(right / all).ln()
}
