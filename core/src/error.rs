//! The one error of the library: every problem of an input, each with a stable code and a place.

use std::borrow::Cow;
use std::fmt;

/// One step of the way from the root of a document to a value in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

/// Where in a document something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path(Vec<Step>);

impl Path {
    pub(crate) fn steps(&self) -> &[Step] {
        &self.0
    }

    pub(crate) fn key(&self, key: impl Into<String>) -> Self {
        self.with(Step::Key(key.into()))
    }

    pub(crate) fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    pub(crate) fn insert_front(&mut self, step: Step) {
        self.0.insert(0, step);
    }

    pub(crate) fn parent(&self) -> Option<Self> {
        let (_, steps) = self.0.split_last()?;
        Some(Self(steps.to_vec()))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => {
                    if position > 0 {
                        f.write_str(".")?;
                    }
                    let short = shortened(key);
                    let plain = short.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
                    if plain && !short.is_empty() {
                        f.write_str(&short)?;
                    } else {
                        write!(f, "{short:?}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The longest key that a path shows whole; no id is longer.
const LONGEST_KEY: usize = 80;

fn shortened(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(LONGEST_KEY) {
        Some((end, _)) => format!("{}…", key.get(..end).unwrap_or_default()).into(),
        None => key.into(),
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What is wrong, as the library's own closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            pub(crate) const fn text(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }

        const CODES: &[&str] = &[$($code,)*];
    };
}

codes! {
    AnswerDimensions = "answer/dimensions",
    AnswerLevelAndState = "answer/level-and-state",
    AnswerOffScale = "answer/off-scale",
    AnswerReasonMissing = "answer/reason-missing",
    AnswerStateWithoutLevel = "answer/state-without-level",
    AnswerUnknownOutcome = "answer/unknown-outcome",
    AnswerUnknownQuestion = "answer/unknown-question",
    AnswerUnknownRespondent = "answer/unknown-respondent",
    AssessmentClass = "assessment/unknown-class",
    AssessmentRole = "assessment/unknown-role",
    AssessmentSector = "assessment/unknown-sector",
    AssessmentTier = "assessment/unknown-tier-axis",
    ClockInstant = "clock/instant",
    ClockNoDeadline = "clock/no-deadline",
    ClockOrder = "clock/order",
    ClockRange = "clock/range",
    ConsensusBetween = "consensus/between",
    ConsensusLead = "consensus/lead",
    ConsensusMerge = "consensus/merge",
    ConsensusMerged = "consensus/merged",
    ConsensusOtherFramework = "consensus/other-framework",
    ConsensusOtherScale = "consensus/other-scale",
    ConsensusRespondent = "consensus/respondent",
    ConsensusSameRespondent = "consensus/same-respondent",
    ConsensusTooFew = "consensus/too-few",
    CostsCost = "costs/cost",
    CostsLevel = "costs/level",
    CostsUnknownId = "costs/unknown-id",
    CrosswalkInformation = "crosswalk/information",
    CrosswalkReachNone = "crosswalk/reach-none",
    CrosswalkStrength = "crosswalk/strength",
    CrosswalkThreshold = "crosswalk/threshold",
    DocumentDate = "document/date",
    DocumentDuplicateId = "document/duplicate-id",
    DocumentDuplicateKey = "document/duplicate-key",
    DocumentEmpty = "document/empty",
    DocumentEncoding = "document/encoding",
    DocumentId = "document/id",
    DocumentKind = "document/kind",
    DocumentMissingKey = "document/missing-key",
    DocumentNotFound = "document/not-found",
    DocumentReference = "document/reference",
    DocumentSyntax = "document/syntax",
    DocumentTooDeep = "document/too-deep",
    DocumentTooLarge = "document/too-large",
    DocumentTooManyProblems = "document/too-many-problems",
    DocumentType = "document/type",
    DocumentUnknownKey = "document/unknown-key",
    DocumentValue = "document/value",
    DocumentVersion = "document/version",
    ExplainUnknownId = "explain/unknown-id",
    FrameworkEmpty = "framework/empty",
    FrameworkLevels = "framework/levels",
    FrameworkConcept = "framework/unknown-concept",
    FrameworkUnlisted = "framework/unlisted",
    ImportCell = "import/cell",
    ImportColumn = "import/column",
    ImportDuplicateRow = "import/duplicate-row",
    ImportNoRows = "import/no-rows",
    ImportOffScale = "import/off-scale",
    ImportQuarter = "import/quarter",
    ImportQuote = "import/quote",
    ImportRagged = "import/ragged-row",
    ImportUnknownOutcome = "import/unknown-outcome",
    MigrateNoTransition = "migrate/no-transition",
    MigrateUnknownSource = "migrate/unknown-source",
    ModelAggregate = "model/aggregate",
    ModelDimension = "model/dimension",
    ModelGate = "model/gate",
    ModelNotApplicable = "model/not-applicable",
    ModelPassing = "model/passing",
    ModelQuirk = "model/quirk",
    ModelUnknownNode = "model/unknown-node",
    ModelUnknownTag = "model/unknown-tag",
    ModelWeight = "model/weight",
    ObligationLoop = "obligation/group-loop",
    ObligationInformation = "obligation/information",
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code, reason = "only workbooks have cells"))]
    OverlayCell = "overlay/cell",
    OverlayDuplicateId = "overlay/duplicate-id",
    OverlayFormat = "overlay/format",
    OverlayNoMatch = "overlay/no-match",
    OverlayOtherVersion = "overlay/other-version",
    OverlayUnknownFormat = "overlay/unknown-format",
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code, reason = "a build may read none"))]
    OverlayWorkbook = "overlay/workbook",
    #[cfg_attr(not(feature = "plan"), allow(dead_code, reason = "only plans meet quirks"))]
    PlanQuirk = "plan/quirk",
    #[cfg_attr(not(feature = "plan"), allow(dead_code, reason = "only plans are searched for"))]
    PlanTooLarge = "plan/too-large",
    #[cfg_attr(not(feature = "plan"), allow(dead_code, reason = "only plans have items"))]
    PlanItem = "plan/unknown-item",
    #[cfg_attr(not(feature = "plan"), allow(dead_code, reason = "only plans have owners"))]
    PlanOwner = "plan/unknown-owner",
    #[cfg_attr(not(feature = "plan"), allow(dead_code, reason = "only plans have targets"))]
    PlanTarget = "plan/unknown-target",
    #[cfg_attr(not(feature = "plan"), allow(dead_code, reason = "only plans want a status"))]
    PlanWant = "plan/want",
    ScaleLevels = "scale/levels",
    ScaleStep = "scale/step",
    ScopeFigure = "scope/figure",
    ScopeRule = "scope/rule",
    ScopeSizeConflict = "scope/size-conflict",
    ScopeSizes = "scope/sizes",
    ScopeFact = "scope/unknown-fact",
    ScopeRole = "scope/unknown-role",
    ScopeSector = "scope/unknown-sector",
    ScopeSize = "scope/unknown-size",
    TransitionEdge = "transition/edge",
    TranslationText = "translation/text",
    TrendNoDay = "trend/no-day",
    TrendSameDay = "trend/same-day",
}

