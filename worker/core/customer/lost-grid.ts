import { asOf, netOf } from "./buyer.ts";
import { localDay } from "./local-day.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";

export interface LostOptions extends CustomerOptions {
  /** Days since the last order at which a row begins, ascending, beside the one at which people are lost. */
  gaps: readonly number[];
  /** Orders at which a column begins, ascending; the first is 1. */
  counts: readonly number[];
  /** The cell whose people are listed, by its row and column; everybody who is lost when absent. */
  cell?: { gap: number; orders: number };
}

export interface LostGridReport extends ReportHead {
  lost: number;
  /** Net of all their orders. */
  value: number;
  /** Every row with every column; `to` is null in the last of each. Cells add up to the lost. */
  cells: LostCell[];
  /** Of the chosen cell: who was worth most first; at most `limit`. */
  list: { person: string; gap: number; orders: number; net: number }[];
}

export interface LostCell {
  /** Days since the last order, from and up to but not with. */
  gap: { from: number; to: number | null };
  orders: { from: number; to: number | null };
  people: number;
  value: number;
}

const GAPS = [365, 545, 730];
const COUNTS = [1, 2, 3, 5, 10];

/** The lost, by how long they have not come and how often they had. */
export function lostGridReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<LostOptions> = {},
): LostGridReport {
  const { zone, stageCuts, limit, gaps, counts, cell } = {
    ...CUSTOMER_OPTIONS,
    gaps: GAPS,
    counts: COUNTS,
    ...options,
  };
  const people = asOf(buyers, now);
  const today = localDay(now, zone);
  const since = stageCuts[2];
  const rows = [since, ...gaps.filter((gap) => gap > since)];
  const lost = people
    .map((buyer) => ({
      person: buyer.person,
      gap: today - localDay(buyer.orders.at(-1)!.time, zone),
      orders: buyer.orders.length,
      net: netOf(buyer),
    }))
    .filter(({ gap }) => gap >= since);
  const cells = rows.flatMap((gap, row) =>
    counts.map((orders, column) => ({
      gap: { from: gap, to: rows[row + 1] ?? null },
      orders: { from: orders, to: counts[column + 1] ?? null },
    })),
  );
  const inside = (each: (typeof lost)[number], of: (typeof cells)[number]) =>
    within(each.gap, of.gap) && within(each.orders, of.orders);
  const chosen = cells.find(
    ({ gap, orders }) => gap.from === cell?.gap && orders.from === cell.orders,
  );
  return {
    ...headOf(people, now),
    lost: lost.length,
    value: worth(lost),
    cells: Array.from(cells, (of) => {
      const part = lost.filter((each) => inside(each, of));
      return { ...of, people: part.length, value: worth(part) };
    }),
    list: lost
      .filter((each) => cell === undefined || (chosen !== undefined && inside(each, chosen)))
      .sort((a, b) => b.net - a.net || (a.person < b.person ? -1 : 1))
      .slice(0, limit),
  };
}

function within(value: number, { from, to }: { from: number; to: number | null }): boolean {
  return value >= from && (to === null || value < to);
}

function worth(people: readonly { net: number }[]): number {
  return people.reduce((sum, { net }) => sum + net, 0);
}
