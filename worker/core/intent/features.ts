import type { Behaviour } from "./behaviour.ts";
import { BEHAVIOUR_FEATURES, behaviourFeatures } from "./behaviour-features.ts";
import type { Feature } from "./dimension.ts";
import { LATEST_FEATURES, latestFeatures } from "./latest-features.ts";
import { MOMENT_FEATURES, momentFeatures } from "./moment-features.ts";
import { PERSON_FEATURES, personFeatures } from "./person-features.ts";
import { TRAFFIC_FEATURES, trafficFeatures } from "./traffic-features.ts";
import type { PersonTraits, Traffic } from "./traits.ts";

/**
 * What the model sees at `now` (epoch ms): the active buckets of three families, one of each
 * dimension that has something to say (METHODS §3), at most 36.
 */
export function features(
  behaviour: Behaviour,
  person: PersonTraits,
  traffic: Traffic,
  now: number,
): Feature[] {
  const active: Feature[] = [];
  trafficFeatures(traffic, active);
  const loggedIn = person.loggedIn || behaviour.loggedIn;
  personFeatures(person, loggedIn, active);
  behaviourFeatures(behaviour, now, active);
  latestFeatures(behaviour, active);
  momentFeatures(behaviour, person, loggedIn, active);
  return active;
}

/** All features with fixed values; channels and amounts come as a shop brings them. */
export const FIXED_FEATURES: readonly Feature[] = [
  ...TRAFFIC_FEATURES,
  ...PERSON_FEATURES,
  ...BEHAVIOUR_FEATURES,
  ...LATEST_FEATURES,
  ...MOMENT_FEATURES,
];
