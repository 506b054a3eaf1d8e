//! Rules in words of both languages, with the values that they read.

use crate::life::tracking::Life;
use crate::query::columns::unit_code;
use perennial_data::{Bilingual, Day, number_text};
use perennial_engine::Found;
use perennial_engine::model::life::{ContractTest, Direction, LifeRule, Severity, TierId};
use perennial_engine::model::{BandId, Test, Unit};
use perennial_life::Lasting;
use perennial_life::contract::ContractFact;
use perennial_life::why::{Read, Reading, Seen};
use perennial_protocol::view::{FactView, RuleView};

/// A reading as screens show it.
pub(crate) fn rule_view(life: &Life, reading: &Reading) -> RuleView {
    RuleView {
        title: title(life, &reading.rule),
        holds: Some(reading.holds),
        facts: facts(life, std::slice::from_ref(reading), false),
    }
}

/// That a stage ends once its rules have not held for some days, and how far that is.
pub(crate) fn clear_view(days: u32, lasting: Option<Lasting>) -> RuleView {
    let so_far = lasting.map(|lasting| {
        let (since, end) = (lasting.clear_since, lasting.ends_on);
        Bilingual::new(
            &format!("自 {since} 起不再成立，若不再出现，{end} 结束"),
            &format!("not since {since}; ends on {end} unless they hold again"),
        )
    });
    RuleView {
        title: Bilingual::new(
            &format!("判定依据连续 {days} 天都不再成立"),
            &format!("its rules have not held for {days} days in a row"),
        ),
        holds: Some(false),
        facts: so_far
            .map(|title| FactView {
                metric: String::new(),
                title,
                value: None,
                unit: String::new(),
            })
            .into_iter()
            .collect(),
    }
}

/// The values behind readings; of `holding` ones only where they hold.
pub(crate) fn facts(life: &Life, readings: &[Reading], holding: bool) -> Vec<FactView> {
    let mut found = Vec::new();
    for reading in readings {
        collect(life, reading, holding, &mut found);
    }
    let mut seen: Vec<FactView> = Vec::new();
    for fact in found {
        if !seen.contains(&fact) {
            seen.push(fact);
        }
    }
    seen
}

fn collect(life: &Life, reading: &Reading, holding: bool, found: &mut Vec<FactView>) {
    if holding && !reading.holds {
        return;
    }
    match &reading.rule {
        Read::All(readings) | Read::Any(readings) => {
            for reading in readings {
                collect(life, reading, holding, found);
            }
        }
        // That something is not so has no value worth showing.
        Read::Not(reading) if !holding => collect(life, reading, false, found),
        Read::Not(_) => {}
        Read::One(rule, seen) => found.extend(fact(life, rule, seen)),
    }
}

fn fact(life: &Life, rule: &LifeRule, seen: &Seen) -> Option<FactView> {
    let number = |seen: &Seen| match seen {
        Seen::Value(Found::Number(number)) => Some(*number),
        _ => None,
    };
    let plain = |title: Bilingual| FactView {
        metric: String::new(),
        title,
        value: number(seen),
        unit: String::new(),
    };
    match rule {
        LifeRule::Metric(metric) => {
            let decl = life.plan.model().metric(&metric.metric)?;
            Some(FactView {
                metric: decl.id.clone(),
                title: decl.title.clone(),
                value: number(seen),
                unit: unit_code(decl.unit),
            })
        }
        LifeRule::Health(_) => Some(FactView {
            unit: "health".to_owned(),
            ..plain(Bilingual::new("健康度", "Health"))
        }),
        LifeRule::Measure(measure) => Some(FactView {
            unit: "points100".to_owned(),
            ..plain(measure_title(life, &measure.measure))
        }),
        LifeRule::Contract(test) => match seen {
            Seen::Contract(Some(fact)) => Some(plain(contract_fact(*test, fact))),
            _ => Some(plain(Bilingual::new("没有合同", "No contract"))),
        },
        LifeRule::Account(_) | LifeRule::Band(_) | LifeRule::BandRun(_) | LifeRule::Tier(_) => {
            Some(plain(leaf(life, rule)))
        }
        LifeRule::Signal(_) | LifeRule::SignalOf(_) => match seen {
            Seen::Signals(signals) if !signals.is_empty() => {
                let model = life.plan.model().signals();
                let titles = signals.iter().filter_map(|&at| Some(&model.get(at)?.title));
                Some(plain(joined(titles.cloned(), "、", ", ")))
            }
            _ => Some(plain(leaf(life, rule))),
        },
        LifeRule::All(_) | LifeRule::Any(_) | LifeRule::Not(_) => None,
    }
}

fn title(life: &Life, read: &Read) -> Bilingual {
    match read {
        Read::All(readings) => {
            let parts = readings.iter().map(|reading| title(life, &reading.rule));
            joined(parts, "，且", " and ")
        }
        Read::Any(readings) => {
            let parts = readings.iter().map(|reading| title(life, &reading.rule));
            joined(parts, "，或", " or ")
        }
        Read::Not(reading) => {
            let inner = title(life, &reading.rule);
            Bilingual::new(
                &format!("不是：{}", inner.zh),
                &format!("not: {}", inner.en),
            )
        }
        Read::One(rule, _) => leaf(life, rule),
    }
}

