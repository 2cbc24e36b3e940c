//! The record as JSON, version 1: the contract of `docs/record.md`. Fields are only ever added.
//!
//! These types mirror the in-memory [`Record`](copydesk_pipeline::Record); strings borrow from it. They can be read
//! back with serde, and `docs/record.schema.json` is generated from them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The version that `schema` states.
pub const RECORD_VERSION: u32 = 1;

type Str<'r> = Cow<'r, str>;

/// Everything that was found in one document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record<'r> {
    /// Version of the record: 1.
    pub schema: u32,
    /// The name by which its user knows the document: the `id` of JSONL input, else the name of the file.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Str<'r>>,
    /// Where the document came from.
    #[serde(borrow)]
    pub source: Source<'r>,
    /// The unit of all offsets: `chars` (Unicode scalar values), `bytes` (UTF-8) or `utf16`.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["chars", "bytes", "utf16"])))]
    pub offsets: Str<'r>,
    /// The text that every span indexes; left out with `--no-text`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Str<'r>>,
    /// What the article says about itself.
    #[serde(borrow)]
    pub article: Article<'r>,
    /// The parts of the document in order. They tile `text`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<Block<'r>>>,
    /// The date from which relative dates count.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference<'r>>,
    /// Time expressions, in order.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Vec<Date<'r>>>,
    /// Figures, in order.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<Figure<'r>>>,
    /// Entities, in order of their first mention.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<Entity<'r>>>,
    /// Quotations and attributed statements, in order.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<Quote<'r>>>,
    /// What a reader should look at.
    #[serde(borrow, default)]
    pub problems: Vec<Problem<'r>>,
    /// Fields of the input that copydesk does not read, written through.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Map<String, serde_json::Value>>"))]
    pub metadata: Option<&'r RawValue>,
}

/// Where a document came from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source<'r> {
    /// The file.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Str<'r>>,
    /// The address of the page.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Str<'r>>,
    /// The input format.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["text", "html", "jsonl", "warc", "feed", "ninjs", "nitf", "newsml"])))]
    pub format: Str<'r>,
}

/// What the article says about itself. What it does not say is absent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article<'r> {
    /// The headline.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Str<'r>>,
    /// The authors' names.
    #[serde(borrow, default)]
    pub bylines: Vec<Str<'r>>,
    /// The news agency.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<Str<'r>>,
    /// The place of the dateline.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Str<'r>>,
    /// Day of publication, YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The moment of publication, RFC 3339, without a zone where none is stated; absent where only the day is.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Str<'r>>,
    /// Day of the last change, YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The moment of the last change, likewise.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub modified_at: Option<Str<'r>>,
    /// BCP 47 language tag.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Str<'r>>,
    /// The section of the site.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Str<'r>>,
    /// Keywords.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Str<'r>>,
    /// What the source states outside the text. Of several statements of a field the first was chosen; a field that is
    /// not among them, or has another value, was read in the text.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said<'r>>,
}

/// What one source states outside the text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Said<'r> {
    /// headline, bylines, agency, published, modified, language, section, tags or url.
    #[serde(borrow)]
    pub field: Str<'r>,
    /// json-ld, meta, microdata, title, page (shown near the headline), address, archive, or an input format.
    #[serde(borrow)]
    pub source: Str<'r>,
    /// What it states; names and tags are joined by "; ".
    #[serde(borrow)]
    pub value: Str<'r>,
}

/// A part of the document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Block<'r> {
    /// headline, standfirst, dateline, byline, timestamp, paragraph, subheading, list-item, caption, credit,
    /// pull-quote, embed, related, bio, tags, comment or chrome.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["headline", "standfirst", "dateline", "byline", "timestamp", "paragraph", "subheading", "list-item", "caption", "credit", "pull-quote", "embed", "related", "bio", "tags", "comment", "chrome"])))]
    pub kind: Str<'r>,
    /// Start and end.
    pub span: [usize; 2],
    /// The rule that decided.
    #[serde(borrow)]
    pub why: Str<'r>,
}

/// The date from which relative dates count.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reference<'r> {
    /// The day, when only one is possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The first day possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first day no longer possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// given, metadata, dateline, inferred or unknown.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["given", "metadata", "dateline", "inferred", "unknown"])))]
    pub basis: Str<'r>,
    /// What shows it.
    #[serde(borrow, default)]
    pub evidence: Vec<Evidence<'r>>,
}

/// One thing that shows the reference date.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence<'r> {
    /// Where it stands; absent when it came from outside the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<[usize; 2]>,
    /// What it shows.
    #[serde(borrow)]
    pub says: Str<'r>,
    /// The first day of writing that it allows; absent where it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first day that it no longer allows; absent where it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// True where it contradicts what is trusted more, and was set aside.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub set_aside: bool,
    /// The rule that read it.
    #[serde(borrow)]
    pub why: Str<'r>,
}

