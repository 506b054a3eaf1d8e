//! Everything that is decided about one customer before its rows are written.

use crate::archetype::{self, Archetype};
use crate::curve::Curve;
use crate::names;
use crate::rng::{Purpose, Rng};
use crate::scene::{HISTORY_DAYS, Scene};
use crate::stories;
use crate::term::{Plan, Term, terms};
use crate::words::Words;

/// How large a customer is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Small,
    Middle,
    Large,
}

impl Size {
    /// 0 for small, 1 for middle, 2 for large.
    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

/// What is recorded about a customer; a poorly documented one lacks some of it.
#[derive(Clone, Copy)]
pub(crate) struct Recorded {
    pub(crate) usage: bool,
    pub(crate) surveys: bool,
    pub(crate) contacts: bool,
    pub(crate) goals: bool,
    /// Industry, region, employees, owner.
    pub(crate) master: bool,
}

/// A touch that the story tells, rather than one among many.
pub(crate) struct Touch {
    pub(crate) ago: i32,
    pub(crate) kind: &'static str,
    pub(crate) outcome: Words,
}

/// An event that the story tells.
pub(crate) struct Happening {
    pub(crate) ago: i32,
    pub(crate) kind: &'static str,
    pub(crate) note: Words,
}

/// One customer. Curves and times count in days before `as_of`.
pub(crate) struct Profile {
    /// 0 to 199.
    pub(crate) number: u32,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) archetype: Archetype,
    pub(crate) size: Size,
    pub(crate) industry: usize,
    pub(crate) region: usize,
    pub(crate) edition: usize,
    pub(crate) owner: usize,
    pub(crate) parent: Option<u32>,
    pub(crate) employees: i32,
    pub(crate) seats: i32,
    pub(crate) key_account: bool,
    /// Industry influence and capacity to innovate together, 0–100.
    pub(crate) potential: (i32, i32),
    pub(crate) recorded: Recorded,
    /// Contracts as planned, oldest first; [`Profile::terms`] has them with dates and amounts.
    pub(crate) plans: Vec<Plan>,
    pub(crate) terms: Vec<Term>,
    /// First day as a customer.
    pub(crate) start_ago: i32,
    /// Last day as a customer; 0 where it still is one.
    pub(crate) gone_ago: i32,
    /// Use, against what is usual for this customer: 1000 is usual.
    pub(crate) level: Curve,
    /// Share of the seats in use at the usual level, in thousandths.
    pub(crate) adoption: i32,
    /// Share of the users who use the core feature, in thousandths.
    pub(crate) core: Curve,
    /// How many features beside the core one are in use, 1 to 11.
    pub(crate) breadth: i32,
    /// Tickets in 30 days, in thousandths, complaints aside.
    pub(crate) tickets: i32,
    /// Complaints in 30 days, in thousandths.
    pub(crate) complaints: Curve,
    /// Usual hours to the first response.
    pub(crate) response: Curve,
    /// Readiness to recommend, 0–100.
    pub(crate) mood: Curve,
    /// How far a single answer may lie from the mood, 0–100.
    pub(crate) mood_noise: i32,
    /// Days between two NPS readings.
    pub(crate) nps_every: i32,
    /// Touches in 30 days, in thousandths.
    pub(crate) touches: Curve,
    pub(crate) told_touches: Vec<Touch>,
    pub(crate) happenings: Vec<Happening>,
    /// Usual days from due date to payment; negative is early.
    pub(crate) pays_after: i32,
    /// Invoices due within so many days are still unpaid.
    pub(crate) unpaid_within: i32,
    pub(crate) champion_left: Option<i32>,
    pub(crate) decision_maker_left: Option<i32>,
    /// Whether another champion took over.
    pub(crate) new_champion: bool,
    /// How much of its goals it reaches, in percent.
    pub(crate) progress: i32,
    /// Days from the start to the first goal; `None`: drawn.
    pub(crate) first_goal_after: Option<i32>,
}

