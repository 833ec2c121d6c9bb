import { asOf } from "./buyer.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";
import {
  type CarePlan,
  RFM_CELLS,
  RFM_CLASSES,
  type RfmCell,
  rfmCell,
  type RfmClass,
  rfmClass,
} from "./rfm-class.ts";
import { type RfmCuts, rfmCuts, rfmOf, rfmScores } from "./rfm.ts";

export interface RfmReport extends ReportHead {
  /** `quintiles` of the shop, or `fixed`. */
  by: "quintiles" | "fixed";
  cuts: RfmCuts;
  /** `spend` is of six months. Both add up to everybody. */
  cells: { cell: RfmCell; class: RfmClass; people: number; spend: number }[];
  classes: ({ class: RfmClass; people: number; spend: number } & CarePlan)[];
  /** People by R (row, 1 to 5) and F (column, 1 to 5), with their spend. */
  grid: { r: number; f: number; people: number; spend: number }[];
  /** Who spent most in six months first; at most `limit`. */
  list: RfmRow[];
}

export interface RfmRow {
  person: string;
  /** Days. */
  recency: number;
  /** Orders in six months, and their net. */
  frequency: number;
  spend: number;
  r: number;
  f: number;
  m: number;
  cell: RfmCell;
  class: RfmClass;
}

const FIVE = [1, 2, 3, 4, 5];

/** Everybody's R, F and M: eight cells, six classes, and what to do for each. */
export function rfmReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<CustomerOptions> = {},
): RfmReport {
  const { zone, rfmCuts: fixed, carePlans, limit } = { ...CUSTOMER_OPTIONS, ...options };
  const people = asOf(buyers, now);
  const measured = Array.from(people, ({ person, orders }) => ({
    person,
    ...rfmOf(orders, now, zone),
  }));
  const cuts = fixed ?? rfmCuts(measured);
  const rows = Array.from(measured, (each): RfmRow => {
    const scores = rfmScores(each, cuts);
    const cell = rfmCell(scores);
    return { ...each, ...scores, cell, class: rfmClass(cell) };
  });
  const totals = (part: readonly RfmRow[] = []) => ({
    people: part.length,
    spend: part.reduce((sum, { spend }) => sum + spend, 0),
  });
  const cells = Map.groupBy(rows, ({ cell }) => cell);
  const classes = Map.groupBy(rows, (row) => row.class);
  const grid = Map.groupBy(rows, ({ r, f }) => `${r}${f}`);
  return {
    ...headOf(people, now),
    by: fixed === null ? "quintiles" : "fixed",
    cuts,
    cells: Array.from(RFM_CELLS, (cell) => ({
      cell,
      class: rfmClass(cell),
      ...totals(cells.get(cell)),
    })),
    classes: Array.from(RFM_CLASSES, (name) => ({
      class: name,
      ...totals(classes.get(name)),
      ...carePlans[name],
    })),
    grid: FIVE.flatMap((r) => Array.from(FIVE, (f) => ({ r, f, ...totals(grid.get(`${r}${f}`)) }))),
    list: rows.sort((a, b) => b.spend - a.spend || a.recency - b.recency).slice(0, limit),
  };
}
