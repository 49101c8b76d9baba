//! What can be wrong with scales, frameworks, obligation sets and models.

use super::Head::{Framework, Model, Scale, Set, UsedModel};
use super::{Case, case};

pub(super) const CASES: &[Case] = &[
    // Scales
    case(
        "scale/step",
        Scale,
        "step: «\"1/3\"\nlevels: [{value: 0, name: A}, {value: 1, name: B}]\n",
        "step",
        "a step of 1/3 is not possible; use `1`, `1/2` or `1/4`",
    ),
    case(
        "document/id",
        Scale,
        "levels: [{value: 0, name: A}, {value: 1, name: B, code: «\"3\"}]\n",
        "levels[1].code",
        "`3` cannot be a code; a code starts with a letter and is no number",
    ),
    case(
        "document/id",
        Scale,
        "levels: [{value: 0, name: A}, {value: 1, name: B}]\ndimensions: [{id: «mean, title: Mean}]\n",
        "dimensions[0].id",
        "`mean` cannot be the id of a dimension",
    ),
    case("scale/levels", Scale, "levels: «[{value: 0, name: A}]\n", "levels", "a scale needs at least two levels"),
    case(
        "scale/levels",
        Scale,
        "levels: [{value: 0, name: A}, {value: «1.5, name: B}, {value: 2, name: C}]\n",
        "levels[1].value",
        "level 1.5 is not on the scale's own step",
    ),
    case(
        "document/duplicate-id",
        Scale,
        "levels: [{value: 0, name: A, code: x}, {value: 1, name: B, code: «x}]\n",
        "levels[1].code",
        "the code `x` is used twice",
    ),
    // Frameworks
    case("framework/empty", Framework, "functions: «[]\n", "functions", "a framework needs at least one function"),
    case(
        "framework/empty",
        Framework,
        "functions: «[{id: A, title: T, categories: []}]\n",
        "functions",
        "a framework needs at least one subcategory",
    ),
    case(
        "framework/levels",
        Framework,
        "functions:\n  - id: A\n    title: T\n    categories:\n      - id: A.X\n        title: T\n        subcategories:\n          - id: A.X-01\n            title: T\n            requirements:\n              - id: A.X-01.1\n                title: T\n                requirements: «[{id: A.X-01.1.1, title: T}]\n",
        "functions[0].categories[0].subcategories[0].requirements[0].requirements",
        "a requirement cannot have requirements of its own",
    ),
    case(
        "document/duplicate-id",
        Framework,
        "functions: [{id: A, title: T, categories: [{id: «A, title: T, subcategories: [{id: B, title: T}]}]}]\n",
        "functions[0].categories[0].id",
        "the id `A` is there twice",
    ),
    case(
        "document/id",
        Framework,
        "functions: [{id: «total, title: T, categories: [{id: B, title: T, subcategories: [{id: C, title: T}]}]}]\n",
        "functions[0].id",
        "`total` cannot be an id",
    ),
    // Obligation sets
    case(
        "obligation/information",
        Set,
        "obligations:\n  - id: M-1\n    article: \"1\"\n    addressee: entity\n    kind: information\n    title: T\n    summary: S\n    verification: V\n    supplementary: «[{id: M-1/1, question: Is it?}]\n",
        "obligations[0].supplementary",
        "`M-1` is information and is never graded, so it cannot have questions",
    ),
    case(
        "obligation/group-loop",
        Set,
        "groups:\n  - {id: G, article: \"1\", title: G, group: «G}\nobligations: []\n",
        "groups[0].group",
        "the group `G` stands below itself",
    ),
    case(
        "document/reference",
        Set,
        "groups: [{id: G, article: \"1\", title: G, group: «H}]\nobligations: []\n",
        "groups[0].group",
        "`H` is not a group of this set; did you mean `G`?",
    ),
    case(
        "document/reference",
        Set,
        "obligations: [{id: M-1, article: \"1\", binds: {classes: [big, «bigg]}, DUTY}]\n",
        "obligations[0].binds.classes[1]",
        "`bigg` is not a class of this set; did you mean `big`?",
    ),
    case(
        "document/reference",
        Set,
        "obligations: [{id: M-1, article: \"1\", deadlines: [{within: P1M, unless: {roles: [«r], within: P2M}}], DUTY}]\n",
        "obligations[0].deadlines[0].unless.roles[0]",
        "`r` is not a role of this set",
    ),
    case(
        "document/id",
        Set,
        "obligations: [{id: M-1, article: \"1\", supplementary: [{id: «M-2/1, question: Is it?}], DUTY}]\n",
        "obligations[0].supplementary[0].id",
        "the question id `M-2/1` should be `M-1/1`",
    ),
    // Models
    case(
        "model/weight",
        Model,
        "weights: {A: 1, A.X: «0}\n",
        "weights.\"A.X\"",
        "a weight of 0 is not possible; use 1 to 100",
    ),
    case(
        "document/duplicate-id",
        Model,
        "gates: [{id: «not_applicable, on: total, at_least: 3}]\n",
        "gates[0].id",
        "the gate `not_applicable` is there twice",
    ),
    case(
        "model/unknown-node",
        UsedModel,
        "weights: {A.Q: 2}\n",
        "model",
        "`A.Q` is not in small; did you mean `A.X`? (weights.\"A.Q\")",
    ),
    case(
        "model/unknown-tag",
        UsedModel,
        "include: [keys]\n",
        "model",
        "no outcome of small has the tag `keys`; did you mean `key`? (include[0])",
    ),
    case(
        "model/gate",
        UsedModel,
        "gates: [{id: g, on: total, at_least: 6}]\n",
        "model",
        "6 is outside the scale s, 0 to 5 in steps of 1 (gates[0].at_least)",
    ),
    case("model/not-applicable", UsedModel, "not_applicable: {value: -1}\n", "model", "-1 is outside the scale s"),
];
