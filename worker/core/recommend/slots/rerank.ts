import type { Contribution } from "../../../wire/decision.ts";
import type { Cards } from "../../catalogue/index.ts";
import { likingBy } from "../taste/liking.ts";
import type { Situation } from "./inputs.ts";
import { tasteReason } from "./reasons.ts";
import { itemsOf } from "./receipts.ts";

/** An item of a list in the order of somebody's taste. */
export interface Reranked {
  id: string;
  score: number;
  reason: string;
  contributions: Contribution[];
}

/**
 * A list of the shop's own, such as a category page, in the order of somebody's taste. Items that say
 * nothing to it keep their order behind; nothing is left out but what is named twice.
 *
 * @param now epoch ms
 */
export function rerank(
  ids: readonly string[],
  { affinity }: Pick<Situation, "affinity">,
  cards: Cards,
  now: number,
): Reranked[] {
  const likingOf = likingBy(affinity, now);
  const judged = [...new Set(ids)].map((id) => {
    const card = cards.get(id);
    const liking = card === undefined ? null : likingOf(card);
    const reason = liking?.because
      ? tasteReason(liking.because)
      : "As listed: nothing known for it";
    return { id, reason, parts: [["taste", liking?.score ?? 0]] as [[string, number]] };
  });
  return itemsOf({ items: judged.sort((a, b) => b.parts[0][1] - a.parts[0][1]) });
}
