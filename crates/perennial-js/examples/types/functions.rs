//! The functions of the library, which stand over the generated types: each is one of `js/calls.js`, and the tests
//! of the package compare the two.

/// Everything that is no type of Rust.
pub(crate) const HEAD: &str = r#"// Made by `cargo xtask npm` from the Rust types: change those.

/** One value of a row. Dates are texts of the form 2026-03-31. */
export type Cell = string | number | bigint | boolean | null;
/** Names of the tables. */
export type TableName =
  | "accounts" | "contracts" | "usage" | "tickets" | "surveys" | "touchpoints" | "goals"
  | "invoices" | "purchases" | "contacts" | "events" | "benchmarks" | "snapshots";
/** A row: values by field. Fields that the table does not have are kept as custom ones. */
export type Row = { [field: string]: Cell | undefined };
/** Rows by table. */
export type TableRows = { [table in TableName]?: Row[] };
/** Names of the models that ship. */
export type ShippedName = "b2b-saas" | "key-account" | "quick-start" | (string & {});

/** What every question has. */
export interface Input {
  /** The rows, as if they were imported into an empty workspace. */
  rows: TableRows;
  /** A model document, its JSON, or the name of one that ships; without one that which fits the rows. */
  model?: Model | ShippedName;
  /** The date that is asked about: rows dated later do not exist. */
  as_of: string;
}
/** A question about one account. */
export interface AccountInput extends Input {
  /** Its id; may be left out where the rows are of one account. */
  account?: string;
}
/** A question about an account on two dates. */
export interface SinceInput extends AccountInput {
  /** The earlier date. */
  since?: string;
}
/** How a card without script looks. */
export interface CardOptions {
  /** `html` (default) or `svg`. */
  format?: "html" | "svg";
  /** `en` (default) or `zh`. */
  lang?: string;
  /** `full` (default) or `compact`; an SVG is always full. */
  size?: "full" | "compact";
  /** Without one, HTML follows the page and an SVG is light. */
  theme?: "light" | "dark";
}
/** What is thrown: `code` is stable, `path` says which part of the input is at fault. */
export interface PerennialError extends Error {
  code: string;
  path: string;
}

/** Loads the wasm, once: from beside the module, or from where it is told. Node needs no waiting. */
export function init(source?: string | URL | Request | Response | BufferSource | WebAssembly.Module): Promise<void>;
/** The score of every account that exists on the date. */
export function score(input: Input): Scores;
/** Why the health of an account is what it is. */
export function explain(input: AccountInput): Explanation;
/** Why it differs from what it was. */
export function change(input: AccountInput & { since: string }): Change;
/** Where every account stands in its life. */
export function lifecycle(input: Input): Lifecycle;
/** The signals that hold, by account. */
export function alerts(input: Input): Alerts;
/** What <perennial-health> shows of an account. */
export function snapshot(input: SinceInput): Snapshot;
/** A snapshot as HTML or SVG, for hosts that run no script. */
export function card(snapshot: Snapshot | string, options?: CardOptions): string;
/** The metrics that ship. */
export function metrics(): MetricDecl[];
/** Names of the models that ship, the default first. */
export function models(): string[];
/** A model that ships, as a document. */
export function model(name: ShippedName): Model;
"#;