fn joined(parts: impl Iterator<Item = Bilingual>, zh: &str, en: &str) -> Bilingual {
    let parts: Vec<Bilingual> = parts.collect();
    let join = |of: fn(&Bilingual) -> &str, by: &str| {
        let texts: Vec<&str> = parts.iter().map(of).collect();
        texts.join(by)
    };
    Bilingual::new(&join(|p| &p.zh, zh), &join(|p| &p.en, en))
}

/// A rule that has no rules in it.
fn leaf(life: &Life, rule: &LifeRule) -> Bilingual {
    let model = life.plan.model();
    match rule {
        LifeRule::Metric(rule) => {
            let decl = model.metric(&rule.metric);
            let name = decl.map_or_else(|| Bilingual::same(&rule.metric), |d| d.title.clone());
            tested(&name, &rule.test, decl.map(|decl| decl.unit))
        }
        LifeRule::Account(condition) => {
            tested(&Bilingual::same(&condition.field), &condition.test, None)
        }
        LifeRule::Measure(rule) => tested(&measure_title(life, &rule.measure), &rule.test, None),
        LifeRule::Health(test) => tested(&Bilingual::new("健康度", "Health"), test, None),
        LifeRule::Band(bands) => {
            let bands = joined(bands.iter().map(|&id| band_word(id)), "或", " or ");
            Bilingual::new(
                &format!("健康为{}", bands.zh),
                &format!("health is {}", bands.en),
            )
        }
        LifeRule::BandRun(run) => {
            let (band, n) = (band_word(run.band), run.months);
            Bilingual::new(
                &format!("连续 {n} 个月末及当日均为{}", band.zh),
                &format!("{} at the last {n} month-ends and now", band.en),
            )
        }
        LifeRule::Contract(test) => contract_words(*test),
        LifeRule::Tier(tiers) => {
            let name = |tier: &TierId| tier_title(life, *tier);
            let names = joined(tiers.iter().map(name), "或", " or ");
            Bilingual::new(
                &format!("价值层级为{}", names.zh),
                &format!("value tier is {}", names.en),
            )
        }
        LifeRule::Signal(ids) => {
            let title = |id: &String| {
                let mut signals = model.signals().iter();
                let signal = signals.find(|signal| signal.id == *id);
                signal.map_or_else(|| Bilingual::same(id), |signal| signal.title.clone())
            };
            joined(ids.iter().map(title), "或", " or ")
        }
        LifeRule::SignalOf(kind) => {
            let severity = match kind.severity {
                Severity::Info => ("", ""),
                Severity::Warning => ("警告以上的", " of warning or more"),
                Severity::Critical => ("严重", " that is critical"),
            };
            let direction = match kind.direction {
                Direction::Risk => ("风险信号", "a risk signal"),
                Direction::Opportunity => ("机会信号", "an opportunity signal"),
                Direction::Nurture => ("培育信号", "a nurture signal"),
            };
            Bilingual::new(
                &format!("出现{}{}", severity.0, direction.0),
                &format!("{}{} holds", direction.1, severity.1),
            )
        }
        LifeRule::All(_) | LifeRule::Any(_) | LifeRule::Not(_) => Bilingual::default(),
    }
}

fn measure_title(life: &Life, id: &str) -> Bilingual {
    let model = life.plan.model();
    let measure = model.measures.iter().find(|measure| measure.id == id);
    let metric = measure.and_then(|measure| model.metric(&measure.metric));
    let own = measure.and_then(|measure| measure.title.clone());
    own.or_else(|| metric.map(|metric| metric.title.clone()))
        .unwrap_or_else(|| Bilingual::same(id))
}

/// The name of a tier in the model.
pub(crate) fn tier_title(life: &Life, tier: TierId) -> Bilingual {
    let mut tiers = life.plan.model().tiers().tiers.iter();
    let spec = tiers.find(|spec| spec.id == tier);
    spec.map_or_else(|| Bilingual::same(tier.as_str()), |spec| spec.title.clone())
}

fn band_word(band: BandId) -> Bilingual {
    match band {
        BandId::Red => Bilingual::new("红", "red"),
        BandId::Yellow => Bilingual::new("黄", "yellow"),
        BandId::Green => Bilingual::new("绿", "green"),
    }
}

