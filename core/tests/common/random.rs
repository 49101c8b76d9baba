//! Random frameworks, models, sets, crosswalks and assessments, as documents.
//!
//! They are made from a tape of numbers: a shorter tape with smaller numbers gives smaller documents, so that
//! a failing case shrinks by itself.

use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Where choices come from; 0 for ever after its end.
pub struct Tape<'a> {
    numbers: std::slice::Iter<'a, u16>,
}

impl<'a> Tape<'a> {
    pub fn new(numbers: &'a [u16]) -> Self {
        Self { numbers: numbers.iter() }
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.numbers.next().map_or(0, |number| usize::from(*number) % end)
    }

    /// True in `percent` of all cases; false at the end of the tape.
    pub fn often(&mut self, percent: usize) -> bool {
        self.below(100) > 100 - percent
    }

    pub fn one<'b, T>(&mut self, list: &'b [T]) -> &'b T {
        &list[self.below(list.len())]
    }

    pub fn some<T: Clone>(&mut self, list: &[T], percent: usize) -> Vec<T> {
        list.iter().filter(|_| self.often(percent)).cloned().collect()
    }
}

/// What may be varied.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Subcategories may have requirements.
    pub requirements: bool,
    /// Only `exclude`, no `include`, and gates only on what is always there.
    pub plain: bool,
    /// The largest weight.
    pub weights: usize,
}

pub const ANY: Limits = Limits { requirements: true, plain: false, weights: 100 };

#[derive(Clone, Debug)]
pub struct Documents {
    pub scale: Value,
    pub model: Value,
    pub framework: Value,
    pub set: Value,
    pub crosswalk: Value,
    pub assessment: Value,
}

impl Documents {
    pub fn random(tape: &mut Tape<'_>, limits: Limits) -> Self {
        let scale = scale(tape);
        let framework = framework(tape, limits);
        let model = model(tape, limits, &scale, &framework);
        let set = set(tape);
        let crosswalk = crosswalk(tape, &framework, &set);
        let assessment = assessment(tape, &scale, &framework, &set);
        Self { scale, model, framework, set, crosswalk, assessment }
    }

    /// Another assessment by the same documents.
    pub fn another_assessment(&self, tape: &mut Tape<'_>) -> Value {
        assessment(tape, &self.scale, &self.framework, &self.set)
    }

    pub fn documents(&self) -> [&Value; 6] {
        [&self.scale, &self.model, &self.framework, &self.set, &self.crosswalk, &self.assessment]
    }
}

fn scale(tape: &mut Tape<'_>) -> Value {
    let (min, max, step) = *tape.one(&[(0, 5, "1"), (0, 10, "1/2"), (1, 4, "1"), (-2, 2, "1/4"), (0, 1, "1")]);
    let mut scale = super::scale("s", min, max, step);
    if tape.often(25) {
        scale["dimensions"] = json!([{"id": "paper", "title": "P"}, {"id": "practice", "title": "Q"}]);
    }
    scale
}

/// A random level of the scale, in quarters of one above its minimum.
fn level(tape: &mut Tape<'_>, scale: &Value) -> Value {
    let (quarters, count) = steps(scale);
    written(min(scale) * 4 + quarters * i64::try_from(tape.below(count)).unwrap())
}

/// A number of quarters as a document would have it.
pub fn written(quarters: i64) -> Value {
    match quarters % 4 {
        0 => json!(quarters / 4),
        _ if quarters % 3 == 0 => json!(format!("{quarters}/4")),
        _ => json!(quarters as f64 / 4.0),
    }
}

pub fn min(scale: &Value) -> i64 {
    scale["levels"][0]["value"].as_i64().unwrap()
}

/// The step in quarters, and how many levels there are.
pub fn steps(scale: &Value) -> (i64, usize) {
    let quarters = match scale["step"].as_str().unwrap() {
        "1" => 4,
        "1/2" => 2,
        _ => 1,
    };
    let levels = scale["levels"].as_array().unwrap();
    let width = levels[levels.len() - 1]["value"].as_i64().unwrap() - min(scale);
    (quarters, usize::try_from(width * 4 / quarters).unwrap() + 1)
}

