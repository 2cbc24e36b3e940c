//! Records to JSON.

use std::borrow::Cow;
use std::io;

use copydesk_pipeline::article::Said;
use copydesk_pipeline::figures::Quantity;
use copydesk_pipeline::{Layer, Layers, Record};
use copydesk_text::{OffsetMap, Span, Unit};
use serde_json::value::RawValue;

use crate::wire;

/// How a record is written.
#[derive(Clone, Copy, Debug)]
pub struct JsonOptions {
    /// The unit of offsets.
    pub unit: Unit,
    /// Whether the text is in the record.
    pub text: bool,
    /// Whether the record is spread over lines, for people.
    pub pretty: bool,
    /// The layers to write, of those that are there.
    pub layers: Layers,
}

impl Default for JsonOptions {
    fn default() -> Self {
        Self { unit: Unit::Chars, text: true, pretty: false, layers: Layers::ALL }
    }
}

/// Writes a record as one JSON value and a line feed.
///
/// # Errors
/// Those of `out`.
pub fn write_json(record: &Record<'_>, options: &JsonOptions, mut out: impl io::Write) -> io::Result<()> {
    let view = View { record, offsets: OffsetMap::new(&record.document.text, options.unit) };
    let wire = view.record(*options);
    if options.pretty {
        serde_json::to_writer_pretty(&mut out, &wire)?;
    } else {
        serde_json::to_writer(&mut out, &wire)?;
    }
    out.write_all(b"\n")
}

/// A moment that the source states, where it is of the day that was chosen and tells more than a day.
fn moment(stated: Option<&str>, chosen: bool) -> Option<Cow<'_, str>> {
    stated.filter(|stated| chosen && stated.contains('T')).map(Cow::from)
}

fn said(said: &Said) -> wire::Said<'_> {
    wire::Said { field: said.field.into(), source: said.source.into(), value: said.value.as_str().into() }
}

/// A record seen through the units of its reader.
struct View<'r> {
    record: &'r Record<'r>,
    offsets: OffsetMap<'r>,
}

impl<'r> View<'r> {
    fn span(&self, span: Span) -> [usize; 2] {
        self.offsets.span(span)
    }

