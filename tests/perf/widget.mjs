// How long after its script the card is painted, beside a custom element that is empty: a new browser each time, the
// files from this machine. Prints medians.
//   node widget.mjs --package target/npm --snapshot full.json --chromium /usr/bin/chromium [--reps 5]
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { withPage } from './chromium.mjs';

// SPEC §15 and the widget's issue: from the script to the first paint.
const BUDGET_MS = 100;

const options = Object.fromEntries(
  process.argv.slice(2).flatMap((arg, at, all) => (arg.startsWith('--') ? [[arg.slice(2), all[at + 1]]] : [])),
);
const reps = Number(options.reps ?? 5);
const snapshot = fs.readFileSync(options.snapshot, 'utf8');
const TYPES = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm' };
// An element with a shadow root, a style sheet and a text: the least that any card would do.
const EMPTY = `const sheet = new CSSStyleSheet(); sheet.replaceSync('p { color: gray }');
  customElements.define('empty-card', class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      root.append(document.createElement('p'));
      this.dispatchEvent(new CustomEvent('painted', { bubbles: true }));
    }
  });`;
const page = (tag, script, told) => `<!doctype html><meta charset="utf-8"><title>card</title>
  <link rel="icon" href="data:,"><${tag} id="card"></${tag}>
  <script type="module">
    addEventListener('unhandledrejection', ({ reason }) => { globalThis.failed = String(reason); });
    const card = document.getElementById('card');
    card.setAttribute('data', ${JSON.stringify(JSON.stringify(JSON.parse(snapshot)))});
    const drawn = new Promise((resolve) => addEventListener('${told}', resolve, { once: true }));
    const asked = performance.now();
    await import('./${script}');
    const script = performance.now();
    await drawn;
    // A frame that begins after it was drawn, and the next, by which it is on the screen.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const painted = performance.now();
    globalThis.times = [painted - script, painted - asked];
    globalThis.isReady = true;
  </script>`;
const made = {
  'card.html': page('perennial-health', 'health.js', 'perennial-health-ready'),
  'empty.html': page('empty-card', 'empty.js', 'painted'),
  'empty.js': EMPTY,
};

const server = http.createServer((request, response) => {
  const name = path.basename(request.url.split('?')[0]);
  const file = path.join(options.package, name);
  if (!made[name] && !fs.existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': TYPES[name.split('.').pop()] ?? 'text/plain' });
  response.end(made[name] ?? fs.readFileSync(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const times = { card: [], empty: [] };
for (let rep = 0; rep < reps; rep += 1) {
  for (const name of ['empty', 'card']) {
    const url = `http://127.0.0.1:${server.address().port}/${name}.html`;
    times[name].push(await withPage(options.chromium, url, ({ evaluate }) => evaluate('times')));
  }
}
server.close();
const median = (name, at) => times[name].map((both) => both[at]).sort((a, b) => a - b)[Math.floor(reps / 2)];
for (const name of ['empty', 'card'])
  console.log(`${name.padEnd(6)} painted ${median(name, 0).toFixed(0)} ms after its script, ${median(name, 1).toFixed(0)} ms after it was asked for`);
// Machines differ: a budget that is missed is said, and fails nothing.
console.log(`${median('card', 0) <= BUDGET_MS ? 'within' : 'EXCEEDS'} ${BUDGET_MS} ms`);
