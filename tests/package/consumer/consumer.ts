// A consumer under `strict`: what is declared is enough to use the package without a cast.
import { card, explain, init, lifecycle, model, score, snapshot } from "perennial-health";
import type { Explanation, Input, Model, PerennialError, Snapshot } from "perennial-health";
import type { PerennialHealth } from "perennial-health/health";
import "perennial-health/health";

export async function total(input: Input): Promise<number> {
  await init();
  return score(input).accounts.reduce((sum, account) => sum + (account.health ?? 0), 0);
}

export function worst(explanation: Explanation): string | undefined {
  const [first] = [...explanation.measures].sort((a, b) => (a.score ?? 100) - (b.score ?? 100));
  return first?.title.en;
}

export function tuned(input: Input): Model {
  const own: Model = model("b2b-saas");
  return { ...own, measures: own.measures.map((measure) => ({ ...measure, weight: measure.weight * 2 })) };
}

export function shown(input: Input, element: PerennialHealth): string {
  const made: Snapshot = snapshot({ ...input, account: "A-17", since: "2026-03-01" });
  element.data = made;
  element.data = { ...input, account: "A-17" };
  element.addEventListener("perennial-health-select", (event) => console.log(event.detail.id.toUpperCase()));
  const stage: string | undefined = lifecycle(input).accounts[0]?.stage?.title.zh;
  return card(made, { format: "svg", theme: "dark" }) + (stage ?? "");
}

export function code(error: unknown): string {
  return error instanceof Error && "code" in error ? (error as PerennialError).code : "";
}

// What must not compile.
// @ts-expect-error rows are missing
score({ as_of: "2026-03-31" });
// @ts-expect-error there is no such table
score({ rows: { useage: [] }, as_of: "2026-03-31" });
// @ts-expect-error a snapshot has no score
snapshot({ rows: {}, as_of: "2026-03-31" }).score;
explain({ rows: { accounts: [{ account_id: 1, vip: true, note: null }] }, as_of: "2026-03-31" });
const found: PerennialHealth | null = document.querySelector("perennial-health");
found?.snapshot?.health.value?.toFixed(1);
