import type { Want } from "../../../wire/want.ts";
import type { Card } from "../../catalogue/index.ts";
import { likingBy } from "../taste/liking.ts";
import { ranked, type Candidate } from "../slots/draft.ts";
import type { Inputs } from "../slots/inputs.ts";
import { wantedAxes } from "../slots/needs.ts";
import { stockQueries } from "../slots/stock-queries.ts";
import { stockKey } from "../shelf/stock.ts";
import type { Page } from "../slots/page.ts";
import { exploredReason, newReason, resemblesReason } from "../slots/reasons.ts";
import { resembling } from "../text/index.ts";
import type { FillSlot } from "./fill-slot.ts";

/** One place of so many goes to an item for which nothing speaks yet: what learning costs. */
const EXPLORE_EVERY = 4;

/** Cosine of two texts from which on they are about the same thing (proposal). */
const ALIKE = 0.25;
/** How many texts are compared with how many. */
const [READ_SEEDS, READ_ITEMS] = [3, 32];

/**
 * The newest items, those to the visitor's taste first. Every fourth place goes to one of which
 * nothing is known, so that what is new gets its chance and never takes more than a quarter. A slot
 * that names its axis holds what is new there, before it looks further up.
 */
export const newForYou: FillSlot = (draft, page, inputs, now) => {
  let filled = 0;
  for (const ids of poolsOf(draft.want, inputs)) {
    if (draft.room <= 0) break;
    const { evident, unknown } = sorted(page, inputs, ids, now);
    if (evident.length < draft.room) evident.push(...takeResembling(unknown, page, inputs, now));
    while (draft.room > 0 && evident.length + unknown.length > 0) {
      const isExplored = (draft.own + 1) % EXPLORE_EVERY === 0 && unknown.length > 0;
      const isFilling = !isExplored && evident.length === 0;
      const candidate = (isExplored || isFilling ? unknown : evident).shift()!;
      const isShown = draft.choose(isExplored ? { ...candidate, explored: true } : candidate);
      if (isShown && isFilling) filled += 1;
    }
  }
  const own = draft.own - filled;
  if (draft.room > 0) draft.shortfall = `${draft.own === 0 ? "nothing" : `only ${draft.own}`} new`;
  if (filled > 0)
    draft.fallback = `${own === 0 ? "nothing" : `only ${own}`} new that is known to be to this visitor's taste: the newest items`;
};

/** The newest items in the turn in which they are looked at, without those that were viewed. */
function poolsOf(want: Want, inputs: Inputs): Set<string>[] {
  const { facts, stock, viewed } = inputs;
  const pools = wantedAxes(want, inputs).map((axis) =>
    (facts.get(axis)?.newest ?? []).map(({ id }) => id),
  );
  for (const query of stockQueries(want, inputs))
    pools.push([...(stock.get(stockKey(query)) ?? [])]);
  const inTurn = want.axis === undefined ? [pools.flat()] : pools;
  const known = new Set(viewed.map(({ id }) => id));
  return inTurn.map((ids) => new Set(ids.filter((id) => !known.has(id))));
}

function sorted(page: Page, inputs: Inputs, ids: ReadonlySet<string>, now: number) {
  const sells = sharesOf(inputs, ids);
  const likingOf = likingBy(inputs.affinity, now);
  const evident: Candidate[] = [];
  const unknown: Candidate[] = [];
  for (const id of ids) {
    const card = page.card(id);
    if (card === undefined) continue;
    const liking = likingOf(card);
    const share = sells.get(id) ?? 0;
    if (liking.score + share > 0) {
      const contributions = [
        { source: "taste", value: liking.score },
        { source: "sells", value: share },
      ];
      evident.push({
        id,
        contributions,
        reason: newReason(card, liking.because, now),
      });
    } else unknown.push(fresh(card, now));
  }
  return { evident: ranked(evident), unknown };
}

/**
 * Takes out of `unknown` what reads like something that was viewed lately: all that can be said of an
 * item that nobody has viewed, outside what the visitor turns to. Asked only where evidence is short,
 * since texts cost more to compare than all else.
 */
function takeResembling(
  unknown: Candidate[],
  page: Page,
  { viewed }: Inputs,
  now: number,
): Candidate[] {
  const seeds = viewed.slice(0, READ_SEEDS).flatMap(({ id }) => page.card(id) ?? []);
  if (seeds.length === 0) return [];
  const read = unknown.slice(0, READ_ITEMS).flatMap(({ id }) => page.card(id) ?? []);
  return resembling(seeds, read, READ_ITEMS)
    .filter(({ score }) => score >= ALIKE)
    .map(({ id, score, because }) => {
      unknown.splice(
        unknown.findIndex((one) => one.id === id),
        1,
      );
      return {
        id,
        contributions: [{ source: `resembles ${because}`, value: ALIKE * score }],
        reason: resemblesReason(page.card(id)!, page.title(because), now),
      };
    });
}

const fresh = (card: Card, now: number): Candidate => ({
  id: card.id,
  contributions: [{ source: "new", value: 0 }],
  reason: exploredReason(card, now),
});

/** The largest share that each of these items has of any axis that was asked of. */
function sharesOf({ tops }: Inputs, ids: ReadonlySet<string>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { items } of tops.values())
    for (const { id, score } of items)
      if (ids.has(id)) shares.set(id, Math.max(score, shares.get(id) ?? 0));
  return shares;
}
