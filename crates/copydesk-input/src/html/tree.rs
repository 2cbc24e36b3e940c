//! HTML to a tree of elements in document order.
//!
//! The tokens are html5ever's. The tree is built here, because a reader of text needs neither the adoption agency nor
//! foster parenting, and the tree builder of the HTML standard is quadratic on hostile input. Every node is appended
//! once and never moved, so an element and all it holds is a range of nodes, and every walk is a loop over a slice.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{Attribute, LocalName, local_name};

use super::tag::Tag;

/// Elements open at a time; deeper ones are read as if their tags were not there, as browsers do.
const MAX_DEPTH: usize = 512;
/// Attributes of one tag that are read. The tokeniser compares each with all before it.
const MAX_ATTRIBUTES: usize = 256;

/// An element or a piece of text.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    /// The element it is in; the root is its own parent.
    pub(crate) parent: u32,
    /// The index after the last node inside it.
    pub(crate) end: u32,
    /// Of a piece of text: where it is in the tree's text.
    text: (u32, u32),
    attributes: Vec<Attribute>,
}

/// A page, its nodes in document order.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// All text of the page, character references replaced.
    text: String,
}

impl Tree {
    /// Reads a page. Nothing is an error in HTML.
    pub(crate) fn parse(html: &str) -> Self {
        let html = trim_tags(html);
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(&html));
        let tokenizer = Tokenizer::new(Builder::new(html.len()), TokenizerOpts::default());
        // The builder never asks the tokeniser to wait for a script.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        tokenizer.sink.state.into_inner().finish()
    }

    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(crate) fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// The indices of the nodes inside an element.
    pub(crate) fn inside(&self, at: usize) -> Range<usize> {
        at + 1..self.nodes[at].end as usize
    }

    /// The text of a piece of text.
    pub(crate) fn text(&self, node: &Node) -> &str {
        self.text.get(node.text.0 as usize..node.text.1 as usize).unwrap_or_default()
    }

    /// The elements around a node, from the inside out, the node itself first.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&at| (at > 0).then(|| self.nodes[at].parent as usize))
    }

    /// The text inside an element, white space collapsed, unseen elements left out unless `at` is one.
    pub(crate) fn text_within(&self, at: usize) -> String {
        let mut text = String::new();
        let mut next = at;
        let end = self.nodes[at].end as usize;
        while next < end {
            let node = &self.nodes[next];
            if next != at && node.tag.is_unseen() {
                next = node.end as usize;
                continue;
            }
            if node.tag == Tag::Text {
                text.push_str(self.text(node));
            } else if node.tag.is_block() || node.tag == Tag::Br {
                text.push(' ');
            }
            next += 1;
        }
        collapse(&text)
    }

    /// The text inside an element as it stands: for scripts.
    pub(crate) fn raw_text(&self, at: usize) -> String {
        let texts = self.nodes[self.inside(at)].iter().filter(|n| n.tag == Tag::Text);
        texts.map(|n| self.text(n)).collect()
    }
}

impl Node {
    /// The value of an attribute; of those that [`kept`] keeps.
    pub(crate) fn attribute(&self, name: &LocalName) -> Option<&str> {
        self.attributes.iter().find(|a| a.name.local == *name).map(|a| &*a.value)
    }

    /// The values of `class` and `id`, in which sites name what an element is for.
    pub(crate) fn cues(&self) -> impl Iterator<Item = &str> {
        self.attributes
            .iter()
            .filter(|a| matches!(a.name.local, local_name!("class") | local_name!("id")))
            .map(|a| &*a.value)
    }

    /// Whether its class is one of those by which style sheets hide elements on every screen.
    pub(crate) fn has_hidden_class(&self) -> bool {
        let class = self.attribute(&local_name!("class")).unwrap_or_default();
        let mut names = class.split_ascii_whitespace();
        let hides = |name| matches!(name, "hidden" | "hide" | "is-hidden" | "u-hidden" | "d-none" | "sr-only");
        // "hidden md:block" is shown on some screens.
        names.clone().any(hides) && !names.any(|name| name.contains(':'))
    }

