//! Calendar days at the edges of the app: as numbers of a query, and today by the browser's clock.

use perennial_data::Day;

/// The day with that number since 1970-01-01, if it is one.
pub(crate) fn of_number(number: f64) -> Option<Day> {
    // Days of the calendar lie far within the range in which the conversion is exact.
    let whole = number.fract() == 0.0 && number.abs() < 4_000_000.0;
    whole.then(|| Day::new(number as i32)).flatten()
}

/// Today where the browser is: the only clock of the app.
pub(crate) fn today() -> Day {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    Day::from_ymd(year, now.get_month() + 1, now.get_date()).unwrap_or_else(epoch)
}

/// The day on which a file was last changed, by milliseconds since 1970 UTC.
pub(crate) fn of_millis(millis: f64) -> Day {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(millis));
    let year = i32::try_from(date.get_full_year()).unwrap_or(1970);
    Day::from_ymd(year, date.get_month() + 1, date.get_date()).unwrap_or_else(epoch)
}

fn epoch() -> Day {
    Day::new(0).unwrap_or_else(|| unreachable!("1970-01-01 is a day"))
}
