//! A library of documents, and the one call that assesses.

mod costs;
mod scope;
mod words;

use crate::assessment::{Assessment, AssessmentContent, Hashes, Rating};
use crate::crosswalk::Crosswalk;
use crate::document::{self, Document, DocumentKind};
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::framework::Framework;
use crate::hash::hash;
use crate::id::{did_you_mean, one_of, quoted};
use crate::model::ScoringModel;
use crate::obligation::ObligationSet;
use crate::result::{
    AssessmentResult, DocumentStamp, FrameworkStamp, InForceStamp, SCHEMA, SetStamp, Warning, WarningCode,
};
use crate::scale::Scale;
use crate::scope::Scope;
use crate::transition::Transition;
use crate::translation::Translation;
use crate::wording::Wording;
use crate::{score, status};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The model of an assessment that names none.
pub const DEFAULT_MODEL: &str = "weighted-mean";

/// A document with its hash.
#[derive(Clone, Debug)]
struct Kept<T> {
    document: Arc<T>,
    hash: String,
}

/// Frameworks, scales, models, obligation sets, crosswalks, transitions, translations, wordings and scope documents by id.
#[derive(Clone, Debug, Default)]
pub struct Library {
    frameworks: BTreeMap<String, Kept<Framework>>,
    scales: BTreeMap<String, Kept<Scale>>,
    models: BTreeMap<String, Kept<ScoringModel>>,
    sets: BTreeMap<String, Kept<ObligationSet>>,
    crosswalks: BTreeMap<String, Kept<Crosswalk>>,
    transitions: BTreeMap<String, Kept<Transition>>,
    translations: BTreeMap<String, Kept<Translation>>,
    wordings: BTreeMap<String, Kept<Wording>>,
    scopes: BTreeMap<String, Kept<Scope>>,
}

