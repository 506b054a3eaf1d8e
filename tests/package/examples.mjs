// Runs every JavaScript example of the package's README against the package itself, in Node.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const readme = readFileSync(join(folder, "README.md"), "utf8");
const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
assert.ok(examples.length >= 2, "the README has examples");

const library = pathToFileURL(join(folder, "perennial.node.js")).href;
const said = [];
console.log = (...words) => said.push(words.join(" "));
for (const code of examples) {
  const module = code.replaceAll('"perennial-health"', JSON.stringify(library));
  await import(`data:text/javascript,${encodeURIComponent(module)}`);
}
assert.match(said[0], /^Acme \d+(\.\d+)? (green|yellow|red|grey)$/);
assert.equal(said[1], "true");
assert.equal(said[2], "rows-value usage[0].date");
