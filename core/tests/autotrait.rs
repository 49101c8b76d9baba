//! Everything public can be shared between threads, and survives a caught panic of the caller.

use csf_assess::document::{Document, DocumentKind, Format};
use csf_assess::error::{Error, Problem};
use csf_assess::fraction::{Figure, Fraction, NotAFraction};
use csf_assess::report::{Audience, Report};
use csf_assess::{Library, assessment, crosswalk, framework, model, obligation, result, scale};
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

fn shared<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + Debug>() {}

macro_rules! all_shared {
    ($($type:ty),* $(,)?) => { $(shared::<$type>();)* };
}

#[test]
fn every_public_type_is_shared_cloned_and_shown() {
    all_shared!(Library, Document, DocumentKind, Format, Error, Problem, Fraction, Figure, NotAFraction);
    all_shared!(Audience, Report<'static>);
    all_shared!(scale::Scale, scale::ScaleLevel, scale::Dimension);
    all_shared!(framework::Framework, framework::FrameworkContent, framework::FunctionContent);
    all_shared!(framework::CategoryContent, framework::Item, framework::EvidenceHint, framework::Source);
    all_shared!(framework::Node, framework::NodeKind);
    all_shared!(obligation::ObligationSet, obligation::ObligationSetContent, obligation::Obligation);
    all_shared!(obligation::Addressee, obligation::Binds, obligation::Deadline, obligation::DeadlineEvent);
    all_shared!(obligation::Group, obligation::InForce, obligation::Kind, obligation::LegalState);
    all_shared!(obligation::Pending, obligation::Question, obligation::Term, obligation::Unless);
    all_shared!(crosswalk::Crosswalk, crosswalk::Mapping, crosswalk::NotCounted, crosswalk::Reach);
    all_shared!(crosswalk::Relationship, crosswalk::Review, crosswalk::Thresholds);
    all_shared!(model::ScoringModel, model::Aggregate, model::TotalOf, model::OpenPolicy);
    all_shared!(model::NotApplicablePolicy, model::Gate, model::GateOn);
    all_shared!(assessment::Assessment, assessment::AssessmentContent, assessment::Answer, assessment::AnswerState);
    all_shared!(assessment::Class, assessment::DimensionLevel, assessment::Evidence, assessment::Level);
    all_shared!(assessment::LevelValue, assessment::NotApplicableWord, assessment::Organization);
    all_shared!(assessment::Rating, assessment::Respondent, assessment::Said, assessment::SupplementaryAnswer);
    all_shared!(result::AssessmentResult, result::NodeResult, result::Counts, result::GateStatus);
    all_shared!(result::ObligationResult, result::ObligationStatus, result::Ends, result::RestsOn);
    all_shared!(result::NotBound, result::Reason, result::StatusCounts, result::GroupResult);
    all_shared!(result::DocumentStamp, result::FrameworkStamp, result::InForceStamp, result::SetStamp);
    all_shared!(result::Warning, result::WarningCode);
}

#[test]
fn the_error_is_a_standard_error_of_small_size() {
    fn standard<T: std::error::Error + 'static>() {}
    standard::<Error>();
    standard::<NotAFraction>();
    assert!(size_of::<Error>() <= 4 * size_of::<usize>(), "{} bytes travel in every result", size_of::<Error>());
}
