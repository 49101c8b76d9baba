//! The library of a command: what is embedded and what the user brought along.

use crate::failure::{Failure, Outcome, problems};
use crate::input::Source;
use csf_assess::document::{self, Document, DocumentKind};
use csf_assess::exchange::overlay::Format;
use csf_assess::framework::Framework;
use csf_assess::id::nearest;
use csf_assess::obligation::ObligationSet;
use csf_assess::{Assessment, Library};
use std::collections::BTreeMap;
use std::path::Path;

/// A library, and which file each of the user's own documents came from.
#[derive(Debug)]
pub(crate) struct Documents {
    pub(crate) library: Library,
    own: BTreeMap<(DocumentKind, String), String>,
}

/// What others refer to comes first; what cannot be read is told last, beside everything that can.
fn rank(document: Option<&Document>) -> u8 {
    match document {
        Some(Document::Scale(_)) => 0,
        Some(Document::Model(_)) => 1,
        Some(Document::Framework(framework)) if framework.content().concepts_of.is_none() => 2,
        Some(Document::Framework(_)) => 3,
        Some(Document::Obligations(_)) => 4,
        Some(Document::Crosswalk(_) | Document::Transition(_) | Document::Translation(_) | Document::Wording(_)) => 5,
        Some(Document::Scope(scope)) if scope.overlays.is_none() => 6,
        Some(Document::Scope(_)) => 7,
        _ => 8,
    }
}

fn note(found: &mut [Vec<String>], position: usize, lines: &[String]) {
    if let Some(of_file) = found.get_mut(position) {
        of_file.extend_from_slice(lines);
    }
}

/// What a mistyped name most likely meant, or all that it could be.
pub(crate) fn hint(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}", known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
    }
}

fn described(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Assessment => "an assessment",
        DocumentKind::Costs => "costs",
        DocumentKind::Crosswalk => "a crosswalk",
        DocumentKind::Framework => "a framework",
        DocumentKind::Model => "a scoring model",
        DocumentKind::Obligations => "an obligation set",
        DocumentKind::Scale => "a scale",
        DocumentKind::Scope => "a scope document",
        DocumentKind::Transition => "a transition",
        DocumentKind::Translation => "a translation",
        DocumentKind::Wording => "official wording",
        _ => "a document of another kind",
    }
}

/// The option that takes a document of this kind.
fn option(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Scope => "overlay",
        kind => kind.text(),
    }
}

impl Documents {
    /// The embedded documents and those of `--with`.
    pub(crate) fn with(files: &[Source]) -> Outcome<Self> {
        let mut documents = Self { library: Library::embedded()?, own: BTreeMap::new() };
        let found = documents.take_in(files, false)?;
        if found.is_empty() { Ok(documents) } else { Err(Failure::Input(found)) }
    }

    /// Checks files of every kind and keeps what others can refer to; every problem, in the order of the files.
    pub(crate) fn check(&mut self, files: &[Source]) -> Outcome<Vec<String>> {
        self.take_in(files, true)
    }

    fn take_in(&mut self, files: &[Source], assessments: bool) -> Outcome<Vec<String>> {
        let mut found: Vec<Vec<String>> = files.iter().map(|_| Vec::new()).collect();
        let mut texts = Vec::new();
        for (position, file) in files.iter().enumerate() {
            match file.read() {
                Ok(bytes) => {
                    let read = document::read(&bytes).ok();
                    let kind = read.as_ref().map(Document::kind);
                    texts.push((rank(read.as_ref()), position, file, kind, bytes));
                }
                Err(Failure::Input(lines)) => {
                    note(&mut found, position, &lines);
                }
                Err(other) => return Err(other),
            }
        }
        texts.sort_by_key(|(rank, position, ..)| (*rank, *position));
        for (_, position, file, kind, bytes) in texts {
            let taken = match kind {
                Some(DocumentKind::Assessment) if !assessments => {
                    let message = "this is an assessment; `--with` takes the documents that one refers to";
                    Err(Failure::of_file("document/kind", message, file.name()))
                }
                Some(DocumentKind::Costs) if !assessments => {
                    let message = "these are costs; `plan` takes them with `--costs`";
                    Err(Failure::of_file("document/kind", message, file.name()))
                }
                Some(DocumentKind::Assessment | DocumentKind::Costs) | None if assessments => {
                    self.library.check(&bytes).map(drop).map_err(|error| error.in_document(file.name()).into())
                }
                _ => self.add(&bytes, file.name()).map(drop),
            };
            if let Err(failure) = taken {
                note(&mut found, position, failure.lines());
            }
        }
        Ok(found.concat())
    }

    fn add(&mut self, bytes: &[u8], name: &str) -> Outcome<(DocumentKind, String)> {
        let (kind, id) = self.library.add(bytes).map_err(|error| error.in_document(name))?;
        if let Some(other) = self.own.insert((kind, id.clone()), name.to_owned()) {
            let message = format!("the {} `{id}` is also in {other}, and only one of them can be meant", kind.text());
            return Err(Failure::of_file("document/duplicate-id", message, name));
        }
        Ok((kind, id))
    }

