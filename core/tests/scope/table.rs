//! NIS2 over every sector, size and role, against a table that was worked out from Articles 2 and 3 and the annexes.
//!
//! The table holds what each sector and each role leads to by itself, at each size; whoever has several has the most
//! onerous of them. It does not know the order of the rules.

use super::{LIBRARY, ask, shown};

const SIZES: [&str; 4] = ["micro", "small", "medium", "large"];

/// Micro, small, medium, large; essential by points (a) to (f) of 3(1), important by 3(2).
type Row = [&'static str; 4];

const OUT: &str = "none 2(1)";
const IMPORTANT: &str = "important 3(2)";
const A: &str = "essential 3(1)(a)";
const B: &str = "essential 3(1)(b)";
const C: &str = "essential 3(1)(c)";
const D: &str = "essential 3(1)(d)";
const F: &str = "essential 3(1)(f)";
const LOCAL: &str = "national essential/important/none 2(5)(a)";
const REGIONAL: &str = "national important/none 2(2)(f)(ii)";
const NAMES: &str = "in_scope 2(4)";

const OUTSIDE: Row = [OUT, OUT, OUT, OUT];
const ANNEX_I: Row = [OUT, OUT, IMPORTANT, A];
const ANNEX_II: Row = [OUT, OUT, IMPORTANT, IMPORTANT];

/// The most onerous first. Among points of 3(1) the one that asks least about the entity is named.
const ONEROUS: [&str; 10] = [F, B, D, C, A, IMPORTANT, REGIONAL, LOCAL, NAMES, OUT];

const SECTORS: [(&str, Row); 35] = [
    ("annex-i/energy", ANNEX_I),
    ("annex-i/energy/electricity", ANNEX_I),
    ("annex-i/energy/district-heating-and-cooling", ANNEX_I),
    ("annex-i/energy/oil", ANNEX_I),
    ("annex-i/energy/gas", ANNEX_I),
    ("annex-i/energy/hydrogen", ANNEX_I),
    ("annex-i/transport", ANNEX_I),
    ("annex-i/transport/air", ANNEX_I),
    ("annex-i/transport/rail", ANNEX_I),
    ("annex-i/transport/water", ANNEX_I),
    ("annex-i/transport/road", ANNEX_I),
    ("annex-i/banking", ANNEX_I),
    ("annex-i/financial-market-infrastructures", ANNEX_I),
    ("annex-i/health", ANNEX_I),
    ("annex-i/drinking-water", ANNEX_I),
    ("annex-i/waste-water", ANNEX_I),
    ("annex-i/digital-infrastructure", ANNEX_I),
    ("annex-i/ict-service-management", ANNEX_I),
    ("annex-i/public-administration", [LOCAL, LOCAL, LOCAL, LOCAL]),
    ("annex-i/space", ANNEX_I),
    ("annex-ii/postal-and-courier-services", ANNEX_II),
    ("annex-ii/waste-management", ANNEX_II),
    ("annex-ii/chemicals", ANNEX_II),
    ("annex-ii/food", ANNEX_II),
    ("annex-ii/manufacturing", ANNEX_II),
    ("annex-ii/manufacturing/medical-devices", ANNEX_II),
    ("annex-ii/manufacturing/computer-electronic-and-optical-products", ANNEX_II),
    ("annex-ii/manufacturing/electrical-equipment", ANNEX_II),
    ("annex-ii/manufacturing/machinery-and-equipment", ANNEX_II),
    ("annex-ii/manufacturing/motor-vehicles", ANNEX_II),
    ("annex-ii/manufacturing/other-transport-equipment", ANNEX_II),
    ("annex-ii/digital-providers", ANNEX_II),
    ("annex-ii/research", ANNEX_II),
    ("", OUTSIDE),
    ("annex-i/energy, annex-ii/food", ANNEX_I),
];

const ROLES: [(&str, Row); 19] = [
    ("", OUTSIDE),
    ("trust-service-provider", [IMPORTANT, IMPORTANT, IMPORTANT, A]),
    ("qualified-trust-service-provider", [B, B, B, B]),
    ("tld-registry", [B, B, B, B]),
    ("domain-name-registration-service", [NAMES, NAMES, NAMES, NAMES]),
    ("dns-service-provider", [B, B, B, B]),
    ("cloud-computing-service-provider", ANNEX_I),
    ("data-centre-service-provider", ANNEX_I),
    ("content-delivery-network-provider", ANNEX_I),
    ("managed-service-provider", ANNEX_I),
    ("managed-security-service-provider", ANNEX_I),
    ("online-marketplace", ANNEX_II),
    ("online-search-engine", ANNEX_II),
    ("social-networking-platform", ANNEX_II),
    ("public-electronic-communications-provider", [IMPORTANT, IMPORTANT, C, A]),
    ("public-administration", [LOCAL, LOCAL, LOCAL, LOCAL]),
    ("public-administration-central", [D, D, D, D]),
    ("public-administration-regional", [REGIONAL, REGIONAL, REGIONAL, REGIONAL]),
    ("critical-entity", [F, F, F, F]),
];

fn onerous(word: &str) -> usize {
    ONEROUS.iter().position(|known| *known == word).unwrap()
}

fn expected(rows: &[Row], size: usize) -> &'static str {
    rows.iter().map(|row| row[size]).min_by_key(|word| onerous(word)).unwrap()
}

#[test]
fn the_table_knows_every_sector_and_role_of_the_set() {
    let set = LIBRARY.obligation_set("nis2").unwrap().content();
    let sectors: Vec<&str> = set.sectors.iter().map(|sector| sector.id.as_str()).collect();
    let listed: Vec<&str> = SECTORS[..33].iter().map(|(id, _)| *id).collect();
    assert_eq!(listed, sectors);
    let roles: Vec<&str> = set.roles.iter().map(|role| role.id.as_str()).collect();
    let listed: Vec<&str> = ROLES[1..].iter().map(|(id, _)| *id).collect();
    assert_eq!(listed, roles);
}

#[test]
fn every_sector_size_and_role_has_its_class_and_article() {
    for (sector, of_sector) in SECTORS {
        for (role, of_role) in ROLES {
            for (position, size) in SIZES.into_iter().enumerate() {
                let given = format!("{{sectors: [{sector}], size: {size}, roles: [{role}]}}");
                let answer = ask("nis2", &given);
                assert_eq!(shown(&answer), expected(&[of_sector, of_role], position), "{given}");
                let in_scope = match answer.possible.contains(&"none".to_owned()) {
                    true if answer.possible.len() > 1 => None,
                    is_none => Some(!is_none),
                };
                assert_eq!(answer.in_scope, in_scope, "{given}");
                assert_eq!(answer.missing, [""; 0], "{given}");
            }
        }
    }
}

#[test]
fn two_roles_have_the_more_onerous_of_their_classes() {
    for (place, (one, of_one)) in ROLES.into_iter().enumerate() {
        for (other, of_other) in ROLES.into_iter().skip(place) {
            for (position, size) in SIZES.into_iter().enumerate() {
                let roles: Vec<&str> = [one, other].into_iter().filter(|role| !role.is_empty()).collect();
                let given = format!("{{sectors: [], size: {size}, roles: [{}]}}", roles.join(", "));
                assert_eq!(shown(&ask("nis2", &given)), expected(&[of_one, of_other], position), "{given}");
            }
        }
    }
}
