//! Quotes: content by its letters and digits, exactly and by overlap; the speaker of the quotes that were found.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::{Gold, Row, System, f1_of, file_name, id, is_word, list, offset, pair, rows, share, str, words};

/// From this share of common characters on, two contents are one quote (the Jaccard index).
const SAME: f64 = 0.5;

/// The views of the scoreboard: their names and the kinds in them; none is all kinds.
const VIEWS: [(&str, &[&str]); 3] = [("all", &[]), ("direct", &["direct"]), ("direct+mixed", &["direct", "mixed"])];

pub(super) fn measure(gold: &Gold, system: &System, show: &mut dyn FnMut(&str, Row)) -> anyhow::Result<()> {
    for path in gold.files("quotes")? {
        let rows = rows(&path)?;
        let docs: Vec<Value> = rows.iter().map(|row| json!({"id": row["id"], "text": row["text"]})).collect();
        let records = system.run(&format!("quotes/{}", file_name(&path)), &docs, &["--bare", "--only", "quotes"])?;
        let row =
            VIEWS.iter().fold(Row::default(), |row, (name, kinds)| row.group(name, score(&rows, &records, kinds)));
        show(&file_name(&path), row);
    }
    Ok(())
}

/// A quote of either side.
struct Quote<'v> {
    kind: &'v str,
    /// The indices of its letters and digits, in order.
    letters: Vec<usize>,
    /// The pieces of the speaker's words.
    speaker: Option<Vec<(usize, usize)>>,
    /// The speaker's words as the gold data give them, and their chain.
    speaker_value: &'v Value,
}

impl<'v> Quote<'v> {
    fn new(quote: &'v Value, text: &[char]) -> Self {
        let mut letters: Vec<usize> = pieces(quote)
            .into_iter()
            .flat_map(|(start, end)| start..end.min(text.len()))
            .filter(|&i| text[i].is_alphanumeric())
            .collect();
        letters.sort_unstable();
        letters.dedup();
        let speaker_value = &quote["speaker"];
        let speaker = speaker_value.is_object().then(|| pieces(speaker_value));
        Self { kind: str(quote, "kind"), letters, speaker, speaker_value }
    }
}

/// The pieces of something in the text: `spans`, or else the one `span` of a record, or `start` and `end` of gold data.
fn pieces(value: &Value) -> Vec<(usize, usize)> {
    match list(value, "spans") {
        [] if value["span"].is_array() => vec![pair(&value["span"])],
        [] => vec![(offset(&value["start"]), offset(&value["end"]))],
        spans => spans.iter().map(pair).collect(),
    }
}

fn touch(a: &[(usize, usize)], b: &[(usize, usize)]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.0 < y.1 && y.0 < x.1))
}

#[derive(Default)]
struct Tally {
    gold: usize,
    given: usize,
    exact: usize,
    relaxed: usize,
    /// Quotes with a speaker: in the gold data, of the system, and in the gold data among those found.
    gold_speakers: usize,
    given_speakers: usize,
    speakers: usize,
    /// Speakers whose words touch, and speakers that are right by their words, chain or name.
    touching: usize,
    right: usize,
    /// Found and all quotes of the gold data, by kind.
    kinds: BTreeMap<String, (usize, usize)>,
}

fn score(rows: &[Value], records: &HashMap<String, Value>, kinds: &[&str]) -> Row {
    let mut tally = Tally::default();
    for row in rows {
        let text: Vec<char> = str(row, "text").chars().collect();
        let counts = |quote: &Quote<'_>| !quote.letters.is_empty() && (kinds.is_empty() || kinds.contains(&quote.kind));
        let wanted: Vec<Quote<'_>> =
            list(row, "quotes").iter().map(|quote| Quote::new(quote, &text)).filter(counts).collect();
        let record = records.get(id(row)).unwrap_or(&Value::Null);
        let found: Vec<Quote<'_>> =
            list(record, "quotes").iter().map(|quote| Quote::new(quote, &text)).filter(counts).collect();
        tally.document(row, &text, &wanted, &found);
    }
    let recall = tally
        .kinds
        .iter()
        .fold(Row::default(), |row, (kind, (found, all))| row.percent(kind, share(*found as f64, *all as f64)));
    Row::default()
        .percent("exact", f1_of(tally.exact, tally.given, tally.gold))
        .percent("relaxed", f1_of(tally.relaxed, tally.given, tally.gold))
        .percent("e2e", f1_of(tally.right, tally.given_speakers, tally.gold_speakers))
        .percent("speaker", share(tally.touching as f64, tally.speakers as f64))
        .group("recall", recall)
}

