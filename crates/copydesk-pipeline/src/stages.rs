//! The standard stages: each calls one crate and files what it returns.

use std::sync::Arc;

use copydesk_article::{Article, Block, BlockKind};
use copydesk_dates::Clues;
use copydesk_entities::{Entity, EntityKind, Gender, Tagger};
use copydesk_model::Model;
use copydesk_quotes::Quote;
use copydesk_text::{Span, Text};

use crate::check::Check;
use crate::{Attributed, Draft, Layer, Layers, Problem, Severity, Stage};

/// The stages that the layers need, in their order.
pub(crate) fn standard(layers: Layers, model: Option<Arc<Model>>) -> Vec<Box<dyn Stage>> {
    let model = model.unwrap_or_else(|| Arc::new(Model::embedded()));
    let mut stages: Vec<Box<dyn Stage>> = vec![Box::new(Parts { model: model.clone() })];
    if layers.has(Layer::Dates) {
        stages.push(Box::new(Dates));
    }
    if layers.has(Layer::Figures) {
        stages.push(Box::new(Figures));
    }
    if layers.has(Layer::Entities) {
        stages.push(Box::new(Names { tagger: Tagger::new(model.clone()), model }));
    }
    if layers.has(Layer::Quotes) {
        stages.push(Box::new(Quotes));
    }
    // The words are needed by every layer but the blocks.
    if stages.len() > 1 {
        stages.insert(1, Box::new(Words));
        stages.push(Box::new(Check));
    }
    stages
}

/// The parts of the article.
struct Parts {
    model: Arc<Model>,
}

impl Stage for Parts {
    fn name(&self) -> &'static str {
        "article"
    }

    fn run(&self, draft: &mut Draft<'_>) {
        let document = draft.record.document;
        draft.record.article = if draft.bare {
            let span = Span::new(0, document.text.len());
            let blocks = vec![Block { kind: BlockKind::Paragraph, span, why: "bare" }];
            Article { blocks: if span.is_empty() { Vec::new() } else { blocks }, ..Article::default() }
        } else {
            copydesk_article::parse(document, self.model.lines())
        };
        if !draft.record.article.blocks.iter().any(|b| b.kind == BlockKind::Paragraph) {
            let message = "no article body was found; with --bare all of the text is read";
            draft.record.problems.push(Problem::new("no-article", Severity::Warning, None, message));
        }
    }
}

/// The words of the content blocks, and the language they are in.
struct Words;

impl Stage for Words {
    fn name(&self) -> &'static str {
        "words"
    }

    fn run(&self, draft: &mut Draft<'_>) {
        let content: Vec<Span> =
            draft.record.article.blocks.iter().filter(|b| b.kind.is_content()).map(|b| b.span).collect();
        draft.text = Text::within(&draft.record.document.text, &content);
        draft.foreign = copydesk_article::language_of(&draft.text).filter(|tag| *tag != "en");
        if let Some(tag) = draft.foreign {
            let message = format!(
                "the text is in another language ({tag}): dates, figures and quotes are read in English only, and names \
                 are less sure"
            );
            draft.record.problems.push(Problem::new("language", Severity::Warning, None, message));
        }
    }
}

struct Dates;

impl Stage for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn run(&self, draft: &mut Draft<'_>) {
        let mentions = if draft.foreign.is_none() { copydesk_dates::find(&draft.text) } else { Vec::new() };
        let article = &draft.record.article;
        let clues = Clues {
            given: draft.date,
            metadata: article.published.or(draft.record.document.metadata.published),
            dateline: draft.blocks_of(BlockKind::Dateline).next(),
            timestamps: draft.blocks_of(BlockKind::Timestamp).collect(),
            ignore: draft.blocks_of(BlockKind::Bio).chain(draft.blocks_of(BlockKind::Credit)).collect(),
            around: draft.blocks_of(BlockKind::Chrome).collect(),
        };
        let reference = copydesk_dates::infer_reference(&draft.text, &mentions, &clues);
        draft.record.dates = Some(copydesk_dates::resolve(&draft.text, &mentions, &reference));
        draft.record.reference = Some(reference);
    }
}

struct Figures;

impl Stage for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }

    fn run(&self, draft: &mut Draft<'_>) {
        let clues = copydesk_figures::Clues {
            place: draft.record.article.place.as_deref(),
            url: draft.record.document.metadata.url.as_deref(),
        };
        let foreign = draft.foreign.is_some();
        draft.record.figures =
            Some(if foreign { Vec::new() } else { copydesk_figures::find_with(&draft.text, &clues) });
    }
}

struct Names {
    tagger: Tagger<Arc<Model>>,
    model: Arc<Model>,
}

impl Stage for Names {
    fn name(&self) -> &'static str {
        "entities"
    }

    fn run(&self, draft: &mut Draft<'_>) {
        let mentions = self.tagger.tag(&draft.text);
        draft.record.entities = Some(copydesk_entities::link(&mentions, &draft.text, self.model.gazetteer()));
    }
}

struct Quotes;

impl Stage for Quotes {
    fn name(&self) -> &'static str {
        "quotes"
    }

    fn run(&self, draft: &mut Draft<'_>) {
        let quotes = if draft.foreign.is_none() { copydesk_quotes::find(&draft.text) } else { Vec::new() };
        let entities = draft.record.entities.as_deref().unwrap_or(&[]);
        let source = draft.text.as_str();
        let attribute = |quote: Quote| Attributed { entity: speaker(&quote, source, entities), quote };
        draft.record.quotes = Some(quotes.into_iter().map(attribute).collect());
    }
}

/// The entity whose mention is the speaker: the last one inside the speaker's words, which is the head of
/// "spokesman John Smith" and of "Mr. Smith"; for "he" and "she", the person named last who is not known to be of the
/// other gender.
fn speaker(quote: &Quote, source: &str, entities: &[Entity]) -> Option<usize> {
    let speaker = quote.speaker?;
    let mentions = || {
        entities.iter().enumerate().flat_map(|(id, entity)| entity.mentions.iter().map(move |m| (id, entity, m.span)))
    };
    let inside = mentions()
        .filter(|(.., span)| speaker.contains(*span) || span.contains(speaker))
        .max_by_key(|(.., span)| span.end());
    let pronouns = [("he", Gender::Male), ("she", Gender::Female)];
    let pronoun = pronouns.into_iter().find(|(word, _)| speaker.of(source).eq_ignore_ascii_case(word));
    let antecedent = || {
        let (_, gender) = pronoun?;
        let fits =
            |entity: &Entity| entity.kind == EntityKind::Person && entity.gender.is_none_or(|known| known == gender);
        mentions()
            .filter(|(_, entity, span)| fits(entity) && span.end() <= speaker.start())
            .max_by_key(|(.., span)| span.end())
    };
    inside.or_else(antecedent).map(|(id, ..)| id)
}
