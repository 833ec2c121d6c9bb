import type { Contribution } from "../../../wire/decision.ts";
import type { Candidate, Draft } from "../slots/draft.ts";
import type { Neighbours } from "../table/item-table.ts";
import { eachRecent, nextItems, type NextItemWeights } from "../table/next-items.ts";
import type { Page } from "../slots/page.ts";
import { isPageKey } from "../shelf/page-cards.ts";
import { boughtWithReason, buyersReason, followsReason } from "../slots/reasons.ts";

/** Deeper than a slot, since variants of one product and items of one category fall together. */
const DEPTH = 4;

type Rows = ReadonlyMap<string, Neighbours>;

interface Ask {
  /** Newest first. */
  seeds: readonly string[];
  rows: Rows;
  /** What a part of the score is called, before the seed that it comes from. */
  source: string;
  reason: (because: string, id: string) => string;
  /** How often each seed was viewed, where they themselves may come up again. */
  views?: readonly number[];
  weights?: Readonly<NextItemWeights>;
}

/** What a table knows to go with some items, as far as the slot may show it, best first. */
export function neighboursOf(draft: Draft, ask: Ask): Candidate[] {
  const { seeds, rows, source, reason, views, weights } = ask;
  const asked = {
    recent: seeds,
    reminders: views !== undefined,
    ...(views && { views }),
    ...(weights && { weights }),
    count: DEPTH * draft.room,
  };
  const exclude = { has: (id: string) => !draft.admits(id) };
  const isExplained = draft.want.explain === true;
  return nextItems({ ...asked, rows, exclude }).map(({ id, score, because }) => ({
    id,
    contributions: isExplained
      ? partsOf(asked, ask, id)
      : [{ source: because === id ? "viewed" : `${source} ${because}`, value: score }],
    reason: reason(because, id),
  }));
}

/** The same score, seed by seed: it costs too much to be told unasked. */
function partsOf(
  asked: Parameters<typeof eachRecent>[0],
  { seeds, rows, source }: Ask,
  id: string,
): Contribution[] {
  const parts: Contribution[] = [];
  const remind = (age: number, value: number): void => {
    if (seeds[age] === id) parts.push({ source: "viewed", value });
  };
  eachRecent(asked, remind, (age, weight) => {
    const row = rows.get(seeds[age]!);
    const place = row?.ids.indexOf(id) ?? -1;
    if (row !== undefined && place >= 0)
      parts.push({ source: `${source} ${seeds[age]!}`, value: weight * row.scores[place]! });
  });
  return parts;
}

/** What is viewed around these items. */
export const viewedAround = (draft: Draft, page: Page, seeds: readonly string[], rows: Rows) =>
  neighboursOf(draft, {
    seeds,
    rows,
    source: "viewed after",
    reason: (because) => followsReason(page.title(because)),
  });

/** What is bought with these items or after them. */
export const boughtWith = (draft: Draft, page: Page, seeds: readonly string[], rows: Rows) =>
  neighboursOf(draft, {
    seeds,
    rows,
    source: "bought with",
    reason: (because) => boughtWithReason(page.title(because)),
  });

/** What buyers saw after these items, before they bought. */
export const seenByBuyers = (draft: Draft, page: Page, seeds: readonly string[], rows: Rows) =>
  neighboursOf(draft, {
    seeds,
    rows,
    source: "buyers after",
    reason: (because, id) => buyersReason(page.title(because), isPageKey(id)),
  });
