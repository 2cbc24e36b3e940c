//! Documents of formats that name the parts of a story: feeds, ninjs, NITF, NewsML-G2.

use copydesk_article::{Document, Hint, HintKind, Metadata};
use copydesk_text::Span;

use crate::html;

/// A story whose parts are known.
#[derive(Debug, Default)]
pub(crate) struct Story {
    pub(crate) id: Option<String>,
    pub(crate) metadata: Metadata,
    /// The byline as written.
    pub(crate) byline: Option<String>,
    /// The body as HTML; of plain text, every line is a paragraph.
    pub(crate) body: Body,
}

/// A body in one of its forms.
#[derive(Debug, Default)]
pub(crate) enum Body {
    #[default]
    None,
    Html(String),
    Text(String),
}

impl Story {
    /// Bytes of the body: a measure of the work.
    pub(crate) fn len(&self) -> usize {
        match &self.body {
            Body::None => 0,
            Body::Html(body) | Body::Text(body) => body.len(),
        }
    }

    /// The document: headline, byline and body, a line each, with hints that say so.
    pub(crate) fn document(self) -> Document {
        let mut text = String::new();
        let mut layout = Vec::new();
        let mut line = |field: &str, kind| {
            let field = field.split_whitespace().collect::<Vec<_>>().join(" ");
            if !field.is_empty() {
                let start = text.len();
                text.push_str(&field);
                layout.push(Hint { span: Span::new(start, text.len()), kind });
                text.push('\n');
            }
        };
        line(self.metadata.title.as_deref().unwrap_or_default(), HintKind::Headline);
        line(self.byline.as_deref().unwrap_or_default(), HintKind::Byline);
        match self.body {
            Body::None => {}
            Body::Text(body) => body.lines().for_each(|paragraph| line(paragraph, HintKind::Main)),
            Body::Html(body) => {
                let body = html::read_body(&body);
                let at = text.len();
                text.push_str(&body.text);
                let moved = |span: Span| Span::new(span.start() + at, span.end() + at);
                layout.extend(body.layout.into_iter().map(|hint| Hint { span: moved(hint.span), kind: hint.kind }));
            }
        }
        Document { id: self.id, text, metadata: self.metadata, layout, ..Document::default() }
    }
}
