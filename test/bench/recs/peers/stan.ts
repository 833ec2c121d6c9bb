import type { Recommender } from "../measure.ts";
import { highestScores, mostSimilar, type SessionIndex } from "./session-index.ts";

/**
 * STAN (Garg et al., "Sequence and Time Aware Neighborhood for Session-based Recommendations", SIGIR
 * 2019): an item of the session weighs `exp(−age/λ1)`, a past session its cosine with that × `exp(−days
 * ago/λ2)`, and an item of it × `exp(−distance to the newest shared item/λ3)`. The sample is the
 * newest 2 500 sessions that share an item, the neighbourhood 1 500 of them, and 1/λ1 = 0.905, λ2 =
 * 100 days, 1/λ3 = 0.4525, as the published comparisons on these sets have it.
 *
 * @param daysAgo of a past session, by its number
 */
export function stan(
  index: SessionIndex,
  daysAgo: (number: number) => number,
  { sample = 2500, k = 1500, spw = 0.905, snh = 100, inh = 0.4525 } = {},
): Recommender {
  return ({ prefix }, excluded) => {
    const ages = new Map<string, number>();
    prefix.toReversed().forEach((id, age) => {
      if (!ages.has(id)) ages.set(id, age);
    });
    const sharing = new Set<number>();
    for (const id of ages.keys()) for (const number of index.holding(id)) sharing.add(number);
    const newest = Uint32Array.from(sharing).sort().subarray(-sample);

    const similarities = new Map<number, number>();
    for (const number of newest) {
      const past = new Set(index.sessions[number]);
      let shared = 0;
      for (const [id, age] of ages) if (past.has(id)) shared += Math.exp(-age * spw);
      const cosine = shared / Math.sqrt(ages.size * past.size);
      similarities.set(number, cosine * Math.exp(-daysAgo(number) / snh));
    }
    const scores = new Map<string, number>();
    for (const [number, similarity] of mostSimilar(similarities, k)) {
      const past = index.sessions[number]!;
      const newestShared = [...ages.keys()].find((id) => past.includes(id))!;
      const at = past.lastIndexOf(newestShared);
      const last = new Map(past.map((id, position) => [id, position]));
      for (const [id, position] of last) {
        const nearness = Math.exp(-Math.abs(position - at) * inh);
        scores.set(id, (scores.get(id) ?? 0) + similarity * nearness);
      }
    }
    return highestScores(scores, excluded);
  };
}