impl Library {
    /// A library without any document.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The library of everything that comes with csf-assess.
    ///
    /// # Errors
    /// Never with the content of a release, which is tested; the problems of the content otherwise.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Result<Self, Error> {
        let mut library = Self::default();
        for own in csf_assess_frameworks::DOCUMENTS {
            let kind = DocumentKind::ALL.into_iter().find(|kind| kind.text() == own.kind);
            let read = match kind {
                Some(kind) => document::read_own(kind, own.json),
                None => document::read_open(own.json.as_bytes()),
            };
            read.and_then(|read| library.take(read)).map_err(|error| error.in_document(own.id))?;
        }
        Ok(library)
    }

    /// Reads a document and keeps it, in place of one of the same kind and id.
    ///
    /// What a document refers to has to be there already: a crosswalk's framework and set, the framework of a
    /// transition, translation or wording, the one that a framework takes concepts of, the scale of its tiers, the set of
    /// a scope document and the document that it overlays.
    ///
    /// # Errors
    /// Every problem of the document; an assessment is refused, since it is not part of a library.
    pub fn add(&mut self, text: &[u8]) -> Result<(DocumentKind, String), Error> {
        self.take(document::read_open(text)?)
    }

    fn take(
        &mut self,
        (mut document, text, mut problems): (Document, document::Text, Problems),
    ) -> Result<(DocumentKind, String), Error> {
        self.complete(&mut document, &mut problems);
        match &document {
            Document::Framework(framework) => self.check_dependents(Some(framework), None, &mut problems),
            Document::Obligations(set) => self.check_dependents(None, Some(set), &mut problems),
            _ => {}
        }
        text.finish(problems)?;
        let (kind, id) = (document.kind(), document.id().to_owned());
        match document {
            Document::Framework(it) => keep(&mut self.frameworks, &id, hash(it.content()), *it),
            Document::Scale(it) => keep(&mut self.scales, &id, hash(&it), *it),
            Document::Model(it) => keep(&mut self.models, &id, hash(&it), *it),
            Document::Obligations(it) => keep(&mut self.sets, &id, hash(it.content()), *it),
            Document::Crosswalk(it) => keep(&mut self.crosswalks, &id, hash(&it), *it),
            Document::Transition(it) => keep(&mut self.transitions, &id, hash(&it), *it),
            Document::Translation(it) => keep(&mut self.translations, &id, hash(&it), *it),
            Document::Wording(it) => keep(&mut self.wordings, &id, hash(&it), *it),
            Document::Scope(it) => keep(&mut self.scopes, &id, hash(&it), *it),
            Document::Costs(_) => {
                let message = "costs are not part of a library; read them with `costs`";
                return Err(Problem::new(Code::DocumentKind, message).into());
            }
            Document::Assessment(_) => {
                let message = "an assessment is not part of a library; read it with `assessment`";
                return Err(Problem::new(Code::DocumentKind, message).into());
            }
        }
        Ok((kind, id))
    }

    /// Checks a document of any kind as far as this library allows, without keeping it.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn check(&self, text: &[u8]) -> Result<Document, Error> {
        let (mut document, text, mut problems) = document::read_open(text)?;
        if let Document::Assessment(content) = &document {
            let content = content.as_ref().clone();
            self.join(content, &mut problems);
        }
        self.complete(&mut document, &mut problems);
        text.finish(problems)?;
        Ok(document)
    }

    /// Checks a document against those that it refers to, and fills in the texts that a framework takes from another.
    fn complete(&self, document: &mut Document, problems: &mut Problems) {
        let root = Path::default();
        match document {
            Document::Crosswalk(crosswalk) => self.check_crosswalk(crosswalk, problems),
            Document::Framework(framework) => {
                let content = framework.content();
                let scale = self.scales.get(&content.scale).map(|kept| &*kept.document);
                let tiers = content.tiers.as_ref();
                let path = root.key("tiers").key("scale");
                let tiers = tiers.and_then(|tiers| named(&self.scales, "scale", &tiers.scale, &path, problems));
                framework.check_levels(scale, tiers.map(|kept| &*kept.document), problems);
                let Some(origin) = framework.content().concepts_of.clone() else { return };
                let path = root.key("concepts_of");
                if let Some(origin) = named(&self.frameworks, "framework", &origin, &path, problems) {
                    framework.take_texts(&origin.document, problems);
                }
            }
            Document::Transition(transition) => {
                let from = named(&self.frameworks, "framework", &transition.from, &root.key("from"), problems);
                let to = named(&self.frameworks, "framework", &transition.to, &root.key("to"), problems);
                if let (Some(from), Some(to)) = (from, to) {
                    transition.check_ids(&from.document, &to.document, problems);
                }
            }
            Document::Translation(translation) => {
                let path = root.key("framework");
                if let Some(framework) = named(&self.frameworks, "framework", &translation.framework, &path, problems) {
                    translation.check_ids(&framework.document, problems);
                }
            }
            Document::Wording(wording) => {
                let path = root.key("framework");
                if let Some(framework) = named(&self.frameworks, "framework", &wording.framework, &path, problems) {
                    wording.check_ids(&framework.document, problems);
                }
            }
            Document::Scope(scope) => self.check_scope(scope, problems),
            _ => {}
        }
    }

    /// Refuses a framework or set that takes the place of one on which a crosswalk of this library rests, if the
    /// crosswalk would no longer fit; and a set, if its scope document would not.
    fn check_dependents(&self, framework: Option<&Framework>, set: Option<&ObligationSet>, problems: &mut Problems) {
        let is_affected = |crosswalk: &&Crosswalk| {
            framework.is_some_and(|framework| framework.id() == crosswalk.from)
                || set.is_some_and(|set| set.id() == crosswalk.to)
        };
        if let Some(set) = set {
            self.check_scopes_of(set, problems);
        }
        for crosswalk in self.crosswalks().filter(is_affected) {
            let (Some(framework), Some(set)) =
                (framework.or(self.framework(&crosswalk.from)), set.or(self.obligation_set(&crosswalk.to)))
            else {
                continue;
            };
            let mut found = Problems::default();
            crosswalk.check_ids(framework, set, &mut found);
            misfit("crosswalk", &crosswalk.id, found, problems);
        }
    }

    fn check_crosswalk(&self, crosswalk: &Crosswalk, problems: &mut Problems) {
        let root = Path::default();
        let framework = named(&self.frameworks, "framework", &crosswalk.from, &root.key("from"), problems);
        let set = named(&self.sets, "obligation set", &crosswalk.to, &root.key("to"), problems);
        if let (Some(framework), Some(set)) = (framework, set) {
            crosswalk.check_ids(&framework.document, &set.document, problems);
        }
    }

    /// Reads an assessment and joins it with the framework, scale and model that it names.
    ///
    /// # Errors
    /// Every problem of the document, each with its line, column and path.
    pub fn assessment(&self, text: &[u8]) -> Result<Assessment, Error> {
        let (document, text, mut problems) = document::read_open(text)?;
        let Document::Assessment(content) = document else {
            let message =
                format!("expected an assessment, found the {} {}", document.kind().text(), quoted(document.id()));
            return Err(Problem::new(Code::DocumentKind, message).into());
        };
        let assessment = self.join(*content, &mut problems);
        text.finish(problems)?;
        assessment.ok_or_else(|| Problem::new(Code::DocumentReference, "the assessment could not be joined").into())
    }

    /// Joins the content of an assessment with the framework, scale and model that it names.
    ///
    /// # Errors
    /// Every problem of the content, each with its path.
    pub fn assessment_of(&self, content: AssessmentContent) -> Result<Assessment, Error> {
        let mut problems = Problems::default();
        let assessment = self.join(content, &mut problems);
        problems.into_result()?;
        assessment.ok_or_else(|| Problem::new(Code::DocumentReference, "the assessment could not be joined").into())
    }

    fn join(&self, content: AssessmentContent, problems: &mut Problems) -> Option<Assessment> {
        let root = Path::default();
        let framework = named(&self.frameworks, "framework", &content.framework, &root.key("framework"), problems);
        let model_id = content.model.as_deref().unwrap_or(DEFAULT_MODEL);
        let model = named(&self.models, "model", model_id, &root.key("model"), problems);
        let framework = framework?;
        let scale_id = content.scale.clone().unwrap_or_else(|| framework.document.content().scale.clone());
        let scale = named(&self.scales, "scale", &scale_id, &root.key("scale"), problems)?;
        let model = model?;
        let hashes = Hashes { framework: framework.hash.clone(), scale: scale.hash.clone(), model: model.hash.clone() };
        let (framework, scale, model) = (framework.document.clone(), scale.document.clone(), model.document.clone());
        let mut of_model = Problems::default();
        model.check_against(&framework, &scale, &mut of_model);
        if let Some(error) = of_model.into_error(Vec::new(), |_, _| None) {
            for problem in error.problems() {
                let message =
                    format!("the model {} does not fit: {} ({})", quoted(&model.id), problem.message(), problem.path());
                problems.value(&root.key("model"), problem.kind(), message);
            }
        }
        let sets: Vec<&ObligationSet> = self.sets.values().map(|kept| &*kept.document).collect();
        let tiers = framework.content().tiers.as_ref().filter(|_| !content.tiers.is_empty());
        let tier_scale =
            tiers.and_then(|tiers| named(&self.scales, "scale", &tiers.scale, &root.key("tiers"), problems));
        let tier_scale = tier_scale.map(|kept| &*kept.document);
        Some(Assessment::new(content, hashes, framework, scale, model, (tier_scale, &sets), problems))
    }

    /// Scores an assessment and grades the obligations of the named sets, each through its own crosswalk.
    ///
    /// # Errors
    /// A set that is not in the library.
    pub fn assess(&self, assessment: &Assessment, sets: &[&str]) -> Result<AssessmentResult, Error> {
        let sets: Vec<(&str, Option<&str>)> = sets.iter().map(|set| (*set, None)).collect();
        self.assess_through(assessment, &sets)
    }

    /// Like [`Library::assess`], with the crosswalk named for some sets.
    ///
    /// # Errors
    /// A set or crosswalk that is not in the library, or a crosswalk that does not lead from the assessment's
    /// framework to the set.
    pub fn assess_through(
        &self,
        assessment: &Assessment,
        sets: &[(&str, Option<&str>)],
    ) -> Result<AssessmentResult, Error> {
        let (nodes, gates) = score::score(assessment);
        let (framework, hashes) = (assessment.framework(), assessment.hashes());
        let mut result = AssessmentResult {
            framework: FrameworkStamp {
                hash: hashes.framework.clone(),
                id: framework.id().to_owned(),
                version: framework.content().version.clone(),
            },
            gates,
            groups: BTreeMap::new(),
            model: DocumentStamp { hash: hashes.model.clone(), id: assessment.model().id.clone() },
            nodes,
            obligations: BTreeMap::new(),
            scale: DocumentStamp { hash: hashes.scale.clone(), id: assessment.scale().id.clone() },
            schema: SCHEMA,
            sets: BTreeMap::new(),
            warnings: warnings(assessment),
        };
        let mut problems = Problems::default();
        for (set, crosswalk) in sets {
            let Some(kept) = named(&self.sets, "obligation set", set, &Path::default(), &mut problems) else {
                continue;
            };
            let Some(crosswalk) = self.chosen(framework, set, *crosswalk, &mut problems) else { continue };
            let document = crosswalk.map(|crosswalk| &*crosswalk.document);
            let (class, scope) = self.class_under(assessment, set);
            let obligations = status::obligations(assessment, &kept.document, class.as_deref(), document);
            let groups = status::groups(&kept.document, &obligations);
            let twice = |id: &&String| result.obligations.contains_key(*id) || result.groups.contains_key(*id);
            if let Some(id) = obligations.keys().chain(groups.keys()).find(twice) {
                let message = format!("the id {} is in {} and in another set asked for", quoted(id), quoted(set));
                problems.value(&Path::default(), Code::DocumentDuplicateId, message);
            }
            result.groups.extend(groups);
            result.obligations.extend(obligations);
            let in_force = &kept.document.content().in_force;
            let stamp = SetStamp {
                class,
                crosswalk: crosswalk.map(|crosswalk| crosswalk.document.id.clone()),
                crosswalk_hash: crosswalk.map(|crosswalk| crosswalk.hash.clone()),
                hash: kept.hash.clone(),
                in_force: InForceStamp { from: in_force.from.clone(), until: in_force.until.clone() },
                scope,
            };
            result.sets.insert((*set).to_owned(), stamp);
        }
        problems.into_result()?;
        Ok(result)
    }

    /// The crosswalk for a framework and set: the named one, else `<from>--<to>`, else the first, else none.
    fn chosen(
        &self,
        framework: &Framework,
        set: &str,
        name: Option<&str>,
        problems: &mut Problems,
    ) -> Option<Option<&Kept<Crosswalk>>> {
        let from = framework.content().outcomes_of.as_deref().unwrap_or(framework.id());
        let leads = |crosswalk: &Crosswalk| crosswalk.from == from && crosswalk.to == set;
        let Some(name) = name else {
            let usual = self.crosswalks.get(&format!("{from}--{set}")).filter(|kept| leads(&kept.document));
            return Some(usual.or_else(|| self.crosswalks.values().find(|kept| leads(&kept.document))));
        };
        let kept = named(&self.crosswalks, "crosswalk", name, &Path::default(), problems)?;
        if !leads(&kept.document) {
            let message = format!(
                "the crosswalk {} leads from {} to {}, not from {from} to {set}",
                quoted(name),
                kept.document.from,
                kept.document.to
            );
            problems.value(&Path::default(), Code::DocumentReference, message);
            return None;
        }
        Some(Some(kept))
    }

    /// The crosswalk that [`Library::assess`] reads for a framework and a set.
    #[must_use]
    pub fn crosswalk_between(&self, framework: &Framework, set: &str) -> Option<&Crosswalk> {
        self.chosen(framework, set, None, &mut Problems::default()).flatten().map(|kept| &*kept.document)
    }
}

