import type { Candidate } from "../slots/draft.ts";
import type { Inputs } from "../slots/inputs.ts";
import { seedsOfOrder } from "../slots/needs.ts";
import type { Page } from "../slots/page.ts";
import { rebuyReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";
import { boughtWith, viewedAround } from "./neighbours.ts";

/**
 * What is related to the last order, which is the first of who has ordered once: what is bought with
 * or after it, and what of it is used up. On consumables the latter is what most come back for
 * (METHODS §5), so the slot learns which of the two should lead.
 */
export const afterPurchase: FillSlot = (draft, page, inputs, now) => {
  const seeds = seedsOfOrder(inputs);
  if (seeds.length === 0) {
    draft.shortfall = "nothing ordered yet";
    return;
  }
  const complements = () => boughtWith(draft, page, seeds, inputs.baskets);
  const rebuys = () => usedUp(page, inputs, now);
  const around = () => viewedAround(draft, page, seeds, inputs.rows);
  const finds =
    draft.draw?.strategy === "rebuy"
      ? [rebuys, complements, around]
      : [complements, rebuys, around];
  for (const find of finds) for (const candidate of find()) draft.choose(candidate);
  const { own } = draft;
  if (draft.room > 0)
    draft.shortfall = `${own === 0 ? "nothing" : `only ${own}`} known to go with the last order`;
};

const usedUp = (page: Page, { lastOrder }: Inputs, now: number): Candidate[] =>
  lastOrder!.items
    .filter((id) => page.card(id)?.replenishable === true)
    .map((id) => ({
      id,
      contributions: [{ source: "bought before", value: 1 }],
      reason: rebuyReason(lastOrder!.time, now),
    }));
