//! Plain text for a terminal: wrapped paragraphs and aligned columns that read line by line.

/// The width that fits every terminal.
pub(crate) const WIDTH: usize = 80;

/// Control characters could move the cursor of a terminal or color what follows; they show as nothing.
fn harmless(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Text wrapped at `width` with `first` before its first line and as many spaces before the others.
pub(crate) fn wrap(first: &str, text: &str, width: usize) -> String {
    let indent = first.chars().count();
    let mut out = String::from(first);
    let mut column = indent;
    let mut fresh = true;
    for (position, line) in text.lines().enumerate() {
        if position > 0 {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            (column, fresh) = (indent, true);
        }
        for word in line.split_whitespace().map(harmless) {
            let length = word.chars().count();
            if !fresh && column + 1 + length > width {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
                (column, fresh) = (indent, true);
            }
            if !fresh {
                out.push(' ');
                column += 1;
            }
            out.push_str(&word);
            (column, fresh) = (column + length, false);
        }
    }
    out.push('\n');
    out
}

/// A cell's side in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows of cells in aligned columns, two spaces apart. The column `shrinks` is cut so that a line fits `width`.
pub(crate) fn columns(rows: &[Vec<String>], sides: &[Side], shrinks: usize, width: usize) -> String {
    let mut widths: Vec<usize> = sides.iter().map(|_| 0).collect();
    for row in rows {
        for (cell, widest) in row.iter().zip(&mut widths) {
            *widest = (*widest).max(cell.chars().count());
        }
    }
    let others: usize =
        widths.iter().enumerate().filter(|(column, _)| *column != shrinks).map(|(_, width)| width + 2).sum();
    if let Some(shrunk) = widths.get_mut(shrinks) {
        *shrunk = (*shrunk).min(width.saturating_sub(others).max(12));
    }
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for ((cell, side), width) in row.iter().zip(sides).zip(&widths) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            let cell = cut(&harmless(cell), *width);
            match side {
                Side::Left => line.push_str(&format!("{cell:<width$}")),
                Side::Right => line.push_str(&format!("{cell:>width$}")),
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn cut(cell: &str, width: usize) -> String {
    if cell.chars().count() <= width {
        return cell.to_owned();
    }
    let kept: String = cell.chars().take(width.saturating_sub(1)).collect();
    format!("{}\u{2026}", kept.trim_end())
}