fn item(tape: &mut Tape<'_>, id: &str) -> Value {
    let mut tags: Vec<String> = tape.some(&["k", "m"], 40).into_iter().map(str::to_owned).collect();
    if tape.often(50) {
        tags.push(format!("level-{}", tape.below(3) + 1));
    }
    let mut item = json!({"id": id, "title": id, "tags": tags});
    if tape.often(15) {
        item["not_applicable"] = json!("never");
    }
    item
}

fn framework(tape: &mut Tape<'_>, limits: Limits) -> Value {
    let mut functions = Vec::new();
    for f in 0..=tape.below(3) {
        let mut categories = Vec::new();
        for c in 0..=tape.below(3) {
            let mut subcategories = Vec::new();
            for s in 0..=tape.below(4) {
                let id = format!("F{f}.C{c}-{s}");
                let mut subcategory = item(tape, &id);
                if limits.requirements && tape.often(20) {
                    let count = tape.below(3) + 1;
                    let below: Vec<Value> = (0..count).map(|r| item(tape, &format!("{id}.{r}"))).collect();
                    subcategory["requirements"] = json!(below);
                }
                subcategories.push(subcategory);
            }
            categories.push(json!({"id": format!("F{f}.C{c}"), "title": "C", "subcategories": subcategories}));
        }
        functions.push(json!({"id": format!("F{f}"), "title": "F", "categories": categories}));
    }
    // The first outcome carries both tags, so that a model may name them, and is a practice.
    functions[0]["categories"][0]["subcategories"][0]["tags"] = json!(["k", "level-1", "m"]);
    if let Some(below) = functions[0]["categories"][0]["subcategories"][0].get_mut("requirements") {
        below[0]["tags"] = json!(["m", "k", "level-1"]);
    }
    json!({"schema": "csf-assess/framework/1", "id": "f", "version": "1", "title": "F", "scale": "s", "functions": functions})
}

/// Calls `each` with every node from the top down: its JSON and how deep it stands.
pub fn walk<'a>(framework: &'a Value, each: &mut impl FnMut(&'a Value, usize)) {
    fn below<'a>(list: &'a Value, depth: usize, each: &mut impl FnMut(&'a Value, usize)) {
        for node in list.as_array().into_iter().flatten() {
            each(node, depth);
            for key in ["categories", "subcategories", "requirements"] {
                below(&node[key], depth + 1, each);
            }
        }
    }
    below(&framework["functions"], 0, each);
}

pub fn node_ids(framework: &Value) -> Vec<String> {
    let mut ids = Vec::new();
    walk(framework, &mut |node, _| ids.push(node["id"].as_str().unwrap().to_owned()));
    ids
}

pub fn outcome_ids(framework: &Value) -> Vec<String> {
    let mut ids = Vec::new();
    walk(framework, &mut |node, depth| {
        if depth == 3 || (depth == 2 && node["requirements"].is_null()) {
            ids.push(node["id"].as_str().unwrap().to_owned());
        }
    });
    ids
}

/// What a crosswalk may link: subcategories and requirements.
fn linkable(framework: &Value) -> Vec<String> {
    let mut ids = Vec::new();
    walk(framework, &mut |node, depth| {
        if depth >= 2 {
            ids.push(node["id"].as_str().unwrap().to_owned());
        }
    });
    ids
}