    /// Whether it says that it is not shown.
    pub(crate) fn is_hidden(&self) -> bool {
        // Parts of a page that React streams are in such elements until a script moves them to their place.
        let is_streamed = || self.attribute(&local_name!("id")).is_some_and(|id| id.starts_with("S:"));
        self.attributes.iter().any(|a| match a.name.local {
            local_name!("hidden") => !a.value.eq_ignore_ascii_case("until-found") && !is_streamed(),
            local_name!("style") => {
                let style: String = a.value.chars().filter(|c| !c.is_whitespace()).take(400).collect();
                style.to_ascii_lowercase().contains("display:none")
            }
            _ => false,
        })
    }
}

/// White space runs to single spaces, none at the ends.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Attributes that are read here.
fn kept(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("charset")
            | local_name!("class")
            | local_name!("content")
            | local_name!("datetime")
            | local_name!("hidden")
            | local_name!("href")
            | local_name!("id")
            | local_name!("itemprop")
            | local_name!("itemtype")
            | local_name!("lang")
            | local_name!("name")
            | local_name!("property")
            | local_name!("rel")
            | local_name!("role")
            | local_name!("style")
            | local_name!("type")
    )
}

/// The page without the attributes after the first few hundred of any one tag: a copy only where there are so many.
fn trim_tags(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out: Option<String> = None;
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut attributes, mut cut, mut previous) = (0_usize, None, b'<');
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => break,
                b'"' | b'\'' if previous == b'=' => {
                    at = memchr::memchr(byte, &bytes[at + 1..]).map_or(bytes.len(), |n| at + 1 + n);
                    previous = b' ';
                }
                _ => {
                    let parted = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 12 | b'/');
                    if !parted && matches!(previous, b' ' | b'/') && byte != b'=' {
                        attributes += 1;
                        if attributes > MAX_ATTRIBUTES && cut.is_none() {
                            cut = Some(at);
                        }
                    }
                    // White space around "=" belongs to the attribute.
                    if !(parted && previous == b'=') {
                        previous = if parted { b' ' } else { byte };
                    }
                }
            }
            at += 1;
        }
        if let Some(cut) = cut {
            out.get_or_insert_default().push_str(&html[copied..cut]);
            copied = at.min(html.len());
        }
        at = at.min(bytes.len());
    }
    match out {
        None => Cow::Borrowed(html),
        Some(mut out) => {
            out.push_str(&html[copied..]);
            Cow::Owned(out)
        }
    }
}

/// Receives tokens; the tokeniser hands them to a shared reference.
struct Builder {
    state: RefCell<State>,
}

struct State {
    tree: Tree,
    /// The elements that are open, the innermost last.
    open: Vec<u32>,
    /// How many of them are `<p>`, so that most look-ups cost nothing.
    paragraphs: usize,
    /// How many of them are `<svg>` or `<math>`: what is inside these is another language.
    foreign: usize,
}

impl Builder {
    fn new(size: usize) -> Self {
        let mut tree = Tree { nodes: Vec::with_capacity(size / 48 + 4), text: String::with_capacity(size / 4) };
        tree.nodes.push(Node { tag: Tag::Html, parent: 0, end: 0, text: (0, 0), attributes: Vec::new() });
        Self { state: RefCell::new(State { tree, open: vec![0], paragraphs: 0, foreign: 0 }) }
    }
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(tag),
            Token::TagToken(tag) => state.finish_element(Tag::of(&tag.name)),
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn start(&mut self, token: TagToken) -> TokenSinkResult<()> {
        let tag = Tag::of(&token.name);
        if self.foreign > 0 {
            if tag.ends_paragraph() || tag == Tag::Body {
                // Text of the page inside a picture: the picture was not closed.
                self.close_to(|t| t == Tag::Svg, |_| false);
                return self.start(token);
            }
            if tag == Tag::Svg && !token.self_closing {
                self.push(tag, Vec::new());
            }
            return TokenSinkResult::Continue;
        }
        if tag.ends_paragraph() && self.paragraphs > 0 {
            self.close_to(|t| t == Tag::P, Tag::is_scope);
        }
        match tag {
            Tag::Html => {
                let attributes = token.attrs.into_iter().filter(|a| kept(&a.name.local));
                self.tree.nodes[0].attributes.extend(attributes.take(MAX_ATTRIBUTES));
                self.tree.nodes[0].attributes.truncate(MAX_ATTRIBUTES);
                return TokenSinkResult::Continue;
            }
            Tag::Body => self.close_to(|t| t == Tag::Head, |_| false),
            Tag::Li => self.close_to(|t| t == Tag::Li, |t| t.is_scope() || matches!(t, Tag::List | Tag::Menu)),
            Tag::Dd | Tag::Dt => {
                self.close_to(|t| matches!(t, Tag::Dd | Tag::Dt), |t| t.is_scope() || t == Tag::Dl);
            }
            Tag::Option => self.close_to(|t| t == Tag::Option, |t| t != Tag::Option),
            Tag::Heading(_) => self.close_to(|t| matches!(t, Tag::Heading(_)), Tag::is_block),
            Tag::A => self.close_to(|t| t == Tag::A, |t| t.is_scope() || matches!(t, Tag::Button)),
            Tag::Td => self.close_to(|t| t == Tag::Td, |t| matches!(t, Tag::Table | Tag::Tr)),
            Tag::Tr => self.close_to(|t| t == Tag::Tr, |t| t == Tag::Table),
            Tag::TableGroup => self.close_to(|t| t == Tag::TableGroup, |t| t == Tag::Table),
            _ => {}
        }
        let attributes = token.attrs.into_iter().filter(|a| kept(&a.name.local)).collect();
        let raw = match tag {
            Tag::Title | Tag::Textarea => Some(RawKind::Rcdata),
            Tag::Script => Some(RawKind::ScriptData),
            Tag::Style | Tag::Raw => Some(RawKind::Rawtext),
            _ => None,
        };
        if self.push(tag, attributes)
            && let Some(kind) = raw
        {
            return TokenSinkResult::RawData(kind);
        }
        TokenSinkResult::Continue
    }

