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
} from "./shelf/axes.ts";
export {
  type Affinity,
  type Facet,
  addDeed,
  type Deed,
  DEED_WEIGHT,
  evidenceOf,
  joinAffinity,
  newAffinity,
  type Weights,
  shareOf,
  shareReduced,
} from "./taste/affinity.ts";
export type { AxisFacts } from "./shelf/axis-facts.ts";
export * from "./bandit/index.ts";
export { BASKET_DAYS, type EarlierOrder } from "./shelf/baskets.ts";
export {
  type AxisSums,
  type AxisTop,
  mergeSums,
  smoothedShare,
  sumsOf,
  type TopItem,
} from "./shelf/bestsellers.ts";
export {
  type BlockPart,
  type BlockPlace,
  fillPlaces,
  type OpenedBlock,
  standing,
} from "./mail/block.ts";
export { blockHtml, type BlockSlot } from "./mail/block-html.ts";
export { decide, decideAll } from "./slots/decide.ts";
export {
  type Count,
  DecayedCounters,
  SIGNAL_WEIGHT,
  type StoredCounters,
} from "./shelf/decayed-counters.ts";
export type { PassedOver } from "./slots/draft.ts";
export { type AxisIds, FactsIndex, type ListedItem } from "./shelf/facts-index.ts";
export type { Inputs, ShownPage, Situation, ViewedItem } from "./slots/inputs.ts";
export {
  ItemTable,
  type ItemTableOptions,
  type Neighbours,
  type StoredItem,
} from "./table/item-table.ts";
export {
  changedBy,
  idsOfLesson,
  learnShelfLesson,
  type OrderLine,
  type SeenBefore,
  type ShelfLesson,
} from "./shelf/lesson.ts";
export { favouriteAxes, type Liking, likingBy } from "./taste/liking.ts";
export {
  type Merchandised,
  merchandisingOf,
  NO_RULES,
  rulesOf,
  type ShopRules,
  type SlotRule,
} from "./slots/merchandising.ts";
export { type Needs, needs } from "./slots/needs.ts";
export {
  type NextItem,
  type NextItemsAsk,
  type NextItemsRequest,
  type NextItemWeights,
  nextItems,
  RECENT_ITEMS,
} from "./table/next-items.ts";
export { NO_OUTCOMES, type Outcomes, type StoredOutcomes } from "./shelf/outcomes.ts";
export { isPageKey, type PageCard, pageKey, type StoredPage } from "./shelf/page-cards.ts";
export { present, type Showcase } from "./slots/present.ts";
export { type PriceBand, formatBand, parseBand, priceBandOf } from "./shelf/price-bands.ts";
export {
  type AnsweredItem,
  itemsOf,
  MODEL,
  type RuledItem,
  type Ruling,
  rulingOf,
} from "./slots/receipts.ts";
export { rerank, type Reranked } from "./slots/rerank.ts";
export {
  bayesianAverage,
  byLiking,
  isEvident,
  type Satisfaction,
  satisfactionOf,
} from "./shelf/satisfaction.ts";
export {
  answerShelf,
  emptyAnswer,
  mergeParts,
  type ShelfAnswer,
  type ShelfPart,
} from "./shelf/shelf-answer.ts";
export { newShelfMemory, type ShelfMemory, type TableName, TABLES } from "./shelf/shelf-memory.ts";
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
} from "./shelf/shelf-shards.ts";
export {
  askedOf,
  asksNothing,
  bothAsked,
  emptyQuestion,
  isAxisTouched,
  type ShelfQuestion,
  touchedBy,
} from "./shelf/shelf-question.ts";
export { stockKey, type StockQuery } from "./shelf/stock.ts";
export { stockNeeded } from "./slots/stock-queries.ts";
export { type Draw, drawStrategy, STRATEGIES } from "./slots/strategies.ts";
export * from "./text/index.ts";
export * from "./tuning/index.ts";
