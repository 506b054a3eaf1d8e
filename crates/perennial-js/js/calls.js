// The functions of the library, over the wasm that perennial.js or perennial.node.js has started.
import * as wasm from "./perennial_glue.js";
import { accountOf, asked, fault, sinceOf } from "./input.js";

let isReady = false;

/** Told by whoever started the wasm. */
export function started() {
  isReady = true;
}

function ready() {
  if (!isReady) throw fault("not-ready", "await init() first");
}

export function score(input) {
  ready();
  return wasm.score(...asked(input));
}

export function explain(input) {
  ready();
  return wasm.explain(...asked(input), accountOf(input));
}

export function change(input) {
  ready();
  return wasm.change(...asked(input), String(input.since), accountOf(input));
}

export function lifecycle(input) {
  ready();
  return wasm.lifecycle(...asked(input));
}

export function alerts(input) {
  ready();
  return wasm.alerts(...asked(input));
}

export function snapshot(input) {
  ready();
  return wasm.snapshot(...asked(input), accountOf(input), sinceOf(input));
}

export function card(snapshot, options = {}) {
  ready();
  const { format = "html", lang = "en", size = "full", theme = "" } = options;
  const text = typeof snapshot === "string" ? snapshot : JSON.stringify(snapshot);
  return wasm.picture(String(text), format, lang, size, theme);
}

export function metrics() {
  ready();
  return wasm.metrics();
}

export function models() {
  ready();
  return wasm.models();
}

export function model(name) {
  ready();
  return wasm.model(String(name));
}