macro_rules! shelves {
    ($($one:ident $many:ident $field:ident $type:ty, $what:literal;)*) => {
        impl Library {
            $(
                #[doc = concat!("The ", $what, " with this id.")]
                #[must_use]
                pub fn $one(&self, id: &str) -> Option<&$type> {
                    self.$field.get(id).map(|kept| &*kept.document)
                }

                #[doc = concat!("All of the library's ", $what, " documents, by id.")]
                pub fn $many(&self) -> impl Iterator<Item = &$type> {
                    self.$field.values().map(|kept| &*kept.document)
                }
            )*

            /// The hash of the document with this kind and id.
            #[must_use]
            pub fn hash(&self, kind: DocumentKind, id: &str) -> Option<&str> {
                match kind {
                    DocumentKind::Framework => self.frameworks.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Scale => self.scales.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Model => self.models.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Obligations => self.sets.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Crosswalk => self.crosswalks.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Transition => self.transitions.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Translation => self.translations.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Wording => self.wordings.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Scope => self.scopes.get(id).map(|kept| kept.hash.as_str()),
                    DocumentKind::Assessment | DocumentKind::Costs => None,
                }
            }
        }
    };
}

shelves! {
    framework frameworks frameworks Framework, "framework";
    scale scales scales Scale, "scale";
    model models models ScoringModel, "model";
    obligation_set obligation_sets sets ObligationSet, "obligation set";
    crosswalk crosswalks crosswalks Crosswalk, "crosswalk";
    transition transitions transitions Transition, "transition";
    translation translations translations Translation, "translation";
    wording wordings wordings Wording, "wording";
    scope_document scope_documents scopes Scope, "scope";
}

