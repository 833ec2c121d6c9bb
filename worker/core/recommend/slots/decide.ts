import type { Want } from "../../../wire/want.ts";
import { Draft } from "./draft.ts";
import { fillUp } from "./fill-up.ts";
import type { Inputs } from "./inputs.ts";
import { Page } from "./page.ts";
import { rulingOf, type Ruling } from "./receipts.ts";
import { FILL } from "../scenarios/index.ts";

/** One slot by itself. `now` is epoch ms. */
export const decide = (want: Want, inputs: Inputs, now: number): Ruling =>
  decideAll([want], inputs, now).get(want.slot)!;

/**
 * Fills the slots of a page, by slot name; of two slots with one name the first counts. No product
 * comes twice. What the shop has pinned comes first; then every slot gets what its own scenario finds,
 * and only then is what is missing filled up, so that the filling of one never takes the best of
 * another.
 */
export function decideAll(
  wants: readonly Want[],
  inputs: Inputs,
  now: number,
): Map<string, Ruling> {
  const page = new Page(inputs, inputs.onScreen);
  const named = wants.filter((want, i) => wants.findIndex(({ slot }) => slot === want.slot) === i);
  const drafts = named.map((want) => new Draft(want, page, inputs));
  for (const draft of drafts) draft.pin();
  for (const [scenario, fill] of FILL)
    for (const draft of drafts)
      if (draft.want.scenario === scenario) fill(draft, page, inputs, now);
  for (const draft of drafts) fillUp(draft, page, inputs);
  return new Map(drafts.map((draft) => [draft.want.slot, rulingOf(draft)]));
}
