//! The visible text of a page, as lines.

use copydesk_text::Span;
use html5ever::local_name;

use super::tag::Tag;
use super::tree::Tree;

/// One line of visible text: what a browser would show between two breaks.
#[derive(Debug)]
pub(crate) struct Line {
    /// Where it is, without the line feed.
    pub(crate) span: Span,
    /// The innermost block element around it.
    pub(crate) block: u32,
    /// How many of its bytes are links.
    pub(crate) linked: u32,
}

/// The visible text of a page.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// Lines that end with line feeds. White space runs are single spaces, except in `<pre>`.
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
    /// Links.
    pub(crate) links: Vec<Span>,
    /// `<time>` elements, with their index in the tree.
    pub(crate) times: Vec<(Span, u32)>,
    /// Elements that say they name an author, with their index in the tree.
    pub(crate) authors: Vec<(Span, u32)>,
}

/// Renders the elements that are visible.
pub(crate) fn render(tree: &Tree) -> Rendered {
    let mut page = Page { out: Rendered::default(), start: 0, block: 0, linked: 0 };
    page.out.text.reserve(tree.nodes().len() * 8);
    // The open elements: their end, index, and where their text began.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut links = 0_usize;
    let mut blocks: Vec<u32> = vec![0];
    let mut preformatted = 0_usize;
    let mut next = 0;
    loop {
        while let Some(&(end, at, from)) = open.last()
            && end <= next
        {
            open.pop();
            let node = tree.node(at);
            match node.tag {
                Tag::A => {
                    links -= 1;
                    page.mark(from, |out, span| out.links.push(span));
                }
                Tag::Time => page.mark(from, |out, span| out.times.push((span, at as u32))),
                Tag::Pre => preformatted -= 1,
                _ => {}
            }
            if is_author(node) {
                page.mark(from, |out, span| out.authors.push((span, at as u32)));
            }
            if node.tag.is_block() {
                page.end_line();
                blocks.pop();
            }
        }
        if next >= tree.nodes().len() {
            break;
        }
        let node = tree.node(next);
        let is_root = matches!(node.tag, Tag::Html | Tag::Body);
        if node.tag.is_unseen() || !is_root && node.is_hidden() {
            if node.tag.is_block() {
                page.end_line();
            }
            next = (node.end as usize).max(next + 1);
            continue;
        }
        match node.tag {
            Tag::Text => {
                let block = blocks.last().copied().unwrap_or(0);
                page.add(tree.text(node), block, links > 0, preformatted > 0);
                next += 1;
                continue;
            }
            Tag::Br | Tag::Hr => page.end_line(),
            Tag::Void | Tag::Link | Tag::Meta | Tag::Base => {}
            tag => {
                if tag.is_block() {
                    page.end_line();
                    blocks.push(next as u32);
                }
                links += usize::from(tag == Tag::A);
                preformatted += usize::from(tag == Tag::Pre);
                open.push((node.end as usize, next, page.out.text.len()));
            }
        }
        next += 1;
    }
    page.end_line();
    page.out
}

/// Whether an element says by markup that it names an author.
fn is_author(node: &super::tree::Node) -> bool {
    let says = |value: Option<&str>, words: &[&str]| {
        value.is_some_and(|v| v.split_ascii_whitespace().any(|w| words.contains(&w)))
    };
    says(node.attribute(&local_name!("rel")), &["author"])
        || says(node.attribute(&local_name!("itemprop")), &["author", "creator"])
}

struct Page {
    out: Rendered,
    /// Where the current line began.
    start: usize,
    block: u32,
    linked: u32,
}

impl Page {
    fn add(&mut self, text: &str, block: u32, link: bool, preformatted: bool) {
        if preformatted {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.end_line();
                }
                self.words(line, block, link);
            }
        } else {
            self.words(text, block, link);
        }
    }

    fn words(&mut self, text: &str, block: u32, link: bool) {
        // Spaces that do not break stay; line and paragraph separators are no more than spaces in HTML.
        let is_space =
            |c: char| matches!(c, ' ' | '\t'..='\r' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let before = self.out.text.len();
        let mut pending = text.starts_with(is_space);
        for word in text.split(is_space).filter(|w| !w.is_empty()) {
            if self.out.text.len() == self.start {
                self.block = block;
            } else if pending && !self.out.text.ends_with(' ') {
                self.out.text.push(' ');
            }
            self.out.text.push_str(word);
            pending = true;
        }
        if self.out.text.len() > self.start && text.ends_with(is_space) && !self.out.text.ends_with(' ') {
            self.out.text.push(' ');
        }
        let added = (self.out.text.len() - before) as u32;
        self.linked += if link { added } else { 0 };
    }

    /// Hands the visible text since `from` on, if there is any on the current line.
    fn mark(&mut self, from: usize, add: impl FnOnce(&mut Rendered, Span)) {
        let from = from.min(self.out.text.len());
        let text = &self.out.text[from..];
        let end = from + text.trim_end().len();
        let start = from + (text.len() - text.trim_start().len());
        if start < end {
            add(&mut self.out, Span::new(start, end));
        }
    }

    fn end_line(&mut self) {
        let end = self.start + self.out.text[self.start..].trim_end().len();
        self.out.text.truncate(end);
        // A line of nothing but invisible characters is no line.
        if self.out.text[self.start..].chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
            self.out.lines.push(Line { span: Span::new(self.start, end), block: self.block, linked: self.linked });
            self.out.text.push('\n');
        } else {
            self.out.text.truncate(self.start);
        }
        self.start = self.out.text.len();
        self.linked = 0;
    }
}

/// Zero-width characters, soft hyphens, byte order marks and controls.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') || c.is_control()
}
