//! Small plans, worked by hand.

use super::{Case, cases, common, of, words};
use csf_assess::Library;
use csf_assess::assessed::Assessed;
use csf_assess::fraction::Figure;
use csf_assess::plan::{Obstacle, Options, Plan, TargetKind, Want, next_steps, plan};
use serde_json::{Value, json};

fn figure(n: i64, d: i64) -> Figure {
    Figure(csf_assess::Fraction::new(n, d).unwrap())
}

fn changes(plan: &Plan) -> Vec<(&str, u64)> {
    plan.steps.iter().map(|step| (step.id.as_str(), step.cost)).collect()
}

fn costs((library, assessment, _): &Case, more: &Value) -> Options {
    let mut costs = json!({"schema": "csf-assess/costs/1", "id": "c"});
    costs.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let costs = library.costs(costs.to_string().as_bytes(), assessment).unwrap();
    Options { costs: Some(costs), ..Options::default() }
}

fn out(plan: &Plan) -> Vec<(&str, Obstacle)> {
    plan.unreachable.iter().map(|one| (one.id.as_str(), one.why)).collect()
}

/// D-1.a.1 has A.X-01 at 2 of 3 with strength 8 and A.X-02 open with 4: (16/3) ÷ 12 = 4/9 is below 1/2, and a step of
/// either is enough. D-1.a.2 asks for two yeses; B.X-01 at 1 has to reach 2 for the floor, and (14/3) ÷ 10 is still
/// below 1/2, so that one more step is needed, of it or of A.Y-01. Nothing that applies speaks of D-2 and D-4.
#[test]
fn everything_that_binds_and_can_be_reached() {
    let case = cases::small();
    let plan = of(&case, &Options::default());
    assert_eq!((plan.cost, plan.bound, plan.proven), (Some(5), Some(5), true));
    assert_eq!(out(&plan), [("D-2", Obstacle::Nothing), ("D-4", Obstacle::Nothing)]);
    let reached: Vec<_> = plan.reached.iter().map(|one| (one.id.as_str(), one.before, one.after)).collect();
    assert_eq!(reached, [("D-1.a.1", Some(1), Some(2)), ("D-1.a.2", Some(0), Some(2))]);
    let questions: Vec<_> = plan.steps.iter().filter(|step| step.answer == Some("yes")).collect();
    assert_eq!(questions.len(), 2);
    assert_eq!((questions[0].id.as_str(), questions[0].owner.as_deref()), ("D-1.a.2/1", Some("Board")));
    assert_eq!((questions[0].title.as_str(), &questions[0].to), ("Is the plan tested?", &None));
    let raised = plan.steps.iter().find(|step| step.id == "B.X-01").unwrap();
    assert_eq!((raised.from.clone(), raised.helps.clone()), (Some(figure(1, 1)), words(&["D-1.a.2"])));
    assert_eq!(plan.already, Vec::<String>::new());
}

#[test]
fn a_group_asks_for_all_that_is_owed_below_it() {
    let case = cases::small();
    let plan = of(&case, &Options { targets: words(&["D-1"]), ..Options::default() });
    assert_eq!((plan.cost, plan.reached.len(), plan.reached[0].kind), (Some(5), 1, TargetKind::Group));
    assert_eq!((plan.reached[0].before, plan.reached[0].after), (Some(0), Some(2)));
    let voluntary = of(&case, &Options { targets: words(&["D-1.b", "D-1.b"]), ..Options::default() });
    assert_eq!((voluntary.cost, voluntary.proven, voluntary.already), (Some(0), true, words(&["D-1.b"])));
}

#[test]
fn costs_decide_which_step_is_taken() {
    let case = cases::small();
    let targets = words(&["D-1.a.1"]);
    let dear = costs(&case, &json!({"outcomes": {"A.X-01": 4, "A.X-02": {"1": 3, "2": 9}}}));
    let plan = of(&case, &Options { targets: targets.clone(), ..dear });
    assert_eq!((changes(&plan), plan.steps[0].from.clone()), (vec![("A.X-02", 3)], None));
    assert_eq!(plan.steps[0].to, Some(figure(1, 1)));
    let dear = costs(&case, &json!({"default": 2, "outcomes": {"A.X-02": 3}}));
    let plan = of(&case, &Options { targets, ..dear });
    assert_eq!(changes(&plan), [("A.X-01", 2)]);
    let other = &plan.alternatives[0];
    assert_eq!((other.without.as_str(), other.cost, other.proven), ("A.X-01", 3, true));
    assert_eq!(plan.alternatives.len(), 1);
}

