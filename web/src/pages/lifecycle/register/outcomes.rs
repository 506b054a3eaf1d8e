//! The report of renewals and losses of a month or quarter: how many and how much, why, and the contracts.

mod groups;

use self::groups::by_word;
use super::{cut, mark, unmark, use_register, ways_out};
use crate::pages::explain::Explanation;
use crate::pages::lifecycle::customer_link;
use crate::pages::parts::view_or_wait;
use crate::route::{LifeChoice, LifeTab, Route, Span, fate_code, fate_of};
use crate::store::{Env, use_env};
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::{NONE, fate_word, reason_word};
use perennial_data::Day;
use perennial_i18n::{Messages, Money};
use perennial_protocol::view::{
    Fate, FateSum, OutcomeBy, OutcomeFilter, OutcomeRow, OutcomesView, Register, RegisterView,
};
use yew::prelude::*;

/// Spans to choose from: that of the date, and those before it.
const SPANS: i32 = 24;

#[derive(Properties, PartialEq)]
pub(in crate::pages::lifecycle) struct OutcomesProps {
    pub(in crate::pages::lifecycle) choice: LifeChoice,
    pub(in crate::pages::lifecycle) onopen: Callback<Explanation>,
}

/// The part.
#[component]
pub(in crate::pages::lifecycle) fn Outcomes(props: &OutcomesProps) -> Html {
    let env = use_env();
    let choice = &props.choice;
    let as_of = env.state.as_of();
    let (from, to) = choice.span.around(choice.month.unwrap_or(as_of));
    let of = Register::Outcomes {
        from,
        to,
        only: OutcomeFilter {
            fate: choice.fate,
            by: choice.outcomes,
            group: choice.only.clone(),
        },
    };
    let view = use_register(&of);
    view_or_wait(&env, &view, |view| match &**view {
        RegisterView::Outcomes(view) => {
            let report = Report {
                env: &env,
                view,
                choice,
                open: &props.onopen,
            };
            html! {
                <div class="stack">
                    { report.sums(&of) }
                    if view.due.contracts > 0 {
                        { report.groups() }
                        { report.contracts() }
                    }
                </div>
            }
        }
        _ => html! {},
    })
}

/// The name of a span.
fn span_name(m: Messages, span: Span, from: Day) -> String {
    match span {
        Span::Month => m.month(from),
        Span::Quarter => {
            let (year, month, _) = from.ymd();
            let quarter = month.div_ceil(3);
            m.report_quarter_name(&quarter.to_string(), &year.to_string())
        }
    }
}

struct Report<'r> {
    env: &'r Env,
    view: &'r OutcomesView,
    choice: &'r LifeChoice,
    open: &'r Callback<Explanation>,
}

