//! Cutting a compiled module at its split points (`#[wasm_split]`): a first module, and parts that it loads
//! when they are wanted.
//!
//! The linker keeps its relocations (`--emit-relocs`), by which the splitter tells who needs what; it runs before
//! wasm-bindgen, which sees the first module alone. The splitter's own loader is not used: it imports the glue that
//! imports it, so neither could carry the other's hash in its name, and it insists on a MIME type. Ours
//! (`parts.js`) becomes a part of the glue.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use wasm_split_cli_support::Options;

/// The module that the first module imports its loaders from, until [`link`] puts them into the glue.
const LINK_MODULE: &str = "./__wasm_split.js";
/// The loaders, without the names of what they load.
const PARTS_JS: &str = include_str!("parts.js");
/// What the first module calls to have a split point's part loaded: this and the name in `#[wasm_split(name)]`.
const LOADER_PREFIX: &str = "__wasm_split_load_";

/// A module in pieces, on disk.
#[derive(Debug)]
pub(crate) struct Cut {
    /// The first module, for wasm-bindgen.
    pub(crate) main: PathBuf,
    /// What it loads later.
    pub(crate) parts: Vec<Part>,
}

/// A module that is loaded later.
#[derive(Debug)]
pub(crate) struct Part {
    /// What it is called: the split point that needs it; `shared-…` for what several need.
    pub(crate) name: String,
    /// The split points that need it.
    pub(crate) needed_by: Vec<String>,
    /// Where it is.
    pub(crate) wasm: PathBuf,
}

/// Cuts a module, into `out`.
pub(crate) fn cut(compiled: &Path, out: &Path) -> Result<Cut> {
    let wasm = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let main = out.join("first.wasm");
    let mut options = Options::new(&wasm);
    options.output_dir = out;
    options.main_out_path = &main;
    options.link_name = LINK_MODULE;
    let done = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("splitting {}", compiled.display()))?;

    let mut needed_by: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let files_of: BTreeMap<String, Vec<String>> = done.prefetch_map.into_iter().collect();
    for (split, files) in files_of {
        for file in files {
            needed_by.entry(file).or_default().push(split.clone());
        }
    }
    let mut parts = Vec::new();
    for (file, splits) in needed_by {
        parts.push(Part {
            name: match splits.as_slice() {
                [split] => split.clone(),
                several => format!("shared-{}", several.join("-")),
            },
            needed_by: splits,
            wasm: out.join(format!("{file}.wasm")),
        });
    }
    // What several need comes first: the others are instantiated after it.
    parts.sort_by_key(|part| (std::cmp::Reverse(part.needed_by.len()), part.name.clone()));
    Ok(Cut { main, parts })
}

/// Puts the loaders into the glue: `parts` are file names, in the order they are instantiated, and who needs them.
pub(crate) fn link(glue: &str, parts: &[(String, Vec<String>)]) -> Result<String> {
    // One line for each loader, every one of the whole module under a name of its own.
    let (imports, rest): (Vec<&str>, Vec<&str>) = glue
        .lines()
        .partition(|line| line.starts_with("import * as ") && line.contains(LINK_MODULE));
    let variables: Vec<&str> = imports
        .iter()
        .filter_map(|line| line.split(' ').nth(3))
        .collect();
    if variables.is_empty() {
        bail!("the glue imports no {LINK_MODULE}; has wasm-bindgen changed how it writes imports?");
    }

    let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (file, needed_by) in parts {
        for split in needed_by {
            files
                .entry(split)
                .or_default()
                .push(format!("\"./{file}\""));
        }
    }
    let mut loaders: String = PARTS_JS
        .lines()
        .filter(|line| !line.starts_with("//"))
        .flat_map(|line| [line.trim_start(), "\n"])
        .collect();
    loaders += "const partLoaders = {\n";
    for (split, files) in files {
        loaders += &format!(
            "{LOADER_PREFIX}{split}: partLoader({}),\n",
            files.join(", ")
        );
    }
    loaders += "};\n";
    for variable in variables {
        loaders += &format!("const {variable} = partLoaders;\n");
    }
    Ok(loaders + &rest.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaders_take_the_place_of_the_import_and_know_what_each_split_needs() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\n\
                    import * as import2 from \"./__wasm_split.js\"\n\nlet wasm;\n";
        let both = || vec!["a".to_owned(), "b".to_owned()];
        let parts = [
            ("x-shared-1.wasm".to_owned(), both()),
            ("x-a-2.wasm".to_owned(), vec!["a".to_owned()]),
        ];
        let linked = link(glue, &parts).unwrap();
        assert!(!linked.contains("import * as"), "{linked}");
        for there in [
            "const import1 = partLoaders;",
            "const import2 = partLoaders;",
            "let wasm;",
            "__wasm_split_load_a: partLoader(\"./x-shared-1.wasm\", \"./x-a-2.wasm\"),",
            "__wasm_split_load_b: partLoader(\"./x-shared-1.wasm\"),",
        ] {
            assert!(linked.contains(there), "{there}\n{linked}");
        }
    }

    #[test]
    fn glue_that_asks_for_no_part_is_an_error() {
        assert!(link("let wasm;\n", &[]).is_err());
    }
}