/// Under partial reach a yes is as good as evidence of 3/10: (7·2/3 + 0) ÷ 10 with B.X-01 at 2.
#[test]
fn partly_is_either_evidence_or_a_yes() {
    let case = cases::small();
    let wanted = |options: Options| Options { want: Want::PartlyEvidenced, targets: words(&["D-1.a.2"]), ..options };
    let asked = of(&case, &wanted(costs(&case, &json!({"default": 5, "questions": {"D-1.a.2/2": 4}}))));
    assert_eq!(changes(&asked), [("D-1.a.2/2", 4)]);
    let raised = of(&case, &wanted(costs(&case, &json!({"default": 5, "outcomes": {"B.X-01": 4}}))));
    assert_eq!(changes(&raised), [("B.X-01", 4)]);
    assert_eq!((raised.reached[0].before, raised.reached[0].after), (Some(0), Some(1)));
}

#[test]
fn only_some_items_may_change() {
    let case = cases::small();
    let wanted = |options: Options| of(&case, &Options { targets: words(&["D-1.a.1", "D-1.a.2"]), ..options });
    let held = wanted(Options { fixed: words(&["A"]), ..Options::default() });
    assert_eq!(changes(&held), [("B.X-01", 2), ("D-1.a.2/1", 1), ("D-1.a.2/2", 1)]);
    assert_eq!(out(&held), [("D-1.a.1", Obstacle::Held)]);
    let own = wanted(Options { owners: words(&["Security <office>"]), ..Options::default() });
    assert_eq!((changes(&own), out(&own)), (vec![("A.X-01", 1)], vec![("D-1.a.2", Obstacle::Held)]));
    let only = wanted(Options { only: words(&["A.X-02", "D-1.a.2/1"]), ..Options::default() });
    assert_eq!((changes(&only), out(&only)), (vec![("A.X-02", 1)], vec![("D-1.a.2", Obstacle::Held)]));
}

/// Four items are the fewest: one of A.X, B.X-01 by two steps, and two questions.
#[test]
fn no_more_items_than_the_limit_change() {
    let case = cases::small();
    let with = |most| of(&case, &Options { targets: words(&["D-1"]), at_most: Some(most), ..Options::default() });
    let four = with(4);
    assert_eq!((four.cost, four.steps.len(), four.proven), (Some(5), 4, true));
    let three = with(3);
    assert_eq!((three.cost, three.bound, three.proven), (None, None, true));
    assert!(
        three.to_text().contains("There is no plan that changes at most 3 for what is wanted."),
        "{}",
        three.to_text()
    );
}

/// Of the categories only A.Y, whose one outcome is open, is below 1; the outcome tagged `key` is at 1 and has to reach
/// 2; and what is not applicable is more than the policy allows.
#[test]
fn gates_are_planned_for_like_duties() {
    let case = cases::small();
    let gates = words(&["floor", "watch", "not_applicable"]);
    let plan = of(&case, &Options { gates, ..Options::default() });
    assert_eq!(changes(&plan), [("A.Y-01", 1), ("B.X-01", 1)]);
    assert_eq!(out(&plan), [("not_applicable", Obstacle::NotApplicable)]);
    assert!(plan.reached.iter().all(|one| one.kind == TargetKind::Gate && one.after.is_none()));
    assert_eq!(plan.steps[0].helps, words(&["floor"]));
    assert!(plan.to_text().contains("floor (No category below 1): met"), "{}", plan.to_text());
}

