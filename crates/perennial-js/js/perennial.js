// The library in browsers, workers and bundlers.
import start from "./perennial_glue.js";
import { started } from "./calls.js";

export { alerts, card, change, explain, lifecycle, metrics, model, models, score, snapshot } from "./calls.js";

let starting;

export function init(source) {
  const wasm = source ?? new URL("./perennial.wasm", import.meta.url);
  starting ??= start({ module_or_path: wasm }).then(started, (error) => {
    starting = undefined; // so that one can try again
    throw error;
  });
  return starting;
}
