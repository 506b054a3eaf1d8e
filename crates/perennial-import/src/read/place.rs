//! The columns of a file as the reader uses them: how each is read and where its values go.

use super::column::{Reading, Values};
use crate::plan::{Constant, Plan, Target};
use crate::split::Texts;
use crate::value::{ValueFormat, is_missing, trim};
use perennial_data::{Batch, FieldKind, MISSING_DAY, TableId};

/// Where the values of a column go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The account key of the row.
    Account,
    /// A field of the batch.
    Field(usize),
    /// A custom column of the batch.
    Custom(usize),
    /// Only where [`SingleEvents`] or [`Sheet`] look for it.
    Aside,
}

pub(super) struct Column {
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) target: Target,
    pub(super) reading: Reading,
    pub(super) values: Values,
    pub(super) place: Place,
    pub(super) required: bool,
}

impl Column {
    /// The text in `row`, trimmed; `None` where there is none.
    #[inline]
    pub(super) fn text<'a>(
        &'a self,
        texts: &Texts<'a>,
        row: usize,
        first: usize,
    ) -> Option<&'a str> {
        match &self.reading {
            Reading::Words { forms, .. } => {
                let code = self.values.words.get(row - first)?;
                forms.get(*code as usize).map(String::as_str)
            }
            Reading::FlagAs(word) => {
                (self.values.flags.get(row - first) == Some(&Some(true))).then_some(word.as_str())
            }
            Reading::Text => {
                let span = self.values.texts.get(row - first)?;
                (!span.is_none()).then(|| texts.text_of(*span))
            }
            // Never asked for: columns of other kinds are no texts.
            Reading::Day { .. } | Reading::Number { .. } | Reading::Flag => {
                let text = trim(texts.field(row, self.index));
                (!is_missing(text, false)).then_some(text)
            }
        }
    }

    pub(super) fn is_missing(&self, texts: &Texts<'_>, row: usize, first: usize) -> bool {
        match &self.reading {
            Reading::Day { .. } => self.values.days.get(row - first) == Some(&MISSING_DAY),
            Reading::Number { .. } => self.values.number(row - first).is_none(),
            Reading::Flag => self.values.flags.get(row - first) == Some(&None),
            Reading::Text => {
                let span = self.values.texts.get(row - first);
                span.is_none_or(|span| span.is_none())
            }
            Reading::Words { .. } | Reading::FlagAs(_) => self.text(texts, row, first).is_none(),
        }
    }
}

/// How accounts get their names: an account without one is called by its id.
pub(super) struct Naming {
    name: Option<usize>,
    id: Option<usize>,
}

impl Naming {
    pub(super) fn new(columns: &[Column]) -> Self {
        let find = |field| {
            let target = Target::field(TableId::Accounts, field);
            columns.iter().position(|column| column.target == target)
        };
        Self {
            name: find("name"),
            id: find("account_id"),
        }
    }

    pub(super) fn name<'a>(
        &self,
        columns: &'a [Column],
        texts: &Texts<'a>,
        row: usize,
        first: usize,
    ) -> Option<&'a str> {
        let text = |at: Option<usize>| columns.get(at?)?.text(texts, row, first);
        text(self.name).or_else(|| text(self.id))
    }
}

pub(super) fn constants(
    plan: &[Constant],
    table: TableId,
    columns: &[Column],
) -> Vec<(usize, String)> {
    let given = |field: &str| {
        columns
            .iter()
            .any(|c| c.target == Target::field(table, field))
    };
    plan.iter()
        .filter(|constant| !given(&constant.field))
        .filter_map(|constant| {
            let (position, _) = table.spec().field(&constant.field)?;
            Some((position, constant.value.clone()))
        })
        .collect()
}

pub(super) fn column(plan: &Plan, index: usize, batch: &mut Batch) -> Option<Column> {
    let planned = plan.columns.get(index)?;
    let main = plan.shape.table();
    let (name, reading, place, required) = match &planned.target {
        Target::Ignore => return None,
        Target::Field { table, field } => {
            let (position, spec) = table.spec().field(field)?;
            let place = match spec.kind {
                _ if *table != main => Place::Aside,
                FieldKind::Account => Place::Account,
                _ => Place::Field(position),
            };
            // An account is known by its id or, without one, by its name.
            let named = main == TableId::Accounts
                && field == "name"
                && plan
                    .columns
                    .iter()
                    .any(|c| c.target == Target::field(main, "account_id"));
            let required = spec.required && *table == main && !named;
            let reading = Reading::for_field(spec, &planned.format);
            (field.clone(), reading, place, required)
        }
        Target::Snapshot { field } => {
            let reading = match &planned.format {
                ValueFormat::Day { .. } | ValueFormat::Number { .. } => {
                    Reading::free(&planned.format)
                }
                _ => Reading::plain_number(true),
            };
            (field.clone(), reading, Place::Aside, false)
        }
        Target::UsageUser => ("user".to_owned(), Reading::Text, Place::Aside, false),
        Target::Custom => {
            let reading = Reading::free(&planned.format);
            let place = Place::Custom(batch.add_custom(&planned.header, reading.kind()));
            (planned.header.clone(), reading, place, false)
        }
    };
    Some(Column {
        index,
        name,
        target: planned.target.clone(),
        reading,
        values: Values::default(),
        place,
        required,
    })
}
