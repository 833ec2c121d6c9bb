import { likingBy } from "../taste/liking.ts";
import { type Candidate, ranked, sumOfParts } from "../slots/draft.ts";
import type { Inputs } from "../slots/inputs.ts";
import { seedsOfRelated } from "../slots/needs.ts";
import type { Page } from "../slots/page.ts";
import type { FillSlot } from "./fill-slot.ts";
import { boughtWith, viewedAround } from "./neighbours.ts";

/** What taste may add to an item's own score, as a share of it. */
const TASTE = 0.5;

/**
 * What goes with one item: viewed around it, or bought with it. Who has bought it is shown what goes
 * with it, and not what may stand in its place.
 */
export const related: FillSlot = (draft, page, inputs, now) => {
  const { rows, baskets } = inputs;
  const seeds = seedsOfRelated(draft.want, inputs);
  const [seed] = seeds;
  if (seed === undefined) {
    draft.shortfall = "no item named, and nothing viewed yet";
    return;
  }
  const isBuyer = inputs.bought.has(seed);
  if (isBuyer) draft.draw = null;
  const strategy = draft.draw?.strategy;
  const viewed = () => {
    const found = viewedAround(draft, page, seeds, rows);
    return strategy === "taste" ? byTaste(found, page, inputs, now) : found;
  };
  const bought = () => boughtWith(draft, page, seeds, baskets);
  for (const find of isBuyer || strategy === "bought" ? [bought, viewed] : [viewed, bought])
    for (const candidate of find()) draft.choose(candidate);
  const { own } = draft;
  if (draft.room > 0)
    draft.shortfall = `${own === 0 ? "nothing" : `only ${own}`} known to go with ${page.title(seed)}`;
};

/** What is to the visitor's taste moves up among what goes with the item anyway. */
function byTaste(
  found: readonly Candidate[],
  page: Page,
  { affinity }: Inputs,
  now: number,
): Candidate[] {
  const likingOf = likingBy(affinity, now);
  for (const { id, contributions } of found) {
    const card = page.card(id);
    const liking = card === undefined ? 0 : likingOf(card).score;
    contributions.push({ source: "taste", value: TASTE * liking * sumOfParts(contributions) });
  }
  return ranked(found);
}
