import type { ImportTotals } from "../../wire/import.ts";
import type { OrderTold } from "../orders/index.ts";

/** What one telling of a file brings. */
export function totalsOf(person: string | null, told: OrderTold): ImportTotals[] {
  if (told.tells === "delivery") return [];
  const units = (lines: readonly { quantity: number }[]) =>
    lines.reduce((sum, { quantity }) => sum + quantity, 0) + (told.charges?.units ?? 0);
  const charges = told.charges?.lines ?? 0;
  if (told.tells === "refund") {
    const { currency, lines } = told;
    if (currency === null) return [];
    const priced = lines.reduce((sum, { quantity, price }) => sum + quantity * (price ?? 0), 0);
    return [
      {
        ...noTotals(currency),
        refunds: 1,
        refund_lines: lines.length + charges,
        refund_units: units(lines),
        refunded: told.value ?? priced,
      },
    ];
  }
  const { currency, lines, value } = told.order;
  return [
    {
      ...noTotals(currency),
      orders: 1,
      lines: lines.length + charges,
      units: units(lines),
      revenue: value,
      of_nobody: person === null ? 1 : 0,
    },
  ];
}

/** One sum for each currency, in the order in which they came. */
export function sumTotals(all: readonly ImportTotals[]): ImportTotals[] {
  const sums = new Map<string, ImportTotals>();
  for (const totals of all) {
    const sum = sums.get(totals.currency) ?? noTotals(totals.currency);
    for (const name of FIELDS) sum[name] += totals[name];
    sums.set(totals.currency, sum);
  }
  return [...sums.values()];
}

const NONE = {
  orders: 0,
  lines: 0,
  units: 0,
  revenue: 0,
  of_nobody: 0,
  refunds: 0,
  refund_lines: 0,
  refund_units: 0,
  refunded: 0,
};
const FIELDS = Object.keys(NONE) as (keyof typeof NONE)[];
const noTotals = (currency: string): ImportTotals => ({ currency, ...NONE });
