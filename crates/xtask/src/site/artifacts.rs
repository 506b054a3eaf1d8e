//! The table of wasm artifacts: what is built from which package, and how. A new lazily loaded worker is a new row.

/// How a wasm module starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// On the page itself, by `boot-<hash>.js`.
    Main,
    /// In a module worker of its own; the app finds it through `<meta name="perennial-<name>">`.
    Worker,
    /// By whoever imports it: a module of the package.
    Library,
    /// In a module worker that another worker starts when it needs it. What is built after it is told its loader's
    /// name by the environment variable `PERENNIAL_<NAME>`, so that nothing that loads first names it.
    Helper,
}

/// One wasm module of the app.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Artifact {
    /// Start of its file names, and of its budget's name.
    pub(crate) name: &'static str,
    /// The package whose binary it is.
    pub(crate) package: &'static str,
    /// The cargo profile of the release build.
    pub(crate) profile: &'static str,
    /// What wasm-opt does to the release build. Feature flags stay away: wasm-opt reads the `target_features`
    /// section, and with `--all-features` it writes modules that Chromium rejects.
    pub(crate) wasm_opt: &'static str,
    /// What rustc is told besides, in a release: wider instructions make the worker smaller, and every browser has
    /// had them since 2023.
    pub(crate) rustc: &'static [&'static str],
    /// How it starts.
    pub(crate) kind: Kind,
    /// Whether it says where it may be cut (feature `split`).
    pub(crate) has_parts: bool,
    /// What cargo is told besides: features.
    pub(crate) cargo: &'static [&'static str],
}

impl Artifact {
    /// What cargo builds of the package: its program, or its library.
    pub(crate) fn target(&self) -> Vec<&'static str> {
        match self.kind {
            Kind::Library => vec!["--lib"],
            Kind::Main | Kind::Worker | Kind::Helper => vec!["--bin", self.package],
        }
    }

    /// The file that cargo makes.
    pub(crate) fn file(&self) -> String {
        match self.kind {
            Kind::Library => format!("{}.wasm", self.package.replace('-', "_")),
            Kind::Main | Kind::Worker | Kind::Helper => format!("{}.wasm", self.package),
        }
    }
}

/// Instructions on 128 bits at once.
pub(crate) const WIDE: &[&str] = &["-Ctarget-feature=+simd128"];

/// Everything the app consists of, helpers before those that start them.
pub(crate) const ARTIFACTS: &[Artifact] = &[
    Artifact {
        name: "app",
        package: "perennial-web",
        profile: "wasm-ui",
        wasm_opt: "-Oz",
        rustc: &[],
        kind: Kind::Main,
        has_parts: true,
        cargo: &[],
    },
    Artifact {
        name: "sheet",
        package: "perennial-sheet-worker",
        profile: "wasm-engine",
        wasm_opt: "-Oz",
        rustc: WIDE,
        kind: Kind::Helper,
        has_parts: false,
        cargo: &[],
    },
    Artifact {
        name: "book",
        package: "perennial-book-worker",
        profile: "wasm-ui",
        wasm_opt: "-Oz",
        rustc: WIDE,
        kind: Kind::Helper,
        has_parts: false,
        cargo: &[],
    },
    Artifact {
        name: "worker",
        package: "perennial-worker",
        profile: "wasm-engine",
        wasm_opt: "-O3",
        rustc: WIDE,
        kind: Kind::Worker,
        has_parts: true,
        cargo: &[],
    },
];

/// What the widget draws by; small first.
pub(crate) const VIEW: Artifact = Artifact {
    name: "health",
    package: "perennial-widget",
    profile: "wasm-ui",
    wasm_opt: "-Oz",
    rustc: &[],
    kind: Kind::Library,
    has_parts: false,
    cargo: &[],
};

/// What the widget scores rows by, loaded when rows come.
pub(crate) const SCORING: Artifact = Artifact {
    name: "scoring",
    package: "perennial-js",
    cargo: &["--no-default-features"],
    ..VIEW
};

/// The library: everything.
pub(crate) const LIBRARY: Artifact = Artifact {
    name: "perennial",
    cargo: &[],
    ..SCORING
};

/// The profile of every artifact in a development build: one profile, so that shared crates build once.
pub(crate) const DEV_PROFILE: &str = "wasm-dev";
