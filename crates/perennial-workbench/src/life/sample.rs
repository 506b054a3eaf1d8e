//! The work of the sample's team: made from the sample's history when first asked for, as only then
//! every day of it is worked out, and from then on as good as entered by hand.

use crate::life::tracking::Life;
use crate::life::user::UserWork;
use crate::session::Session;
use crate::state::{State, sample_work};
use perennial_data::{AccountIdx, Day, TableId};
use perennial_engine::model::life::LifeRule;
use perennial_life::play::{Audience, PlayBook};
use perennial_life::team::{Habits, TeamInputs, team_log};
use perennial_life::work::{Note, ProcessChange, Work, WorkLog};
use perennial_protocol::Failure;
use perennial_sample::{Team, team};

impl Session {
    /// Whether the sample's work is still to be made: up to which day.
    pub(super) fn to_be_made(&self) -> Option<Day> {
        let wanted = sample_work(&self.state.work).is_some();
        wanted.then(|| self.state.data.newest(Day::LAST))?
    }

    /// Writes down what the sample's team did, if that is still to be done. Nothing else changes by it:
    /// no revision, nothing to undo.
    pub(super) fn make_work(&mut self) -> Result<(), Failure> {
        let (Some(language), Some(as_of)) = (sample_work(&self.state.work), self.to_be_made())
        else {
            return Ok(());
        };
        let life = self.life()?;
        life.work_out(as_of);
        let team = team(language, as_of);
        let work = UserWork {
            log: log(life, &team, as_of),
            ..UserWork::clone(&life.user)
        };
        self.state = State {
            work: work.write()?,
            ..self.state.clone()
        };
        Ok(())
    }
}

fn log(life: &mut Life, team: &Team, as_of: Day) -> WorkLog {
    let observed = life.observed(as_of);
    let life = &*life;
    let model = life.plan.model();
    let book = PlayBook::new(model);
    let holds = |rules: &[LifeRule]| observed.rules_hold(&life.plan, life.data(), rules);
    let audience = Audience::new(&book, &observed.tiers, &holds);
    let inputs = TeamInputs {
        data: life.data(),
        model,
        timeline: life.timeline(as_of),
        book: &book,
        audience: &audience,
        tiers: model.tiers(),
        services: &crate::life::value::services(life, &observed),
        calendar: &life.calendar,
        until: as_of,
    };
    let made = team.change;
    let owners = life.data().table(TableId::Accounts).column("owner");
    let owner = |account: AccountIdx| owners.and_then(|column| column.text(account as usize));
    let notes = team.notes.iter().filter_map(|note| {
        let author = owner(life.data().account(note.account)?)?;
        let said = Note {
            account: note.account.to_owned(),
            text: note.text.to_owned(),
        };
        Some((note.on, author, Work::Note(said)))
    });
    let change = ProcessChange {
        title: made.title.to_owned(),
        from: made.on,
        cause: made.cause.to_owned(),
        metric: made.metric.to_owned(),
        before: Some(f64::from(made.hours.0)),
        after: Some(f64::from(made.hours.1)),
        unit: made.unit.to_owned(),
    };
    let mut said: Vec<(Day, &str, Work)> = notes.collect();
    said.push((made.on, owner(0).unwrap_or_default(), Work::Process(change)));
    let habits = Habits {
        left_alone: team.left_alone.clone(),
        likely: team.likely.clone(),
        improved: Some((made.on, made.cause)),
        evidence: team.evidence.clone(),
        skipped: team.skipped.clone(),
        rests: team.rests.clone(),
        feedback: team.feedback.clone(),
        said,
    };
    team_log(&inputs, &habits)
}
