//! The crate graph: edges that must never appear. ARCHITECTURE.md says why; this makes it so.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What a package must not reach, through our own crates or directly.
struct Rule {
    packages: &'static [&'static str],
    forbidden: &'static [&'static str],
    reason: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        packages: &["perennial-web"],
        forbidden: &[
            "perennial-engine",
            "perennial-import",
            "perennial-workbench",
            "perennial-sample",
        ],
        reason: "the page holds no data and computes no score: it asks the worker (of the model it edits the document)",
    },
    Rule {
        packages: &["perennial-widget"],
        forbidden: &["perennial-engine", "perennial-library", "web-sys", "yew"],
        reason: "the widget is small because it draws what others have computed",
    },
    Rule {
        packages: &["perennial-worker"],
        forbidden: &["yew", "gloo"],
        reason: "the worker draws nothing",
    },
    Rule {
        packages: &["perennial-worker", "perennial-web"],
        forbidden: &[
            "perennial-sheet",
            "perennial-book",
            "calamine",
            "rust_xlsxwriter",
            "zip",
        ],
        reason: "what opens and writes workbooks are programs of their own: nobody else loads them",
    },
    Rule {
        packages: &[
            "perennial-data",
            "perennial-engine",
            "perennial-lint",
            "perennial-import",
            "perennial-sheet",
            "perennial-book",
            "perennial-sample",
            "perennial-protocol",
            "perennial-workbench",
            "perennial-chart",
            "perennial-snapshot",
            "perennial-library",
        ],
        forbidden: &[
            "wasm-bindgen",
            "js-sys",
            "web-sys",
            "gloo",
            "idb",
            "yew",
            "rand",
            "getrandom",
            "tokio",
        ],
        reason: "the core is pure: no browser, no clock, no randomness, no input or output",
    },
];

/// One sentence per forbidden edge.
pub(super) fn check(metadata: &Value) -> Vec<String> {
    let graph = Graph::read(metadata);
    let mut problems = Vec::new();
    for rule in RULES {
        for package in rule.packages {
            let reached = graph.reached_from(package);
            for name in rule
                .forbidden
                .iter()
                .filter(|name| reached.contains(**name))
            {
                problems.push(format!("{package} depends on {name}: {}", rule.reason));
            }
        }
    }
    problems
}

/// Normal dependencies by package name. What foreign crates depend on is left out: in the graph that cargo prints,
/// their features are those of the whole workspace, so edges would appear that no shipped build has.
#[derive(Debug, Default)]
struct Graph(BTreeMap<String, BTreeSet<String>>);

impl Graph {
    fn read(metadata: &Value) -> Self {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let members: Vec<Value> = list(&metadata["workspace_members"]);
        let mut graph = Self::default();
        for package in list(&metadata["packages"]) {
            if !members.contains(&package["id"]) {
                continue;
            }
            let normal = list(&package["dependencies"])
                .into_iter()
                .filter(|dependency| dependency["kind"].is_null());
            let names = normal
                .filter_map(|dependency| dependency["name"].as_str().map(str::to_owned))
                .collect();
            if let Some(name) = package["name"].as_str() {
                graph.0.insert(name.to_owned(), names);
            }
        }
        graph
    }

    fn reached_from(&self, package: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![package];
        while let Some(name) = waiting.pop() {
            for dependency in self.0.get(name).into_iter().flatten() {
                if reached.insert(dependency.as_str()) {
                    waiting.push(dependency);
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Value {
        let dependencies: Vec<Value> = dependencies
            .iter()
            .map(|(name, kind)| json!({ "name": name, "kind": kind }))
            .collect();
        json!({ "id": name, "name": name, "dependencies": dependencies })
    }

    #[test]
    fn a_forbidden_crate_is_found_through_another_and_a_test_dependency_is_not_one() {
        let metadata = json!({
            "workspace_members": ["perennial-web", "perennial-chart", "perennial-data"],
            "packages": [
                package("perennial-web", &[("perennial-chart", None), ("yew", None)]),
                package("perennial-chart", &[("perennial-engine", None)]),
                package("perennial-data", &[("rand", Some("dev"))]),
            ],
        });
        let problems = check(&metadata);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with("perennial-web depends on perennial-engine:"));
    }
}
