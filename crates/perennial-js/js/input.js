// What callers give, as the texts that the wasm reads. Texts are read the same everywhere: unknown fields are refused
// rather than passed over, and what a page does to Object.prototype is no part of them.
const { stringify } = JSON;

/** An error with a stable code. */
export function fault(code, message, path = "") {
  return Object.assign(new Error(message), { code, path });
}

function written(what, value, replacer) {
  let text;
  try {
    text = stringify(value, replacer);
  } catch (cause) {
    throw fault(`${what}-syntax`, `${what}: ${cause instanceof Error ? cause.message : "unreadable"}`);
  }
  if (typeof text !== "string") throw fault(`${what}-syntax`, `${what}: nothing was given`);
  return text;
}

/** Rows, with each number as a list of its digits, so that none of them is lost. */
function rowsOf(rows) {
  return written("rows", rows, (_key, value) =>
    typeof value === "number" || typeof value === "bigint" ? [String(value)] : value,
  );
}

/** A model: a document, its JSON, or the name of one that ships. */
function modelOf(model) {
  if (model === undefined || model === null) return "";
  return typeof model === "string" ? model : written("model", model);
}

/** Rows, model and date, which every question has. */
export function asked(input) {
  if (typeof input !== "object" || input === null) throw fault("rows-syntax", "expected { rows, as_of }");
  return [rowsOf(input.rows), modelOf(input.model), String(input.as_of)];
}

/** The id of an account, where one is given. */
export function accountOf(input) {
  const { account } = input;
  return account === undefined || account === null ? undefined : String(account);
}

/** An earlier date, where one is given. */
export function sinceOf(input) {
  const { since } = input;
  return since === undefined || since === null ? undefined : String(since);
}
