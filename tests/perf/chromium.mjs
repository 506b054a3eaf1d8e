// A Chromium of its own for one page, driven through a pipe: nothing to install, no port, nothing left behind.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';

// Without these it looks for servers that are not there.
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --remote-debugging-pipe'.split(' ');

// For how long a page may take to be ready, and anything that is asked of it to end.
const READY_MS = 60000;
const LIMIT_MS = 900000;

// Opens `url`, gives `use` the page, and ends the browser.
export async function withPage(program, url, use) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'perennial-bench-'));
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const call = protocol(child);
  try {
    const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
    const inPage = (method, params) => call(method, params, sessionId);
    const evaluate = async (expression) => {
      const asked = inPage('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const answer = await within(LIMIT_MS, asked, async () => {
        const { result } = await inPage('Runtime.evaluate', { expression: 'String(globalThis.doing)' });
        return `nothing came back while the page was doing: ${result.value}`;
      });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
      return answer.result.value;
    };
    await inPage('Page.navigate', { url });
    const opened = Date.now();
    while (!(await evaluate('globalThis.isReady === true'))) {
      if (Date.now() - opened > READY_MS) throw new Error(`${url} was not ready in time: ${await evaluate('String(globalThis.failed ?? document.body?.innerText)')}`);
      await new Promise((next) => setTimeout(next, 20));
    }
    return await use({
      // The browser's process.
      pid: child.pid,
      evaluate,
      // Goes to another address and waits until the page has loaded.
      async go(address) {
        await inPage('Page.navigate', { url: address });
        while (!(await evaluate('document.readyState === "complete"').catch(() => false))) await new Promise((next) => setTimeout(next, 20));
      },
      // A script that runs in every page from now on, before its own.
      before: async (source) => {
        await inPage('Page.enable');
        await inPage('Page.addScriptToEvaluateOnNewDocument', { source });
      },
      // Gives files on disk to the page's file input, as a user does.
      async setFiles(selector, files) {
        const { result } = await inPage('Runtime.evaluate', { expression: `document.querySelector('${selector}')` });
        await inPage('DOM.setFileInputFiles', { objectId: result.objectId, files });
      },
    });
  } finally {
    // Asked to end, it ends its helpers too; killed alone, they go on writing into the profile.
    const late = new Promise((resolve) => setTimeout(resolve, 5000));
    await Promise.race([call('Browser.close').catch(() => {}).then(() => ended), late]);
    child.kill();
    await ended;
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

// What is promised, or an error that says why, where it takes longer.
async function within(ms, promised, why) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(async () => reject(new Error(await why().catch(String))), ms);
  });
  try {
    return await Promise.race([promised, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Calls of the browser's protocol: JSON with a zero byte behind each message.
function protocol(child) {
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  let lastId = 0;
  let text = '';
  output.setEncoding('utf8');
  output.on('data', (piece) => {
    text += piece;
    const messages = text.split('\0');
    text = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(new Error(error.message));
      else call?.resolve(result);
    }
  });
  const gone = (why) => waiting.forEach(({ reject }) => reject(new Error(`the browser ended: ${why}`)));
  child.on('exit', (code, signal) => gone(code ?? signal));
  child.on('error', gone);
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1);
      waiting.set(id, { resolve, reject });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}