/// Missing of D-1.a.1: 1/2 − 4/9 of 1/2 is 1/9. Of D-1.a.2: evidence 7/30 of 1/2 lacks 8/15, the floor 1/3 of 2/5 lacks
/// 1/6, and each question is one: 1/9 + 8/15 + 1/6 + 2 = 253/90. A yes closes 1; B.X-01 closes 7/15 + 1/6 = 19/30.
#[test]
fn the_next_steps_close_the_most_for_their_cost() {
    let case = cases::small();
    let (library, assessment, result) = &case;
    let assessed = Assessed { library, assessment, result };
    let next = next_steps(assessed, &Options::default(), 10).unwrap();
    assert_eq!(next.missing, figure(253, 90));
    let steps: Vec<_> = next.steps.iter().map(|next| (next.step.id.as_str(), next.gain.clone())).collect();
    let expected = [("D-1.a.2/1", figure(1, 1)), ("D-1.a.2/2", figure(1, 1)), ("B.X-01", figure(19, 30))];
    assert_eq!(steps[..3], expected);
    assert_eq!(next.steps.last().unwrap().missing, figure(0, 1));
    assert_eq!(next.steps.len(), 5);
    assert_eq!(next_steps(assessed, &Options::default(), 2).unwrap().steps.len(), 2);
    let text = next.to_text();
    assert!(text.contains("closes 19/30 (0.63), leaves 8/45 (0.18)"), "{text}");
}

