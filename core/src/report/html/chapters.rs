//! Chapters that were given to the report.

use super::super::chapter::{Block, Chapter};
use super::markup::Markup;

/// The page's id for a chapter.
pub(super) fn anchor(place: usize) -> String {
    format!("chapter-{}", place + 1)
}

pub(super) fn section(place: usize, chapter: &Chapter, m: &mut Markup) {
    let id = anchor(place);
    let heading = format!("{id}-heading");
    m.within("section", &[("id", &id), ("aria-labelledby", &heading)], |m| {
        m.leaf("h2", &[("id", &heading)], chapter.title());
        blocks(chapter, m);
    });
}

fn blocks(chapter: &Chapter, m: &mut Markup) {
    let mut blocks = chapter.blocks.as_slice();
    let mut caption = chapter.title();
    while let Some((block, rest)) = blocks.split_first() {
        let is_item = |block: &&Block| matches!(block, Block::Item { .. });
        let items = blocks.iter().take_while(is_item).count();
        if items > 0 {
            let (list, after) = blocks.split_at(items);
            m.within("ul", &[], |m| list.iter().for_each(|block| item(block, m)));
            blocks = after;
            continue;
        }
        match block {
            Block::Heading(text) | Block::Subheading(text) => {
                m.leaf(if matches!(block, Block::Heading(_)) { "h3" } else { "h4" }, &[], text);
                caption = text;
            }
            Block::Paragraph(text) => m.leaf("p", &[], text),
            Block::Caution(text) => m.leaf("p", &[("class", "note")], text),
            Block::Item { .. } => {}
            Block::Table { columns, rows, .. } => {
                let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
                m.table("cards", caption, &titles, |m| {
                    for row in rows {
                        m.within("tr", &[], |m| {
                            for (position, (cell, column)) in row.iter().zip(columns).enumerate() {
                                match (position, column.is_number) {
                                    (0, _) => m.row_head(|m| m.text(cell)),
                                    (_, true) => m.figure_cell(&column.title, cell),
                                    (_, false) => m.text_cell(&column.title, cell),
                                }
                            }
                        });
                    }
                });
            }
        }
        blocks = rest;
    }
}

fn item(block: &Block, m: &mut Markup) {
    if let Block::Item { details, text } = block {
        m.within("li", &[], |m| {
            m.text(text);
            details.iter().for_each(|detail| m.leaf("span", &[("class", "minor")], detail));
        });
    }
}
