export {
  ALL,
  axesOf,
  axisChain,
  axisLabel,
  categoryAxes,
  categoryAxis,
  normalTerm,
  parentAxis,
  searchAxis,
  segmentAxis,
} from "./axes.ts";
export {
  type Affinity,
  addDeed,
  type Deed,
  DEED_WEIGHT,
  evidenceOf,
  newAffinity,
  shareOf,
  shareReduced,
} from "./affinity.ts";
export type { AxisFacts } from "./axis-facts.ts";
export * from "./bandit/index.ts";
export { BASKET_DAYS, type EarlierOrder } from "./baskets.ts";
export {
  type AxisSums,
  type AxisTop,
  mergeSums,
  smoothedShare,
  sumsOf,
  type TopItem,
} from "./bestsellers.ts";
export {
  type BlockPart,
  type BlockPlace,
  fillPlaces,
  type OpenedBlock,
  standing,
} from "./block.ts";
export { blockHtml, type BlockSlot } from "./block-html.ts";
export { decide, decideAll } from "./decide.ts";
export {
  type Count,
  DecayedCounters,
  SIGNAL_WEIGHT,
  type StoredCounters,
} from "./decayed-counters.ts";
export { DEFAULT_COUNT, type PassedOver } from "./draft.ts";
export { type AxisIds, FactsIndex, type ListedItem } from "./facts-index.ts";
export type { Inputs, ShownPage, Situation, ViewedItem } from "./inputs.ts";
export {
  ItemTable,
  type ItemTableOptions,
  type Neighbours,
  type StoredItem,
} from "./item-table.ts";
export {
  idsOfLesson,
  learnShelfLesson,
  type OrderLine,
  type SeenBefore,
  type ShelfLesson,
} from "./lesson.ts";
export { favouriteAxes, type Liking, likingBy } from "./liking.ts";
export {
  type Merchandised,
  merchandisingOf,
  NO_RULES,
  rulesOf,
  type ShopRules,
  type SlotRule,
} from "./merchandising.ts";
export { type Needs, needs } from "./needs.ts";
export {
  type NextItem,
  type NextItemsAsk,
  type NextItemsRequest,
  type NextItemWeights,
  nextItems,
  RECENT_ITEMS,
} from "./next-items.ts";
export { NO_OUTCOMES, type Outcomes, type StoredOutcomes } from "./outcomes.ts";
export { isPageKey, type PageCard, pageKey, type StoredPage } from "./page-cards.ts";
export { present, type Showcase } from "./present.ts";
export { type PriceBand, formatBand, parseBand, priceBandOf } from "./price-bands.ts";
export {
  type AnsweredItem,
  itemsOf,
  MODEL,
  type RuledItem,
  type Ruling,
  rulingOf,
} from "./receipts.ts";
export { rerank, type Reranked } from "./rerank.ts";
export {
  bayesianAverage,
  byLiking,
  isEvident,
  type Satisfaction,
  satisfactionOf,
} from "./satisfaction.ts";
export {
  answerShelf,
  emptyAnswer,
  emptyQuestion,
  mergeParts,
  type ShelfAnswer,
  type ShelfPart,
  type ShelfQuestion,
} from "./shelf-answer.ts";
export { newShelfMemory, type ShelfMemory, type TableName, TABLES } from "./shelf-memory.ts";
export {
  type Counts,
  countsOf,
  discount,
  type Named,
  namedBy,
  noCounts,
  shardOf,
  splitNamed,
  splitQuestion,
} from "./shelf-shards.ts";
export { type Draw, drawStrategy, STRATEGIES } from "./strategies.ts";
export * from "./text/index.ts";
export * from "./tuning/index.ts";
