//! Official wording: the publisher's own sentences, from the user's own copy of the publisher's file.
//!
//! Three files of NIST are read: the OSCAL catalog (`oscal`), the JSON export of CPRT (`cprt`), wrapped in
//! `response` or not, and the workbook of the Reference Tool (`nist-reference-tool`, with feature `xlsx`). What comes
//! out is a [`Wording`] document, which a [`Library`] keeps and shows beside our texts.
//!
//! # How a file is joined with a framework
//!
//! - By id, and by nothing else: a statement goes to the function, category or subcategory that has its id. Ids that
//!   the file marks as withdrawn and other ids that the framework lacks are listed, and so is what of the framework
//!   has no statement.
//! - A file that says which version of the framework it is must be of the same version. A framework with
//!   `outcomes_of` stands for the framework whose subcategory ids it shares.
//! - At least one subcategory of the framework must be there: CSF 1.1 and 2.0 share ids of categories, and share
//!   none of subcategories.
//! - Titles, statements and examples are kept as they are, without white space around them. Examples keep the
//!   publisher's order and id; of `Ex1: …` in a workbook the id is `Ex1`.
//! - Sort keys, parties, links, withdrawal reasons and informative references are not read.
//!
//! # What is refused
//!
//! An id that is there twice, a cell of the workbook that is not as the publisher writes it, a file of another
//! format, and whatever is beyond the limits of documents (8 MiB, 32 levels, 500 000 values) or, for a workbook,
//! beyond those of [`MOST_UNPACKED`], [`MOST_PARTS`], [`MOST_SHEETS`], [`MOST_ROWS`] and [`MOST_COLUMNS`].

mod cprt;
mod found;
mod oscal;
#[cfg(feature = "xlsx")]
mod reference_tool;
#[cfg(feature = "xlsx")]
mod workbook;

use super::readable;
use crate::document::{self, Document, DocumentKind, LONGEST};
use crate::error::{Code, Error, Problem};
use crate::framework::{Framework, NodeKind};
use crate::id::{did_you_mean, one_of, quoted};
use crate::library::Library;
use crate::wording::{OfficialText, Wording};
use found::{Found, version_of};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The most bytes that the parts of a workbook may have together once they are unpacked.
pub const MOST_UNPACKED: usize = 32 * 1024 * 1024;
/// The most parts that a workbook may have.
pub const MOST_PARTS: usize = 1_000;
/// The most sheets that a workbook may have.
pub const MOST_SHEETS: usize = 32;
/// The most rows that a sheet may have.
pub const MOST_ROWS: usize = 20_000;
/// The most columns that a sheet may have.
pub const MOST_COLUMNS: usize = 256;

/// A publisher's file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// NIST's OSCAL catalog.
    Oscal,
    /// The JSON export of NIST's Cybersecurity and Privacy Reference Tool.
    Cprt,
    /// The workbook of NIST's CSF 2.0 Reference Tool.
    ReferenceTool,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Oscal, Self::Cprt, Self::ReferenceTool];

    /// The id, such as `oscal`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Oscal => "oscal",
            Self::Cprt => "cprt",
            Self::ReferenceTool => "nist-reference-tool",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Oscal => "OSCAL catalog, as official wording",
            Self::Cprt => "JSON export of NIST's CPRT, as official wording",
            Self::ReferenceTool => "workbook of NIST's Reference Tool, as official wording",
        }
    }

    /// The format that a file most likely has, from its first bytes and keys alone.
    #[must_use]
    pub fn of(file: &[u8]) -> Option<Self> {
        if file.starts_with(b"PK\x03\x04") {
            return Some(Self::ReferenceTool);
        }
        let keys = document::keys(file);
        let has = |key: &str| keys.iter().any(|known| known == key);
        if has("catalog") {
            Some(Self::Oscal)
        } else if has("response") || (has("elements") && has("relationships")) {
            Some(Self::Cprt)
        } else {
            None
        }
    }

    /// What the id of a wording ends in.
    fn suffix(self) -> &'static str {
        match self {
            Self::ReferenceTool => "reference-tool",
            other => other.id(),
        }
    }

    fn described(self) -> &'static str {
        match self {
            Self::Oscal => "an OSCAL catalog",
            Self::Cprt => "a CPRT export",
            Self::ReferenceTool => "a workbook",
        }
    }

    fn read(self, file: &[u8]) -> Result<Found, Error> {
        match self {
            Self::Oscal => oscal::read(file),
            Self::Cprt => cprt::read(file),
            #[cfg(feature = "xlsx")]
            Self::ReferenceTool => reference_tool::read(file),
            #[cfg(not(feature = "xlsx"))]
            Self::ReferenceTool => {
                let message =
                    "this build reads no workbooks; take the OSCAL catalog or the CPRT export, which are JSON";
                Err(Problem::new(Code::OverlayFormat, message).into())
            }
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|format| format.id() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::id);
            let message = format!("{} is not a format of official wording; there is {}", quoted(text), one_of(&known));
            Problem::new(Code::OverlayUnknownFormat, message).into()
        })
    }
}

