#![doc = include_str!("../README.md")]

mod check;
mod layers;
mod record;
mod stages;

use copydesk_article::Document;
use copydesk_dates::NaiveDate;
use copydesk_model::Model;
use std::sync::Arc;

pub use copydesk_article as article;
pub use copydesk_dates as dates;
pub use copydesk_entities as entities;
pub use copydesk_figures as figures;
pub use copydesk_quotes as quotes;
pub use layers::{Layer, Layers};
pub use record::{Attributed, Draft, Problem, Record, Severity};

/// One step of a pipeline: reads the draft, adds its layer.
///
/// The stages of the standard pipeline are of this kind, and so are yours: see [`Builder::stage`].
pub trait Stage: Send + Sync {
    /// A short name, for messages.
    fn name(&self) -> &'static str;

    /// Adds what the stage finds.
    fn run(&self, draft: &mut Draft<'_>);
}

/// The stages in their order, ready to run on any number of documents from any number of threads.
pub struct Pipeline {
    stages: Vec<Box<dyn Stage>>,
    date: Option<NaiveDate>,
    bare: bool,
}

impl Pipeline {
    /// All layers, on the content of the article.
    pub fn standard() -> Self {
        Self::builder().build()
    }

    /// Chooses layers, the reference date and more.
    pub fn builder() -> Builder {
        Builder { layers: Layers::ALL, date: None, bare: false, model: None, extra: Vec::new() }
    }

    /// Analyses a document.
    pub fn run<'d>(&self, document: &'d Document) -> Record<'d> {
        let mut draft = Draft::new(document, self.date, self.bare);
        for stage in &self.stages {
            stage.run(&mut draft);
        }
        draft.into_record()
    }
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.stages.iter().map(|s| s.name())).finish()
    }
}

/// Makes a [`Pipeline`].
#[must_use]
pub struct Builder {
    layers: Layers,
    date: Option<NaiveDate>,
    bare: bool,
    model: Option<Arc<Model>>,
    extra: Vec<Box<dyn Stage>>,
}

impl Builder {
    /// Only these layers. The parts of the article are always found, unless the input is bare.
    pub fn only(mut self, layers: Layers) -> Self {
        self.layers = layers;
        self
    }

    /// The publication date of every document, when it is known.
    pub fn date(mut self, date: Option<NaiveDate>) -> Self {
        self.date = date;
        self
    }

    /// The input is body text only: no block is dropped, the layers cover all of it.
    pub fn bare(mut self, bare: bool) -> Self {
        self.bare = bare;
        self
    }

    /// The model of the learned stages, in place of the embedded one.
    pub fn model(mut self, model: Arc<Model>) -> Self {
        self.model = Some(model);
        self
    }

    /// A stage of your own, after the standard ones.
    pub fn stage(mut self, stage: Box<dyn Stage>) -> Self {
        self.extra.push(stage);
        self
    }

    /// The pipeline.
    pub fn build(self) -> Pipeline {
        let mut stages = stages::standard(self.layers, self.model);
        stages.extend(self.extra);
        Pipeline { stages, date: self.date, bare: self.bare }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_english_is_not_guessed_at() {
        let document = Document::from_text(
            "Hafen wieder offen\n\nDer Schaden liegt nach ersten Schätzungen bei rund 1,4 Millionen Euro. Die Fähre soll \
             am 9. Januar wieder ablegen, und die Arbeiten werden nach Angaben der Gesellschaft bald beginnen.",
        );
        let record = Pipeline::builder().bare(true).build().run(&document);
        assert!(record.figures.is_some_and(|figures| figures.is_empty()));
        assert!(record.dates.is_some_and(|dates| dates.is_empty()));
        assert!(record.problems.iter().any(|problem| problem.code == "language"));
    }
}
