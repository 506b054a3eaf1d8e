// The project's benchmark: makes the workload, serves the build on this machine, runs each engine in a Chromium of its
// own, and prints times, ratios and budgets. `cargo xtask bench` calls it with everything built:
//
//   node bench.mjs --site dist --wire DIR --work DIR [--shared DIR] [--size M] [--reps 5] [--chromium PROGRAM]
//
// With --shared, a folder that holds the adapter of DuckDB-WASM, both run in turns and their answers must agree.
// Ends with 1 when an answer is wrong; a budget that is missed is printed and does not fail, as machines differ.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { withPage } from './chromium.mjs';
import { large } from './large.mjs';
import { duckdb } from './duckdb.mjs';
import { generate } from './generate.mjs';
import { slide } from './slider.mjs';
import { SIZES } from './workload.mjs';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const options = Object.fromEntries(
  process.argv.slice(2).flatMap((word, i, all) => (word.startsWith('--') ? [[word.slice(2), all[i + 1]]] : [])),
);
const { site, wire, work, shared, size = 'M', chromium = 'chromium' } = options;
const reps = Number(options.reps ?? 5);

// Milliseconds at most, by size; `times` compares with DuckDB-WASM in the same run.
const BUDGETS = {
  M: { 'metrics again': { ms: 10 }, 'history again': { ms: 100 }, ingest: { times: 0.5 } },
  A: { rescore: { ms: 4 }, stages: { ms: 100 }, 'stages history': { ms: 2000 } },
  L: { ingest: { times: 0.35 } },
};
const PHASES = [
  ['start', 'start-up to ready'],
  ['ingest', 'import'],
  ['metrics', '12 metrics, first time'],
  ['metrics again', '12 metrics'],
  ['score', 'score'],
  ['rescore', 're-score, other weights'],
  ['history', '24 month-ends, first time'],
  ['history again', '24 month-ends'],
  ['days', 'stages, all days before'],
  ['stages', 'stages and alerts, one date'],
  ['stages history', 'stages, 24 month-ends'],
  ['life first', 'lifecycle, first time'],
  ['life', 'lifecycle, one date'],
  ['life history', 'lifecycle, 24 month-ends'],
];
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

if (!SIZES[size]) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`);
// The browser knows no folder that names could be relative to.
const files = generate(size, path.resolve(work, 'data', size));
const engines = [{ name: 'Perennial', address: '/perennial.js' }];
const folders = { '/perennial/site/': site, '/perennial/wire/': wire, '/perennial/': here, '/': here };
const other = shared ? await duckdb(shared, path.join(work, 'duckdb')) : null;
if (other) {
  engines.push({ name: 'DuckDB-WASM', address: other.address });
  Object.assign(folders, other.folders);
}

const server = serve(folders);
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const url = `http://127.0.0.1:${server.address().port}/page.html`;
const runs = Object.fromEntries(engines.map(({ name }) => [name, []]));
for (let rep = 1; rep <= reps; rep += 1) {
  for (const { name, address } of engines) {
    const busy = await quiet();
    const result = await withPage(chromium, url, async (page) => {
      await page.setFiles('#files', files);
      return page.evaluate(`runEngine(${JSON.stringify(address)})`);
    });
    runs[name].push(result);
    const times = PHASES.filter(([phase]) => phase in result.times).map(([phase]) => `${phase} ${number(result.times[phase])}`);
    console.log(`${name.padEnd(12)} ${rep}/${reps}  ${times.join(', ')}  (machine ${Math.round(busy * 100)} % busy before)`);
  }
}
const slides = [];
const larges = [];
for (let rep = 1; rep <= reps; rep += 1) {
  await quiet();
  if (size === 'L') larges.push(await large(chromium, url.replace('/page.html', ''), files));
  else slides.push(await slide(chromium, url.replace('/page.html', ''), files));
}
server.close();
fs.writeFileSync(path.join(work, `results-${size}.json`), JSON.stringify(runs, null, 1));
const wrong = report();
process.exit(wrong ? 1 : 0);

function report() {
  const { accounts, usage } = SIZES[size];
  const bytes = files.reduce((all, name) => all + fs.statSync(name).size, 0);
  console.log(`\n${accounts} accounts, ${usage} usage rows, ${(bytes / 1e6).toFixed(1)} MB; ${os.cpus().length} cores (${os.cpus()[0].model.trim()}); medians of ${reps}, milliseconds\n`);
  const medians = (name, phase) => median(runs[name].map(({ times }) => times[phase]));
  const names = engines.map(({ name }) => name);
  console.log(`${''.padEnd(28)}${names.map((name) => name.padStart(14)).join('')}${other ? 'ratio'.padStart(9) : ''}  budget`);
  for (const [phase, title] of PHASES) {
    const own = medians('Perennial', phase);
    const ratio = other ? own / medians('DuckDB-WASM', phase) : NaN;
    const cells = names.map((name) => number(medians(name, phase)).padStart(14)).join('');
    console.log(`${title.padEnd(28)}${cells}${other ? (Number.isFinite(ratio) ? ratio.toFixed(3) : '').padStart(9) : ''}  ${verdict(BUDGETS[size]?.[phase], own, ratio)}`);
  }
  if (slides.length > 0) reportSlides();
  if (larges.length > 0) reportLarges();
  return disagreements();
}

