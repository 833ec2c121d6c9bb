export { ALL, axesOf, axisChain, axisLabel, categoryAxis, parentAxis } from "./axes.ts";
export { type AxisTop, smoothedShare, topOf } from "./bestsellers.ts";
export { decide, decideAll } from "./decide.ts";
export {
  type Count,
  DecayedCounters,
  SIGNAL_WEIGHT,
  type StoredCounter,
} from "./decayed-counters.ts";
export type { Inputs, ViewedItem } from "./inputs.ts";
export {
  ItemTable,
  type ItemTableOptions,
  type Neighbours,
  type StoredItem,
} from "./item-table.ts";
export { learnShelfLesson, type ShelfLesson } from "./lesson.ts";
export { needs } from "./needs.ts";
export { type NextItem, type NextItemsRequest, nextItems, RECENT_ITEMS } from "./next-items.ts";
export { present } from "./present.ts";
export { type ChosenItem, DEFAULT_COUNT, MODEL, type SlotDecision } from "./scenarios.ts";
export { answerShelf, type ShelfAnswer, type ShelfQuestion } from "./shelf-answer.ts";
