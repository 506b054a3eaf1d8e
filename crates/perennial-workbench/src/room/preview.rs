//! The values of a metric before anything scores it.

use crate::model::refused;
use crate::room::live::number;
use crate::room::scored::{BINS, bins, range_of, words};
use crate::session::Session;
use perennial_data::{Day, sort_by};
use perennial_engine::model::edit::{Edit, apply};
use perennial_engine::model::{MetricDecl, Unit, pack, unpack};
use perennial_protocol::Failure;
use perennial_protocol::view::PreviewView;

/// Customers that are named.
const EXAMPLES: usize = 5;

impl Session {
    /// Of a declaration, or of the metric of an id.
    ///
    /// # Errors
    /// What makes no sense in the declaration, with its path; `unknown-metric`.
    pub(super) fn preview(
        &mut self,
        as_of: Day,
        metric: &Result<Vec<u8>, String>,
    ) -> Result<PreviewView, Failure> {
        let held = self.in_hand()?;
        let (decl, model) = match metric {
            Ok(bytes) => {
                let decl: MetricDecl = unpack(bytes).ok_or_else(crate::not_ours)?;
                let model = apply(held.model(), &Edit::Metric(decl.clone())).map_err(refused)?;
                (decl, model)
            }
            Err(id) => {
                let decl = held.model().metric(id).cloned();
                let unknown = || Failure::new("unknown-metric").with("metric", id);
                (decl.ok_or_else(unknown)?, held.model().clone())
            }
        };
        let exists = self.scored_in_force(as_of).evaluation().exists().to_vec();
        let prepared = self.evaluations.prepared(&self.state);
        let column = prepared.metric(&model, &decl.id, as_of);
        let column =
            column.ok_or_else(|| Failure::new("unknown-metric").with("metric", &decl.id))?;
        let is_words = decl.unit == Unit::Category;
        let mut of: Vec<(u32, f64)> = (column.values().iter().zip(&exists).zip(0..))
            .filter(|((value, exists), _)| **exists && !value.is_nan())
            .map(|((value, _), account)| (account, *value))
            .collect();
        let n_existing = exists.iter().filter(|exists| **exists).count();
        let values: Vec<f64> = of.iter().map(|(_, value)| *value).collect();
        let range = if is_words {
            (0.0, 0.0)
        } else {
            range_of(&values)
        };
        sort_by(&mut of, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let at = |share: f64| {
            let place = (of.len() - 1) as f64 * (1.0 - share);
            of[place.round() as usize].1
        };
        let example = |&(account, value): &(u32, f64)| {
            let id = self.state.data.account_id(account)?;
            let name = self.state.data.account_name(account).unwrap_or_default();
            Some((id.to_owned(), name.to_owned(), value))
        };
        Ok(PreviewView {
            metric: pack(&decl),
            n_present: number(of.len()),
            n_missing: number(n_existing - of.len()),
            range,
            bins: if is_words {
                Vec::new()
            } else {
                bins(&values, range, BINS)
            },
            quartiles: (!is_words && !of.is_empty()).then(|| [0.0, 0.25, 0.5, 0.75, 1.0].map(at)),
            words: if is_words {
                words(&column, &exists)
            } else {
                Vec::new()
            },
            examples: of.iter().take(EXAMPLES).filter_map(example).collect(),
        })
    }
}
