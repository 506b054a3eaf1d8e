//! The clock of the service level: on a customer's tickets, and counted per level (SPEC §5 [0.13]).

use crate::life::today::Today;
use crate::life::tracking::Life;
use perennial_data::{Day, TableId, sort_by};
use perennial_life::Observed;
use perennial_life::sla::{Clock, Tally, TicketClock, ticket_clocks};
use perennial_life::tier::ServiceTable;
use perennial_protocol::view::{ClockView, ClocksView, TicketView};

/// Days that tickets which are solved are looked back on.
const LOOK_BACK_DAYS: i32 = 90;
/// Tickets of a customer at the most.
const TICKETS: usize = 50;

/// The clocks of a customer's tickets; `None` without a service level or without tickets to tell of.
pub(crate) fn clocks((life, today): (&Life, &Today), account: u32) -> Option<ClocksView> {
    let as_of = today.as_of();
    let tiers = life.plan.model().tiers();
    let sla = today.services.sla(tiers, account as usize)?;
    let services = (tiers, &today.services);
    let span = (Day::FIRST, as_of);
    let mut found = ticket_clocks(life.data(), services, span, Some(account));
    let since = as_of.plus_days(1 - LOOK_BACK_DAYS);
    found.retain(|clock| !clock.solved || clock.opened_on >= since);
    sort_by(&mut found, |a, b| {
        (a.solved.cmp(&b.solved))
            .then_with(|| {
                if a.solved {
                    b.opened_on.cmp(&a.opened_on)
                } else {
                    a.opened_on.cmp(&b.opened_on)
                }
            })
            .then(a.row.cmp(&b.row))
    });
    found.truncate(TICKETS);
    let tickets: Vec<TicketView> = found.iter().map(|clock| ticket(life, clock)).collect();
    (!tickets.is_empty()).then_some(ClocksView {
        answer_hours: sla.first_response_hours,
        solution_hours: sla.resolution_hours,
        tickets,
    })
}

fn ticket(life: &Life, clock: &TicketClock) -> TicketView {
    let table = life.data().table(TableId::Tickets);
    let text = |name: &str| {
        let text = table.column(name).and_then(|column| column.text(clock.row));
        text.unwrap_or_default().to_owned()
    };
    let view = |clock| match clock {
        Clock::Kept => ClockView::Kept,
        Clock::Broken => ClockView::Broken,
        Clock::Runs(until) => ClockView::Runs(until),
    };
    TicketView {
        id: text("ticket_id"),
        kind: text("kind"),
        opened_on: clock.opened_on,
        answer: view(clock.answer),
        solution: view(clock.solution),
        is_solved: clock.solved,
    }
}

/// How answers and solutions stand per service level, over the last 90 days.
pub(crate) fn by_level(
    (life, observed): (&Life, &Observed),
    services: &ServiceTable,
    as_of: Day,
) -> Vec<(Tally, Tally)> {
    let tiers = life.plan.model().tiers();
    let mut tallies = vec![(Tally::default(), Tally::default()); tiers.service_levels.len()];
    let exists = observed.run.evaluation.exists();
    let span = (as_of.plus_days(1 - LOOK_BACK_DAYS), as_of);
    for clock in ticket_clocks(life.data(), (tiers, services), span, None) {
        let account = clock.account as usize;
        let level = services
            .level(account)
            .filter(|_| exists.get(account) == Some(&true));
        if let Some((answers, solutions)) = level.and_then(|level| tallies.get_mut(level)) {
            answers.add(clock.answer);
            solutions.add(clock.solution);
        }
    }
    tallies
}