    /// The id of a document that is named by its id or by its file.
    pub(crate) fn named(&mut self, kind: DocumentKind, name: &str) -> Outcome<String> {
        if self.library.hash(kind, name).is_some() {
            return Ok(name.to_owned());
        }
        let is_file_name = ["yaml", "yml", "json"].into_iter().any(|ending| name.ends_with(&format!(".{ending}")));
        if name != "-" && !is_file_name && !Path::new(name).exists() {
            let known = self.ids(kind);
            let message = format!("there is no {} and no file `{name}`; {}", kind.text(), hint(name, &known));
            return Err(Failure::of_argument("document/not-found", message));
        }
        let source = if name == "-" { Source::Standard } else { Source::Path(name.to_owned()) };
        let bytes = source.read()?;
        if let Some(found) = document::read(&bytes).ok().filter(|found| found.kind() != kind) {
            let message =
                format!("`--{}` takes {}, and this is {}", option(kind), described(kind), described(found.kind()));
            return Err(Failure::of_file("document/kind", message, source.name()));
        }
        self.add(&bytes, source.name()).map(|(_, id)| id)
    }

    /// Keeps the wording of `--wording`, which is the one to show.
    pub(crate) fn take_wording(&mut self, file: &Source) -> Outcome {
        let bytes = file.read()?;
        let wrong = |message: String| Err(Failure::of_file("document/kind", message, file.name()));
        if let Some(format) = Format::of(&bytes) {
            let option = match format {
                Format::Oscal => "--oscal",
                Format::Cprt => "--cprt",
                _ => "--reference-tool",
            };
            return wrong(format!(
                "this is the publisher's own file; make a wording of it with `csf-assess overlay FRAMEWORK {option} \
                 FILE -o wording.json` and name that"
            ));
        }
        if let Some(found) = document::read(&bytes).ok().filter(|found| found.kind() != DocumentKind::Wording) {
            return wrong(format!("`--wording` takes official wording, and this is {}", described(found.kind())));
        }
        let (_, id) = self.add(&bytes, file.name())?;
        let framework = self.library.wording(&id).map(|wording| wording.framework.clone()).unwrap_or_default();
        match self.library.wording_of(&framework).filter(|shown| shown.id != id) {
            Some(other) => {
                let message = format!("`{}` is official wording of {framework} too; leave one of them out", other.id);
                Err(Failure::of_file("document/duplicate-id", message, file.name()))
            }
            None => Ok(()),
        }
    }

    /// Refuses the wording of `--wording` where it is not of the framework that is shown.
    pub(crate) fn wording_fits(&self, file: Option<&Source>, framework: &str) -> Outcome {
        let Some(file) = file.filter(|_| self.library.wording_of(framework).is_none()) else { return Ok(()) };
        let message = format!("this is not the official wording of `{framework}`, which is what is shown");
        Err(Failure::of_file("document/reference", message, file.name()))
    }

    /// The user's own file that a document came from.
    pub(crate) fn file_of(&self, kind: DocumentKind, id: &str) -> Option<&str> {
        self.own.get(&(kind, id.to_owned())).map(String::as_str)
    }

    fn ids(&self, kind: DocumentKind) -> Vec<&str> {
        let library = &self.library;
        match kind {
            DocumentKind::Framework => library.frameworks().map(Framework::id).collect(),
            DocumentKind::Scale => library.scales().map(|scale| scale.id.as_str()).collect(),
            DocumentKind::Model => library.models().map(|model| model.id.as_str()).collect(),
            DocumentKind::Obligations => library.obligation_sets().map(ObligationSet::id).collect(),
            DocumentKind::Crosswalk => library.crosswalks().map(|crosswalk| crosswalk.id.as_str()).collect(),
            DocumentKind::Transition => library.transitions().map(|transition| transition.id.as_str()).collect(),
            DocumentKind::Translation => library.translations().map(|translation| translation.id.as_str()).collect(),
            DocumentKind::Wording => library.wordings().map(|wording| wording.id.as_str()).collect(),
            DocumentKind::Scope => library.scope_documents().map(|scope| scope.id.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The assessment in a file.
    pub(crate) fn assessment(&self, file: &Source) -> Outcome<Assessment> {
        let read = self.library.assessment(&file.read()?);
        read.map_err(|error| Failure::Input(problems(&error.in_document(file.name()))))
    }
    /// Several assessments, with the problems of all of them.
    pub(crate) fn assessments(&self, files: &[Source]) -> Outcome<Vec<Assessment>> {
        let mut assessments = Vec::new();
        let mut wrong = Vec::new();
        for file in files {
            match self.assessment(file) {
                Ok(assessment) => assessments.push(assessment),
                Err(Failure::Input(lines)) => wrong.extend(lines),
                Err(other) => return Err(other),
            }
        }
        if wrong.is_empty() { Ok(assessments) } else { Err(Failure::Input(wrong)) }
    }
}