/// Every stable code that an [`Error`] can carry, sorted.
///
/// ```
/// assert!(csf_assess::error::codes().contains(&"answer/unknown-outcome"));
/// ```
#[must_use]
pub fn codes() -> &'static [&'static str] {
    CODES
}

/// One thing that is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    code: Code,
    message: String,
    document: Option<String>,
    path: String,
    line: Option<u64>,
    column: Option<u64>,
}

impl Problem {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), document: None, path: String::new(), line: None, column: None }
    }

    pub(crate) fn at(mut self, path: &Path) -> Self {
        self.path = path.to_string();
        self
    }

    pub(crate) fn position(mut self, line: u64, column: u64) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// In the document that the caller calls so.
    pub(crate) fn in_document(mut self, name: &str) -> Self {
        self.document = Some(name.to_owned());
        self
    }

    /// The line alone, for a table, where the path names the column.
    pub(crate) fn on_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    pub(crate) fn column_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.path);
        self
    }

    pub(crate) fn kind(&self) -> Code {
        self.code
    }

    /// The stable code, such as `answer/unknown-outcome`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code.text()
    }

    /// The sentence for people, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The name of the document as the caller gave it, such as a file name.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// The path inside the document, such as `answers."GV.OC-99"`, or empty for the document itself. In a table it
    /// is the name of the column.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line, counted from 1, where the text is known.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The column in characters, counted from 1, where the text is known.
    #[must_use]
    pub fn column(&self) -> Option<u64> {
        self.column
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error[{}]: {}", self.code(), self.message)?;
        if self.document.is_none() && self.line.is_none() && self.path.is_empty() {
            return Ok(());
        }
        write!(f, "\n  --> {}", self.document.as_deref().unwrap_or("input"))?;
        for number in self.line.iter().chain(&self.column) {
            write!(f, ":{number}")?;
        }
        if !self.path.is_empty() {
            write!(f, " ({})", self.path)?;
        }
        Ok(())
    }
}

