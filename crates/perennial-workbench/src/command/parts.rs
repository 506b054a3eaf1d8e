//! Files that hold several tables: each table is a file of the import, all of them are read in one go.

use super::import::{Import, ImportFile};
use perennial_import::{Imported, Plan};
use perennial_protocol::Failure;

impl Import {
    /// The further tables that lie in a file.
    fn parts(&self, at: usize) -> impl Iterator<Item = &ImportFile> {
        let is_part = move |file: &&ImportFile| file.part_of.is_some_and(|(of, _)| of == at);
        self.files.iter().filter(is_part)
    }

    /// The plan of a file with those of the further tables in it; `None` where none of them is read, and for
    /// those tables themselves.
    ///
    /// # Errors
    /// `unmapped-required`.
    pub(super) fn whole_plan(&self, at: usize) -> Result<Option<Plan>, Failure> {
        let own = |file: &ImportFile| -> Result<Option<Plan>, Failure> {
            let Some(mut plan) = file.plan.clone() else {
                return Ok(None);
            };
            plan.is_read = file.is_included && file.is_readable();
            match plan.missing_fields().first().filter(|_| plan.is_read) {
                None => Ok(Some(plan)),
                Some(field) => Err(Failure::new("unmapped-required")
                    .with("file", &file.facts.name)
                    .with("field", *field)
                    .with("table", plan.shape.table().name())),
            }
        };
        let file = self.files.get(at).filter(|file| file.part_of.is_none());
        let Some(mut plan) = file.map(own).transpose()?.flatten() else {
            return Ok(None);
        };
        for part in self.parts(at) {
            plan.further.extend(own(part)?);
        }
        let is_read = plan.is_read || plan.further.iter().any(|further| further.is_read);
        Ok(is_read.then_some(plan))
    }

    /// What was read, by file, once all is in: names, plans and rows.
    pub(super) fn take_read(&mut self) -> Vec<(String, Plan, Imported)> {
        let mut all = Vec::new();
        for at in 0..self.files.len() {
            let read = self.files.get_mut(at).and_then(ImportFile::take_read);
            let Some((mut whole, mut imported)) = read else {
                continue;
            };
            let own = self.files.get(at).into_iter();
            let names = own
                .chain(self.parts(at))
                .map(|file| file.facts.name.clone());
            let plans = std::mem::take(&mut whole.further);
            let read = std::mem::take(&mut imported.further);
            let plans = [whole].into_iter().chain(plans);
            let read = [imported].into_iter().chain(read);
            let tables = names.zip(plans).zip(read);
            let tables = tables.map(|((name, plan), read)| (name, plan, read));
            all.extend(tables.filter(|(_, plan, _)| plan.is_read));
        }
        all
    }
}