fn model(tape: &mut Tape<'_>, limits: Limits, scale: &Value, framework: &Value) -> Value {
    let mut aggregates = vec!["weighted_mean", "mean_of_means", "minimum"];
    if min(scale) == 0 {
        aggregates.push("target_coverage");
    }
    if !limits.plain {
        aggregates.push("cumulative_level");
    }
    let aggregate = *tape.one(&aggregates);
    let mut model = super::model("m", aggregate);
    if aggregate == "cumulative_level" {
        let (quarters, count) = steps(scale);
        let up = i64::try_from(tape.below(count - 1)).unwrap() + 1;
        model["passing"] = written(min(scale) * 4 + quarters * up);
    }
    let mut weights = Map::new();
    for id in node_ids(framework) {
        if tape.often(40) {
            weights.insert(id, json!(tape.below(limits.weights) + 1));
        }
    }
    model["weights"] = weights.into();
    model["total_of"] = json!(tape.one(&["functions", "categories"]));
    model["open"] = json!(tape.one(&["bounds", "minimum", "block"]));
    if scale.get("dimensions").is_some() {
        model["dimensions"] = json!(tape.one(&["mean", "minimum", "practice", "paper"]));
    }
    let mut on = vec![json!("total"), json!("F0"), json!({"each": "function"}), json!({"each": "outcome"})];
    if !limits.plain {
        on.extend([json!("F0.C0-0"), json!({"each": "k"}), json!({"each": "category"})]);
        model["include"] = json!(tape.some(&["k", "m"], 20));
        match tape.below(4) {
            0 => model["not_applicable"] = json!("exclude"),
            1 => model["not_applicable"] = json!({"value": level(tape, scale)}),
            2 => model["not_applicable"] = json!({"at_most": tape.below(3)}),
            _ => model["not_applicable"] = json!({"never_on": ["m"], "value": level(tape, scale)}),
        }
    }
    let bar = |tape: &mut Tape<'_>| match aggregate {
        "target_coverage" => json!(format!("{}/8", tape.below(9))),
        // On every scale and among the levels of every framework.
        "cumulative_level" => json!(1),
        _ => level(tape, scale),
    };
    let gates: Vec<Value> = (0..tape.below(4))
        .map(|number| json!({"id": format!("g{number}"), "on": tape.one(&on), "at_least": bar(tape)}))
        .collect();
    model["gates"] = gates.into();
    model
}

fn set(tape: &mut Tape<'_>) -> Value {
    let group_count = tape.below(4);
    let groups: Vec<Value> = (0..group_count)
        .map(|number| {
            let mut group = json!({"id": format!("G{number}"), "article": "1", "title": "G"});
            if number > 0 && tape.often(60) {
                group["group"] = json!(format!("G{}", tape.below(number)));
            }
            group
        })
        .collect();
    let obligations: Vec<Value> = (0..=tape.below(6))
        .map(|number| {
            let id = format!("O{number}");
            let questions: Vec<Value> = (1..=tape.below(4))
                .map(|question| json!({"id": format!("{id}/{question}"), "question": "Is it?"}))
                .collect();
            let mut obligation = json!({
                "id": id, "article": "1", "addressee": tape.one(&["entity", "management_body", "member_state"]),
                "kind": tape.one(&["governance", "evidence", "risk_management"]), "title": "O", "summary": "S",
                "verification": "V", "voluntary": tape.often(15), "supplementary": questions,
                "binds": {
                    "classes": tape.some(&["big", "small"], 20), "sectors": tape.some(&["a/b", "c"], 10),
                    "roles": tape.some(&["r", "q"], 10)
                }
            });
            if group_count > 0 && tape.often(80) {
                obligation["group"] = json!(format!("G{}", tape.below(group_count)));
            }
            obligation
        })
        .collect();
    json!({
        "schema": "csf-assess/obligations/1", "id": "o", "title": "O", "in_force": {"from": "2023-01-16"},
        "classes": ["big", "small"], "roles": [{"id": "r", "title": "R"}, {"id": "q", "title": "Q"}],
        "sectors": [{"id": "a/b", "title": "B"}, {"id": "c", "title": "C"}], "groups": groups, "obligations": obligations
    })
}

fn crosswalk(tape: &mut Tape<'_>, framework: &Value, set: &Value) -> Value {
    let outcomes = linkable(framework);
    let (mut reach, mut mappings) = (Map::new(), Vec::new());
    for obligation in set["obligations"].as_array().unwrap() {
        let id = obligation["id"].as_str().unwrap();
        let reaches = *tape.one(&["substantial", "partial", "none"]);
        reach.insert(id.to_owned(), json!(reaches));
        for outcome in outcomes.iter().filter(|_| reaches != "none") {
            if tape.often(30) {
                mappings.push(json!({
                    "from": outcome, "to": id, "relationship": "intersects_with", "strength": tape.below(10) + 1,
                    "rationale": "R", "review": "proposed"
                }));
            }
        }
    }
    let mut crosswalk = json!({
        "schema": "csf-assess/crosswalk/1", "id": "f--o", "from": "f", "to": "o", "reach": reach, "mappings": mappings
    });
    if tape.often(40) {
        // Above 0: with a threshold of 0 even nothing would be evidence.
        let partly = tape.below(8) + 1;
        let evidenced = partly + tape.below(9 - partly);
        crosswalk["thresholds"] = json!({
            "partly_at": format!("{partly}/8"), "evidenced_at": format!("{evidenced}/8"),
            "floor_at": format!("{}/8", tape.below(8) + 1), "floor_strength": tape.below(10) + 1
        });
    }
    crosswalk
}