fn keep<T>(shelf: &mut BTreeMap<String, Kept<T>>, id: &str, hash: String, document: T) {
    shelf.insert(id.to_owned(), Kept { document: Arc::new(document), hash });
}

fn named<'a, T>(
    shelf: &'a BTreeMap<String, Kept<T>>,
    what: &str,
    id: &str,
    path: &Path,
    problems: &mut Problems,
) -> Option<&'a Kept<T>> {
    let kept = shelf.get(id);
    if kept.is_none() {
        let known: Vec<&str> = shelf.keys().map(String::as_str).collect();
        let hint = match crate::id::nearest(id, known.iter().copied()) {
            Some(_) => did_you_mean(id, known),
            None => format!("; there is {}", one_of(&known)),
        };
        problems.value(path, Code::DocumentNotFound, format!("there is no {what} {}{hint}", quoted(id)));
    }
    kept
}

/// Notes that a document of the library would not fit what takes the place of another.
fn misfit(what: &str, id: &str, found: Problems, problems: &mut Problems) {
    if let Err(error) = found.into_result() {
        let first = error.problems().next().map(Problem::message).unwrap_or_default();
        let message = format!("the {what} {} of this library would no longer fit: {first}", quoted(id));
        problems.value(&Path::default().key("id"), Code::DocumentReference, message);
    }
}

fn warnings(assessment: &Assessment) -> Vec<Warning> {
    let framework = assessment.framework();
    let never = framework.outcomes().zip(framework.items()).filter(|(_, item)| item.always_applies());
    let mut warnings: Vec<Warning> = never
        .filter(|(node, _)| assessment.rating(&node.id) == Rating::NotApplicable)
        .map(|(node, _)| Warning { code: WarningCode::NotApplicableNever, id: node.id.clone() })
        .collect();
    warnings.sort_unstable();
    warnings
}