// A slider of the model room dragged for some seconds, one move per frame: medians of the runs.
function reportSlides() {
  const of = (key, at) => median(slides.map((run) => (at === undefined ? run[key] : run[key][at])));
  const line = (title, key) => console.log(`${title.padEnd(44)}${number(of(key, 0)).padStart(8)}${number(of(key, 1)).padStart(12)}`);
  console.log(`\na slider dragged, ms${''.padEnd(24)}  median  95th percentile`);
  line('between frames', 'frame');
  line('main thread, per move', 'handler');
  line('answer of the worker, there and back', 'answer');
  console.log(`${of('answers').toFixed(0)} answers a second, ${of('drawn').toFixed(0)} changes drawn`);
}

// A large workspace in the app itself: import, what the interface does meanwhile, memory, opening again.
function reportLarges() {
  const line = (title, key, unit, most) => {
    const value = median(larges.map((run) => run[key]));
    console.log(`${title.padEnd(58)}${number(value).padStart(8)} ${unit}  ${value <= most ? 'within' : 'EXCEEDS'} ${most} ${unit}`);
  };
  console.log('\nin the app');
  console.log(`import, from the word to the report ${number(median(larges.map((run) => run.imported)))} ms, until saved ${number(median(larges.map((run) => run.saved)))} ms`);
  line('longest time in which the interface did not answer', 'longest', 'ms', 50);
  line('memory of the page at most, beyond the empty app', 'memory', 'MB', 800);
  line('opened again, scored and on screen', 'reopened', 'ms', 2000);
}

function verdict(budget, own, ratio) {
  if (budget?.ms) return `${own <= budget.ms ? 'within' : 'EXCEEDS'} ${budget.ms} ms`;
  if (budget?.times && other) return `${ratio <= budget.times ? 'within' : 'EXCEEDS'} ${budget.times} of DuckDB-WASM`;
  return budget ? 'not compared' : '';
}

// Counts equal, sums equal to nine digits: between all runs, and with what native DuckDB answered once.
function disagreements() {
  const answers = JSON.parse(fs.readFileSync(path.join(here, 'expected.json'), 'utf8'));
  const expected = answers[size] ?? Object.values(runs).at(-1)[0];
  const all = engines.flatMap(({ name }) => runs[name].map((result, i) => ({ name: `${name} ${i + 1}`, ...result })));
  const wrong = all.flatMap(({ name, rows, checks }) => {
    const problems = Object.entries(expected.checks).filter(([phase, { bands, sum }]) => {
      const found = checks[phase];
      return String(found.bands) !== String(bands) || Math.abs(found.sum / sum - 1) > 1e-9;
    });
    if (String(rows) !== String(expected.rows)) problems.push(['rows', expected.rows]);
    return problems.map(([phase]) => `${name}: ${phase} is ${JSON.stringify(checks[phase] ?? rows)}, expected ${JSON.stringify(expected.checks[phase] ?? expected.rows)}`);
  });
  console.log(wrong.length > 0 ? `\nWRONG\n${wrong.join('\n')}` : '\nall answers agree with those of ' + (answers[size] ? 'native DuckDB' : Object.keys(runs).at(-1)) + ': rows, counts by band, sums to 1e-9');
  return wrong.length > 0;
}

// Files of the given folders, never cached; isolated, so that the browser's clock is fine enough.
function serve(served) {
  const prefixes = Object.keys(served).sort((a, b) => b.length - a.length);
  return http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const prefix = prefixes.find((start) => pathname.startsWith(start));
    const name = path.join(served[prefix], pathname.slice(prefix.length));
    fs.readFile(name, (error, bytes) => {
      response.writeHead(error ? 404 : 200, {
        'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      });
      response.end(error ? undefined : bytes);
    });
  });
}

// Waits, for half a minute at most, until the machine has little else to do; gives how busy it was.
async function quiet() {
  const sample = () => {
    const times = os.cpus().map(({ times }) => times);
    const total = times.reduce((all, t) => all + t.user + t.nice + t.sys + t.irq + t.idle, 0);
    return { total, idle: times.reduce((all, t) => all + t.idle, 0) };
  };
  for (let tries = 0; ; tries += 1) {
    const before = sample();
    await new Promise((next) => setTimeout(next, 1000));
    const after = sample();
    const busy = 1 - (after.idle - before.idle) / (after.total - before.total);
    if (busy < 0.2 || tries === 30) return busy;
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

// The other engine has no customer's life.
function number(ms) {
  if (!Number.isFinite(ms)) return '–'; // a phase that this engine or size does not have
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2);
}
