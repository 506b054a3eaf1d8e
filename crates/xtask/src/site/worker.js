// Starts the wasm of a worker. Messages that arrive before its handler is installed would be lost: they are kept
// and delivered again once it is. If it cannot start, the page is told so by `{ error }`.
import init from "./__GLUE__";

const early = [];
const keep = (event) => early.push(event);
self.addEventListener("message", keep);
try {
  await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
  self.removeEventListener("message", keep);
  for (const { data, ports } of early) {
    self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
  }
} catch (error) {
  self.postMessage({ error: String(error?.stack ?? error) });
}
