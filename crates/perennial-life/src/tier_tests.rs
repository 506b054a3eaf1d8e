//! The vectors of SPEC §5, missing components, cuts, service levels and who is not covered.

use super::*;
use perennial_data::Bilingual;
use perennial_engine::vectors::dataset;
use serde_json::{Value, json};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn component(field: &str, weight: f64, read: Reading) -> Component {
    Component {
        title: Bilingual::same(field),
        weight,
        value: ComponentValue::Account(field.to_owned()),
        read,
    }
}

/// Two entered components a side, 60/40, cut at 60.
fn model(read: Reading, cut: Cut) -> Tiers {
    let axis = |weight, fields: [&str; 2]| Axis {
        weight,
        components: fields.map(|field| component(field, 1.0, read)).to_vec(),
    };
    Tiers {
        current: axis(0.6, ["revenue", "margin"]),
        potential: axis(0.4, ["influence", "innovation"]),
        cut,
        tiers: Vec::new(),
        service_levels: Vec::new(),
    }
}

fn table(model: &Tiers, accounts: Value) -> (Dataset, TierTable) {
    let data = dataset(&json!({"accounts": accounts})).unwrap();
    let exists = vec![true; data.n_accounts()];
    let table = tiers(
        model,
        &TierInputs {
            data: &data,
            as_of: day("2026-03-31"),
            exists: &exists,
            metric: &|_| None,
        },
    );
    (data, table)
}

#[test]
fn scorecard_sixty_forty_and_quadrants() {
    let accounts = json!([
        {"account_id": "a", "revenue": 90, "margin": 90, "influence": 80, "innovation": 80},
        {"account_id": "b", "revenue": 30, "margin": 30, "influence": 85, "innovation": 85},
        {"account_id": "c", "revenue": 80, "margin": 80, "influence": 20, "innovation": 20},
        {"account_id": "d", "revenue": 59, "margin": 60, "influence": 0, "innovation": 0},
        {"account_id": "e", "revenue": 60, "margin": 60, "influence": 60, "innovation": 60},
    ]);
    let (_, table) = table(&model(Reading::Entered, Cut::default()), accounts);
    assert_eq!(&table.value()[..3], [86.0, 52.0, 56.0]);
    let tier: Vec<_> = (0..5).filter_map(|account| table.tier(account)).collect();
    // The last stands exactly at the cut, which is high.
    assert_eq!(
        tier,
        [
            TierId::Strategic,
            TierId::Growth,
            TierId::Profit,
            TierId::Base,
            TierId::Strategic
        ]
    );
}

#[test]
fn missing_components_leave_their_weight_to_the_others_and_an_empty_axis_gives_no_tier() {
    let accounts = json!([
        {"account_id": "a", "revenue": 90, "influence": 70, "innovation": 110},
        {"account_id": "b", "revenue": 90, "margin": 10},
    ]);
    let model = model(Reading::Entered, Cut::default());
    let (data, table) = table(&model, accounts);
    assert_eq!((table.current()[0], table.potential()[0]), (90.0, 85.0));
    assert_eq!(table.tier(0), Some(TierId::Strategic));
    assert_eq!(table.tier(1), None);
    assert!(table.value()[1].is_nan());
    let exists = [true; 2];
    let inputs = TierInputs {
        data: &data,
        as_of: table.as_of(),
        exists: &exists,
        metric: &|_| None,
    };
    let (current, potential) = explain_tier(&model, &inputs, 0);
    assert_eq!(
        current[0],
        ComponentFact {
            raw: Some(90.0),
            read: Some(90.0),
            share: 1.0
        }
    );
    assert_eq!(
        current[1],
        ComponentFact {
            raw: None,
            read: None,
            share: 0.0
        }
    );
    assert_eq!(
        (potential[1].raw, potential[1].read),
        (Some(110.0), Some(100.0))
    );
}

#[test]
fn percentiles_rank_existing_accounts_and_the_median_cuts_in_half() {
    let accounts = json!([
        {"account_id": "a", "revenue": 1, "margin": 1, "influence": 1, "innovation": 1},
        {"account_id": "b", "revenue": 5, "margin": 5, "influence": 1, "innovation": 1},
        {"account_id": "c", "revenue": 9, "margin": 9, "influence": 9, "innovation": 9},
        {"account_id": "d", "revenue": 99, "margin": 99, "influence": 99, "innovation": 99},
    ]);
    let model = model(Reading::Percentile, Cut::Median);
    let data = dataset(&json!({"accounts": accounts})).unwrap();
    let exists = [true, true, true, false];
    let table = tiers(
        &model,
        &TierInputs {
            data: &data,
            as_of: day("2026-03-31"),
            exists: &exists,
            metric: &|_| None,
        },
    );
    assert_eq!(
        table.current()[1],
        50.0,
        "the one that does not exist ranks nobody"
    );
    assert_eq!(table.cuts().current, 50.0);
    let tier = |account| table.tier(account);
    assert_eq!(
        [tier(0), tier(1), tier(2), tier(3)],
        [
            // Equal potential: both stand at the median of 33, 33 and 83, which is high.
            Some(TierId::Growth),
            Some(TierId::Strategic),
            Some(TierId::Strategic),
            None,
        ]
    );
}

