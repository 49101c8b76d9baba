//! JSON Schemas of every document and of the result, made from the types.

use crate::assessment::AssessmentContent;
use crate::crosswalk::Crosswalk;
use crate::document::DocumentKind;
use crate::framework::FrameworkContent;
use crate::model::ScoringModel;
use crate::obligation::ObligationSetContent;
use crate::result::AssessmentResult;
use crate::scale::Scale;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

/// The JSON Schema (draft 2020-12) of a document kind.
#[must_use]
pub fn of_document(kind: DocumentKind) -> Value {
    let schema = match kind {
        DocumentKind::Assessment => generate::<AssessmentContent>(),
        DocumentKind::Crosswalk => generate::<Crosswalk>(),
        DocumentKind::Framework => generate::<FrameworkContent>(),
        DocumentKind::Model => generate::<ScoringModel>(),
        DocumentKind::Obligations => generate::<ObligationSetContent>(),
        DocumentKind::Scale => generate::<Scale>(),
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

/// A number, or a fraction as text.
pub(crate) fn fraction(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [
        { "type": "number" },
        { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?(/[0-9]+(\\.[0-9]+)?)?$" }
    ] })
}

/// A level of a scale, or one for each of its dimensions.
pub(crate) fn level(_: &mut SchemaGenerator) -> Schema {
    let one = json!({ "anyOf": [{ "type": "number" }, { "type": "string" }] });
    json_schema!({ "anyOf": [{ "type": "number" }, { "type": "string" }, { "type": "object", "additionalProperties": one }] })
}

/// A NIS2 class, or classes by set.
pub(crate) fn class(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [{ "type": "string" }, { "type": "object", "additionalProperties": { "type": "string" } }] })
}

/// A node id or `total`, or each of a kind.
pub(crate) fn gate_on(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [
        { "type": "string" },
        { "type": "object", "properties": { "each": { "type": "string" } }, "required": ["each"], "additionalProperties": false }
    ] })
}

/// `exclude`, or a value, a quota and bars.
pub(crate) fn not_applicable(generator: &mut SchemaGenerator) -> Schema {
    let value = fraction(generator).to_value();
    json_schema!({ "anyOf": [
        { "const": "exclude" },
        {
            "type": "object",
            "properties": {
                "value": value,
                "at_most": { "type": "integer", "minimum": 0 },
                "never_on": { "type": "array", "items": { "type": "string" } }
            },
            "additionalProperties": false
        }
    ] })
}

impl JsonSchema for crate::fraction::Figure {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An exact fraction in lowest terms, and its text rounded to two decimals, half away from zero.",
            "type": "object",
            "properties": {
                "d": { "type": "integer", "minimum": 1 },
                "n": { "type": "integer" },
                "text": { "type": "string", "pattern": "^-?[0-9]+\\.[0-9]{2}$" }
            },
            "required": ["d", "n", "text"],
            "additionalProperties": false
        })
    }
}
