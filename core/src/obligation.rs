//! Obligation sets: the duties of one act, whom they bind, and what has to be asked beside a framework.

mod content;

pub use content::{
    Addressee, Binds, Deadline, DeadlineEvent, Group, InForce, Kind, LegalState, Obligation, ObligationSetContent,
    Pending, Question, Term, Unless,
};

use crate::error::{Code, Path, Problems};
use crate::id::{check_day, check_text, did_you_mean, is_valid, quoted};
use std::collections::BTreeMap;

/// How deep groups may nest.
const DEEPEST_GROUP: usize = 8;

/// What an id of an [`ObligationSet`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Obligation(usize),
    Group(usize),
}

/// The duties of one act, with an index of its ids.
#[derive(Clone, Debug)]
pub struct ObligationSet {
    content: ObligationSetContent,
    places: BTreeMap<String, Place>,
    questions: BTreeMap<String, (usize, usize)>,
}

impl ObligationSet {
    /// The set's id, such as `nis2`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.content.id
    }

    /// The document that this set was made from.
    #[must_use]
    pub fn content(&self) -> &ObligationSetContent {
        &self.content
    }

    /// The obligation with this id.
    #[must_use]
    pub fn obligation(&self, id: &str) -> Option<&Obligation> {
        match self.places.get(id)? {
            Place::Obligation(position) => self.content.obligations.get(*position),
            Place::Group(_) => None,
        }
    }

    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&Group> {
        match self.places.get(id)? {
            Place::Group(position) => self.content.groups.get(*position),
            Place::Obligation(_) => None,
        }
    }

    /// The obligation and the supplementary question with this question id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<(&Obligation, &Question)> {
        let (obligation, question) = self.questions.get(id)?;
        let obligation = self.content.obligations.get(*obligation)?;
        Some((obligation, obligation.supplementary.get(*question)?))
    }

    /// The ids of all obligations and groups, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// The ids of all supplementary questions, sorted.
    pub fn question_ids(&self) -> impl Iterator<Item = &str> {
        self.questions.keys().map(String::as_str)
    }

    /// The obligations that are graded: all but those of kind `information`, in the set's order.
    pub fn graded(&self) -> impl Iterator<Item = &Obligation> {
        self.content.obligations.iter().filter(|obligation| obligation.kind != Kind::Information)
    }

    /// Whether an obligation stands below a group, at any depth.
    pub(crate) fn is_below(&self, obligation: &Obligation, group: &str) -> bool {
        let mut above = obligation.group.as_deref();
        while let Some(id) = above {
            if id == group {
                return true;
            }
            above = self.group(id).and_then(|group| group.group.as_deref());
        }
        false
    }

    /// Where the first obligation below a group stands in the act's order; past the end where there is none.
    pub(crate) fn first_below(&self, group: &str) -> usize {
        let obligations = &self.content.obligations;
        obligations.iter().position(|obligation| self.is_below(obligation, group)).unwrap_or(obligations.len())
    }

    pub(crate) fn new(content: ObligationSetContent, problems: &mut Problems) -> Self {
        let mut set = Self { content, places: BTreeMap::new(), questions: BTreeMap::new() };
        let content = set.content.clone();
        for (position, group) in content.groups.iter().enumerate() {
            let path = Path::default().key("groups").index(position);
            set.add(&group.id, Place::Group(position), &path, problems);
        }
        for (position, obligation) in content.obligations.iter().enumerate() {
            let path = Path::default().key("obligations").index(position);
            set.add(&obligation.id, Place::Obligation(position), &path, problems);
            set.add_questions(position, obligation, &path, problems);
            check_terms(&content, obligation, &path, problems);
        }
        set.check_groups(problems);
        check_days(&content, problems);
        let terms = |list: &str, ids: &mut dyn Iterator<Item = &String>, problems: &mut Problems| {
            for (position, id) in ids.enumerate().filter(|(_, id)| !is_valid(id)) {
                let message = format!("{} cannot be an id", quoted(id));
                problems.value(&Path::default().key(list).index(position), Code::DocumentId, message);
            }
        };
        terms("classes", &mut content.classes.iter(), problems);
        terms("roles", &mut content.roles.iter().map(|role| &role.id), problems);
        terms("sectors", &mut content.sectors.iter().map(|sector| &sector.id), problems);
        set
    }

    fn add(&mut self, id: &str, place: Place, path: &Path, problems: &mut Problems) {
        if !is_valid(id) {
            problems.value(&path.key("id"), Code::DocumentId, format!("{} cannot be an id", quoted(id)));
        }
        if self.places.insert(id.to_owned(), place).is_some() {
            problems.value(&path.key("id"), Code::DocumentDuplicateId, format!("the id {} is there twice", quoted(id)));
        }
    }

    fn add_questions(&mut self, position: usize, obligation: &Obligation, path: &Path, problems: &mut Problems) {
        if obligation.kind == Kind::Information && !obligation.supplementary.is_empty() {
            let message =
                format!("{} is information and is never graded, so it cannot have questions", quoted(&obligation.id));
            problems.value(&path.key("supplementary"), Code::ObligationInformation, message);
        }
        for (number, question) in obligation.supplementary.iter().enumerate() {
            let path = path.key("supplementary").index(number);
            check_text(Some(&question.question), &path.key("question"), problems);
            let path = path.key("id");
            if question.id.rsplit_once('/').map(|(owner, _)| owner) != Some(obligation.id.as_str())
                || !is_valid(&question.id)
            {
                let message = format!(
                    "the question id {} should be {}",
                    quoted(&question.id),
                    quoted(&format!("{}/{}", obligation.id, number + 1))
                );
                problems.value(&path, Code::DocumentId, message);
            }
            if self.questions.insert(question.id.clone(), (position, number)).is_some() {
                problems.value(
                    &path,
                    Code::DocumentDuplicateId,
                    format!("the id {} is there twice", quoted(&question.id)),
                );
            }
        }
    }

    fn check_groups(&self, problems: &mut Problems) {
        let groups = self.content.groups.iter().enumerate().map(|(i, group)| ("groups", i, &group.group));
        let obligations = self.content.obligations.iter().enumerate().map(|(i, o)| ("obligations", i, &o.group));
        for (list, position, parent) in groups.chain(obligations) {
            let Some(parent) = parent else { continue };
            let path = Path::default().key(list).index(position).key("group");
            if self.group(parent).is_none() {
                let known = self.content.groups.iter().map(|group| group.id.as_str());
                let message = format!(
                    "{} is not a group of this set{}",
                    quoted(parent),
                    problems.hint(|| did_you_mean(parent, known))
                );
                problems.value(&path, Code::DocumentReference, message);
            } else if !self.nests(parent) {
                let message = format!(
                    "the group {} stands below itself, or below more than {DEEPEST_GROUP} groups",
                    quoted(parent)
                );
                problems.value(&path, Code::ObligationLoop, message);
            }
        }
    }

    /// Whether the groups above the group `id` end, and soon enough.
    fn nests(&self, id: &str) -> bool {
        let mut above = Some(id);
        for _ in 0..DEEPEST_GROUP {
            let Some(id) = above else { return true };
            above = self.group(id).and_then(|group| group.group.as_deref());
        }
        above.is_none()
    }
}

