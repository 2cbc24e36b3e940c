//! The elements that matter to a reader of text.

use html5ever::{LocalName, local_name};

/// An element, by what its text is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    A,
    Address,
    Article,
    Aside,
    Base,
    Blockquote,
    Body,
    Br,
    Button,
    Caption,
    Dd,
    Details,
    Dialog,
    Div,
    Dl,
    Dt,
    Figcaption,
    Figure,
    Footer,
    Form,
    Head,
    Header,
    Heading(u8),
    Hr,
    Html,
    Label,
    Li,
    Link,
    Main,
    Menu,
    Meta,
    Nav,
    List,
    Option,
    P,
    Pre,
    Script,
    Section,
    Style,
    Sub,
    Svg,
    Table,
    Td,
    Template,
    Textarea,
    Time,
    Title,
    Tr,
    TableGroup,
    /// A block without a meaning of its own.
    Block,
    /// An element that shows no text: a picture, a frame, an input.
    Void,
    /// An element whose content is raw text that nobody sees.
    Raw,
    /// Bold, italic and other formatting.
    Format,
    /// Any other inline element.
    Inline,
    /// A piece of text.
    Text,
}

impl Tag {
    pub(crate) fn of(name: &LocalName) -> Self {
        match *name {
            local_name!("a") => Self::A,
            local_name!("address") => Self::Address,
            local_name!("article") => Self::Article,
            local_name!("aside") => Self::Aside,
            local_name!("base") => Self::Base,
            local_name!("blockquote") => Self::Blockquote,
            local_name!("body") => Self::Body,
            local_name!("br") => Self::Br,
            local_name!("button") => Self::Button,
            local_name!("caption") => Self::Caption,
            local_name!("dd") => Self::Dd,
            local_name!("details") => Self::Details,
            local_name!("dialog") => Self::Dialog,
            local_name!("div") => Self::Div,
            local_name!("dl") => Self::Dl,
            local_name!("dt") => Self::Dt,
            local_name!("figcaption") => Self::Figcaption,
            local_name!("figure") => Self::Figure,
            local_name!("footer") => Self::Footer,
            local_name!("form") => Self::Form,
            local_name!("head") => Self::Head,
            local_name!("header") => Self::Header,
            local_name!("h1") => Self::Heading(1),
            local_name!("h2") => Self::Heading(2),
            local_name!("h3") => Self::Heading(3),
            local_name!("h4") => Self::Heading(4),
            local_name!("h5") => Self::Heading(5),
            local_name!("h6") => Self::Heading(6),
            local_name!("hr") => Self::Hr,
            local_name!("html") => Self::Html,
            local_name!("label") => Self::Label,
            local_name!("li") => Self::Li,
            local_name!("link") => Self::Link,
            local_name!("main") => Self::Main,
            local_name!("menu") => Self::Menu,
            local_name!("meta") => Self::Meta,
            local_name!("nav") => Self::Nav,
            local_name!("ul") | local_name!("ol") | local_name!("dir") => Self::List,
            local_name!("option") | local_name!("optgroup") => Self::Option,
            local_name!("p") => Self::P,
            local_name!("pre") | local_name!("listing") => Self::Pre,
            local_name!("script") => Self::Script,
            local_name!("section") => Self::Section,
            local_name!("sub") | local_name!("sup") => Self::Sub,
            local_name!("svg") | local_name!("math") => Self::Svg,
            local_name!("table") => Self::Table,
            local_name!("td") | local_name!("th") => Self::Td,
            local_name!("template") => Self::Template,
            local_name!("textarea") => Self::Textarea,
            local_name!("time") => Self::Time,
            local_name!("title") => Self::Title,
            local_name!("tr") => Self::Tr,
            local_name!("thead") | local_name!("tbody") | local_name!("tfoot") => Self::TableGroup,
            local_name!("center")
            | local_name!("fieldset")
            | local_name!("hgroup")
            | local_name!("legend")
            | local_name!("search")
            | local_name!("select")
            | local_name!("object")
            | local_name!("video")
            | local_name!("audio")
            | local_name!("canvas")
            | local_name!("summary") => Self::Block,
            local_name!("area")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("img")
            | local_name!("input")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr") => Self::Void,
            local_name!("style") => Self::Style,
            local_name!("noscript")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp") => Self::Raw,
            local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u") => Self::Format,
            _ => Self::Inline,
        }
    }

    /// Whether it has no content, so that no end tag is looked for.
    pub(crate) const fn is_void(self) -> bool {
        matches!(self, Self::Base | Self::Br | Self::Hr | Self::Link | Self::Meta | Self::Void)
    }

    /// Whether its text stands on lines of its own.
    pub(crate) const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::A
                | Self::Br
                | Self::Format
                | Self::Inline
                | Self::Link
                | Self::Meta
                | Self::Base
                | Self::Sub
                | Self::Text
                | Self::Time
                | Self::Void
        )
    }

    /// Whether a `<p>` left open ends where this element starts (HTML standard, "p" optional end tag).
    pub(crate) const fn ends_paragraph(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Details
                | Self::Div
                | Self::Dl
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::Header
                | Self::Heading(_)
                | Self::Hr
                | Self::Li
                | Self::Dd
                | Self::Dt
                | Self::List
                | Self::Main
                | Self::Menu
                | Self::Nav
                | Self::P
                | Self::Pre
                | Self::Section
                | Self::Table
        )
    }

    /// Whether open elements outside it are out of reach of tags inside it ("scope" in the HTML standard).
    pub(crate) const fn is_scope(self) -> bool {
        matches!(self, Self::Table | Self::Td | Self::Caption | Self::Template | Self::Html)
    }

    /// Whether its content is never shown as text.
    pub(crate) const fn is_unseen(self) -> bool {
        matches!(
            self,
            Self::Head
                | Self::Option
                | Self::Raw
                | Self::Script
                | Self::Style
                | Self::Svg
                | Self::Template
                | Self::Textarea
                | Self::Title
        )
    }
}
