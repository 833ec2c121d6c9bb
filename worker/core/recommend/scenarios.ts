import type { Scenario, Want } from "../../wire/batch.ts";
import { axisChain } from "./axes.ts";
import { type AxisYield, bestsellerFallback } from "./bestsellers.ts";
import type { Inputs } from "./inputs.ts";
import { wantedAxis } from "./needs.ts";
import { nextItems } from "./next-items.ts";
import type { Page } from "./page.ts";
import { bestsellerReason, followsReason, viewedReason } from "./reasons.ts";

/** What ranks the items; kept on every receipt. */
export const MODEL = "table-1";
export const DEFAULT_COUNT = 8;

export interface ChosenItem {
  id: string;
  /** Comparable within a slot among items with the same kind of reason. */
  score: number;
  reason: string;
}

export interface SlotDecision {
  scenario: Scenario;
  items: ChosenItem[];
  /** Why and to what the answer fell back; null when it did not. */
  fallback: string | null;
  model: string;
}

/** A slot on its way: what its scenario found, what may have filled it up, and why. */
export interface Draft {
  want: Want;
  items: ChosenItem[];
  fallback: string | null;
}

export type FillSlot = (draft: Draft, page: Page, inputs: Inputs, now: number) => void;

/** What was viewed, newest first. */
export const recentlyViewed: FillSlot = (draft, page, inputs, now) => {
  inputs.viewed.forEach(({ id, lastViewed }, age) => {
    if (isUnwelcome(draft, inputs, id)) return;
    choose(draft, page, { id, score: 1 / (1 + age), reason: viewedReason(lastViewed, now) });
  });
};

/** What is viewed around what was viewed, and what was viewed itself. */
export const nextItem: FillSlot = (draft, page, inputs, now) => {
  const next = nextItems({
    recent: inputs.viewed.map(({ id }) => id),
    rows: inputs.rows,
    reminders: true,
    exclude: { has: (id) => isUnwelcome(draft, inputs, id) || !page.admits(id) },
    // Deeper than the slot, since variants of one product fall together.
    count: 4 * countOf(draft),
  });
  for (const { id, score, because } of next) {
    const reason =
      because === id
        ? viewedReason(inputs.viewed.find((item) => item.id === id)!.lastViewed, now)
        : followsReason(page.card(because)?.title ?? because);
    choose(draft, page, { id, score, reason });
  }
};

/**
 * A page that names its axis gets that axis alone, or the nearest one above it that has something to
 * show: a list headed "Shoes" holds shoes. One that names none is filled from as many as it takes.
 */
export const bestsellers: FillSlot = (draft, page, inputs) => {
  const [wanted] = axisChain(wantedAxis(draft.want, inputs.browsing));
  const yields = chooseBestsellers(draft, page, inputs, draft.want.axis !== undefined);
  draft.fallback = bestsellerFallback(wanted!, yields);
};

/**
 * Adds the bestsellers of the wanted axis, then of its parents, until the slot is full.
 *
 * @param oneAxis whether to stop at the first axis that gives anything
 * @returns the axes that gave items, in turn
 */
export function chooseBestsellers(
  draft: Draft,
  page: Page,
  inputs: Inputs,
  oneAxis = false,
): AxisYield[] {
  const yields: AxisYield[] = [];
  for (const axis of axisChain(wantedAxis(draft.want, inputs.browsing))) {
    const before = draft.items.length;
    for (const { id, score, units } of inputs.tops.get(axis)?.items ?? []) {
      if (isUnwelcome(draft, inputs, id)) continue;
      choose(draft, page, { id, score, reason: bestsellerReason(units, axis) });
    }
    const found = draft.items.length - before;
    if (found > 0) yields.push({ axis, found });
    if (oneAxis && found > 0) break;
  }
  return yields;
}

/** Puts an item into the slot if there is room and the page admits it. */
export function choose(draft: Draft, page: Page, item: ChosenItem): void {
  if (draft.items.length >= countOf(draft) || !page.admits(item.id)) return;
  page.show(item.id);
  draft.items.push(item);
}

const countOf = ({ want }: Draft): number => want.count ?? DEFAULT_COUNT;

/** What this visitor should not be shown in this slot, whatever the page admits. */
export function isUnwelcome(
  { want }: Draft,
  { dismissed, bought, cart }: Inputs,
  id: string,
): boolean {
  if (dismissed.has(id)) return true;
  if (want.scenario === "bestsellers") return false;
  return bought.has(id) || (want.scenario === "next_item" && cart.has(id));
}
