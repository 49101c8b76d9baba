//! Everything public can be shared between threads, and survives a caught panic of the caller.
#![cfg(feature = "plan")]

mod common;

use csf_assess::{
    agreement, assessed, assessment, compare, consensus, costs, coverage, crosswalk, document, error, exchange,
    explain, fraction, framework, freshness, library, migrate, model,
};
use csf_assess::{
    clock, obligation, plan, report, result, scale, scope, sensitivity, transition, translation, trend, wording,
};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

fn shared<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + Debug>() {}

/// Looks at each type, which is written from its module on, and lists module and name.
macro_rules! all_shared {
    ($($type:ty),* $(,)?) => {{
        $(shared::<$type>();)*
        [$(module_and_name(stringify!($type))),*]
    }};
}

/// `exchange::csf_profile::Quarter` is (`exchange`, `Quarter`).
fn module_and_name(path: &str) -> (String, String) {
    let path: String = path.split('<').next().unwrap_or_default().split_whitespace().collect();
    let ends = (path.split("::").next(), path.rsplit("::").next());
    (ends.0.unwrap_or_default().to_owned(), ends.1.unwrap_or_default().to_owned())
}

/// Every type that the core's sources declare as public, with its module.
fn declared() -> BTreeSet<(String, String)> {
    let root = common::repository("core/src");
    let mut types = BTreeSet::new();
    for path in common::files("core/src", "rs") {
        let relative = path.strip_prefix(&root).unwrap_or(&path).with_extension("");
        let module = relative.iter().next().unwrap_or_default().to_string_lossy().into_owned();
        for line in std::fs::read_to_string(&path).unwrap_or_default().lines() {
            let line = line.trim_start();
            let name = ["pub struct ", "pub enum ", "pub union "].iter().find_map(|start| line.strip_prefix(start));
            if let Some(name) = name {
                let name = name.chars().take_while(char::is_ascii_alphanumeric).collect();
                types.insert((module.clone(), name));
            }
        }
    }
    types
}

