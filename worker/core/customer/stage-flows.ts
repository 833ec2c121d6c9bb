import { localDay } from "./local-day.ts";
import type { Buyer } from "./order.ts";
import { type Stage, stageAfter, type StageCuts, STAGES } from "./stage.ts";

/** People in each stage. */
export type StageCounts = Record<Stage, number>;

/** From where people came into a stage: another one, the same, or not having bought before. */
export const ORIGINS = ["new", ...STAGES] as const;
export type Origin = (typeof ORIGINS)[number];

export interface StageFlows {
  /** At each of the times: all who had bought by then. */
  stock: StageCounts[];
  /**
   * Between each time and the next, people by where they were and where they are. A row's sum is the
   * stock before, a column's the stock after, and of `new` those who bought for the first time.
   */
  moves: Record<Origin, StageCounts>[];
}

/** Stages at each of `times` (epoch ms, ascending) and the moves between them. */
export function stageFlows(
  buyers: readonly Buyer[],
  times: readonly number[],
  zone: string,
  cuts: StageCuts,
): StageFlows {
  const days = times.map((time) => localDay(time, zone));
  const stock = times.map(() => noPeople());
  const moves = times.slice(1).map((): Record<Origin, StageCounts> => ({
    new: noPeople(),
    active: noPeople(),
    silent: noPeople(),
    dormant: noPeople(),
    lost: noPeople(),
  }));
  for (const { orders } of buyers) {
    let next = 0;
    let before: Origin = "new";
    for (const [index, time] of times.entries()) {
      while (next < orders.length && orders[next]!.time <= time) next++;
      if (next === 0) continue;
      const stage = stageAfter(days[index]! - localDay(orders[next - 1]!.time, zone), cuts);
      stock[index]![stage]++;
      if (index > 0) moves[index - 1]![before][stage]++;
      before = stage;
    }
  }
  return { stock, moves };
}

export function noPeople(): StageCounts {
  return { active: 0, silent: 0, dormant: 0, lost: 0 };
}
