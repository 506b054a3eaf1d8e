//! The arguments: from words to a [`Command`], with a message for each that is not understood.

use crate::error::CliError;
use lexopt::{Arg, Parser, ValueExt};
use perennial_data::{Day, Language};
use std::ffi::OsString;
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Score(ScoreArgs),
    Lifecycle(ScoreArgs),
    Alerts(ScoreArgs),
    Quality(ScoreArgs),
    Explain(ExplainArgs),
    Lint(LintArgs),
    Compare(CompareArgs),
    Sensitivity(ScoreArgs),
    Metrics(MetricsArgs),
    /// The id of a shipped model, or `None` for their list.
    Model(Option<String>),
    Sample(SampleArgs),
}

/// Files and how they are read.
#[derive(Debug)]
pub(crate) struct Inputs {
    pub(crate) files: Vec<PathBuf>,
    /// The day of a customer list whose name has none.
    pub(crate) sheet_date: Day,
    pub(crate) is_strict: bool,
    /// Where what was set aside is written.
    pub(crate) rejects: Option<PathBuf>,
    /// A shipped model's id or a document's path.
    pub(crate) model: Option<OsString>,
}

/// Of `perennial score`, `lifecycle`, `alerts` and `quality`.
#[derive(Debug)]
pub(crate) struct ScoreArgs {
    pub(crate) inputs: Inputs,
    pub(crate) as_of: Day,
    pub(crate) format: Format,
}

/// Of `perennial explain`.
#[derive(Debug)]
pub(crate) struct ExplainArgs {
    pub(crate) account: String,
    pub(crate) inputs: Inputs,
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) format: Format,
    pub(crate) language: Language,
}

/// Of `perennial lint`.
#[derive(Debug)]
pub(crate) struct LintArgs {
    /// A shipped model's id or a document's path.
    pub(crate) model: OsString,
    /// The data in hand, and the date on which the model is laid on it.
    pub(crate) data: Option<(Inputs, Day)>,
    pub(crate) is_strict: bool,
    pub(crate) format: Format,
    pub(crate) language: Language,
}

/// Of `perennial compare`.
#[derive(Debug)]
pub(crate) struct CompareArgs {
    /// Each a shipped model's id or a document's path.
    pub(crate) models: [OsString; 2],
    /// The data that both are laid on, and the date.
    pub(crate) data: Option<(Inputs, Day)>,
    pub(crate) format: Format,
    pub(crate) language: Language,
}

/// Of `perennial metrics`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MetricsArgs {
    pub(crate) format: Format,
    pub(crate) language: Language,
}

/// Of `perennial sample`.
#[derive(Debug)]
pub(crate) struct SampleArgs {
    pub(crate) out: PathBuf,
    pub(crate) as_of: Day,
    pub(crate) language: Language,
}

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Csv,
}

/// The command that the words ask for; the first one names it.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, CliError> {
    let mut parser = Parser::from_args(arguments);
    let name = match parser.next().map_err(misread)? {
        None => return Err(usage("usage-no-command", [])),
        Some(Arg::Long("help") | Arg::Short('h')) => return Ok(Command::Help),
        Some(Arg::Long("version") | Arg::Short('V')) => return Ok(Command::Version),
        Some(Arg::Value(word)) => word.to_string_lossy().into_owned(),
        Some(other) => return Err(misread(other.unexpected())),
    };
    let reading = ["model", "sheet-date", "strict", "rejects"];
    let mut options: Vec<&str> = match name.as_str() {
        "help" => return Ok(Command::Help),
        "score" | "lifecycle" | "alerts" | "quality" | "sensitivity" => {
            [&["as-of", "format"], &reading[..]].concat()
        }
        "explain" => [&["from", "to", "format"], &reading[..]].concat(),
        "lint" => vec!["as-of", "format", "sheet-date", "strict"],
        "compare" => vec!["as-of", "format", "sheet-date", "strict", "rejects"],
        "metrics" => vec!["format"],
        "model" => Vec::new(),
        "sample" => vec!["out", "as-of"],
        _ => return Err(usage("usage-unknown-command", [("name", name)])),
    };
    options.push("lang");
    let Some(given) = Given::read(&mut parser, &name, &options)? else {
        return Ok(Command::Help);
    };
    match name.as_str() {
        "score" => given.score().map(Command::Score),
        "lifecycle" => given.score().map(Command::Lifecycle),
        "alerts" => given.score().map(Command::Alerts),
        "quality" => given.score().map(Command::Quality),
        "explain" => given.explain().map(Command::Explain),
        "lint" => given.lint().map(Command::Lint),
        "compare" => given.compare().map(Command::Compare),
        "sensitivity" => given.sensitivity().map(Command::Sensitivity),
        "metrics" => given.metrics().map(Command::Metrics),
        "model" => given.model(),
        _ => given.sample().map(Command::Sample),
    }
}