    fn text(&self, span: Span) -> Cow<'r, str> {
        span.of(&self.record.document.text).into()
    }

    fn record(&self, options: JsonOptions) -> wire::Record<'r> {
        let Record { document, article, .. } = self.record;
        let metadata = &document.metadata;
        wire::Record {
            schema: wire::RECORD_VERSION,
            id: document.id.as_deref().map(Cow::from),
            source: wire::Source {
                path: document.source.path.as_deref().map(Cow::from),
                url: metadata.url.as_deref().map(Cow::from),
                format: document.source.format.into(),
            },
            offsets: options.unit.name().into(),
            text: options.text.then(|| document.text.as_str().into()),
            article: wire::Article {
                headline: article.headline.as_deref().map(Cow::from),
                bylines: article.bylines.iter().map(|b| b.as_str().into()).collect(),
                agency: article.agency.as_deref().map(Cow::from),
                place: article.place.as_deref().map(Cow::from),
                published: article.published.map(|d| d.to_string()),
                published_at: moment(metadata.published_at.as_deref(), metadata.published == article.published),
                modified: article.modified.map(|d| d.to_string()),
                modified_at: moment(metadata.modified_at.as_deref(), metadata.modified == article.modified),
                language: article.language.as_deref().map(Cow::from),
                section: metadata.section.as_deref().map(Cow::from),
                tags: metadata.tags.iter().map(|tag| tag.as_str().into()).collect(),
                said: metadata.said.iter().map(said).collect(),
            },
            blocks: options.layers.has(Layer::Blocks).then(|| self.blocks()),
            reference: self.record.reference.as_ref().map(|r| self.reference(r)),
            dates: self.record.dates.as_deref().map(|d| self.dates(d)),
            figures: self.record.figures.as_deref().map(|f| f.iter().map(|f| self.figure(f)).collect()),
            entities: self.record.entities.as_deref().map(|e| self.entities(e)),
            quotes: self.record.quotes.as_deref().map(|q| q.iter().map(|q| self.quote(q)).collect()),
            problems: self.record.problems.iter().map(|p| self.problem(p)).collect(),
            metadata: document.extra.as_deref().and_then(|json| serde_json::from_str::<&RawValue>(json).ok()),
        }
    }

    fn blocks(&self) -> Vec<wire::Block<'r>> {
        let blocks = self.record.article.blocks.iter();
        blocks.map(|b| wire::Block { kind: b.kind.name().into(), span: self.span(b.span), why: b.why.into() }).collect()
    }

    fn reference(&self, reference: &'r copydesk_pipeline::dates::Reference) -> wire::Reference<'r> {
        let evidence = reference.evidence.iter();
        wire::Reference {
            date: reference.date.map(|d| d.to_string()),
            from: reference.from.map(|d| d.to_string()),
            until: reference.until.map(|d| d.to_string()),
            basis: reference.basis.name().into(),
            evidence: evidence
                .map(|e| wire::Evidence {
                    span: e.span.map(|s| self.span(s)),
                    says: e.says.as_str().into(),
                    from: e.from.map(|d| d.to_string()),
                    until: e.until.map(|d| d.to_string()),
                    set_aside: !e.holds,
                    why: e.why.into(),
                })
                .collect(),
        }
    }

    fn dates(&self, dates: &'r [copydesk_pipeline::dates::TimeExpr]) -> Vec<wire::Date<'r>> {
        dates
            .iter()
            .map(|d| wire::Date {
                span: self.span(d.span),
                text: self.text(d.span),
                kind: d.kind.name().into(),
                value: d.value.as_str().into(),
                modifier: d.modifier.map(|m| m.name().into()),
                from: d.from.map(|p| p.to_string()),
                until: d.until.map(|p| p.to_string()),
                why: d.why.into(),
            })
            .collect()
    }

    fn figure(&self, figure: &'r copydesk_pipeline::figures::Figure) -> wire::Figure<'r> {
        let (value, min, max) = match figure.quantity {
            Quantity::Exact(value) => (Some(value.to_string()), None, None),
            Quantity::Range(min, max) => (None, Some(min.to_string()), Some(max.to_string())),
        };
        let candidates = figure.currency_candidates;
        wire::Figure {
            span: self.span(figure.span),
            text: self.text(figure.span),
            kind: figure.kind.name().into(),
            value,
            min,
            max,
            unit: figure.unit.as_deref().map(Cow::from),
            ucum: figure.ucum.map(Cow::from),
            currency: figure.currency.map(Cow::from),
            currency_candidates: (!candidates.is_empty()).then(|| candidates.iter().map(|&c| c.into()).collect()),
            bound: figure.bound.sign().into(),
            change: figure.change.map(|c| c.name().into()),
            printed: figure.printed.map(|n| n.to_string()),
            half_unit: figure.half_unit.map(|n| n.to_string()),
            why: figure.why.into(),
        }
    }

    fn entities(&self, entities: &'r [copydesk_pipeline::entities::Entity]) -> Vec<wire::Entity<'r>> {
        let mention = |m: &copydesk_pipeline::entities::Mention| wire::Mention {
            span: self.span(m.span),
            text: self.text(m.span),
            form: m.form.name().into(),
            probability: m.probability,
            why: m.why.into(),
            linked: m.linked.map(Cow::from),
        };
        entities
            .iter()
            .enumerate()
            .map(|(id, e)| wire::Entity {
                id,
                kind: e.kind.name().into(),
                name: e.name.as_str().into(),
                aliases: e.aliases.iter().map(|a| a.as_str().into()).collect(),
                mentions: e.mentions.iter().map(mention).collect(),
                gender: e.gender.map(|g| g.name().into()),
                related: e.related.clone(),
                why: e.why.into(),
            })
            .collect()
    }

    fn quote(&self, attributed: &'r copydesk_pipeline::Attributed) -> wire::Quote<'r> {
        let quote = &attributed.quote;
        wire::Quote {
            kind: quote.kind.name().into(),
            spans: quote.spans.iter().map(|&s| self.span(s)).collect(),
            speaker: quote.speaker.map(|s| wire::Speaker {
                span: self.span(s),
                text: self.text(s),
                entity: attributed.entity,
            }),
            cue: quote.cue.map(|s| wire::Surface { span: self.span(s), text: self.text(s) }),
            probability: quote.probability,
            why: quote.why.into(),
        }
    }

    fn problem(&self, problem: &'r copydesk_pipeline::Problem) -> wire::Problem<'r> {
        wire::Problem {
            code: problem.code.into(),
            span: problem.span.map(|s| self.span(s)),
            message: problem.message.as_str().into(),
            severity: problem.severity.name().into(),
        }
    }
}