#[test]
fn every_public_type_is_shared_cloned_and_shown() {
    let listed = BTreeSet::from(all_shared! {
        agreement::Agreement, agreement::Contested,
        assessment::Answer, assessment::AnswerState, assessment::Assessment, assessment::AssessmentContent,
        assessment::Class, assessment::DimensionLevel, assessment::Evidence, assessment::Level,
        assessment::LevelValue, assessment::NotApplicableWord, assessment::Organization, assessment::Rating,
        assessment::Respondent, assessment::Said, assessment::SupplementaryAnswer, assessment::TierAnswer,
        assessed::Assessed<'static>,
        clock::Basis, clock::Clock, clock::Due, clock::Entry, clock::Events, clock::Incident, clock::Owed, clock::Rule,
        clock::SetHead, clock::Stamp,
        compare::AnswerChange, compare::ChangeKind, compare::Comparison, compare::Direction,
        compare::DocumentDifference, compare::FieldChange, compare::GateChange, compare::GroupChange, compare::Head,
        compare::Migration, compare::NodeChange, compare::ObligationChange, compare::QuestionChange,
        compare::Section, compare::Standing, compare::TierChange, compare::Version,
        consensus::Consensus, consensus::ConsensusCounts, consensus::ConsensusItem, consensus::ConsensusRespondent,
        consensus::Entry<'static>, consensus::HeadDifference, consensus::Merge, consensus::Options<'static>,
        consensus::QuestionItem, consensus::RoleView, consensus::TierItem, consensus::ViewItem, consensus::Voice,
        costs::Costs, costs::StepCosts,
        coverage::Coverage, coverage::DutyCoverage, coverage::OutcomeShare,
        crosswalk::Crosswalk, crosswalk::Mapping, crosswalk::NotCounted, crosswalk::Reach, crosswalk::Relationship,
        crosswalk::Review, crosswalk::Thresholds,
        document::Document, document::DocumentKind, document::Format,
        error::Error, error::Problem,
        exchange::ExchangeFormat, exchange::overlay::Format, exchange::csf_profile::Imported, exchange::csf_profile::Options,
        exchange::csf_profile::Quarter,
        explain::Child, explain::Enabler, explain::Explanation, explain::Flip, explain::GateExplanation,
        explain::GateItem, explain::GroupChild, explain::GroupExplanation, explain::LeftOut, explain::Link,
        explain::NodeExplanation, explain::OfficialFound, explain::ObligationExplanation, explain::OutcomeFound,
        explain::QuestionExplanation, explain::QuestionFound, explain::Raise, explain::Rule, explain::SetExplanation,
        explain::PracticeLevel, explain::Subject, explain::Sum, explain::Term, explain::Touched,
        fraction::Figure, fraction::Fraction, fraction::NotAFraction,
        framework::CategoryContent, framework::EvidenceHint, framework::Framework, framework::FrameworkContent,
        framework::FunctionContent, framework::Item, framework::Node, framework::NodeKind, framework::ReferenceSource,
        framework::Role, framework::Source, framework::Tag, framework::TierAxis, framework::Tiers,
        freshness::Freshness, freshness::Piece, freshness::PieceCounts, freshness::PieceState, freshness::Verify,
        library::Library,
        migrate::Dropped, migrate::Mark, migrate::MigratedItem, migrate::Migration, migrate::MigrationCounts,
        migrate::MigrationReason, migrate::MigrationReasonCode, migrate::Remark, migrate::RemarkCode,
        migrate::ScorePair,
        model::Aggregate, model::Gate, model::GateOn, model::NotApplicablePolicy, model::OpenPolicy, model::Quirk,
        model::ScoringModel, model::TotalOf,
        obligation::Counted, obligation::Counting, obligation::DaysEnd, obligation::HoursFrom, obligation::Provision,
        obligation::Read, obligation::Weekday,
        obligation::Addressee, obligation::Binds, obligation::Deadline, obligation::DeadlineEvent,
        obligation::Group, obligation::InForce, obligation::Kind, obligation::LegalState, obligation::Obligation,
        obligation::ObligationSet, obligation::ObligationSetContent, obligation::Pending, obligation::Question,
        obligation::Term, obligation::Unless,
        plan::Alternative, plan::Next, plan::NextStep, plan::Obstacle, plan::Options, plan::Plan, plan::Reached,
        plan::Step, plan::TargetKind, plan::Unreachable, plan::Want,
        report::Audience, report::Chapter, report::Official<'static>, report::Report<'static>,
        result::AssessmentResult, result::Counts, result::DocumentStamp, result::Ends, result::FrameworkStamp,
        result::GateStatus, result::GroupResult, result::InForceStamp, result::NodeResult, result::NotBound,
        result::ObligationResult, result::ObligationStatus, result::Reason, result::RestsOn, result::ScopeStamp, result::SetStamp,
        result::StatusCounts, result::Warning, result::WarningCode,
        scale::Dimension, scale::Scale, scale::ScaleLevel,
        scope::ClassOf, scope::EntityFacts, scope::Fact, scope::NoteFound, scope::RoleImplies, scope::RuleFound, scope::Scope,
        scope::ScopeAnswer, scope::ScopeNote, scope::ScopeOutcome, scope::ScopeRule, scope::SizeClass,
        scope::SizeFound, scope::SizeNote, scope::SizeStep, scope::SizeTest, scope::Sizes, scope::When,
        scope::WouldChange,
        sensitivity::Bar, sensitivity::Edge, sensitivity::MappingSensitivity, sensitivity::ObligationSensitivity,
        sensitivity::Sensitivity, sensitivity::SetThresholds, sensitivity::StrengthFlip, sensitivity::ThresholdFlip,
        transition::Edge, transition::EdgeKind, transition::Transition, transition::TransitionSource,
        translation::Translated, translation::TranslatedItem, translation::Translation, translation::Untranslated,
        trend::Break, trend::Entry<'static>, trend::GateSeries, trend::GroupSeries, trend::NodePoint, trend::NodeSeries,
        trend::ObligationSeries, trend::StatusPoint, trend::Trend, trend::VerdictPoint, trend::EndsPoint,
        wording::Example, wording::OfficialText, wording::Wording, wording::WordingCounts,
    });
    let declared = declared();
    assert!(declared.len() > 80, "only {} public types found: is the search broken?", declared.len());
    let not_listed: Vec<_> = declared.difference(&listed).collect();
    let not_declared: Vec<_> = listed.difference(&declared).collect();
    assert!(not_listed.is_empty() && not_declared.is_empty(), "not listed: {not_listed:?}; gone: {not_declared:?}");
}

#[test]
fn the_error_is_a_standard_error_of_small_size() {
    fn standard<T: std::error::Error + 'static>() {}
    standard::<error::Error>();
    standard::<fraction::NotAFraction>();
    assert!(
        size_of::<error::Error>() <= 4 * size_of::<usize>(),
        "{} bytes travel in every result",
        size_of::<error::Error>()
    );
}