impl Tally {
    fn document(&mut self, row: &Value, text: &[char], wanted: &[Quote<'_>], found: &[Quote<'_>]) {
        self.gold += wanted.len();
        self.given += found.len();
        let mut unmatched: HashMap<&[usize], usize> = HashMap::new();
        for quote in wanted {
            *unmatched.entry(&quote.letters).or_default() += 1;
        }
        for quote in found {
            if let Some(left) = unmatched.get_mut(&quote.letters[..]).filter(|left| **left > 0) {
                *left -= 1;
                self.exact += 1;
            }
        }
        let pairs = matches(wanted, found);
        self.relaxed += pairs.len();
        for quote in wanted {
            self.kinds.entry(quote.kind.to_owned()).or_default().1 += 1;
        }
        self.gold_speakers += wanted.iter().filter(|quote| quote.speaker.is_some()).count();
        self.given_speakers += found.iter().filter(|quote| quote.speaker.is_some()).count();
        let chains = Chains::new(&row["chains"]);
        for (a, b) in pairs {
            let (want, have) = (&wanted[a], &found[b]);
            self.kinds.entry(want.kind.to_owned()).or_default().0 += 1;
            let Some(speaker) = &want.speaker else { continue };
            self.speakers += 1;
            let Some(given) = have.speaker.as_ref().and_then(|pieces| pieces.first()) else { continue };
            let touches = touch(speaker, &[*given]);
            self.touching += usize::from(touches);
            let said = || text[given.0.min(text.len())..given.1.min(text.len())].iter().collect::<String>();
            let right = touches
                || chains.same(speaker, want.speaker_value, *given)
                || same_name(&said(), str(want.speaker_value, "text"));
            self.right += usize::from(right);
        }
    }
}

/// One-to-one pairs of indices, the most alike first.
fn matches(wanted: &[Quote<'_>], found: &[Quote<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (a, want) in wanted.iter().enumerate() {
        for (b, have) in found.iter().enumerate() {
            let common = have.letters.iter().filter(|i| want.letters.binary_search(i).is_ok()).count();
            if common > 0 {
                let all = want.letters.len() + have.letters.len() - common;
                pairs.push((common as f64 / all as f64, a, b));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (y.1, y.2).cmp(&(x.1, x.2))));
    let (mut used_wanted, mut used_found) = (vec![false; wanted.len()], vec![false; found.len()]);
    let mut matched = Vec::new();
    for (likeness, a, b) in pairs {
        if likeness >= SAME && !used_wanted[a] && !used_found[b] {
            (used_wanted[a], used_found[b]) = (true, true);
            matched.push((a, b));
        }
    }
    matched
}

/// Mentions and the chains they are in.
struct Chains<'v>(Vec<((usize, usize), &'v str)>);

impl<'v> Chains<'v> {
    fn new(chains: &'v Value) -> Self {
        let chains = chains.as_object().into_iter().flatten();
        Self(
            chains
                .flat_map(|(name, chain)| list(chain, "mentions").iter().map(move |m| (pair(m), name.as_str())))
                .collect(),
        )
    }

    /// Whether a span touches a mention of the chain that the gold speaker is in.
    fn same(&self, speaker: &[(usize, usize)], speaker_value: &Value, given: (usize, usize)) -> bool {
        let chain =
            if speaker_value["chain"].is_null() { self.nearest(speaker) } else { speaker_value["chain"].as_str() };
        let length = given.1.saturating_sub(given.0);
        self.0
            .iter()
            .filter(|(_, name)| Some(*name) == chain)
            .any(|((start, end), _)| *start < given.1 && given.0 < *end && end - start <= 3 * length + 10)
    }

    /// The chain of the smallest mention that overlaps the speaker and is about as long.
    fn nearest(&self, speaker: &[(usize, usize)]) -> Option<&'v str> {
        let (first, last) = (speaker.first()?, speaker.last()?);
        let length = last.1 as f64 - first.0 as f64;
        let near = self.0.iter().filter(|((start, end), _)| {
            let difference = ((end - start) as f64 - length).abs();
            *start < first.1 && first.0 < *end && difference <= 12_f64.max(0.6 * length)
        });
        near.map(|((start, end), name)| (end - start, *name)).min().map(|(_, name)| name)
    }
}

/// Whether two speakers have their last word in common.
fn same_name(a: &str, b: &str) -> bool {
    let last = |speaker: &str| words(&plain(speaker)).last().map(str::to_owned);
    last(a).is_some() && last(a) == last(b)
}

/// A speaker in lower case, without marks, genitive and leading determiner or title.
fn plain(speaker: &str) -> String {
    let chars: Vec<char> = speaker.chars().collect();
    let mut kept = String::new();
    let mut at = 0;
    while at < chars.len() {
        let genitive = matches!(chars[at], '\'' | '’')
            && chars.get(at + 1) == Some(&'s')
            && !chars.get(at + 2).copied().is_some_and(is_word);
        if genitive {
            at += 2;
            continue;
        }
        if is_word(chars[at]) || chars[at].is_whitespace() {
            kept.extend(chars[at].to_lowercase());
        }
        at += 1;
    }
    let kept = kept.trim();
    let leading = ["the", "a", "an", "mr", "mrs", "ms", "according to"];
    let rest = leading.iter().find_map(|word| kept.strip_prefix(word).filter(|rest| !rest.starts_with(is_word)));
    rest.unwrap_or(kept).trim_start().to_owned()
}
