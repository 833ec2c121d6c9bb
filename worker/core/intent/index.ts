export { type AwayCurve, probabilityNow } from "./away.ts";
export { betaCdf, logGamma } from "./beta.ts";
export { logit } from "./logistic.ts";
export { type Behaviour, isBounce, newBehaviour, observe, renameItem } from "./behaviour.ts";
export { type ModelCard, modelCard } from "./card.ts";
export { type StoredModel, decodeModel, encodeModel } from "./codec.ts";
export { decay } from "./decay.ts";
export type { Family, Feature } from "./dimension.ts";
export { fnv1a } from "./hash.ts";
export { FIXED_FEATURES, features } from "./features.ts";
export {
  type IntentModel,
  type HeldWeek,
  type Lesson,
  type Target,
  type WeekOrdered,
  learnLesson,
  newIntentModel,
  ripeAt,
  versionOf,
  weekOf,
} from "./model.ts";
export { type PrefixLog, appendPrefix, newPrefixLog } from "./prefixes.ts";
export { type Bands, type Observed, score } from "./score.ts";
export { DEFAULT_SETTINGS, type IntentSettings } from "./settings.ts";
export { type HeadSnapshot, type IntentSnapshot, takeSnapshot } from "./snapshot.ts";
export type { PersonTraits, Traffic } from "./traits.ts";
