//! Well-formed markup: every element is closed by the call that opened it, every text is escaped.

/// Attributes of an element; the values are escaped.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Markup in the making, valid as HTML and well-formed as XML.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
}

impl Markup {
    /// Markup of our own, as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// An element around what `body` writes.
    pub(super) fn within(&mut self, tag: &str, attributes: Attributes<'_>, body: impl FnOnce(&mut Self)) {
        self.start(tag, attributes);
        self.out.push('>');
        body(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element around a text.
    pub(super) fn leaf(&mut self, tag: &str, attributes: Attributes<'_>, text: &str) {
        self.within(tag, attributes, |m| m.text(text));
    }

    /// An element without content.
    pub(super) fn void(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.start(tag, attributes);
        self.out.push_str("/>");
    }

    /// A link to an id of the same page.
    pub(super) fn link(&mut self, id: &str, text: &str) {
        self.leaf("a", &[("href", &format!("#{id}"))], text);
    }

    /// A table whose rows `body` writes; below the width of a tablet each row becomes a card.
    pub(super) fn table(&mut self, class: &str, caption: &str, columns: &[&str], body: impl FnOnce(&mut Self)) {
        self.within("table", &[("class", class)], |m| {
            m.leaf("caption", &[], caption);
            m.within("thead", &[], |m| {
                m.within("tr", &[], |m| {
                    for column in columns {
                        m.leaf("th", &[("scope", "col")], column);
                    }
                });
            });
            m.within("tbody", &[], body);
        });
    }

    /// A cell; its column's name stands before it where the row is a card.
    pub(super) fn cell(&mut self, column: &str, body: impl FnOnce(&mut Self)) {
        self.within("td", &[("data-label", column)], body);
    }

    /// A cell with a text.
    pub(super) fn text_cell(&mut self, column: &str, text: &str) {
        self.cell(column, |m| m.text(text));
    }

    /// A cell with a figure.
    pub(super) fn figure_cell(&mut self, column: &str, text: &str) {
        self.leaf("td", &[("data-label", column), ("class", "n")], text);
    }

    /// The cell that names a row.
    pub(super) fn row_head(&mut self, body: impl FnOnce(&mut Self)) {
        self.within("th", &[("scope", "row")], body);
    }

    /// What is folded away on a screen and printed whole.
    pub(super) fn details(&mut self, summary: &str, body: impl FnOnce(&mut Self)) {
        self.within("details", &[], |m| {
            m.leaf("summary", &[], summary);
            body(m);
        });
    }

    /// A term and its description, for a `dl`.
    pub(super) fn fact(&mut self, term: &str, body: impl FnOnce(&mut Self)) {
        self.within("div", &[], |m| {
            m.leaf("dt", &[], term);
            m.within("dd", &[], body);
        });
    }

    /// A term and a text, if there is one.
    pub(super) fn text_fact(&mut self, term: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.fact(term, |m| m.text(text));
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn start(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
    }
}

/// Writes `text` so that it means only itself, between tags and in attributes.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            // Neither HTML nor XML has a way to write these.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_only_itself() {
        let mut out = String::new();
        escape(&mut out, "<b a=\"1\" c='2'>&\u{0}\u{1b}\u{85}\u{ffff}\n");
        assert_eq!(out, "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\u{fffd}\u{fffd}\u{fffd}\u{fffd}\n");
    }

    #[test]
    fn every_element_is_closed() {
        let mut m = Markup::default();
        m.within("p", &[("class", "a&b")], |m| m.void("br", &[]));
        m.link("x", "<y>");
        assert_eq!(m.finish(), "<p class=\"a&amp;b\"><br/></p><a href=\"#x\">&lt;y&gt;</a>");
    }
}
