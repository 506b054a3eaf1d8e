// A workspace of ten million rows in the app itself, as a user has it: files chosen, imported by the button, saved, opened
// again. What is measured: how long each takes, the longest time in which the interface did not answer meanwhile, and the
// memory of the page with its workers.
import fs from 'node:fs';
import { withPage } from './chromium.mjs';

const MB = 1024 * 1024;

// Notes the longest time between two turns of the main thread, which should come every 4 ms.
const WATCH = `
  globalThis.longest = 0;
  { let last = performance.now();
    setInterval(() => { const now = performance.now(); globalThis.longest = Math.max(globalThis.longest, now - last); last = now; }, 4); }`;

const until = (condition, seconds) => `(async () => {
  const began = performance.now();
  while (!(${condition})) {
    if (performance.now() - began > ${seconds} * 1000) throw new Error('waited in vain for ' + ${JSON.stringify(condition)} + ': ' + document.body.innerText.slice(0, 400));
    await new Promise((next) => setTimeout(next, 10));
  }
  return performance.now() - began;
})()`;
const IMPORT = `[...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Import' && !button.disabled)`;
const SAVED = `document.querySelector('[data-testid=status]')?.innerText.trim() === 'on this device · saved'`;

export async function large(chromium, origin, files) {
  return withPage(chromium, `${origin}/page.html`, async (page) => {
    await page.before(WATCH);
    await page.go(`${origin}/perennial/site/index.html`);
    await page.evaluate(until(`document.querySelector('input[type=file]')`, 30));
    await page.evaluate('new Promise((next) => setTimeout(next, 4000))'); // a standing page has loaded what it will need
    const before = memory(page.pid);
    await page.evaluate('globalThis.longest = 0');
    await page.setFiles('input[type=file]', files);
    await page.evaluate(until(IMPORT, 120));
    const clicked = await page.evaluate(`(${IMPORT}.click(), performance.now())`);
    await page.evaluate(until(`document.querySelector('[data-testid=import-tables]')`, 300));
    const imported = await page.evaluate(`performance.now() - ${clicked}`);
    await page.evaluate(until(SAVED, 300));
    const saved = await page.evaluate(`performance.now() - ${clicked}`);
    const longest = await page.evaluate('globalThis.longest');
    const most = memory(page.pid);
    if (process.env.SAY) console.log({ imported, saved, longest, most: most.peak / MB, before: before.now / MB });
    await page.go('about:blank');
    await page.go(`${origin}/perennial/site/index.html#/portfolio?on=2025-06-30`);
    await page.evaluate(until(`document.querySelector('[data-testid=bands]')`, 120));
    const reopened = await page.evaluate('performance.now()');
    return { imported, saved, longest, memory: (most.peak - before.now) / MB, reopened };
  });
}

// Bytes of the largest process of a page below the browser's: now, and at its most.
function memory(browser) {
  const parents = new Map();
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(pid), Number(fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBelow = (pid) => pid === browser || (parents.has(pid) && isBelow(parents.get(pid)));
  const pages = [...parents.keys()].filter((pid) => isBelow(pid) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'));
  const of = (pid) => {
    const text = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name) => Number(text.match(new RegExp(`${name}:\\s+(\\d+)`))?.[1] ?? 0) * 1024;
    return { now: kilobytes('VmRSS'), peak: kilobytes('VmHWM') };
  };
  return pages.map(of).reduce((most, one) => (one.peak > most.peak ? one : most), { now: 0, peak: 0 });
}
