//! How much hangs on the exact numbers of the document in hand.

use crate::common::{sample, today};
use crate::{act, ask, cuts, edit, room};
use perennial_engine::model::edit::Edit;
use perennial_engine::model::pack;
use perennial_protocol::view::{
    Band, BarView, DecisiveView, ModelAction, ModelAnswer, ModelQuery, NoiseView, ThresholdView,
    WhatIfView,
};
use perennial_workbench::Workbench;

fn noise(bench: &mut Workbench) -> NoiseView {
    match ask(bench, &ModelQuery::Noise { as_of: today() }).unwrap() {
        ModelAnswer::Noise(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn tornado(bench: &mut Workbench) -> Vec<BarView> {
    match ask(bench, &ModelQuery::Tornado { as_of: today() }).unwrap() {
        ModelAnswer::Tornado(bars) => bars,
        other => panic!("{other:?}"),
    }
}

fn decisive(bench: &mut Workbench) -> Vec<DecisiveView> {
    match ask(bench, &ModelQuery::Decisive { as_of: today() }).unwrap() {
        ModelAnswer::Decisive(measures) => measures,
        other => panic!("{other:?}"),
    }
}

fn step(bench: &mut Workbench, edits: &[Edit]) -> WhatIfView {
    let query = ModelQuery::Step {
        as_of: today(),
        edits: pack(&edits.to_vec()),
    };
    match ask(bench, &query).unwrap() {
        ModelAnswer::WhatIf(view) => *view,
        other => panic!("{other:?}"),
    }
}

/// The bar of the cut where the healthy begin.
fn healthy(bars: &[BarView]) -> &BarView {
    let found = bars
        .iter()
        .find(|bar| bar.threshold == ThresholdView::Cut(Band::Green));
    found.unwrap()
}

#[test]
fn a_bar_says_whom_the_same_edit_moves_and_all_of_it_is_about_the_document_in_hand() {
    let mut bench = sample();
    let bars = tornado(&mut bench);
    let most = |bar: &BarView| bar.sides[0].moved.max(bar.sides[1].moved);
    assert!(bars.is_sorted_by(|a, b| most(a) >= most(b)));
    // Every threshold of the shipped model has a name: none is left out.
    assert!(bars.len() > 20, "{}", bars.len());
    let cut = healthy(&bars);
    assert_eq!((cut.value, cut.sides[0].value), (75.0, 70.0));
    let lower = step(&mut bench, &[cuts(50.0, 70.0)]);
    assert_eq!(lower.n_crossed(), cut.sides[0].moved);
    assert!((lower.after.mean - cut.sides[0].mean.unwrap()).abs() < 1e-9);
    // A draft has its own: the cut from where it is, compared with the draft.
    edit(&mut bench, &[cuts(50.0, 60.0)]);
    let drafted = tornado(&mut bench);
    let cut = healthy(&drafted);
    assert_eq!((cut.value, cut.sides[1].value), (60.0, 65.0));
    let higher = step(&mut bench, &[cuts(50.0, 65.0)]);
    assert_eq!(higher.n_crossed(), cut.sides[1].moved);
    assert_eq!(higher.before, room(&mut bench).effect.after);
}

#[test]
fn noise_says_the_same_again_and_every_count_has_its_customers() {
    let mut bench = sample();
    let view = noise(&mut bench);
    assert_eq!(view, noise(&mut bench));
    let (mean, worst) = view.moved;
    assert!(0.0 < mean && mean <= worst && worst < 0.5, "{mean} {worst}");
    let (mean, worst) = view.ranks.unwrap();
    assert!(worst <= mean && mean < 1.0 && worst > 0.5);
    assert_eq!(view.unsteady.len(), view.n_unsteady.min(50) as usize);
    assert!(view.unsteady.is_sorted_by(|a, b| a.1 >= b.1));
    for of in decisive(&mut bench) {
        for (members, band) in [
            (&of.red_in_green, Some(Band::Green)),
            (&of.green_in_red, Some(Band::Red)),
            (&of.more, None),
            (&of.less, None),
        ] {
            assert_eq!(members.members.len(), members.n.min(100) as usize);
            let bands = members.members.iter().map(|member| member.health.1);
            for found in bands {
                assert!(band.is_none_or(|band| band == found), "{}", of.measure);
            }
        }
    }
    // A measure without weight decides nobody, and says nothing against anybody.
    let all = decisive(&mut bench);
    let first = &all[0].measure;
    let n = |of: &DecisiveView| of.without.as_ref().map(|members| members.n);
    assert!(all.iter().any(|of| n(of) > Some(0)));
    let weightless = crate::weigh(first, 0.0);
    edit(&mut bench, &[weightless]);
    let of = &decisive(&mut bench)[0];
    assert_eq!((&of.measure, n(of)), (first, Some(0)));
    assert_eq!((of.more.n, of.red_in_green.n), (0, 0));
    act(&mut bench, &ModelAction::Discard).unwrap();
}
