//! What the life screens set in the model document (the cut between low and high value, the set of
//! stages) and beside it (calendars).

use crate::life::user::UserWork;
use crate::model::ModelState;
use crate::session::Session;
use crate::state::State;
use perennial_data::{Bilingual, Day, lower};
use perennial_engine::Model;
use perennial_engine::model::life::Cut;
use perennial_life::calendar::{CALENDAR_FORMAT, CALENDAR_VERSION, CalendarFile, DaysOff};
use perennial_protocol::Failure;
use std::rc::Rc;

/// Words for a day off and for a workday, in small letters.
const OFF: [&str; 7] = ["off", "holiday", "rest", "休", "休息", "放假", "节假日"];
const WORKED: [&str; 7] = [
    "work",
    "workday",
    "working",
    "班",
    "上班",
    "调休上班",
    "补班",
];

impl Session {
    /// # Errors
    /// `cut-range` unless between 0 and 100.
    pub(super) fn set_tier_cut(&mut self, cut: Option<f64>) -> Result<(), Failure> {
        let cut = match cut {
            Some(cut) if (0.0..=100.0).contains(&cut) => Cut::At(cut),
            Some(_) => return Err(Failure::new("cut-range")),
            None => Cut::Median,
        };
        self.edit_model(|model| {
            let mut tiers = model.tiers().clone();
            tiers.cut = cut;
            model.tiers = Some(tiers);
        })
    }

    /// # Errors
    /// `stage-set-unknown`.
    pub(super) fn use_stages(&mut self, set: &str) -> Result<(), Failure> {
        let mut stages = self.state.model.model().stages().clone();
        if !stages.sets.iter().any(|known| known.id == set) {
            return Err(Failure::new("stage-set-unknown").with("set", set));
        }
        set.clone_into(&mut stages.active);
        self.edit_model(|model| model.stages = Some(stages))
    }

    fn edit_model(&mut self, edit: impl FnOnce(&mut Model)) -> Result<(), Failure> {
        let mut model = self.state.model.model().clone();
        edit(&mut model);
        let next = State {
            model: Rc::new(ModelState::edited(model)?),
            ..self.state.clone()
        };
        self.change("model", next);
        Ok(())
    }

    /// Takes days off and workdays from a list of dates and kinds, or from a calendar document. They
    /// take the place of what is known of the years that they name.
    ///
    /// # Errors
    /// `calendar-line` for a line that cannot be read, `calendar-empty` without any day.
    pub(super) fn load_calendar(&mut self, text: &str) -> Result<(), Failure> {
        let text = text.trim_start_matches('\u{feff}').trim();
        let file = if text.starts_with('{') {
            CalendarFile::parse(text)
                .map_err(|error| Failure::new("calendar-document").with("path", error.path))?
        } else {
            of_lines(text)?
        };
        self.make_work()?;
        let mut user = UserWork::clone(&self.life()?.user);
        user.calendars
            .retain(|held| (held.from, held.to) != (file.from, file.to));
        user.calendars.push(file);
        let next = State {
            work: user.write()?,
            ..self.state.clone()
        };
        self.change("calendar", next);
        Ok(())
    }
}

/// A calendar of the whole years that the list names.
fn of_lines(text: &str) -> Result<CalendarFile, Failure> {
    let (mut off, mut workdays) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        let mut cells = line
            .split([',', '\t', ';', '，'])
            .map(|cell| cell.trim().trim_matches('"'));
        let (date, kind) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        if date.is_empty() && kind.is_empty() {
            continue;
        }
        let kind = lower(kind);
        let day = date.replace(['/', '.'], "-").parse::<Day>().ok();
        match day {
            Some(day) if OFF.contains(&kind.as_str()) => off.push(day),
            Some(day) if WORKED.contains(&kind.as_str()) => workdays.push(day),
            // The header.
            None if at == 0 => {}
            _ => return Err(Failure::new("calendar-line").with("line", (at + 1).to_string())),
        }
    }
    let days = || off.iter().chain(&workdays).copied();
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Err(Failure::new("calendar-empty"));
    };
    let (from_year, to_year) = (first.ymd().0, last.ymd().0);
    let title = if from_year == to_year {
        from_year.to_string()
    } else {
        format!("{from_year}–{to_year}")
    };
    Ok(CalendarFile {
        format: CALENDAR_FORMAT.to_owned(),
        version: CALENDAR_VERSION,
        id: format!("imported-{from_year}"),
        title: Bilingual::same(&title),
        from: Day::from_ymd(from_year, 1, 1).unwrap_or(first),
        to: Day::from_ymd(to_year, 12, 31).unwrap_or(last),
        complete: true,
        source: Bilingual::default(),
        note: Bilingual::default(),
        days_off: off
            .into_iter()
            .map(|day| DaysOff {
                from: day,
                to: day,
                name: Bilingual::default(),
            })
            .collect(),
        workdays,
    })
}
