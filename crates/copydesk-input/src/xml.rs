//! Small XML documents as trees: feeds and wire formats.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements open at a time.
const MAX_DEPTH: usize = 256;

/// An element, or with an empty name a piece of text.
#[derive(Debug)]
pub(crate) struct Node {
    /// The name without its prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    text: String,
    /// The index after the last node inside it.
    end: usize,
}

/// A document, its nodes in order; an element and all it holds is a range of them.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    nodes: Vec<Node>,
}

impl Xml {
    /// Reads a document.
    ///
    /// # Errors
    /// Where it is not well-formed, with the offset.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut xml = Self::default();
        let mut open: Vec<usize> = Vec::new();
        loop {
            let at = reader.buffer_position();
            match reader.read_event().map_err(|e| format!("not well-formed XML at byte {at}: {e}"))? {
                Event::Start(start) => {
                    if open.len() >= MAX_DEPTH {
                        return Err(format!("more than {MAX_DEPTH} elements inside each other at byte {at}"));
                    }
                    open.push(xml.nodes.len());
                    xml.nodes.push(element(&start));
                }
                Event::Empty(start) => {
                    xml.nodes.push(element(&start));
                    let end = xml.nodes.len();
                    xml.nodes[end - 1].end = end;
                }
                Event::End(_) => {
                    if let Some(at) = open.pop() {
                        xml.nodes[at].end = xml.nodes.len();
                    }
                }
                Event::Text(text) => xml.text(&text),
                Event::CData(text) => xml.text(&text),
                Event::GeneralRef(name) => {
                    let name: &str = &name;
                    // XML knows five names; publishers also use those of HTML.
                    let text = crate::html::plain(format!("&{name};"));
                    xml.text(if text.is_empty() { " " } else { &text });
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if !open.is_empty() {
            return Err(format!("the document ends inside <{}>", xml.nodes[open[open.len() - 1]].name));
        }
        Ok(xml)
    }

    fn text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(last) if last.name.is_empty() => last.text.push_str(text),
            _ => {
                let end = self.nodes.len() + 1;
                self.nodes.push(Node { name: String::new(), attributes: Vec::new(), text: text.to_owned(), end });
            }
        }
    }

    /// The root element's name.
    pub(crate) fn root(&self) -> &str {
        self.nodes.iter().map(|n| n.name.as_str()).find(|n| !n.is_empty()).unwrap_or_default()
    }

    /// The elements of a name, in order; those inside one that was found are found too.
    pub(crate) fn all<'x>(&'x self, name: &'x str) -> impl Iterator<Item = usize> + 'x {
        self.within(0, self.nodes.len(), name)
    }

    /// The elements of a name inside an element.
    pub(crate) fn inside<'x>(&'x self, at: usize, name: &'x str) -> impl Iterator<Item = usize> + 'x {
        self.within(at + 1, self.nodes[at].end, name)
    }

    fn within<'x>(&'x self, from: usize, end: usize, name: &'x str) -> impl Iterator<Item = usize> + 'x {
        (from..end).filter(move |&at| self.nodes[at].name == name)
    }

    /// The text in an element, as it stands.
    pub(crate) fn text_of(&self, at: usize) -> String {
        self.nodes[at..self.nodes[at].end].iter().map(|n| n.text.as_str()).collect()
    }

    /// The text of the first element of a name inside an element, if there is any.
    pub(crate) fn first(&self, at: usize, name: &str) -> Option<String> {
        self.inside(at, name).map(|found| self.text_of(found).trim().to_owned()).find(|text| !text.is_empty())
    }

    pub(crate) fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        self.nodes[at].attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An element as HTML: what HTML does not know of its tags does no harm there.
    pub(crate) fn html(&self, at: usize) -> String {
        let mut html = String::new();
        let mut open: Vec<usize> = Vec::new();
        for (index, node) in self.nodes.iter().enumerate().take(self.nodes[at].end).skip(at) {
            while let Some(&inner) = open.last()
                && self.nodes[inner].end <= index
            {
                open.pop();
                html.extend(["</", &self.nodes[inner].name, ">"]);
            }
            if node.name.is_empty() {
                html.push_str(&node.text.replace('&', "&amp;").replace('<', "&lt;"));
            } else {
                html.extend(["<", &node.name, ">"]);
                open.push(index);
            }
        }
        for inner in open.into_iter().rev() {
            html.extend(["</", &self.nodes[inner].name, ">"]);
        }
        html
    }
}

fn element(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().flatten().take(64);
    let attributes =
        attributes.map(|a| (a.key.local_name().as_ref().to_owned(), crate::html::plain(&a.value))).collect();
    Node { name: start.local_name().as_ref().to_owned(), attributes, text: String::new(), end: 0 }
}
