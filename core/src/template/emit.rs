//! YAML that people edit: comments that wrap, and values in block form.
//!
//! Made by hand because no writer keeps comments, and because it must not need the `yaml` feature.

use serde_json::Value;

const WIDTH: usize = 100;

/// Comment lines at one indentation; whatever they say, they stay comments.
pub(super) struct Comment<'a> {
    text: &'a mut String,
    indent: usize,
}

impl<'a> Comment<'a> {
    pub(super) fn at(text: &'a mut String, indent: usize) -> Self {
        Self { text, indent }
    }

    pub(super) fn blank(&mut self) {
        self.start();
        self.text.push('\n');
    }

    /// A sentence after `first`, wrapped so that every line of it starts below its first word.
    pub(super) fn hanging(&mut self, first: &str, sentence: &str) {
        let hang = first.chars().count();
        self.wrapped(&format!("{first}{sentence}"), hang);
    }

    /// One sentence, wrapped; spaces at its start are kept, an empty one is left out.
    pub(super) fn line(&mut self, sentence: &str) {
        self.wrapped(sentence, 0);
    }

    fn wrapped(&mut self, sentence: &str, hang: usize) {
        let words: String = sentence.chars().map(|c| if is_plain(c) { c } else { ' ' }).collect();
        let room = WIDTH - self.indent - 2;
        let mut line: Option<String> = None;
        for word in words.trim_end().split(' ') {
            line = match line {
                None => Some(word.to_owned()),
                Some(full) if !full.trim().is_empty() && full.chars().count() + 1 + word.chars().count() > room => {
                    self.push(&full);
                    Some(" ".repeat(hang) + word)
                }
                Some(line) => Some(line + " " + word),
            };
        }
        if let Some(last) = line.filter(|line| !line.is_empty()) {
            self.push(&last);
        }
    }

    fn push(&mut self, line: &str) {
        self.start();
        self.text.push(' ');
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn start(&mut self) {
        indent(self.text, self.indent);
        self.text.push('#');
    }
}

fn indent(text: &mut String, by: usize) {
    text.extend(std::iter::repeat_n(' ', by));
}

/// The keys of an answer that stand first, in the order in which a reader asks.
const ORDER: &[&str] = &[
    "id", "name", "role", "lead", "country", "sector", "size", "roles", "class", "level", "state", "answer", "reason",
    "target", "note", "owner", "by", "on", "method", "ref", "date", "evidence", "voices", "x",
];

fn in_order(map: &serde_json::Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key).unwrap_or(ORDER.len()));
    entries
}

/// `key: value` and everything below it.
pub(super) fn block(text: &mut String, by: usize, key: &str, value: &Value) {
    indent(text, by);
    text.push_str(&string(key));
    text.push(':');
    below(text, by, value);
}

/// What comes after a colon or a dash.
fn below(text: &mut String, by: usize, value: &Value) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            text.push('\n');
            for (key, value) in in_order(map) {
                block(text, by + 2, key, value);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            text.push('\n');
            for item in list {
                indent(text, by + 2);
                match item {
                    Value::Object(map) if map.values().all(|value| !value.is_object() && !value.is_array()) => {
                        let entries = in_order(map).into_iter();
                        let entries: Vec<String> =
                            entries.map(|(key, value)| format!("{}: {}", string(key), scalar(value))).collect();
                        text.push_str(&format!("- {{{}}}\n", entries.join(", ")));
                    }
                    _ => {
                        text.push('-');
                        below(text, by + 2, item);
                    }
                }
            }
        }
        Value::String(lines) if is_block(lines) => {
            text.push_str(" |-\n");
            for line in lines.split('\n') {
                if !line.is_empty() {
                    indent(text, by + 2);
                    text.push_str(line);
                }
                text.push('\n');
            }
        }
        other => {
            text.push(' ');
            text.push_str(&scalar(other));
            text.push('\n');
        }
    }
}

/// Whether a text can stand as indented lines and come back the same.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && text.chars().all(|c| c == '\n' || is_plain(c))
        && text.split('\n').all(|line| line.trim() == line)
        && !text.starts_with('\n')
        && !text.ends_with('\n')
}

/// A value on one line; an empty list or map stands as such.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => string(text),
        other => other.to_string(),
    }
}

/// Words of other types, in every spelling that some YAML reader takes for one.
const NOT_TEXT: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];

/// A text as it stands on one line: bare where no reader can take it for anything else, else in double quotes.
fn string(text: &str) -> String {
    let bare = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_alphanumeric() || " ._-/()".contains(c))
        && !text.ends_with(' ')
        && !NOT_TEXT.iter().any(|word| word.eq_ignore_ascii_case(text));
    if bare || super::is_date(text) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_plain(c) => quoted.push(c),
            c => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character may stand in YAML as itself and on one line.
fn is_plain(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
