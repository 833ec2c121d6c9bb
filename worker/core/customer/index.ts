export { aliveChance, type BgNbd, expectedOrders, fitBgNbd, type History } from "./bgnbd.ts";
export { asOf, netOf } from "./buyer.ts";
export { type BuyerMix, type BuyerMixReport, buyerMixReport } from "./buyer-mix.ts";
export { type BookOptions, type BuyerBook, buyersOf } from "./buyers.ts";
export { type ChurnOptions, type ChurnReport, churnReport } from "./churn.ts";
export { type ClvModel, fitClv, type Forecast, forecast, historyOf } from "./clv.ts";
export { type ClvOptions, type ClvReport, clvReport } from "./clv-report.ts";
export { customerOf, customerRef } from "./customer-ref.ts";
export { expectedValue, fitGammaGamma, type GammaGamma, type Spend } from "./gamma-gamma.ts";
export {
  JOURNEY,
  type JourneyFacts,
  journeyOf,
  type JourneyStage,
  journeyStage,
} from "./journey.ts";
export { type JourneyReport, journeyReport } from "./journey-report.ts";
export { isoDay, localDay, localMonth, startOfLocalDay } from "./local-day.ts";
export { type LostGridReport, lostGridReport, type LostOptions } from "./lost-grid.ts";
export { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
export type { Buyer, OrderLine, OrderRecord, Troubles, ValidOrder } from "./order.ts";
export { type ParetoReport, paretoReport } from "./pareto.ts";
export {
  leavesRfmWindowAt,
  RFM_WINDOW,
  type RfmCuts,
  rfmCuts,
  type RfmMeasures,
  rfmOf,
  type RfmScores,
  rfmScores,
} from "./rfm.ts";
export {
  CARE_PLANS,
  type CarePlan,
  RFM_CLASSES,
  type RfmCell,
  rfmCell,
  type RfmClass,
  rfmClass,
} from "./rfm-class.ts";
export { type RfmReport, rfmReport } from "./rfm-report.ts";
export { CUSTOMER_SETTINGS, customerSettings, type CustomerSettings } from "./rules.ts";
export { type CustomerSegment, customerSegments, thresholdsHeld } from "./segments.ts";
export { type ShopNumbers, shopNumbers } from "./shop-numbers.ts";
export {
  type CategoryCuts,
  type CategoryStage,
  categoryStages,
  nextStageAt,
  type Stage,
  STAGE_CUTS,
  stageAt,
  type StageCuts,
  stageBegins,
  STAGES,
  topCategory,
} from "./stage.ts";
export { type StageFlows, stageFlows } from "./stage-flows.ts";
export {
  judgeOffer,
  type Offer,
  type Ruling,
  STAGE_POLICIES,
  type StagePolicy,
} from "./stage-policy.ts";
export { type StagesOptions, type StagesReport, stagesReport } from "./stages-report.ts";
export { purchasesHoldUntil, spendReachedAt } from "./thresholds.ts";
export {
  type Aspect,
  ASPECTS,
  type AspectScore,
  type CustomerValue,
  VALUE_WEIGHTS,
  valueOf,
  type ValueWeights,
} from "./value.ts";
export { type ValueReport, valueReport } from "./value-report.ts";
