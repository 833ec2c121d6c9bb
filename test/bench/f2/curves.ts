import type { Buyer } from "../../../worker/core/customer/index.ts";
import { f2Report } from "../../../worker/core/second/index.ts";
import { type Figure, rounded } from "./figures.ts";

const END = Date.parse("1998-06-30T00:00:00Z");
/** METHODS §5. */
const MATURED = new Map([
  [7, 6.15],
  [30, 17.39],
  [60, 25.5],
  [90, 29.15],
  [180, 37.63],
  [365, 45.57],
]);
const TRANSITIONS = [0.48, 0.65, 0.72, 0.72, 0.75];

export function curveFigures(buyers: readonly Buyer[]): Figure[] {
  const report = f2Report(buyers, END);
  const matured = report.matured.map(({ days, rate }) => ({
    name: `cdnow_f2_${days}d`,
    value: rounded(100 * rate!, 2),
    beside: `% (METHODS ${MATURED.get(days)!.toFixed(2)})`,
  }));
  const transitions = report.transitions.slice(0, TRANSITIONS.length).map(({ from, to, rate }) => ({
    name: `cdnow_${from}_to_${to}`,
    value: rounded(rate!, 2),
    beside: `(METHODS ${TRANSITIONS[from - 1]!.toFixed(2)})`,
  }));
  const { verdict, because } = report.wall;
  return [
    ...matured,
    ...transitions,
    { name: "cdnow_wall", value: Number(verdict === "yes"), beside: `${verdict}: ${because}` },
  ];
}
