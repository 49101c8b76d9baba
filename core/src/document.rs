//! Documents: JSON or YAML text to validated types and back.
//!
//! Limits, for every input: 8 MiB of text, 32 levels of nesting, 500 000 values, no YAML anchors or aliases,
//! no duplicate keys. All problems of a document are reported at once, each with line, column and path.

mod decode;
mod json;
mod kind;
mod tree;
mod value;
#[cfg(feature = "yaml")]
mod yaml;

use crate::assessment::AssessmentContent;
use crate::costs::Costs;
use crate::crosswalk::Crosswalk;
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::framework::{Framework, FrameworkContent};
use crate::id::{is_valid, nearest, one_of, quoted};
use crate::model::ScoringModel;
use crate::obligation::{ObligationSet, ObligationSetContent};
use crate::scale::Scale;
use crate::scope::{EntityFacts, Scope};
use crate::transition::Transition;
use crate::translation::Translation;
use crate::wording::Wording;
use decode::Faults;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tree::{Node, Shape};

pub use kind::DocumentKind;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 8 * 1024 * 1024;
/// The deepest nesting that is read.
pub const DEEPEST: usize = 32;
/// The most values that one document may hold.
pub const MOST_VALUES: usize = 500_000;

/// How the text of a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// JSON.
    Json,
    /// YAML, with feature `yaml`.
    Yaml,
}

impl Format {
    /// JSON when the text starts like JSON, else YAML.
    #[must_use]
    pub fn of(text: &[u8]) -> Self {
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
        if matches!(first, Some(b'{' | b'[')) { Self::Json } else { Self::Yaml }
    }
}

/// A document of any kind, validated as far as it can be alone.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Document {
    /// An assessment; its ids are checked when it is joined with its framework.
    Assessment(Box<AssessmentContent>),
    /// Costs; their ids are checked beside the assessment that is planned for.
    Costs(Box<Costs>),
    /// A crosswalk; its ids are checked when it is joined with its framework and set.
    Crosswalk(Box<Crosswalk>),
    /// A framework.
    Framework(Box<Framework>),
    /// A scoring model.
    Model(Box<ScoringModel>),
    /// An obligation set.
    Obligations(Box<ObligationSet>),
    /// A scale.
    Scale(Box<Scale>),
    /// A scope document; its ids are checked when it is joined with its obligation set.
    Scope(Box<Scope>),
    /// A transition; its ids are checked when it is joined with its frameworks.
    Transition(Box<Transition>),
    /// A translation; its ids are checked when it is joined with its framework.
    Translation(Box<Translation>),
    /// Official wording; its ids are checked when it is joined with its framework.
    Wording(Box<Wording>),
}

