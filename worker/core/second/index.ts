export * from "./conversion.ts";
export * from "./f2-report.ts";
export * from "./gateway.ts";
export * from "./product-matrix.ts";
export * from "./pages.ts";
export type { PageVisits } from "./page-matching.ts";
export { kaplanMeier, stepAt, type SurvivalCurve } from "./kaplan-meier.ts";
export { type OptOuts, type Wait, waitsAfter } from "./waits.ts";
export * from "./clock-report.ts";
export { type Delivery, type Supply, suppliesByItem, suppliesIn } from "./deliveries.ts";
export { fitPace, type PaceModel, type UseOf, type UseOfItem, usageOf } from "./pace-model.ts";
export type { Pace, Usage } from "./pace.ts";
export { contactAt, type RunOut, runOutOf } from "./run-out.ts";
export { type Comeback, comebackChance, fitComeback } from "./comeback.ts";
export {
  type Chance,
  chanceOf,
  fitPropensity,
  type OneTimeBuyer,
  oneTimeBuyers,
  type Propensity,
} from "./propensity.ts";
export * from "./propensity-report.ts";
export * from "./precursors.ts";
export { afterFirst, type AfterFirst, fitAfterFirst, type NextItem } from "./after-first.ts";
export type { Finding } from "./exposures.ts";