/// Reads the publisher's file as the official wording of a framework of the library.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use csf_assess::Library;
/// use csf_assess::exchange::overlay::{Format, overlay};
///
/// let library = Library::embedded()?;
/// let file = br#"{"catalog": {
///     "metadata": {"title": "Our own copy of CSF 2.0"},
///     "groups": [{"id": "GV", "class": "function", "title": "GOVERN", "controls": [
///         {"id": "GV.OC-01", "class": "subcategory", "parts": [{"name": "statement", "prose": "Not NIST's words"}]}
///     ]}]
/// }}"#;
/// let wording = overlay(&library, "nist-csf-2.0", Format::Oscal, file)?;
/// assert_eq!(wording.id, "nist-csf-2.0--oscal");
/// assert_eq!(wording.text("GV.OC-01").and_then(|text| text.statement.as_deref()), Some("Not NIST's words"));
/// # }
/// # Ok::<(), csf_assess::Error>(())
/// ```
///
/// # Errors
/// A framework that the library does not have, and every problem of the file.
pub fn overlay(library: &Library, framework: &str, format: Format, file: &[u8]) -> Result<Wording, Error> {
    let Some(known) = library.framework(framework) else {
        let ids: Vec<&str> = library.frameworks().map(Framework::id).collect();
        let hint = did_you_mean(framework, ids.iter().copied());
        let hint = if hint.is_empty() { format!("; there is {}", one_of(&ids)) } else { hint };
        let message = format!("there is no framework {}{hint}", quoted(framework));
        return Err(Problem::new(Code::DocumentNotFound, message).into());
    };
    if file.len() > LONGEST {
        let message = format!("the file has {} bytes; at most {LONGEST} are read", file.len());
        return Err(Problem::new(Code::DocumentTooLarge, message).into());
    }
    if let Some(actual) = Format::of(file).filter(|actual| *actual != format) {
        let message = format!(
            "this is {} and not {}; read it as {}",
            actual.described(),
            format.described(),
            quoted(actual.id())
        );
        return Err(Problem::new(Code::OverlayFormat, message).into());
    }
    let found = format.read(file)?;
    check_version(library, known, &found)?;
    let wording = join(known, format, found)?;
    let document = Document::Wording(Box::new(wording.clone()));
    readable::check(&wording, &document, "the file is not one of the publisher's")?;
    Ok(wording)
}

/// Whatever a file says of its version has to be said of the framework too.
fn check_version(library: &Library, framework: &Framework, found: &Found) -> Result<(), Error> {
    let origin = framework.content().outcomes_of.as_deref().and_then(|origin| library.framework(origin));
    let asked = origin.unwrap_or(framework);
    let version = &asked.content().version;
    let same = |said: &String| version_of(said) == version_of(version);
    if found.versions.is_empty() || found.versions.iter().any(same) {
        return Ok(());
    }
    let said: Vec<&str> = found.versions.iter().map(String::as_str).collect();
    let message = format!(
        "{} says that it is version {}, and {} is version {}; the words of one version are not laid over another",
        quoted(&found.title),
        one_of(&said),
        asked.id(),
        quoted(version)
    );
    Err(Problem::new(Code::OverlayOtherVersion, message).into())
}

fn join(framework: &Framework, format: Format, found: Found) -> Result<Wording, Error> {
    let mut texts = BTreeMap::new();
    let (mut withdrawn, mut unmatched) = (Vec::new(), found.orphans);
    let mut matches = false;
    let own = found.entries.iter().find(|entry| entry.kind == Some(NodeKind::Subcategory) && !entry.withdrawn);
    let own = own.map(|entry| entry.id.clone());
    for entry in found.entries {
        let node = framework.node(&entry.id).filter(|node| entry.kind.is_none_or(|kind| kind == node.kind));
        if entry.withdrawn {
            withdrawn.push(entry.id);
        } else if let Some(node) = node {
            matches |= node.kind == NodeKind::Subcategory;
            let text = OfficialText { title: entry.title, statement: entry.statement, examples: entry.examples };
            if text != OfficialText::default() {
                texts.insert(entry.id, text);
            }
        } else {
            unmatched.push(entry.id);
        }
    }
    if !matches {
        let such_as = own.map(|id| format!("; its own are such as {}", quoted(&id))).unwrap_or_default();
        let message = format!(
            "{}, {}, has no subcategory of {}{such_as}",
            quoted(&found.title),
            format.described(),
            framework.id()
        );
        return Err(Problem::new(Code::OverlayNoMatch, message).into());
    }
    let is_without = |id: &str| texts.get(id).is_none_or(|text: &OfficialText| text.statement.is_none());
    let nodes = framework.nodes().iter().filter(|node| node.kind != NodeKind::Requirement);
    let without_text = nodes.filter(|node| is_without(&node.id)).map(|node| node.id.clone()).collect();
    Ok(Wording {
        schema: DocumentKind::Wording.schema().to_owned(),
        id: format!("{}--{}", framework.id(), format.suffix()),
        framework: framework.id().to_owned(),
        source: found.source,
        language: found.language,
        texts,
        without_text,
        withdrawn,
        unmatched,
        x: BTreeMap::new(),
    })
}
