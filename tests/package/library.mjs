// The package in Node: it exports what it declares, says what it says elsewhere, and faults have codes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const library = await import(pathToFileURL(join(folder, "perennial.node.js")).href);
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

const types = readFileSync(join(folder, "perennial.d.ts"), "utf8");
const declared = [...types.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
assert.deepEqual(declared.sort(), Object.keys(library).sort());
const inBrowsers = readFileSync(join(folder, "perennial.js"), "utf8");
for (const name of declared) assert.ok(inBrowsers.includes(name), name);

const input = read("../hosts/rows.json");
const [account] = library.score(input).accounts;
const snapshot = library.snapshot(input);
assert.equal(snapshot.health.value, account.health);
assert.equal(library.explain(input).value, account.health);
assert.equal(library.lifecycle(input).accounts[0].stage.id, snapshot.stage.id);
assert.ok(Array.isArray(library.alerts(input).alerts));
const change = library.change({ ...input, since: snapshot.change.since });
assert.equal(change.difference, snapshot.change.difference);
assert.ok(library.metrics().length >= 40);
const [first] = library.models();
const model = library.model("quick-start");
assert.equal(library.score({ ...input, model }).accounts[0].health, account.health);
assert.equal(library.score({ ...input, model: JSON.stringify(model) }).accounts[0].health, account.health);
assert.equal(library.score({ ...input, model: undefined }).model.id, first);
assert.match(library.card(snapshot, { format: "svg", lang: "zh" }), /^<svg[^>]*lang="zh-CN"/);
assert.match(library.card(snapshot), /^<div class="perennial-health-card"/);

// What a page does to every object is no part of what it gives.
Object.prototype.model = "none-such";
Object.prototype.since = "never";
assert.equal(library.snapshot({ rows: input.rows, model: "quick-start", as_of: input.as_of, since: undefined }).health.value, account.health);
delete Object.prototype.model;
delete Object.prototype.since;

const cyclic = {};
cyclic.accounts = cyclic;
const faults = [
  [{ ...input, rows: undefined }, "rows-syntax"],
  [{ ...input, rows: cyclic }, "rows-syntax"],
  [{ ...input, rows: { useage: [] } }, "rows-table", "useage"],
  [{ ...input, rows: { accounts: [{ account_id: "A", arr: NaN }] } }, "rows-value", "accounts[0].arr"],
  [{ ...input, as_of: "today" }, "date", "as_of"],
  [{ ...input, as_of: undefined }, "date", "as_of"],
  [{ ...input, model: "none-such" }, "model-unknown-name"],
  [{ ...input, model: { ...model, surprise: 1 } }, "model-syntax"],
  [{ ...input, account: "B" }, "rows-no-account"],
  [undefined, "rows-syntax"],
];
for (const [wrong, code, path] of faults) {
  assert.throws(
    () => library.snapshot(wrong),
    (error) => error instanceof Error && error.code === code && (path === undefined || error.path === path),
    `${code} ${path}`,
  );
}
assert.throws(() => library.card("{"), { code: "snapshot-syntax" });