/// Options and words as given, before a command makes sense of them.
#[derive(Default)]
struct Given {
    words: Vec<OsString>,
    as_of: Option<Day>,
    from: Option<Day>,
    to: Option<Day>,
    sheet_date: Option<Day>,
    model: Option<OsString>,
    format: Option<String>,
    language: Option<Language>,
    rejects: Option<PathBuf>,
    out: Option<PathBuf>,
    is_strict: bool,
}

impl Given {
    /// Reads the rest of the words; `None` if they ask for help.
    fn read(parser: &mut Parser, name: &str, options: &[&str]) -> Result<Option<Self>, CliError> {
        let mut given = Self::default();
        while let Some(argument) = parser.next().map_err(misread)? {
            let option = match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(None),
                Arg::Value(word) => {
                    given.words.push(word);
                    continue;
                }
                Arg::Long(option) if options.contains(&option) => option.to_owned(),
                Arg::Long(option) => {
                    let values = [("name", name.to_owned()), ("option", format!("--{option}"))];
                    return Err(usage("usage-unknown-option", values));
                }
                Arg::Short(_) => return Err(misread(argument.unexpected())),
            };
            given.option(parser, &option).map_err(misread)?;
        }
        Ok(Some(given))
    }

    fn option(&mut self, parser: &mut Parser, option: &str) -> Result<(), lexopt::Error> {
        let mut day = || parser.value()?.parse().map(Some);
        match option {
            "as-of" => self.as_of = day()?,
            "from" => self.from = day()?,
            "to" => self.to = day()?,
            "sheet-date" => self.sheet_date = day()?,
            "model" => self.model = Some(parser.value()?),
            "format" => self.format = Some(parser.value()?.string()?),
            "lang" => self.language = Some(parser.value()?.parse_with(language)?),
            "rejects" => self.rejects = Some(parser.value()?.into()),
            "out" => self.out = Some(parser.value()?.into()),
            _ => self.is_strict = true,
        }
        Ok(())
    }

    fn score(self) -> Result<ScoreArgs, CliError> {
        let as_of = needed(self.as_of, "--as-of DATE")?;
        Ok(ScoreArgs {
            as_of,
            format: self.format(&[Format::Json, Format::Csv])?,
            inputs: self.inputs(as_of)?,
        })
    }

    fn explain(mut self) -> Result<ExplainArgs, CliError> {
        let (from, to) = (
            needed(self.from, "--from DATE")?,
            needed(self.to, "--to DATE")?,
        );
        if from > to {
            return Err(usage(
                "usage-order",
                [("from", from.to_string()), ("to", to.to_string())],
            ));
        }
        if self.words.is_empty() {
            return Err(usage("usage-no-account", []));
        }
        let account = self.words.remove(0).to_string_lossy().into_owned();
        Ok(ExplainArgs {
            account,
            from,
            to,
            format: self.format(&[Format::Text, Format::Json])?,
            language: self.language.unwrap_or_default(),
            inputs: self.inputs(to)?,
        })
    }

    fn lint(mut self) -> Result<LintArgs, CliError> {
        if self.words.is_empty() {
            return Err(usage("usage-no-model", []));
        }
        let format = self.format(&[Format::Text, Format::Json, Format::Csv])?;
        let language = self.language.unwrap_or_default();
        let (model, is_strict) = (self.words.remove(0), self.is_strict);
        // Of the files whatever comes in is good enough: it is the model that is looked at.
        self.is_strict = false;
        let data = match self.words.is_empty() {
            true => None,
            false => {
                let as_of = needed(self.as_of, "--as-of DATE")?;
                Some((self.inputs(as_of)?, as_of))
            }
        };
        Ok(LintArgs {
            model,
            data,
            is_strict,
            format,
            language,
        })
    }

    fn compare(mut self) -> Result<CompareArgs, CliError> {
        if self.words.len() < 2 {
            return Err(usage("usage-two-models", []));
        }
        let format = self.format(&[Format::Text, Format::Json])?;
        let language = self.language.unwrap_or_default();
        let models = [self.words.remove(0), self.words.remove(0)];
        let data = match self.words.is_empty() {
            true => None,
            false => {
                let as_of = needed(self.as_of, "--as-of DATE")?;
                Some((self.inputs(as_of)?, as_of))
            }
        };
        Ok(CompareArgs {
            models,
            data,
            format,
            language,
        })
    }

    fn sensitivity(self) -> Result<ScoreArgs, CliError> {
        let as_of = needed(self.as_of, "--as-of DATE")?;
        Ok(ScoreArgs {
            as_of,
            format: self.format(&[Format::Json])?,
            inputs: self.inputs(as_of)?,
        })
    }

    fn metrics(self) -> Result<MetricsArgs, CliError> {
        self.no_words(0)?;
        Ok(MetricsArgs {
            format: self.format(&[Format::Text, Format::Json, Format::Csv])?,
            language: self.language.unwrap_or_default(),
        })
    }

    fn model(self) -> Result<Command, CliError> {
        self.no_words(1)?;
        let id = self.words.first();
        Ok(Command::Model(
            id.map(|id| id.to_string_lossy().into_owned()),
        ))
    }

    fn sample(self) -> Result<SampleArgs, CliError> {
        self.no_words(0)?;
        Ok(SampleArgs {
            out: needed(self.out, "--out DIR")?,
            as_of: needed(self.as_of, "--as-of DATE")?,
            language: self.language.unwrap_or_default(),
        })
    }

    fn inputs(self, as_of: Day) -> Result<Inputs, CliError> {
        if self.words.is_empty() {
            return Err(usage("usage-no-files", []));
        }
        Ok(Inputs {
            files: self.words.into_iter().map(PathBuf::from).collect(),
            sheet_date: self.sheet_date.unwrap_or(as_of),
            is_strict: self.is_strict,
            rejects: self.rejects,
            model: self.model,
        })
    }

    /// The form asked for, one of `formats`; the first if none is.
    fn format(&self, formats: &[Format]) -> Result<Format, CliError> {
        let name = |format: &Format| match format {
            Format::Text => "text",
            Format::Json => "json",
            Format::Csv => "csv",
        };
        let wanted = match &self.format {
            None => formats.first(),
            Some(wanted) => formats.iter().find(|format| name(format) == wanted),
        };
        wanted.copied().ok_or_else(|| {
            let names: Vec<&str> = formats.iter().map(name).collect();
            usage("usage-format", [("names", names.join(", "))])
        })
    }

    fn no_words(&self, after: usize) -> Result<(), CliError> {
        match self.words.get(after) {
            None => Ok(()),
            Some(word) => Err(usage(
                "usage-unexpected",
                [("word", word.to_string_lossy().into_owned())],
            )),
        }
    }
}

