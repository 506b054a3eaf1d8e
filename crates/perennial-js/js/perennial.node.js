// The library in Node: the wasm is read when this is imported.
import { readFileSync } from "node:fs";
import { initSync } from "./perennial_glue.js";
import { started } from "./calls.js";

export { alerts, card, change, explain, lifecycle, metrics, model, models, score, snapshot } from "./calls.js";

initSync({ module: readFileSync(new URL("./perennial.wasm", import.meta.url)) });
started();

export function init() {
  return Promise.resolve();
}
