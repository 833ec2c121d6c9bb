import type { Recommender } from "../measure.ts";
import { highestScores, mostSimilar, type SessionIndex } from "./session-index.ts";

/**
 * VMIS-kNN (Kersbergen, Sprangers, Schelter: "Serenade", SIGMOD 2022). Of each item of the session
 * the `m` newest past sessions that hold it are looked at; a past session's similarity is the sum of
 * the linear decays `position / length` of what it shares; the `k` most similar vote for their items
 * with similarity × the weight `1 − 0.1·age` of the newest shared item × `ln(N / N_item)`. As in
 * their code the item on screen is never answered with, and a session is its last nine items.
 */
export function vmisKnn(index: SessionIndex, { m = 500, k = 100, last = 9 } = {}): Recommender {
  return ({ prefix }, excluded) => {
    const session = [...new Set(prefix.slice(-last).toReversed())];
    const similarities = new Map<number, number>();
    const newestShared = new Map<number, number>();
    session.forEach((id, age) => {
      const decay = (session.length - age) / session.length;
      for (const number of index.holding(id).slice(0, m)) {
        similarities.set(number, (similarities.get(number) ?? 0) + decay);
        if (!newestShared.has(number)) newestShared.set(number, age);
      }
    });
    const scores = new Map<string, number>();
    for (const [number, similarity] of mostSimilar(similarities, k)) {
      const weight = similarity * Math.max(0, 1 - 0.1 * (newestShared.get(number)! + 1));
      for (const id of new Set(index.sessions[number])) {
        const rarity = Math.log(index.sessions.length / index.holding(id).length);
        scores.set(id, (scores.get(id) ?? 0) + weight * rarity);
      }
    }
    scores.delete(prefix.at(-1)!);
    return highestScores(scores, excluded);
  };
}
