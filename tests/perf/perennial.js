// Perennial as one engine of a benchmark: drives the worker of a built site by the messages that the app sends,
// nothing else. Every answer is computed by the worker that users get, storage included: what is imported is saved
// in the background as it is for them, after the reply.
//
// Served next to it, below `base`: `site/` (what `cargo xtask dist` makes), `wire/` (the package perennial-wire)
// and `workload.model.json`.
export default async function make({ base = '/perennial/' } = {}) {
  const root = new URL(base, location.href);
  const [page, wire, model] = await Promise.all([
    fetch(new URL('site/index.html', root)).then((answer) => answer.text()),
    load(new URL('wire/', root)),
    fetch(new URL('workload.model.json', root)).then((answer) => answer.text()),
  ]);
  const worker = page.match(/<meta name="perennial-worker" content="([^"]+)"/)?.[1];
  if (!worker) throw new Error('the page names no worker');
  const client = await connect(new URL(worker, new URL('site/', root)), wire);
  await client.ask('Open');
  // The parts that load once the page stands, before anybody has chosen a file: they count as start-up, as the
  // other engine's program does.
  const life = { ValueMap: { as_of: '2025-01-01' } };
  for (const ofEachPart of ['Catalogue', 'DropImport', 'ModelFile', life]) await client.ask(ofEachPart);
  // Nor can anybody choose a file before this has passed; the worker uses it to make the import ready.
  await new Promise((next) => setTimeout(next, STANDING_MS));
  const measures = JSON.parse(model).measures.map((measure) => measure.id);
  const whatIf = async (dates, weights) => {
    const named = measures.map((id, i) => [id, weights[i]]);
    const { Totals } = await client.ask({ WhatIf: { dates, weights: named } });
    return Totals.map(({ by_band: [noData, ...bands], sum }) => {
      if (noData > 0) throw new Error(`${noData} accounts without a score`);
      return { bands, sum };
    });
  };
  let date;
  let times = 0;
  const scored = async (weights) => (await whatIf([date], weights))[0];
  return {
    version: `protocol ${wire.protocolVersion()}`,
    notes: ['storage is on: the import is saved in the background after its reply'],

    // From `File` objects to a workspace that answers: look, accept what is proposed, import, take the model.
    async ingest(files) {
      const names = ['accounts', 'usage', 'tickets', 'surveys'];
      const list = names.map((name) => files[name]);
      const modified = list.map((file) => new Date(file.lastModified).toISOString().slice(0, 10));
      const { Import } = await client.ask({ Inspect: { modified, today: modified[0] } }, list);
      check(Import.files, names);
      if (Import.questions.length > 0) await client.ask({ EditImport: 'AcceptAll' });
      const { Imported } = await client.ask('RunImport');
      await client.ask({ LoadModel: { json: model } });
      return names.map((_, i) => Imported.files[i].rows);
    },

    // The worker keeps the results of a date, so asking again would cost nothing: a repetition is for the day before.
    metrics(asOf) {
      times = asOf === date ? times + 1 : 0;
      date = asOf;
      return client.ask({ Prepare: { as_of: daysBefore(asOf, times) } });
    },
    score: scored,
    rescore: scored,
    history: (monthEnds, weights) => whatIf(monthEnds, weights),
    // Stages and alerts of all customers on each of the dates; gives how many customers there were.
    async stages(dates) {
      const { StageHistory } = await client.ask({ StageHistory: { dates } });
      return customersByDate(StageHistory.bytes);
    },
    // Stages, alerts, tasks and views, as the Lifecycle screen asks for them.
    async life(dates) {
      const views = [];
      for (const asOf of dates) views.push((await client.ask({ Lifecycle: { as_of: asOf } })).Lifecycle);
      return views.map(({ stages, n_without: without }) => sum(stages.map(({ n }) => n)) + without);
    },
    async mem() {
      return (await client.ask('Storage')).Storage.memory;
    },
    // For measurements that storage must not disturb: resolves when the last change is saved.
    saved: () => client.saved(),
    close: () => client.close(),
  };
}

// For how long the page stands before files come, as part of start-up: the least that it takes to choose some.
const STANDING_MS = 1500;

async function load(folder) {
  const wire = await import(new URL('wire.js', folder).href);
  await wire.default({ module_or_path: new URL('wire_bg.wasm', folder) });
  return wire;
}

// What the files are taken for must be what they are: a fast import of something else proves nothing. A list of
// accounts with a row each is the one wide sheet.
function check(files, names) {
  names.forEach((name, i) => {
    const { table } = files[i];
    const found = table === 'WideSheet' ? 'accounts' : table.Table?.toLowerCase();
    if (found !== name) throw new Error(`${name}.csv is taken for ${JSON.stringify(table)}`);
  });
}

// The view of stages and alerts travels as bytes (postcard) whose reader is part of the app's screens. It begins with
// a list of dates: the day, customers by stage, those in none, those with an alert, customers by signal.
function customersByDate(bytes) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[(at += 1) - 1];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const list = (read) => Array.from({ length: number() }, read);
  return list(() => {
    number();
    const inStages = sum(list(number));
    const without = number();
    number();
    list(number);
    return inStages + without;
  });
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

const daysBefore = (date, days) => new Date(Date.parse(date) - days * 86400000).toISOString().slice(0, 10);

// The app's side of the worker: resolves once the worker is ready.
function connect(address, wire) {
  const worker = new Worker(address, { type: 'module' });
  const waiting = new Map();
  const savers = [];
  let unsaved = false;
  let lastId = 0;
  const fail = (error) => waiting.forEach(({ reject }) => reject(error));
  const client = {
    ask: (body, files = []) =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1);
        const changes = body === 'RunImport' || body.LoadModel !== undefined;
        waiting.set(id, { resolve, reject, changes });
        const bytes = wire.encode({ id, body });
        worker.postMessage({ bytes, files }, [bytes.buffer]);
      }),
    saved: () => (unsaved ? new Promise((resolve) => savers.push(resolve)) : Promise.resolve()),
    close: () => worker.terminate(),
  };
  return new Promise((ready, failed) => {
    worker.onerror = (event) => {
      const error = new Error(event.message || 'the worker did not start');
      failed(error);
      fail(error);
    };
    worker.onmessage = ({ data }) => {
      if (!(data instanceof Uint8Array)) return worker.onerror({ message: data.error });
      const { Ready, Reply, Event } = wire.decode(data);
      if (Ready) {
        if (Ready.protocol !== wire.protocolVersion()) return failed(new Error('worker and wire are of different builds'));
        return ready(client);
      }
      if (Event?.Saved) {
        unsaved = false;
        savers.splice(0).forEach((resolve) => resolve());
      }
      if (!Reply) return undefined;
      const { resolve, reject, changes } = waiting.get(Reply.id);
      waiting.delete(Reply.id);
      const { Ok, Err } = Reply.result;
      if (Err) return reject(Object.assign(new Error(`${Err.code} ${JSON.stringify(Err.args)}`), { code: Err.code }));
      unsaved ||= changes;
      return resolve(Ok);
    };
  });
}
