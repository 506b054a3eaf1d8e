// The workload: what is asked on which dates with which weights, and how large it is. The data is made by
// generate.mjs; the twelve metrics are those of workload.model.json.
const DAY_MS = 86400000;

// The date of the evaluation, and the 24 month-ends before it, oldest first.
export const AS_OF = '2025-06-30';
export const MONTH_ENDS = Array.from({ length: 24 }, (_, i) => iso(Date.UTC(2023, 6 + i, 0)));

// Weight vector k: 0 for the first score and the history, 1 to RESCORES for the moves of a slider.
export const weights = (k) => Array.from({ length: 12 }, (_, i) => 1 + ((i * 7 + k * 3) % 10));
export const RESCORES = 11;

// Accounts and rows of usage; five tickets and three surveys per account.
export const SIZES = {
  S: { accounts: 1000, usage: 100000 },
  M: { accounts: 10000, usage: 1000000 },
  A: { accounts: 100000, usage: 1000000 },
  L: { accounts: 100000, usage: 10000000 },
};

export function iso(ms) {
  return new Date(ms).toISOString().slice(0, 10);
}

export const daysBefore = (date, days) => iso(Date.parse(date) - days * DAY_MS);
