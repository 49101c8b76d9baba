//! Frameworks: functions, categories, subcategories and, where there are any, their requirements.

mod content;
mod lists;

pub use content::{
    CategoryContent, EvidenceHint, FrameworkContent, FunctionContent, Item, ReferenceSource, Role, Source, Tag,
    TierAxis, Tiers,
};

use crate::error::{Code, Path, Problems};
use crate::id::{did_you_mean, is_valid, quoted};
use crate::scale::Scale;
use std::collections::{BTreeMap, BTreeSet};

/// What a [`Node`] is in the framework's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NodeKind {
    /// A function, such as GV.
    Function,
    /// A category, such as GV.OC.
    Category,
    /// A subcategory, such as GV.OC-01.
    Subcategory,
    /// A requirement below a subcategory, such as GV.OC-01.1.
    Requirement,
}

/// One place in the framework's tree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node {
    /// The id, such as `GV.OC-01`.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it is.
    pub kind: NodeKind,
    /// The position of the node above; none for a function.
    pub parent: Option<usize>,
    /// The positions of the nodes right below, in the framework's order.
    pub children: Vec<usize>,
    /// The position among the outcomes, for a node that is answered itself.
    pub outcome: Option<usize>,
}

/// A framework: its content and an index of its tree.
///
/// The *outcomes* are the nodes that are answered: requirements, and subcategories without any.
#[derive(Clone, Debug)]
pub struct Framework {
    content: FrameworkContent,
    nodes: Vec<Node>,
    outcomes: Vec<usize>,
    index: BTreeMap<String, usize>,
    items: Vec<Item>,
}

