export { chooseStrategy, FLOOR, propensitiesOf } from "./choose.ts";
export { onlyStrategy, type Posterior, type Strategy } from "./posterior.ts";
export { bestChances } from "./best-chances.ts";
export {
  addToSlotDay,
  HALF_LIFE_DAYS,
  MEMORY_DAYS,
  type SlotDay,
  slotPosteriors,
} from "./slot-day.ts";
export { posteriorsFor, slotKey, type SlotPosteriors } from "./slot-posteriors.ts";
export {
  addTrials,
  countClicked,
  countShown,
  noTrials,
  type SlotLesson,
  type SlotTrials,
  sumOf,
  type TrialSums,
} from "./trials.ts";
