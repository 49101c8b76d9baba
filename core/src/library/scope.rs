//! Who an organization is under an act, from the scope documents of a library.

use super::{Kept, Library, misfit, named};
use crate::assessment::{Assessment, Organization};
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::id::quoted;
use crate::obligation::ObligationSet;
use crate::result::{DocumentStamp, ScopeStamp};
use crate::scope::{ClassOf, EntityFacts, NONE, Scope, ScopeAnswer, Sizes, Terms};
use crate::status;

impl Library {
    /// Who an entity is under a set: class, the rule that decides, what is missing, what would change it.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use csf_assess::{Library, scope::EntityFacts};
    ///
    /// let facts = EntityFacts {
    ///     sectors: Some(vec!["annex-i/energy/electricity".to_owned()]),
    ///     size: Some("large".to_owned()),
    ///     ..EntityFacts::default()
    /// };
    /// let answer = Library::embedded()?.scope("nis2", &facts)?;
    /// assert_eq!(answer.class.as_deref(), Some("essential"));
    /// assert_eq!(answer.rule.map(|rule| rule.article).as_deref(), Some("3(1)(a)"));
    /// # }
    /// # Ok::<(), csf_assess::Error>(())
    /// ```
    ///
    /// # Errors
    /// A set without a scope document, an unknown overlay, and facts that the rules do not know.
    pub fn scope(&self, set: &str, facts: &EntityFacts) -> Result<ScopeAnswer, Error> {
        let mut problems = Problems::default();
        let base = named(&self.scopes, "scope document", set, &Path::default(), &mut problems);
        if let Some(overlays) = base.and_then(|kept| kept.document.overlays.as_ref()) {
            let message = format!("{} is an overlay; ask for the set {} under it", quoted(set), quoted(overlays));
            problems.value(&Path::default(), Code::DocumentReference, message);
        }
        let overlay = facts.overlay.as_deref().and_then(|id| {
            let path = Path::default().key("overlay");
            let kept = named(&self.scopes, "overlay", id, &path, &mut problems)?;
            if kept.document.overlays.as_deref() != Some(set) {
                let message = format!("{} is not an overlay of {}", quoted(id), quoted(set));
                problems.value(&path, Code::DocumentReference, message);
            }
            Some(&*kept.document)
        });
        let terms = self.terms(set);
        if let Some(base) = base {
            base.document.check_facts(overlay, &terms, facts, &mut problems);
        }
        problems.into_result()?;
        base.map(|base| base.document.decide(overlay, &terms, facts))
            .ok_or_else(|| Problem::new(Code::DocumentNotFound, "there is no such scope document").into())
    }

    /// Who the organization of an assessment is under a set; none where the assessment gives the class itself, gives
    /// neither sector, size nor roles, or names a sector or role that the set does not know, and where the set has no
    /// scope document. A size that is none of the document's is not known; an overlay of the organization's country is
    /// read first.
    #[must_use]
    pub fn scope_of(&self, assessment: &Assessment, set: &str) -> Option<ScopeAnswer> {
        let organization = assessment.content().organization.as_ref()?;
        if organization.class.as_ref().is_some_and(|class| class.under(set).is_some()) {
            return None;
        }
        let base = &self.scopes.get(set).filter(|kept| kept.document.overlays.is_none())?.document;
        let mut facts = self.facts_of(organization, base)?;
        if let Some(ClassOf { set: other, fact: Some(fact) }) = &base.class_of
            && let Some(class) = self.own_class(assessment, other).0
        {
            facts.facts.insert(fact.clone(), class != NONE);
        }
        self.scope(set, &facts).ok()
    }

    fn facts_of(&self, organization: &Organization, base: &Scope) -> Option<EntityFacts> {
        let Organization { sector, size, roles, country, .. } = organization;
        if sector.is_none() && size.is_none() && roles.is_none() {
            return None;
        }
        let is_known = |size: &&String| base.sizes.iter().flat_map(Sizes::ids).any(|id| id == *size);
        let of_country = |scope: &&Scope| {
            scope.overlays.as_ref() == Some(&base.id) && scope.country.is_some() && scope.country == *country
        };
        Some(EntityFacts {
            sectors: sector.clone().map(|sector| vec![sector]),
            size: size.as_ref().filter(is_known).cloned(),
            roles: roles.clone(),
            overlay: self.scope_documents().find(of_country).map(|overlay| overlay.id.clone()),
            ..EntityFacts::default()
        })
    }