impl Framework {
    /// The framework's id, such as `nist-csf-2.0`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.content.id
    }

    /// The document that this framework was made from.
    #[must_use]
    pub fn content(&self) -> &FrameworkContent {
        &self.content
    }

    /// All nodes, each before those below it, in the framework's order.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.get(self.position(id)?)
    }

    /// The position of the node with this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// What is answered, in the framework's order.
    pub fn outcomes(&self) -> impl Iterator<Item = &Node> {
        self.outcomes.iter().filter_map(|position| self.nodes.get(*position))
    }

    /// How many outcomes there are.
    #[must_use]
    pub fn outcome_count(&self) -> usize {
        self.outcomes.len()
    }

    /// The texts of the outcome with this id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(self.node(id)?.outcome?)
    }

    /// The texts of all outcomes, in the framework's order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub(crate) fn new(content: FrameworkContent, problems: &mut Problems) -> Self {
        let mut framework =
            Self { content, nodes: Vec::new(), outcomes: Vec::new(), index: BTreeMap::new(), items: Vec::new() };
        let content = framework.content.clone();
        if content.functions.is_empty() {
            problems.value(
                &Path::default().key("functions"),
                Code::FrameworkEmpty,
                "a framework needs at least one function",
            );
        }
        for (f, function) in content.functions.iter().enumerate() {
            let path = Path::default().key("functions").index(f);
            let parent = framework.add(&function.id, &function.title, NodeKind::Function, None, &path, problems);
            for (c, category) in function.categories.iter().enumerate() {
                let path = path.key("categories").index(c);
                let parent =
                    framework.add(&category.id, &category.title, NodeKind::Category, Some(parent), &path, problems);
                for (s, subcategory) in category.subcategories.iter().enumerate() {
                    framework.add_subcategory(subcategory, parent, &path.key("subcategories").index(s), problems);
                }
            }
        }
        if framework.outcomes.is_empty() && !content.functions.is_empty() {
            problems.value(
                &Path::default().key("functions"),
                Code::FrameworkEmpty,
                "a framework needs at least one subcategory",
            );
        }
        lists::check_unique(&framework.content, problems);
        lists::check_texts(&framework.content, problems);
        if framework.content.concepts_of.is_none() {
            lists::check(&framework.content, &BTreeSet::new(), problems);
        }
        framework
    }

    /// Notes every text about a level that its scale, where it is known, does not have.
    pub(crate) fn check_levels(&self, scale: Option<&Scale>, tiers: Option<&Scale>, problems: &mut Problems) {
        lists::check_levels(&self.content, scale, tiers, problems);
    }

    /// Takes the texts that items leave to their concepts, and the lists that the document leaves out.
    pub(crate) fn take_texts(&mut self, origin: &Self, problems: &mut Problems) {
        if self.content.roles.is_empty() {
            self.content.roles.clone_from(&origin.content.roles);
        }
        if self.content.tags.is_empty() {
            self.content.tags.clone_from(&origin.content.tags);
        }
        let is_same_scale = self.content.scale == origin.content.scale;
        let (mut missing, mut taken) = (Vec::new(), BTreeSet::new());
        lists::each_item(&mut self.content, &mut |item, path| {
            let Some(concept) = item.concept.clone() else { return };
            match origin.item(&concept) {
                Some(same) => {
                    let leaves_out = [("ask", item.ask.is_empty()), ("tags", item.tags.is_empty())];
                    taken.extend(leaves_out.into_iter().filter(|(_, is_out)| *is_out).map(|(key, _)| path.key(key)));
                    item.take_texts(same, is_same_scale);
                }
                None => missing.push((path.key("concept"), concept)),
            }
        });
        for (path, concept) in missing {
            let hint = did_you_mean(&concept, origin.outcomes().map(|node| node.id.as_str()));
            let message = format!("{} is not an outcome of {}{hint}", quoted(&concept), origin.id());
            problems.value(&path, Code::FrameworkConcept, message);
        }
        lists::check(&self.content, &taken, problems);
        self.change_items(|_| {});
    }

    /// Changes what is said of the framework; its tree has to stay as it is.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut FrameworkContent)) {
        change(&mut self.content);
    }

    /// Changes texts of items, which keep their ids.
    pub(crate) fn change_items(&mut self, change: impl Fn(&mut Item)) {
        let mut items = Vec::new();
        lists::each_item(&mut self.content, &mut |item, _| {
            change(item);
            if item.requirements.is_empty() {
                items.push(item.clone());
            }
        });
        self.items = items;
    }

    fn add_subcategory(&mut self, item: &Item, parent: usize, path: &Path, problems: &mut Problems) {
        let position = self.add(&item.id, &item.title, NodeKind::Subcategory, Some(parent), path, problems);
        if item.requirements.is_empty() {
            self.answered(position, item);
        }
        for (r, requirement) in item.requirements.iter().enumerate() {
            let path = path.key("requirements").index(r);
            let below =
                self.add(&requirement.id, &requirement.title, NodeKind::Requirement, Some(position), &path, problems);
            self.answered(below, requirement);
            if !requirement.requirements.is_empty() {
                let message = "a requirement cannot have requirements of its own";
                problems.value(&path.key("requirements"), Code::FrameworkLevels, message);
            }
        }
    }

    fn answered(&mut self, position: usize, item: &Item) {
        if let Some(node) = self.nodes.get_mut(position) {
            node.outcome = Some(self.outcomes.len());
            self.outcomes.push(position);
            self.items.push(item.clone());
        }
    }

    fn add(
        &mut self,
        id: &str,
        title: &str,
        kind: NodeKind,
        parent: Option<usize>,
        path: &Path,
        problems: &mut Problems,
    ) -> usize {
        let position = self.nodes.len();
        if !is_valid(id) || id == "total" {
            problems.value(&path.key("id"), Code::DocumentId, format!("{} cannot be an id", quoted(id)));
        }
        if self.index.insert(id.to_owned(), position).is_some() {
            problems.value(&path.key("id"), Code::DocumentDuplicateId, format!("the id {} is there twice", quoted(id)));
        }
        if let Some(above) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
            above.children.push(position);
        }
        let node =
            Node { id: id.to_owned(), title: title.to_owned(), kind, parent, children: Vec::new(), outcome: None };
        self.nodes.push(node);
        position
    }
}
