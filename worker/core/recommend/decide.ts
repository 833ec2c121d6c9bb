import type { Scenario, Want } from "../../wire/batch.ts";
import { bestsellersOf } from "./bestsellers.ts";
import type { Inputs } from "./inputs.ts";
import { Page } from "./page.ts";
import { catalogueReason } from "./reasons.ts";
import {
  type Draft,
  type FillSlot,
  MODEL,
  type SlotDecision,
  bestsellers,
  choose,
  chooseBestsellers,
  isUnwelcome,
  nextItem,
  recentlyViewed,
} from "./scenarios.ts";

/**
 * In the order in which they choose when slots compete for the same items: those with the least to
 * choose from come first. A visitor who has seen three items has three; bestsellers have the shop.
 */
const SCENARIOS = new Map<Scenario, FillSlot>([
  ["recently_viewed", recentlyViewed],
  ["next_item", nextItem],
  ["bestsellers", bestsellers],
]);

/** One slot by itself. `now` is epoch ms. */
export const decide = (want: Want, inputs: Inputs, now: number): SlotDecision =>
  decideAll([want], inputs, now).get(want.slot)!;

/**
 * Fills the slots of a page, by slot name; of two slots with one name the first counts. No product
 * comes twice. Every slot first gets what its own scenario finds, and only then is what is missing
 * filled up, so that the filling of one never takes the best of another.
 */
export function decideAll(
  wants: readonly Want[],
  inputs: Inputs,
  now: number,
): Map<string, SlotDecision> {
  const page = new Page(inputs.cards, [...inputs.onScreen, ...inputs.taken]);
  const named = wants.filter((want, i) => wants.findIndex(({ slot }) => slot === want.slot) === i);
  const drafts = named.map((want): Draft => ({ want, items: [], fallback: null }));
  for (const [scenario, fill] of SCENARIOS) {
    for (const draft of drafts) {
      if (draft.want.scenario === scenario) fill(draft, page, inputs, now);
    }
  }
  for (const draft of drafts) fillUp(draft, page, inputs);
  return new Map(
    drafts.map(({ want, items, fallback }) => [
      want.slot,
      { scenario: want.scenario, items, fallback, model: MODEL },
    ]),
  );
}

/** Fills a short next-item slot and an empty slot of any kind, and says so. */
function fillUp(draft: Draft, page: Page, inputs: Inputs): void {
  const own = draft.items.length;
  const { scenario } = draft.want;
  if (scenario === "next_item" || (scenario === "recently_viewed" && own === 0)) {
    const yields = chooseBestsellers(draft, page, inputs);
    if (yields.length > 0) {
      const rest = own > 0 ? "the rest are " : "";
      draft.fallback = `${shortfall(draft, inputs, own)}: ${rest}${bestsellersOf(yields)}`;
    }
  }
  if (draft.items.length === 0) takeAnything(draft, page, inputs);
}

/** Why a personal slot could not be filled by its own scenario. */
function shortfall({ want }: Draft, { viewed }: Inputs, own: number): string {
  if (viewed.length === 0) return "nothing viewed yet";
  if (want.scenario === "recently_viewed") return "nothing else viewed that can be shown";
  return own > 0
    ? `only ${own} known to go with what was viewed`
    : "nothing known to go with what was viewed";
}

/** The last resort: a slot is never empty while the catalogue has something to show. */
function takeAnything(draft: Draft, page: Page, inputs: Inputs): void {
  for (const id of inputs.anyItems) {
    if (isUnwelcome(draft, inputs, id)) continue;
    choose(draft, page, { id, score: 0, reason: catalogueReason(page.card(id)) });
  }
  const nothingHappened = [...inputs.tops.values()].every(({ items }) => items.length === 0);
  const why = nothingHappened ? "nothing sold or viewed yet" : "no bestseller left to show";
  draft.fallback =
    draft.items.length > 0
      ? `${why}: items of the catalogue`
      : "nothing in the catalogue that can be shown here";
}