impl Document {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        match self {
            Self::Assessment(_) => DocumentKind::Assessment,
            Self::Costs(_) => DocumentKind::Costs,
            Self::Crosswalk(_) => DocumentKind::Crosswalk,
            Self::Framework(_) => DocumentKind::Framework,
            Self::Model(_) => DocumentKind::Model,
            Self::Obligations(_) => DocumentKind::Obligations,
            Self::Scale(_) => DocumentKind::Scale,
            Self::Scope(_) => DocumentKind::Scope,
            Self::Transition(_) => DocumentKind::Transition,
            Self::Translation(_) => DocumentKind::Translation,
            Self::Wording(_) => DocumentKind::Wording,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Assessment(assessment) => &assessment.id,
            Self::Costs(costs) => &costs.id,
            Self::Crosswalk(crosswalk) => &crosswalk.id,
            Self::Framework(framework) => framework.id(),
            Self::Model(model) => &model.id,
            Self::Obligations(set) => set.id(),
            Self::Scale(scale) => &scale.id,
            Self::Scope(scope) => &scope.id,
            Self::Transition(transition) => &transition.id,
            Self::Translation(translation) => &translation.id,
            Self::Wording(wording) => &wording.id,
        }
    }

    /// The document as indented JSON.
    ///
    /// # Errors
    /// Never for a document that was read; the error of the JSON writer otherwise.
    pub fn to_json(&self) -> Result<String, Error> {
        match self {
            Self::Assessment(assessment) => pretty(assessment),
            Self::Costs(costs) => pretty(costs),
            Self::Crosswalk(crosswalk) => pretty(crosswalk),
            Self::Framework(framework) => pretty(framework.content()),
            Self::Model(model) => pretty(model),
            Self::Obligations(set) => pretty(set.content()),
            Self::Scale(scale) => pretty(scale),
            Self::Scope(scope) => pretty(scope),
            Self::Transition(transition) => pretty(transition),
            Self::Translation(translation) => pretty(translation),
            Self::Wording(wording) => pretty(wording),
        }
    }

    /// The document as YAML.
    ///
    /// # Errors
    /// Never for a document that was read; the error of the YAML writer otherwise.
    #[cfg(feature = "yaml")]
    pub fn to_yaml(&self) -> Result<String, Error> {
        match self {
            Self::Assessment(assessment) => yaml::write(assessment),
            Self::Costs(costs) => yaml::write(costs),
            Self::Crosswalk(crosswalk) => yaml::write(crosswalk),
            Self::Framework(framework) => yaml::write(framework.content()),
            Self::Model(model) => yaml::write(model),
            Self::Obligations(set) => yaml::write(set.content()),
            Self::Scale(scale) => yaml::write(scale),
            Self::Scope(scope) => yaml::write(scope),
            Self::Transition(transition) => yaml::write(transition),
            Self::Translation(translation) => yaml::write(translation),
            Self::Wording(wording) => yaml::write(wording),
        }
    }
}

/// A part of a document as indented JSON.
///
/// # Errors
/// The error of the JSON writer, which the types of this library do not provoke.
pub fn to_json(value: &impl Serialize) -> Result<String, Error> {
    pretty(value)
}

/// A part of a document as YAML.
///
/// # Errors
/// The error of the YAML writer, which the types of this library do not provoke.
#[cfg(feature = "yaml")]
pub fn to_yaml(value: &impl Serialize) -> Result<String, Error> {
    yaml::write(value)
}

fn pretty(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| Problem::new(Code::DocumentValue, error.to_string()).into())
}

/// A text and what was read from it: later checks find their lines here.
#[derive(Debug)]
pub(crate) struct Text {
    root: Node,
    faults: Faults,
}

impl Text {
    /// Joins problems found later with those of the shape; an error if there are any.
    pub(crate) fn finish(self, found: Problems) -> Result<(), Error> {
        let Self { root, faults } = self;
        let found = found.outside(&faults.blind).and_unlisted(faults.unlisted);
        found.into_error(faults.problems, |path, at_key| root.locate(path, at_key)).map_or(Ok(()), Err)
    }
}

/// Reads a document of any kind.
///
/// # Errors
/// Every problem of the text, its shape and whatever can be checked in the document alone.
pub fn read(text: &[u8]) -> Result<Document, Error> {
    let (document, text, problems) = read_open(text)?;
    text.finish(problems)?;
    Ok(document)
}

/// Reads the facts about an entity: JSON or YAML with the keys of [`EntityFacts`], and no `schema`.
///
/// # Errors
/// Every problem of the text and its shape.
pub fn read_facts(text: &[u8]) -> Result<EntityFacts, Error> {
    read_part(text)
}

/// Reads something that is no document of its own.
fn read_part<T: DeserializeOwned>(text: &[u8]) -> Result<T, Error> {
    let mut root = parse(text)?;
    let (content, faults) = decode::decode::<T>(&mut root);
    Text { root, faults }.finish(Problems::default())?;
    content.ok_or_else(|| Problem::new(Code::DocumentType, "the text could not be read").into())
}

/// Reads a document, leaving its error open so that checks against other documents can join it.
pub(crate) fn read_open(text: &[u8]) -> Result<(Document, Text, Problems), Error> {
    let root = parse(text)?;
    let kind = kind_of(&root)?;
    build(kind, Input::Tree(root))
}

/// Reads a document of our own that a test has read with all checks: without places, and so much faster.
#[cfg(feature = "embedded")]
pub(crate) fn read_own(kind: DocumentKind, json: &str) -> Result<(Document, Text, Problems), Error> {
    build(kind, Input::Own(json))
}