#[test]
fn metrics_feed_axes_and_unknown_ones_are_missing() {
    let mut model = model(Reading::Entered, Cut::default());
    model.current.components[0].value = ComponentValue::Metric("arr".to_owned());
    model.current.components[1].value = ComponentValue::Metric("nothing".to_owned());
    let data = dataset(&json!({"accounts": [{"account_id": "a", "influence": 10}]})).unwrap();
    let arr = [70.0];
    let table = tiers(
        &model,
        &TierInputs {
            data: &data,
            as_of: day("2026-03-31"),
            exists: &[true],
            metric: &|id| (id == "arr").then_some(&arr[..]),
        },
    );
    assert_eq!(table.tier(0), Some(TierId::Profit));
    let nobody = tiers(
        &model,
        &TierInputs {
            data: &Dataset::default(),
            as_of: day("2026-03-31"),
            exists: &[],
            metric: &|_| None,
        },
    );
    assert!(nobody.positions().is_empty() && tiered_on(&[nobody], 0).is_none());
}

fn level(id: &str, owner_required: bool) -> ServiceLevel {
    ServiceLevel {
        id: id.to_owned(),
        title: Bilingual::same(id),
        when: Vec::new(),
        sla: Sla {
            first_response_hours: 1,
            resolution_hours: 8,
            escalation_days: 1,
            touch_days: Some(7),
            owner_required,
            pace_percent: 100,
        },
    }
}

#[test]
fn the_first_service_level_wins_and_uncovered_customers_are_listed_most_valuable_first() {
    let accounts = json!([
        {"account_id": "a", "owner": " ", "revenue": 90, "influence": 70},
        {"account_id": "b", "revenue": 95, "influence": 70},
        {"account_id": "c", "revenue": 10, "influence": 90},
        {"account_id": "d", "owner": "Lin", "revenue": 90, "influence": 90},
        {"account_id": "e", "revenue": 10, "influence": 10},
        {"account_id": "f", "revenue": 90, "influence": 10},
    ]);
    let mut model = model(Reading::Entered, Cut::default());
    model.service_levels = vec![level("gold", true), level("rest", false)];
    model.service_levels[0].when = vec![LifeRule::Tier(vec![TierId::Strategic, TierId::Profit])];
    let (data, table) = table(&model, accounts);
    let holds = |rules: &[LifeRule]| -> Vec<bool> {
        let high = |account| {
            matches!(
                table.tier(account),
                Some(TierId::Strategic | TierId::Profit)
            )
        };
        (0..6)
            .map(|account| rules.is_empty() || high(account))
            .collect()
    };
    let services = service_levels(&model.service_levels, &[true; 6], &holds);
    assert_eq!((services.level(0), services.level(2)), (Some(0), Some(1)));
    assert!(
        services
            .sla(&model, 0)
            .is_some_and(|sla| sla.owner_required)
    );
    let flagged = uncovered(&data, &model, &table, &services);
    let accounts: Vec<_> = flagged.iter().map(|item| item.account).collect();
    assert_eq!(accounts, [1, 0, 2, 5]);
    assert_eq!((flagged[3].tier, flagged[3].level), (None, Some(0)));
}

#[test]
fn tiered_on_is_the_last_date_of_the_grid_on_which_the_tier_changed() {
    let at = |on: &str, tier: u8| TierTable {
        as_of: day(on),
        current: vec![0.0],
        potential: vec![0.0],
        value: vec![0.0],
        tiers: vec![tier],
        cuts: Cuts {
            current: 60.0,
            potential: 60.0,
        },
    };
    let grid = [
        at("2025-12-31", NO_TIER),
        at("2026-01-31", 3),
        at("2026-02-28", 3),
        at("2026-03-31", 0),
        at("2026-04-30", 0),
    ];
    assert_eq!(tiered_on(&grid, 0), Some(day("2026-03-31")));
    assert_eq!(tiered_on(&grid[..3], 0), Some(day("2026-01-31")));
    assert_eq!(tiered_on(&grid[..1], 0), None);
    assert_eq!(tier_changes(&grid, 0).len(), 2);
}
