//! Who an organization is under an act, from the scope documents of a library.

use super::{Kept, Library, named};
use crate::assessment::{Assessment, Organization};
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::id::quoted;
use crate::obligation::ObligationSet;
use crate::result::{DocumentStamp, ScopeStamp};
use crate::scope::{EntityFacts, Scope, ScopeAnswer, Sizes, Terms};

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
    /// neither sector, size nor roles, or names a size, sector or role that the set does not know, and where the set
    /// has no scope document. An overlay of the organization's country is read first.
    #[must_use]
    pub fn scope_of(&self, assessment: &Assessment, set: &str) -> Option<ScopeAnswer> {
        let organization = assessment.content().organization.as_ref()?;
        if organization.class.as_ref().is_some_and(|class| class.under(set).is_some()) {
            return None;
        }
        let base = self.scopes.get(set).filter(|kept| kept.document.overlays.is_none())?;
        let facts = self.facts_of(organization, &base.document)?;
        self.scope(set, &facts).ok()
    }

    fn facts_of(&self, organization: &Organization, base: &Scope) -> Option<EntityFacts> {
        let Organization { sector, size, roles, country, .. } = organization;
        if sector.is_none() && size.is_none() && roles.is_none() {
            return None;
        }
        if let Some(size) = size
            && !base.sizes.iter().flat_map(Sizes::ids).any(|id| id == size)
        {
            return None;
        }
        let of_country = |scope: &&Scope| {
            scope.overlays.as_ref() == Some(&base.id) && scope.country.is_some() && scope.country == *country
        };
        Some(EntityFacts {
            sectors: sector.clone().map(|sector| vec![sector]),
            size: size.clone(),
            roles: roles.clone(),
            overlay: self.scope_documents().find(of_country).map(|overlay| overlay.id.clone()),
            ..EntityFacts::default()
        })
    }

    /// What a result says about a class that was derived.
    pub(super) fn scope_stamp(&self, answer: &ScopeAnswer) -> Option<ScopeStamp> {
        let rule = answer.rule.as_ref().filter(|_| answer.class.is_some())?;
        let ids = answer.overlay.iter().chain([&answer.set]);
        let stamp = |id: &String| {
            self.scopes.get(id).map(|Kept { hash, .. }| DocumentStamp { hash: hash.clone(), id: id.clone() })
        };
        Some(ScopeStamp {
            article: rule.article.clone(),
            documents: ids.filter_map(stamp).collect(),
            rule: rule.id.clone(),
        })
    }

    fn terms(&self, set: &str) -> Terms<'_> {
        let all: Vec<&ObligationSet> = self.obligation_sets().collect();
        self.obligation_set(set).map(|set| Terms::of(set, &all)).unwrap_or_default()
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
    }
}