    /// Appends an element; whether it is open now.
    fn push(&mut self, tag: Tag, attributes: Vec<Attribute>) -> bool {
        if self.open.len() >= MAX_DEPTH {
            return false;
        }
        let at = self.append(tag, (0, 0), attributes);
        if tag.is_void() {
            return false;
        }
        self.open.push(at);
        self.paragraphs += usize::from(tag == Tag::P);
        self.foreign += usize::from(tag == Tag::Svg);
        true
    }

    fn append(&mut self, tag: Tag, text: (u32, u32), attributes: Vec<Attribute>) -> u32 {
        let at = self.tree.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { tag, parent, end: at + 1, text, attributes });
        at
    }

    fn finish_element(&mut self, tag: Tag) {
        match tag {
            Tag::Html | Tag::Body => {}
            Tag::Br => {
                self.append(Tag::Br, (0, 0), Vec::new());
            }
            Tag::Heading(_) => self.close_to(|t| matches!(t, Tag::Heading(_)), Tag::is_scope),
            // The end of a bold run does not end the paragraph that began inside it.
            Tag::Format | Tag::Inline | Tag::Sub | Tag::Time => self.close_to(|t| t == tag, Tag::is_block),
            Tag::Table => self.close_to(|t| t == tag, |_| false),
            Tag::Td | Tag::Tr | Tag::TableGroup => self.close_to(|t| t == tag, |t| t == Tag::Table),
            _ => self.close_to(|t| t == tag, Tag::is_scope),
        }
    }

    /// Closes open elements up to and with the innermost one that is wanted, unless a barrier comes first.
    fn close_to(&mut self, wanted: impl Fn(Tag) -> bool, barrier: impl Fn(Tag) -> bool) {
        let tags =
            self.open.iter().enumerate().skip(1).rev().map(|(depth, &at)| (depth, self.tree.nodes[at as usize].tag));
        for (depth, tag) in tags {
            if wanted(tag) {
                while self.open.len() > depth {
                    self.pop();
                }
                return;
            }
            if barrier(tag) {
                return;
            }
        }
    }

    fn pop(&mut self) {
        if let Some(at) = self.open.pop() {
            let end = self.tree.nodes.len() as u32;
            let node = &mut self.tree.nodes[at as usize];
            node.end = end;
            self.paragraphs -= usize::from(node.tag == Tag::P);
            self.foreign -= usize::from(node.tag == Tag::Svg);
        }
    }

    fn text(&mut self, text: &str) {
        let from = self.tree.text.len() as u32;
        self.tree.text.push_str(text);
        let end = self.tree.text.len() as u32;
        let parent = self.open.last().copied();
        match self.tree.nodes.last_mut() {
            Some(last) if last.tag == Tag::Text && Some(last.parent) == parent && last.text.1 == from => {
                last.text.1 = end;
            }
            _ => {
                self.append(Tag::Text, (from, end), Vec::new());
            }
        }
    }

    fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.pop();
        }
        self.tree
    }
}
