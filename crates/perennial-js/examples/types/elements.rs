//! What the custom element is to TypeScript: its properties and events, over the types of the library.

/// The declarations.
pub(crate) const DECLARATIONS: &str = r#"// Made by `cargo xtask npm`.
import type { SinceInput, Snapshot } from "./perennial.js";

/** What the element shows: a finished snapshot, or rows that it scores; as objects or as JSON. */
export type HealthData = Snapshot | SinceInput | string;
/** The first card is there. */
export type ReadyEvent = CustomEvent<{ snapshot: Snapshot }>;
/** Another card took its place. */
export type ChangeEvent = CustomEvent<{ snapshot: Snapshot; before: Snapshot }>;
/** A line was chosen: `id` is that of the measure. */
export type SelectEvent = CustomEvent<{ kind: "reasons" | "change"; id: string; account: string }>;
/** The data is at fault. */
export type FaultEvent = CustomEvent<{ code: string; path: string }>;

export interface HealthEventMap {
  "perennial-health-ready": ReadyEvent;
  "perennial-health-change": ChangeEvent;
  "perennial-health-select": SelectEvent;
  "perennial-health-error": FaultEvent;
}

/** The custom element <perennial-health>. */
export declare class PerennialHealth extends HTMLElement {
  /** What is shown; `null` lets go of it. */
  get data(): HealthData | null;
  set data(data: HealthData | null | undefined);
  /** The snapshot that is shown; null where none is. */
  readonly snapshot: Snapshot | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "perennial-health": PerennialHealth;
  }
  interface GlobalEventHandlersEventMap extends HealthEventMap {}
}
export type { Snapshot };
"#;
