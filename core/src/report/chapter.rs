//! A part of a report that is written once and shown as text, Markdown or HTML.

use super::layout::{Side, WIDTH, columns, wrap};
use super::markdown::{Page, escape};
use super::words;
use serde::Serialize;

/// Something to read: headings, paragraphs, lists and tables, in no format yet.
///
/// What looks at assessments beside scoring (such as a comparison) gives its answer as a chapter too, and a
/// [`Report`](super::Report) takes chapters up after its own sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chapter {
    pub(super) blocks: Vec<Block>,
    pub(super) title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Block {
    Heading(String),
    Subheading(String),
    Paragraph(String),
    /// What the lines below have to be read with.
    Caution(String),
    Item {
        details: Vec<String>,
        text: String,
    },
    Table {
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
        /// The column that is cut where a line of text has no room.
        #[serde(skip)]
        shrinks: usize,
    },
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Column {
    pub(super) is_number: bool,
    pub(super) title: String,
}

impl Column {
    pub(crate) fn words(title: &str) -> Self {
        Self { is_number: false, title: title.to_owned() }
    }

    pub(crate) fn number(title: &str) -> Self {
        Self { is_number: true, title: title.to_owned() }
    }

    fn side(&self) -> Side {
        if self.is_number { Side::Right } else { Side::Left }
    }
}

impl Chapter {
    pub(crate) fn titled(title: impl Into<String>) -> Self {
        Self { blocks: Vec::new(), title: title.into() }
    }

    pub(crate) fn section(&mut self, title: impl Into<String>) {
        self.blocks.push(Block::Heading(title.into()));
    }

    pub(crate) fn subsection(&mut self, title: impl Into<String>) {
        self.blocks.push(Block::Subheading(title.into()));
    }

    pub(crate) fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    pub(crate) fn caution(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Caution(text.into()));
    }

    pub(crate) fn item(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Item { details: Vec::new(), text: text.into() });
    }

    /// A line below the last item.
    pub(crate) fn detail(&mut self, text: impl Into<String>) {
        match self.blocks.last_mut() {
            Some(Block::Item { details, .. }) => details.push(text.into()),
            _ => self.paragraph(text),
        }
    }

    pub(crate) fn table(&mut self, columns: Vec<Column>, rows: Vec<Vec<String>>, shrinks: usize) {
        self.blocks.push(Block::Table { columns, rows, shrinks });
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Plain text of its own, wrapped at 80 columns, that ends with what a self-assessment is not.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = wrap("", &self.title, WIDTH);
        out.push_str(&self.body());
        out.push('\n');
        out.push_str(&wrap("", words::DISCLAIMER, WIDTH));
        out
    }

    /// Everything below the title as plain text.
    pub(super) fn body(&self) -> String {
        let mut out = String::new();
        let mut is_after_table = false;
        for block in &self.blocks {
            if is_after_table && matches!(block, Block::Paragraph(_) | Block::Item { .. }) {
                out.push('\n');
            }
            is_after_table = matches!(block, Block::Table { .. });
            match block {
                Block::Heading(text) => {
                    out.push('\n');
                    out.push_str(&wrap("", &text.to_uppercase(), WIDTH));
                }
                Block::Subheading(text) => {
                    out.push('\n');
                    out.push_str(&wrap("", text, WIDTH));
                }
                Block::Paragraph(text) => out.push_str(&wrap("", text, WIDTH)),
                Block::Caution(text) => out.push_str(&wrap("(!) ", text, WIDTH)),
                Block::Item { details, text } => {
                    out.push_str(&wrap("- ", text, WIDTH));
                    details.iter().for_each(|detail| out.push_str(&wrap("    ", detail, WIDTH)));
                }
                Block::Table { columns: named, rows, shrinks } => {
                    let header = named.iter().map(|column| column.title.clone()).collect();
                    let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows.iter().cloned()).collect();
                    let sides: Vec<Side> = named.iter().map(Column::side).collect();
                    out.push_str(&columns(&rows, &sides, *shrinks, WIDTH));
                }
            }
        }
        out
    }

    /// The chapter as a Markdown document of its own.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut page = Page::titled(&self.title);
        page.paragraph(&format!("**{}**", words::DISCLAIMER));
        self.write_markdown(&mut page, 2);
        page.0
    }

    /// Everything below the title, with headings from `level` on.
    pub(super) fn write_markdown(&self, page: &mut Page, level: usize) {
        for block in &self.blocks {
            match block {
                Block::Heading(text) => page.heading(level, text),
                Block::Subheading(text) => page.heading(level + 1, text),
                Block::Paragraph(text) => page.paragraph(&escape(text)),
                Block::Caution(text) => page.paragraph(&format!("**Note:** {}", escape(text))),
                Block::Item { details, text } => {
                    let lines: Vec<String> = std::iter::once(text).chain(details).map(|line| escape(line)).collect();
                    page.item(&lines.join("<br>"));
                }
                Block::Table { columns, rows, .. } => {
                    let header: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
                    page.table(&header, rows.iter().map(|row| row.iter().map(|cell| escape(cell)).collect()));
                }
            }
        }
    }
}
