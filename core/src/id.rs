//! Ids, days, languages and texts: what they may look like, and the nearest id to a mistyped one.

use crate::error::{Code, Path, Problems};
use std::cmp::Reverse;

/// The longest id that is accepted.
pub const LONGEST: usize = 80;

/// Whether `text` may be an id: letters, digits and `. _ - / ( )` after a letter or digit, at most [`LONGEST`].
///
/// ```
/// use csf_assess::id::is_valid;
/// assert!(is_valid("GV.OC-01") && is_valid("NIS2-21.2.j.1/2") && is_valid("nist-csf-2.0"));
/// assert!(!is_valid("") && !is_valid("-x") && !is_valid("a b"));
/// ```
#[must_use]
pub fn is_valid(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= LONGEST
        && bytes.next().is_some_and(|first| first.is_ascii_alphanumeric())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"._-/()".contains(&byte))
}

/// The known id that a reader most likely meant, if one is near.
///
/// Of equally near ids the one that starts alike the longest wins, then the one whose last number is closest.
///
/// ```
/// use csf_assess::id::nearest;
/// let known = ["GV.OC-01", "GV.OC-05", "GV.SC-09"];
/// assert_eq!(nearest("GV.OC-99", known), Some("GV.OC-05"));
/// assert_eq!(nearest("something else", known), None);
/// ```
#[must_use]
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if text.len() > LONGEST {
        return None;
    }
    let limit = (text.chars().count() / 3).max(1);
    let number = last_number(text);
    let upper = text.to_ascii_uppercase();
    known
        .into_iter()
        .map(|id| {
            let apart =
                if id.eq_ignore_ascii_case(text) { 0 } else { strsim::osa_distance(&upper, &id.to_ascii_uppercase()) };
            let alike = id.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
            (apart, Reverse(alike), number.abs_diff(last_number(id)), id)
        })
        .filter(|(apart, _, _, _)| *apart <= limit)
        .min()
        .map(|(_, _, _, id)| id)
}

fn last_number(text: &str) -> u64 {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    text.get(text.len() - digits..).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// `; did you mean …?`, or nothing.
pub(crate) fn did_you_mean<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(text, known).map(|id| format!("; did you mean `{id}`?")).unwrap_or_default()
}

/// User input as it stands in a message: in backticks, without control characters, not endless.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// How many words a list in a sentence shows.
const SHOWN: usize = 16;

/// Words as a list for a sentence: `a`, `b` or `c`.
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [one] => quoted(one),
        [first @ .., _] if first.len() >= SHOWN => {
            let shown: Vec<String> = words.iter().take(SHOWN).map(|word| quoted(word)).collect();
            format!("{} or {} more", shown.join(", "), words.len() - SHOWN)
        }
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|word| quoted(word)).collect();
            format!("{} or {}", first.join(", "), quoted(last))
        }
    }
}

/// Whether a reader can see anything in a text: a letter, digit or sign, not only spaces and invisible marks.
pub(crate) fn says_something(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() || c.is_ascii_punctuation())
}

/// Notes the text at `path` if it is there and says nothing.
pub(crate) fn check_text(text: Option<&String>, path: &Path, problems: &mut Problems) {
    if text.is_some_and(|text| !says_something(text)) {
        let message = "there is nothing to read here; write the text or leave it out";
        problems.value(path, Code::DocumentValue, message);
    }
}

/// Notes the language at `path` unless it looks like a BCP 47 tag: parts of 1 to 8 letters and digits, the first of
/// letters alone.
pub(crate) fn check_language(language: Option<&String>, path: &Path, problems: &mut Problems) {
    let is_tag = |tag: &str| {
        let mut parts = tag.split('-');
        let is_size = |part: &str| (1..=8).contains(&part.len());
        tag.len() <= LONGEST
            && parts.next().is_some_and(|first| is_size(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
            && parts.all(|part| is_size(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    if let Some(tag) = language.filter(|tag| !is_tag(tag)) {
        let message = format!("{} is not a language tag; write it as `en` or `de-AT`", quoted(tag));
        problems.value(path, Code::DocumentValue, message);
    }
}

/// Whether `text` is a day that exists, written `YYYY-MM-DD`.
pub(crate) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let shaped = [(year, 4), (month, 2), (day, 2)];
    let digits = shaped.iter().all(|(part, len)| part.len() == *len && part.bytes().all(|byte| byte.is_ascii_digit()));
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    let (year, month, day) = (number(year), number(month), number(day));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    digits && (1..=12).contains(&month) && (1..=last).contains(&day)
}

/// Notes the day at `path` unless it exists.
pub(crate) fn check_day(day: Option<&String>, path: &Path, problems: &mut Problems) {
    if let Some(day) = day.filter(|day| !is_day(day)) {
        let message = format!("{} is not a day; write it as `2026-11-23`", quoted(day));
        problems.value(path, Code::DocumentDate, message);
    }
}