    /// The class under a set as the assessment gives it or the set's own rules derive it.
    fn own_class(&self, assessment: &Assessment, set: &str) -> (Option<String>, Option<ScopeStamp>) {
        if let Some(class) = status::class(assessment, set) {
            return (Some(class.to_owned()), None);
        }
        let answer = self.scope_of(assessment, set);
        (answer.as_ref().and_then(|answer| answer.class.clone()), answer.map(|answer| self.scope_stamp(&answer)))
    }

    /// The class under a set and what a result says about it. Under a set that has the classes of another, whoever its
    /// own rules do not leave out has the class that the other gives.
    pub(super) fn class_under(&self, assessment: &Assessment, set: &str) -> (Option<String>, Option<ScopeStamp>) {
        let own = self.own_class(assessment, set);
        let of = self.scope_document(set).and_then(|scope| scope.class_of.as_ref());
        let Some(of) = of.filter(|_| own.0.is_none()) else { return own };
        match self.own_class(assessment, &of.set) {
            (None, _) => {
                let (class, stamp) = own;
                (class, stamp.map(|stamp| ScopeStamp { class_of: Some(of.set.clone()), ..stamp }))
            }
            (class, stamp) => {
                let documents = own.1.map(|own| own.documents).unwrap_or_default();
                let stamp = stamp.map(|stamp| ScopeStamp {
                    class_of: Some(of.set.clone()),
                    documents: documents.into_iter().chain(stamp.documents).collect(),
                    ..stamp
                });
                (class, stamp)
            }
        }
    }

    fn scope_stamp(&self, answer: &ScopeAnswer) -> ScopeStamp {
        let ids = answer.overlay.iter().chain([&answer.set]);
        let stamp = |id: &String| {
            self.scopes.get(id).map(|Kept { hash, .. }| DocumentStamp { hash: hash.clone(), id: id.clone() })
        };
        let rule = answer.rule.as_ref();
        ScopeStamp {
            article: rule.map(|rule| rule.article.clone()),
            class_of: None,
            document: rule.map(|rule| rule.document.clone()),
            documents: ids.filter_map(stamp).collect(),
            missing: answer.missing.clone(),
            outcome: answer.outcome,
            possible: answer.possible.clone(),
            rule: rule.map(|rule| rule.id.clone()),
        }
    }

    fn terms(&self, set: &str) -> Terms<'_> {
        let all: Vec<&ObligationSet> = self.obligation_sets().collect();
        self.obligation_set(set).map(|set| Terms::of(set, &all)).unwrap_or_default()
    }

    /// Refuses a set that takes the place of one that a scope document of this library is about, if it would no longer
    /// fit.
    pub(super) fn check_scopes_of(&self, set: &ObligationSet, problems: &mut Problems) {
        let Some(scope) = self.scope_document(set.id()) else { return };
        let all: Vec<&ObligationSet> = self.obligation_sets().collect();
        let mut found = Problems::default();
        scope.check_against(set, &Terms::of(set, &all), None, &mut found);
        misfit("scope document", &scope.id, found, problems);
    }

    /// Checks a scope document against its set, and an overlay against what it overlays.
    pub(super) fn check_scope(&self, scope: &Scope, problems: &mut Problems) {
        let root = Path::default();
        let (set, base) = match &scope.overlays {
            None => (&scope.id, None),
            Some(base) => {
                let path = root.key("overlays");
                let Some(kept) = named(&self.scopes, "scope document", base, &path, problems) else { return };
                if self.scope_document(&scope.id).is_some_and(|other| other.overlays.is_none()) {
                    let message =
                        format!("an overlay has an id of its own, and {} is that of a set", quoted(&scope.id));
                    problems.value(&root.key("id"), Code::DocumentDuplicateId, message);
                } else if let Some(under) = &kept.document.overlays {
                    let message = format!("{} is an overlay itself; name {}", quoted(base), quoted(under));
                    problems.value(&path, Code::DocumentReference, message);
                }
                (base, Some(&*kept.document))
            }
        };
        let Some(set) = named(&self.sets, "obligation set", set, &root.key("id"), problems) else { return };
        scope.check_against(&set.document, &self.terms(set.document.id()), base, problems);
        if let Some(of) = &scope.class_of {
            let path = root.key("class_of").key("set");
            let Some(other) = named(&self.sets, "obligation set", &of.set, &path, problems) else { return };
            let has = |class: &&String| other.document.content().classes.contains(class);
            if set.document.content().classes.iter().any(|class| !has(&class)) || of.set == scope.id {
                let message = format!("{} does not have the classes of {}", quoted(&of.set), quoted(&scope.id));
                problems.value(&path, Code::DocumentReference, message);
            }
        }
    }
}
