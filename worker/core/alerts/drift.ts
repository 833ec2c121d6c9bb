import type { ModelCard } from "../intent/index.ts";
import type { Finding } from "./alert.ts";

/** Targets of the intent model whose scores have of late been worse than the base rate. */
export const driftedTargets = ({ targets }: Pick<ModelCard, "targets">): Finding[] =>
  Object.entries(targets)
    .filter(([, { drift }]) => drift.alarmed)
    .map(([subject, { drift, target }]) => ({
      kind: "intent_drifted",
      subject,
      detail: `scores of ${target} lose ${drift.excess_loss} nats a visit against the base rate, which answers instead`,
    }));