fn tested(name: &Bilingual, test: &Test, unit: Option<Unit>) -> Bilingual {
    let sides = |zh: &str, en: &str| {
        Bilingual::new(&format!("{}{zh}", name.zh), &format!("{}{en}", name.en))
    };
    let compared = |sign: &str, value: f64| {
        let (zh, en) = amount(value, unit);
        sides(&format!(" {sign} {zh}"), &format!(" {sign} {en}"))
    };
    match test {
        Test::AtLeast(value) => compared("≥", *value),
        Test::AtMost(value) => compared("≤", *value),
        Test::Above(value) => compared(">", *value),
        Test::Below(value) => compared("<", *value),
        Test::Is(word) => sides(&format!("为“{word}”"), &format!(" is “{word}”")),
        Test::Not(word) => sides(&format!("不为“{word}”"), &format!(" is not “{word}”")),
        Test::OneOf(words) => {
            let (zh, en) = (words.join("、"), words.join(", "));
            sides(&format!("为 {zh} 之一"), &format!(" is one of {en}"))
        }
        Test::NoneOf(words) => {
            let (zh, en) = (words.join("、"), words.join(", "));
            sides(&format!("不是 {zh}"), &format!(" is none of {en}"))
        }
        Test::Yes => sides("：是", ": yes"),
        Test::No => sides("：否", ": no"),
        Test::PastDays(days) => sides(
            &format!("在 {days} 天前或更早"),
            &format!(" is {days} days ago or earlier"),
        ),
        Test::ComingDays(days) => sides(
            &format!("在 {days} 天内到来"),
            &format!(" comes within {days} days"),
        ),
        Test::Before(day) => sides(&format!("早于 {day}"), &format!(" is before {day}")),
        Test::OnOrAfter(day) => sides(&format!("不早于 {day}"), &format!(" is on or after {day}")),
        Test::Present => sides("已记录", " is on record"),
        Test::Missing => sides("没有记录", " is not on record"),
    }
}

/// A number with its unit, in both languages.
fn amount(value: f64, unit: Option<Unit>) -> (String, String) {
    let both = |text: String| (text.clone(), text);
    let counted = |zh: &str, en: &str| {
        let number = number_text(value);
        (format!("{number} {zh}"), format!("{number} {en}"))
    };
    match unit {
        // Percent of numbers like 0.3: whole after rounding to a tenth of a percent.
        Some(Unit::Share | Unit::Change) => both(format!(
            "{} %",
            number_text((value * 1000.0).round() / 10.0)
        )),
        Some(Unit::Days) => counted("天", "days"),
        Some(Unit::Months) => counted("个月", "months"),
        Some(Unit::Hours) => counted("小时", "hours"),
        Some(Unit::Minutes) => counted("分钟", "minutes"),
        _ => both(number_text(value)),
    }
}

fn contract_words(test: ContractTest) -> Bilingual {
    match test {
        ContractTest::Signed => Bilingual::new("有合同", "there is a contract"),
        ContractTest::NoEnd => Bilingual::new("合同没有到期日", "the contract has no end"),
        ContractTest::Lost => Bilingual::new("合同已流失", "the contract is lost"),
        ContractTest::Renewed => Bilingual::new("已续约", "the contract is renewed"),
        ContractTest::RenewedEarly => Bilingual::new("提前续约", "renewed before the window"),
        ContractTest::InWindow => Bilingual::new(
            "在续约窗口内且未续约",
            "inside the renewal window, not renewed",
        ),
        ContractTest::WindowOpensWithin(days) => Bilingual::new(
            &format!("续约窗口将在 {days} 天内打开"),
            &format!("the renewal window opens within {days} days"),
        ),
        ContractTest::EndsWithin(days) => Bilingual::new(
            &format!("合同将在 {days} 天内到期"),
            &format!("the contract ends within {days} days"),
        ),
        ContractTest::OptOutWithin(days) => Bilingual::new(
            &format!("解约通知期限在 {days} 天内"),
            &format!("notice can be given for {days} more days or fewer"),
        ),
        ContractTest::Unrenewed(months) => Bilingual::new(
            &format!("到期超过 {months} 个月未续约"),
            &format!("not renewed more than {months} month past the end"),
        ),
        ContractTest::AutoRenew => Bilingual::new("合同自动续约", "the contract renews itself"),
    }
}

/// What a contract says, as far as the test asked.
fn contract_fact(test: ContractTest, fact: &ContractFact) -> Bilingual {
    let on = |zh: &str, en: &str, day: Option<Day>| {
        day.map(|day| Bilingual::new(&format!("{zh} {day}"), &format!("{en} {day}")))
    };
    let end = on("合同到期日", "Contract ends on", fact.ends_on);
    let dated = match test {
        ContractTest::Signed => on("合同开始于", "Contract began on", Some(fact.starts_on)),
        ContractTest::InWindow | ContractTest::WindowOpensWithin(_) => on(
            "续约窗口打开于",
            "Renewal window opens on",
            fact.window_opens,
        ),
        ContractTest::OptOutWithin(_) => on("解约通知期限", "Notice by", fact.opt_out_by),
        ContractTest::NoEnd
        | ContractTest::Lost
        | ContractTest::Renewed
        | ContractTest::RenewedEarly
        | ContractTest::EndsWithin(_)
        | ContractTest::Unrenewed(_)
        | ContractTest::AutoRenew => end,
    };
    dated.unwrap_or_else(|| contract_words(test))
}
