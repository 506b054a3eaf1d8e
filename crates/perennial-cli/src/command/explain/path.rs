//! The path into the next band in words.

use super::text::{Words, aligned};
use perennial_engine::{BandPath, Needed, Obstacle, PathStep};

impl Words<'_> {
    /// What has to change, or why nothing helps; empty where neither can be said.
    pub(super) fn path(&self, path: Option<&BandPath>, obstacle: Option<&Obstacle>) -> String {
        let mut lines = match (path, obstacle) {
            (Some(path), _) => self.way(path),
            (None, Some(obstacle)) => vec![self.obstacle(obstacle)],
            (None, None) => return String::new(),
        };
        lines.insert(0, String::new());
        lines.insert(1, self.m.path_title().to_owned());
        lines.push(String::new());
        lines.join("\n")
    }

    fn way(&self, path: &BandPath) -> Vec<String> {
        let m = self.m;
        let after = self.health(Some(path.after));
        let threshold = m.short_number(path.threshold, 1);
        // In alphabetical order: after, band, threshold.
        let mut lines = vec![m.path_lead(&after, self.band(Some(path.to)), &threshold)];
        let rows: Vec<[String; 3]> = path.steps.iter().map(|step| self.step(step)).collect();
        lines.extend(aligned(&rows));
        if !path.is_smallest {
            lines.push(m.path_larger().to_owned());
        }
        lines
    }

    fn step(&self, step: &PathStep) -> [String; 3] {
        let m = self.m;
        let value = |value: &Needed| match value {
            Needed::Number(value) => self.number(step.unit, *value),
            Needed::Word(word) => m.value(word).map_or_else(|| word.clone(), str::to_owned),
        };
        let needed = value(&step.value_needed);
        let change = match &step.value_before {
            Some(before) => m.path_value(&value(before), &needed),
            None => m.path_get(&needed),
        };
        let score = m.number(step.score_after, 1);
        let before = step.score_before.map(|before| m.number(before, 1));
        let scores = before.map_or_else(|| score.clone(), |before| m.path_value(&before, &score));
        [step.title.get(m.language()).to_owned(), change, scores]
    }

    fn obstacle(&self, obstacle: &Obstacle) -> String {
        let m = self.m;
        match obstacle {
            Obstacle::Reached => m.path_reached().to_owned(),
            Obstacle::Overridden => m.path_overridden().to_owned(),
            Obstacle::NothingControllable => m.path_nothing().to_owned(),
            Obstacle::Coverage(coverage) => m.path_coverage(*coverage),
            Obstacle::Capped(ids) => {
                let caps = self.model.caps.iter().filter(|cap| ids.contains(&cap.id));
                let titles: Vec<&str> = caps.map(|cap| cap.title.get(m.language())).collect();
                m.path_capped(&titles.join(" · "))
            }
            Obstacle::OutOfReach(best) => m.path_out_of_reach(&self.health(Some(*best))),
            Obstacle::NoHealth => m.path_no_health().to_owned(),
        }
    }
}
