// Frame times of the model room while a slider is dragged, on the app itself: one move per frame, as a hand makes them.
// What is measured: the time between frames, how long the main thread is busy in each (handling the move, drawing the
// answer), how long an answer takes from question to message, and how many answers were drawn a second.
import { withPage } from './chromium.mjs';

const FRAMES = 300;

// Before the app starts: notes when the worker is asked and when it answers.
const WATCH = `
  globalThis.asked = [];
  const Own = globalThis.Worker;
  globalThis.Worker = class extends Own {
    constructor(...rest) {
      super(...rest);
      this.addEventListener('message', () => { const last = asked.at(-1); if (last && !last.end) last.end = performance.now(); });
    }
    postMessage(...rest) { asked.push({ start: performance.now() }); return super.postMessage(...rest); }
  };`;

const DRAG = `(async () => {
  const wait = (ms) => new Promise((next) => setTimeout(next, ms));
  const sliders = () => [...document.querySelectorAll('.weights__row--measure input[type=range]')];
  for (let tries = 0; sliders().length === 0; tries += 1) { if (tries > 600) throw new Error('no sliders: ' + document.body.innerText.slice(0, 400)); await wait(100); }
  await wait(3000);
  const panel = document.querySelector('[data-testid=effect]');
  let drawn = 0;
  new MutationObserver(() => { drawn += 1; }).observe(panel, { childList: true, subtree: true, characterData: true, attributes: true });
  const slider = sliders()[0];
  slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const frames = [], busy = [];
  asked.length = 0;
  const channel = new MessageChannel();
  let last = await new Promise(requestAnimationFrame);
  const began = last;
  for (let frame = 0; frame < ${FRAMES}; frame += 1) {
    const start = performance.now();
    set.call(slider, String(50 + 45 * Math.sin(frame / 12)));
    slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await Promise.resolve();
    busy.push(performance.now() - start);
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  const seconds = (last - began) / 1000;
  const answers = asked.filter(({ end }) => end).map(({ start, end }) => end - start);
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
  return { frame: [at(frames, 0.5), at(frames, 0.95)], handler: [at(busy, 0.5), at(busy, 0.95)], answer: [at(answers, 0.5), at(answers, 0.95)], answers: answers.length / seconds, drawn: drawn / seconds };
})()`;

// Imports the files by the engine's own page, so that the workspace is there, then opens the room over it.
export async function slide(chromium, origin, files) {
  return withPage(chromium, `${origin}/page.html`, async (page) => {
    await page.setFiles('#files', files);
    await page.evaluate(`(async () => {
      const { default: make } = await import('/perennial.js');
      const list = [...document.querySelector('#files').files];
      const engine = await make({});
      await engine.ingest(Object.fromEntries(list.map((file) => [file.name.replace('.csv', ''), file])));
      await engine.saved();
      engine.close();
    })()`);
    await page.before(WATCH);
    await page.go(`${origin}/perennial/site/index.html#/model?on=2025-06-30`);
    return page.evaluate(DRAG);
  });
}