fn check_days(content: &ObligationSetContent, problems: &mut Problems) {
    let root = Path::default();
    let in_force = root.key("in_force");
    check_day(Some(&content.in_force.from), &in_force.key("from"), problems);
    check_day(content.in_force.until.as_ref(), &in_force.key("until"), problems);
    if let Some(state) = &content.legal_state {
        let path = root.key("legal_state");
        check_day(Some(&state.as_of), &path.key("as_of"), problems);
        for (position, pending) in state.pending.iter().enumerate() {
            check_day(pending.dated.as_ref(), &path.key("pending").index(position).key("dated"), problems);
        }
    }
    for (position, obligation) in content.obligations.iter().enumerate() {
        let path = root.key("obligations").index(position).key("deadlines");
        for (position, deadline) in obligation.deadlines.iter().enumerate() {
            check_day(deadline.by.as_ref(), &path.index(position).key("by"), problems);
        }
    }
}

fn check_terms(content: &ObligationSetContent, obligation: &Obligation, path: &Path, problems: &mut Problems) {
    let roles: Vec<&str> = content.roles.iter().map(|role| role.id.as_str()).collect();
    let sectors: Vec<&str> = content.sectors.iter().map(|sector| sector.id.as_str()).collect();
    let classes: Vec<&str> = content.classes.iter().map(String::as_str).collect();
    let mut check = |used: &[String], known: &[&str], path: &Path, what: &str| {
        for (position, term) in used.iter().enumerate() {
            let is_known =
                known.contains(&term.as_str()) || (what == "sector" && known.iter().any(|id| below(id, term)));
            if !is_known {
                let nearest = problems.hint(|| did_you_mean(term, known.iter().copied()));
                let message = format!("{} is not a {what} of this set{nearest}", quoted(term));
                problems.value(&path.index(position), Code::DocumentReference, message);
            }
        }
    };
    let binds = path.key("binds");
    check(&obligation.binds.classes, &classes, &binds.key("classes"), "class");
    check(&obligation.binds.roles, &roles, &binds.key("roles"), "role");
    check(&obligation.binds.sectors, &sectors, &binds.key("sectors"), "sector");
    for (position, deadline) in obligation.deadlines.iter().enumerate() {
        if let Some(unless) = &deadline.unless {
            check(&unless.roles, &roles, &path.key("deadlines").index(position).key("unless").key("roles"), "role");
        }
    }
}

/// Whether the sector path `id` is `prefix` or lies below it.
pub(crate) fn below(id: &str, prefix: &str) -> bool {
    id.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
