import type { Want } from "../../wire/batch.ts";
import type { Decision } from "../../wire/decision.ts";
import { type Card, formatPrice } from "../catalogue/index.ts";
import type { SlotDecision } from "./scenarios.ts";

/** Scores go out with four significant digits: more would be noise. */
const rounded = (score: number) => Number(score.toPrecision(4));

/** A decision as a page gets it: with what it takes to show the items. */
export function present(
  decided: SlotDecision,
  cards: ReadonlyMap<string, Card>,
  receipt: string,
  want: Want,
): Decision {
  const { fallback } = decided;
  const isHistory = decided.scenario === "recently_viewed" && fallback === null;
  return {
    receipt_id: receipt,
    scenario: decided.scenario,
    items: decided.items.flatMap(({ id, score, reason }) => {
      const card = cards.get(id);
      if (card === undefined) return [];
      const { title, link, image_link, price, currency } = card;
      const asked = price === null || currency === null ? null : formatPrice(price, currency);
      return [{ id, score: rounded(score), reason, title, link, image_link, price: asked }];
    }),
    fallback,
    heading: (fallback !== null && want["fallback-heading"]) || want.heading || null,
    dismiss: isHistory ? (want["dismiss-label"] ?? "×") : null,
    arm: "on",
    model: decided.model,
  };
}
