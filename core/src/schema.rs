//! JSON Schemas of every document and of the result, made from the types.

use crate::assessment::AssessmentContent;
use crate::costs::Costs;
use crate::crosswalk::Crosswalk;
use crate::document::DocumentKind;
use crate::framework::FrameworkContent;
use crate::model::ScoringModel;
use crate::obligation::ObligationSetContent;
use crate::result::AssessmentResult;
use crate::scale::Scale;
use crate::scope::Scope;
use crate::transition::Transition;
use crate::translation::Translation;
use crate::wording::Wording;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// The JSON Schema (draft 2020-12) of a document kind.
#[must_use]
pub fn of_document(kind: DocumentKind) -> Value {
    let schema = match kind {
        DocumentKind::Assessment => generate::<AssessmentContent>(),
        DocumentKind::Costs => generate::<Costs>(),
        DocumentKind::Crosswalk => generate::<Crosswalk>(),
        DocumentKind::Framework => generate::<FrameworkContent>(),
        DocumentKind::Model => generate::<ScoringModel>(),
        DocumentKind::Obligations => generate::<ObligationSetContent>(),
        DocumentKind::Scale => generate::<Scale>(),
        DocumentKind::Scope => generate::<Scope>(),
        DocumentKind::Transition => generate::<Transition>(),
        DocumentKind::Translation => generate::<Translation>(),
        DocumentKind::Wording => generate::<Wording>(),
    };
    fixed_schema_key(schema, kind.schema())
}

/// The JSON Schema (draft 2020-12) of a result.
#[must_use]
pub fn of_result() -> Value {
    let schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<AssessmentResult>();
    fixed_schema_key(schema, crate::result::SCHEMA)
}

fn generate<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

fn fixed_schema_key(schema: Schema, name: &str) -> Value {
    let mut schema = schema.to_value();
    if let Some(key) = schema.pointer_mut("/properties/schema") {
        *key = json!({ "const": name });
    }
    schema
}
