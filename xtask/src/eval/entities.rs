//! Names: exact spans and classes as `CoNLL-2003` scores them; chains by B-cubed (Bagga and Baldwin 1998) and LEA
//! (Moosavi and Strube 2016) over the mentions that both sides have.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use super::{Gold, Row, System, f1, f1_of, file_name, id, list, offset, pair, rows, share, str};

pub(super) fn measure(gold: &Gold, system: &System, show: &mut dyn FnMut(&str, Row)) -> anyhow::Result<()> {
    for path in gold.files("entities")? {
        let rows = rows(&path)?;
        let docs: Vec<Value> = rows.iter().map(|row| json!({"id": row["id"], "text": row["text"]})).collect();
        let records =
            system.run(&format!("entities/{}", file_name(&path)), &docs, &["--bare", "--only", "entities"])?;
        show(&file_name(&path), score(&rows, &records));
    }
    Ok(())
}

/// The classes in which sets of names with different kinds can be compared; the last takes all other kinds.
const CLASSES: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];
const MISC: usize = 3;

fn class(kind: &str) -> usize {
    match kind {
        "person" => 0,
        "organization" => 1,
        "place" | "facility" => 2,
        _ => MISC,
    }
}

type Place = (usize, usize);

/// Numbers right, given and in the gold data.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    given: usize,
    gold: usize,
}

impl Tally {
    fn add<T: Eq + std::hash::Hash>(&mut self, wanted: &HashSet<T>, found: &HashSet<T>) {
        self.right += wanted.intersection(found).count();
        self.given += found.len();
        self.gold += wanted.len();
    }

    fn sum(tallies: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> usize| tallies.iter().map(of).sum();
        Self { right: sum(|t| t.right), given: sum(|t| t.given), gold: sum(|t| t.gold) }
    }

    fn f1(self) -> f64 {
        f1_of(self.right, self.given, self.gold)
    }
}

fn score(rows: &[Value], records: &HashMap<String, Value>) -> Row {
    let mut classes = [Tally::default(); CLASSES.len()];
    let mut untyped = Tally::default();
    let (mut b3, mut lea) = (Links::default(), Links::default());
    for row in rows {
        let wanted: Vec<(Place, usize, &Value)> = list(row, "entities")
            .iter()
            .map(|e| ((offset(&e["start"]), offset(&e["end"])), class(str(e, "kind")), &e["chain"]))
            .collect();
        let record = records.get(id(row)).unwrap_or(&Value::Null);
        let found: Vec<(Place, usize, usize)> = list(record, "entities")
            .iter()
            .flat_map(|e| list(e, "mentions").iter().map(move |m| (m, class(str(e, "kind")), offset(&e["id"]))))
            .filter(|(mention, ..)| !matches!(str(mention, "form"), "nominal" | "pronoun"))
            .map(|(mention, class, id)| (pair(&mention["span"]), class, id))
            .collect();
        for (number, tally) in classes.iter_mut().enumerate() {
            let wanted = wanted.iter().filter(|w| w.1 == number).map(|w| w.0).collect();
            let found = found.iter().filter(|f| f.1 == number).map(|f| f.0).collect();
            tally.add(&wanted, &found);
        }
        let wanted_places = wanted.iter().filter(|w| w.1 != MISC).map(|w| w.0).collect();
        let found_places = found.iter().filter(|f| f.1 != MISC).map(|f| f.0).collect();
        untyped.add(&wanted_places, &found_places);
        if wanted.iter().any(|(_, _, chain)| !chain.is_null()) {
            let chain_of: HashMap<Place, String> =
                wanted.iter().filter(|w| w.1 != MISC).map(|w| (w.0, w.2.to_string())).collect();
            let entity_of: HashMap<Place, usize> = found.iter().map(|f| (f.0, f.2)).collect();
            let common: Vec<Place> = chain_of.keys().filter(|m| entity_of.contains_key(m)).copied().collect();
            let key = clusters(&common, &chain_of);
            let response = clusters(&common, &entity_of);
            b3.add(b_cubed(&key, &response));
            lea.add(lea_sums(&key, &response));
        }
    }
    let mut line = Row::default();
    for (name, tally) in CLASSES.iter().zip(classes) {
        if tally.given + tally.gold > 0 {
            line = line.percent(name, tally.f1());
        }
    }
    line = line
        .percent("PLO", Tally::sum(&classes[..MISC]).f1())
        .percent("all", Tally::sum(&classes).f1())
        .percent("untyped", untyped.f1());
    for (name, links) in [("B3", b3), ("LEA", lea)] {
        if links.given > 0.0 && links.gold > 0.0 {
            line = line.percent(name, f1(share(links.precise, links.given), share(links.recalled, links.gold)));
        }
    }
    line
}

/// The sums of which precision and recall of links are made.
#[derive(Clone, Copy, Default)]
struct Links {
    precise: f64,
    given: f64,
    recalled: f64,
    gold: f64,
}

impl Links {
    fn add(&mut self, other: Self) {
        self.precise += other.precise;
        self.given += other.given;
        self.recalled += other.recalled;
        self.gold += other.gold;
    }
}

/// Mentions that stand for one thing, with the index of its cluster for each mention.
struct Clusters {
    members: Vec<Vec<Place>>,
    of: HashMap<Place, usize>,
}

fn clusters<K: Clone + Ord>(mentions: &[Place], name_of: &HashMap<Place, K>) -> Clusters {
    let mut named: BTreeMap<K, Vec<Place>> = BTreeMap::new();
    for mention in mentions {
        named.entry(name_of[mention].clone()).or_default().push(*mention);
    }
    let members: Vec<Vec<Place>> = named.into_values().collect();
    let of = members.iter().enumerate().flat_map(|(i, all)| all.iter().map(move |m| (*m, i))).collect();
    Clusters { members, of }
}

fn b_cubed(key: &Clusters, response: &Clusters) -> Links {
    let mut links = Links::default();
    for (mention, &i) in &key.of {
        let (wanted, found) = (&key.members[i], &response.members[response.of[mention]]);
        let common = wanted.iter().filter(|m| found.contains(m)).count() as f64;
        links.precise += common / found.len() as f64;
        links.recalled += common / wanted.len() as f64;
    }
    links.given = key.of.len() as f64;
    links.gold = key.of.len() as f64;
    links
}

fn lea_sums(key: &Clusters, response: &Clusters) -> Links {
    let (recalled, gold) = resolved(key, response);
    let (precise, given) = resolved(response, key);
    Links { precise, given, recalled, gold }
}

/// The importance-weighted resolution of the clusters of one side by the other, and the importance.
fn resolved(side: &Clusters, other: &Clusters) -> (f64, f64) {
    let (mut sum, mut importance) = (0.0, 0.0);
    for cluster in &side.members {
        let size = cluster.len() as f64;
        let links = size * (size - 1.0) / 2.0;
        let resolution = if cluster.len() == 1 {
            f64::from(u8::from(other.members[other.of[&cluster[0]]].len() == 1))
        } else {
            let pairs = cluster.iter().enumerate().flat_map(|(i, a)| cluster[i + 1..].iter().map(move |b| (a, b)));
            pairs.filter(|(a, b)| other.of[*a] == other.of[*b]).count() as f64 / links
        };
        sum += size * resolution;
        importance += size;
    }
    (sum, importance)
}