#[test]
fn a_plan_is_told_in_plain_words() {
    let case = cases::small();
    let text = of(&case, &Options { targets: words(&["D-1", "D-2", "D-3", "D-1.b"]), ..Options::default() }).to_text();
    for line in [
        "1 target, 5 items to change, cost 5. No plan is cheaper.",
        "- D-1.a.2/1 answered yes (Is the plan tested?), cost 1, Board",
        "  for D-1.a.2",
        "- D-1 (Measures): Evidence available at worst, now Not evidenced",
        "There already: D-1.b.",
        "- D-2: no outcome and no question that applies speaks about it",
        "- D-3: it does not bind",
        "Other ways, each without one item of the plan:",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn what_is_not_there_is_refused() {
    let (library, assessment, result) = &cases::small();
    let assessed = Assessed { library, assessment, result };
    let code = |options: Options| {
        let error = plan(assessed, &options).unwrap_err();
        let (first, count) = (error.problems().next().unwrap().message().to_owned(), error.problems().count());
        (error.code(), first, count)
    };
    let (kind, message, count) =
        code(Options { targets: words(&["D-1.a.9"]), gates: words(&["flor"]), ..Options::default() });
    assert_eq!((kind, count), ("plan/unknown-target", 2));
    assert!(
        message.contains("`D-1.a.9` is not an obligation or group of `duties`; did you mean `D-1.a.2`?"),
        "{message}"
    );
    let (kind, message, _) = code(Options { only: words(&["A.X-09"]), ..Options::default() });
    assert_eq!(kind, "plan/unknown-item");
    assert!(message.contains("did you mean `A.X-0"), "{message}");
    let error = "perfect".parse::<Want>().unwrap_err();
    assert_eq!(error.code(), "plan/want");
    assert_eq!("partly_evidenced".parse::<Want>().unwrap(), Want::PartlyEvidenced);
    let (kind, message, _) = code(Options { owners: words(&["Nobody"]), ..Options::default() });
    assert_eq!(kind, "plan/unknown-owner");
    assert!(message.contains("owners are `Board` or `Security <office>`"), "{message}");
}

/// A model's own id, gates and quirk over a framework of one outcome.
fn single(scale: &Value, model: &Value, answer: &Value) -> Case {
    let mut library = Library::embedded().unwrap();
    let framework = json!({"schema": "csf-assess/framework/1", "id": "one", "version": "1", "title": "One",
        "scale": scale["id"], "functions": [{"id": "F", "title": "F", "categories": [{"id": "F.C", "title": "C",
        "subcategories": [{"id": "F.C-1", "title": "Only"}]}]}]});
    for document in [scale, model, &framework] {
        library.add(document.to_string().as_bytes()).unwrap();
    }
    let assessment = json!({"schema": "csf-assess/assessment/1", "id": "a", "framework": "one", "model": model["id"],
        "answers": {"F.C-1": answer}});
    let assessment = library.assessment(assessment.to_string().as_bytes()).unwrap();
    let result = library.assess(&assessment, &[]).unwrap();
    (library, assessment, result)
}

#[test]
fn a_gate_under_a_quirk_and_a_scale_without_end_are_refused() {
    let mut model = common::model("m", "mean_of_means");
    model["gates"] = json!([{"id": "g", "on": "total", "at_least": 2}]);
    model["quirks"] = json!(["csf-profile-rounding"]);
    let (library, assessment, result) = &single(&common::scale("s", 0, 5, "1"), &model, &json!({"level": 1}));
    let gates = Options { gates: words(&["g"]), ..Options::default() };
    let error = plan(Assessed { library, assessment, result }, &gates).unwrap_err();
    assert_eq!(error.code(), "plan/quirk");
    assert!(error.to_string().contains("its quirk `csf-profile-rounding`"), "{error}");
    model["quirks"] = json!([]);
    let mut scale = common::scale("s", 0, 1, "1/4");
    scale["levels"][1]["value"] = json!(1_000_000);
    let (library, assessment, result) = &single(&scale, &model, &json!({"level": 1}));
    let error = plan(Assessed { library, assessment, result }, &gates).unwrap_err();
    assert_eq!(error.code(), "plan/too-large");
}

/// What was given of an open answer stays: the other dimension is at the lowest, and the mean of 3 and 1 is 2 already.
#[test]
fn dimensions_are_raised_where_it_is_cheapest() {
    let mut scale = common::scale("s", 1, 5, "1");
    scale["dimensions"] = json!([{"id": "paper", "title": "P"}, {"id": "practice", "title": "Q"}]);
    let mut model = common::model("m", "weighted_mean");
    model["gates"] = json!([{"id": "g", "on": "F", "at_least": 3}]);
    let case = single(&scale, &model, &json!({"level": {"paper": 3}}));
    let gates = words(&["g"]);
    let plan = of(&case, &Options { gates: gates.clone(), ..costs(&case, &json!({"dimensions": {"practice": 3}})) });
    let step = &plan.steps[0];
    assert_eq!((plan.cost, step.from.clone(), step.to.clone()), (Some(2), None, Some(figure(3, 1))));
    let levels: Vec<_> = step.levels.as_ref().unwrap().iter().map(|(id, at)| (id.as_str(), at.clone())).collect();
    assert_eq!(levels, [("paper", figure(5, 1)), ("practice", figure(1, 1))]);
    assert!(plan.to_text().contains("F.C-1 from open to 3: paper 5, practice 1"), "{}", plan.to_text());
    model["gates"][0]["at_least"] = json!(2);
    let free = of(&single(&scale, &model, &json!({"level": {"paper": 3}})), &Options { gates, ..Options::default() });
    assert_eq!((free.cost, free.steps.len(), free.steps[0].cost), (Some(0), 1, 0));
}

/// Thirteen categories of two outcomes, weights adding up to different primes: numbers too long for the solver, which
/// are rounded there and nowhere else. All levels at the top are needed, and nothing less.
#[test]
fn long_numbers_are_rounded_for_the_search_alone() {
    let primes = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163];
    let mut weights = serde_json::Map::new();
    let categories: Vec<Value> = primes
        .iter()
        .enumerate()
        .map(|(place, prime)| {
            let id = format!("F.{place}");
            let (first, second) = (format!("{id}-1"), format!("{id}-2"));
            weights.insert(first.clone(), json!(prime - 97));
            weights.insert(second.clone(), json!(97));
            json!({"id": id, "title": "C", "subcategories": [{"id": first, "title": "A"}, {"id": second, "title": "B"}]})
        })
        .collect();
    let with = |at_least: Value| {
        let mut model = common::model("m", "mean_of_means");
        model["weights"] = weights.clone().into();
        model["gates"] = json!([{"id": "g", "on": "total", "at_least": at_least}]);
        let framework = json!({"schema": "csf-assess/framework/1", "id": "f", "version": "1", "title": "F", "scale": "s",
            "functions": [{"id": "F", "title": "F", "categories": categories}]});
        let library = common::library(&[common::scale("s", 0, 2, "1"), model, framework]);
        let text = json!({"schema": "csf-assess/assessment/1", "id": "a", "framework": "f", "model": "m"});
        let assessment = library.assessment(text.to_string().as_bytes()).unwrap();
        let result = library.assess(&assessment, &[]).unwrap();
        of(&(library, assessment, result), &Options { gates: words(&["g"]), ..Options::default() })
    };
    assert_eq!(with(json!(2)).cost, Some(52));
    let less = with(json!("199/100"));
    assert_eq!((less.cost, less.proven, less.reached.len()), (Some(50), true, 1));
}