impl Report<'_> {
    fn money(&self, amount: f64) -> String {
        let currency = self.view.currency.as_deref().unwrap_or_default();
        self.env.m.money(Money::new(amount, currency))
    }

    /// The same span, narrowed.
    fn narrowed(&self, fate: Option<Fate>, only: Option<String>) -> String {
        self.env.link(Route::Lifecycle(LifeChoice {
            fate,
            only,
            ..self.choice.clone()
        }))
    }

    /// What is due, renewed, lost, and the rates.
    fn sums(&self, of: &Register) -> Html {
        let m = self.env.m;
        let view = self.view;
        let name = span_name(m, self.choice.span, view.span.0);
        let share = |part: f64, whole: f64| (whole > 0.0).then_some(part / whole);
        let customers = |sum: &FateSum| f64::from(sum.customers);
        let rate = Explanation {
            title: m.report_rate().to_owned(),
            definition: m.report_rate_definition().to_owned(),
            ..self.rate(
                share(customers(&view.renewed), customers(&view.due)),
                (m.count(view.renewed.customers), m.count(view.due.customers)),
            )
        };
        let unknown = (view.n_amount_unknown > 0).then(|| {
            let unknown = m.count(view.n_amount_unknown);
            (m.report_unknown().to_owned(), unknown)
        });
        let money_rate = Explanation {
            title: m.report_money_rate().to_owned(),
            definition: m.report_money_rate_definition().to_owned(),
            facts: unknown.into_iter().collect(),
            ..self.rate(
                share(view.renewed_amount, view.due.amount),
                (self.money(view.renewed_amount), self.money(view.due.amount)),
            )
        };
        let fates = [
            (m.report_due(), &view.due, None),
            (m.report_renewed(), &view.renewed, Some(Fate::Renewed)),
            (m.report_lost(), &view.lost, Some(Fate::Lost)),
            (m.report_open(), &view.open, Some(Fate::Open)),
        ];
        let fates = fates.map(|(title, sum, fate)| {
            let explanation = self.sum(title, sum, fate);
            let onopen = self.open.reform(move |()| explanation.clone());
            Figure {
                note: Some(self.money(sum.amount).into()),
                ..Figure::new(title, m.count(sum.contracts), onopen)
            }
            .view()
        });
        let rates = [rate, money_rate].map(|explanation| {
            let (title, value) = (explanation.title.clone(), explanation.value.clone());
            let onopen = self.open.reform(move |()| explanation.clone());
            Figure {
                size: FigureSize::Large,
                ..Figure::new(title, value, onopen)
            }
            .view()
        });
        Card {
            note: Some(m.report_note(&m.date(view.as_of)).into()),
            actions: Some(html! { <>{ self.spans() }{ ways_out(self.env, of) }</> }),
            ..Card::new(m.report_title(&name))
        }
        .view(html! {
            if view.due.contracts == 0 {
                <p class="muted">{ m.report_none() }</p>
            } else {
                <div class="figures" data-testid="report">{ for rates }{ for fates }</div>
            }
        })
    }

    /// A share and how it comes about.
    fn rate(&self, share: Option<f64>, (part, whole): (String, String)) -> Explanation {
        let m = self.env.m;
        let value = share.map_or_else(|| NONE.to_owned(), |share| m.percent(share, 1));
        Explanation {
            title: String::new(),
            definition: String::new(),
            formula: m.formula_division(&part, &value, &whole),
            value,
            facts: Vec::new(),
            links: vec![(
                m.report_open_list().to_owned(),
                self.narrowed(Some(Fate::Renewed), None),
            )],
        }
    }

    fn sum(&self, title: &str, sum: &FateSum, fate: Option<Fate>) -> Explanation {
        let m = self.env.m;
        let amount = self.money(sum.amount);
        Explanation {
            title: title.to_owned(),
            value: m.count(sum.contracts),
            definition: m.report_fate_definition().to_owned(),
            formula: m.report_fate_formula(
                &amount,
                &m.count(sum.contracts),
                &m.count(sum.customers),
            ),
            facts: Vec::new(),
            links: vec![(m.report_open_list().to_owned(), self.narrowed(fate, None))],
        }
    }

    /// Month or quarter, and which one.
    fn spans(&self) -> Html {
        let m = self.env.m;
        let span = self.choice.span;
        let goes = |to: fn(&LifeChoice, &str) -> LifeChoice| {
            let (env, choice) = (self.env.clone(), self.choice.clone());
            Callback::from(move |value: AttrValue| {
                env.go(Route::Lifecycle(to(&choice, &value)));
            })
        };
        let kinds = [
            Choice::new(Span::Month.code(), m.report_month()),
            Choice::new(Span::Quarter.code(), m.report_quarter()),
        ];
        let kind = goes(|choice, code| LifeChoice {
            span: Span::of_code(code).unwrap_or_default(),
            month: choice.month,
            outcomes: choice.outcomes,
            ..LifeChoice::of(LifeTab::Outcomes)
        });
        let which = goes(|choice, day| LifeChoice {
            span: choice.span,
            month: day.parse().ok(),
            outcomes: choice.outcomes,
            ..LifeChoice::of(LifeTab::Outcomes)
        });
        let months = if span == Span::Month { 1 } else { 3 };
        let (newest, _) = span.around(self.env.state.as_of());
        let chosen = self.view.span.0;
        let firsts = (0..SPANS).map(|back| newest.plus_months(-back * months));
        let mut firsts: Vec<Day> = firsts.collect();
        if !firsts.contains(&chosen) {
            firsts.push(chosen);
        }
        let firsts = firsts.into_iter();
        let firsts = firsts.map(|first| Choice::new(first.to_string(), span_name(m, span, first)));
        html! {
            <>
                { OneOf {
                    value: span.code().into(),
                    ..OneOf::new(m.report_span(), kinds.to_vec(), kind)
                }.view_segmented("report-span") }
                { OneOf {
                    value: chosen.to_string().into(),
                    ..OneOf::new(m.report_which(), firsts.collect(), which)
                }.view_bare_list() }
            </>
        }
    }

    /// Outcome and group to choose from.
    fn filters(&self) -> Html {
        let m = self.env.m;
        let goes = |to: fn(&LifeChoice, &str) -> LifeChoice| {
            let (env, choice) = (self.env.clone(), self.choice.clone());
            Callback::from(move |value: AttrValue| {
                env.go(Route::Lifecycle(to(&choice, &value)));
            })
        };
        let fates = [Fate::Lost, Fate::Open, Fate::Renewed];
        let fates = fates.map(|fate| Choice::new(fate_code(fate), fate_word(m, fate)));
        let all = Choice::new("", m.register_all_outcomes());
        let fates = [all].into_iter().chain(fates);
        let groups = self.view.groups.iter();
        let groups = groups.map(|group| Choice::new(mark(Some(&group.id)), self.name_of(group)));
        let all = match self.choice.outcomes {
            OutcomeBy::Reason => m.register_all_reasons(),
            _ => m.register_all_groups(),
        };
        let groups = [Choice::new("", all)].into_iter().chain(groups);
        let fate = goes(|choice, code| LifeChoice {
            fate: fate_of(code),
            ..choice.clone()
        });
        let group = goes(|choice, value| LifeChoice {
            only: unmark(value),
            ..choice.clone()
        });
        html! {
            <>
                { OneOf {
                    value: self.choice.fate.map_or("", fate_code).into(),
                    ..OneOf::new(m.report_outcome(), fates.collect(), fate)
                }.view_bare_list() }
                { OneOf {
                    value: mark(self.choice.only.as_deref()).into(),
                    ..OneOf::new(by_word(m, self.choice.outcomes), groups.collect(), group)
                }.view_bare_list() }
            </>
        }
    }

    fn contracts(&self) -> Html {
        let m = self.env.m;
        let money = |amount: Option<f64>| {
            let text = amount.map_or_else(|| NONE.to_owned(), |amount| self.money(amount));
            number_cell(text)
        };
        let line = |row: &OutcomeRow| {
            let decided = row.decided_on.map(|day| day.to_string());
            html! {
                <tr key={format!("{} {}", row.id, row.contract)}>
                    <th scope="row"><a href={customer_link(self.env, &row.id)}>{ &row.name }</a></th>
                    <td>{ row.ends_on.to_string() }</td>
                    <td>{ fate_word(m, row.fate) }</td>
                    <td>{ decided.unwrap_or_else(|| NONE.to_owned()) }</td>
                    { money(row.amount) }
                    { money(row.renewed_amount) }
                    <td>
                        if row.fate == Fate::Open {
                            { NONE }
                        } else {
                            { reason_word(m, &row.reason) }
                            if !row.reason_text.is_empty() {
                                <div class="small muted">{ &row.reason_text }</div>
                            }
                        }
                    </td>
                </tr>
            }
        };
        let rows = &self.view.rows;
        Card {
            actions: Some(self.filters()),
            ..Card::new(m.report_contracts())
        }
        .view(html! {
            if rows.is_empty() {
                <p class="muted">{ m.report_none_chosen() }</p>
            } else {
                <div class="stack">
                    { cut(self.env, rows.len(), self.view.n_rows) }
                    <div class="table-scroll" tabindex="0" role="group" aria-label={m.report_contracts()}>
                        <table class="table table--words" data-testid="report-contracts">
                            { head(&[
                                Text(m.customers_column_name()),
                                Text(m.report_ends()),
                                Text(m.report_outcome()),
                                Text(m.report_decided()),
                                Number(m.word_amount()),
                                Number(m.report_renewed_at()),
                                Text(m.word_reason()),
                            ]) }
                            <tbody>{ for rows.iter().map(line) }</tbody>
                        </table>
                    </div>
                </div>
            }
        })
    }
}