fn language(word: &str) -> Result<Language, &'static str> {
    match word {
        "zh" | "zh-CN" => Ok(Language::Zh),
        "en" => Ok(Language::En),
        _ => Err("languages are zh and en"),
    }
}

fn needed<T>(value: Option<T>, option: &str) -> Result<T, CliError> {
    value.ok_or_else(|| usage("usage-needed", [("option", option.to_owned())]))
}

#[allow(clippy::needless_pass_by_value)] // as `map_err` gives it
fn misread(error: lexopt::Error) -> CliError {
    use lexopt::Error;
    match error {
        Error::MissingValue {
            option: Some(option),
        } => usage("usage-missing-value", [("option", option)]),
        Error::UnexpectedArgument(word) => {
            let word = word.to_string_lossy().into_owned();
            usage("usage-unexpected", [("word", word)])
        }
        Error::UnexpectedOption(word) => usage("usage-unexpected", [("word", word)]),
        other => usage("usage-other", [("what", other.to_string())]),
    }
}

fn usage<const N: usize>(key: &'static str, values: [(&'static str, String); N]) -> CliError {
    CliError::Usage(key, values.into())
}

/// The language that the words choose, wherever they do so and whatever else is wrong with them.
pub(crate) fn language_of(arguments: &[OsString]) -> Option<Language> {
    let next = arguments.iter().skip(1).map(Some).chain([None]);
    arguments.iter().zip(next).find_map(|(word, next)| {
        let word = word.to_str()?;
        let chosen = match word.strip_prefix("--lang") {
            Some("") => next?.to_str()?,
            Some(rest) => rest.strip_prefix('=')?,
            None => return None,
        };
        language(chosen).ok()
    })
}
