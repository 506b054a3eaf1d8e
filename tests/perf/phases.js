// Runs one engine through the phases and times each, in milliseconds of wall time as the page sees it: every phase
// includes the way to the worker and back.
import { AS_OF, MONTH_ENDS, RESCORES, SIZES, daysBefore, weights } from './workload.mjs';

// How often warm phases are repeated; their median counts.
const REPEATS = 11;

export async function run(make, files) {
  const times = {};
  const timed = async (name, work) => {
    globalThis.doing = name;
    const start = performance.now();
    const value = await work();
    times[name] = performance.now() - start;
    return value;
  };
  const median = async (name, count, work) => {
    globalThis.doing = name;
    const taken = [];
    for (let k = 1; k <= count; k += 1) {
      const start = performance.now();
      await work(k);
      taken.push(performance.now() - start);
    }
    times[name] = taken.sort((a, b) => a - b)[count >> 1];
  };
  const checks = {};
  // Loads and starts everything, up to the first answer.
  const engine = await timed('start', () => make({}));
  const rows = await timed('ingest', () => engine.ingest(files));
  const repeats = rows[1] <= SIZES.A.usage ? REPEATS : 1;
  await timed('metrics', () => engine.metrics(AS_OF));
  checks.score = await timed('score', () => engine.score(weights(0)));
  await median('rescore', RESCORES, async (k) => {
    const totals = await engine.rescore(weights(k));
    if (k === 1) checks.rescore = totals;
  });
  await median('metrics again', repeats, () => engine.metrics(AS_OF));
  const months = await timed('history', () => engine.history(MONTH_ENDS, weights(0)));
  checks.history = {
    bands: [0, 1, 2].map((band) => sum(months.map((month) => month.bands[band]))),
    sum: sum(months.map((month) => month.sum)),
  };
  await median('history again', repeats, () => engine.history(MONTH_ENDS, weights(0)));
  // Size L is about rows: its customers are those of A, whose life is measured there.
  if (engine.stages && rows[1] <= SIZES.A.usage) {
    // The first time works out all days before, which every later answer reads.
    const [customers] = await timed('days', () => engine.stages([AS_OF]));
    if (customers !== sum(checks.score.bands)) throw new Error(`stages of ${customers} customers`);
    await median('stages', REPEATS, (k) => engine.stages([daysBefore(AS_OF, k)]));
    await median('stages history', REPEATS, async () => {
      const then = await engine.stages(MONTH_ENDS);
      const all = months.map(({ bands }) => sum(bands));
      if (String(then) !== String(all)) throw new Error(`stages of ${then} customers, not of ${all}`);
    });
  }
  // The screen shows a board, and makes tasks: at more customers it takes too long to be measured each time.
  if (engine.life && rows[0] <= SIZES.M.accounts) {
    const [customers] = await timed('life first', () => engine.life([AS_OF]));
    if (customers !== sum(checks.score.bands)) throw new Error(`stages of ${customers} customers`);
    await median('life', 5, (k) => engine.life([daysBefore(AS_OF, k)]));
    await timed('life history', () => engine.life(MONTH_ENDS));
  }
  return { version: engine.version, rows, times, checks };
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