/// A time expression.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Date<'r> {
    /// Start and end.
    pub span: [usize; 2],
    /// What is written.
    #[serde(borrow)]
    pub text: Str<'r>,
    /// TIMEX3 type: DATE, TIME, DURATION or SET.
    #[serde(borrow, rename = "type")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["DATE", "TIME", "DURATION", "SET"])))]
    pub kind: Str<'r>,
    /// TIMEX3 value; unknown fields are X.
    #[serde(borrow)]
    pub value: Str<'r>,
    /// TIMEX3 modifier: APPROX, START, MID, END, `MORE_THAN`, `LESS_THAN`, `EQUAL_OR_MORE`, `EQUAL_OR_LESS`, BEFORE, AFTER.
    #[serde(borrow, rename = "mod", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["APPROX", "START", "MID", "END", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "BEFORE", "AFTER"])))]
    pub modifier: Option<Str<'r>>,
    /// The first moment of the interval meant: a day, or a day and a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first moment after the interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The rule that gave the value.
    #[serde(borrow)]
    pub why: Str<'r>,
}

/// A quantity. Numbers are strings, so that no digit is lost.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure<'r> {
    /// Start and end.
    pub span: [usize; 2],
    /// What is written.
    #[serde(borrow)]
    pub text: Str<'r>,
    /// money, percent, count, measure, age, duration, ratio, score or index.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["money", "percent", "count", "measure", "age", "duration", "ratio", "score", "index"])))]
    pub kind: Str<'r>,
    /// The value, scale words included. A range has `min` and `max` instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The first end of a range, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The second end of a range, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// `%`, `pp` (percentage points), `bp` (basis points), a singular English unit, or the counted noun.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Str<'r>>,
    /// UCUM code of the unit.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub ucum: Option<Str<'r>>,
    /// ISO 4217 code.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Str<'r>>,
    /// ISO 4217 codes that the sign may stand for, when the text does not decide.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub currency_candidates: Option<Vec<Str<'r>>>,
    /// How the value bounds the true one: = ~ < <= > >=.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["=", "~", "<", "<=", ">", ">="])))]
    pub bound: Str<'r>,
    /// up or down, when it is an amount of rise or fall.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["up", "down"])))]
    pub change: Option<Str<'r>>,
    /// The number as printed, without its scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// Half a unit of the last printed digit, scale included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_unit: Option<String>,
    /// The rule that made it.
    #[serde(borrow)]
    pub why: Str<'r>,
}

/// Something that the article names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity<'r> {
    /// Its index in `entities`; quotes refer to it.
    pub id: usize,
    /// person, organization, place, facility, group, product, event, work or law.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["person", "organization", "place", "facility", "group", "product", "event", "work", "law"])))]
    pub kind: Str<'r>,
    /// The fullest name; titles before it and endings such as Inc do not make it fuller.
    #[serde(borrow)]
    pub name: Str<'r>,
    /// Other names, in order of first use.
    #[serde(borrow, default)]
    pub aliases: Vec<Str<'r>>,
    /// All mentions in order.
    #[serde(borrow)]
    pub mentions: Vec<Mention<'r>>,
    /// What a person's titles, given names and pronouns say: female or male.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["female", "male"])))]
    pub gender: Option<Str<'r>>,
    /// The `id` of the country of a people and of the people of a country.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<usize>,
    /// The least sure of the rules that joined its names; `one-name` where there is one.
    #[serde(borrow)]
    pub why: Str<'r>,
}

/// A name, noun or pronoun that stands for an entity.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention<'r> {
    /// Start and end.
    pub span: [usize; 2],
    /// What is written.
    #[serde(borrow)]
    pub text: Str<'r>,
    /// name, short, acronym, nominal or pronoun.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["name", "short", "acronym", "nominal", "pronoun"])))]
    pub form: Str<'r>,
    /// The probability that span and kind are right, calibrated on news kept back from training; absent for a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f32>,
    /// The rule or model that found it.
    #[serde(borrow)]
    pub why: Str<'r>,
    /// The rule that joined a name to the fullest name of its entity; absent for that name, for nouns and pronouns.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub linked: Option<Str<'r>>,
}

/// Something that somebody said, wrote, thinks or shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote<'r> {
    /// direct, mixed or indirect.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["direct", "mixed", "indirect"])))]
    pub kind: Str<'r>,
    /// Start and end of its pieces, in order.
    pub spans: Vec<[usize; 2]>,
    /// Who said it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker<'r>>,
    /// The word that says that something is said.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Surface<'r>>,
    /// The probability that content and speaker are right, calibrated on news kept back from training; absent for a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f32>,
    /// The rule that found it.
    #[serde(borrow)]
    pub why: Str<'r>,
}

/// Words of the text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Surface<'r> {
    /// Start and end.
    pub span: [usize; 2],
    /// What is written.
    #[serde(borrow)]
    pub text: Str<'r>,
}

/// Who said something.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Speaker<'r> {
    /// Start and end.
    pub span: [usize; 2],
    /// What is written.
    #[serde(borrow)]
    pub text: Str<'r>,
    /// The `id` of the entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<usize>,
}

/// Something that a reader should look at.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem<'r> {
    /// A stable code.
    #[serde(borrow)]
    pub code: Str<'r>,
    /// Where; absent for the whole document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<[usize; 2]>,
    /// What, for people.
    #[serde(borrow)]
    pub message: Str<'r>,
    /// error, warning or note.
    #[serde(borrow)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["error", "warning", "note"])))]
    pub severity: Str<'r>,
}
