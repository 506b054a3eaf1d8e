//! What would lift a customer, and what disagrees with its score.

use crate::common::{customer, customers, query, sample, set_override, today, workspace};
use perennial_protocol::view::{Band, CustomerView, ObstacleView, OutlookView, ValueView};
use perennial_protocol::{Request, Response};
use perennial_workbench::Workbench;

fn outlook(bench: &mut Workbench, account: &str) -> OutlookView {
    let request = Request::Outlook {
        account: account.to_owned(),
        as_of: today(),
    };
    match bench.handle(&request).unwrap() {
        Response::Outlook(view) => view.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_customer_hears_what_would_lift_it_or_what_stands_in_the_way() {
    let mut bench = sample();
    let (mut ways, mut seats) = (0, 0);
    for row in customers(&mut bench, &query()).rows {
        let page: CustomerView = customer(&mut bench, &row.id);
        let explanation = &page.explanation;
        let view = outlook(&mut bench, &row.id);
        match view.path {
            Ok(path) => {
                ways += 1;
                assert!(rank(path.to) > rank(explanation.band), "{}", row.id);
                assert!(path.after >= path.threshold);
                assert!(path.coverage.1 >= explanation.coverage_minimum);
                for step in &path.steps {
                    let measure = explanation.measures.iter().find(|m| m.id == step.measure);
                    let measure = measure.unwrap();
                    assert!(measure.controllable);
                    // What stands there now is what the page says, and what is needed is better.
                    if let (Some(ValueView::Number(now)), ValueView::Number(needed)) =
                        (&step.before, &step.needed)
                    {
                        assert_eq!(Some(*now), measure.value);
                        assert_eq!(needed > now, step.higher_is_better, "{}", row.id);
                    }
                    if let Some((before, needed, all)) = step.seats {
                        seats += 1;
                        assert!(needed.fract() == 0.0 && needed <= all);
                        assert!(before.is_none_or(|before| before < needed));
                    }
                }
            }
            Err(ObstacleView::Reached) => assert_eq!(explanation.band, Band::Green),
            Err(_) => assert_ne!(explanation.band, Band::Green),
        }
        for found in view.disagreements {
            let said = (explanation.band, found.says);
            assert!(
                matches!(said, (Band::Green, Band::Red) | (Band::Red, Band::Green)),
                "{said:?}"
            );
            let measure = explanation.measures.iter().find(|m| m.id == found.measure);
            assert_eq!(measure.unwrap().score, Some(found.score));
        }
    }
    assert!(ways > 20 && seats > 0, "{ways} {seats}");
    // A person's word is said to be one.
    workspace(&mut bench, &set_override(20.0));
    let view = outlook(&mut bench, "C001");
    assert_eq!(view.path, Err(ObstacleView::Overridden));
}

fn rank(band: Band) -> u8 {
    match band {
        Band::NoData => 0,
        Band::Red => 1,
        Band::Yellow => 2,
        Band::Green => 3,
    }
}