/// What a document is read from.
enum Input<'a> {
    /// A text that someone wrote, with the place of everything in it.
    Tree(Node),
    /// JSON that is embedded.
    #[cfg_attr(not(feature = "embedded"), allow(dead_code, reason = "nothing is embedded"))]
    Own(&'a str),
}

fn build(kind: DocumentKind, input: Input<'_>) -> Result<(Document, Text, Problems), Error> {
    Ok(match kind {
        DocumentKind::Assessment => open::<AssessmentContent>(input, |content, problems| {
            id(&content.id, problems);
            Document::Assessment(Box::new(content))
        })?,
        DocumentKind::Costs => open::<Costs>(input, |costs, problems| {
            id(&costs.id, problems);
            costs.check(problems);
            Document::Costs(Box::new(costs))
        })?,
        DocumentKind::Crosswalk => open::<Crosswalk>(input, |crosswalk, problems| {
            id(&crosswalk.id, problems);
            crosswalk.check(problems);
            Document::Crosswalk(Box::new(crosswalk))
        })?,
        DocumentKind::Framework => open::<FrameworkContent>(input, |content, problems| {
            id(&content.id, problems);
            Document::Framework(Box::new(Framework::new(content, problems)))
        })?,
        DocumentKind::Model => open::<ScoringModel>(input, |model, problems| {
            id(&model.id, problems);
            model.check(problems);
            Document::Model(Box::new(model))
        })?,
        DocumentKind::Obligations => open::<ObligationSetContent>(input, |content, problems| {
            id(&content.id, problems);
            Document::Obligations(Box::new(ObligationSet::new(content, problems)))
        })?,
        DocumentKind::Scale => open::<Scale>(input, |scale, problems| {
            id(&scale.id, problems);
            scale.check(problems);
            Document::Scale(Box::new(scale))
        })?,
        DocumentKind::Scope => open::<Scope>(input, |scope, problems| {
            id(&scope.id, problems);
            scope.check(problems);
            Document::Scope(Box::new(scope))
        })?,
        DocumentKind::Transition => open::<Transition>(input, |transition, problems| {
            id(&transition.id, problems);
            transition.check(problems);
            Document::Transition(Box::new(transition))
        })?,
        DocumentKind::Translation => open::<Translation>(input, |translation, problems| {
            id(&translation.id, problems);
            translation.check(problems);
            Document::Translation(Box::new(translation))
        })?,
        DocumentKind::Wording => open::<Wording>(input, |wording, problems| {
            id(&wording.id, problems);
            wording.check(problems);
            Document::Wording(Box::new(wording))
        })?,
    })
}

/// Reads a file of another tool as `T`, keys that `T` does not know passed over; its error stays open.
pub(crate) fn read_foreign<T: DeserializeOwned>(text: &[u8]) -> Result<(T, Text), Error> {
    let mut root = parse(text)?;
    let (content, faults) = decode::decode_foreign::<T>(&mut root);
    let text = Text { root, faults };
    match content {
        Some(content) => Ok((content, text)),
        None => {
            let unreadable = Problem::new(Code::DocumentType, "the file could not be read");
            Err(text.finish(Problems::default()).err().unwrap_or_else(|| unreadable.into()))
        }
    }
}

/// The keys of a text that is one map; none where it is anything else.
pub(crate) fn keys(text: &[u8]) -> Vec<String> {
    match parse(text).map(|root| root.shape) {
        Ok(Shape::Map(entries)) => entries.into_iter().map(|entry| entry.key).collect(),
        _ => Vec::new(),
    }
}

fn id(id: &str, problems: &mut Problems) {
    if !is_valid(id) {
        problems.value(&Path::default().key("id"), Code::DocumentId, format!("{} cannot be an id", quoted(id)));
    }
}