/// A level, for each dimension if the scale has any.
pub fn any_level(tape: &mut Tape<'_>, scale: &Value) -> Value {
    if scale.get("dimensions").is_none() {
        return level(tape, scale);
    }
    json!({"paper": level(tape, scale), "practice": level(tape, scale)})
}

fn answer(tape: &mut Tape<'_>, scale: &Value) -> Value {
    let mut answer = match tape.below(8) {
        0 => json!({}),
        1 => json!({"state": "unknown"}),
        2 => json!({"state": "not_applicable", "reason": "r"}),
        3 if scale.get("dimensions").is_some() => {
            let one = level(tape, scale);
            tape.one(&[
                json!({"level": {"paper": one}}),
                json!({"level": {"paper": one, "practice": "not_applicable"}}),
            ])
            .clone()
        }
        _ => json!({"level": any_level(tape, scale)}),
    };
    answer["reason"] = json!("a reason");
    if tape.often(40) {
        answer["target"] = any_level(tape, scale);
    }
    answer
}

fn assessment(tape: &mut Tape<'_>, scale: &Value, framework: &Value, set: &Value) -> Value {
    let (mut answers, mut supplementary) = (Map::new(), Map::new());
    for id in outcome_ids(framework) {
        if tape.often(85) {
            answers.insert(id, answer(tape, scale));
        }
    }
    for id in question_ids(set) {
        if tape.often(75) {
            let said = tape.one(&["yes", "no", "unknown", "not_applicable"]);
            supplementary.insert(id, json!({"answer": said, "reason": "r"}));
        }
    }
    let mut assessment = json!({
        "schema": "csf-assess/assessment/1", "id": "a", "framework": "f", "model": "m", "answers": answers,
        "supplementary": supplementary
    });
    let class = tape.one(&["", "big", "small", "none"]);
    let mut organization = Map::new();
    if !class.is_empty() {
        organization.insert("class".to_owned(), json!({"o": class}));
    }
    if tape.often(30) {
        organization.insert("sector".to_owned(), json!(tape.one(&["a/b", "c", "a"])));
    }
    if tape.often(30) {
        organization.insert("roles".to_owned(), json!(tape.some(&["r", "q"], 50)));
    }
    assessment["organization"] = organization.into();
    assessment
}

pub fn question_ids(set: &Value) -> Vec<String> {
    let obligations = set["obligations"].as_array().unwrap();
    let questions = obligations.iter().flat_map(|obligation| obligation["supplementary"].as_array().unwrap());
    questions.map(|question| question["id"].as_str().unwrap().to_owned()).collect()
}

/// JSON with the members of every map, and the elements of every list but `levels`, in another order.
pub fn shuffled(value: &Value, tape: &mut Tape<'_>) -> String {
    fn order(count: usize, tape: &mut Tape<'_>) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for end in (1..count).rev() {
            order.swap(end, tape.below(end + 1));
        }
        order
    }
    fn write(value: &Value, key: &str, tape: &mut Tape<'_>, text: &mut String) {
        match value {
            Value::Object(map) => {
                let members: Vec<(&String, &Value)> = map.iter().collect();
                text.push('{');
                for (position, member) in order(members.len(), tape).into_iter().enumerate() {
                    let (key, value) = members[member];
                    let comma = if position > 0 { "," } else { "" };
                    write!(text, "{comma}{}:", Value::from(key.as_str())).unwrap();
                    write(value, key, tape, text);
                }
                text.push('}');
            }
            Value::Array(list) => {
                let order = if key == "levels" { (0..list.len()).collect() } else { order(list.len(), tape) };
                text.push('[');
                for (position, element) in order.into_iter().enumerate() {
                    text.push_str(if position > 0 { "," } else { "" });
                    write(&list[element], "", tape, text);
                }
                text.push(']');
            }
            plain => write!(text, "{plain}").unwrap(),
        }
    }
    let mut text = String::new();
    write(value, "", tape, &mut text);
    text
}