/// Why an input was refused: one or more [`Problem`]s, all of them at once.
///
/// Nothing of a refused input is kept: there is no partial load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    first: Box<Problem>,
    rest: Vec<Problem>,
}

impl Error {
    /// The stable code of the first problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.first.code()
    }

    /// All problems, in the order of the document.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        std::iter::once(&*self.first).chain(&self.rest)
    }

    /// The same error with every problem that has no document named after `name`.
    #[must_use]
    pub fn in_document(mut self, name: &str) -> Self {
        for problem in std::iter::once(&mut *self.first).chain(&mut self.rest) {
            problem.document.get_or_insert_with(|| name.to_owned());
        }
        self
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self { first: Box::new(problem), rest: Vec::new() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.problems().enumerate() {
            if position > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// How many problems of one input are listed; the rest is counted.
pub(crate) const LISTED: usize = 1_000;

/// How many problems of one input may carry a suggestion, which costs a look at all that is known.
const HINTED: usize = 100;

/// Problems as they are found, before it is known whether there are any.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: Vec<(Path, bool, Problem)>,
    unlisted: usize,
}

impl Problems {
    /// Notes a problem of the value at `path`.
    pub(crate) fn value(&mut self, path: &Path, code: Code, message: impl Into<String>) {
        self.push(path, false, code, message);
    }

    /// Notes a problem of the key (not the value) at `path`.
    pub(crate) fn key(&mut self, path: &Path, code: Code, message: impl Into<String>) {
        self.push(path, true, code, message);
    }

    fn push(&mut self, path: &Path, at_key: bool, code: Code, message: impl Into<String>) {
        if self.list.len() < LISTED {
            let problem = Problem::new(code, message).at(path);
            self.list.push((path.clone(), at_key, problem));
        } else {
            self.unlisted += 1;
        }
    }

    /// The suggestion, unless there are so many problems that nobody would read it.
    pub(crate) fn hint(&self, suggestion: impl FnOnce() -> String) -> String {
        if self.list.len() < HINTED { suggestion() } else { String::new() }
    }

    /// With so many problems more that are only counted.
    pub(crate) fn and_unlisted(mut self, more: usize) -> Self {
        self.unlisted += more;
        self
    }

    /// Without what was found in places that could not be read.
    pub(crate) fn outside(mut self, blind: &[Path]) -> Self {
        self.list.retain(|(path, at_key, _)| {
            blind.iter().all(|place| {
                let (below, above) = (path.0.starts_with(&place.0), place.0.starts_with(&path.0));
                !below && (*at_key || !above)
            })
        });
        self
    }

    /// All problems with their positions, and those `placed` before, as one error in the order of the text.
    pub(crate) fn into_error(
        self,
        placed: Vec<Problem>,
        locate: impl Fn(&Path, bool) -> Option<(u64, u64)>,
    ) -> Option<Error> {
        let mut located = placed;
        located.extend(self.list.into_iter().map(|(path, at_key, problem)| match locate(&path, at_key) {
            Some((line, column)) => problem.position(line, column),
            None => problem,
        }));
        located.sort_by_key(|problem| (problem.line.is_none(), problem.line, problem.column));
        located.dedup();
        Error::listing(located, self.unlisted)
    }

    pub(crate) fn into_result(self) -> Result<(), Error> {
        self.into_error(Vec::new(), |_, _| None).map_or(Ok(()), Err)
    }
}

impl Error {
    /// Like [`Error::of`], with what is beyond the listed problems, and `unlisted` more, only counted.
    pub(crate) fn listing(mut problems: Vec<Problem>, unlisted: usize) -> Option<Self> {
        let unlisted = unlisted + problems.len().saturating_sub(LISTED);
        if unlisted > 0 {
            problems.truncate(LISTED);
            let message = format!("{unlisted} more problems are not listed");
            problems.push(Problem::new(Code::DocumentTooManyProblems, message));
        }
        Self::of(problems)
    }

    pub(crate) fn of(problems: Vec<Problem>) -> Option<Self> {
        let mut problems = problems.into_iter();
        let first = Box::new(problems.next()?);
        Some(Self { first, rest: problems.collect() })
    }
}
