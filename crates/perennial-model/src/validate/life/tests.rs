//! Every section refuses what cannot be, and says where.

use crate::{Model, ModelErrorCode as Code, shipped};

fn check(section: &str, json: &str, expected: Result<(), (Code, &str)>) {
    let model = shipped()[0].json();
    let (head, _) = model.rsplit_once('}').unwrap();
    let document = format!("{head}, \"{section}\": {json}}}");
    let found = Model::parse(&document);
    let found = found
        .as_ref()
        .map(|_| ())
        .map_err(|e| (e.code, e.path.as_str()));
    assert_eq!(found, expected, "{json}");
}

const WORDS: &str = r#"{"zh": "名", "en": "name"}"#;

#[test]
fn signals() {
    let signal = |when: &str, more: &str| {
        format!(
            r#"[{{"id": "s", "title": {WORDS}, "definition": {WORDS}, "family": "money",
            "direction": "risk", "severity": "info", "when": {when}{more}}}]"#
        )
    };
    let check = |when: &str, more: &str, expected| check("signals", &signal(when, more), expected);
    let lost = r#"[{"contract": "lost"}]"#;
    check(lost, "", Ok(()));
    check("[]", "", Err((Code::Test, "signals[0].when")));
    check(
        r#"[{"not": {"any": [{"signal": ["s"]}]}}]"#,
        "",
        Err((Code::Test, "signals[0].when[0].not.any[0].signal")),
    );
    check(
        r#"[{"metric": {"metric": "luck", "test": "present"}}]"#,
        "",
        Err((Code::Unknown, "signals[0].when[0].metric.metric")),
    );
    check(
        r#"[{"health": {"is": "green"}}]"#,
        "",
        Err((Code::Test, "signals[0].when[0].health")),
    );
    check(
        r#"[{"band_run": {"band": "red", "months": 0}}]"#,
        "",
        Err((Code::Range, "signals[0].when[0].band_run.months")),
    );
    check(
        lost,
        r#", "silenced_by": ["s"]"#,
        Err((Code::Cycle, "signals[0].silenced_by[0]")),
    );
    let variant = |rule: &str| format!(r#", "variants": [{{"title": {WORDS}, "for": [{rule}]}}]"#);
    check(lost, &variant(r#"{"tier": ["base"]}"#), Ok(()));
    check(
        lost,
        &variant(r#"{"metric": {"metric": "mrr", "test": "present"}}"#),
        Err((Code::Test, "signals[0].variants[0].for[0].metric")),
    );
}

#[test]
fn stages() {
    let stages = |active: &str, stage: &str, more: &str| {
        format!(
            r#"{{"active": "{active}", "sets": [{{"id": "a", "title": {WORDS}, "definition": {WORDS},
            "stages": [{{"id": "s", "title": {WORDS}, "definition": {WORDS}{stage}}}]}}]{more}}}"#
        )
    };
    let check = |active: &str, stage: &str, more: &str, expected| {
        check("stages", &stages(active, stage, more), expected);
    };
    check("a", r#", "when": []"#, "", Ok(()));
    check(
        "b",
        r#", "when": []"#,
        "",
        Err((Code::Unknown, "stages.active")),
    );
    check(
        "a",
        r#", "when": [{"signal": ["unheard of"]}]"#,
        "",
        Err((Code::Unknown, "stages.sets[0].stages[0].when[0].signal[0]")),
    );
    check(
        "a",
        r#", "when": [], "ends_on_exit": true"#,
        "",
        Err((Code::Test, "stages.sets[0].stages[0].exit")),
    );
    check("a", r#", "when": [], "clear_days": 365"#, "", Ok(()));
    check(
        "a",
        r#", "when": [], "clear_days": 366"#,
        "",
        Err((Code::Range, "stages.sets[0].stages[0].clear_days")),
    );
    let both = format!(
        r#", "when": [], "clear_days": 1, "ends_on_exit": true,
        "exit": [{{"title": {WORDS}, "when": [{{"contract": "lost"}}]}}]"#
    );
    let path = "stages.sets[0].stages[0].clear_days";
    check("a", &both, "", Err((Code::Test, path)));
    let judged = format!(r#", "when": [], "ends_on_exit": true, "exit": [{{"title": {WORDS}}}]"#);
    let path = "stages.sets[0].stages[0].exit[0].when";
    check("a", &judged, "", Err((Code::Test, path)));
    check(
        "a",
        r#", "when": []"#,
        r#", "renewal_window": {"part": 0}"#,
        Err((Code::Range, "stages.renewal_window.part")),
    );
}

#[test]
fn tiers() {
    let tiers = |weight: &str, value: &str, when: &str| {
        format!(
            r#"{{"current": {{"weight": {weight}, "components": [{{"title": {WORDS}, "weight": 1,
            "value": {value}, "read": "percentile"}}]}}, "potential": {{"weight": 0,
            "components": []}}, "cut": "median", "tiers": [], "service_levels": [{{"id": "l",
            "title": {WORDS}, "when": {when}, "sla": {{"first_response_hours": 4,
            "resolution_hours": 24, "escalation_days": 1, "owner_required": true}}}}]}}"#
        )
    };
    let check = |weight: &str, value: &str, when: &str, expected| {
        check("tiers", &tiers(weight, value, when), expected);
    };
    let mrr = r#"{"metric": "mrr"}"#;
    check("1", mrr, "[]", Ok(()));
    check("0", mrr, "[]", Err((Code::Weight, "tiers.current.weight")));
    let value = "tiers.current.components[0].value";
    let owner = r#"{"account": "owner"}"#;
    check("1", owner, "[]", Err((Code::Unknown, value)));
    let luck = r#"{"metric": "luck"}"#;
    check("1", luck, "[]", Err((Code::Unknown, value)));
    let path = "tiers.service_levels[0].when[0].contract";
    let signed = r#"[{"contract": "signed"}]"#;
    check("1", mrr, signed, Err((Code::Test, path)));
}

#[test]
fn plays_and_cadences() {
    let task = |days: u32, text: &str| {
        format!(
            r#"{{"id": "t", "title": {WORDS}, "offset": {{"days": {days}}}, "owner": "csm",
            "messages": [{{"text": {{"zh": "{text}", "en": ""}}}}]}}"#
        )
    };
    let play = |trigger: &str, task: &str| {
        format!(r#"[{{"id": "p", "title": {WORDS}, "trigger": {trigger}, "tasks": [{task}]}}]"#)
    };
    let mature = r#"{"stage": "mature"}"#;
    check("plays", &play(mature, &task(3, "{customer}")), Ok(()));
    let luck = play(mature, &task(3, "{metric:luck}"));
    let path = "plays[0].tasks[0].messages[0].text";
    check("plays", &luck, Err((Code::Unknown, path)));
    let nowhere = play(r#"{"track": "unheard of"}"#, &task(0, ""));
    check(
        "plays",
        &nowhere,
        Err((Code::Unknown, "plays[0].trigger.track")),
    );
    let late = play(mature, &task(9_999, ""));
    check(
        "plays",
        &late,
        Err((Code::Range, "plays[0].tasks[0].offset.days")),
    );
    let cadence = format!(
        r#"[{{"id": "c", "title": {WORDS}, "trigger": {mature}, "every": {{"weeks": 0}},
        "task": {}}}]"#,
        task(0, "")
    );
    check(
        "cadences",
        &cadence,
        Err((Code::Range, "cadences[0].every")),
    );
}
