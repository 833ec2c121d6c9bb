import { asOf, netOf } from "./buyer.ts";
import { isoDay, localDay, localMonth, startOfLocalDay } from "./local-day.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";
import { noPeople, type Origin, ORIGINS, type StageCounts, stageFlows } from "./stage-flows.ts";
import type { StagePolicy } from "./stage-policy.ts";
import {
  categoryStages,
  nextStageAt,
  type Stage,
  stageAt,
  type StageCuts,
  STAGES,
} from "./stage.ts";

export interface StagesOptions extends CustomerOptions {
  /** Months that the stock and its flows go back, whole ones before the present. */
  months: number;
  /** Whom to list; both active and silent when absent. */
  stage: Stage | null;
}

export interface StagesReport extends ReportHead {
  /** Days since the last order on which silent, dormant and lost begin. */
  cuts: StageCuts;
  /** Everybody, in one stage each, with the net of all their orders and what the policy allows. */
  stages: { stage: Stage; people: number; value: number; policy: StagePolicy }[];
  /** Active and silent together: those whose next order is the most likely. */
  most_wanted: number;
  /** Stages by category, each counting those who bought in it; most people first. */
  categories: { category: string; people: number; stages: StageCounts }[];
  /** At the start of each month, as its day, and now. */
  stock: { day: string; people: number; stages: StageCounts }[];
  /** Between one day of `stock` and the next, where people went; moves of nobody are left out. */
  flows: { from: string; to: string; moves: { from: Origin; to: Stage; people: number }[] }[];
  /** Of the chosen stage, or the most wanted: the latest order first; at most `limit`. */
  list: {
    person: string;
    stage: Stage;
    /** Epoch ms. */
    last_order: number;
    /** When the next stage begins without an order, epoch ms; null once lost. */
    next_stage_at: number | null;
    orders: number;
    net: number;
  }[];
}

/** The stock of past buyers by stage, how it came to be, and whom to write to first. */
export function stagesReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<StagesOptions> = {},
): StagesReport {
  const all = { ...CUSTOMER_OPTIONS, months: 12, stage: null, ...options };
  const { zone, stageCuts: cuts, stagePolicies, limit } = all;
  const people = asOf(buyers, now);
  const rows = people.map((buyer) => {
    const last = buyer.orders.at(-1)!.time;
    const stage = stageAt(last, now, zone, cuts);
    return { person: buyer.person, stage, last, orders: buyer.orders.length, net: netOf(buyer) };
  });
  const wanted = (stage: Stage) => stage === "active" || stage === "silent";
  const times = [...monthStarts(now, all.months, zone), now];
  const days = times.map((time) => isoDay(localDay(time, zone)));
  const { stock, moves } = stageFlows(people, times, zone, cuts);
  return {
    ...headOf(people, now),
    cuts,
    stages: STAGES.map((stage) => {
      const part = rows.filter((row) => row.stage === stage);
      const value = part.reduce((sum, { net }) => sum + net, 0);
      return { stage, people: part.length, value, policy: stagePolicies[stage] };
    }),
    most_wanted: rows.filter(({ stage }) => wanted(stage)).length,
    categories: byCategory(people, now, all),
    stock: stock.map((counts, index) => ({
      day: days[index]!,
      people: STAGES.reduce((sum, stage) => sum + counts[stage], 0),
      stages: counts,
    })),
    flows: moves.map((matrix, index) => ({
      from: days[index]!,
      to: days[index + 1]!,
      moves: ORIGINS.flatMap((from) =>
        STAGES.map((to) => ({ from, to, people: matrix[from][to] })),
      ).filter((move) => move.people > 0),
    })),
    list: rows
      .filter(({ stage }) => (all.stage === null ? wanted(stage) : stage === all.stage))
      .sort((a, b) => b.last - a.last || (a.person < b.person ? -1 : 1))
      .slice(0, limit)
      .map(({ person, stage, last, orders, net }) => ({
        person,
        stage,
        last_order: last,
        next_stage_at: nextStageAt(last, now, zone, cuts),
        orders,
        net,
      })),
  };
}

/** First moments of this month and of those before it, ascending. */
function monthStarts(now: number, months: number, zone: string): number[] {
  const [year = 0, month = 0] = localMonth(now, zone).split("-").map(Number);
  return Array.from({ length: months + 1 }, (_, ago) =>
    startOfLocalDay(Date.UTC(year, month - 1 - months + ago) / 86_400_000, zone),
  ).filter((start) => start < now);
}

function byCategory(
  people: readonly Buyer[],
  now: number,
  { zone, stageCuts, categoryCuts }: CustomerOptions,
): StagesReport["categories"] {
  const rows = new Map<string, StagesReport["categories"][number]>();
  for (const { orders } of people)
    for (const { category, stage } of categoryStages(orders, now, zone, categoryCuts, stageCuts)) {
      let row = rows.get(category);
      if (row === undefined)
        rows.set(category, (row = { category, people: 0, stages: noPeople() }));
      row.stages[stage]++;
      row.people++;
    }
  return [...rows.values()].sort(
    (a, b) => b.people - a.people || (a.category < b.category ? -1 : 1),
  );
}
