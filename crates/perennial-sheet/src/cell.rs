//! Values of cells as text that the import reads without a question.

use calamine::{Data, DataRef, ExcelDateTime};

/// A cell's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text as it is.
    Text(String),
    /// A number, in digits.
    Number(String),
    /// A date, a time, or both.
    Date(String),
    /// Yes or no.
    Flag(bool),
    /// A formula that failed, by its name: `#N/A`.
    Error(String),
}

impl Value {
    /// Of a cell; `None` for one without a value.
    pub(crate) fn of(data: &DataRef<'_>) -> Option<Self> {
        Some(match data {
            DataRef::Empty => return None,
            DataRef::String(text) => Self::text(text)?,
            DataRef::SharedString(text) => Self::text(text)?,
            DataRef::Int(number) => Self::Number(number.to_string()),
            DataRef::Float(number) => Self::Number(number_text(*number)),
            DataRef::Bool(flag) => Self::Flag(*flag),
            DataRef::DateTime(date) => Self::of_date(date),
            DataRef::DateTimeIso(text) => Self::Date(text.replace('T', " ")),
            DataRef::DurationIso(text) => Self::Date(duration_of_iso(text)),
            DataRef::Error(error) => Self::Error(error.to_string()),
        })
    }

    /// The same of a cell that is held.
    pub(crate) fn of_held(data: &Data) -> Option<Self> {
        Self::of(&match data {
            Data::Empty => DataRef::Empty,
            Data::String(text) => DataRef::SharedString(text),
            Data::Int(number) => DataRef::Int(*number),
            Data::Float(number) => DataRef::Float(*number),
            Data::Bool(flag) => DataRef::Bool(*flag),
            Data::DateTime(date) => DataRef::DateTime(*date),
            Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
            Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
            Data::Error(error) => DataRef::Error(error.clone()),
        })
    }

    fn text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    fn of_date(date: &ExcelDateTime) -> Self {
        let serial = date.as_f64();
        if !(0.0..2_958_466.0).contains(&serial) {
            return Self::Number(number_text(serial)); // Excel itself shows no date for it
        }
        if date.is_duration() {
            return Self::Date(duration_text(serial));
        }
        let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
        let time = format!("{hour:02}:{minute:02}:{second:02}");
        Self::Date(if serial < 1.0 {
            time // a time of day without a day
        } else if time == "00:00:00" {
            format!("{year:04}-{month:02}-{day:02}")
        } else {
            format!("{year:04}-{month:02}-{day:02} {time}")
        })
    }

    /// The text of it; none for an error.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Date(text) => text,
            Self::Flag(true) => "TRUE",
            Self::Flag(false) => "FALSE",
            Self::Error(_) => "",
        }
    }
}

/// Digits of a number as a spreadsheet shows them: fifteen that count, no exponent.
pub(crate) fn number_text(number: f64) -> String {
    let plain = number == number.trunc() && number.abs() < 1e15;
    let shown = if plain {
        number
    } else {
        format!("{number:.14e}").parse().unwrap_or(number)
    };
    if shown == 0.0 {
        "0".to_owned() // not -0
    } else {
        shown.to_string()
    }
}

/// Hours, minutes and seconds of a part or multiple of a day.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between nothing and 8,000 years
fn duration_text(days: f64) -> String {
    let seconds = (days * 86_400.0).round() as u64;
    format!(
        "{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// `PT10H5M` as `10:05:00`; what is no such duration stays.
pub(crate) fn duration_of_iso(text: &str) -> String {
    let parts = || {
        let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.split(['.', 'S']).next().unwrap_or("");
        let number = |digits: &str| digits.parse::<u64>().ok();
        let seconds = if seconds.is_empty() {
            0
        } else {
            number(seconds)?
        };
        Some((number(hours)?, number(minutes)?, seconds))
    };
    parts().map_or_else(
        || text.to_owned(),
        |(hours, minutes, seconds)| format!("{hours}:{minutes:02}:{seconds:02}"),
    )
}

#[cfg(test)]
mod tests {
    use super::{Value, number_text};
    use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

    fn date(serial: f64, kind: ExcelDateTimeType, is_1904: bool) -> String {
        let date = DataRef::DateTime(ExcelDateTime::new(serial, kind, is_1904));
        Value::of(&date).unwrap().as_str().to_owned()
    }

    #[test]
    fn serials_are_days_of_the_workbooks_own_calendar() {
        let day = ExcelDateTimeType::DateTime;
        assert_eq!(date(45_352.0, day, false), "2024-03-01");
        assert_eq!(date(43_890.0, day, true), "2024-03-01", "1904");
        assert_eq!(date(45_352.5, day, false), "2024-03-01 12:00:00");
        assert_eq!(date(61.0, day, false), "1900-03-01", "behind Excel's 29th");
        assert_eq!(date(59.0, day, false), "1900-02-28");
        assert_eq!(date(0.75, day, false), "18:00:00", "a time alone");
        assert_eq!(date(1.5, ExcelDateTimeType::TimeDelta, false), "36:00:00");
        assert_eq!(date(-3.0, day, false), "-3", "no date in any calendar");
        let iso = |text: &str| Value::of(&DataRef::DurationIso(text.to_owned()));
        let is = |text: &str| Some(Value::Date(text.to_owned()));
        assert_eq!(iso("PT36H05M00.5S"), is("36:05:00"));
        assert_eq!(iso("P1D"), is("P1D"));
    }

    #[test]
    fn numbers_are_as_a_spreadsheet_shows_them() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
            (-0.0, "0"),
            (12_345_678_901.0, "12345678901"),
            (1e15, "1000000000000000"),
            (0.000_012_5, "0.0000125"),
            (4.1 * 3.0, "12.3"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }
}
