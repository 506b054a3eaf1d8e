// Scores rows for the widget: the small form of the library, without documents of models and without stages.
import * as wasm from "./scoring_glue.js";
import { accountOf, asked, sinceOf } from "./input.js";

let started;

/** Loads the wasm, once. */
export function init() {
  started ??= wasm.default({ module_or_path: new URL("./scoring.wasm", import.meta.url) });
  return started;
}

/** The snapshot of an account, without stage, task and renewal. */
export function snapshot(input) {
  return wasm.snapshot(...asked(input), accountOf(input), sinceOf(input));
}
