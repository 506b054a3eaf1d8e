// Makes the workload's four files, the same bytes on every machine: whole numbers and square roots only, no library
// function that could round elsewhere. Accounts differ in size and liveliness, a tenth goes dark, days are in order
// and accounts are not, names hold commas and quotes: what an export from a CRM looks like.
import fs from 'node:fs';
import path from 'node:path';
import { AS_OF, SIZES, iso } from './workload.mjs';

// Raised when the files change.
const VERSION = 2;
const DAYS = 822;
const DAY_0 = Date.UTC(2023, 3, 1);
const FEATURES =
  'dashboards reports exports alerts api integrations sso mobile_app workflow_builder comments sharing search templates forecasting bulk_edit audit_log webhooks custom_fields scheduling segments email_sync ai_summary admin_console data_import'.split(' ');
const SEGMENTS = ['Enterprise', 'Mid-Market', 'SMB', 'Startup'];
const SEATS = [400, 90, 22, 8];
const PRIORITIES = ['low', 'low', 'low', 'normal', 'normal', 'normal', 'normal', 'high', 'high', 'urgent'];
const NOUNS = ['Harbor', 'Summit', 'Cobalt', 'Juniper', 'Vertex', 'Lumen', 'Granite', 'Meridian'];
const KINDS = ['Health', 'Logistics', 'Analytics', 'Foods', 'Energy', 'Partners', 'Robotics', 'Media'];
const FLUSH = 1 << 22;

export const FILES = ['accounts', 'usage', 'tickets', 'surveys'];

// Writes the files into `folder` unless they are there, and gives their paths.
export function generate(size, folder) {
  const stamp = path.join(folder, 'version');
  const paths = FILES.map((name) => path.join(folder, `${name}.csv`));
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === String(VERSION)) return paths;
  fs.mkdirSync(folder, { recursive: true });
  write(SIZES[size], paths);
  // What the accounts say is as of the day on which their file was changed: that of the evaluation, not of the run.
  paths.forEach((name) => fs.utimesSync(name, new Date(AS_OF), new Date(AS_OF)));
  fs.writeFileSync(stamp, String(VERSION));
  return paths;
}

function write({ accounts: n, usage }, paths) {
  const random = generator(n);
  const below = (limit) => Math.floor(random() * limit);
  const day = Array.from({ length: DAYS + 2200 }, (_, i) => iso(DAY_0 + (i - 1500) * 86400000));
  const on = (offset) => day[offset + 1500];
  const accounts = Array.from({ length: n }, (_, i) => {
    const segment = [0, 1, 1, 2, 2, 2, 2, 3, 3, 3][below(10)];
    const dark = below(10) === 0;
    return {
      id: `ACC-${String(i + 1).padStart(6, '0')}`,
      segment,
      seats: Math.max(3, Math.floor(SEATS[segment] * (0.4 + 1.6 * random()))),
      last: dark ? Math.floor(DAYS * (0.4 + 0.58 * random())) : DAYS,
      features: 3 + below(22),
    };
  });

  const [toAccounts, toUsage, toTickets, toSurveys] = paths.map(file);
  toAccounts.line('account_id,name,segment,seats,acv,start_date,end_date');
  for (const account of shuffled(accounts, below)) {
    const plain = `${NOUNS[below(8)]} ${KINDS[below(8)]}`;
    const number = Number(account.id.slice(4));
    const style = below(100);
    const name = style < 6 ? `"${plain}, Inc. ${number}"` : style < 8 ? `"${plain} ""${number}"" Group"` : `${plain} ${number}`;
    const price = account.seats * (120 + below(780));
    const fields = [account.id, name, SEGMENTS[account.segment], account.seats, `${price}.5`];
    toAccounts.line([...fields, on(-below(1400)), on(DAYS - 121 + below(820))].join(','));
  }
  toAccounts.end();

  // Most of the use is of few accounts: the product of two even draws leans to the front.
  toUsage.line('date,account_id,feature,users,events');
  for (let row = 0; row < usage; row += 1) {
    const at = Math.floor((row * DAYS) / usage);
    let account;
    do account = accounts[Math.floor(random() * random() * n)];
    while (at >= account.last);
    const feature = FEATURES[Math.floor(account.features * random() * Math.sqrt(random()))];
    const users = 1 + Math.floor(random() * random() * account.seats);
    toUsage.line(`${on(at)},${account.id},${feature},${users},${(1 + below(12)) * users}`);
  }
  toUsage.end();

  toTickets.line('ticket_id,account_id,opened_at,closed_at,priority,csat');
  for (let row = 0; row < n * 5; row += 1) {
    const opened = Math.floor((row * DAYS) / (n * 5));
    const closed = opened + Math.floor(40 * random() * random());
    const isOpen = closed >= DAYS;
    const csat = !isOpen && below(100) < 45 ? 5 - Math.floor(5 * random() * random()) : '';
    const account = accounts[Math.floor(n * random() * Math.sqrt(random()))].id;
    toTickets.line(`${row + 1},${account},${on(opened)},${isOpen ? '' : on(closed)},${PRIORITIES[below(10)]},${csat}`);
  }
  toTickets.end();

  // At most one answer per account and day, so that the last one is one row.
  toSurveys.line('account_id,date,nps');
  for (let row = 0; row < n * 3; row += 1) {
    const account = accounts[(row * 7919) % n].id;
    toSurveys.line(`${account},${on(Math.floor((row * DAYS) / (n * 3)))},${10 - Math.floor(11 * random() * random())}`);
  }
  toSurveys.end();
}

// Lines into a file, in pieces.
function file(name) {
  const handle = fs.openSync(name, 'w');
  let text = '';
  const line = (content) => {
    text += `${content}\n`;
    if (text.length > FLUSH) {
      fs.writeSync(handle, text);
      text = '';
    }
  };
  const end = () => {
    fs.writeSync(handle, text);
    fs.closeSync(handle);
  };
  return { line, end };
}

function shuffled(list, below) {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

// mulberry32: 32-bit arithmetic, the same everywhere. Gives numbers from 0 to below 1.
function generator(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
