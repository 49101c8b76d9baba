//! Who is bound by which act: every sector, size and role, the figures at their edges, and what stays open.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

#[path = "scope/assess.rs"]
mod assess;
mod common;
#[path = "scope/documents.rs"]
mod documents;
#[path = "scope/table.rs"]
mod table;

use csf_assess::document::read_facts;
use csf_assess::scope::{EntityFacts, ScopeAnswer, ScopeOutcome};
use csf_assess::{Error, Library};
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap());

fn facts(text: &str) -> EntityFacts {
    // The comment keeps a flow map from being taken for JSON.
    read_facts(format!("# facts\n{text}").as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn ask(set: &str, text: &str) -> ScopeAnswer {
    LIBRARY.scope(set, &facts(text)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(set: &str, text: &str) -> Error {
    LIBRARY.scope(set, &facts(text)).unwrap_err()
}

/// The class or other word of an answer, and the article of its rule.
fn shown(answer: &ScopeAnswer) -> String {
    let word = match (answer.outcome, answer.class.as_deref()) {
        (ScopeOutcome::Determined, Some(class)) => class.to_owned(),
        (ScopeOutcome::Determined, None) => "in_scope".to_owned(),
        (ScopeOutcome::NationalDecision, _) => format!("national {}", answer.possible.join("/")),
        _ => format!("open {}", answer.possible.join("/")),
    };
    match &answer.rule {
        Some(rule) => format!("{word} {}", rule.article),
        None => word,
    }
}

#[test]
fn a_size_holds_by_headcount_and_one_of_the_two_sums_of_money() {
    // headcount, turnover, balance sheet; worked out from Article 2 of the annex to Recommendation 2003/361/EC.
    let cases = [
        ("9", "2000000", "2000000", "micro"),
        ("9.5", "2000000", "99000000", "micro"),
        ("9", "99000000", "2000000", "micro"),
        ("9", "2000000.01", "2000000.01", "small"),
        ("10", "0", "0", "small"),
        ("49", "10000000", "44000000", "small"),
        ("49", "51000000", "10000000", "small"),
        ("49", "10000001", "10000001", "medium"),
        ("50", "1", "1", "medium"),
        ("249", "50000000", "43000001", "medium"),
        ("249", "50000001", "43000000", "medium"),
        ("249", "50000001", "43000001", "large"),
        ("250", "0", "0", "large"),
        ("3", "50000001", "43000001", "large"),
    ];
    for (headcount, turnover, balance_sheet, size) in cases {
        let text =
            format!("{{sectors: [], headcount: {headcount}, turnover: {turnover}, balance_sheet: {balance_sheet}}}");
        let found = ask("nis2", &text).size.unwrap();
        assert_eq!(found.class.as_deref(), Some(size), "{text}");
        assert_eq!(found.missing, [""; 0], "{text}");
    }
}

#[test]
fn figures_that_are_missing_leave_open_what_they_could_decide() {
    let cases = [
        ("headcount: 300", "large", ""),
        ("headcount: 5, turnover: 1000000", "micro", ""),
        ("headcount: 20, balance_sheet: 12000000", "small medium", "turnover"),
        ("headcount: 20", "small medium large", "turnover balance_sheet"),
        ("turnover: 3000000, balance_sheet: 5000000", "small medium large", "headcount"),
        ("turnover: 60000000, balance_sheet: 50000000", "large", ""),
        ("headcount: 5", "micro small medium large", "turnover balance_sheet"),
    ];
    for (given, possible, missing) in cases {
        let found = ask("nis2", &format!("{{sectors: [], {given}}}")).size.unwrap();
        assert_eq!(
            (found.possible.join(" "), found.missing.join(" ")),
            (possible.to_owned(), missing.to_owned()),
            "{given}"
        );
    }
    let energy = "sectors: [annex-i/energy], roles: []";
    let open = ask("nis2", &format!("{{{energy}, headcount: 20, balance_sheet: 12000000}}"));
    assert_eq!((shown(&open).as_str(), open.missing.join(" ").as_str()), ("open important/none", "turnover"));
    let open = ask("nis2", &format!("{{{energy}}}"));
    assert_eq!(shown(&open), "open essential/important/none");
    assert_eq!((open.missing.join(" ").as_str(), open.in_scope), ("size", None));
}

#[test]
fn every_figure_is_shown_beside_its_ceiling() {
    let size = ask("nis2", "{sectors: [], headcount: 60, turnover: 9000000}").size.unwrap();
    let steps: Vec<String> = size
        .steps
        .iter()
        .map(|step| {
            let tests: Vec<String> = step
                .tests
                .iter()
                .map(|test| format!("{} {:?} {} {:?}", test.figure, test.value.as_deref(), test.limit, test.holds))
                .collect();
            format!("{} {:?}: {}", step.id, step.holds, tests.join(", "))
        })
        .collect();
    assert_eq!(
        steps,
        [
            "micro Some(false): headcount Some(\"60\") 10 Some(false), turnover Some(\"9000000\") 2000000 Some(false), balance_sheet None 2000000 None",
            "small Some(false): headcount Some(\"60\") 50 Some(false), turnover Some(\"9000000\") 10000000 Some(true), balance_sheet None 10000000 None",
            "medium Some(true): headcount Some(\"60\") 250 Some(true), turnover Some(\"9000000\") 50000000 Some(true), balance_sheet None 43000000 None",
        ]
    );
    let noted: Vec<&str> = size.notes.iter().map(|note| note.article.as_str()).collect();
    assert!(
        noted.iter().any(|article| article.ends_with("Article 4(2)"))
            && noted.iter().any(|article| article.ends_with("Article 6"))
    );
}

#[test]
fn facts_bring_in_and_leave_out() {
    let cases = [
        (
            "sectors: [annex-i/health], size: small, facts: {sole-provider: true}",
            "national essential/important 2(2)(b)",
        ),
        (
            "sectors: [annex-i/health], size: micro, facts: {public-safety-impact: true}",
            "national essential/important 2(2)(c)",
        ),
        ("sectors: [annex-ii/food], size: large, facts: {systemic-risk: true}", "national essential/important 2(2)(d)"),
        (
            "sectors: [annex-ii/food], size: small, facts: {national-importance: true}",
            "national essential/important 2(2)(e)",
        ),
        ("sectors: [annex-i/health], size: large, facts: {sole-provider: true}", "essential 3(1)(a)"),
        ("sectors: [], size: small, facts: {sole-provider: true}", "none 2(1)"),
        ("sectors: [annex-i/health], size: small, facts: {sole-provider: false}", "none 2(1)"),
        ("sectors: [annex-i/health], size: small, facts: {identified-essential: true}", "essential 3(1)(e)"),
        ("sectors: [annex-i/health], size: small, facts: {identified-important: true}", "important 3(2)"),
        ("sectors: [annex-i/health], size: large, facts: {identified-important: true}", "essential 3(1)(a)"),
        ("sectors: [], size: small, facts: {former-operator: true}", "essential 3(1)(g)"),
        ("sectors: [], size: large, facts: {education-institution: true}", "national essential/important/none 2(5)(b)"),
        ("sectors: [annex-i/banking], size: large, facts: {exempt-financial-entity: true}", "none 2(10)"),
    ];
    for (given, expected) in cases {
        assert_eq!(shown(&ask("nis2", &format!("{{roles: [], {given}}}"))), expected, "{given}");
    }
    let administration = [
        ("roles: [public-administration-central], facts: {security-administration: true}", "none 2(7)"),
        (
            "roles: [public-administration-central, trust-service-provider], facts: {security-administration: true}",
            "essential 3(1)(d)",
        ),
        ("roles: [public-administration-regional], facts: {regional-risk: true}", "important 3(2)"),
        ("roles: [public-administration-regional], facts: {regional-risk: false}", "none 2(2)(f)(ii)"),
    ];
    for (given, expected) in administration {
        assert_eq!(shown(&ask("nis2", &format!("{{size: micro, {given}}}"))), expected, "{given}");
    }
}

#[test]
fn what_is_not_said_stays_open_and_is_named() {
    let cases = [
        ("{}", "open essential/important/in_scope/none", "sector size roles"),
        ("{sectors: [annex-i/energy], size: large}", "essential 3(1)(a)", ""),
        ("{sectors: [annex-i/energy], size: medium}", "open essential/important", "roles"),
        ("{sectors: [annex-ii/food], size: large}", "open essential/important", "roles"),
        ("{roles: [dns-service-provider]}", "essential 3(1)(b)", ""),
        ("{roles: [cloud-computing-service-provider], size: medium}", "important 3(2)", ""),
        ("{roles: [cloud-computing-service-provider]}", "open essential/important/none", "sector size"),
        ("{roles: [cloud-computing-service-provider], sectors: []}", "open essential/important/none", "size"),
        ("{roles: [online-marketplace], size: large}", "open essential/important", "sector"),
        ("{roles: [], size: medium}", "open essential/important/none", "sector"),
        ("{sectors: [annex-i], size: large, roles: []}", "open essential/important/none", "sector"),
    ];
    for (given, expected, missing) in cases {
        let answer = ask("nis2", given);
        assert_eq!(shown(&answer), expected, "{given}");
        assert_eq!(answer.missing.join(" "), missing, "{given}");
    }
}

/// Whatever is said next, the answer stays among those that were possible.
#[test]
fn saying_more_never_leaves_what_was_possible() {
    let full = |sector: &str, size: &str, role: &str| format!("{{sectors: {sector}, size: {size}, roles: {role}}}");
    let whole: Vec<String> = ["[annex-i/energy/oil]", "[annex-ii/research]", "[annex-i/public-administration]", "[]"]
        .iter()
        .flat_map(|sector| {
            ["micro", "medium", "large"].iter().flat_map(move |size| {
                ["[]", "[tld-registry]", "[critical-entity]", "[online-marketplace]"]
                    .map(|role| full(sector, size, role))
            })
        })
        .collect();
    for text in &whole {
        let all = ask("nis2", text);
        let given = facts(text);
        for mask in 0..8 {
            let less = EntityFacts {
                sectors: given.sectors.clone().filter(|_| mask & 1 == 0),
                size: given.size.clone().filter(|_| mask & 2 == 0),
                roles: given.roles.clone().filter(|_| mask & 4 == 0),
                ..EntityFacts::default()
            };
            let open = LIBRARY.scope("nis2", &less).unwrap();
            assert!(all.possible.iter().all(|word| open.possible.contains(word)), "{text} without {mask}: {open:?}");
            assert!(open.in_scope.is_none() || open.in_scope == all.in_scope, "{text} without {mask}");
        }
    }
}

#[test]
fn the_answer_names_what_would_change_it() {
    let answer = ask("nis2", "{sectors: [annex-i/energy/electricity], size: small, roles: []}");
    let change = |id: &str| {
        answer.would_change.iter().find(|change| change.id == id).map(|it| (it.then.as_str(), it.article.as_str()))
    };
    assert_eq!(change("critical-entity"), Some(("essential", "3(1)(f)")));
    assert_eq!(change("sole-provider"), Some(("national_decision", "2(2)(b)")));
    assert_eq!(change("domain-name-registration-service"), Some(("in_scope", "2(4)")));
    assert_eq!(change("cloud-computing-service-provider"), None);
    for change in &answer.would_change {
        let mut given = answer.given.clone();
        match change.kind {
            "role" => given.roles.get_or_insert_default().push(change.id.clone()),
            _ => drop(given.facts.insert(change.id.clone(), change.value)),
        }
        let then = LIBRARY.scope("nis2", &given).unwrap();
        assert_eq!(then.rule.map(|rule| rule.article), Some(change.article.clone()), "{}", change.id);
        assert_ne!((then.outcome, then.class), (answer.outcome, answer.class.clone()), "{}", change.id);
    }
}

#[test]
fn nis1_names_operators_and_sizes_digital_service_providers() {
    let cases = [
        ("sectors: [annex-i/energy/gas], size: small, facts: {identified-operator: true}", "operator 5(1)-(2)"),
        ("sectors: [annex-i/energy/gas], size: large", "national none/operator 5(1)-(2)"),
        ("sectors: [annex-i/energy/gas], size: large, facts: {identified-operator: false}", "none 5(1)-(2)"),
        ("sectors: [annex-i/energy], size: large", "open none/operator"),
        ("sectors: [annex-i/energy/hydrogen], size: large", "none 1(1)-(2)"),
        ("sectors: [annex-i/waste-water], size: large", "none 1(1)-(2)"),
        ("sectors: [annex-ii/food], size: large", "none 1(1)-(2)"),
    ];
    for (given, expected) in cases {
        assert_eq!(shown(&ask("nis1", &format!("{{roles: [], {given}}}"))), expected, "{given}");
    }
    for kind in ["online-marketplace", "online-search-engine", "cloud-computing-service-provider"] {
        for (size, expected) in [
            ("micro", "none 16(11)"),
            ("small", "none 16(11)"),
            ("medium", "digital_service_provider 4(5)-(6), Annex III"),
            ("large", "digital_service_provider 4(5)-(6), Annex III"),
        ] {
            let given = format!("{{sectors: [], roles: [{kind}], size: {size}}}");
            assert_eq!(shown(&ask("nis1", &given)), expected, "{given}");
        }
    }
    assert_eq!(shown(&ask("nis1", "{sectors: [], roles: [social-networking-platform], size: large}")), "none 1(1)-(2)");
}

#[test]
fn the_implementing_regulation_binds_listed_kinds() {
    let any_size =
        ["dns-service-provider", "tld-registry", "trust-service-provider", "qualified-trust-service-provider"];
    let by_size = [
        "cloud-computing-service-provider",
        "data-centre-service-provider",
        "content-delivery-network-provider",
        "managed-service-provider",
        "managed-security-service-provider",
        "online-marketplace",
        "online-search-engine",
        "social-networking-platform",
    ];
    let listed = LIBRARY.obligation_set("ir-2024-2690").unwrap().content().roles.len();
    assert_eq!(any_size.len() + by_size.len(), listed, "a kind that this table does not know");
    for (position, size) in ["micro", "small", "medium", "large"].into_iter().enumerate() {
        for role in any_size {
            assert_eq!(
                shown(&ask("ir-2024-2690", &format!("{{roles: [{role}], size: {size}}}"))),
                "in_scope 1",
                "{role} {size}"
            );
        }
        for role in by_size {
            let given = format!("roles: [{role}], size: {size}");
            let expected = if position < 2 { "none 1" } else { "in_scope 1" };
            assert_eq!(shown(&ask("ir-2024-2690", &format!("{{{given}}}"))), expected, "{given}");
            let otherwise = format!("{{{given}, facts: {{bound-by-nis2: true}}}}");
            assert_eq!(shown(&ask("ir-2024-2690", &otherwise)), "in_scope 1", "{given}");
        }
        assert_eq!(shown(&ask("ir-2024-2690", &format!("{{roles: [], size: {size}}}"))), "none 1");
    }
    assert_eq!(ask("ir-2024-2690", "{size: large}").missing, ["roles"]);
}