fn open<T: DeserializeOwned>(
    input: Input<'_>,
    build: impl FnOnce(T, &mut Problems) -> Document,
) -> Result<(Document, Text, Problems), Error> {
    let (content, text) = match input {
        Input::Tree(mut root) => {
            let (content, faults) = decode::decode::<T>(&mut root);
            (content, Text { root, faults })
        }
        Input::Own(json) => {
            let content =
                serde_json::from_str(json).map_err(|error| Problem::new(Code::DocumentSyntax, error.to_string()))?;
            let root = Node { shape: Shape::Map(Vec::new()), line: 1, column: 1 };
            (Some(content), Text { root, faults: Faults::default() })
        }
    };
    let Some(content) = content else {
        let unreadable = Problem::new(Code::DocumentType, "the document could not be read");
        return Err(text.finish(Problems::default()).err().unwrap_or_else(|| unreadable.into()));
    };
    let mut problems = Problems::default();
    let document = build(content, &mut problems);
    Ok((document, text, problems))
}

fn parse(text: &[u8]) -> Result<Node, Error> {
    if text.len() > LONGEST {
        let message = format!("the text has {} bytes; at most {LONGEST} are read", text.len());
        return Err(Problem::new(Code::DocumentTooLarge, message).into());
    }
    let utf8 = std::str::from_utf8(text).map_err(|error| not_utf8(text, error.valid_up_to()))?;
    let utf8 = utf8.strip_prefix('\u{feff}').unwrap_or(utf8);
    if utf8.trim().is_empty() {
        return Err(Problem::new(Code::DocumentEmpty, "the document is empty").position(1, 1).into());
    }
    match Format::of(text) {
        Format::Json => json::parse(utf8),
        #[cfg(feature = "yaml")]
        Format::Yaml => yaml::parse(utf8),
        #[cfg(not(feature = "yaml"))]
        Format::Yaml => {
            let message = "expected JSON, which starts with `{`; this build reads no YAML";
            Err(Problem::new(Code::DocumentSyntax, message).position(1, 1).into())
        }
    }
}

pub(crate) fn not_utf8(text: &[u8], valid: usize) -> Error {
    let before = text.get(..valid).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let last = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let column = String::from_utf8_lossy(last).chars().count() + 1;
    let message = "the text is not UTF-8; save it as UTF-8";
    Problem::new(Code::DocumentEncoding, message).position(line as u64, column as u64).into()
}

fn kind_of(root: &Node) -> Result<DocumentKind, Error> {
    let path = Path::default().key("schema");
    let schemas: Vec<&str> = DocumentKind::ALL.iter().map(|kind| kind.schema()).collect();
    let Shape::Map(_) = &root.shape else {
        let message = format!("expected a document with a key `schema`, found {}", root.shape.noun());
        return Err(Problem::new(Code::DocumentKind, message).position(root.line, root.column).into());
    };
    let Some(schema) = root.get("schema") else {
        let message = format!("`schema` is missing; it is one of {}", one_of(&schemas));
        return Err(Problem::new(Code::DocumentKind, message).position(root.line, root.column).into());
    };
    let Shape::Text(text) = &schema.shape else {
        let message = format!("`schema` is text, one of {}, not {}", one_of(&schemas), schema.shape.noun());
        return Err(Problem::new(Code::DocumentKind, message).at(&path).position(schema.line, schema.column).into());
    };
    if let Some(kind) = DocumentKind::ALL.into_iter().find(|kind| kind.schema() == text) {
        return Ok(kind);
    }
    let newer = DocumentKind::ALL.into_iter().find(|kind| {
        let version = text.strip_prefix("csf-assess/").and_then(|rest| rest.strip_prefix(kind.text()));
        version.and_then(|version| version.strip_prefix('/')).is_some_and(|version| version.parse::<u32>().is_ok())
    });
    let problem = match newer {
        Some(kind) => {
            let message =
                format!("{} is not known to this version, which reads {}", quoted(text), quoted(kind.schema()));
            Problem::new(Code::DocumentVersion, message)
        }
        None => {
            let hint = match nearest(text, schemas.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of {}", one_of(&schemas)),
            };
            Problem::new(Code::DocumentKind, format!("{} is not a known schema; {hint}", quoted(text)))
        }
    };
    Err(problem.at(&path).position(schema.line, schema.column).into())
}
