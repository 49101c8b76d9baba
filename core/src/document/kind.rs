//! The kinds of documents.

/// What a document is, from the word in its `schema`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DocumentKind {
    /// `csf-assess/assessment/1`.
    Assessment,
    /// `csf-assess/costs/1`.
    Costs,
    /// `csf-assess/crosswalk/1`.
    Crosswalk,
    /// `csf-assess/framework/1`.
    Framework,
    /// `csf-assess/model/1`.
    Model,
    /// `csf-assess/obligations/1`.
    Obligations,
    /// `csf-assess/scale/1`.
    Scale,
    /// `csf-assess/scope/1`.
    Scope,
    /// `csf-assess/transition/1`.
    Transition,
    /// `csf-assess/translation/1`.
    Translation,
    /// `csf-assess/wording/1`.
    Wording,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Assessment,
        Self::Costs,
        Self::Crosswalk,
        Self::Framework,
        Self::Model,
        Self::Obligations,
        Self::Scale,
        Self::Scope,
        Self::Transition,
        Self::Translation,
        Self::Wording,
    ];

    /// The word, such as `framework`.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Costs => "costs",
            Self::Crosswalk => "crosswalk",
            Self::Framework => "framework",
            Self::Model => "model",
            Self::Obligations => "obligations",
            Self::Scale => "scale",
            Self::Scope => "scope",
            Self::Transition => "transition",
            Self::Translation => "translation",
            Self::Wording => "wording",
        }
    }

    /// The `schema` that this library reads and writes.
    #[must_use]
    pub fn schema(self) -> &'static str {
        match self {
            Self::Assessment => "csf-assess/assessment/1",
            Self::Costs => "csf-assess/costs/1",
            Self::Crosswalk => "csf-assess/crosswalk/1",
            Self::Framework => "csf-assess/framework/1",
            Self::Model => "csf-assess/model/1",
            Self::Obligations => "csf-assess/obligations/1",
            Self::Scale => "csf-assess/scale/1",
            Self::Scope => "csf-assess/scope/1",
            Self::Transition => "csf-assess/transition/1",
            Self::Translation => "csf-assess/translation/1",
            Self::Wording => "csf-assess/wording/1",
        }
    }
}
