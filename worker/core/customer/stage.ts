import { localDay, startOfLocalDay } from "./local-day.ts";
import type { ValidOrder } from "./order.ts";

/** Where somebody is by their last valid order, in the order in which they are passed. */
export const STAGES = ["active", "silent", "dormant", "lost"] as const;
export type Stage = (typeof STAGES)[number];

/** Days since the last valid order on which silent, dormant and lost begin, ascending. */
export type StageCuts = readonly [silent: number, dormant: number, lost: number];

export const STAGE_CUTS: StageCuts = [30, 120, 300];

/** Stage `days` after the last order. */
export function stageAfter(days: number, cuts: StageCuts): Stage {
  const [silent, dormant, lost] = cuts;
  return days < silent ? "active" : days < dormant ? "silent" : days < lost ? "dormant" : "lost";
}

/** Stage at `now` of whoever ordered last at `lastOrder` (epoch ms); the shop's time zone sets the day. */
export function stageAt(lastOrder: number, now: number, zone: string, cuts = STAGE_CUTS): Stage {
  return stageAfter(localDay(now, zone) - localDay(lastOrder, zone), cuts);
}

/** The moment (epoch ms) at which a stage begins or began: at the last order, or with a day. */
export function stageBegins(
  stage: Stage,
  lastOrder: number,
  zone: string,
  cuts = STAGE_CUTS,
): number {
  const cut = cuts[STAGES.indexOf(stage) - 1];
  return cut === undefined ? lastOrder : startOfLocalDay(localDay(lastOrder, zone) + cut, zone);
}

/** The moment (epoch ms) at which the next stage begins unless an order comes; null once lost. */
export function nextStageAt(
  lastOrder: number,
  now: number,
  zone: string,
  cuts = STAGE_CUTS,
): number | null {
  const bought = localDay(lastOrder, zone);
  const today = localDay(now, zone);
  const cut = cuts.find((days) => bought + days > today);
  return cut === undefined ? null : startOfLocalDay(bought + cut, zone);
}

/** Cuts by category, where they differ from the shop's. */
export type CategoryCuts = Readonly<Record<string, StageCuts>>;

export interface CategoryStage {
  /** The first level of the product type. */
  category: string;
  stage: Stage;
  /** Epoch ms. */
  lastOrder: number;
  /** Epoch ms; null once lost. */
  next: number | null;
}

/** The stage in each category that a person bought in, beside their one stage in the shop. */
export function categoryStages(
  orders: readonly ValidOrder[],
  now: number,
  zone: string,
  categoryCuts: CategoryCuts = {},
  cuts = STAGE_CUTS,
): CategoryStage[] {
  const last = new Map<string, number>();
  for (const [category, time] of lastByCategory(orders)) {
    const top = topCategory(category);
    if (top !== "") last.set(top, Math.max(time, last.get(top) ?? time));
  }
  return Array.from(last, ([category, lastOrder]) => {
    const own = Object.hasOwn(categoryCuts, category) ? categoryCuts[category]! : cuts;
    const stage = stageAt(lastOrder, now, zone, own);
    return { category, stage, lastOrder, next: nextStageAt(lastOrder, now, zone, own) };
  });
}

function lastByCategory(orders: readonly ValidOrder[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { time, lines } of orders) for (const { category } of lines) last.set(category, time);
  return last;
}

/** `Kitchen` of `Kitchen > Mugs`. */
export function topCategory(category: string): string {
  const end = category.indexOf(" > ");
  return end < 0 ? category : category.slice(0, end);
}
