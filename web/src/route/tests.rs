//! Every address restores the place that wrote it, and no address breaks.

use super::{
    EffortBy, InboxChoice, LifeChoice, LifeTab, ListView, Place, Route, Span, ValueChoice,
    column_code, column_of,
};
use perennial_data::Day;
use perennial_protocol::view::{Band, Fate, ItemKind, OutcomeBy};
use perennial_protocol::{ColumnRef, Filter, LifeColumn, Sort};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn places() -> Vec<Place> {
    let list = ListView {
        search: "上海 & Söhne #1".to_owned(),
        sort: Some(Sort {
            column: ColumnRef::Measure("log~ins".to_owned()),
            descending: true,
        }),
        filters: vec![
            Filter::OneOf(
                ColumnRef::Field("客户 经理".to_owned()),
                vec!["王 芳".to_owned(), String::new(), "a~b".to_owned()],
            ),
            Filter::Between(ColumnRef::Health, Some(0.1 + 0.2), None),
            Filter::Between(
                ColumnRef::RenewalOn,
                Some(f64::from(day("2026-03-01").number())),
                Some(f64::from(day("2026-04-01").number())),
            ),
            Filter::Missing(ColumnRef::Metric("nps.last".to_owned())),
        ],
        columns: Some(vec![ColumnRef::Arr, ColumnRef::Field("a.b".to_owned())]),
        group: Some(ColumnRef::Field("客户 经理".to_owned())),
    };
    let routes = [
        Route::Start,
        Route::Import,
        Route::Portfolio,
        Route::Customers(ListView::default()),
        Route::Customers(list),
        Route::Customers(ListView::of_life(vec![Filter::OneOf(
            LifeColumn::Track("renewal".to_owned()).column(),
            vec!["renewal".to_owned()],
        )])),
        Route::Customer("ACME/№ 7?x=1".to_owned()),
        Route::Inbox(InboxChoice::default()),
        Route::Inbox(InboxChoice {
            owner: Some("王 芳 & Co".to_owned()),
            snoozed: true,
            only: Some(ItemKind::Alert),
            horizon_days: 90,
        }),
        Route::Inbox(InboxChoice {
            owner: Some(String::new()),
            ..InboxChoice::default()
        }),
        Route::Lifecycle(LifeChoice::default()),
        Route::Lifecycle(LifeChoice {
            tab: LifeTab::Flows,
            month: Some(day("2026-02-28")),
            ..LifeChoice::default()
        }),
        Route::Lifecycle(LifeChoice {
            effort: EffortBy::Owner,
            ..LifeChoice::of(LifeTab::Execution)
        }),
        Route::Lifecycle(LifeChoice {
            month: Some(day("2026-02-28")),
            span: Span::Quarter,
            fate: Some(Fate::Lost),
            outcomes: OutcomeBy::Industry,
            only: Some("price/competitor & 价格".to_owned()),
            ..LifeChoice::of(LifeTab::Outcomes)
        }),
        Route::Lifecycle(LifeChoice {
            only: Some(String::new()),
            ..LifeChoice::of(LifeTab::WinBack)
        }),
        Route::Value(ValueChoice::default()),
        Route::Value(ValueChoice {
            tier: Some("strategic".to_owned()),
            band: Some(Band::Red),
            level: Some("专属 & co".to_owned()),
            nobody: true,
            bought: Some((5, 1)),
        }),
        Route::Quality,
        Route::Settings,
    ];
    let mut places: Vec<_> = routes.into_iter().map(Place::new).collect();
    for at in 0..places.len() {
        let mut dated = places[at].clone();
        dated.on = Some(day("2026-03-31"));
        dated.since = Some(day("2026-03-01"));
        places.push(dated);
    }
    places
}

#[test]
fn every_place_survives_its_address() {
    for place in places() {
        assert_eq!(Place::parse(&place.hash()), place, "{}", place.hash());
    }
}

#[test]
fn addresses_read_as_in_the_specification() {
    let mut place = Place::new(Route::Customer("ACME".to_owned()));
    place.on = Some(day("2026-03-31"));
    assert_eq!(place.hash(), "#/customers/ACME?on=2026-03-31");
    assert_eq!(Place::parse("").route, Route::Start);
    assert_eq!(
        Place::parse("#/%E5%AE%A2").route,
        Route::Unknown("/客".to_owned())
    );
}

#[test]
fn nonsense_in_an_address_is_left_out() {
    let place = Place::parse(
        "#/customers?on=tomorrow&f=x&f=health~from~a~b&sort=&cols=zzz&f=arr~from~5~&&=",
    );
    assert_eq!(place.on, None);
    let Route::Customers(list) = place.route else {
        panic!("not the list")
    };
    assert_eq!(
        list.filters,
        [Filter::Between(ColumnRef::Arr, Some(5.0), None)]
    );
    assert_eq!(list.sort, None);
    assert_eq!(list.columns, Some(Vec::new()));
}

#[test]
fn nobodys_inbox_is_not_everybodys() {
    let owner = |hash: &str| match Place::parse(hash).route {
        Route::Inbox(choice) => choice.owner,
        other => panic!("not the inbox: {other:?}"),
    };
    assert_eq!(owner("#/inbox"), None);
    assert_eq!(
        owner("#/inbox?owner=&days=12&snoozed=1"),
        Some(String::new())
    );
}

#[test]
fn column_codes_are_their_own() {
    let more = [
        LifeColumn::Track("renewal.2".to_owned()),
        LifeColumn::Cause("其他 原因".to_owned()),
    ];
    let life = LifeColumn::USUAL.into_iter().chain(more);
    let life = life.map(|column| column.column());
    for column in super::list::usual_columns().into_iter().chain(life) {
        assert_eq!(column_of(&column_code(&column)), Some(column));
    }
}

#[test]
fn a_comparison_never_lies_after_the_date_seen() {
    let today = day("2026-03-31");
    let mut place = Place::new(Route::Portfolio);
    assert_eq!(place.since(today), day("2026-03-24"));
    place.since = Some(day("2026-05-01"));
    assert_eq!(place.since(today), day("2026-03-24"));
    place.since = Some(day("2026-01-01"));
    assert_eq!(place.since(today), day("2026-01-01"));
    let customer = Place::new(Route::Customer("A".to_owned()));
    assert_eq!(customer.since(today), day("2026-02-28"));
}

#[test]
fn a_span_is_the_month_or_quarter_around_a_day() {
    let around = |span: Span, on| span.around(day(on));
    let feb = around(Span::Month, "2028-02-10");
    assert_eq!(feb, (day("2028-02-01"), day("2028-02-29")));
    for on in ["2026-01-01", "2026-02-14", "2026-03-31"] {
        let first = around(Span::Quarter, on);
        assert_eq!(first, (day("2026-01-01"), day("2026-03-31")), "{on}");
    }
    let last = around(Span::Quarter, "2025-12-31");
    assert_eq!(last, (day("2025-10-01"), day("2025-12-31")));
}
