import type { Buyer } from "../../../worker/core/customer/index.ts";
import {
  clockReport,
  f2Report,
  gatewayReport,
  precursorsReport,
  productMatrixReport,
  propensityReport,
} from "../../../worker/core/second/index.ts";
import { type Figure, rounded, timed } from "./figures.ts";

const NOW = Date.parse("2011-12-10T00:00:00Z");

/** How long each report over the whole year takes (floor: a second), and what it finds. */
export function reportFigures(buyers: readonly Buyer[]): Figure[] {
  const f2 = timed(() => f2Report(buyers, NOW, { by: "category" }));
  const matrix = timed(() => productMatrixReport(buyers, NOW));
  const gateways = timed(() => gatewayReport(buyers, NOW));
  const propensity = timed(() => propensityReport(buyers, NOW));
  const precursors = timed(() => precursorsReport(buyers, [], NOW));
  const clock = timed(() => clockReport(buyers, NOW));
  const pair = matrix.value.products.find(({ again }) => !again);
  const [precursor] = precursors.value.precursors;
  const seconds = (name: string, taken: number, beside: string): Figure => ({
    name: `${name}_seconds`,
    value: rounded(taken, 2),
    beside,
  });
  return [
    seconds("f2", f2.seconds, `wall: ${f2.value.wall.verdict}, ${f2.value.wall.because}`),
    seconds(
      "product_matrix",
      matrix.seconds,
      `${matrix.value.products.length} pairs shown; ${pair?.first} → ${pair?.second}, lift ${pair?.lift.toFixed(1)}, n = ${pair?.n}`,
    ),
    seconds(
      "gateway",
      gateways.seconds,
      `${gateways.value.gateways.length} found of ${gateways.value.tested}`,
    ),
    seconds(
      "propensity",
      propensity.seconds,
      `${propensity.value.model}; log-loss ${propensity.value.trial?.scored.toFixed(4)}, curve ${propensity.value.trial?.curve.toFixed(4)}`,
    ),
    seconds(
      "precursors",
      precursors.seconds,
      `"${precursor?.name}": ${(100 * (precursor?.rate ?? 0)).toFixed(0)} % loyal, expected ${(100 * (precursor?.expected ?? 0)).toFixed(0)} %`,
    ),
    seconds(
      "clock",
      clock.seconds,
      `${clock.value.items.length} items shown, elasticity ${clock.value.elasticity.toFixed(2)}`,
    ),
  ];
}
