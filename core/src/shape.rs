//! The JSON Schemas of values that are written in more than one way, for the derives of the types that hold them.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::json;

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

/// A cost for every step, or one for each level that a step arrives at.
pub(crate) fn step_costs(_: &mut SchemaGenerator) -> Schema {
    let cost = json!({ "type": "integer", "minimum": 1, "maximum": 10_000 });
    json_schema!({ "anyOf": [cost.clone(), { "type": "object", "additionalProperties": cost }] })
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

impl schemars::JsonSchema for crate::fraction::Figure {
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
