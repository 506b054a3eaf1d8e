//! Contracts: from "renews in 120 days for the third time" to dates, seats, amounts and outcomes.

use crate::rng::Rng;
use crate::scene::Scene;
use crate::words::Words;
use perennial_data::Day;

/// A run of contracts without a break.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// Days until the last one ends; negative where it has ended.
    pub(crate) ends_in: i32,
    /// Months of one contract.
    pub(crate) months: i32,
    /// How many contracts.
    pub(crate) count: i32,
    /// How likely past ones were renewed as they were, expanded, contracted (any scale).
    pub(crate) past: [i32; 3],
    /// Why the last one was lost: a position in [`LOSS_REASONS`]; `None` where it is open.
    pub(crate) lost: Option<usize>,
    /// Whether the end of the last one is on record.
    pub(crate) end_known: bool,
    /// Days after the end of the old contract on which the renewal was signed; negative is early.
    pub(crate) signed_after: i32,
}

impl Plan {
    /// `count` yearly contracts, the last of which ends in `ends_in` days.
    pub(crate) fn running(ends_in: i32, count: i32) -> Self {
        Self {
            ends_in,
            months: 12,
            count,
            past: [72, 18, 10],
            lost: None,
            end_known: true,
            signed_after: -12,
        }
    }

    /// `count` yearly contracts, the last of which was lost `ago` days ago.
    pub(crate) fn lost(ago: i32, count: i32, reason: usize) -> Self {
        Self {
            lost: Some(reason),
            past: [80, 5, 15],
            ..Self::running(-ago, count)
        }
    }
}

/// What became of a contract.
#[derive(Clone, Copy)]
pub(crate) struct Outcome {
    pub(crate) kind: &'static str,
    pub(crate) on: Day,
    pub(crate) amount: i64,
    pub(crate) reason: Reason,
}

/// A reason of the two-level tree, `family/reason`, with a sentence of free text.
#[derive(Clone, Copy)]
pub(crate) struct Reason {
    pub(crate) code: &'static str,
    pub(crate) text: Words,
}

/// One contract.
pub(crate) struct Term {
    pub(crate) start: Day,
    /// Exclusive.
    pub(crate) end: Day,
    pub(crate) end_known: bool,
    pub(crate) months: i32,
    pub(crate) seats: i32,
    pub(crate) unit_price: i32,
    pub(crate) amount: i64,
    pub(crate) outcome: Option<Outcome>,
}

impl Term {
    pub(crate) fn is_lost(&self) -> bool {
        self.outcome.is_some_and(|outcome| outcome.kind == "lost")
    }

    /// Whether the customer had left by `day`. One whose contract ran out without a word stays
    /// until it says so.
    pub(crate) fn was_over(&self, day: Day) -> bool {
        day >= self.end && self.outcome.is_some()
    }

    /// The amount of a year.
    pub(crate) fn yearly(&self) -> i64 {
        i64::from(self.seats) * i64::from(self.unit_price)
    }
}

/// Why contracts are lost.
pub(crate) const LOSS_REASONS: [Reason; 8] = [
    Reason {
        code: "value/unused",
        text: Words(
            "上线后没怎么用起来,续费找不到理由",
            "Hardly used after go-live; nothing to renew for",
        ),
    },
    Reason {
        code: "relationship/unreachable",
        text: Words(
            "对接人离职后一直联系不上",
            "Could not reach anyone after the contact left",
        ),
    },
    Reason {
        code: "price/budget_cut",
        text: Words("总部砍预算,今年不再续费", "Head office cut the budget"),
    },
    Reason {
        code: "price/competitor",
        text: Words("竞品报价低三成", "A competitor offered 30 % less"),
    },
    Reason {
        code: "product/missing_feature",
        text: Words(
            "缺少多组织合并报表",
            "No consolidated reports across entities",
        ),
    },
    Reason {
        code: "service/slow_support",
        text: Words(
            "问题反复出现,响应太慢",
            "Problems kept coming back, answers came late",
        ),
    },
    Reason {
        code: "business/closed",
        text: Words("业务线关停", "The business line was closed"),
    },
    Reason {
        code: "relationship/champion_left",
        text: Words(
            "内部推动者离职,新负责人换了系统",
            "The champion left and the successor changed systems",
        ),
    },
];

const RENEWED: [Reason; 3] = [
    Reason {
        code: "value/proven",
        text: Words(
            "已融入日常工作,效果有数据",
            "Part of daily work, with numbers to show",
        ),
    },
    Reason {
        code: "relationship/trust",
        text: Words("服务到位,合作放心", "Good service and trust"),
    },
    Reason {
        code: "price/multi_year",
        text: Words("续费优惠加新版本", "Renewal offer with the new version"),
    },
];

const EXPANDED: [Reason; 2] = [
    Reason {
        code: "value/more_users",
        text: Words("更多部门要用", "More departments want to use it"),
    },
    Reason {
        code: "value/new_module",
        text: Words("增购新模块", "Bought another module"),
    },
];

const CONTRACTED: [Reason; 2] = [
    Reason {
        code: "price/budget_cut",
        text: Words("预算收紧,减少席位", "Tighter budget, fewer seats"),
    },
    Reason {
        code: "value/unused_seats",
        text: Words("部分席位闲置", "Some seats were never used"),
    },
];

/// The contracts of `plan`, oldest first; the last one has `seats`.
pub(crate) fn terms(
    scene: &Scene,
    rng: &mut Rng,
    plan: &Plan,
    seats: i32,
    unit_price: i32,
) -> Vec<Term> {
    let last_end = scene.as_of.plus_days(plan.ends_in);
    let start = last_end.plus_months(-plan.months * plan.count);
    let boundary = |n: i32| {
        if n == plan.count {
            last_end
        } else {
            start.plus_months(plan.months * n)
        }
    };
    let amount =
        |seats: i32| i64::from(seats) * i64::from(unit_price) * i64::from(plan.months) / 12;
    let mut seats = seats;
    let mut made: Vec<Term> = Vec::new();
    for n in (0..plan.count).rev() {
        let end = boundary(n + 1);
        let is_last = n + 1 == plan.count;
        let outcome = if is_last {
            plan.lost.map(|reason| Outcome {
                kind: "lost",
                on: end.plus_days(-rng.between(1, 25)),
                amount: 0,
                reason: LOSS_REASONS[reason % LOSS_REASONS.len()],
            })
        } else {
            let renewed_amount = amount(seats);
            let (kind, reason) = match rng.weighted(&plan.past) {
                1 => {
                    seats = (seats * 100 / rng.between(115, 145)).max(3);
                    ("expanded", EXPANDED[rng.index(EXPANDED.len())])
                }
                2 => {
                    seats = seats * 100 / rng.between(75, 90);
                    ("contracted", CONTRACTED[rng.index(CONTRACTED.len())])
                }
                _ => ("renewed", RENEWED[rng.index(RENEWED.len())]),
            };
            let on = end.plus_days(plan.signed_after + rng.between(-10, 10));
            Some(Outcome {
                kind,
                on: on.min(scene.as_of),
                amount: renewed_amount,
                reason,
            })
        };
        made.push(Term {
            start: boundary(n),
            end,
            end_known: plan.end_known || !is_last,
            months: plan.months,
            seats,
            unit_price,
            amount: amount(seats),
            outcome,
        });
    }
    made.reverse();
    made
}
