//! A tree of elements and text: what the card is before it becomes nodes of a page, or HTML.

/// An element or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text, whatever it holds: no part of it is ever markup.
    Text(String),
}

/// An element. Names of tags and attributes are the program's, so only values come from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The tag.
    pub tag: &'static str,
    /// Whether it is of SVG.
    pub is_svg: bool,
    /// Attributes in order.
    pub attributes: Vec<(&'static str, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

impl Element {
    /// An element of HTML with a `part`, by which hosts style it and the styles of the card find it.
    pub(crate) fn new(tag: &'static str, part: &'static str) -> Self {
        let element = Self {
            tag,
            is_svg: false,
            attributes: Vec::new(),
            children: Vec::new(),
        };
        if part.is_empty() {
            element
        } else {
            element.with("part", part)
        }
    }

    /// An element of SVG.
    pub(crate) fn svg(tag: &'static str) -> Self {
        Self {
            is_svg: true,
            ..Self::new(tag, "")
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(crate) fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds a text.
    pub(crate) fn text(self, text: impl Into<String>) -> Self {
        self.child(Node::Text(text.into()))
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}