impl Profile {
    /// Customer `number` of the portfolio.
    pub(crate) fn draw(scene: &Scene, number: u32, archetype: Archetype) -> Self {
        let mut rng = Rng::new(number, Purpose::Profile);
        let index = number as usize;
        let key_account = number % 9 == 3 && archetype.may_be_key();
        let size = match rng.weighted(&[45, 38, 17]) {
            _ if key_account => Size::Large,
            0 => Size::Small,
            1 => Size::Middle,
            _ => Size::Large,
        };
        let (low, high) = [(8, 40), (45, 160), (180, 700)][size.index()];
        let seats = rng.between(low, high);
        let industry = rng.index(names::INDUSTRIES.len());
        let mut profile = Self {
            number,
            id: format!("C{:03}", number + 1),
            name: names::company(scene.language, index, industry),
            archetype,
            size,
            industry,
            region: rng.weighted(&[32, 22, 18, 12, 11, 5]),
            edition: match size {
                Size::Small => rng.weighted(&[75, 25]),
                Size::Middle => rng.weighted(&[20, 65, 15]),
                Size::Large => rng.weighted(&[0, 30, 70]),
            },
            owner: rng.weighted(&[15, 14, 13, 13, 12, 12, 11, 10]),
            parent: None,
            employees: seats * rng.between(12, 50) / 10,
            seats,
            key_account,
            potential: (
                [20, 38, 56][size.index()] + rng.between(0, 42),
                rng.between(15, 95),
            ),
            recorded: Recorded {
                usage: true,
                surveys: true,
                contacts: true,
                goals: true,
                master: true,
            },
            plans: vec![usual_plan(&mut rng, size)],
            terms: Vec::new(),
            start_ago: 0,
            gone_ago: 0,
            level: Curve::flat(1000),
            adoption: rng.between(550, 820),
            core: Curve::flat(1000),
            breadth: [4, 6, 8][size.index()] + rng.between(0, 3),
            tickets: [500, 900, 1700][size.index()],
            complaints: Curve::flat(40),
            response: Curve::flat(rng.between(3, 8)),
            mood: Curve::flat(rng.between(76, 96)),
            mood_noise: 9,
            nps_every: if key_account { 30 } else { 90 },
            touches: Curve::flat([600, 1100, 2200][size.index()]),
            told_touches: Vec::new(),
            happenings: Vec::new(),
            pays_after: rng.between(-8, -1),
            unpaid_within: 0,
            champion_left: None,
            decision_maker_left: None,
            new_champion: false,
            progress: rng.between(85, 125),
            first_goal_after: None,
        };
        archetype::shape(&mut profile, &mut rng);
        stories::tell(&mut profile, scene.language);
        profile.sign(scene);
        profile
    }

    /// Whether it was a customer `ago` days before `as_of`, within the time that has rows.
    pub(crate) fn is_active(&self, scene: &Scene, ago: i32) -> bool {
        (0..HISTORY_DAYS).contains(&ago) && {
            let day = scene.day(ago);
            ago >= self.gone_ago
                && self
                    .terms
                    .iter()
                    .any(|term| term.start <= day && !term.was_over(day))
        }
    }

    /// The last contract.
    pub(crate) fn newest_term(&self) -> Option<&Term> {
        self.terms.last()
    }

    /// Turns the plans into contracts.
    fn sign(&mut self, scene: &Scene) {
        let mut rng = Rng::new(self.number, Purpose::Contracts);
        let list = [480, 840, 1320][self.edition.min(2)];
        let unit_price = list * rng.between(80, 100) / 1000 * 10;
        let mut seats = self.seats;
        for plan in self.plans.iter().rev() {
            let mut made = terms(scene, &mut rng, plan, seats, unit_price);
            seats = made.first().map_or(seats, |term| term.seats);
            made.append(&mut self.terms);
            self.terms = made;
        }
        let first = self.terms.first().map(|term| term.start);
        self.start_ago = first.map_or(0, |day| scene.as_of.days_since(day));
        if let Some(last) = self.terms.last().filter(|term| term.is_lost()) {
            self.gone_ago = scene.as_of.days_since(last.end) + 1;
        }
    }
}

/// Yearly contracts for most; two years for some large customers, half a year for some small ones.
fn usual_plan(rng: &mut Rng, size: Size) -> Plan {
    let months = match size {
        Size::Large if rng.chance(200) => 24,
        Size::Small if rng.chance(150) => 6,
        _ => 12,
    };
    let years = [1, 2, 3, 4][rng.weighted(&[18, 30, 32, 20])];
    Plan {
        months,
        ..Plan::running(
            rng.between(5, months * 30 + 2),
            (years * 12 / months).max(1),
        )
    }
}
