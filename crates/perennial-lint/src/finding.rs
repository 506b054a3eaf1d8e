//! One thing found in a model, and how it can be mended.

use perennial_data::Bilingual;
use perennial_model::{BandId, DocPath, Patch};
use serde::Serialize;

/// How much a finding matters, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; the score is what it was meant to be.
    Note,
    /// It scores, but hardly what was meant.
    Warning,
    /// It cannot be scored: the document is refused.
    Error,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident;)*) => {
        /// The rules. Their text form is kebab-case and stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $name,)* }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as users quote it; its sentences are `error-lint-CODE`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

rules! {
    /// Values between two bands, or two steps, belong to none. Args: `from`, `to`.
    Gap = "gap", Error;
    /// Values belong to two bands, or to two steps. Args: `from`, `to`.
    Overlap = "overlap", Error;
    /// Bands reach beyond 0 to 100. Args: `from`, `to`.
    BandOutside = "band-outside", Error;
    /// Bands or steps that do not ascend, or colours that do not go from red to green.
    Unordered = "unordered", Error;
    /// A band or step that begins where it ends or later. Args: `from`, `to`.
    EmptyBand = "empty-band", Error;
    /// A band that no health can reach, as no measure scores so high or so low. Args: `band`, `lowest`, `highest`.
    UnreachableBand = "unreachable-band", Warning;
    /// Nothing has a weight above 0: everything, a group, or all that a variant leaves. Args: `name`.
    NoWeight = "no-weight", Error;
    /// A group of which no measure has a weight above 0. Args: `name`.
    GroupWithoutWeight = "group-without-weight", Warning;
    /// A measure or group that weighs nothing. Args: `name`.
    ZeroWeight = "zero-weight", Warning;
    /// A weight below 0 or without end. Args: `name`, `weight`.
    BadWeight = "bad-weight", Error;
    /// Weights that look like percentages and do not add up to 100. Args: `name`, `sum`, `weight`, `share`.
    WeightSum = "weight-sum", Warning;
    /// A better value can score less: scores of steps go up and down. Args: `name`.
    NotMonotone = "not-monotone", Warning;
    /// The metric's good direction scores less. Args: `name`, `metric`.
    Direction = "direction", Warning;
    /// Thresholds of a share, which lies in 0 to 1, written as percentages. Args: `name`, `value`.
    Scale = "scale", Warning;
    /// A metric that neither the model nor the catalogue has. Args: `name`, `metric`.
    UnknownMetric = "unknown-metric", Error;
    /// A group or measure that is not there. Args: `name`.
    UnknownName = "unknown-name", Error;
    /// Two things of one kind with one id, or one without. Args: `name`.
    DuplicateId = "duplicate-id", Error;
    /// A cap above whatever health can be. Args: `name`, `max`, `highest`.
    CapWithoutEffect = "cap-without-effect", Warning;
    /// A signal that no play follows. Args: `name`.
    SignalWithoutPlay = "signal-without-play", Warning;
    /// Anything else that cannot be scored. Args: `fault`.
    Refused = "refused", Error;
    /// Few accounts have data for a measure. Args: `name`, `share`, `count`, `of`.
    LittleCoverage = "little-coverage", Warning;
    /// A cap that lowers no account at all. Args: `name`, `holds`, `of`.
    CapNever = "cap-never", Note;
    /// A cap that lowers every account. Args: `name`, `of`.
    CapAlways = "cap-always", Warning;
    /// A measure that scores all accounts alike. Args: `name`, `score`, `of`.
    SameScore = "same-score", Note;
}

/// What a sentence names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// As it is written in the document.
    Text(String),
    /// A name in both languages.
    Named(Bilingual),
    /// A number of the document, perhaps without end.
    Number(f64),
    /// How many.
    Count(u32),
    /// A share, 0 to 1.
    Share(f64),
    /// A band.
    Band(BandId),
    /// A short name of a fault: the code of a [`ModelErrorCode`](perennial_model::ModelErrorCode).
    Fault(&'static str),
}

/// How a fix mends. Its text form is kebab-case and stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixKind {
    /// The one before reaches up to the next.
    CloseGap,
    /// The one before ends where the next begins.
    CutOverlap,
    /// The ends become 0 and 100.
    Hold,
    /// Brought into order.
    Sort,
    /// What it names is exchanged: ends, or the direction.
    Turn,
    /// Taken away, with what refers to it alone.
    Remove,
    /// A weight as the others have.
    GiveWeight,
    /// All weigh the same.
    WeighAlike,
    /// Weights in the same proportions that add up to 100.
    Rescale,
    /// Percentages as shares.
    DivideBy100,
    /// The most similar name that exists.
    Rename,
    /// What ships.
    UseDefault,
    /// A play with one task, to be filled in.
    AddPlay,
}

impl FixKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::CloseGap,
        Self::CutOverlap,
        Self::Hold,
        Self::Sort,
        Self::Turn,
        Self::Remove,
        Self::GiveWeight,
        Self::WeighAlike,
        Self::Rescale,
        Self::DivideBy100,
        Self::Rename,
        Self::UseDefault,
        Self::AddPlay,
    ];

    /// The stable name; its words are `value-fix-CODE`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CloseGap => "close-gap",
            Self::CutOverlap => "cut-overlap",
            Self::Hold => "hold",
            Self::Sort => "sort",
            Self::Turn => "turn",
            Self::Remove => "remove",
            Self::GiveWeight => "give-weight",
            Self::WeighAlike => "weigh-alike",
            Self::Rescale => "rescale",
            Self::DivideBy100 => "divide-by-100",
            Self::Rename => "rename",
            Self::UseDefault => "use-default",
            Self::AddPlay => "add-play",
        }
    }
}

/// One way to mend a finding: `model.patched(&fix.patches)`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// How it mends.
    pub kind: FixKind,
    /// Edits to be made one after the other, all or none. Positions in their paths are those of the document that
    /// was looked at, so that after another edit the document has to be looked at again.
    pub patches: Vec<Patch>,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// Where in the document.
    pub path: DocPath,
    /// What its sentence names.
    pub args: Vec<(&'static str, Arg)>,
    /// Ways to mend it, the likeliest first; empty where only the author can know.
    pub fixes: Vec<Fix>,
    /// Faults of validation at or below this path are told by the finding.
    pub(crate) covers: DocPath,
}

impl Finding {
    pub(crate) fn new(rule: Rule, path: DocPath) -> Self {
        Self {
            rule,
            covers: path.clone(),
            path,
            args: Vec::new(),
            fixes: Vec::new(),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }

    pub(crate) fn covering(mut self, path: &DocPath) -> Self {
        self.covers = path.clone();
        self
    }

    pub(crate) fn fix(mut self, kind: FixKind, patches: Vec<Patch>) -> Self {
        self.fixes.push(Fix { kind, patches });
        self
    }
}
