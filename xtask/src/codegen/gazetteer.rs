//! The gazetteer: `crates/copydesk-model/data/gazetteer/*.txt` to one artefact.
//!
//! ```text
//! # Comments: what the file holds, the source, the licence.
//! [city]                                   the classes of the entries below, parted by spaces
//! Springfield, Saint John=St John          entries parted by commas, the names of one thing by =
//! [country > demonym > capital city]       parts of an entry with classes of their own, which belong together
//! France > French=Frenchman > Paris
//! ```

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use copydesk_text::Text;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use self::classes::Classes;
use self::layout::{CLASS_BITS, MAGIC, check, extend, home};
use super::Generated;

#[allow(dead_code, unreachable_pub)]
#[path = "../../../crates/copydesk-model/src/classes.rs"]
mod classes;
#[allow(dead_code, unreachable_pub)]
#[path = "../../../crates/copydesk-model/src/layout.rs"]
mod layout;

/// What is known of a phrase while files are read.
#[derive(Default)]
struct Row {
    classes: Classes,
    thing: Option<u16>,
    /// The names of two things.
    ambiguous: bool,
    longest: u8,
}

/// The artefact.
pub(super) fn generate(root: &Path) -> anyhow::Result<Vec<Generated>> {
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("crates/copydesk-model/data/gazetteer"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut table = Table::default();
    for file in &files {
        table.read(&fs::read_to_string(file)?).with_context(|| file.display().to_string())?;
    }
    let path = root.join("crates/copydesk-model/artefacts/gazetteer.bin");
    Ok(vec![Generated { path, content: table.write()? }])
}

#[derive(Default)]
struct Table {
    /// By phrase hash, in an order that does not change from run to run.
    rows: BTreeMap<u64, Row>,
    things: u16,
}

impl Table {
    fn read(&mut self, source: &str) -> anyhow::Result<()> {
        let mut parts: Vec<Classes> = Vec::new();
        for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(header) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                parts = header.split('>').map(class_set).collect::<Result<_, _>>()?;
                continue;
            }
            ensure!(!parts.is_empty(), "no [classes] above: {line}");
            for entry in line.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
                let names: Vec<(&str, Classes)> = entry
                    .split('>')
                    .zip(&parts)
                    .flat_map(|(part, classes)| part.split('=').map(move |name| (name.trim(), *classes)))
                    .filter(|(name, _)| !name.is_empty())
                    .collect();
                ensure!(entry.split('>').count() <= parts.len(), "more parts than classes: {entry}");
                let thing = if names.len() > 1 { Some(self.next_thing()?) } else { None };
                for (name, classes) in names {
                    self.add(name, classes, thing)?;
                    if let Some(plain) = without_marks(name) {
                        self.add(&plain, classes, thing)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn next_thing(&mut self) -> anyhow::Result<u16> {
        self.things = self.things.checked_add(1).context("too many things")?;
        Ok(self.things)
    }

    fn add(&mut self, name: &str, classes: Classes, thing: Option<u16>) -> anyhow::Result<()> {
        let text = Text::new(name);
        let words = text.words();
        ensure!(!words.is_empty() && words.len() <= 16, "no phrase: {name:?}");
        let phrase = words.iter().fold(0, |hash, word| extend(hash, word.hash()));
        let row = self.rows.entry(phrase).or_default();
        row.classes |= classes;
        row.ambiguous |= row.thing.is_some() && thing.is_some() && row.thing != thing;
        row.thing = row.thing.or(thing);
        let first = self.rows.entry(extend(0, words[0].hash())).or_default();
        first.longest = first.longest.max(u8::try_from(words.len())?);
        Ok(())
    }

    fn write(&self) -> anyhow::Result<Vec<u8>> {
        let mut sets = Vec::new();
        let mut numbers: HashMap<u64, u16> = HashMap::new();
        // A third of the slots stays free, so that a search for what is not there is short.
        let mut slots = vec![0_u64; self.rows.len() * 3 / 2 + 1];
        for (&phrase, row) in &self.rows {
            let set = row.classes.bits() | u64::from(row.longest) << CLASS_BITS;
            let next = u16::try_from(sets.len() + 1)?;
            let number = *numbers.entry(set).or_insert_with(|| {
                sets.push(set);
                next
            });
            let thing = row.thing.filter(|_| !row.ambiguous).unwrap_or_default();
            let mut at = home(phrase, slots.len());
            while slots[at] != 0 {
                ensure!(slots[at] as u32 != check(phrase), "two phrases with one hash");
                at = (at + 1) % slots.len();
            }
            slots[at] = u64::from(check(phrase)) | u64::from(number) << 32 | u64::from(thing) << 48;
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(u32::try_from(sets.len())?.to_le_bytes());
        bytes.extend(u32::try_from(slots.len())?.to_le_bytes());
        bytes.extend(sets.iter().chain(&slots).flat_map(|part| part.to_le_bytes()));
        Ok(bytes)
    }
}

fn class_set(names: &str) -> anyhow::Result<Classes> {
    let mut set = Classes::NONE;
    for name in names.split_whitespace() {
        let Some((_, class)) = Classes::NAMES.iter().find(|(known, _)| *known == name) else {
            bail!("no such class: {name}");
        };
        set |= *class;
    }
    ensure!(!set.is_empty(), "a part without classes");
    Ok(set)
}

/// The name as writers without accents spell it, if that differs.
fn without_marks(name: &str) -> Option<String> {
    let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(spell).collect();
    (plain != name).then_some(plain)
}

/// Letters that are no sum of a plain one and a mark.
fn spell(c: char) -> impl Iterator<Item = char> {
    let spelled = match c {
        'ø' => "o",
        'Ø' => "O",
        'ı' => "i",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "Ae",
        _ => "",
    };
    spelled.chars().chain(spelled.is_empty().then_some(c))
}
